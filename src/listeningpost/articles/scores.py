"""How much a block of a page dump looks like article text: named features, weighed, first alone, then among neighbours.

A feature is a number between 0 and about 1; the weights stand in tables/weights.toml. `own` features look at the block
and at what the page repeats, `around` features at what the blocks near it scored. A score is a probability.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from .lines import Block
from .tables import Words, load

WIDGET, AFTER, CREDIT, RIGHTS = (Words(load("furniture")[kind]) for kind in ("widget", "after", "credit", "rights"))
WEIGHTS: Mapping[str, Mapping[str, float]] = load("weights")
STOP = re.compile(r"[.!?…。！？।؟۔]\s?['\"”’»“‘)\]*_]*$|[」』]$")
INNER_STOP = re.compile(r"[.!?…][\"”’»)]*\s+[\"“‘«„(]?[^\W\d_]|[。！？।؟۔].")
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
WEB = re.compile(r"https?://|www\.|[^\s@]@[^\s@.]{1,60}\.\w")
BARS = re.compile(r"[|»«›→‹]{1,2}(?:\s|$)|^[«‹→»›]")
BRACKETED = re.compile(r"^\[[^\]]*\]|\[\s*\]|\[[ _]+\]")
DIGITS = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
QUOTE = re.compile(r"[\"“”„«»「]")
COMMA = re.compile(r"[,،、，;]\s?")
REACH, FAR = 8, 20
LONGEST = 6000


def words_in(text: str) -> float:
    """The number of words; in scripts without blanks two characters count as one word."""
    return len(text.split()) + len(UNSPACED.findall(text)) / 2


def shown(text: str) -> str:
    """What the features look at: all of a block, or the two ends of one longer than any paragraph."""
    return text if len(text) <= LONGEST else text[: LONGEST // 2] + text[-LONGEST // 2 :]


class Surroundings:
    """What the features of a block need to know of its page: repeated lines, the usual indent, headings above."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.counts = Counter(block.text.casefold() for block in blocks)
        self.indent = _usual_indent(blocks)
        self.since_after = _since_after(blocks)
        self.words = [words_in(block.text) for block in blocks]


def _usual_indent(blocks: Sequence[Block]) -> int:
    weights: Counter[int] = Counter()
    for block in blocks:
        if STOP.search(block.text) and not block.mark:
            weights[block.indent] += len(block.text)
    return weights.most_common(1)[0][0] if weights else 0


def _since_after(blocks: Sequence[Block]) -> list[float]:
    """For each block how near above it a heading stands that opens what follows an article: 1 next to it, 0 far off."""
    nearness, out = 0.0, []
    for block in blocks:
        out.append(nearness)
        opens = len(block.text) < 60 and AFTER.starts(block.text)
        nearness = 1.0 if opens else max(0.0, nearness - 0.1)
    return out


def own_features(number: int, block: Block, page: Surroundings) -> dict[str, float]:
    """The features of one block by itself."""
    text, words = shown(block.text), page.words[number]
    stop = float(bool(STOP.search(text)))
    return {
        "bias": 1.0,
        "length": math.log2(1 + words) / 6,
        "very_short": float(words < 4),
        "short": float(4 <= words < 10),
        "long": float(words >= 20),
        "very_long": float(words >= 45),
        "stop": stop,
        "sentence": stop * (words >= 8),
        "long_without_stop": (1 - stop) * (words >= 15),
        "colon": float(text.endswith((":", "："))),
        "cut": float(bool(CUT.search(text))),
        **_shape(text, words),
        **_words(text, words),
        **_place(number, block, page),
    }


def _shape(text: str, words: float) -> dict[str, float]:
    names = WORD.findall(text)
    raised = sum(word[0].isupper() for word in names[1:])
    return {
        "several_sentences": float(bool(INNER_STOP.search(text))),
        "commas": min(1.0, len(COMMA.findall(text)) / (1 + words / 8)),
        "raised": raised / max(1, len(names) - 1) if len(names) > 2 else 0.0,
        "all_raised": float(len(text) > 3 and text.isupper()),
        "starts_low": float(text[:1].islower()),
        "digits": min(1.0, 2 * len(DIGITS.findall(text)) / (1 + len(text))),
        "quotes": float(bool(QUOTE.search(text))),
        "bars": min(1.0, len(BARS.findall(text)) / 2),
        "bracketed": float(bool(BRACKETED.search(text))),
        "web": float(bool(WEB.search(text))),
        "question": float(text.endswith(("?", "？", "؟"))),
    }


def _words(text: str, words: float) -> dict[str, float]:
    low, widgets = words < 25, WIDGET.count(text)
    return {
        "widget": min(1.0, 3 * widgets / (2 + words)),
        "widgets_long": float(words >= 10 and widgets >= 2),
        "opens_after": float(words < 10 and bool(AFTER.starts(text))),
        "credit": float(low and bool(CREDIT.count(text))),
        "starts_credit": float(bool(CREDIT.starts(text))),
        "rights": float(bool(RIGHTS.count(text))),
        "year_short": float(words < 10 and bool(YEAR.search(text))),
    }


def _place(number: int, block: Block, page: Surroundings) -> dict[str, float]:
    return {
        "bullet": float(bool(block.bullet) and "#" not in block.bullet),
        "heading": float("#" in block.bullet),
        "indented_usual": float(block.indent == page.indent),
        "indented_more": float(block.indent > page.indent),
        "repeated": float(page.counts[block.text.casefold()] > 1),
        "gap_before": float(block.gap_before),
        "gap_after": float(block.gap_after),
        "since_after": page.since_after[number],
    }


class Neighbourhood:
    """What a block's second score needs: the first scores, and how much text scored well near each block."""

    def __init__(self, first: Sequence[float], words: Sequence[float]) -> None:
        self.first = first
        gains = [p * min(count, 60) for p, count in zip(first, words, strict=True)]
        self.sums = [0.0, *accumulate(gains)]
        size = len(first)
        self.above = [self.mass(n - REACH, n) for n in range(size)]
        self.below = [self.mass(n + 1, n + 1 + REACH) for n in range(size)]
        self.near = [self.mass(n - FAR, n + 1 + FAR) for n in range(size)]
        self.best = max(self.near, default=0.0) + 1
        self.highest = max(first, default=0.0)

    def mass(self, start: int, end: int) -> float:
        """Words from block `start` to block `end`, each counted by its block's first score."""
        return self.sums[min(end, len(self.first))] - self.sums[max(start, 0)]


def around_features(number: int, near: Neighbourhood) -> dict[str, float]:
    """The features of one block from the first scores of the blocks near it and its own."""
    first, size = near.first, len(near.first)
    steps = {"previous": -1, "next": 1, "second_previous": -2, "second_next": 2}
    p = min(max(first[number], 1e-6), 1 - 1e-6)
    above, below = _scaled(near.above[number]), _scaled(near.below[number])
    return {
        "around_bias": 1.0,
        "self": math.log(p / (1 - p)) / 4,
        "self_of_highest": p / near.highest,
        **{name: first[number + step] if 0 <= number + step < size else 0.0 for name, step in steps.items()},
        "above": above,
        "below": below,
        "between": min(above, below),
        "of_best": near.near[number] / near.best,
        "in_best": float(near.near[number] > 0.5 * near.best),
        "mass_before": near.sums[number] / (1 + near.sums[-1]),
    }


def _scaled(mass: float) -> float:
    return math.log2(1 + mass) / 8


def weigh(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that weighted features stand for: logistic of their sum. A feature without a weight counts 0."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def score(blocks: Sequence[Block], page: Surroundings) -> list[float]:
    """For each block the probability that it is article text."""
    first = [weigh(own_features(n, block, page), WEIGHTS["own"]) for n, block in enumerate(blocks)]
    near = Neighbourhood(first, page.words)
    return [weigh(around_features(n, near), WEIGHTS["around"]) for n in range(len(blocks))]
