"""What each view shows of made-up pages: the lines it must show, once each, and nothing without a span."""

import msgspec
import pytest

from listeningpost.errors import UnknownId, UsageError
from listeningpost.schema import CaptureHead, Line, Question, RefusalNote, RefusedPage, View, Watch
from listeningpost.store import Store
from listeningpost.views import VIEWS, ask, show


def quotes(view: View) -> list[str]:
    return [" … ".join(cite.quote for cite in line.cites) for line in view.lines]


def line_of(view: View, wanted: str) -> Line:
    (found,) = [line for line in view.lines if line.id == wanted]
    return found


def test_the_brief_shows_each_statement_once_newest_day_first(shelf: Store) -> None:
    view = ask(shelf, "brief", Question())
    assert [line.id for line in view.lines] == [
        "s1league", "s1mayor", "s0direct", "s0indirect", "s0count", "s0official", "s2broken",
    ]
    assert list(dict.fromkeys(line.group for line in view.lines)) == [
        "reported 5 May 2023", "4 May 2023", "on or before 4 May 2023", "undated",
    ]
    assert view.left_out == 0


def test_the_chain_and_the_role_are_shown(shelf: Store) -> None:
    view = ask(shelf, "table", Question())
    assert line_of(view, "s1direct").lead == "Olena Quill, via Northwire, as told by Quay Gazette"
    assert line_of(view, "s0direct").lead == "Olena Quill (head, Dockers' League), as told by Northwire"
    assert line_of(view, "s0official").lead == "“A port official” (unnamed), as told by Northwire"
    assert line_of(view, "s2broken").lead == "Olena Quill, as told by <img src=x>.html"


def test_the_same_words_on_two_pages_are_one_line_with_both_places(shelf: Store) -> None:
    line = line_of(ask(shelf, "brief", Question()), "s0direct")
    assert [cite.quote for cite in line.also] == [line.quote]
    assert line.also[0].page != line.cites[0].page
    assert "same words on 1 other page" in line.marks


def test_a_headline_gives_way_to_the_text_and_is_counted_where_there_is_none(shelf: Store) -> None:
    view = ask(shelf, "brief", Question())
    assert "also in the headline" in line_of(view, "s0indirect").marks
    assert {"s0headline", "s2headline"}.isdisjoint(line.id for line in view.lines)
    assert any("1 attribution found in a headline alone" in note for note in view.notes)


def test_refused_pages_are_counted_with_their_reason(shelf: Store) -> None:
    assert "1 page could not be read: pages/shell.html (no article text)" in ask(shelf, "brief", Question()).notes


def test_faults_of_the_page_stand_at_the_line(shelf: Store) -> None:
    line = line_of(ask(shelf, "brief", Question()), "s2broken")
    assert line.faults == ("broken quote",)
    assert len(line.cites) == 2


def test_the_limit_keeps_the_best_of_each_day_and_counts_the_rest(shelf: Store) -> None:
    view = ask(shelf, "brief", Question(limit=4))
    assert [line.id for line in view.lines] == ["s1league", "s0direct", "s0official", "s2broken"]
    assert view.left_out == 3
    assert [page.id for page in view.pages] == list(dict.fromkeys(
        cite.page for line in view.lines for cite in (*line.cites, *line.also)
    ))


@pytest.mark.parametrize(("question", "ids"), [
    (Question(speaker="quill"), {"s0direct", "s0indirect", "s0count", "s2broken"}),
    (Question(speaker="E0league"), {"s1league"}),
    (Question(about=("crate",)), {"s0direct"}),
    (Question(about=("CRATES", "talk")), {"s0official"}),
    (Question(since="2023-05-05"), {"s1league", "s1mayor", "s1direct"}),
    (Question(until="2023-05-04"), {"s0direct", "s0indirect", "s0count", "s0official"}),
    (Question(since="2023-05", until="2023-05"),
     {"s1league", "s1mayor", "s0direct", "s0indirect", "s0count", "s0official"}),
    (Question(page="gazette.txt"), {"s1direct", "s1league", "s1mayor"}),
    (Question(page="Northwire"), {"s0direct", "s0indirect", "s0count", "s0official"}),
    (Question(kind="belief"), {"s1mayor"}),
    (Question(kind="promise"), {"s0direct"}),
    (Question(kind="direct", page="Northwire"), {"s0direct"}),
    (Question(watch=Watch(title="Harbour", sources=("The Quay Gazette",))),
     {"s1direct", "s1league", "s1mayor", "s2broken"}),
    (Question(watch=Watch(title="Talks", words=("talks",))), {"s0direct", "s0indirect", "s0count", "s0official"}),
])
def test_questions_narrow_the_brief(shelf: Store, question: Question, ids: set[str]) -> None:
    assert {line.id for line in ask(shelf, "brief", question).lines} == ids


def test_pages_that_a_question_leaves_out_are_counted(shelf: Store) -> None:
    assert "2 other pages in the store not asked for" in ask(shelf, "brief", Question(page="Northwire")).notes


@pytest.mark.parametrize(("question", "message"), [
    (Question(since="yesterday"), "--since yesterday.*2024-02-27"),
    (Question(until="2023-02-31"), "--until 2023-02-31"),
    (Question(kind="rumour"), "--kind rumour.*direct"),
])
def test_wrong_questions_say_what_to_write(shelf: Store, question: Question, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ask(shelf, "brief", question)


def test_an_unknown_view_names_the_known(shelf: Store) -> None:
    with pytest.raises(UsageError, match="brief, dossier"):
        ask(shelf, "letter", Question())


def test_the_timeline_runs_from_the_oldest_to_the_undated(shelf: Store) -> None:
    view = ask(shelf, "timeline", Question())
    assert list(dict.fromkeys(line.group for line in view.lines)) == [
        "4 May 2023", "on or before 4 May 2023", "5 May 2023", "undated",
    ]
    assert [line.quote for line in view.lines if line.kind == "page"] == [
        "Dockers to strike from Monday, says Quill", "Harbour stands still",
        "<script>alert(1)</script> | [x](javascript:alert(1))",
    ]
    assert "day of the report" in line_of(view, "s1league").marks


def test_equal_figures_of_two_pages_stand_together(shelf: Store) -> None:
    view = ask(shelf, "figures", Question())
    assert [(line.group, line.quote, line.who) for line in view.lines] == [
        ("1,200 persons", "About 1,200 dockers", "Olena Quill"), ("1,200 persons", "1,200 dockers", "Dockers' League"),
    ]
    assert view.lines[0].context is not None
    assert view.lines[0].context.quote == "About 1,200 dockers are out, she said."


def test_the_table_has_a_row_for_every_statement(shelf: Store) -> None:
    view = ask(shelf, "table", Question())
    assert view.columns == ("date", "speaker", "role", "via", "outlet", "quote", "act", "id")
    assert len(view.rows) == len(view.lines) == 10
    assert view.rows[5] == (
        "../2023-05-05", "Olena Quill", "", "Northwire", "Quay Gazette",
        "We shall not load one crate until the law is mended", "assert", "s1direct",
    )
    assert [row[-1] for row in view.rows] == [line.id for line in view.lines]


def test_the_dossier_gathers_one_actor(shelf: Store) -> None:
    view = ask(shelf, "dossier", Question(subject="quill"))
    assert view.title == "Olena Quill"
    assert view.notes == ("3 mentions on 3 pages", "also written: Quill")
    assert [(line.group, line.id) for line in view.lines[1:]] == [
        ("Statements, 4 May 2023", "s0direct"), ("Statements, 4 May 2023", "s0indirect"),
        ("Statements, 4 May 2023", "s0count"), ("Statements, undated", "s2broken"), ("Figures claimed", "f0agency"),
    ]
    assert (view.lines[0].group, view.lines[0].quote) == ("Roles", "the head of the Dockers' League")


def test_a_dossier_of_nobody_and_of_several(shelf: Store) -> None:
    with pytest.raises(UnknownId, match="no page names"):
        ask(shelf, "dossier", Question(subject="Nobody"))
    with pytest.raises(UsageError, match="needs a name"):
        ask(shelf, "dossier", Question())


def test_cite_gives_all_that_a_footnote_needs(shelf: Store) -> None:
    view = ask(shelf, "cite", Question(subject="s1direct"))
    facts = {row[0]: row[1] for row in view.rows}
    page = view.lines[0].cites[0].page
    assert facts["outlet"] == "Quay Gazette"
    assert facts["published"] == "5 May 2023 (from: text)"
    assert facts["capture (sha256)"] == page
    assert facts["source"] == "pages/gazette.txt"
    assert facts["characters of the capture"] == "33-84"
    assert view.lines[0].context is not None
    assert view.lines[0].context.quote == (
        '"We shall not load one crate until the law is mended," Olena Quill said, Northwire reports.'
    )


@pytest.mark.parametrize(("wanted", "kinds"), [
    ("s0count", {"statement", "figure"}),
    ("s0indirect", {"statement"}),
    ("f0agency", {"figure", "statement"}),
    ("m00000000001", {"mention"}),
    ("E0quill", {"role", "statement", "figure"}),
])
def test_show_tells_all_of_an_item(shelf: Store, wanted: str, kinds: set[str]) -> None:
    view = show(shelf, wanted)
    assert {line.kind for line in view.lines} == kinds
    assert view.rows


def test_show_of_a_page_numbers_its_lines(shelf: Store) -> None:
    page = next(page for page in shelf.pages() if page.capture.source.endswith("northwire.txt"))
    view = show(shelf, page.capture.id[:9])
    body = [line for line in view.lines if line.kind == "body"]
    assert [line.lead for line in body] == ["headline", "1", "2"]
    assert body[2].quote.startswith("A port official")
    assert sum(line.kind == "statement" for line in view.lines) == 5


def test_show_of_a_refused_page_says_why(shelf: Store) -> None:
    refused = next(shelf.refusals())
    view = show(shelf, refused.capture.id[:12])
    assert ("not read", "articles: no article text") in view.rows
    assert ("bytes", "kept") in view.rows


def test_show_of_what_was_no_page_says_that_its_bytes_are_not_kept(shelf: Store) -> None:
    head = CaptureHead(id="e" * 64, source="in/scan.pdf", media_type="application/pdf", encoding="utf-8")
    shelf.refuse(RefusedPage(capture=head, refusal=RefusalNote(room="captures", reason="it is a PDF")))
    assert ("bytes", "not kept: the file at its source is the only copy") in show(shelf, "eeeeeeee").rows


def test_show_of_a_correction_and_of_what_it_mends(shelf: Store) -> None:
    made = shelf.correct("s0official", "speaker", "Ada Finch", "named on another page", "a tester")
    assert ("why", "named on another page") in show(shelf, made.id).rows
    shown = show(shelf, "s0official")
    assert shown.lines[0].who == "Ada Finch"
    assert any(row[0] == f"corrected ({made.id})" and "Ada Finch" in row[1] for row in shown.rows)


def test_ids_that_name_nothing_or_too_much(shelf: Store) -> None:
    with pytest.raises(UnknownId):
        show(shelf, "s999999")
    with pytest.raises(UsageError):
        show(shelf, "s0")
    with pytest.raises(UsageError, match="needs an id"):
        ask(shelf, "cite", Question())


@pytest.mark.parametrize("name", list(VIEWS))
def test_no_line_without_a_span(shelf: Store, name: str) -> None:
    subject = {"dossier": "Olena Quill", "cite": "s0direct"}.get(name)
    view = ask(shelf, name, Question(subject=subject))
    assert view.lines or name in ("map", "network")  # the made-up pages speak of no place and of nobody else
    for line in view.lines:
        assert line.quote == line.cites[0].quote != ""
        for cite in (*line.cites, *line.also, *([line.context] if line.context else [])):
            assert shelf.capture_text(cite.page)[slice(*cite.span)] == cite.quote


@pytest.mark.parametrize("name", list(VIEWS))
def test_the_same_store_gives_the_same_answer(shelf: Store, name: str) -> None:
    subject = {"dossier": "Olena Quill", "cite": "s0direct"}.get(name)
    first, second = (msgspec.json.encode(ask(shelf, name, Question(subject=subject))) for _ in range(2))
    assert first == second


def test_an_empty_store_gives_an_empty_brief(empty: Store) -> None:
    view = ask(empty, "brief", Question())
    assert view.lines == ()
    assert view.notes == ("0 statements on 0 pages",)
