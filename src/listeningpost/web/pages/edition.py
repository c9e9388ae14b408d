"""The edition: what entered the record on a day, best-cited lines first; what of it is disputed or told again."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from msgspec.structs import replace

from ...schema import DisputeLink, FigureSeriesLink, Line, Record, UtteranceLink, View
from ...store import places_of
from ...views import Narrow, ask, bounded, in_words, lines_of
from ..asking import CARRIED, Answer, Asked, DeskPage, remembered
from ..editions import Edition, Entry, edition_of
from ..narrowed import left_of, narrowed_question, part_of

SHOWN = 25  # lines in one part of the new ones
BESIDE = 3  # disputes and series in their sections, which link to the pages that have them all
AGAIN = 5  # remarks told again
SEARCHED = 10  # parts of entries looked through for lines that are left as of a day


class Part(Record, frozen=True):
    """Some lines of a longer list, and the cursor of those after them, None at the end."""

    lines: list[Line]
    after: str | None = None


def show(asked: Asked) -> Answer:
    """The edition of the day that is asked for, or the newest; from `after` on the lines behind that one alone."""
    edition = edition_of(asked)
    if edition is None:
        return Answer(template="edition.html", title="Edition", data={"edition": None})
    title, first = _title(asked, edition), "after" not in asked.query
    data = {"edition": edition, "title": title, "first": first, "notes": list(_notes(edition)),
            "new": _part(asked, edition.new)}
    beside = _beside(asked, edition) if first else {}
    return Answer(template="edition.html", title=title, data={**data, **beside})


def _beside(asked: Asked, edition: Edition) -> dict[str, Any]:
    """The sections beside the new lines; the same for everybody who asks, until something is written."""
    def made() -> dict[str, Any]:
        return {"disputed": _disputed(asked, edition), "told_again": _lines(asked, edition.again[:AGAIN]),
                "series": list(_series(asked, edition))}

    key = ("beside", edition.day, *(asked.query.get(name) for name in CARRIED))
    return remembered(asked.desk, key, made)


def _notes(edition: Edition) -> Iterator[str]:
    """How much entered, and what the edition is to the others."""
    pages = "1 page" if len(edition.pages) == 1 else f"{len(edition.pages):,} pages"
    refused = f", {edition.refused:,} more could not be read" if edition.refused else ""
    yield f"{pages} entered{refused}"
    if edition.before is None:
        yield "the first edition: it holds all that came in first"


def _title(asked: Asked, edition: Edition) -> str:
    watch = asked.question.watch
    return ", ".join([*([watch.title] if watch else []), in_words(edition.day)])


def _part(asked: Asked, entries: Sequence[Entry]) -> Part:
    """The lines of the next entries. As of a day, those that had not been said then give none, and more are taken."""
    start = _start(asked.query.get("after"), entries)
    there = left_of(asked, [entry.item for entry in entries[start : start + SEARCHED * SHOWN]])
    lines: list[Line] = []
    for _ in range(SEARCHED):
        some = entries[start : start + SHOWN]
        left = [entry for entry in some if entry.item in there]
        lines += _lines(asked, left) if left else []
        start += len(some)
        if len(lines) >= SHOWN or len(some) < SHOWN:
            break
    last = entries[start - 1].item[1] if start < len(entries) else None
    return Part(lines=lines, after=last)


def _start(after: str | None, entries: Sequence[Entry]) -> int:
    """Behind the entry of that id; at the beginning where it is not there any more."""
    return next((number for number, entry in enumerate(entries, 1) if entry.item[1] == after), 0) if after else 0


def _lines(asked: Asked, entries: Sequence[Entry]) -> list[Line]:
    """The lines of entries, read with no more than the links that count their origins."""
    items = [entry.item for entry in entries]
    pages, store = {page for page, _ in items}, asked.desk.store
    told = [link for link in store.links_on(pages, "utterance") if isinstance(link, UtteranceLink)]
    ours = [link for link in told if not set(items).isdisjoint(link.statements)]
    counted = store.links_of("origin", (" ".join(min(link.statements)) for link in ours))
    return lines_of(bounded(Narrow(store, pages, [*told, *counted]), asked.question), items)


def _touching(asked: Asked, edition: Edition, kind: str) -> list[str]:
    """The links of a kind that stand on pages of the edition, those of most pages first."""
    def chosen() -> list[str]:
        return [head.id for head in asked.desk.store.link_heads(kind, edition.pages)]

    return remembered(asked.desk, (kind, edition.day, asked.query.get("watch")), chosen)


def _disputed(asked: Asked, edition: Edition) -> View:
    """The first disputes with a side in this edition, whole; `left_out` counts the others."""
    ids = _touching(asked, edition, "dispute")
    links = [link for link in asked.desk.store.links_of("dispute", ids[:BESIDE]) if isinstance(link, DisputeLink)]
    pages = {page for link in links for page, _ in places_of(link)}
    view = ask(part_of(asked, pages, links), "disputes", narrowed_question(asked))
    return replace(view, left_out=len(ids) - len(links))


def _series(asked: Asked, edition: Edition) -> Iterator[tuple[str, FigureSeriesLink, list[Line]]]:
    """The first quantities that this edition gives again with the value they had: the heading, and the lines."""
    for link in _repeated(asked, edition):
        again = {point.figure for point in link.points if point.relation == "repeat" and point.page in edition.pages}
        pages = {point.page for point in link.points}
        view = ask(part_of(asked, pages, [link]), "figures", narrowed_question(asked))
        lines = [line for line in view.lines if line.point and (line.cites[0].page, line.id) in again]
        if lines:
            yield lines[0].group, link, lines[-BESIDE:]


def _repeated(asked: Asked, edition: Edition) -> list[FigureSeriesLink]:
    def chosen() -> list[FigureSeriesLink]:
        ids = iter(_touching(asked, edition, "figure_series"))
        found: list[FigureSeriesLink] = []
        while len(found) < BESIDE and (some := list(islice(ids, SHOWN))):
            found += [link for link in asked.desk.store.links_of("figure_series", some)
                      if isinstance(link, FigureSeriesLink) and _is_repeated(link, edition)]
        return found[:BESIDE]

    return remembered(asked.desk, ("repeated", edition.day, asked.query.get("watch")), chosen)


def _is_repeated(link: FigureSeriesLink, edition: Edition) -> bool:
    return any(point.relation == "repeat" and point.page in edition.pages for point in link.points)


PAGE = DeskPage(name="edition", path="/", show=show, word="Edition")
