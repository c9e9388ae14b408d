"""The desk on a real port: clients that take their time, a token that is written nowhere, hostile bytes."""

import asyncio
import contextlib
import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from listeningpost.store import Store
from listeningpost.web import Desk, Keys, make_app, rules_for, server_config
from listeningpost.web.serving import AT_ONCE, PatientProtocol

TOKEN = "a-secret-of-this-desk"
READY = 60.0  # seconds that a loaded machine may take to open a port


class Hasty(PatientProtocol):
    """Gives up at once on who does not ask."""

    head_seconds = 0.5


@contextlib.contextmanager
def served(desk: Desk, token: str | None = None, protocol: type[PatientProtocol] = PatientProtocol) -> Iterator[int]:
    """A desk on a free port, as `serve` opens it."""
    config = server_config(make_app(desk, Keys(token), rules_for("127.0.0.1", token)))
    config.http = protocol
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
        thread.start()
        until = time.monotonic() + READY
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(READY)


def said(port: int, request: bytes) -> bytes:
    """All that the desk says to these bytes until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=READY) as client:
        client.sendall(request)
        found = b""
        while part := client.recv(65_536):
            found += part
        return found


def request(path: str, *headers: str) -> bytes:
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", "")).encode()


@pytest.fixture
def port(sample: Store) -> Iterator[int]:
    with served(Desk(store=sample)) as opened:
        yield opened


def test_the_server_says_nothing_of_itself(port: int) -> None:
    answer = said(port, request("/api/v1/health"))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"\r\nserver:" not in answer.lower()


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
        b"Connection: close\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    ],
)
def test_malformed_requests_are_answered_with_a_refusal_or_nothing(port: int, hostile: bytes) -> None:
    answer = said(port, hostile)
    assert answer == b"" or answer.split()[1][:1] == b"4"
    assert said(port, request("/api/v1/health")).startswith(b"HTTP/1.1 200 ")


def test_who_connects_and_says_nothing_is_let_go(sample: Store) -> None:
    with served(Desk(store=sample), protocol=Hasty) as port:
        assert said(port, b"") == b""
        assert said(port, b"GET / HTTP/1.1\r\nHost: loc") == b""


def test_who_drips_its_headers_is_let_go_and_does_not_win_time_with_each_byte(sample: Store) -> None:
    def drip(slow: socket.socket) -> None:
        slow.sendall(b"GET / HTTP/1.1\r\n")
        for _ in range(1_000):
            slow.sendall(b"X-A: b\r\n")
            time.sleep(0.05)

    with (
        served(Desk(store=sample), protocol=Hasty) as port, socket.create_connection(("127.0.0.1", port)) as slow,
        pytest.raises(OSError, match=r"reset|[Pp]ipe"),
    ):
        drip(slow)


def test_more_visitors_than_the_desk_has_room_for_are_told_so(port: int) -> None:
    waiting = [socket.create_connection(("127.0.0.1", port)) for _ in range(AT_ONCE)]
    try:
        answers = {said(port, request("/api/v1/health")).split()[1] for _ in range(3)}
    finally:
        for one in waiting:
            one.close()
    assert answers == {b"503"}


def test_the_token_is_written_nowhere(sample: Store, capfd: pytest.CaptureFixture[str],
                                      caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with served(Desk(store=sample), TOKEN) as port:
        opened = said(port, request(f"/?token={TOKEN}"))
        said(port, request("/api/v1/pages", f"Authorization: Bearer {TOKEN}"))
        said(port, request(f"/nothing?token={TOKEN}x"))
        said(port, f"GET /?token={TOKEN} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode())
    assert opened.startswith(b"HTTP/1.1 303 ")
    assert TOKEN.encode() not in opened
    out, err = capfd.readouterr()
    assert TOKEN not in out + err + caplog.text
