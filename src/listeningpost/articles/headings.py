"""The title of an HTML page: the heading in its text that agrees with what the page says of itself.

Where no heading agrees, the page's own title without the name of its site, found in the source.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from ..schema import Span, Title
from ..spans import capture_span
from .blocks import Block, Walked
from .offsets import written
from .structured import Structured, Value
from .tables import UNSPACED

_WORD = re.compile(r"\w+")
# What stands between a page's title and its site's name.
_BETWEEN = re.compile(r"(?<!\s)\s++(?:[|\-–—»›·•:]|::|//|<)\s+|(?<!\s)\s*+\|\s*|\|\s*")
_LONGEST = 400
_LONGEST_STATED = 2_000
# Bounds on where a title is looked for: any block at the top, headings alone further down.
_FIRST_BLOCKS, _MOST_BLOCKS = 1_000, 10_000
# Shared words over all words of the two (Dice); measured on made-up site suffixes, headings agree far above it.
_AGREE = 0.6
_NOT_TITLE = frozenset({"related", "comments", "aside"})


def find_title(source: str, walked: Walked, structured: Structured, body: Sequence[Span]) -> Title | None:
    """The title with its span in the text, or, where no heading agrees, its place in the source; None where none is.

    `body` are the spans taken for the article, title and captions perhaps among them.
    """
    stated = _stated(source, walked, structured)
    sites = [_words(site.text) for site in structured.sites]
    block = _agreeing(walked, stated, sites) or _heading_above(walked, body, sites)
    if block is not None:
        text = walked.text[block.start : block.end]
        return Title(text=" ".join(text.split()), span=(block.start, block.end), repeats=_repeats(walked, block, text))
    return _outside(source, stated, structured)


def _stated(source: str, walked: Walked, structured: Structured) -> list[Value]:
    """What the page gives as its title, best first: meta tags, its title element, JSON-LD."""
    stated = list(structured.titles)
    if walked.title is not None:
        start, end = walked.title
        text, rows = written(source, start, min(end, start + _LONGEST_STATED))
        stated += [Value(text, (rows[0][2], rows[-1][3]), "title")] if rows else []
    return sorted((value for value in stated if _WORD.search(value.text)), key=_is_json)


def _is_json(value: Value) -> bool:
    return value.name.startswith("json-ld")


def _words(text: str) -> Counter[str]:
    """The words of a title; pairs of characters where words stand without blanks between them."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold())
    return Counter(piece for word in words for piece in _pieces(word))


def _pieces(word: str) -> list[str]:
    if len(word) < 3 or not UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1)]


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _agreeing(walked: Walked, stated: Sequence[Value], sites: Sequence[Counter[str]]) -> Block | None:
    """The block most like a stated title: a heading before another block, the earlier of equals."""
    wanted = [words for value in stated for part in _parts(value.text) if not _is_site(words := _words(part), sites)]
    known = {word for words in wanted for word in words}
    best, best_score = None, _AGREE
    for number, block in enumerate(walked.blocks[:_MOST_BLOCKS]):
        if block.end - block.start > _LONGEST or (number > _FIRST_BLOCKS and block.element not in _HEADING_BONUS):
            continue
        words = _words(walked.text[block.start : block.end])
        if known.isdisjoint(words):
            continue
        score = max((_alike(words, want) for want in wanted), default=0.0)
        if score >= _AGREE:
            score += _HEADING_BONUS.get(block.element, 0.0) - (_ELSEWHERE if block.areas & _NOT_TITLE else 0.0)
        if score > best_score:
            best, best_score = block, score
    return best


_HEADING_BONUS = {"h1": 0.4, "h2": 0.2, "h3": 0.1}
_ELSEWHERE = 0.3


def _is_site(words: Counter[str], sites: Iterable[Counter[str]]) -> bool:
    return any(_alike(words, site) >= _AGREE for site in sites)


def _parts(text: str) -> list[str]:
    """A stated title whole, and without its first or last part where something separates those (a site's name)."""
    cuts = list(_BETWEEN.finditer(text))
    parts = [text[: cuts[-1].start()], text[cuts[0].end() :]] if cuts else []
    return [text, *(part for part in parts if len(_WORD.findall(part)) > 2)]


def _heading_above(walked: Walked, body: Sequence[Span], sites: Sequence[Counter[str]]) -> Block | None:
    """The last h1 above the article's second stretch, where none agrees with what the page states: outlets give
    search engines other titles than readers."""
    limit = body[1][0] if len(body) > 1 else body[0][1] if body else 0
    headings = (
        block
        for block in reversed(walked.blocks)
        if block.element == "h1" and block.end <= limit and not block.areas & _NOT_TITLE
        and len(words := _words(walked.text[block.start : block.end])) > 1 and not _is_site(words, sites)
    )
    return next(headings, None)


def _repeats(walked: Walked, title: Block, text: str) -> tuple[Span, ...]:
    """Other blocks that print the title's words and nothing else."""
    wanted = _words(text)
    return tuple(
        (block.start, block.end)
        for block in walked.blocks[:_MOST_BLOCKS]
        if block is not title and block.end - block.start <= 2 * len(text) + 8
        and _words(walked.text[block.start : block.end]) == wanted
    )


def _outside(source: str, stated: Sequence[Value], structured: Structured) -> Title | None:
    if not stated:
        return None
    best = stated[0]
    if best.span is None or _is_json(best):
        return Title(text=best.text, capture_span=best.span)
    text, rows = written(source, *best.span)
    start, end = _without_site(text, [site.text for site in structured.sites])
    return Title(text=text[start:end], capture_span=capture_span((start, end), rows))


def _without_site(text: str, sites: Sequence[str]) -> Span:
    """The stretch of a stated title without the site's name, or, where no name is known, without a short last part."""
    cuts = list(_BETWEEN.finditer(text))
    names = [_words(site) for site in sites]
    if cuts and _is_site(_words(text[cuts[-1].end() :]), names):
        return 0, cuts[-1].start()
    if cuts and _is_site(_words(text[: cuts[0].start()]), names):
        return cuts[0].end(), len(text)
    if cuts and not names and cuts[-1].start() > 2 * (len(text) - cuts[-1].end()):
        return 0, cuts[-1].start()
    return 0, len(text)
