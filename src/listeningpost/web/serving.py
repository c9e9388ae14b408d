"""How the desk is put on the network: the address, the rules that go with it, and a server that waits for nobody.

uvicorn bounds the time between two requests, not the time that the first line and headers of one may take to arrive, so
PatientProtocol adds that: a client that sends a byte now and then would else hold its connection for ever.
"""

import asyncio
import ipaddress
import secrets
from typing import Any

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

from ..errors import UsageError
from .guard import Rules

HEAD_SECONDS = 10.0  # that the first line and the headers of a request may take
GRACE = 2  # seconds that an answer on its way may take once the desk is to end
AT_ONCE = 128  # connections; more are told to come back
SHORTEST_TOKEN = 12  # characters


def rules_for(host: str, token: str | None, names: tuple[str, ...] = ()) -> Rules:
    """What the guard allows at an address. Raises UsageError for any but loopback without a token, and for a token that
    could be guessed."""
    loopback = is_loopback(host)
    good = secrets.token_urlsafe(18)
    if not loopback and token is None:
        raise UsageError(f"--host {host}: others could read the record; add --token SECRET, such as {good}, or leave "
                         "--host out")
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"--token: {SHORTEST_TOKEN} characters at least; a good one is {good}")
    named = () if _is_address(host) else (host,)
    return Rules(hosts=tuple(name.lower() for name in ("localhost", *named, *names)), loopback=loopback)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


def server_config(app: Any) -> Config:
    """The settings of the server: few connections, short waits, small heads, and no log of what was asked for (a query
    may hold a token, and what a reader searches for is nobody's business)."""
    return Config(
        app, http=PatientProtocol, ws="none", lifespan="off", log_config=None, access_log=False, server_header=False,
        proxy_headers=False, limit_concurrency=AT_ONCE, timeout_keep_alive=5, timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=32_768,
    )


class PatientProtocol(H11Protocol):
    """HTTP/1.1 whose heads must arrive within HEAD_SECONDS."""

    head_seconds = HEAD_SECONDS
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        if self._deadline is None and self._is_idle():
            self._await_head()
        super().data_received(data)
        if self.cycle is not before:
            self._stop_waiting()

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _await_head(self) -> None:
        self._deadline = self.loop.call_later(self.head_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self._is_idle():
            self.transport.close()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
