"""What hostile visitors type: into filters, searches, ids, paths and bodies. Each is answered, none is obeyed;
docs/abuse.md tells the whole list."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from growth import STEEPEST, steepness
from starlette.testclient import TestClient
from visiting import own_page, visitor

from listeningpost.store import Store, open_store
from listeningpost.web import Desk, Keys
from listeningpost.web.api import ENDPOINTS
from listeningpost.web.passes import TRIES

API = "/api/v1"
SQL = (
    "' OR '1'='1", "'; DROP TABLE page; --", '" OR ""="', "1 UNION SELECT record FROM page", "%", "_", "\\",
    "x' AND randomblob(1e9)--", ")) OR 1=1 --", "\x00", "a\x00' OR 1=1",
)
FTS = (
    '"', '""', '"a" OR "b"', "a NEAR b", "text:a", "{text}: a", "a*", "*", "^a", "a AND", "NOT a", "(a", "-a",
    '" AND text MATCH "a', "a" * 500, '"' * 499, "( " * 250,
)
OUTSIDE = (
    "../app.py", "..%2fapp.py", "%2e%2e/app.py", "%2e%2e%2fapp.py", "..\\app.py", "..%5capp.py", "%252e%252e/app.py",
    "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd", "vendor/../../app.py", "....//app.py", "desk.css/../../app.py",
    "desk.css%00.py",
)
LISTS = [one.path for one in ENDPOINTS if one.name.startswith("list_") and one.query.__struct_fields__]


@pytest.fixture
def own(sample_file: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(str(shutil.copy(sample_file, tmp_path / "own.db")), now="2026-03-02T00:00:00Z") as store:
        yield store


def words_of(path: str) -> list[str]:
    """The parameters of a list that take words."""
    fields = next(one for one in ENDPOINTS if one.path == path and one.method == "GET").query.__struct_fields__
    return [name for name in fields if name not in ("limit", "cursor", "since", "until")]


# ---- injection
@pytest.mark.parametrize("path", LISTS)
def test_sql_in_a_filter_is_a_word_like_any_other(reader: TestClient, sample: Store, path: str) -> None:
    before = sample.counts()
    for name in words_of(path):
        for evil in SQL:
            answer = reader.get(API + path, params={name: evil, "limit": 500})
            assert answer.status_code in (200, 422), (name, evil)
            if answer.status_code == 200 and name != "words":  # a search is by the letters in it: the next test
                # words that stand nowhere find nothing: had they been obeyed, they would have found everything
                assert [one for one in answer.json()["items"] if evil.casefold() not in str(one).casefold()] == []
    assert sample.counts() == before


@pytest.mark.parametrize("evil", [*SQL, *FTS])
def test_a_search_is_words_and_never_a_query(reader: TestClient, evil: str) -> None:
    for path, name in (("/search", "q"), ("/statements", "words"), ("/figures", "words")):
        assert reader.get(API + path, params={name: evil}).status_code in (200, 422)


@pytest.mark.parametrize("evil", [*SQL, *FTS])
def test_an_id_is_looked_up_and_never_a_query(reader: TestClient, evil: str) -> None:
    for path in ("/api/v1/ids/{}", "/api/v1/pages/{}", "/api/v1/links/{}", "/article/{}", "/mend/{}"):
        assert reader.get(path.format(quote(evil, safe=""))).status_code in (400, 404, 422)


def test_a_view_is_asked_with_words_and_never_a_query(reader: TestClient) -> None:
    for evil in (*SQL, *FTS):
        for name in ("speaker", "about", "page"):
            assert reader.get(f"{API}/views/brief", params={name: evil}).status_code in (200, 422)


def test_a_correction_holds_what_was_typed_and_nothing_runs(own: Store) -> None:
    program = visitor(Desk(store=own))
    statement = next(own.statements())
    for evil in SQL:
        asked = {"id": statement.id, "field": "speaker", "value": evil, "why": evil}
        assert program.post(f"{API}/corrections", json=asked).status_code in (201, 422)
    assert own.counts().statements > 0
    assert {mend.now for mend in own.corrections()} <= set(SQL)


# ---- paths
@pytest.mark.parametrize("evil", OUTSIDE)
def test_nothing_outside_the_static_files_is_given(reader: TestClient, evil: str) -> None:
    answer = reader.get(f"/static/{evil}")
    assert answer.status_code in (400, 404)
    assert "import" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("evil", OUTSIDE)
def test_an_id_is_no_path(reader: TestClient, evil: str) -> None:
    for path in ("/api/v1/pages/{}/capture", "/api/v1/watches/{}", "/feeds/{}.atom", "/article/{}"):
        answer = reader.get(path.format(evil))
        assert answer.status_code in (400, 404, 422)
        assert "root:" not in answer.text


# ---- bodies
@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 50_000, b'"' + b"\\u0000" * 40_000 + b'"', b"1e400", b"-" * 100_000, b"\xff\xfe{}",
     b'{"id":"' + "\u202e".encode() * 1_000 + b'"}', b"{}" * 100_000, b"9" * 200_000],
)
def test_a_body_made_to_hurt_is_refused(own: Store, body: bytes) -> None:
    program = visitor(Desk(store=own))
    answer = program.post(f"{API}/corrections", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert own.counts().corrections == 0


def test_a_form_of_too_many_fields_is_refused(own: Store) -> None:
    keys = Keys(None)
    visit = visitor(Desk(store=own), keys)
    cookie = {"Cookie": own_page(keys)["Cookie"]}
    answer = visit.post("/mend/x", data={f"field{number}": "x" for number in range(200)}, headers=cookie)
    assert answer.status_code == 400
    files = visit.post("/mend/x", files={"csrf": b"x"}, headers=cookie)
    assert files.status_code == 403


# ---- time
@pytest.mark.parametrize("pump", ['"', '"a ', "a* ", "(", "a\"b ", "é", " ", "a,"])
def test_what_is_searched_for_takes_no_time_like_its_square(reader: TestClient, pump: str) -> None:
    def work(share: float) -> Any:
        words = pump * int(500 / len(pump) * share)
        return [reader.get(f"{API}/search", params={"q": words[:500] or "a"}) for _ in range(4)]

    assert steepness(work) <= STEEPEST


# ---- what is kept
def test_no_answer_may_be_kept_by_others(reader: TestClient) -> None:
    for path in ("/", "/api/v1/pages", "/feeds/brief.atom", "/api/v1/nothing", "/nothing"):
        kept = reader.get(path).headers["cache-control"]
        assert "private" in kept or "no-store" in kept
    assert "public" not in reader.get("/static/desk.css").headers["cache-control"]


def test_a_stolen_cookie_gives_no_token_and_is_of_no_use_to_another_desk(sample: Store) -> None:
    token = "a-secret-of-this-desk"
    keys = Keys(token)
    given = keys.new_pass()
    assert token not in given
    other = visitor(Desk(store=sample), Keys("the-token-of-another"))
    assert other.get("/api/v1/health", headers={"Cookie": f"lp_pass_{keys.mark}={given}"}).status_code == 401


def test_cookies_that_no_browser_sends_open_nothing(sample: Store) -> None:
    keys = Keys("a-secret-of-this-desk")
    name = f"lp_pass_{keys.mark}"
    for cookie in ("=", ";;;", name, f"{name}=", "a=" + "b" * 4_000, "\xff=\xfe", "a=b; " * 500):
        visit = visitor(Desk(store=sample), keys)
        assert visit.get("/api/v1/health", headers={"Cookie": cookie.encode("latin-1")}).status_code == 401


def test_tokens_by_bearer_are_counted_too(sample: Store) -> None:
    visit = visitor(Desk(store=sample), Keys("a-secret-of-this-desk"))
    answers = [visit.get("/api/v1/health", headers={"Authorization": f"Bearer {number}"}).status_code
               for number in range(TRIES + 1)]
    assert answers == [401] * TRIES + [429]
