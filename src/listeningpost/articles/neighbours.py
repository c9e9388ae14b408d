"""How much a block of a page dump looks like article text among its neighbours: a probability for each block.

A first glance (trees over a block's own features) finds where the text stands; a second look (trees over own features
and those of the blocks near it) decides. Blocks that are furniture at first glance, as all near them are, stay so.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from ..schema import Record
from .lines import Block
from .models import chance, load_trees, odds
from .scores import OWN, Surroundings

UNLIKELY = 0.02
STRONG, STRONG_WORDS, FARTHEST_IN_RUN = 0.6, 12, 7
REACH, FAR, NOT_NEAR = 8, 20, 12
CORE, COMMON = 60, 60
BESIDE = ("stop", "widgets", "credit", "bullet", "colon", "opens_after", "starts_credit", "clock")
BESIDE_PLACES = tuple(OWN.index(name) for name in BESIDE)
STOP_PLACE, AFTER_PLACE = OWN.index("stop"), OWN.index("opens_after")
STEPS = (-1, 1, -2, 2, -3, 3)
AROUND = (
    "first", *(f"first{step:+}" for step in STEPS), *(f"words{step:+}" for step in STEPS[:4]),
    "mass_above", "mass_below", "mass_of_best", "mass_before", "from_start", "to_end", "run_mass", "to_strong_above",
    "to_strong_below", "list_length", "list_words", "short_lines", "common_words", "topic_words", "bullet_of_run",
    "afters_since_start", "headings_since_start", "words_of_usual", "place", "size", "stops", "run_share",
    *(f"{name}-1" for name in BESIDE), *(f"{name}+1" for name in BESIDE),
)


class Run(Record, frozen=True):
    """A stretch of strong blocks with little between them: its first and last block, and its words."""

    first: int
    last: int
    words: float


def score(blocks: Sequence[Block], page: Surroundings, own: Sequence[list[float]]) -> list[float]:
    """For each block the probability that it is article text. `own` are the blocks' own features."""
    glance, look = load_trees("glance"), load_trees("lines")
    first = [chance(odds(glance, row)) for row in own]
    rows = near_rows(blocks, page, own, first)
    return [chance(odds(look, rows[n])) if n in rows else 0.0 for n in range(len(blocks))]


def near_rows(blocks: Sequence[Block], page: Surroundings, own: Sequence[list[float]],
              first: Sequence[float]) -> dict[int, list[float]]:
    """Own and neighbours' features (OWN, then AROUND) of each block that is not furniture at first glance, by number.
    `first` are the chances of the first glance."""
    near = Neighbourhood(blocks, page, own, first)
    likely = (n for n in range(len(blocks)) if max(first[max(0, n - 1) : n + 2]) >= UNLIKELY)
    return {n: own[n] + around_features(n, near) for n in likely}


class Neighbourhood:
    """What the second look needs of a page: the first chances, where strong blocks and lists stand, and the words of
    the longest run of strong blocks."""

    def __init__(self, blocks: Sequence[Block], page: Surroundings, own: Sequence[list[float]],
                 first: Sequence[float]) -> None:
        self.blocks, self.page, self.own, self.first = blocks, page, own, first
        self.size, self.words = len(blocks), page.words
        self.sums = [0.0, *accumulate(p * min(count, 60) for p, count in zip(first, self.words, strict=True))]
        self.near = [self.mass(n - FAR, n + 1 + FAR) for n in range(self.size)]
        self.best_near = max(self.near, default=0.0) + 1
        strong = [p > STRONG and count >= STRONG_WORDS for p, count in zip(first, self.words, strict=True)]
        self.up = _distances(strong)
        self.down = _distances(strong[::-1])[::-1]
        self._find_runs(strong)
        self._find_lists()
        self._find_words([n for n in range(self.best.first, self.best.last + 1) if strong[n]])
        self.afters = list(accumulate((row[AFTER_PLACE] for row in own), initial=0.0))
        self.headings = list(accumulate((float("#" in block.bullet) for block in blocks), initial=0.0))
        self.stops = sum(row[STOP_PLACE] for row in own) / max(1, self.size)

    def mass(self, start: int, end: int) -> float:
        """Words from block `start` to block `end`, each counted by its block's first chance."""
        return self.sums[max(0, min(end, self.size))] - self.sums[max(start, 0)]

    def _find_runs(self, strong: Sequence[bool]) -> None:
        runs = runs_of([n for n in range(self.size) if strong[n]],
                       [p * min(count, 80) for p, count in zip(self.first, self.words, strict=True)], FARTHEST_IN_RUN)
        self.best = max(runs, key=lambda run: run.words, default=Run(first=0, last=self.size - 1, words=1.0))
        self.run_of = {n: run.words / self.best.words for run in runs for n in range(run.first, run.last + 1)}
        self.run_share = self.best.words / (1 + sum(run.words for run in runs))

    def _find_lists(self) -> None:
        listed = [bool(block.bullet) and "#" not in block.bullet for block in self.blocks]
        short = [count < 12 and not row[STOP_PLACE] for count, row in zip(self.words, self.own, strict=True)]
        self.lists = _stretches(listed)
        self.counts = list(accumulate(self.words, initial=0.0))
        self.short = _stretches(short)

    def _find_words(self, core: Sequence[int]) -> None:
        """The page's own small words (the commonest of its text, in any language) and the stems of the others."""
        count = Counter(word for n in core[:CORE] for word in self.page.tokens[n])
        self.common = {word for word, _ in count.most_common(COMMON)}
        self.topic = {word[:5] for word in count if word not in self.common and len(word) > 3}
        self.usual_words = max(1.0, sum(self.words[n] for n in core) / max(1, len(core)))
        self.bullet = self.blocks[core[0]].bullet if core else ""


def runs_of(numbers: Sequence[int], words: Sequence[float], farthest: int) -> list[Run]:
    """Numbers of blocks in order, gathered into runs whose members stand at most `farthest` apart."""
    runs: list[Run] = []
    for n in numbers:
        if runs and n - runs[-1].last <= farthest:
            runs[-1] = Run(first=runs[-1].first, last=n, words=runs[-1].words + words[n])
        else:
            runs.append(Run(first=n, last=n, words=words[n]))
    return runs


def _distances(strong: Sequence[bool]) -> list[int]:
    """For each block how many stand between it and the strong block before it; NOT_NEAR where none is near."""
    out, distance = [], NOT_NEAR
    for is_strong in strong:
        out.append(distance)
        distance = 0 if is_strong else min(NOT_NEAR, distance + 1)
    return out


def _stretches(marked: Sequence[bool]) -> list[tuple[int, int]]:
    """For each block the stretch of marked blocks it stands in (start and end), (0, 0) for others."""
    out, start = [(0, 0)] * len(marked), 0
    for n in range(len(marked) + 1):
        if n == len(marked) or not marked[n]:
            out[start:n] = [(start, n)] * (n - start)
            start = n + 1
    return out


def around_features(number: int, near: Neighbourhood) -> list[float]:
    """The features of a block by the blocks near it, in the order of AROUND."""
    p = min(max(near.first[number], 1e-6), 1 - 1e-6)
    return [
        math.log(p / (1 - p)),
        *(_at(near.first, number + step) for step in STEPS),
        *(_at(near.words, number + step) for step in STEPS[:4]),
        math.log2(1 + near.mass(number - REACH, number)),
        math.log2(1 + near.mass(number + 1, number + 1 + REACH)),
        near.near[number] / near.best_near,
        near.sums[number] / (1 + near.sums[-1]),
        *_by_run(number, near),
        *_by_words(number, near),
        near.page.words[number] / near.usual_words,
        number / near.size,
        math.log2(near.size + 1),
        near.stops,
        near.run_share,
        *_beside(number - 1, near),
        *_beside(number + 1, near),
    ]


def _by_run(number: int, near: Neighbourhood) -> tuple[float, ...]:
    start, end = near.lists[number]
    first, last = near.short[number]
    return (
        float(max(-30, min(30, number - near.best.first))),
        float(max(-30, min(30, near.best.last - number))),
        near.run_of.get(number, -0.1),
        float(near.up[number]),
        float(near.down[number]),
        float(min(20, end - start)),
        min(60.0, (near.counts[end] - near.counts[start]) / (end - start)) if end > start else 0.0,
        float(min(25, last - first)),
    )


def _by_words(number: int, near: Neighbourhood) -> tuple[float, ...]:
    words = near.page.tokens[number]
    others = [word for word in words if len(word) > 3 and word not in near.common]
    return (
        sum(word in near.common for word in words) / max(1, len(words)),
        sum(word[:5] in near.topic for word in others) / (1 + len(others)),
        float(near.blocks[number].bullet == near.bullet),
        near.afters[number + 1] - near.afters[near.best.first + 1],
        near.headings[number + 1] - near.headings[near.best.first + 1],
    )


def _at(values: Sequence[float], number: int) -> float:
    return values[number] if 0 <= number < len(values) else 0.0


def _beside(number: int, near: Neighbourhood) -> tuple[float, ...]:
    if not 0 <= number < near.size:
        return (0.0,) * len(BESIDE)
    row = near.own[number]
    return tuple(row[place] for place in BESIDE_PLACES)
