"""Who was told of where, and how prominently: what pronouns and bare titles reach back to."""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Annotations, MentionFound, Span
from .entities import Cast, Entity
from .offices import Found
from .tables import SPEAKERS

REACH = 3  # sentences back to which a pronoun may reach
SINGULAR = frozenset({"organisation", "state", "media", "military_alliance", "armed_group"})
WORD = re.compile(r"[^\W\d_]+|[,(]")
BEFORE = 24  # characters before a name in which its preposition or verb stands

# What place in its sentence is worth in standing. Set by hand on the labels' development half: who speaks or acts is
# meant by a later pronoun sooner than who is acted on or named in passing.
SPEAKS, SPOKE, ACTS, HEADS, FIRST = 7, 5, 3, 2, 1
BEHIND_PREPOSITION, OWNS, ADJECTIVE = -2, -2, -3
PER_SENTENCE = -2
OTHERS_WORDS, OTHERS_QUOTATION = -2, -8
KNOWN_GENDER = 1
MOST = 24  # names at either end of what is looked at in one sentence: a longer one is a list
FARTHEST = 4  # sentences after which distance makes the last to speak no less likely


class Place(NamedTuple):
    """Where somebody is told of: what the place is worth, and the quotation and the content it stands in."""

    span: Span
    entity: Entity
    worth: int
    quotation: int | None
    content: int | None


class Heard(NamedTuple):
    """Who spoke last, and in which sentence."""

    entity: Entity
    sentence: int


class Memory:
    """The people and bodies named so far in reading order, sentence by sentence, for pronouns to reach back to."""

    def __init__(self, text: str, found: Annotations, cast: Cast) -> None:
        self.text, self.sentences, self.cast = text, found.parse.sentences, cast
        self.starts = [sentence[0] for sentence in self.sentences]
        self.proper = frozenset(token.span[0] for token in found.parse.tokens if token.upos == "PROPN")
        self._quotations = _merged(span for one in found.attributions for span in one.quoted_spans)
        self._contents = _merged(span for one in found.attributions for span in one.content_spans)
        sources = sorted({one.source_span for one in found.attributions if one.source_span})
        forms = {mention.span: mention.form for mention in found.mentions}
        self._told: dict[int, list[Place]] = {}
        self._first: dict[str, Span] = {}
        for span, entity in sorted(cast.items(), key=lambda row: row[0]):
            number = self.sentence(span)
            self._first.setdefault(entity.id, span)
            if number >= 0 and span[1] <= self.sentences[number][1]:
                rows = self._told.setdefault(number, [])
                worth = SPEAKS if _speaks(span, sources) else _worth(text, span, self.starts[number])
                worth += (FIRST if not rows else 0) + (ADJECTIVE if forms.get(span) == "demonym" else 0)
                rows.append(Place(span, entity, worth, _holder(self._quotations, span), _holder(self._contents, span)))

    def sentence(self, span: Span) -> int:
        """The number of the sentence a span begins in (-1 before the first)."""
        return bisect.bisect_right(self.starts, span[0]) - 1

    def places(self, span: Span, back: int) -> Sequence[Place]:
        """Who is told of in the sentence `back` before that of `span`, in order, none behind the span itself; of very
        many the first and the last."""
        rows = self._told.get(self.sentence(span) - back, ())
        stop = bisect.bisect_left(rows, span[0], key=lambda place: place.span[0])
        kept = (*rows[: min(stop, MOST)], *rows[max(stop - MOST, MOST) : stop])
        return [row for row in kept if row.span[1] <= span[0]]

    def inside(self, span: Span) -> Sequence[Place]:
        """Who is told of in the sentence that holds a span; of very many those near it."""
        rows = self._told.get(self.sentence(span), ())
        at = bisect.bisect_left(rows, span[0], key=lambda place: place.span[0])
        return rows[max(at - MOST, 0) : at + MOST]

    def coming(self, span: Span, ahead: int) -> Iterator[Place]:
        """Who speaks in the sentences behind that of `span`, up to `ahead` of them."""
        for number in range(self.sentence(span) + 1, self.sentence(span) + ahead + 1):
            yield from (place for place in self._told.get(number, ())[:MOST] if place.worth >= SPEAKS)

    def is_first(self, place: Place) -> bool:
        """Whether nobody told of the entity before that place."""
        return self._first[place.entity.id] == place.span

    def before(self, span: Span, back: int) -> list[Entity]:
        """The entities of `places`."""
        return [place.entity for place in self.places(span, back)]

    def standing(self, place: Place, span: Span, back: int) -> int:
        """What a place `back` sentences before is worth to a pronoun or title at `span`."""
        worth = place.worth + PER_SENTENCE * back
        if place.quotation is not None and place.quotation != _holder(self._quotations, span):
            return worth + OTHERS_QUOTATION
        return worth + (OTHERS_WORDS if place.content not in (None, _holder(self._contents, span)) else 0)


def _merged(spans: Iterator[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _holder(spans: Sequence[Span], inner: Span) -> int | None:
    """The number of the span that holds the beginning of another."""
    number = bisect.bisect_right(spans, inner[0], key=lambda span: span[0]) - 1
    return number if number >= 0 and inner[0] < spans[number][1] else None


def _speaks(span: Span, sources: Sequence[Span]) -> bool:
    number = bisect.bisect_right(sources, (span[0], span[1] + 1)) - 1
    return number >= 0 and sources[number][0] <= span[0] and span[1] <= sources[number][1]


def _worth(text: str, span: Span, start: int) -> int:
    """What the words beside a name make of it: the subject, the head of a sentence, an owner, an object."""
    if text.startswith(("'s", "’s"), span[1]):
        return OWNS
    before = WORD.findall(text[max(start, span[0] - BEFORE) : span[0]].lower())
    if before and (before[-1] in SPEAKERS["no_subject_after"] or before[-2:-1] and before[-2] in SPEAKERS["told"]):
        return BEHIND_PREPOSITION
    after = WORD.match(text, span[1] + (text[span[1] : span[1] + 1].isspace()))
    if after is None or after.group() == "(":
        return 0
    if after.group() == ",":
        return HEADS if span[0] - start <= BEFORE else 0
    return ACTS if after.group().islower() and after.group() not in SPEAKERS["no_verbs"] else 0


class _Chosen(NamedTuple):
    worth: int
    entity: Entity
    back: int


def referent(mention: MentionFound, memory: Memory, last: Heard | None = None) -> Found:
    """Whom a pronoun stands for: of those who fit within reach the one of the best standing, of equals the nearest and
    the first of its sentence; `last` spoke before."""
    fitting = list(_fitting(mention, memory, last))
    if not fitting:
        return Found(entity=None, why=f"nobody fits within {REACH} sentences")
    best = max(fitting, key=lambda one: one.worth)
    others = {one.entity.name for one in fitting if one.worth >= best.worth - 1} - {best.entity.name}
    doubt = f"; {', '.join(sorted(others))} would fit too" if others else ""
    return Found(entity=best.entity, why=f"{_where(best.back)}{doubt}")


def _where(back: int) -> str:
    if back == 0:
        return "the first that fits, in the same sentence"
    return f"the most prominent that fits, {back} sentence{'s' * (back > 1)} before"


def _fitting(mention: MentionFound, memory: Memory, last: Heard | None) -> Iterator[_Chosen]:
    for back in range(REACH + 1):
        for place in memory.places(mention.span, back):
            if fits(mention, place.entity):
                known = KNOWN_GENDER if mention.gender and place.entity.gender == mention.gender else 0
                yield _Chosen(memory.standing(place, mention.span, back) + known, place.entity, back)
    if last and (fits(mention, last.entity) or (mention.plural and last.entity.type in SINGULAR - {"state"})):
        back = max(memory.sentence(mention.span) - last.sentence, 0)
        known = KNOWN_GENDER if mention.gender and last.entity.gender == mention.gender else 0
        yield _Chosen(SPOKE + known + PER_SENTENCE * min(back, FARTHEST), last.entity, back)


def fits(mention: MentionFound, entity: Entity) -> bool:
    """Whether a pronoun may stand for an entity by gender and number."""
    if mention.type == "person":
        return entity.type == "person" and entity.gender in (None, mention.gender)
    if mention.plural:
        return entity.type in ("group", "armed_group")
    return entity.type in SINGULAR
