"""The lines that the filters of a search leave are those that looking at every line would leave."""

from collections.abc import Sequence

import made_up_pages as made
import pytest
from msgspec.structs import replace

from listeningpost.questions import as_of
from listeningpost.schema import LineRow, Published, Question, Sought, StatementRow, Term
from listeningpost.store import Store
from listeningpost.views import bounded

PAGES = 6
DAYS = ("since", "until", "said_until", "published_until")


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(PAGES):
        store.write(made.page_of(made.capture(number)), made.capture(number))
    return store


def over(line: LineRow, said: StatementRow) -> bool:
    return said.page == line.page and said.start < line.stop and said.stop > line.start


def is_within(first: str | None, last: str | None, sought: Sought) -> bool:
    """Whether what may be of some days may be of those that are asked for; what has no date is of none."""
    if not (sought.since or sought.until):
        return True
    since, until = sought.since or "", sought.until or "9999"
    return bool(first or last) and (last or "9999") >= since and (first or "") <= until


def known_by(line: LineRow) -> str:
    """The day by which the page of a line is known to be published: its last one, else that on which it was taken."""
    taken = {one.id: one.taken_at or "" for one in (made.capture(number).head for number in range(PAGES))}
    return line.published_to or taken[line.page][:10] or "9999"


def is_known(line: LineRow, here: Sequence[StatementRow], sought: Sought) -> bool:
    """Whether a line is left as of days: its page by then published, all that is told over it by then said."""
    said = [min(one.said_to or "9999", known_by(line)) for one in here]
    last_said, last_published = sought.said_until or "9999", sought.published_until or "9999"
    return known_by(line) <= last_published and max(said, default="") <= last_said


def looked_at(store: Store, sought: Sought) -> list[int]:
    """The lines that fit, found by looking at each with all that is told on it."""
    pages = [made.capture(number).head.id for number in range(PAGES)]
    told, found = store.told_on(pages), list[int]()
    for line in store.lines_on(pages):
        here = [one for one in told.statements if over(line, one)]
        kinds = {word for one in here for word in (one.kind, one.attribution, one.act)}
        kinds |= {one.kind for one in told.figures
                  if one.page == line.page and one.start < line.stop and one.stop > line.start}
        kinds |= {"headline"} if line.kind == "title" else set()
        names = {name for one in here for name in (one.speaker, one.speaker_name, one.descriptor) if name}
        if ((sought.kind is None or sought.kind in kinds) and (sought.speaker is None or sought.speaker in names)
                and (sought.pages is None or line.page in sought.pages)
                and (is_within(line.published_from, line.published_to, sought)
                     or any(is_within(one.said_from, one.said_to, sought) for one in here))
                and (sought.outlet is None or sought.outlet == line.outlet) and is_known(line, here, sought)):
            found.append(line.entry)
    return sorted(found)


def test_lines_are_left_by_each_filter_as_if_all_were_looked_at(filled: Store) -> None:
    told = filled.told_on([made.capture(number).head.id for number in range(PAGES)])
    names = {one.speaker_name for one in told.statements if one.speaker_name}
    kinds = {"headline", *(one.kind for one in told.statements), *(one.kind for one in told.figures), "reject"}
    outlets = {line.outlet for line in filled.lines_on([made.capture(0).head.id]) if line.outlet}
    two = (made.capture(0).head.id, made.capture(3).head.id)
    asked = [Sought(pages=two), *(Sought(speaker=name) for name in names), *(Sought(kind=kind) for kind in kinds),
             *(Sought(outlet=name) for name in outlets), *(Sought(kind=kind, pages=two) for kind in kinds)]
    rows = filled.lines_on([made.capture(number).head.id for number in range(PAGES)])
    days = {day for row in rows for day in (row.published_from, row.published_to) if day}
    days |= {day for one in told.statements for day in (one.said_from, one.said_to) if day}
    dated = [Sought(**{name: day}) for name in DAYS for day in days]
    asked += [*dated, *(replace(one, kind=kind) for one in dated for kind in kinds),
              *(replace(one, pages=two) for one in dated)]
    found = {one: filled.entries(one) for one in asked}
    assert found == {one: looked_at(filled, one) for one in asked}
    assert any(found.values())


def test_an_undated_page_is_known_by_the_day_on_which_it_was_taken_as_in_views(store: Store) -> None:
    brought = made.capture(0)
    for day in ("2030-01-05", "2031-01-05"):  # taken once more, elsewhere, and read again
        brought = replace(brought, head=replace(brought.head, source=f"{day}.txt", taken_at=f"{day}T10:00:00Z"))
        page = made.page_of(brought)
        store.write(replace(page, article=replace(page.article, published=Published())), brought)
    for day, there in (("2030-06", False), ("2031-01-05", True)):
        sought = as_of(Sought(), None, day)
        assert bool(store.entries(sought)) is there
        assert bool(list(bounded(store, Question(published_until=day)).pages())) is there
        told = as_of(Sought(speaker=page.statements[0].speaker.name), day, None)
        assert bool(store.entries(told)) is there


def test_what_filters_leave_can_be_handed_on(filled: Store) -> None:
    sought = Sought(pages=(made.capture(1).head.id, made.capture(2).head.id))
    among = filled.entries(sought)
    assert filled.lines(sought, 50, among) == filled.lines(sought, 50)
    assert filled.facets(sought, among) == filled.facets(sought)
    word = next(word for line in filled.lines(sought, 50) for word in line.words.split() if word.isalpha())
    worded = Sought(terms=(Term(words=word),), pages=sought.pages)
    assert filled.lines(worded, 50, among) == filled.lines(worded, 50)
    assert {line.page for line in filled.lines(worded, 50)} <= set(sought.pages or ())


def test_without_words_the_newest_pages_come_first(filled: Store) -> None:
    rows = filled.lines(Sought(pages=tuple(made.capture(number).head.id for number in range(PAGES))), 1_000)
    days = [row.published_to or "" for row in rows]
    assert days == sorted(days, reverse=True)
    assert [(row.page, row.number) for row in rows if row.page == rows[0].page] == sorted(
        (row.page, row.number) for row in rows if row.page == rows[0].page)
