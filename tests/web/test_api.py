"""The API over the sample watch: what it lists, gives, refuses and takes; one table serves and describes it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient
from visiting import visitor

from listeningpost.examples import sample_watch
from listeningpost.schema import Page, Statement
from listeningpost.store import Store, kind_of, open_store
from listeningpost.views import VIEWS, read_watch
from listeningpost.web import Desk
from listeningpost.web.api import ENDPOINTS, document, parts

API = "/api/v1"


@pytest.fixture
def own(sample_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The sample watch in a store that a test may change."""
    with open_store(str(shutil.copy(sample_file, tmp_path / "own.db")), now="2026-03-02T00:00:00Z") as store:
        yield store


def got(reader: TestClient, path: str, **query: Any) -> Any:
    answer = reader.get(API + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def walked(reader: TestClient, path: str, **query: Any) -> list[Any]:
    """All of a list, by its cursors."""
    items, following = [], {}
    while True:
        answer = got(reader, path, **query, **following)
        assert len(answer["items"]) <= query.get("limit", 50)
        items += answer["items"]
        if answer["next"] is None:
            return items
        following = {"cursor": answer["next"]}


def the_denial(store: Store) -> tuple[Page, Statement]:
    """Tolin's denial in The Sorrin Courier: “No Halvenian gun has fired across the line this year”."""
    return next(
        (page, one) for page in store.pages() for one in page.statements
        if page.article.text[slice(*one.content_spans[0])].startswith("No Halvenian gun has fired across the line")
    )


# ---- lists and records
def test_lists_hold_what_the_store_holds(reader: TestClient, sample: Store) -> None:
    counts = sample.counts()
    sizes = {name: len(walked(reader, f"/{name}", limit=37)) for name in
             ("pages", "statements", "figures", "mentions", "actors", "links", "refusals")}
    assert sizes == {
        "pages": counts.pages, "statements": counts.statements, "figures": counts.figures,
        "mentions": counts.mentions, "actors": counts.entities, "links": len(list(sample.links())),
        "refusals": counts.refusals,
    }
    assert min(sizes.values()) >= 1
    (refused,) = got(reader, "/refusals")["items"]
    assert refused["capture"]["source"].endswith("estuary-shell.html")
    assert got(reader, "/about")["counts"] == msgspec.to_builtins(counts)


def test_statements_are_found_by_speaker_words_kind_and_day(reader: TestClient, sample: Store) -> None:
    _, denial = the_denial(sample)
    found = walked(reader, "/statements", speaker="Tolin", words='"No Halvenian gun"', kind="direct")
    assert denial.id in [row["id"] for row in found]
    assert {row["speaker_name"] for row in found} == {"Maresa Tolin"}
    assert walked(reader, "/statements", speaker="Tolin", until="1999-01-01") == []
    assert {row["page"] for row in walked(reader, "/statements", outlet="courier", limit=3)} == {
        row.id for row in sample.page_rows() if row.outlet == "The Sorrin Courier"
    }


def test_a_record_is_what_the_export_says(reader: TestClient, sample: Store) -> None:
    page, denial = the_denial(sample)
    record = got(reader, f"/pages/{page.capture.id[:12]}")
    assert record["capture"]["id"] == page.capture.id
    assert record["article"]["text"] == page.article.text
    assert [one["id"] for one in record["statements"]] == [one.id for one in page.statements]
    assert record["vector"] is None
    one = got(reader, f"/statements/{denial.id}")
    assert one["text"].startswith("No Halvenian gun has fired across the line this year")
    assert one["statement"]["speaker"]["name"] == "Maresa Tolin"
    assert one["page"]["outlet"] == "The Sorrin Courier"
    figure = page.figures[0] if page.figures else next(sample.figures())
    assert got(reader, f"/figures/{figure.id}")["figure"]["id"] == figure.id
    mention = page.mentions[0]
    assert got(reader, f"/mentions/{mention.id}")["text"] == page.article.text[slice(*mention.span)]


def test_the_capture_comes_as_its_bytes_and_is_never_shown_in_place(reader: TestClient, sample: Store) -> None:
    page, _ = the_denial(sample)
    answer = reader.get(f"{API}/pages/{page.capture.id}/capture")
    assert answer.content == sample.capture(page.capture.id).body
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_somebody_is_found_by_name_and_has_roles(reader: TestClient) -> None:
    (tolin,) = walked(reader, "/actors", name="Maresa Tolin")
    assert got(reader, f"/actors/{tolin['id']}") == tolin
    roles = walked(reader, "/roles", actor=tolin["id"])
    assert "spokeswoman" in {role["role"] for role in roles}
    mentions = walked(reader, "/mentions", actor=tolin["id"], limit=2)
    assert len(mentions) == tolin["mentions"]


def test_links_of_every_kind_are_given_by_kind_and_id(reader: TestClient, sample: Store) -> None:
    kinds = {kind_of(link) for link in sample.links()}
    assert kinds >= {"copy", "dispute", "entity", "figure_series", "origin", "story", "utterance"}
    for kind in kinds:
        found = walked(reader, "/links", kind=kind, limit=5)
        assert {link["kind"] for link in found} == {kind}
        assert len(found) == len(list(sample.links(kind)))
        if " " not in (id_ := found[0].get("id", " ")):
            assert got(reader, f"/links/{id_}") == found[0]


@pytest.mark.parametrize("name", list(VIEWS))
def test_every_view_is_answered_as_it_is_on_the_command_line(reader: TestClient, sample: Store, name: str) -> None:
    subjects = {"dossier": "Tolin", "cite": the_denial(sample)[1].id}
    query = {"subject": subjects[name]} if name in subjects else {}
    view = got(reader, f"/views/{name}", **query, limit=500)
    assert view["name"] == name
    assert view["lines"]
    assert name in {one["name"] for one in got(reader, "/views")["items"]}


@pytest.mark.parametrize("name", list(VIEWS))
def test_a_large_store_is_read_in_part_and_the_view_says_so(
    sample: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, denial = the_denial(sample)
    asked = {"dossier": {"subject": "Tolin"}, "cite": {"subject": denial.id}}.get(name, {})
    packs = (str(sample_watch().pack),)
    whole = got(visitor(Desk(store=sample, packs=packs)), f"/views/{name}", **asked, limit=500)
    monkeypatch.setattr(parts, "MOST", 5)
    view = got(visitor(Desk(store=sample, packs=packs)), f"/views/{name}", **asked, limit=500)
    assert view["lines"]
    assert {line["id"] for line in view["lines"]} <= {line["id"] for line in whole["lines"]}
    read = {cite["page"] for line in view["lines"] for cite in (*line["cites"], *line["also"])}
    assert len(read) <= (15 if name == "figures" else 10 if name in parts.OF_LINKS else 5)
    if name not in (*parts.OF_LINKS, "cite", "dossier"):
        assert "older ones not read" in view["notes"][-1]


@pytest.mark.parametrize("query", [
    {"speaker": "Tolin"}, {"about": ["Brennik"]}, {"since": "2022", "until": "2022"},
    {"watch": "brennik", "kind": "deny", "speaker": "Halvenia"},
    {"speaker": "Irmash", "about": ["camps"]},
])
def test_what_is_asked_for_is_found_in_a_large_store(
    sample: Store, query: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(store=sample, watches={"brennik": read_watch(sample_watch().watch)})
    whole = got(visitor(desk), "/views/brief", **query, limit=500)
    monkeypatch.setattr(parts, "MOST", 14)  # one page fewer than there are
    part = got(visitor(desk), "/views/brief", **query, limit=500)
    assert part["lines"] == whole["lines"]


def test_a_view_is_narrowed_by_watch_and_date(reader: TestClient) -> None:
    (watch,) = got(reader, "/watches")["items"]
    assert got(reader, f"/watches/{watch['name']}") == watch["watch"]
    asked = {"watch": watch["name"], "until": "2022", "speaker": "Tolin", "about": ["gun", "graves"]}
    lines = got(reader, "/views/brief", **asked)["lines"]
    assert lines
    assert {line["who"] for line in lines} == {"Maresa Tolin"}


def test_search_and_ids(reader: TestClient, sample: Store) -> None:
    page, denial = the_denial(sample)
    found = got(reader, "/search", q='"Halvenian gun"', limit=5)
    assert denial.id in [line["id"] for line in found["lines"]]
    assert {"outlet", "year"} <= {facet["name"] for facet in found["facets"]}
    assert got(reader, "/search", q='"Halvenian gun"', watch="brennik")["lines"]
    assert got(reader, f"/ids/{denial.id}") == {
        "id": denial.id, "kind": "statement", "now": denial.id, "pages": [page.capture.id]
    }
    assert got(reader, f"/ids/{denial.id}/view")["title"] == f"Statement {denial.id}"


def test_a_question_is_answered_with_cites_or_not_at_all(reader: TestClient, sample: Store) -> None:
    answer = got(reader, "/ask", q="What did Maresa Tolin say about Halvenian guns?")
    assert not answer["abstained"]
    page = sample.page(answer["cites"][0]["page"])
    assert page.article.text[slice(*answer["cites"][0]["span"])] == answer["cites"][0]["quote"]
    assert "gun" in answer["cites"][0]["quote"]
    none = got(reader, "/ask", q="Who won the chess championship of 1972?", within="after:1990", watch="brennik")
    assert (none["abstained"], none["cites"], none["answer"]) == (True, [], None)
    assert reader.get(API + "/ask", params={"q": "?", "watch": "nothing"}).status_code == 422
    assert reader.get(API + "/ask", params={"q": "?!"}).status_code == 422


# ---- cursors
def test_a_list_goes_on_where_it_stood_while_the_store_is_written(own: Store) -> None:
    reader = visitor(Desk(store=own))
    first = got(reader, "/statements", limit=10)
    own.correct(first["items"][0]["id"], "speaker", "Somebody else", "made up", "ann")
    second = got(reader, "/statements", limit=10, cursor=first["next"])
    whole = [row["id"] for row in walked(reader, "/statements")]
    assert [row["id"] for row in (*first["items"], *second["items"])] == whole[:20]


def test_a_list_says_where_it_goes_on_in_a_header_too(reader: TestClient) -> None:
    answer = reader.get(f"{API}/statements", params={"limit": 1, "speaker": "Tolin"})
    link = answer.headers["link"]
    assert link.endswith('>; rel="next"')
    following = reader.get(link.partition(">")[0].removeprefix("<"))
    assert following.json()["items"][0]["id"] not in [row["id"] for row in answer.json()["items"]]


def test_a_cursor_that_was_changed_or_is_of_another_list_is_refused(reader: TestClient) -> None:
    cursor = got(reader, "/statements", limit=3)["next"]
    turned = "A" if cursor[-1] != "A" else "B"
    for wrong in (cursor[:-1], cursor[1:], cursor[:-1] + turned, cursor + "AA", "x", "%00", "é", "=" * 9):
        answer = reader.get(f"{API}/statements", params={"limit": 3, "cursor": wrong})
        assert (answer.status_code, answer.json()["field"]) == (400, "cursor")
    for path, query in (("/figures", {"limit": 3}), ("/statements", {"limit": 4}), ("/statements", {"speaker": "a"})):
        assert reader.get(API + path, params={**query, "cursor": cursor}).status_code == 400


# ---- what a program has already
def test_what_a_program_has_is_not_sent_again_until_something_is_written(own: Store) -> None:
    reader = visitor(Desk(store=own))
    for path in ("/pages", "/views/brief", "/links", "/about", "/openapi.json"):
        tag = reader.get(API + path).headers["etag"]
        again = reader.get(API + path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert reader.get(API + path, headers={"If-None-Match": f'"x", {tag.removeprefix("W/")}'}).status_code == 304
    own.correct(next(own.statements()).id, "speaker", "Somebody else", "made up", "ann")
    assert reader.get(API + "/pages", headers={"If-None-Match": tag}).status_code == 200
    assert reader.get(API + "/pages").headers["etag"] != tag


def test_other_watches_are_another_answer(sample: Store, reader: TestClient) -> None:
    bare = visitor(Desk(store=sample)).get(API + "/views").headers["etag"]
    assert bare != reader.get(API + "/views").headers["etag"]


def test_head_and_compression(reader: TestClient) -> None:
    whole = reader.get(API + "/links", params={"limit": 500}, headers={"Accept-Encoding": "gzip"})
    assert whole.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in whole.headers["vary"].lower()
    head = reader.head(API + "/links", params={"limit": 500})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert "content-encoding" not in reader.get(API + "/health", headers={"Accept-Encoding": "gzip"}).headers


# ---- errors
@pytest.mark.parametrize(
    ("path", "status", "field", "told"),
    [
        ("/nowhere", 404, None, "openapi.json"),
        ("/", 404, None, "openapi.json"),
        ("/pages/ffffffffffff", 404, None, "names nothing in this store"),
        ("/pages/ff", 422, None, "at least 4 characters"),
        ("/pages/" + "f" * 101, 404, "id", "100 characters"),
        ("/views/nothing", 404, "view", "there is no such view"),
        ("/watches/nothing", 404, "watch", "there is no such watch"),
        ("/views/brief?watch=nothing", 422, "watch", "there is no such watch"),
        ("/views/brief?since=yesterday", 422, None, "write a day, a month or a year"),
        ("/views/brief?subject=Tolin", 422, None, "has no subject"),
        ("/views/brief?kind=nothing", 422, None, "there is no such kind"),
        ("/statements?limit=0", 422, "limit", ">= 1"),
        ("/statements?limit=501", 422, "limit", "<= 500"),
        ("/statements?limit=many", 422, "limit", "int"),
        ("/statements?limit=1&limit=2", 422, "limit", "given twice"),
        ("/statements?colour=red", 422, "colour", "no such parameter"),
        ("/statements?since=2024-1-1", 422, "since", "regex"),
        ("/statements?words=!!", 422, None, "give a word to search for"),
        ("/search", 422, None, "q"),
        ("/links?kind=nothing", 422, "kind", "Invalid enum value"),
    ],
)
def test_every_error_has_one_shape(reader: TestClient, path: str, status: int, field: str | None, told: str) -> None:
    answer = reader.get(API + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (said["status"], said["field"], said["type"]) == (status, field, "about:blank")
    assert told in said["detail"]
    assert said["instance"] == API + path.partition("?")[0]
    assert "etag" not in answer.headers


def test_what_cannot_be_done_says_what_can(sample: Store) -> None:
    answer = visitor(Desk(store=sample)).put(API + "/pages")
    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_a_fault_of_ours_shows_nothing_of_itself(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(Store, "counts", broken)
    answer = visitor(Desk(store=sample)).get(API + "/about")
    assert answer.status_code == 500
    assert answer.json()["detail"].startswith("a fault of Listening Post")
    assert "secret" not in answer.text


# ---- mending
def test_a_correction_is_made_listed_and_undone(own: Store) -> None:
    program = visitor(Desk(store=own, by="ann"))
    _, denial = the_denial(own)
    asked = {"id": denial.id, "field": "speaker", "value": "Somebody else", "why": "the byline names them"}
    made = program.post(API + "/corrections", json=asked)
    assert made.status_code == 201
    assert made.json() | asked == made.json() | {"now": "Somebody else"} | asked
    assert (made.json()["by"], made.json()["was"]) == ("ann", "Maresa Tolin")
    one = got(program, f"/statements/{denial.id}")
    assert one["statement"]["speaker"]["name"] == "Somebody else"
    assert [mend["id"] for mend in one["corrections"]] == [made.json()["id"]]
    undone = program.post(f"{API}/corrections/{made.json()['id']}/undo")
    assert undone.json()["undone_at"]
    assert got(program, f"/statements/{denial.id}")["statement"]["speaker"]["name"] == "Maresa Tolin"
    again = program.post(f"{API}/corrections/{made.json()['id']}/undo")
    assert (again.status_code, again.headers["content-type"]) == (409, "application/problem+json")
    assert [mend["id"] for mend in walked(program, "/corrections")] == [made.json()["id"]]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b"{", 400, None),
        (b"\xff", 400, None),
        (b'{"id":"\\ud800"}', 400, None),
        (b"[]", 422, None),
        (b"{}", 422, None),
        (b'{"id":"s000","field":"speaker","why":""}', 422, "why"),
        (b'{"id":"s00000000000","field":"speaker","why":"x","value":"y"}', 404, None),
        (b'{"id":7,"field":"speaker","why":"x"}', 422, "id"),
    ],
)
def test_a_correction_that_cannot_be_made_says_why(own: Store, body: bytes, status: int, field: str | None) -> None:
    program = visitor(Desk(store=own))
    answer = program.post(API + "/corrections", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert own.counts().corrections == 0


def test_a_value_that_does_not_fit_is_named(own: Store) -> None:
    program = visitor(Desk(store=own))
    _, denial = the_denial(own)
    for field, value in (("said_on", "the other day"), ("kind", "sung"), ("colour", "red")):
        asked = {"id": denial.id, "field": field, "value": value, "why": "made up"}
        assert program.post(API + "/corrections", json=asked).status_code == 422
    text = program.post(API + "/corrections", content=b"id=1", headers={"Content-Type": "application/json; x=y"})
    assert text.status_code == 400


# ---- the description
def test_the_description_is_of_what_is_served(reader: TestClient) -> None:
    described = got(reader, "/openapi.json")
    assert described == json.loads(json.dumps(document(ENDPOINTS)))
    assert described["openapi"] == "3.1.0"
    served = {(one.path, one.method.lower()) for one in ENDPOINTS}
    assert {(path, method) for path, item in described["paths"].items() for method in item} == served
    names = [one.name for one in ENDPOINTS]
    assert len(set(names)) == len(names)


def test_everything_the_description_points_to_is_there(reader: TestClient) -> None:
    described = got(reader, "/openapi.json")
    text = json.dumps(described)
    pointed = {part.partition('"')[0] for part in text.split('"$ref": "#/')[1:]}
    assert len(pointed) > 30
    for place in pointed:
        at: Any = described
        for key in place.split("/"):
            at = at[key]
    assert all(name.replace("_", "").isalnum() for name in described["components"]["schemas"])
