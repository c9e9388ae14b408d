"""Through whom a statement comes: the tellers between the page and the speaker."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge, fold
from ..schema import Article, AttributionFound, MentionFound, Named, Span, Statement, Via
from .tables import SPEAKERS

ABOVE = 300  # characters above the body that may hold a credit where no title bounds them
DATELINE = 80  # characters round the body's beginning in which a dateline stands
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
        known = {one.actor.key for one in self.knowledge.look_up(name or "") if one.actor.type == "media"}
        return known.pop() if len(known) == 1 else fold(name or "").removeprefix("the ")

    def owns(self, name: str) -> bool:
        """Whether a name is that of the page's own outlet, also where that is known by its address alone."""
        address = (self.outlet or "").lower().removesuffix("/").split(".")
        host = address[-2] if len(address) > 1 and " " not in (self.outlet or "") else None
        return self.house(name) == self.house(self.outlet) or fold(name).replace(" ", "") == host


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
    names; a teller named for one remark stands behind the same speaker's other remarks of that day. The page's own
    outlet and the speaker are never tellers."""
    lent = _lent(made)
    return [
        one._replace(statement=_chained(one.statement, lent.get(_remark(one.statement), ()), chain)) for one in made
    ]


def _chained(statement: Statement, lent: Sequence[Via], chain: Chain) -> Statement:
    credited = [Via(name=name, basis="page") for name in chain.credited]
    found: dict[str, Via] = {}
    for via in (*credited, *(statement.via or lent)):
        found.setdefault(chain.house(via.name), via)
    found.pop(chain.house(statement.speaker.name), None)
    return msgspec.structs.replace(statement, via=tuple(via for via in found.values() if not chain.owns(via.name)))


def _remark(statement: Statement) -> Remark:
    day, speaker = statement.said_on, statement.speaker
    return speaker.entity, None if speaker.entity else speaker.descriptor, day.edtf if day else None


def _lent(made: Sequence[Made]) -> dict[Remark, list[Via]]:
    """Tellers by remark: speaker and day, where some sentence of those remarks names them."""
    found: dict[Remark, list[Via]] = {}
    for one in made:
        if one.statement.via and one.statement.speaker.entity and one.dated:
            found.setdefault(_remark(one.statement), [Via(name=v.name, basis="page") for v in one.statement.via])
    return found
