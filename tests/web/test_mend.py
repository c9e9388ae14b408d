"""Mending from the line itself, as a browser without scripts does: a form, why, what does not fit, history, undo; and
that it holds when the page is read again."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace
from starlette.testclient import TestClient
from visiting import visitor

from listeningpost import pipeline
from listeningpost.examples import sample_watch
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import MadeBy, Page, Statement
from listeningpost.store import FIELDS, Store, open_store
from listeningpost.web import Desk
from listeningpost.web.pages.mend import CHOICES, _words


@pytest.fixture
def own(sample_file: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(str(shutil.copy(sample_file, tmp_path / "own.db")), now="2026-03-02T00:00:00Z") as store:
        yield store


@pytest.fixture
def browser(own: Store) -> TestClient:
    return visitor(Desk(store=own, by="ann"))


BECAUSE = "the sentence before names them"


def the_denial(store: Store) -> tuple[Page, Statement]:
    """Tolin's denial in The Sorrin Courier: “No Halvenian gun has fired across the line this year”."""
    return next(
        (page, one) for page in store.pages() for one in page.statements
        if page.article.text[slice(*one.content_spans[0])].startswith("No Halvenian gun has fired across the line")
    )


def the_actor(store: Store, name: str) -> str:
    return next(one.id for one in store.entities(name) if one.name == name)


def fill(browser: TestClient, id_: str, field: str, value: str, why: str = BECAUSE) -> html.HtmlElement:
    """The page after the form of a field was filled in and sent, as a browser does it."""
    page = html.fromstring(browser.get(f"/mend/{id_}").text)
    (form,) = page.xpath(f"//form[.//input[@name='field' and @value='{field}']]")
    fields = dict(form.form_values()) | {"value": value, "why": why}
    return sent(browser, form, fields)


def undo(browser: TestClient, id_: str) -> html.HtmlElement:
    """The page after the newest correction that stands was taken back by its button."""
    page = html.fromstring(browser.get(f"/mend/{id_}").text)
    form = page.xpath("//form[.//input[@name='undo']]")[-1]
    return sent(browser, form, dict(form.form_values()))


def sent(browser: TestClient, form: html.HtmlElement, fields: dict[str, str]) -> html.HtmlElement:
    assert form.method == "POST"
    answer = browser.post(form.action, data=fields, headers={"Origin": "http://localhost:8787"})
    if answer.status_code == 303:
        answer = browser.get(answer.headers["location"])
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# ---- a speaker
def test_a_speaker_is_mended_from_the_line_and_holds_when_the_page_is_read_again(
    browser: TestClient, own: Store
) -> None:
    page, denial = the_denial(own)
    article = html.fromstring(browser.get(f"/article/{page.capture.id[:12]}?at={denial.id}").text)
    assert f"/mend/{denial.id}" in article.xpath("//a[@class='mend']/@href")

    done = fill(browser, denial.id, "speaker", "Ghaled Irmash")
    assert "Corrected: speaker was Maresa Tolin, now Ghaled Irmash." in words(done.xpath("//p[@role='status']")[0])
    assert the_denial(own)[1].speaker.entity == the_actor(own, "Ghaled Irmash")

    read = pipeline.page(own.capture(page.capture.id), open_knowledge([sample_watch().pack]), with_model=False)
    assert isinstance(read, Page)
    assert read.statements
    own.write(replace(read, made_by=MadeBy(listeningpost="a later edition", knowledge="k")),
              own.capture(page.capture.id))
    assert own.page(page.capture.id).made_by.listeningpost == "a later edition"
    assert the_denial(own)[1].speaker.name == "Ghaled Irmash"
    assert own.page(page.capture.id, corrected=False).statements[0].speaker.name != "Ghaled Irmash"

    back = undo(browser, denial.id)
    assert "Undone: speaker is Maresa Tolin again." in words(back.xpath("//p[@role='status']")[0])
    assert the_denial(own)[1].speaker.name == "Maresa Tolin"
    (history,) = back.xpath("//ol[contains(@class, 'history')]/li")
    assert "Maresa Tolin → Ghaled Irmash" in words(history)
    assert "ann" in words(history)
    assert "the sentence before names them" in words(history)
    assert "undone" in words(history)
    assert history.xpath(".//button") == []


def test_what_is_no_statement_goes_from_every_page_and_comes_back(browser: TestClient, own: Store) -> None:
    page, denial = the_denial(own)
    article, line = f"/article/{page.capture.id[:12]}", "No Halvenian gun has fired across the line this year"
    marked = f'id="{denial.id}"'
    assert marked in browser.get(article).text
    assert line in browser.get("/").text
    done = fill(browser, denial.id, "stands", "no")
    assert "Corrected: stands was yes, now no." in words(done.xpath("//p[@role='status']")[0])
    assert [form.get("value") for form in done.xpath("//input[@name='field']")] == ["stands"]
    assert browser.get(f"{article}?at={denial.id}").status_code == 200
    assert marked not in browser.get(article).text
    assert line not in browser.get("/").text
    undo(browser, denial.id)
    assert marked in browser.get(article).text
    assert line in browser.get("/").text


def test_somebody_the_store_does_not_know_may_speak_and_nobody(browser: TestClient, own: Store) -> None:
    _, denial = the_denial(own)
    fill(browser, denial.id, "speaker", "Somebody Quite New")
    assert the_denial(own)[1].speaker.name == "Somebody Quite New"
    fill(browser, denial.id, "speaker", "unnamed")
    assert the_denial(own)[1].speaker.anonymous


def test_a_day_is_mended_and_taken_away(browser: TestClient, own: Store) -> None:
    page, denial = the_denial(own)
    fill(browser, denial.id, "said_on", "2022-09-13")
    said = the_denial(own)[1].said_on
    assert said
    assert (said.edtf, said.basis) == ("2022-09-13", "correction")
    fill(browser, denial.id, "said_on", "")
    assert the_denial(own)[1].said_on is None
    fill(browser, page.capture.id[:12], "published", "2022-09-16")
    assert own.page(page.capture.id).article.published.edtf == "2022-09-16"


# ---- an actor
def test_an_actor_is_renamed_wherever_they_are_named(browser: TestClient, own: Store) -> None:
    who = the_actor(own, "Maresa Tolin")
    statement = html.fromstring(browser.get(f"/mend/{the_denial(own)[1].id}").text)
    assert f"/mend/{who}" in statement.xpath("//p[@class='actor']/a/@href")
    fill(browser, who, "name", "Maresa Tolin-Vey")
    assert the_denial(own)[1].speaker.name == "Maresa Tolin-Vey"
    undo(browser, who)
    assert the_denial(own)[1].speaker.name == "Maresa Tolin"


def test_two_actors_become_one_and_are_parted_again(browser: TestClient, own: Store) -> None:
    tolin, irmash = the_actor(own, "Maresa Tolin"), the_actor(own, "Ghaled Irmash")
    fill(browser, tolin, "merge", "Ghaled Irmash", "one person, two names")
    assert the_denial(own)[1].speaker.entity == irmash
    assert own.find(tolin).now == irmash
    undo(browser, irmash)
    assert the_denial(own)[1].speaker.entity == tolin
    assert own.find(tolin).now == tolin


def test_words_are_given_to_another_actor(browser: TestClient, own: Store) -> None:
    tolin, irmash = the_actor(own, "Maresa Tolin"), the_actor(own, "Ghaled Irmash")
    page = html.fromstring(browser.get(f"/mend/{tolin}").text)
    link = page.xpath("//a[text()='this is another']/@href")[0]
    mention = link.rpartition("/")[2]
    fill(browser, mention, "entity", "Ghaled Irmash")
    assert {row.entity for row in own.mentions(irmash) if row.id == mention} == {irmash}
    assert mention not in {row.id for row in own.mentions(tolin)}


def test_actors_of_a_like_name_are_offered(browser: TestClient, own: Store) -> None:
    page = html.fromstring(browser.get(f"/mend/{the_denial(own)[1].id}").text)
    assert "Maresa Tolin" in page.xpath("//datalist[@id='offered']/option/@value")
    assert page.xpath("//input[@name='value' and @list='offered']")


# ---- what does not fit
@pytest.mark.parametrize(
    ("field", "value", "why", "told"),
    [
        ("said_on", "the other day", "x", "Give a date such as 2022-04-29"),
        ("said_on", "2022-09-13", " ", "Say why"),
        ("speaker", "", "x", "Give a text"),
        ("speaker", "Maresa Tolin", "x", ""),
        ("speaker", "x" * 2_001, "x", "2,000 characters at most"),
        ("speaker", "E0000", "x", "names nothing in this store"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_with_what_was_typed(
    browser: TestClient, own: Store, field: str, value: str, why: str, told: str
) -> None:
    _, denial = the_denial(own)
    page = fill(browser, denial.id, field, value, why)
    if not told:
        assert own.counts().corrections == 1  # the same name, now by a person's word
        return
    (fault,) = page.xpath("//strong[@role='alert']")
    assert told in words(fault)
    (form,) = page.xpath(f"//form[.//input[@name='field' and @value='{field}']]")
    (at,) = form.xpath(".//*[@aria-invalid='true']")
    assert fault.get("id") in at.get("aria-describedby").split()
    assert dict(form.form_values())["value"] == (value if len(value) < 2_000 else "")
    assert own.counts().corrections == 0


def test_what_is_typed_never_becomes_markup(browser: TestClient, own: Store) -> None:
    _, denial = the_denial(own)
    evil = '"><script>alert(1)</script><b onload=x>'
    page = fill(browser, denial.id, "speaker", evil, evil)
    assert page.xpath("//script[not(@src)] | //b[@onload]") == []
    assert evil in words(page)


def test_other_words_than_can_be_chosen_are_refused(browser: TestClient, own: Store) -> None:
    _, denial = the_denial(own)
    page = fill(browser, denial.id, "kind", "sung")
    assert "Give one of direct, indirect, mixed" in words(page.xpath("//strong[@role='alert']")[0])


def test_without_the_value_of_the_form_nothing_is_mended(browser: TestClient, own: Store) -> None:
    _, denial = the_denial(own)
    fields = {"field": "speaker", "value": "Somebody", "why": "x"}
    assert browser.post(f"/mend/{denial.id}", data=fields).status_code == 403
    assert own.counts().corrections == 0


@pytest.mark.parametrize("id_", ["ffffffffffff", "ff"])
def test_an_id_of_nothing_has_no_form(browser: TestClient, id_: str) -> None:
    assert browser.get(f"/mend/{id_}").status_code in (400, 404)


def test_what_cannot_be_mended_says_so(browser: TestClient, own: Store) -> None:
    dispute = next(own.links("dispute"))
    page = html.fromstring(browser.get(f"/mend/{dispute.id}").text)  # type: ignore[union-attr]
    assert "Nothing of this can be mended" in words(page)


# ---- every line, every field
def test_every_field_of_the_store_has_words_and_every_choice_is_of_a_field() -> None:
    assert {kind: set(fields) for kind, fields in _words().items()} == {k: set(f) for k, f in FIELDS.items()}
    assert all(field in FIELDS[kind] for kind, field in CHOICES)


def test_everything_on_an_article_leads_to_its_form(browser: TestClient, own: Store) -> None:
    page, _ = the_denial(own)
    things = [one.id for one in (*page.statements, *page.figures, *page.mentions)]
    assert len(things) > 10
    for address in (*things, f"{page.capture.id[:12]}?side=page"):
        article = html.fromstring(browser.get(f"/article/{address}").text)
        link = f"/mend/{address.partition('?')[0]}"
        assert link in article.xpath("//aside//a[@class='mend']/@href")
        answer = browser.get(link)
        assert answer.status_code == 200
        assert re.search(r'<form class="mend"|Nothing of this can be mended', answer.text)


def test_every_cited_line_leads_to_its_form(browser: TestClient) -> None:
    edition = html.fromstring(browser.get("/").text)
    lines = edition.xpath("//article[@data-line]")
    links = [line.xpath(".//a[@class='mend']/@href") for line in lines]
    assert len(lines) > 10
    assert all(len(found) == 1 for found in links)
    for address in {found[0] for found in links}:
        answer = browser.get(address)
        assert answer.status_code == 200
        assert '<form class="mend"' in answer.text
