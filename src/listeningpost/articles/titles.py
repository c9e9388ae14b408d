"""Which block of a page dump is the article's title, and where the page repeats it.

A page prints many headings. The article's own stands above the body, is long enough to say something, does not end in
a full stop, and shares its words with the body. Weights: tables/weights.toml, [title].
"""

import math
from collections.abc import Mapping, Sequence

from .bylines import is_byline
from .calendar import find_dates
from .lines import Block
from .scores import AFTER, CREDIT, DIGITS, RIGHTS, STOP, WEB, WEIGHTS, WIDGET, WORD, Surroundings, shown, weigh

BELOW = 2
LEAD = 2500


def title_scores(blocks: Sequence[Block], page: Surroundings, body: Sequence[int]) -> dict[int, float]:
    """For every candidate's number the probability that it is the title. `body` are the numbers of the blocks taken for
    body, in order; its own first blocks are candidates too: a long headline looks like text."""
    if not body:
        return {}
    first = body[0]
    lead = _stems(" ".join(blocks[n].text for n in body)[:LEAD])
    candidates = [n for n in range(min(len(blocks), first + BELOW)) if not is_byline(blocks[n].text)]
    signed = _signed(blocks[: first + BELOW + 3])
    features = ({**_features(n, blocks, page, first, lead), **_beside(n, signed)} for n in candidates)
    return {n: weigh(named, WEIGHTS["title"]) for n, named in zip(candidates, features, strict=True)}


def _signed(blocks: Sequence[Block]) -> list[bool]:
    """Which blocks are short lines with a full date or a byline."""
    short = (block.text if len(block.text) < 120 else "" for block in blocks)
    return [any(date.year and date.day for date in find_dates(text)) or is_byline(text) for text in short]


def _beside(number: int, signed: Sequence[bool]) -> Mapping[str, float]:
    return {
        "signed": float(signed[number]),
        "signed_next": float(any(signed[number + 1 : number + 2])),
        "signed_soon": float(any(signed[number + 2 : number + 5])),
        "signed_before": float(any(signed[max(0, number - 2) : number])),
    }


def _features(number: int, blocks: Sequence[Block], page: Surroundings, first: int,
              lead: set[str]) -> Mapping[str, float]:
    block, words, text = blocks[number], page.words[number], shown(blocks[number].text)
    return {
        "title_bias": 1.0,
        "one_word": float(words < 2),
        "two_words": float(2 <= words < 4),
        "fitting": float(5 <= words <= 20),
        "too_long": float(words > 25),
        "length": min(words, 15) / 15,
        "heading": float(block.bullet == "#"),
        "lower_heading": float(block.bullet.startswith("##")),
        "listed": float(bool(block.bullet) and "#" not in block.bullet),
        "stop": float(bool(STOP.search(text)) and not text.endswith(("?", "!", "”", '"', "’"))),
        "widget": min(1.0, 3 * WIDGET.count(text) / (2 + words)),
        "after": float(AFTER.starts(text)),
        "credit": float(bool(CREDIT.count(text)) or bool(RIGHTS.count(text))),
        "digits": min(1.0, 3 * len(DIGITS.findall(text)) / (1 + len(text))),
        "web": float(bool(WEB.search(text)) or text.startswith("[")),
        "bars": float("|" in text or "»" in text),
        "repeated": float(page.counts[text.casefold()] > 1),
        "in_body": float(number >= first),
        "shared": _shared(text, lead),
        "distance": math.log2(1 + sum(page.words[number + 1 : first])) / 10,
        "share_above": number / (1 + first),
        "parted": float(text.endswith((")", "]")) or ": " in text[:3]),
        "longer_next": longer_next(number, blocks, page),
        "after_longer": longer_next(number - 1, blocks, page) if number else 0.0,
        "raised": _raised(text),
        "loose": float(block.gap_before and block.gap_after),
    }


def longer_next(number: int, blocks: Sequence[Block], page: Surroundings) -> float:
    """1 where a line of a title's length is followed by one of a standfirst's, else 0."""
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or following.bullet or WEB.search(following.text) or following.text.startswith("["):
        return 0.0
    fits = 3 <= page.words[number] <= 20 and page.words[number] * 1.2 < page.words[number + 1] <= 45
    return float(fits and WIDGET.count(following.text) < 2)


def _raised(text: str) -> float:
    """The share of words with a capital, the first left out."""
    words = WORD.findall(text)[1:]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _stems(text: str) -> set[str]:
    return {stem for word in WORD.findall(text.casefold()) for stem in _stem(word)}


def _stem(word: str) -> list[str]:
    """Five letters of a word; all pairs of characters where words stand without blanks between them."""
    if word[0] < "\u0e00" or "\uac00" <= word[0] <= "\ud7a3":
        return [word[:5]] if len(word) > 3 else []
    return [word[n : n + 2] for n in range(len(word) - 1)]


def _shared(text: str, lead: set[str]) -> float:
    stems = _stems(text)
    return len(stems & lead) / (len(stems) + 1)


def repeats_of(title: int, blocks: Sequence[Block]) -> list[int]:
    """The numbers of the blocks that print the title's words again."""
    wanted = _folded(blocks[title].text)
    return [n for n, block in enumerate(blocks) if n != title and _folded(block.text) == wanted]


def _folded(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
