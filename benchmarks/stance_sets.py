"""Claims and texts of which people said how the one stands to the other, and the vectors of both, kept in a cache."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from listeningpost.language import vectors_of

from .alike import Item

PARTS = ("dev", "test")
BATCH = 64
Vectors = dict[str, NDArray[np.float32]]


class Pair(NamedTuple):
    """A claim and a text; `stance` is the text's to the claim, `part` the part of its set that the pair is of."""

    part: str
    claim: str
    text: str
    stance: str


def fnc1(data: Path) -> list[Pair]:
    """Headlines and bodies. A rumour, that is all bodies that share headlines of theirs, is of one half."""
    rows = _rows(data / "fnc1" / "competition-test.jsonl.gz")
    halves = rumours_of([[headline for headline, _ in row["headlines"]] for row in rows])
    return [
        Pair(PARTS[zlib.crc32(rumour.encode()) % 2], headline, row["body"], stance)
        for row, rumour in zip(rows, halves, strict=True)
        for headline, stance in [*row["headlines"], *((one, "unrelated") for one in row["unrelated"])]]


def perspectrum(data: Path) -> list[Pair]:
    """Claims of debates and perspectives that support or undermine them, in the parts of the set itself."""
    return [
        Pair(row["split"], row["claim"], text, cluster["stance"].lower())
        for row in _rows(data / "perspectrum" / "perspectrum.jsonl.gz")
        for cluster in row["clusters"] for text in cluster["perspectives"]]


def rumours_of(headlines: Sequence[Sequence[str]]) -> list[str]:
    """For each body, given by the headlines related to it, its rumour's name: the first of all headlines of the bodies
    that hang together by shared ones; empty where it has none."""
    group: dict[str, set[str]] = {}
    for own in headlines:
        joined = set(own).union(*(group.get(one, set()) for one in own))
        group.update(dict.fromkeys(joined, joined))
    return [min(group[own[0]]) if own else "" for own in headlines]


def vectors_for(texts: Sequence[str], cache: Path | None) -> Vectors:
    """The packed model's vector of each text; with a folder to keep them in they are made once."""
    wanted = sorted(set(texts), key=lambda text: (len(text), text))
    name = hashlib.sha256("\0".join(wanted).encode()).hexdigest()[:16]
    file = cache / f"stance_vectors_{name}.npy" if cache else None
    if file and file.is_file():
        rows = np.load(file)
    else:
        rows = np.concatenate([vectors_of(wanted[at : at + BATCH]) for at in range(0, len(wanted), BATCH)])
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            np.save(file, rows.astype(np.float16))
    return dict(zip(wanted, rows.astype(np.float32), strict=True))


def _rows(file: Path) -> list[Item]:
    return list(_read(file))


def _read(file: Path) -> Iterator[Item]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
