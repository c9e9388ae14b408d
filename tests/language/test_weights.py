"""A model that cannot be used says which file is wrong and what to do; one that can is read without a graph here."""

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from listeningpost.errors import ModelError
from listeningpost.language import parse
from listeningpost.language.model import understand, vectors
from listeningpost.language.weights import (
    FILES,
    FORMAT,
    MANIFEST,
    SCALES,
    SMALL,
    TABLE,
    VOCABULARY,
    Weights,
    open_weights,
)
from listeningpost.schema import Parse

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "anna", "said", "the", "road", "is", "open", "."]
TAGS = {
    "roles": ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"),
    "names": ("O", "B-PER", "I-PER"),
    "politics": ("O", "B-person", "I-person"),
    "conflict": ("O", "B-Person", "I-Person"),
    "upos": ("NOUN", "VERB"),
    "relation": ("dep", "root"),
}


def written(folder: Path) -> Path:
    """A folder of files that are no graphs, with a manifest that names them."""
    np.save(folder / TABLE, np.eye(len(PIECES), dtype=np.int8))
    np.save(folder / SCALES, np.ones(len(PIECES), dtype=np.float32))
    (folder / VOCABULARY).write_text("\n".join(PIECES) + "\n")
    np.savez(folder / SMALL, moves=np.zeros((7, 7)), relation_weight=np.eye(2), relation_bias=np.zeros(2))
    for name in FILES:
        if not (folder / name).exists():
            (folder / name).write_bytes(b"graph")
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    manifest = {"format": FORMAT, "version": "0", "files": files, "tags": TAGS, "window": 20}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def test_whole_files_are_opened(tmp_path: Path) -> None:
    weights = open_weights(written(tmp_path))
    assert weights.manifest.window == 20
    assert weights.pieces.pieces("Road") == (7,)
    assert weights.vectors(np.array([[4, 7]])).argmax(-1).tolist() == [[4, 7]]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (written(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match=name):
        open_weights(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    file = written(tmp_path) / name
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(ModelError, match=f"{name} is damaged or of another version"):
        open_weights(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no language model in"),
        ("{", "cannot be read"),
        ('{"format": 99, "version": "", "files": {}, "tags": {}, "window": 1}', "is of format 99"),
    ],
)
def test_a_wrong_manifest_is_told(tmp_path: Path, text: str | None, message: str) -> None:
    written(tmp_path)
    (tmp_path / MANIFEST).unlink()
    if text is not None:
        (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(ModelError, match=message):
        open_weights(tmp_path)


def test_a_manifest_that_names_too_little_is_told(tmp_path: Path) -> None:
    manifest = json.loads((written(tmp_path) / MANIFEST).read_text())
    del manifest["files"][TABLE]
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match=f"names no {TABLE}"):
        open_weights(tmp_path)


# ---- reading with a graph of our own: word vectors are one-hot, so that scores can be made from the words
ROLE_OF = {"anna": 1, "said": 3, "the": 5, "road": 6, "is": 6, "open": 6}


class MadeReader:
    """Stands for the reader's graph: roles by word, said as the root, Anna as a person."""

    OUTPUTS = ("roles", "names", "politics", "conflict", "upos", "source_link_from", "source_link_to", "cue_link_from",
               "cue_link_to", "head_from", "head_to", "relation_from", "relation_to")  # fmt: skip

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in self.OUTPUTS]

    def run(self, names: list[str], given: dict[str, np.ndarray]) -> list[np.ndarray]:
        words = np.take_along_axis(given["vectors"].argmax(-1), given["first"], 1)
        one_hot = np.eye(len(PIECES), dtype=np.float32)[words]
        said, anna = PIECES.index("said"), PIECES.index("anna")
        roles = np.zeros((*words.shape, 7), dtype=np.float32)
        for word, tag in ROLE_OF.items():
            roles[words == PIECES.index(word), tag] = 5
        person = np.zeros((*words.shape, 3), dtype=np.float32)
        person[words == anna, 1] = 5
        person[..., 0] = 1
        verb = np.stack([words != said, words == said], -1).astype(np.float32)
        to_said, to_window = one_hot * 0, one_hot * 0
        to_said[..., said] = 5
        to_window[..., PIECES.index("[CLS]")] = 5
        to_anna = np.where((words == said)[..., None], np.eye(len(PIECES), dtype=np.float32)[anna] * 5, to_said)
        heads = np.where((words == said)[..., None], to_window, to_said)
        links = (to_anna, one_hot, to_said, one_hot, heads, one_hot)
        values = (roles, person, person, person, verb, *links, verb, verb * 0)
        found = dict(zip(self.OUTPUTS, values, strict=True))
        return [found[name] for name in names]


class MadeEmbedder:
    """Stands for the embedder's graph: how many pieces a text has."""

    def run(self, _names: list[str], given: dict[str, np.ndarray]) -> list[np.ndarray]:
        assert set(given) == {"vectors", "mask"}
        return [np.repeat(given["mask"].sum(1, keepdims=True), 384, 1).astype(np.float32)]


def made_weights(folder: Path) -> Weights:
    weights = open_weights(written(folder))
    vars(weights).update(reader=MadeReader(), embedder=MadeEmbedder())
    return weights


def read(weights: Weights, *texts: str) -> list[Parse]:
    return understand([(text, parse(text, ((0, len(text)),))) for text in texts], weights)


def test_a_text_is_read_whole(tmp_path: Path) -> None:
    text = "Anna said the road is open."
    (found,) = read(made_weights(tmp_path), text)
    (attribution,) = found.attributions
    assert text[slice(*attribution.cue)] == "said"
    assert attribution.source is not None
    assert text[slice(*attribution.source)] == "Anna"
    assert [text[a:b] for a, b in attribution.content] == ["the road is open"]
    assert [(text[slice(*n.span)], n.type, n.scheme) for n in found.names] == [
        ("Anna", "PER", "names"), ("Anna", "person", "politics"), ("Anna", "Person", "conflict"),
    ]  # fmt: skip
    assert [(token.head, token.relation, token.upos) for token in found.tokens[:3]] == [
        (1, "dep", "NOUN"), (None, "root", "VERB"), (1, "dep", "NOUN"),
    ]  # fmt: skip


def test_texts_together_read_as_each_alone(tmp_path: Path) -> None:
    weights = made_weights(tmp_path)
    texts = ["Anna said the road is open.", "", "The road.\n\nAnna said the road is open. " * 4, "Open."]
    assert read(weights, *texts) == [found for text in texts for found in read(weights, text)]


def test_no_content_runs_over_a_paragraph(tmp_path: Path) -> None:
    text = "Anna said the road\n\nis open."
    (found,) = read(made_weights(tmp_path), text)
    assert [text[a:b] for a, b in found.attributions[0].content] == ["the road", "is open"]


def test_vectors_come_in_the_order_of_the_texts(tmp_path: Path) -> None:
    found = vectors(["the road is open", "road", "", *["Anna said"] * 3], made_weights(tmp_path))
    assert found.shape == (6, 384)
    assert found[:, 0].tolist() == [6, 3, 2, 4, 4, 4]
