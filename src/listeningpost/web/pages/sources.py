"""Sources and refusals: which outlets the pages are from, how they were dated, and what could not be read and why."""

from collections import defaultdict
from hashlib import sha256

from ...errors import UnknownId
from ...schema import PageHead, Record
from ...store import Store
from ...views import ask, in_words
from ..asking import Answer, Asked, DeskPage, remembered
from ..chosen import opened, stretch_of
from ..narrowed import narrowed_question
from ..watched import watched_pages

OUTLETS, PAGES, REFUSED = 60, 12, 40  # on one page
NAMELESS = "outlet not named"
DIGITS = 12


class Outlet(Record, frozen=True):
    """What one outlet gave: its pages, how many statements they hold, how many are dated to the day and within bounds,
    and from when to when they are, None where that end is open."""

    name: str
    pages: tuple[str, ...]
    statements: int
    dated: int
    bounded: int
    first: str | None
    last: str | None

    @property
    def id(self) -> str:
        """What its address calls it: names have any characters."""
        return id_of(self.name)

    @property
    def undated(self) -> int:
        """Pages that nothing dates."""
        return len(self.pages) - self.dated - self.bounded

    @property
    def days(self) -> str:
        """From when to when, in words."""
        if not (self.first or self.last):
            return "no day known"
        return in_words(self.first if self.first == self.last else f"{self.first or '..'}/{self.last or '..'}")


def show(asked: Asked) -> Answer:
    """The outlets, those of most pages first, and the first of the refused pages."""
    store = asked.desk.store
    outlets = _outlets(asked)
    by_name = {one.name: one for one in outlets}
    part = stretch_of(asked, tuple(by_name), OUTLETS)
    data = {"outlets": [by_name[name] for name in part.ids], "part": part, "refused": tuple(store.refusals())[:REFUSED],
            "counts": remembered(asked.desk, "counts", store.counts), "all": outlets}
    return Answer(template="sources.html", title="Sources", data=data)


def show_outlet(asked: Asked) -> Answer:
    """The pages of one outlet: what dates each and why, and what is wrong with it. Raises UnknownId."""
    name = next((name for name in remembered(asked.desk, "outlets", lambda: _names(asked.desk.store))
                 if id_of(name) == asked.path["id"]), None)
    if name is None:
        raise UnknownId(f"{asked.path['id']}: no outlet of the record; the page Sources lists them")
    outlet = next((one for one in _outlets(asked) if one.name == name), None)
    part = stretch_of(asked, outlet.pages if outlet else (), PAGES)
    view = ask(opened(asked, part.ids), "pages", narrowed_question(asked))
    return Answer(template="outlet.html", title=name,
                  data={"outlet": outlet, "view": view, "part": part, "name": name})


def show_refusals(asked: Asked) -> Answer:
    """Every page that could not be read, with the room and the reason."""
    refused = {str(at): one for at, one in enumerate(asked.desk.store.refusals())}
    part = stretch_of(asked, tuple(refused), REFUSED)
    data: dict[str, object] = {"refused": [refused[at] for at in part.ids], "part": part}
    return Answer(template="refusals.html", title="Refused pages", data=data)


def id_of(outlet: str) -> str:
    """What the address of an outlet's page calls it."""
    return sha256(outlet.encode()).hexdigest()[:DIGITS]


def _names(store: Store) -> set[str]:
    return {row.outlet or NAMELESS for row in store.page_rows()}


def _outlets(asked: Asked) -> tuple[Outlet, ...]:
    """The outlets of the reader's watch, those of most pages first, the nameless last."""
    def made() -> tuple[Outlet, ...]:
        return _counted(asked.desk.store, watched_pages(asked))

    return remembered(asked.desk, ("outlets", asked.query.get("watch")), made)


def _counted(store: Store, within: frozenset[str] | None) -> tuple[Outlet, ...]:
    pages = defaultdict[str, list[PageHead]](list)
    for head in sorted(store.page_heads(), key=lambda head: (head.published_to or "9999", head.id)):
        if within is None or head.id in within:
            pages[head.outlet or NAMELESS].append(head)
    statements = store.statement_counts()
    found = [_outlet(name, rows, sum(statements.get(row.id, 0) for row in rows)) for name, rows in pages.items()]
    return tuple(sorted(found, key=lambda one: (one.name == NAMELESS, -len(one.pages), one.name)))


def _outlet(name: str, rows: list[PageHead], statements: int) -> Outlet:
    day = [row for row in rows if row.published_from and row.published_from == row.published_to]
    known = [row for row in rows if row.published_from or row.published_to]
    firsts, lasts = [row.published_from or "" for row in known], [row.published_to or "" for row in known]
    return Outlet(name=name, pages=tuple(row.id for row in rows), statements=statements, dated=len(day),
                  bounded=len(known) - len(day), first=min(firsts, default="") or None,
                  last=max(lasts) if lasts and all(lasts) else None)


PAGE = DeskPage(name="sources", path="/sources", show=show, word="Sources")
OUTLET = DeskPage(name="outlet", path="/outlet/{id}", show=show_outlet)
REFUSALS = DeskPage(name="refusals", path="/refusals", show=show_refusals)
