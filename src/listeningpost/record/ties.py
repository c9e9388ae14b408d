"""How a page's statements hang together: one inside another, and two tellings of one saying."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ..knowledge import fold
from ..schema import DENYING, Span, Statement
from .chain import Made
from .tables import SPEAKERS

ALIKE = 0.6  # share of the shorter content's words that two tellings of one saying have in common
WINDOW = 12  # statements before and after one that may be tied to it
MOST_HEADLINES = 4
LEAST_WORDS = 3  # content words below which likeness says nothing
STEM = 5  # letters by which forms of one word are alike


class _Telling(NamedTuple):
    """A statement in its place: its number in the order of the text, the extent of its contents, its telling words."""

    number: int
    made: Made
    extent: Span
    words: frozenset[str]


def tied(made: Sequence[Made], text: str) -> tuple[Statement, ...]:
    """The statements with their ties to each other, in the order given."""
    order = sorted(made, key=lambda one: one.statement.content_spans[0])
    told = [_telling(n, one, text) for n, one in enumerate(order)]
    inner, same = _held(told), _same_sayings(told)
    outer: dict[str, list[Made]] = {}
    for one in told:
        for held in inner.get(one.made.statement.id, ()):
            outer.setdefault(held.made.statement.id, []).append(one.made)
    out = {}
    for one in told:
        statement = one.made.statement
        nearest = min(outer.get(statement.id, ()), key=_length, default=None)
        out[statement.id] = msgspec.structs.replace(
            statement, same_as=tuple(same.get(statement.id, ())), nested_in=nearest.statement.id if nearest else None)
    return tuple(out[one.statement.id] for one in made)


def _telling(number: int, made: Made, text: str) -> _Telling:
    return _Telling(number, made, _extent(made.statement), _content_words(made.statement, text))


def _extent(statement: Statement) -> Span:
    spans = statement.content_spans
    return min(start for start, _ in spans), max(end for _, end in spans)


def _beside(one: _Telling, told: Sequence[_Telling]) -> Sequence[_Telling]:
    """The tellings near one in the order of the text: ties reach no farther, so that a long page costs no more."""
    return [o for o in told[max(one.number - WINDOW, 0) : one.number + WINDOW + 1] if o.number != one.number]


# ---- one inside another
def _held(told: Sequence[_Telling]) -> dict[str, list[_Telling]]:
    """Those told inside another's content, by the other's id."""
    found: dict[str, list[_Telling]] = {}
    for one in told:
        for other in _beside(one, told):
            if other.extent[0] < one.extent[1] and one.extent[0] < other.extent[1] and _holds(one.made, other.made):
                found.setdefault(one.made.statement.id, []).append(other)
    return found


def _holds(one: Made, other: Made) -> bool:
    """Whether the other's whole telling lies inside one's content."""
    inside = [*other.statement.content_spans, *([other.statement.source_span] if other.statement.source_span else [])]
    return _length(one) > _length(other) and all(
        any(within(span, content) for content in one.statement.content_spans) for span in inside)


def _length(one: Made) -> int:
    return sum(end - start for start, end in one.statement.content_spans)


def within(inner: Span, outer: Span) -> bool:
    """Whether a span lies inside another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


# ---- one saying told twice
def _same_sayings(told: Sequence[_Telling]) -> dict[str, list[str]]:
    """The ids of other tellings of one saying, by id; a headline looks at the whole page, others at what is near."""
    found: dict[str, dict[str, None]] = {}
    heads = [one for one in told if one.made.statement.attribution == "headline"][:MOST_HEADLINES]
    pairs = [(one, other) for one in told for other in _beside(one, told) if one.number < other.number]
    pairs += [(head, one) for head in heads for one in told if one.number != head.number]
    for one, other in pairs:
        if _same(one, other):
            found.setdefault(one.made.statement.id, {})[other.made.statement.id] = None
            found.setdefault(other.made.statement.id, {})[one.made.statement.id] = None
    return {key: list(ids) for key, ids in found.items()}


def _same(one: _Telling, other: _Telling) -> bool:
    """Ties the finder gave, either way; and a paraphrase beside the quotation of the same words by the same speaker."""
    if _points(one.made, other.made) or _points(other.made, one.made):
        return True
    first, second = one.made.statement, other.made.statement
    if first.speaker.entity is None or first.speaker.entity != second.speaker.entity:
        return False
    apart = one.extent[1] <= other.extent[0] or other.extent[1] <= one.extent[0]
    return apart and _told_twice(first, second) and _alike(one.words, other.words)


def _told_twice(one: Statement, other: Statement) -> bool:
    """Whether two tellings may be of one saying: a headline and the text, or a paraphrase and a quotation; a denial is
    told by a denial."""
    heads = (one.attribution == "headline") != (other.attribution == "headline")
    quoted = (one.kind == "indirect") != (other.kind == "indirect")
    return (heads or quoted) and (one.act in DENYING) == (other.act in DENYING)


def _points(one: Made, other: Made) -> bool:
    return any(within(span, content) or within(content, span)
               for span in one.attribution.same_as for content in other.statement.content_spans)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer >= LEAST_WORDS and len(one & other) / fewer >= ALIKE


def _content_words(statement: Statement, text: str) -> frozenset[str]:
    """The first letters of a content's telling words, by which forms of one word are alike."""
    words = fold(" ".join(text[start:end] for start, end in statement.content_spans)).split()
    return frozenset(word.removesuffix("s")[:STEM] for word in words if word not in SPEAKERS["empty"])
