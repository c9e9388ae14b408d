"""The files of the packed model: their manifest, their digests, and the word table both graphs share."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from .encoding import Numbers
from .wordpiece import WordPieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PACKED = Path(__file__).parent / "weights"
MANIFEST = "manifest.json"
FORMAT = 1
TOGETHER = 8  # texts whose states are made in one run
SLOWER = ["SkipLayerNormFusion"]  # the fused step took a seventh of all time on the processor, apart a thirtieth
AGAIN = "install Listening Post again"
READER, EMBEDDER, TABLE, SCALES, VOCABULARY, SMALL = (
    "reader.onnx", "embedder.onnx", "words.npy", "scales.npy", "vocabulary.txt", "small.npz",
)  # fmt: skip
FILES = (READER, EMBEDDER, TABLE, SCALES, VOCABULARY, SMALL)

Floats = npt.NDArray[np.float32]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the files are: their sha256, the tags of each head in order, the pieces of a window, and what was added to
    the score of "no role" so that as many attributions are found as there are. `made` says from what they were made."""

    format: int
    version: str
    files: dict[str, str]
    tags: dict[str, tuple[str, ...]]
    window: int
    reluctance: float = 0.0
    made: dict[str, Any] = {}


@dataclass(frozen=True)
class Weights:
    """An opened model: what `open_weights` checked."""

    folder: Path
    manifest: Manifest
    threads: int

    @cached_property
    def pieces(self) -> WordPieces:
        """The vocabulary."""
        return WordPieces((self.folder / VOCABULARY).read_text(encoding="utf-8").splitlines())

    @cached_property
    def small(self) -> Mapping[str, Floats]:
        """The small arrays that numpy applies: `moves` between tags of roles, `relation_weight`, `relation_bias`."""
        with np.load(self.folder / SMALL) as arrays:
            return {name: arrays[name] for name in arrays.files}

    @cached_property
    def reader(self) -> "InferenceSession":
        """The graph that tags and links."""
        return session(self.folder / READER, self.threads)

    @cached_property
    def outputs(self) -> list[str]:
        """What the reader gives."""
        return [output.name for output in self.reader.get_outputs()]

    @cached_property
    def embedder(self) -> "InferenceSession":
        """The graph that gives vectors of texts."""
        return session(self.folder / EMBEDDER, self.threads)

    @cached_property
    def _table(self) -> tuple[npt.NDArray[np.int8], Floats]:
        return np.load(self.folder / TABLE, mmap_mode="r"), np.load(self.folder / SCALES)

    def vectors(self, pieces: Numbers) -> Floats:
        """The word vectors of pieces, of any shape; the table stays on disk and is read where it is needed."""
        table, scales = self._table
        return table[pieces] * scales[pieces][..., None]

    def states(self, texts: Sequence[Numbers]) -> list[Floats]:
        """What the embedder makes of each piece of some texts, each pieces x width. Texts of about equal length run
        together: on one core a third less than one by one; their numbers are rounded together (dynamic int8)."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        found: dict[int, Floats] = {}
        for some in (order[at : at + TOGETHER] for at in range(0, len(order), TOGETHER)):
            pieces, mask = (np.zeros((len(some), len(texts[some[-1]])), dtype=np.int64) for _ in range(2))
            for row, at in enumerate(some):
                pieces[row, : len(texts[at])], mask[row, : len(texts[at])] = texts[at], 1
            (states,) = self.embedder.run(["states"], {"vectors": self.vectors(pieces), "mask": mask})
            found |= {at: states[row, : len(texts[at])] for row, at in enumerate(some)}
        return [found[at] for at in range(len(texts))]


def open_weights(folder: Path = PACKED, threads: int = 1) -> Weights:
    """The packed model in `folder`, with every digest checked. `threads`: processor threads for one batch.

    Raises ModelError where a file is missing, is not the one the manifest names, or is of another format.
    """
    manifest = _manifest(folder)
    for name in FILES:
        if name not in manifest.files:
            raise ModelError(f"{folder / MANIFEST} names no {name}: {AGAIN}")
        checked(folder / name, manifest.files[name])
    return Weights(folder, manifest, threads)


def _manifest(folder: Path) -> Manifest:
    file = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise ModelError(f"no language model in {folder}: {AGAIN}, or run make train") from error
    except (msgspec.DecodeError, OSError) as error:
        raise ModelError(f"{file} cannot be read ({error}): {AGAIN}") from error
    if manifest.format != FORMAT:
        raise ModelError(f"{file} is of format {manifest.format}, this version reads {FORMAT}: {AGAIN}")
    return manifest


def checked(file: Path, digest: str) -> None:
    """Raises ModelError unless the file is there and has this sha256."""
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{file} cannot be read ({error.strerror}): {AGAIN}") from error
    if found != digest:
        raise ModelError(f"{file} is damaged or of another version (sha256 {found[:12]}…): {AGAIN}")


def session(file: Path, threads: int) -> "InferenceSession":
    """A graph, ready to run. Its library is loaded now: whoever reads no page does not wait for it."""
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelError(f"onnxruntime, which runs {file}, cannot be loaded ({error}): {AGAIN}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3  # errors alone: a missing accelerator is no news
    return onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """The manifest as readable JSON."""
    text = json.dumps(msgspec.to_builtins(manifest), indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
