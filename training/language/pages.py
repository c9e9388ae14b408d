"""Pages to learn from: encoded texts with labels on their tokens. A label of IGNORED teaches nothing.

A link label is the number of the token it leads to, or NOWHERE (no source in the text; the root of a sentence).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from listeningpost.language.encoding import Encoded
from listeningpost.schema import Span

Labels = npt.NDArray[np.int64]
IGNORED, NOWHERE = -100, -1
ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)
ROLE_TAGS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
ARTICLE, TREES = "attribution", "trees"


@dataclass(frozen=True)
class Attributed:
    """The tokens of one attribution's source, cue and content."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    def __getitem__(self, role: int) -> frozenset[int]:
        return (self.source, self.cue, self.content)[role]


@dataclass(frozen=True)
class TaughtPage:
    """An encoded text, the task it teaches, its labels by head, and its attributions where it has any."""

    task: str
    encoded: Encoded
    labels: dict[str, Labels]
    attributions: tuple[Attributed, ...] = ()
    name: str = ""


def tokens_of(encoded: Encoded, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """The tokens that share a character with one of some spans."""
    starts = np.array([start for start, _ in encoded.spans])
    ends = np.array([end for _, end in encoded.spans])
    found = set[int]()
    for start, end in spans:
        found.update(range(int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))))
    return frozenset(found)


def runs(tokens: frozenset[int]) -> list[Span]:
    """Stretches of neighbouring tokens, as first and last."""
    found: list[Span] = []
    for token in sorted(tokens):
        if found and token == found[-1][1] + 1:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return found


def label_attributions(size: int, attributions: Sequence[Attributed]) -> dict[str, Labels]:
    """Tags of roles and the two links. Where attributions overlap, cues come before sources before contents and the
    first stays: one token has one tag."""
    tags = np.zeros(size, dtype=np.int64)
    for role in (CUE, SOURCE, CONTENT):
        for attribution in attributions:
            for first, last in runs(attribution[role]):
                if not tags[first : last + 1].any():
                    tags[first] = 1 + 2 * role
                    tags[first + 1 : last + 1] = 2 + 2 * role
    return {"roles": tags, **_links(tags, attributions)}


def _links(tags: Labels, attributions: Sequence[Attributed]) -> dict[str, Labels]:
    source = np.full(len(tags), IGNORED, dtype=np.int64)
    cue = source.copy()
    for attribution in attributions:
        start = min(attribution.cue)
        source[start] = min(attribution.source, default=NOWHERE)
        for token in attribution.content:
            if tags[token] == 1 + 2 * CONTENT:
                cue[token] = start
    return {"source_link": source, "cue_link": cue}
