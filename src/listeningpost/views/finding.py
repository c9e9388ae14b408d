"""What an id, or the beginning of one, names: a page, a statement, a mention, a figure, an entity, a correction."""

from collections.abc import Iterator

from ..errors import UnknownId, UsageError
from ..schema import Correction, Event, Figure, Forecast, Mention, Page, Record, RefusedPage, Statement
from .held import Held

SHORTEST = 4
NAMED = 5


class Found(Record, frozen=True):
    """What an id names, with its full id; `page` is where it stands."""

    id: str
    item: Page | RefusedPage | Statement | Mention | Figure | Event | Forecast | Correction | str
    page: Page | None = None


def find(held: Held, wanted: str) -> Found:
    """What `wanted`, an id or its beginning (4 characters or more), names. An entity is given back as its id.

    Raises UnknownId where nothing has that id, UsageError where several have.
    """
    if len(wanted) < SHORTEST:
        raise UsageError(f"{wanted}: too short for an id; give its first {SHORTEST} characters or more")
    found: dict[str, Found] = {}
    for candidate in _candidates(held):
        if candidate.id == wanted:
            return candidate
        if candidate.id.startswith(wanted):
            found.setdefault(candidate.id, candidate)
    if not found:
        raise UnknownId(f"{wanted}: nothing in the store has this id; `listening-post view table` shows ids")
    if len(found) > 1:
        some = ", ".join([*list(found)[:NAMED], *(["..."] if len(found) > NAMED else [])])
        raise UsageError(f"{wanted}: {len(found)} ids begin so ({some}); write more of it")
    return next(iter(found.values()))


def _candidates(held: Held) -> Iterator[Found]:
    for page in held.pages(corrected=True):
        yield Found(id=page.capture.id, item=page, page=page)
        layers = (page.statements, page.figures, page.mentions, page.events, page.forecasts)
        yield from (Found(id=item.id, item=item, page=page) for layer in layers for item in layer)
        yield from (Found(id=entity, item=entity, page=page) for entity in _entities(page))
    yield from (Found(id=refusal.capture.id, item=refusal) for refusal in held.refusals())
    yield from (Found(id=correction.id, item=correction) for correction in held.corrections())


def _entities(page: Page) -> set[str]:
    named = [mention.entity for mention in page.mentions]
    spoken = [statement.speaker.entity for statement in page.statements]
    return {entity for entity in (*named, *spoken, *(role.entity for role in page.roles)) if entity}
