"""Attributions from tagged runs: which source and which contents belong to a cue."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from .decoding import Run
from .weights import Floats

FAR = 80  # tokens: a content is given to the nearest cue of another window up to here


class Links(Protocol):
    """The scores of links from one token: to each token of its window, the window itself standing at 0."""

    def __call__(self, token: int) -> tuple[Floats, int]:
        """The scores and the token that stands at 1."""


class Linked(NamedTuple):
    """The runs of one attribution and the probabilities of its links."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    sure: float


def link(found: Iterable[Run], to_source: Links, to_cue: Links) -> list[Linked]:
    """The attributions among the runs of roles; a cue without content is none."""
    by_role = defaultdict[str, list[Run]](list)
    for run in found:
        by_role[run[2]].append(run)
    contents = defaultdict[Run, list[tuple[Run, float]]](list)
    for content in by_role["content"]:
        cue, sure = _best(content, by_role["cue"], to_cue)
        cue = cue or _nearest(content, by_role["cue"])
        if cue:
            contents[cue].append((content, sure))
    return [_linked(cue, contents[cue], by_role["source"], to_source) for cue in by_role["cue"] if contents[cue]]


def _linked(cue: Run, contents: list[tuple[Run, float]], sources: list[Run], to_source: Links) -> Linked:
    source, sure = _best(cue, sources, to_source, none=True)
    return Linked(source, cue, tuple(run for run, _ in contents), sure * max(chance for _, chance in contents))


def _best(run: Run, others: Sequence[Run], links: Links, *, none: bool = False) -> tuple[Run | None, float]:
    """The other run with the best score and its probability among what could be chosen; with `none`, none may win.
    `others` are in order."""
    scores, start = links(run[0])
    first, end = (bisect.bisect_left(others, at, key=lambda other: other[0]) for at in (start, start + len(scores) - 1))
    able = others[first:end]
    chosen = np.array([*([scores[0]] if none else []), *(scores[other[0] - start + 1] for other in able)])
    if not len(chosen):
        return None, 0.0
    chance = np.exp(chosen - chosen.max())
    at = int(chosen.argmax())
    options: list[Run | None] = [*([None] if none else []), *able]
    return options[at], float(chance[at] / chance.sum())


def _nearest(content: Run, cues: Sequence[Run]) -> Run | None:
    """The nearest cue within FAR tokens. `cues` are in order, and no two runs share a token."""
    after = bisect.bisect_left(cues, content[0], key=lambda cue: cue[0])
    beside = cues[max(0, after - 1) : after + 1]
    distances = [(max(cue[0] - content[1], content[0] - cue[1]), cue) for cue in beside]
    distance, cue = min(distances, default=(FAR, None))
    return cue if distance < FAR else None
