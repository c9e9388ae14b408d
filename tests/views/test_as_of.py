"""Views as of a date: nothing said, published or mended later is shown, and what is left out is counted."""


import pytest
from msgspec.structs import replace

from listeningpost.edtf import bounds
from listeningpost.errors import UnknownId, UsageError
from listeningpost.schema import (
    Cite,
    CopyLink,
    DisputeLink,
    Drift,
    EntityLink,
    EntityRole,
    FigureSeriesLink,
    Link,
    OriginLink,
    OutcomeLink,
    Question,
    RelationLink,
    SeriesPoint,
    Speaker,
    StoryLink,
    Turn,
    UtteranceLink,
)
from listeningpost.store import Store, open_store
from listeningpost.views import VIEWS, ask
from listeningpost.views.trimming import Kept, trim

MARCH = "2021-03-17"


def test_the_brief_as_of_a_day_holds_what_was_published_by_then(gold_watch: Store) -> None:
    view = ask(gold_watch, "brief", Question(published_until=MARCH))
    days = {page.published for page in view.pages}
    assert days == {"2018-06-05", "2019-05-22", "2021-03-16", "2021-03-17"}
    assert sum("The last convoy will leave Brennik" in line.quote for line in view.lines) == 1
    assert view.notes[-1] == "as published until 2021-03-17: 10 later pages left out"


@pytest.mark.parametrize("name", [name for name, maker in VIEWS.items() if not maker.has_subject])
def test_no_view_shows_a_page_published_later(gold_watch: Store, name: str) -> None:
    view = ask(gold_watch, name, Question(published_until=MARCH))
    assert all(page.published and bounds(page.published)[1] <= MARCH for page in view.pages)
    assert sum(note.startswith("as published until 2021-03-17: ") for note in view.notes) == 1


def test_what_was_said_later_is_left_out_of_a_page_that_stays(gold_watch: Store) -> None:
    rows = ask(gold_watch, "table", Question(said_until="2021-03-16")).rows
    assert {row[0] for row in rows} >= {"2021-03-16", "2018-06-04"}
    assert all(bounds(row[0] or "../..")[1] <= "2021-03-16" for row in rows)
    assert len(rows) < len(ask(gold_watch, "table", Question(published_until=MARCH)).rows)


def test_the_timeline_as_said_by_a_day_ends_with_the_headlines_of_that_day(gold_watch: Store) -> None:
    view = ask(gold_watch, "timeline", Question(said_until=MARCH))
    headlines = [line for line in view.lines if line.kind == "page"]
    assert {line.date for line in headlines} == {"2018-06-05", "2019-05-22", "2021-03-16", "2021-03-17"}
    assert len(headlines) == len({line.id for line in headlines})


def test_the_count_says_on_how_many_of_the_pages_the_lines_stand(gold_watch: Store) -> None:
    view = ask(gold_watch, "brief", Question(said_until="2018-06-05"))
    on = {cite.page for line in view.lines for cite in line.cites}
    assert len(on) > 0
    pages = sum(1 for _ in gold_watch.pages())
    assert view.notes[0] == f"{len(view.lines)} statements on {len(on)} of {pages} pages"


def test_a_month_bounds_until_its_last_day(gold_watch: Store) -> None:
    month, day = (ask(gold_watch, "brief", Question(published_until=until)) for until in ("2021-03", "2021-03-31"))
    assert month.lines == day.lines


def test_a_later_page_cannot_be_cited(gold_watch: Store) -> None:
    later = next(page for page in gold_watch.pages() if (page.article.published.edtf or "") > MARCH)
    with pytest.raises(UnknownId, match="not known to be published until 2021-03-17"):
        ask(gold_watch, "cite", Question(subject=later.capture.id, published_until=MARCH))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question(held_until="noon"), "--held-until noon: .*write a day or a time"),
        (Question(said_until="yesterday"), "--said-until yesterday: .*write a day, a month or a year"),
        (Question(published_until="2021-13"), "--published-until 2021-13: "),
    ],
)
def test_what_is_no_date_is_said_to_be_none(gold_watch: Store, question: Question, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ask(gold_watch, "brief", question)


def test_a_page_without_a_date_counts_by_the_day_it_was_taken(shelf: Store) -> None:
    undated = next(page for page in shelf.pages() if page.article.published.edtf is None)
    capture = shelf.capture(undated.capture.id)
    taken = replace(capture.head, taken_at="2023-05-20T10:00:00Z")
    question = Question(published_until="2023-05-31")
    assert undated.capture.id not in {page.id for page in ask(shelf, "table", question).pages}
    shelf.write(replace(undated, capture=taken), replace(capture, head=taken))
    assert undated.capture.id in {page.id for page in ask(shelf, "table", question).pages}
    earlier = Question(published_until="2023-05-19")
    assert undated.capture.id not in {page.id for page in ask(shelf, "table", earlier).pages}


def test_corrections_hold_as_they_stood_at_the_time(shelf: Store) -> None:
    def speaker(until: str | None) -> str:
        (row,) = [row for row in ask(shelf, "table", Question(held_until=until)).rows if row[-1] == "s0direct"]
        return row[1]

    with open_store(shelf.path, now="2024-01-02T12:00:00Z") as store:
        mend = store.correct("s0direct", "speaker", "Harbour Master", "the tape has his voice", "me")
    assert [speaker(until) for until in ("2024-01-01", "2024-01-02T11:59", "2024-01-02", None)] == [
        "Olena Quill", "Olena Quill", "Harbour Master", "Harbour Master"]
    with open_store(shelf.path, now="2024-01-03T12:00:00Z") as store:
        store.undo(mend.id)
    assert [speaker(until) for until in ("2024-01-01", "2024-01-02", "2024-01-03", None)] == [
        "Olena Quill", "Harbour Master", "Olena Quill", "Olena Quill"]
    note = ask(shelf, "brief", Question(held_until="2024-01-01")).notes[-1]
    assert note == "as held until 2024-01-01T23:59:59Z: 1 correction made later not applied"


# ---- links
A, B, C = "a" * 64, "b" * 64, "c" * 64
KEPT = Kept(dates={A: "2021-03-01", B: "2021-03-05"}, titles={A: "Quay shut", B: "Quay open"},
            items=frozenset({(A, "s1"), (B, "s2"), (A, "n1"), (A, "f1")}))
ANN = Speaker(name="Ann Oster")


def quoted(page: str) -> Cite:
    return Cite(page=page, span=(0, 1), quote="a")


def points(*figures: tuple[str, str]) -> tuple[SeriesPoint, ...]:
    return tuple(SeriesPoint(figure=figure, page=figure[0]) for figure in figures)


@pytest.mark.parametrize(
    ("link", "left"),
    [
        (CopyLink(page=C, relation="reprint", of=A), None),
        (CopyLink(page=A, relation="reprint", of=C, evidence=("cut",)), CopyLink(page=A, relation="original")),
        (CopyLink(page=A, relation="translation", of=C, siblings=(B, C), evidence=("x",)),
         CopyLink(page=A, relation="translation", siblings=(B,))),
        (CopyLink(page=A, relation="based_on", of="Basinwire"), CopyLink(page=A, relation="based_on", of="Basinwire")),
        (UtteranceLink(id="U1", speaker=ANN, statements=((A, "s1"), (C, "s9")),
                       drift=(Drift(statement=(C, "s9"), kind="value", was="5", now="6"),)),
         UtteranceLink(id="U1", speaker=ANN, statements=((A, "s1"),))),
        (UtteranceLink(id="U1", speaker=ANN, statements=((C, "s9"),)), None),
        (FigureSeriesLink(id="N1", what="boats", points=points((A, "n1"), (C, "n2")), flags=("conflict",)),
         FigureSeriesLink(id="N1", what="boats", points=points((A, "n1")))),
        (FigureSeriesLink(id="N1", what="boats", points=points((A, "n1")), flags=("drift",)),
         FigureSeriesLink(id="N1", what="boats", points=points((A, "n1")), flags=("drift",))),
        (DisputeLink(id="D1", relation="claim_vs_denial", sides=(((A, "s1"),), ((C, "s9"),)), about="quay"), None),
        (DisputeLink(id="D1", relation="tension", sides=(((A, "s1"), (C, "s8")), ((B, "s2"),)), about="quay"),
         DisputeLink(id="D1", relation="tension", sides=(((A, "s1"),), ((B, "s2"),)), about="quay")),
        (StoryLink(id="Y1", title="Quay burnt", pages=(A, B, C), start="2021-03-01", to="2021-04-01"),
         StoryLink(id="Y1", title="Quay shut", pages=(A, B), start="2021-03-01", to="2021-03-05")),
        (OriginLink(claim=(A, "s1"), pages=(A, B, C), independent=2, same_origin=((A, B),)),
         OriginLink(claim=(A, "s1"), pages=(A, B), independent=1, same_origin=((A, B),))),
        (OriginLink(claim=(C, "s9"), pages=(A, C), independent=2), None),
        (EntityLink(id="E1", name="Ann Oster", type="person", pages=(A, C),
                    roles=(EntityRole(role="pilot", of=None, evidence=(quoted(C),)),)),
         EntityLink(id="E1", name="Ann Oster", type="person", pages=(A,))),
        (RelationLink(a="E1", b="E2", turns=(Turn(at=None, sign=-1, mode="verbal", evidence=quoted(C)),)), None),
        (OutcomeLink(forecast=(A, "f1"), state="came_true", method="made up", by=(quoted(C),)),
         OutcomeLink(forecast=(A, "f1"), state="open", method="made up")),
        (OutcomeLink(forecast=(C, "f9"), state="open", method="made up"), None),
    ],
)
def test_a_link_keeps_what_is_left(link: Link, left: Link | None) -> None:
    assert trim(link, KEPT) == left


def test_a_copy_of_a_later_page_stands_alone_as_of_a_day_before_it(shelf: Store) -> None:
    assert len(ask(shelf, "copies", Question()).lines) == 2
    early = ask(shelf, "copies", Question(published_until="2023-05-04"))
    assert early.lines == ()
    assert early.notes[-1] == "as published until 2023-05-04: 1 later page left out, 1 undated page left out"
