"""What the guard lets through and what it turns away; docs/abuse.md names these tests."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from visiting import own_page, visitor

from listeningpost.errors import UsageError
from listeningpost.store import Store
from listeningpost.web import Desk, Keys, rules_for
from listeningpost.web.guard import HEADERS, Guard, Rules
from listeningpost.web.passes import LASTS, TRIES, WITHIN, Tries

TOKEN = "a-secret-of-this-desk"


@pytest.fixture
def shut(sample: Store) -> TestClient:
    """A desk that was opened to others with a token."""
    return visitor(Desk(store=sample), Keys(TOKEN), rules_for("0.0.0.0", TOKEN, ("desk.example",)))


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


# ---- headers
@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/static/desk.css", "/nothing", "/api/v1/nothing"])
def test_every_answer_has_the_headers_that_bind_a_browser(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    kept = {name: value for name, value in HEADERS.items() if name != "Cache-Control"}
    assert {name: answer.headers.get(name) for name in kept} == kept
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cache-control"]


def test_a_browser_is_told_nothing_that_it_complains_of_elsewhere(shut: TestClient) -> None:
    opener = "cross-origin-opener-policy"
    assert opener in shut.get("/enter", headers={"Host": "localhost:1"}).headers
    assert opener not in shut.get("/enter", headers={"Host": "192.0.2.7:8787"}).headers


def test_what_was_asked_of_other_origins_is_never_allowed(reader: TestClient) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = reader.options("/api/v1/corrections", headers=headers)
    assert answer.status_code == 405
    assert [name for name in answer.headers if name.startswith("access-control")] == []


# ---- the host
@pytest.mark.parametrize("host", ["localhost", "localhost:9", "127.0.0.1:8787", "[::1]:8787", "[::1]", "127.8.8.8"])
def test_the_desk_is_asked_for_as_this_machine(reader: TestClient, host: str) -> None:
    assert reader.get("/api/v1/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8787", "192.0.2.7", "localhost.evil.example", "", "::", "[", "a:b:c"]
)
def test_another_name_pointed_at_us_is_turned_away(reader: TestClient, host: str) -> None:
    answer = reader.get("/api/v1/health", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_desk_for_others_goes_by_addresses_and_its_own_names(shut: TestClient) -> None:
    asked = {host: shut.get("/enter", headers={"Host": host}).status_code
             for host in ("192.0.2.7:8787", "desk.example", "DESK.example:80", "evil.example")}
    assert asked == {"192.0.2.7:8787": 401, "desk.example": 401, "DESK.example:80": 401, "evil.example": 421}


# ---- the token
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example"])
def test_others_are_let_in_only_with_a_token_that_cannot_be_guessed(host: str) -> None:
    with pytest.raises(UsageError, match="add --token SECRET"):
        rules_for(host, None)
    with pytest.raises(UsageError, match="12 characters at least"):
        rules_for(host, "short")
    assert not rules_for(host, TOKEN).loopback
    assert rules_for("127.0.0.1", None).loopback


@pytest.mark.parametrize("path", ["/", "/article/abcd", "/api/v1/pages", "/api/v1/openapi.json", "/nothing"])
def test_without_the_token_nothing_is_shown(shut: TestClient, path: str) -> None:
    answer = shut.get(path)
    assert answer.status_code == 401
    assert "Brennik" not in answer.text
    if path.startswith("/api/"):
        assert answer.json()["status"] == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    else:
        assert 'name="token"' in answer.text


def test_the_style_may_be_had_by_whoever_is_asked_for_the_token(shut: TestClient) -> None:
    assert shut.get("/static/desk.css").status_code == 200
    assert shut.get("/static/../app.py").status_code in (401, 404)


def test_a_link_with_the_token_opens_the_desk_and_leaves_no_token_behind(shut: TestClient) -> None:
    answer = shut.get(f"/?speaker=Irmash&token={TOKEN}&watch=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?speaker=Irmash&watch="
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert answer.headers["cache-control"] == "no-store"
    assert TOKEN not in cookie + answer.headers["location"] + answer.text
    assert shut.get("/").status_code == 200


def test_the_form_opens_the_desk_and_leads_on(shut: TestClient) -> None:
    answer = shut.post("/enter", data={"token": TOKEN, "next": "/?speaker=Irmash"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?speaker=Irmash")
    assert shut.get("/api/v1/health").status_code == 200


@pytest.mark.parametrize(
    "way", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/\n/x", ""]
)
def test_the_form_leads_nowhere_else(shut: TestClient, way: str) -> None:
    answer = shut.post("/enter", data={"token": TOKEN, "next": way})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "evil" not in shut.get("/enter", params={"next": way}).text


def test_the_form_says_that_a_token_is_wrong(shut: TestClient) -> None:
    answer = shut.post("/enter", data={"token": "a-secret-of-another"})
    assert answer.status_code == 403
    assert "not the token" in answer.text
    assert "set-cookie" not in answer.headers


def test_programs_send_the_token_as_bearer(shut: TestClient) -> None:
    def asked(value: str) -> int:
        return shut.get("/api/v1/health", headers={"Authorization": value}).status_code

    assert asked(f"Bearer {TOKEN}") == 200
    assert asked(f"bearer {TOKEN}") == 200
    assert [asked(value) for value in ("Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN)] == [401] * 4


def test_after_some_wrong_tokens_an_address_must_wait() -> None:
    clock = Clock()
    tries = Tries(clock)
    for _ in range(TRIES):
        assert tries.wait("192.0.2.1") == 0
        tries.note("192.0.2.1")
    assert 0 < tries.wait("192.0.2.1") <= WITHIN
    assert tries.wait("192.0.2.2") == 0
    clock.now += WITHIN + 1
    assert tries.wait("192.0.2.1") == 0


def test_who_tries_tokens_is_told_to_wait_and_the_right_one_waits_too(shut: TestClient) -> None:
    answers = [shut.post("/enter", data={"token": f"wrong {number}"}).status_code for number in range(TRIES + 1)]
    assert answers == [403] * TRIES + [429]
    late = shut.post("/enter", data={"token": TOKEN})
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) > 0


def test_many_addresses_do_not_fill_the_memory() -> None:
    tries = Tries(Clock())
    for number in range(5_000):
        tries.note(f"address {number}")
    assert len(tries._wrong) == 1_000


def test_a_pass_is_made_from_the_token_cannot_be_made_up_and_grows_old() -> None:
    clock = Clock()
    keys = Keys(TOKEN, clock)
    given = keys.new_pass()
    assert keys.is_pass(given)
    assert not Keys("another-token", clock).is_pass(given)
    forged = [given[:-1], given[:-1] + ("0" if given[-1] != "0" else "1"), "", ".", "9" * 11 + given[10:], "x" * 10_000]
    assert [keys.is_pass(value) for value in forged] == [False] * len(forged)
    assert Keys(TOKEN, clock).is_pass(given)  # a desk that was opened again with the same token knows its readers
    clock.now += LASTS + 1
    assert not keys.is_pass(given)


def test_sessions_and_passes_do_not_stand_for_each_other() -> None:
    keys = Keys(TOKEN)
    assert not keys.is_pass(keys.new_session())
    assert not keys.is_session(keys.new_pass())
    one, other = keys.new_session(), keys.new_session()
    assert keys.is_form_value(one, keys.form_value(one))
    assert not keys.is_form_value(one, keys.form_value(other))


# ---- what changes something
def test_a_page_of_another_origin_changes_nothing(sample: Store) -> None:
    keys = Keys(None)
    visit = visitor(Desk(store=sample), keys)
    form = {"content": b"id=s1", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
    before = sample.generation()
    evil = [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:9999"},
    ]
    for headers in evil:
        assert visit.post("/api/v1/corrections", json={}, headers={**own_page(keys), **headers}).status_code == 403
        assert visit.post("/", headers={**headers, **form["headers"]}, content=form["content"]).status_code == 403
    assert sample.generation() == before


def test_a_form_without_the_value_of_its_session_changes_nothing(sample: Store) -> None:
    keys, others = Keys(None), Keys(None)
    visit = visitor(Desk(store=sample), keys)
    own, foreign = own_page(keys), own_page(keys)
    mixed = {"Cookie": own["Cookie"], "X-CSRF-Token": foreign["X-CSRF-Token"]}
    for headers in ({}, {"Cookie": own["Cookie"]}, {"X-CSRF-Token": own["X-CSRF-Token"]}, mixed, own_page(others)):
        assert visit.post("/", headers=headers, data={"a": "b"}).status_code == 403
    assert visit.post("/", headers={"Cookie": own["Cookie"]}, data={"csrf": own["X-CSRF-Token"]}).status_code == 405


def test_a_program_on_this_machine_needs_no_form(sample: Store) -> None:
    visit = visitor(Desk(store=sample))
    assert visit.post("/api/v1/corrections", json={}).status_code == 422
    text = {"Content-Type": "text/plain"}  # what another page's form could send without asking first
    assert visit.post("/api/v1/corrections", content=b"{}", headers=text).status_code == 403
    assert visit.post("/api/v1/corrections", json={}, headers={"Cookie": "a=b"}).status_code == 403


def test_a_pass_alone_changes_nothing_but_a_bearer_does(shut: TestClient) -> None:
    shut.get(f"/?token={TOKEN}")
    assert shut.post("/api/v1/corrections", json={}).status_code == 403
    shut.cookies.clear()
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert shut.post("/api/v1/corrections", json={}, headers=bearer).status_code == 422


def test_a_page_gives_its_forms_a_value_and_the_browser_the_session_of_it(sample: Store) -> None:
    reader = visitor(Desk(store=sample))
    cookie = reader.get("/").headers["set-cookie"]
    assert cookie.startswith("lp_session_")
    assert "HttpOnly; SameSite=Strict" in cookie
    assert "set-cookie" not in reader.get("/").headers
    assert "set-cookie" not in reader.get("/api/v1/health").headers


# ---- sizes
@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/" + "a" * 2_048, {}, 414),
        ("/?q=" + "a" * 8_192, {}, 414),
        ("/", {"X-Long": "a" * 17_000}, 431),
        ("/article/%00", {}, 400),
        ("/api/v1/statements/%0d%0aSet-Cookie:x", {}, 400),
    ],
)
def test_giant_and_malformed_requests_end_at_the_door(
    reader: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = reader.get(path, headers=headers)
    assert answer.status_code == status
    assert "x" not in answer.cookies


def test_a_giant_body_is_not_read(reader: TestClient) -> None:
    assert reader.post("/api/v1/corrections", content=b" " * 262_145).status_code == 413

    def endless() -> Any:
        for _ in range(1_000):
            yield b"[" * 1_000

    json = {"Content-Type": "application/json"}
    assert reader.post("/api/v1/corrections", content=endless(), headers=json).status_code == 413
    assert reader.post("/", headers={"Content-Length": "-5"}).status_code == 413


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "x" * 50])
def test_other_methods_are_not_understood(reader: TestClient, method: str) -> None:
    answer = reader.request(method, "/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


# ---- clients that take their time
Message = MutableMapping[str, Any]


def answered(receive: Callable[[], Awaitable[Message]], **more: Any) -> list[Message]:
    """What the guard answers to a request whose body comes by `receive`."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"localhost"), (b"content-length", b"5")], "scheme": "http",
    }
    guard = Guard(PlainTextResponse("in"), Keys(None), Rules(body_seconds=0.01))
    asyncio.run(guard({**scope, **more}, receive, send))
    return sent


def test_a_body_that_never_comes_is_not_waited_for() -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    assert answered(never)[0]["status"] == 408


def test_a_body_that_is_cut_short_is_refused() -> None:
    async def cut() -> Message:
        return {"type": "http.disconnect"}

    assert answered(cut)[0]["status"] == 400


def test_a_socket_is_closed() -> None:
    async def opened() -> Message:
        return {"type": "websocket.connect"}

    assert answered(opened, type="websocket") == [{"type": "websocket.close", "code": 1008}]
