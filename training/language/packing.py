"""From a trained reader to the files of the package, with their manifest."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from listeningpost.language.weights import (
    EMBEDDER,
    FILES,
    FORMAT,
    READER,
    SCALES,
    SMALL,
    TABLE,
    VOCABULARY,
    Manifest,
    write_manifest,
)

from .fitting import Plan
from .graphs import write_embedder, write_reader
from .network import Encoder, Reader, load_encoder
from .origins import code_digest, digest

VERSION = "1"
ENCODER_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True)
class Base:
    """MiniLM as it was unpacked: its weights file and vocabulary."""

    folder: Path

    @property
    def weights(self) -> Path:
        return self.folder / "model.safetensors"

    @property
    def vocabulary(self) -> list[str]:
        return (self.folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True)
class Origin:
    """From what a model was made: the plan, the digests of its data, and the steps it was trained."""

    plan: Plan
    data: dict[str, str]
    steps: int


def eight_bits(table: Tensor) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """A table as int8 with one scale a row."""
    scales = table.abs().amax(1).clamp(min=1e-8) / 127
    return (table / scales[:, None]).round().to(torch.int8).numpy(), scales.numpy().astype(np.float32)


def whole(table: npt.NDArray[np.int8], scales: npt.NDArray[np.float32]) -> Tensor:
    """The table as the model sees it, when it is trained and when it runs."""
    return torch.from_numpy(table.astype(np.float32) * scales[:, None])


def pack(reader: Reader, base: Base, tags: dict[str, tuple[str, ...]], origin: Origin, folder: Path) -> None:
    """Write every file of the package's weights and the manifest that names them."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = Encoder(shaped=False)
    table, scales = eight_bits(load_encoder(encoder, base.weights))
    write_reader(reader, folder / READER)
    write_embedder(encoder, folder / EMBEDDER)
    np.save(folder / TABLE, table)
    np.save(folder / SCALES, scales)
    (folder / VOCABULARY).write_text("\n".join(base.vocabulary) + "\n", encoding="utf-8")
    label = reader.relation.label
    small = {"moves": reader.moves, "relation_weight": label.weight, "relation_bias": label.bias}
    np.savez(folder / SMALL, **{name: tensor.detach().numpy() for name, tensor in small.items()})
    write_manifest(folder, manifest(tags, origin, folder))


def manifest(
    tags: dict[str, tuple[str, ...]], origin: Origin, folder: Path, reluctance: float = 0.0
) -> Manifest:
    """The manifest of the files in `folder`."""
    made: dict[str, Any] = {
        "encoder": ENCODER_DIGEST, "plan": asdict(origin.plan), "steps": origin.steps,
        "data": origin.data, "code": code_digest(),
    }  # fmt: skip
    return Manifest(
        format=FORMAT, version=VERSION, files={name: digest(folder / name) for name in FILES}, tags=tags,
        window=origin.plan.window, reluctance=reluctance, made=made,
    )  # fmt: skip
