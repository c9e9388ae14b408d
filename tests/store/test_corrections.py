"""Corrections: beside the record, over it when it is read, through re-processing, and back."""

import json
from typing import Any

import made_up_pages as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from listeningpost.errors import UnknownId, UsageError
from listeningpost.schema import Correction, EntityHead, MadeBy, Page, Role, Speaker, UtteranceLink
from listeningpost.store import FIELDS, Store, apply, verify
from listeningpost.views import show

NEWER = MadeBy(listeningpost="0.0.1", knowledge="made up")
ANNA, BERO, CATO = (made.entity_id(name) for name in ("Anna Orlesk", "Bero Tamsin", "Cato Velle"))


def written(store: Store, *numbers: int) -> list[Page]:
    pages = [made.page_of(made.capture(number)) for number in numbers]
    for number, page in zip(numbers, pages, strict=True):
        store.write(page, made.capture(number))
    return pages


def mended(store: Store, page: Page) -> Page:
    return store.page(page.capture.id)


def test_a_speaker_is_corrected_to_somebody_the_store_knows(store: Store) -> None:
    page, _ = written(store, 0, 1)
    id_ = page.statements[0].id
    made_one = store.correct(id_[:6], "speaker", "cato velle", "the pronoun is his", "Ines")
    assert (made_one.of, made_one.was, made_one.now) == (id_, "Anna Orlesk", "cato velle")
    assert made_one.entity == EntityHead(id=CATO, name="Cato Velle", type="person")
    speaker = mended(store, page).statements[0].speaker
    assert speaker == Speaker(entity=CATO, name="Cato Velle", why="corrected by Ines: the pronoun is his")
    assert store.page(page.capture.id, corrected=False) == page
    row = next(row for row in store.statements() if row.id == id_)
    assert (row.speaker, row.speaker_name) == (CATO, "Cato Velle")
    assert list(verify(store)) == []


def test_a_speaker_may_be_new_to_the_store_or_nobody(store: Store) -> None:
    (page,) = written(store, 0)
    store.correct(page.statements[0].id, "speaker", "Edda Vorn", "named in the caption", "Ines")
    store.correct(page.statements[1].id, "speaker", "unnamed", "the page does not say", "Ines")
    first, second = mended(store, page).statements[:2]
    assert (first.speaker.name, first.speaker.entity) == ("Edda Vorn", None)
    assert second.speaker.anonymous
    assert (second.speaker.name, second.speaker.descriptor) == (None, "Anna Orlesk")


@pytest.mark.parametrize(
    ("kind", "field", "value", "told"),
    [
        ("statement", "said_on", "2031-03", "2031-03"),
        ("statement", "act", "deny", "deny"),
        ("statement", "kind", "mixed", "mixed"),
        ("statement", "via", "Basin Wire; Estuary Herald", "Basin Wire; Estuary Herald"),
        ("statement", "via", "-", None),
        ("figure", "value", "1,250", "1250"),
        ("figure", "unit", "watchtowers", "watchtowers"),
        ("figure", "what", None, None),
        ("page", "title", "Another title", "Another title"),
        ("page", "published", "2031-02-28", "2031-02-28"),
        ("page", "outlet", "Estuary Herald", "Estuary Herald"),
        ("page", "byline", "I. Moor; K. Lund", "I. Moor; K. Lund"),
    ],
)
def test_every_field_takes_its_value_survives_a_new_reading_and_goes_back(
    store: Store, kind: str, field: str, value: str | None, told: str | None
) -> None:
    (page,) = written(store, 0)
    id_ = page.capture.id if kind == "page" else getattr(page, f"{kind}s")[0].id
    first = store.correct(id_, field, value, "as printed", "Ines")
    store.write(replace(page, made_by=NEWER), made.capture(0))
    assert list(verify(store)) == []
    second = _again(store, id_, field)
    assert second.was == told
    store.undo(second.id)
    undone = store.undo(first.id)
    assert undone.undone_at == "2031-04-01T00:00:00Z"
    assert mended(store, page) == replace(page, made_by=NEWER)
    assert [correction.undone_at is None for correction in store.corrections()] == [False, False]
    assert list(verify(store)) == []


def _again(store: Store, id_: str, field: str) -> Correction:
    """Another correction of the same field: it tells what the field held."""
    values = {"said_on": "2030", "act": "urge", "kind": "indirect", "value": "3", "published": "2029"}
    return store.correct(id_, field, values.get(field, "something else"), "again", "Ines")


def test_a_corrected_day_says_what_it_rests_on_and_sorts_rows(store: Store) -> None:
    (page,) = written(store, 0)
    store.correct(page.statements[0].id, "said_on", "2030-12-31", "the wire says so", "Ines")
    date = mended(store, page).statements[0].said_on
    assert date
    assert (date.edtf, date.basis, date.span) == ("2030-12-31", "correction", None)
    assert next(store.statements()).id == page.statements[0].id


def test_a_corrected_value_drops_the_bounds_of_the_wrong_one(store: Store) -> None:
    page = made.page_of(made.capture(0))
    page = replace(page, figures=(replace(page.figures[0], value=50.0, min=51.0),))
    store.write(page, made.capture(0))
    store.correct(page.figures[0].id, "value", "60", "misread", "Ines")
    figure = mended(store, page).figures[0]
    assert (figure.value, figure.min) == (60.0, None)


# ---- who is who
def test_a_merge_moves_everything_and_leaves_a_redirect(store: Store) -> None:
    pages = written(store, 0, 1, 2)
    merge = store.correct(ANNA, "merge", BERO, "one person under two names", "Ines")
    names = {one.id: one.mentions for one in store.entities()}
    assert ANNA not in names
    assert names[BERO] == 30
    found = store.find(ANNA)
    assert (found.kind, found.id, found.now, len(found.pages)) == ("entity", ANNA, BERO, 2)
    first = mended(store, pages[0])
    assert {mention.name for mention in first.mentions} == {"Bero Tamsin"}
    assert {role.entity for role in first.roles} == {BERO}
    assert {statement.speaker.entity for statement in first.statements} == {BERO}
    assert list(verify(store)) == []
    store.undo(merge.id)
    assert [mended(store, page) for page in pages] == pages
    assert store.find(ANNA).now == ANNA
    assert list(verify(store)) == []


def test_merges_chain_and_corrections_of_the_last_hold_for_all(store: Store) -> None:
    (page, *_) = written(store, 0, 1, 2)
    store.correct(ANNA, "merge", BERO, "same", "Ines")
    second = store.correct(ANNA, "merge", CATO, "same again, by the old id", "Ines")
    assert second.of == BERO
    store.correct(CATO, "name", "Catherine Velle", "full name", "Ines")
    store.correct(BERO, "qid", "Q123", "looked up, by the old id", "Ines")
    assert store.find(ANNA).now == store.find(BERO).now == CATO
    assert {mention.name for mention in mended(store, page).mentions} == {"Catherine Velle"}
    assert {mention.qid for mention in mended(store, page).mentions} == {"Q123"}
    with pytest.raises(UsageError, match="are one already"):
        store.correct(CATO, "merge", ANNA, "circle", "Ines")
    store.undo(second.id)
    assert (store.find(ANNA).now, store.find(BERO).now) == (BERO, BERO)
    assert {mention.name for mention in mended(store, page).mentions} == {"Bero Tamsin"}
    assert list(verify(store)) == []


def test_pages_read_together_are_mended_as_each_by_itself_is(store: Store) -> None:
    ids = [page.capture.id for page in written(store, 0, 1, 2, 3)]
    store.correct(ANNA, "merge", BERO, "same", "Ines")
    undone = store.correct(ANNA, "merge", CATO, "same again, by the old id", "Ines")
    store.correct(CATO, "name", "Catherine Velle", "full name", "Ines")
    store.correct(mended(store, store.page(ids[3])).statements[0].id, "venue", "the quay", "heard", "Ines")
    for _ in range(2):
        for until in (None, "2031-04-01T00:00:00Z", "2031-03-01T00:00:00Z"):
            together = {page.capture.id: page for page in store.pages_of(ids, until=until)}
            assert together == {id_: store.page(id_, until=until) for id_ in ids}
        if undone.undone_at is None:
            undone = store.undo(undone.id)


def test_a_name_corrected_later_holds_for_a_speaker_corrected_before(store: Store) -> None:
    page, _ = written(store, 3, 1)  # page 3 names Dina and Anna, not Cato
    store.correct(page.statements[0].id, "speaker", CATO, "voice known", "Ines")
    store.correct(CATO, "name", "Catherine Velle", "full name", "Ines")
    assert mended(store, page).statements[0].speaker.name == "Catherine Velle"
    assert list(verify(store)) == []


def test_a_mention_can_be_given_to_somebody_else(store: Store) -> None:
    page, _ = written(store, 0, 1)
    store.correct(page.mentions[0].id, "entity", CATO[:7], "her brother", "Ines")
    mention = mended(store, page).mentions[0]
    assert (mention.entity, mention.name, mention.text) == (CATO, "Cato Velle", "Anna Orlesk")
    assert {mention.entity for mention in mended(store, page).mentions[1:]} == {ANNA, BERO}


# ---- what cannot be
@pytest.mark.parametrize(
    ("of", "field", "value", "message"),
    [
        ("statement", "colour", "red", "not among what can be corrected of statement .*: speaker, said_on, kind"),
        ("statement", "act", "sing", "give one of assert, warn"),
        ("statement", "said_on", "tomorrow", "give a date such as"),
        ("statement", "act", "assert", "is assert already"),
        ("figure", "value", "many", "give a number"),
        ("page", "published", "2031-02-30", "give a date"),
        ("page", "title", " ".strip(), "give a text"),
        ("entity", "qid", "42", "Wikidata id"),
        ("entity", "merge", "Bero Tamsi", "names nothing"),
        ("entity", "merge", "Anna Orlesk", "are one already"),
    ],
)
def test_what_cannot_be_corrected_is_told(store: Store, of: str, field: str, value: str, message: str) -> None:
    (page,) = written(store, 0)
    ids = {"statement": page.statements[0].id, "figure": page.figures[0].id, "page": page.capture.id, "entity": ANNA}
    with pytest.raises(UsageError, match=message):
        store.correct(ids[of], field, value, "because", "Ines")
    assert list(store.corrections()) == []


def test_a_reason_is_asked_for_and_ids_must_name_something(store: Store) -> None:
    (page,) = written(store, 0)
    with pytest.raises(UsageError, match="say why"):
        store.correct(page.statements[0].id, "act", "deny", " ", "Ines")
    with pytest.raises(UnknownId):
        store.correct("sffffffffffff", "act", "deny", "because", "Ines")
    one = store.correct(page.statements[0].id, "act", "deny", "because", "Ines")
    with pytest.raises(UsageError, match="corrections cannot be corrected; what can is page, story, statement"):
        store.correct(one.id, "act", "deny", "because", "Ines")
    told = (page.capture.id, page.statements[0].id)
    remark = UtteranceLink(id="u000000000000", speaker=Speaker(), statements=(told,))
    store.write_links("utterances", "a", [remark])
    with pytest.raises(UsageError, match="follows from what its pages tell; mend a statement, a figure or a"):
        store.correct(remark.id, "merge", "u111", "because", "Ines")
    with pytest.raises(UsageError, match=f"is no correction but of kind statement; its corrections: {one.id}"):
        store.undo(page.statements[0].id)
    store.undo(one.id[:6])
    with pytest.raises(UsageError, match="was undone already"):
        store.undo(one.id)


def test_a_name_that_several_have_must_be_told_apart(store: Store) -> None:
    page, other = written(store, 0, 1)
    store.correct(CATO, "name", "Bero Tamsin", "a namesake", "Ines")
    by_page = {one.capture.id: {mention.entity for mention in one.mentions} & {BERO, CATO} for one in (page, other)}
    assert list(by_page.values()) == [{BERO}, {BERO, CATO}]
    for id_, field in ((ANNA, "merge"), (other.statements[0].id, "speaker")):
        with pytest.raises(UsageError, match=rf"several go by that name: .*{BERO} \(.*named on 2 pages\)"):
            store.correct(id_, field, "Bero Tamsin", "which", "Ines")
    fixed = store.correct(page.statements[0].id, "speaker", "Bero Tamsin", "the page's own", "Ines")
    assert fixed.entity == EntityHead(id=BERO, name="Bero Tamsin", type="person")


def test_a_correction_of_what_is_gone_waits_for_it(store: Store) -> None:
    (page,) = written(store, 0)
    one = store.correct(page.statements[0].id, "act", "deny", "because", "Ines")
    assert list(store.dangling()) == []
    store.write(replace(page, statements=page.statements[1:], figures=()), made.capture(0))
    assert list(store.dangling()) == list(store.corrections()) == [one]
    assert list(verify(store)) == []
    store.write(page, made.capture(0))
    assert list(store.dangling()) == []
    assert mended(store, page).statements[0].act == "deny"


def test_what_is_no_statement_is_taken_off_its_page_and_comes_back(store: Store) -> None:
    page = made.page_of(made.capture(0))
    first, second, *rest = page.statements
    tied = replace(second, denies=(first.id,), in_response_to=(first.id,), same_as=(first.id,), nested_in=first.id)
    page = replace(page, statements=(first, tied, *rest), figures=(replace(page.figures[0], claimed_by=first.id),))
    store.write(page, made.capture(0))
    taken = store.correct(first.id, "stands", "no", "a caption", "Ines")
    left = mended(store, page)
    assert left.statements == (second, *rest)
    assert [one.claimed_by for one in left.figures] == [None]
    assert first.id not in {row.id for row in store.statements()}
    assert list(store.dangling()) == []
    assert list(verify(store)) == []
    with pytest.raises(UnknownId, match=f"of Ines .a caption., which `listening-post undo {taken.id}` takes back"):
        show(store, first.id)
    store.undo(taken.id)
    assert mended(store, page) == page


def test_what_is_no_figure_is_taken_off_its_page(store: Store) -> None:
    (page,) = written(store, 0)
    store.correct(page.figures[0].id, "stands", "no", "a telephone number", "Ines")
    assert mended(store, page).figures == page.figures[1:]
    with pytest.raises(UsageError, match="stands of .* is no already"):
        store.correct(page.figures[0].id, "stands", "no", "again", "Ines")


# ---- apply
def _correction(of: str, field: str, now: str | None, **more: Any) -> Correction:
    return Correction(id="c", of=of, field=field, was=None, now=now, by="x", at="2031", reason="y", **more)


def test_apply_keeps_the_page_it_is_given() -> None:
    page = made.page_of(made.capture(0))
    before = json.dumps(str(page))
    other = apply(page, [_correction(page.statements[0].id, "act", "deny")])
    assert json.dumps(str(page)) == before
    assert other.statements[0].act == "deny"
    assert other.statements[1] is page.statements[1]


def test_the_last_correction_of_a_field_holds() -> None:
    page = made.page_of(made.capture(0))
    id_ = page.statements[0].id
    two = [_correction(id_, "act", "deny"), _correction(id_, "act", "warn")]
    assert apply(page, two).statements[0].act == "warn"
    assert apply(page, [two[0], replace(two[1], undone_at="2032")]).statements[0].act == "deny"


def test_a_role_keeps_its_words_when_its_holder_is_renamed() -> None:
    page = made.page_of(made.capture(0))
    role: Role = apply(page, [_correction(ANNA, "name", "A. Orlesk"), _correction(ANNA, "type", "group")]).roles[0]
    assert (role.name, role.role, role.status) == ("A. Orlesk", "Minister", "current")


@settings(max_examples=60, deadline=None)
@given(merges=st.lists(st.tuples(st.sampled_from((ANNA, BERO, CATO)), st.sampled_from((ANNA, BERO, CATO))), max_size=5))
def test_apply_ends_whatever_the_merges(merges: list[tuple[str, str]]) -> None:
    page = made.page_of(made.capture(0))
    made_ones = [
        _correction(old, "merge", new, entity=EntityHead(id=new, name=new, type="person")) for old, new in merges
    ]
    assert len(apply(page, made_ones).mentions) == len(page.mentions)


def test_every_field_that_can_be_corrected_is_a_field_of_its_record() -> None:
    page = made.page_of(made.capture(0))
    records: dict[str, object] = {"page": page.article, "statement": page.statements[0], "mention": page.mentions[0]}
    records |= {"story": page, "figure": page.figures[0], "entity": EntityHead(id="", name="", type="person")}
    wrong = [(kind, name) for kind, fields in FIELDS.items() for name in fields if not hasattr(records[kind], name)]
    of_two_pages = [("page", "same_story"), ("page", "other_story")]
    others = [(kind, "stands") for kind in ("statement", "figure")]
    others += [("story", "merge"), ("story", "split"), ("entity", "merge")]
    assert sorted(wrong) == sorted([*of_two_pages, *others])
    assert all(hasattr(page, name) for _, name in of_two_pages)
