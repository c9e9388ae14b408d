"""What a link stands on: the pages that it joins, with the item of each where it is an item that is joined."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..schema import (
    CopyLink,
    DisputeLink,
    EntityLink,
    FigureSeriesLink,
    Link,
    OriginLink,
    OutcomeLink,
    RelationLink,
    StoryLink,
    UtteranceLink,
)

PAGE_ID = 64  # characters of a capture's id; what is of no page (a house) has another length
Place = tuple[str, str]  # page, item; no item is the page as a whole


def places_of(link: Link) -> Sequence[Place]:
    """The pages and items of a link, each once, in order."""
    return sorted(set(_PLACES[type(link)](link)))


def origins_of(link: Link) -> int:
    """How many origins a link counts; 0 for one that counts none."""
    return link.independent if isinstance(link, OriginLink) else 0


def _origin(link: OriginLink) -> Iterable[Place]:
    page, item = link.claim
    return [(one, item if one == page else "") for one in link.pages]


def _copy(link: CopyLink) -> Iterable[Place]:
    return [(one, "") for one in (link.page, link.of or "", *link.siblings) if len(one) == PAGE_ID]


def _relation(link: RelationLink) -> Iterable[Place]:
    return [(turn.evidence.page, "") for turn in link.turns]


def _entity(link: EntityLink) -> Iterable[Place]:
    return [(page, "") for page in link.pages]


def _story(link: StoryLink) -> Iterable[Place]:
    return [(page, "") for page in link.pages]


def _utterance(link: UtteranceLink) -> Iterable[Place]:
    return link.statements


def _series(link: FigureSeriesLink) -> Iterable[Place]:
    return [point.figure for point in link.points]


def _dispute(link: DisputeLink) -> Iterable[Place]:
    return [item for side in link.sides for item in side]


def _outcome(link: OutcomeLink) -> Iterable[Place]:
    return [link.forecast, *((cite.page, "") for cite in link.by)]


_PLACES: dict[type, Callable[[Any], Iterable[Place]]] = {
    OriginLink: _origin, CopyLink: _copy, RelationLink: _relation, EntityLink: _entity, StoryLink: _story,
    UtteranceLink: _utterance, FigureSeriesLink: _series, DisputeLink: _dispute, OutcomeLink: _outcome,
}
