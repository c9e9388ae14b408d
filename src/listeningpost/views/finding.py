"""What an id, or the beginning of one, names: a page, a statement, a mention, a figure, an entity, a correction."""

import re

from ..errors import UnknownId
from ..schema import (
    Correction,
    Event,
    Figure,
    FigureSeriesLink,
    Forecast,
    Link,
    Located,
    Mention,
    Page,
    Record,
    RefusedPage,
    Statement,
)
from .held import Held

SERIES = re.compile(r"n[0-9a-f]{12}")
Item = Statement | Mention | Figure | Event | Forecast


class Found(Record, frozen=True):
    """What an id names, with its full id; `page` is where it stands. An entity is its id, as it is now."""

    id: str
    item: Page | RefusedPage | Item | Correction | Link | str
    page: Page | None = None


def find(held: Held, wanted: str) -> Found:
    """What `wanted`, an id or its beginning (4 characters or more), names.

    Raises UnknownId where nothing has that id or several begin so, UsageError where it is too short.
    """
    try:
        where = held.find(wanted)
    except UnknownId:
        series = _series(held, wanted)
        if series:
            return Found(id=series.id, item=series)
        refused = [page for page in held.refusals() if len(wanted) >= 4 and page.capture.id.startswith(wanted)]
        if len({page.capture.id for page in refused}) != 1:
            raise
        return Found(id=refused[0].capture.id, item=refused[0])
    return _loaded(held, where)


def _series(held: Held, wanted: str) -> FigureSeriesLink | None:
    """The series that an id names which it had before a figure of a smaller id came to it: one that holds the figure
    of these digits."""
    if not SERIES.fullmatch(wanted):
        return None
    found = (link for link in held.links("figure_series") if isinstance(link, FigureSeriesLink))
    return next((link for link in found if any(point.figure[1][1:] == wanted[1:] for point in link.points)), None)


def _link(held: Held, where: Located) -> Link:
    """The link of an id. Raises UnknownId where none is left of it as of the dates asked."""
    for link in held.links():
        if getattr(link, "id", None) == where.now:
            return link
    raise UnknownId(f"{where.id}: nothing of it is left as of the dates asked")


def _by_which(held: Held, id_: str) -> str:
    """The correction that stands for an item, and how it is taken back."""
    made = [mend for mend in held.corrections() if mend.of == id_ and mend.field == "stands" and not mend.undone_at]
    told = (f" of {mend.by} ({mend.reason}), which `listening-post undo {mend.id}` takes back" for mend in made[-1:])
    return "".join(told)


def _loaded(held: Held, where: Located) -> Found:
    if where.kind == "entity":
        return Found(id=where.id, item=where.now)
    if where.kind == "correction":
        return Found(id=where.id, item=next(mend for mend in held.corrections() if mend.id == where.id))
    if where.kind == "story":
        stories = (link for link in held.links("story") if getattr(link, "id", None) == where.now)
        return Found(id=where.now, item=next(stories, where.now))
    if where.kind == "link":
        return Found(id=where.id, item=_link(held, where))
    if not where.pages:
        return Found(id=where.id, item=next(page for page in held.refusals() if page.capture.id == where.id))
    page = held.page(where.pages[0])
    if where.kind == "page":
        return Found(id=where.id, item=page, page=page)
    layers = (page.statements, page.figures, page.mentions, page.events, page.forecasts)
    item: Item | None = next((item for layer in layers for item in layer if item.id == where.id), None)
    if item is None:
        raise UnknownId(f"{where.id}: taken off its page by a correction{_by_which(held, where.id)}; its page: "
                        f"`listening-post show {page.capture.id[:12]}`")
    return Found(id=where.id, item=item, page=page)
