"""What a block of a page dump looks like by itself: named features, for the trees that tell article from furniture.

`OWN` are the features of a block and of what its page repeats; neighbours.py adds those of the blocks near it and
scores. Counts and shares, 0 or 1 for yes or no; the trees (models.py) know where each begins to matter.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from .lines import Block
from .tables import Words, load

WIDGET, AFTER, CREDIT, RIGHTS, CONSENT = (
    Words(load("furniture")[kind]) for kind in ("widget", "after", "credit", "rights", "consent"))
STOP = re.compile(r"[.!?…。！？।؟۔]\s?['\"”’»“‘)\]*_]*$|[」』]$")
INNER_STOP = re.compile(r"[.!?…][\"”’»)]*\s+[\"“‘«„(]?[^\W\d_]|[。！？।؟۔].")
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
WEB = re.compile(r"https?://|www\.|[^\s@]@[^\s@.]{1,60}\.\w")
BARS = re.compile(r"[|»«›→‹]{1,2}(?:\s|$)|^[«‹→»›]")
BRACKETED = re.compile(r"^\[[^\]]*\]|\[\s*\]|\[[ _]+\]")
CLOSED = re.compile(r"[)\]]\W?$")
DIGITS = re.compile(r"\d")
SYMBOL = re.compile(r"[^\w\s]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
QUOTE = re.compile(r"[\"“”„«»「]")
OPENS_QUOTE = re.compile(r"[\"“„«「‘']")
COMMA = re.compile(r"[,،、，;]\s?")
LONGEST = 6000
OWN = (
    "words", "word_length", "stop", "inner_stops", "commas", "raised", "all_raised", "starts_low", "digits", "quotes",
    "opens_quote", "bars", "bracketed", "web", "question", "colon", "cut", "closed", "symbols", "widget_share",
    "widgets", "opens_after", "credit", "starts_credit", "rights", "year", "clock", "bullet", "indent_from_usual",
    "indent", "repeated", "same_opening", "gap_before", "gap_after", "since_after", "lines",
)


def words_in(text: str) -> float:
    """The number of words; in scripts without blanks two characters count as one word."""
    return len(text.split()) + (0.0 if text.isascii() else len(UNSPACED.findall(text)) / 2)


def shown(text: str) -> str:
    """What the features look at: all of a block, or the two ends of one longer than any paragraph."""
    return text if len(text) <= LONGEST else text[: LONGEST // 2] + text[-LONGEST // 2 :]


class Surroundings:
    """What the features of a block need to know of its page: repeated lines, the usual indent, headings above."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.texts = [shown(block.text) for block in blocks]
        self.folded = [text.casefold() for text in self.texts]
        self.counts = Counter(self.folded)
        self.openings = Counter(map(opening_of, self.folded))
        self.indent = _usual_indent(blocks)
        self.since_after = _since_after(blocks)
        self.words = [words_in(block.text) for block in blocks]
        self.tokens = [WORD.findall(text) for text in self.folded]


def opening_of(text: str) -> str:
    """The first two words."""
    return " ".join(text.split(maxsplit=2)[:2])


def _usual_indent(blocks: Sequence[Block]) -> int:
    weights: Counter[int] = Counter()
    for block in blocks:
        if not block.mark and STOP.search(block.text, max(0, len(block.text) - 20)):
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


def own_features(number: int, block: Block, page: Surroundings) -> list[float]:
    """The features of one block by itself, in the order of OWN."""
    text, words = page.texts[number], page.words[number]
    return [
        math.log2(1 + words),
        len(text) / words if words >= 3 else 0.0,
        float(bool(STOP.search(text))),
        float(len(INNER_STOP.findall(text))) if words > 5 else 0.0,
        len(COMMA.findall(text)) / (1 + words / 8),
        *_shape(text),
        *_words(text, words),
        *_place(number, block, page),
    ]


def _shape(text: str) -> tuple[float, ...]:
    names, size = WORD.findall(text), 1 + len(text)
    raised = sum(word[0].isupper() for word in names[1:])
    return (
        raised / (len(names) - 1) if len(names) > 2 else -0.1,
        float(len(text) > 3 and text.isupper()),
        float(text[:1].islower()),
        2 * len(DIGITS.findall(text)) / size,
        float(len(QUOTE.findall(text))),
        float(bool(OPENS_QUOTE.match(text))),
        float(len(BARS.findall(text))),
        float(bool(BRACKETED.search(text))),
        float(bool(WEB.search(text))),
        float(text.endswith(("?", "？", "؟"))),
        float(text.endswith((":", "："))),
        float(bool(CUT.search(text))),
        float(bool(CLOSED.search(text))),
        len(SYMBOL.findall(text)) / size,
    )


def _words(text: str, words: float) -> tuple[float, ...]:
    widgets = WIDGET.count(text)
    return (
        3 * widgets / (2 + words),
        float(widgets),
        float(words < 10 and AFTER.starts(text)),
        float(CREDIT.count(text)) if words < 25 else 0.0,
        float(CREDIT.starts(text)),
        float(RIGHTS.count(text)),
        float(words < 10 and bool(YEAR.search(text))),
        float(words < 14 and bool(CLOCK.search(text))),
    )


def _place(number: int, block: Block, page: Surroundings) -> tuple[float, ...]:
    return (
        bullet_of(block),
        float(min(9, max(-9, block.indent - page.indent))),
        float(block.indent),
        float(min(5, page.counts[page.folded[number]])),
        float(min(8, page.openings[opening_of(page.folded[number])])),
        float(block.gap_before),
        float(block.gap_after),
        page.since_after[number],
        float(min(9, block.last_line - block.first_line)),
    )


def bullet_of(block: Block) -> float:
    """0 without a mark, 1 with one of a list, 2 and more with one of a heading of level 1 and more."""
    return 0.0 if not block.bullet else 1.0 + len(block.bullet) if "#" in block.bullet else 1.0


def rows_of(blocks: Sequence[Block], page: Surroundings) -> list[list[float]]:
    """The own features of every block."""
    return [own_features(n, block, page) for n, block in enumerate(blocks)]
