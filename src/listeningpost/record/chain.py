"""Through whom a statement comes: the tellers between the page and the speaker."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge, fold
from ..schema import DENYING, Article, AttributionFound, MentionFound, Named, Span, Statement, Via
from .houses import key_of
from .tables import SPEAKERS

ABOVE = 300  # characters above the body that may hold a credit where no title bounds them
DEEPEST = 4  # levels of one inside another that are looked up
DATELINE = 80  # characters round the body's beginning in which a dateline stands
EDITIONS = frozenset(SPEAKERS["editions"])
PICTURES = frozenset(SPEAKERS["pictures"])
Remark = tuple[str | None, str | None, str | None]


class Made(NamedTuple):
    """A statement, what it was made of, and whether its day was told by words of time."""

    statement: Statement
    attribution: AttributionFound
    dated: bool


class Chain(NamedTuple):
    """The page's own outlet, the agencies it credits, and knowledge by which two names of one house are known."""

    outlet: str | None
    credited: tuple[str, ...]
    knowledge: Knowledge

    def house(self, name: str | None) -> str:
        """What the names of one news house have in common: its key in knowledge, else the folded name."""
        words = fold(name or "").removeprefix("the ").split()
        while words[1:] and words[-1] in EDITIONS and not self._keys(" ".join(words)):
            words = words[:-1]  # "AP News", "IRNA English"
        known = self._keys(name or "") or self._keys(" ".join(words))
        return known.pop() if len(known) == 1 else " ".join(words)

    def _keys(self, name: str) -> set[str]:
        return {one.actor.key for one in self.knowledge.look_up(name) if one.actor.type == "media"}

    def is_house(self, name: str) -> bool:
        """Whether knowledge has a news house of this name."""
        return any(one.actor.type == "media" for one in self.knowledge.look_up(name))

    def owns(self, name: str) -> bool:
        """Whether a name is that of the page's own outlet, also where that is known by its address alone."""
        address = (self.outlet or "").lower().removesuffix("/").split(".")
        host = address[-2] if len(address) > 1 and " " not in (self.outlet or "") else ""
        hosts = {host, *(host.removesuffix(end) for end in EDITIONS if host != end)} - {""}
        own = fold(name).replace(" ", "") in hosts or self.house(name) in {self.house(one) for one in hosts}
        return own or self.house(name) == self.house(self.outlet)


def page_chain(article: Article, mentions: Sequence[MentionFound], knowledge: Knowledge) -> Chain:
    """The tellers of the whole page, by the names the page prints: agencies credited above the text and in the
    dateline ("MOSCOW (Reuters) - ", "TAMBURAK, September 14. /KTA/."), else the one agency credited below it: of
    several there none is known to stand behind the whole text. Houses of pictures tell nothing."""
    outlet = article.outlet.name if article.outlet else None
    start = article.body[0][0] if article.body else 0
    credited = [agency for agency in article.agency if stands_behind(agency, article)]
    above = [agency.name for agency in credited if agency.span is None or agency.span[0] < start]
    named = (*above, *_above(article, knowledge), *_in_dateline(article, mentions, knowledge))
    below = [agency.name for agency in credited] if len(credited) == 1 else []
    return Chain(outlet=outlet, credited=tuple(dict.fromkeys(named or below)), knowledge=knowledge)


def stands_behind(agency: Named, article: Article) -> bool:
    """Whether a credited house stands behind the whole text: printed beside it and not in its sentences, where it
    stands behind what they tell; houses of pictures never."""
    pictures = PICTURES.intersection(agency.name.lower().split())
    inside = agency.span and any(start <= agency.span[0] < end for start, end in article.body)
    return not pictures and (not inside or is_in_dateline(agency.span or (0, 0), article))


def _above(article: Article, knowledge: Knowledge) -> Iterator[str]:
    """Agencies alone on a line between title and body, "By" before them or not."""
    end = article.body[0][0] if article.body else 0
    title = article.title.span if article.title and article.title.span else None
    start = title[1] if title and title[1] < end else max(end - ABOVE, 0)
    for line in article.text[start:end].splitlines():
        name = line.strip(" \t\u00a0-|•□").removeprefix("By ").removeprefix("by ")
        if any(one.actor.agency for one in knowledge.look_up(name)) and not PICTURES.intersection(name.lower().split()):
            yield name


def _in_dateline(article: Article, mentions: Sequence[MentionFound], knowledge: Knowledge) -> Iterator[str]:
    yield from (agency.name for agency in dateline_agencies(article, mentions, knowledge))


def dateline_agencies(
    article: Article, mentions: Sequence[MentionFound], knowledge: Knowledge
) -> Iterator[Named]:
    """The agencies in the dateline that begins the text: "MOSCOW (Reuters) - ", "TAMBURAK, September 14. /KTA/."."""
    for mention in mentions:
        actor = knowledge.actor(mention.key) if mention.key else None
        if actor and actor.agency and is_in_dateline(mention.span, article):
            yield Named(name=article.text[slice(*mention.span)], span=mention.span, key=mention.key)


def is_in_dateline(span: Span, article: Article) -> bool:
    """Whether a name stands in brackets or between strokes where a dateline stands."""
    start = article.body[0][0] if article.body else 0
    before, after = article.text[max(span[0] - 1, 0) : span[0]], article.text[span[1] : span[1] + 1]
    near = start - DATELINE <= span[0] < start + DATELINE
    return near and (before, after) in (("(", ")"), ("/", "/"))


def with_page_chain(made: Sequence[Made], chain: Chain) -> list[Made]:
    """Statements with their whole chain, from the page inward: the agencies the page credits, then those the sentence
    names; a news house named for one remark stands behind the same speaker's other remarks of that day beside it, up to
    those of another. The page's own outlet and the speaker are never tellers."""
    lent = _lent(made, chain)
    return [
        one._replace(statement=_chained(one.statement, lent.get(one.statement.id, ()), chain)) for one in made
    ]


def with_outer_tellers(statements: Sequence[Statement], houses: frozenset[str], chain: Chain) -> tuple[Statement, ...]:
    """The statements, those told inside another's words with its tellers and, where a news house (by its entity's id)
    tells it, that house: of "Reuters reported that the mayor said C", C comes through Reuters. What is denied comes
    through nobody who denies it."""
    by_id = {statement.id: statement for statement in statements}
    done: dict[str, Statement] = {}
    for statement in statements:
        above, at = list[Statement](), statement
        while at.nested_in and len(above) < DEEPEST:
            at = by_id[at.nested_in]
            above.append(at)
        found: dict[str, Via] = {}
        for via in (*(via for outer in reversed(above) for via in _passed_on(outer, houses)), *statement.via):
            found.setdefault(chain.house(via.name), via)
        found.pop(chain.house(statement.speaker.name), None)
        kept = tuple(via for via in found.values() if not chain.owns(via.name))
        done[statement.id] = msgspec.structs.replace(statement, via=kept) if above else statement
    return tuple(done[statement.id] for statement in statements)


def _passed_on(outer: Statement, houses: frozenset[str]) -> Iterator[Via]:
    """The tellers of a statement, and its speaker where that is a news house."""
    if outer.act in DENYING:
        return
    yield from outer.via
    if outer.speaker.entity in houses and outer.speaker.name:
        yield Via(name=outer.speaker.name, span=outer.source_span, basis="sentence", cue_span=outer.cue_span)


def _chained(statement: Statement, lent: Sequence[Via], chain: Chain) -> Statement:
    credited = [Via(name=name, basis="page") for name in chain.credited]
    found: dict[str, Via] = {}
    for via in (*credited, *(statement.via or lent)):
        found.setdefault(chain.house(via.name), via)
    found.pop(chain.house(statement.speaker.name), None)
    kept = (msgspec.structs.replace(via, key=key_of(via.name, chain.knowledge)) for via in found.values()
            if not chain.owns(via.name))
    return msgspec.structs.replace(statement, via=tuple(kept))


def _remark(statement: Statement) -> Remark:
    day, speaker = statement.said_on, statement.speaker
    return speaker.entity, None if speaker.entity else speaker.descriptor, day.edtf if day else None


def _lent(made: Sequence[Made], chain: Chain) -> dict[str, list[Via]]:
    """Tellers by the ids of the statements that they are lent to: each run of remarks by one speaker on one day, where
    a sentence of theirs names a house."""
    outermost = (one for one in made if not one.attribution.inside)
    order = sorted(outermost, key=lambda one: one.statement.content_spans[0])
    found: dict[str, list[Via]] = {}
    for _, group in groupby(order, key=lambda one: _remark(one.statement)):
        run = list(group)
        tellers = [via for one in run if one.dated and one.statement.speaker.entity for via in one.statement.via]
        houses = [Via(name=via.name, basis="page") for via in tellers if chain.is_house(via.name)]
        found.update((one.statement.id, houses[:1]) for one in run)
    return found
