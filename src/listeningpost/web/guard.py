"""What every request passes before a page or the API sees it: a pure ASGI layer that needs nothing of the pages.

In this order: sizes, the host that was asked for, the token, the body within its size and time, and for every method
that changes something the proof that the request came from our own page. What is refused is answered here. Every
answer, ours or a page's, gets the headers of HEADERS unless it has its own.
"""

import asyncio
import ipaddress
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..schema import Record
from .entering import entered, entry_form, is_local
from .passes import LASTS, Keys, Tries
from .problems import Fault, answer, is_for_programs

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not no-referrer: under that, browsers send forms with the origin "null" (Fetch, "append a request Origin header")
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cache-Control": "private, no-cache",
}
ONLY_TRUSTED = frozenset({"Cross-Origin-Opener-Policy"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
FORM = "application/x-www-form-urlencoded"
ENTER = "/enter"
OPEN = ("/static/", ENTER)  # what may be had without a token: no word of the store
FORM_FIELD, FORM_HEADER = "csrf", "x-csrf-token"


class Rules(Record, frozen=True):
    """What the guard allows. `hosts` are the names the desk may be asked for beside the addresses: a page elsewhere
    can point its own name at our address, but cannot make a browser ask for ours. `loopback` lets in only addresses of
    this machine. Sizes are bytes, `body_seconds` the time a body may take to arrive."""

    hosts: tuple[str, ...] = ("localhost",)
    loopback: bool = True
    path: int = 2_048
    query: int = 8_192
    headers: int = 16_384
    body: int = 262_144
    body_seconds: float = 10.0


class Guard:
    """The layer round an application."""

    def __init__(self, app: ASGIApp, keys: Keys, rules: Rules | None = None, tries: Tries | None = None) -> None:
        self.app, self.keys, self.rules, self.tries = app, keys, rules or Rules(), tries or Tries()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        send = _with_headers(scope, send)
        try:
            return await self._passed(scope, receive, send)
        except Fault as fault:
            return await answer(fault, scope["path"])(scope, receive, send)

    async def _passed(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Incoming(scope)
        check_sizes(asked, self.rules)
        check_host(asked, self.rules)
        if "token" in asked.query and scope["method"] in SAFE and self.keys.wants_token:
            return await self._enter(asked, dict(asked.query)["token"], _without_token(asked))(scope, receive, send)
        if scope["method"] not in SAFE:
            receive = await self._taken(asked, receive)
        if self.keys.wants_token and scope["path"] == ENTER:
            return await self._form(asked)(scope, receive, send)
        if not self._may_enter(asked):
            return await self._shut(asked)(scope, receive, send)
        send = self._in_session(asked, send)
        return await self.app(scope, receive, send)

    # ---- who comes in
    def _may_enter(self, asked: "Incoming") -> bool:
        if not self.keys.wants_token or asked.path.startswith(OPEN):
            return True
        bearer = asked.bearer
        if bearer is None:
            return self.keys.is_pass(asked.cookies.get(f"lp_pass_{self.keys.mark}", ""))
        return self._fits(asked, bearer)

    def _fits(self, asked: "Incoming", token: str) -> bool:
        """Whether a token fits; a wrong one is noted. Raises Fault where too many were wrong."""
        if wait := self.tries.wait(asked.address):
            raise Fault(429, f"too many wrong tokens; try again in {wait} s", headers={"Retry-After": str(wait)})
        fits = self.keys.fits(token)
        if not fits:
            self.tries.note(asked.address)
        return fits

    def _enter(self, asked: "Incoming", token: str, way: str) -> Response:
        """A pass for whoever gives the token, and the way on without it, so that it stays in no history."""
        if not self._fits(asked, token):
            return entry_form(way, wrong=True)
        cookie = f"lp_pass_{self.keys.mark}={self.keys.new_pass()}; Max-Age={LASTS}"
        return entered(way, _cookie(cookie, asked))

    def _form(self, asked: "Incoming") -> Response:
        fields = asked.fields if asked.method == "POST" else dict(asked.query)
        way = fields.get("next", "/") if is_local(fields.get("next", "/")) else "/"
        if asked.method != "POST":
            return entry_form(way)
        check_origin(asked)
        return self._enter(asked, fields.get("token", ""), way)

    def _shut(self, asked: "Incoming") -> Response:
        if is_for_programs(asked.path):
            raise Fault(401, "this desk wants its token: send it as `Authorization: Bearer TOKEN`",
                        headers={"WWW-Authenticate": 'Bearer realm="listening-post"'})
        return entry_form(asked.target if asked.method in SAFE else "/")

    # ---- what changes something
    async def _taken(self, asked: "Incoming", receive: Receive) -> Receive:
        """The body, read whole and given again, once it is shown to come from our own page or from a program."""
        asked.body = await _body(asked, receive, self.rules)
        if asked.path != ENTER and not (self.keys.wants_token and asked.bearer is not None):
            self._check_source(asked)
        return _again(asked.body, receive)

    def _check_source(self, asked: "Incoming") -> None:
        """Raises Fault (403) for a request that another page may have sent, by origin and by what only ours know."""
        check_origin(asked)
        if asked.is_program:
            return
        session = asked.cookies.get(f"lp_session_{self.keys.mark}", "")
        given = asked.headers.get(FORM_HEADER) or asked.fields.get(FORM_FIELD, "")
        if not (self.keys.is_session(session) and self.keys.is_form_value(session, given)):
            raise Fault(403, "this form is old, or was not made by this desk; go back, load the page again and repeat")

    def _in_session(self, asked: "Incoming", send: Send) -> Send:
        """Gives pages the value that their forms must carry (`request.state.csrf`), and browsers the cookie that goes
        with it."""
        name = f"lp_session_{self.keys.mark}"
        session = asked.cookies.get(name, "")
        known = self.keys.is_session(session)
        session = session if known else self.keys.new_session()
        asked.scope.setdefault("state", {})["csrf"] = self.keys.form_value(session)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and not known:
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", _cookie(f"{name}={session}", asked))
            await send(message)

        return sent


class Incoming:
    """What a request asks, read once."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.body = scope, b""
        self.method, self.path = str(scope["method"]), str(scope["path"])
        self.headers = Headers(scope=scope)
        self.address = str((scope.get("client") or ("",))[0])
        self.query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))

    @property
    def target(self) -> str:
        """The path and query as they were asked."""
        query = self.scope["query_string"].decode("latin-1")
        return self.path + (f"?{query}" if query else "")

    @property
    def cookies(self) -> Mapping[str, str]:
        """The cookies; none where they cannot be read."""
        try:
            return {name: morsel.value for name, morsel in SimpleCookie(self.headers.get("cookie", "")).items()}
        except CookieError:
            return {}

    @property
    def bearer(self) -> str | None:
        """The token of the Authorization header."""
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" else None

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a form. Raises Fault for a body of another kind."""
        if self.media_type != FORM:
            return {}
        try:
            return dict(parse_qsl(self.body.decode(), keep_blank_values=True, max_num_fields=100))
        except ValueError as error:
            raise Fault(400, f"the form cannot be read: {error}") from error

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_program(self) -> bool:
        """Whether no browser can have been made to send this: browsers name the origin and send no JSON unasked (the
        CORS protocol asks first, and nothing here answers that)."""
        plain = not {"origin", "sec-fetch-site", "cookie"} & set(self.headers.keys())
        return plain and is_for_programs(self.path) and (not self.body or self.media_type == "application/json")


# ---- checks; each raises Fault
def check_sizes(asked: Incoming, rules: Rules) -> None:
    """Raises Fault for a method, path, query or headers that no page of ours is asked with."""
    if asked.method not in METHODS:
        raise Fault(405, f"{asked.method}: not understood here", headers={"Allow": ", ".join(sorted(METHODS))})
    if len(asked.scope.get("raw_path") or asked.path) > rules.path or len(asked.scope["query_string"]) > rules.query:
        raise Fault(414, f"the address is too long: {rules.path:,} bytes of path and {rules.query:,} of query at most")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in asked.path):
        raise Fault(400, "the address holds a control character")
    if sum(len(name) + len(value) for name, value in asked.scope["headers"]) > rules.headers:
        raise Fault(431, f"the headers are too long: {rules.headers:,} bytes at most")


def check_host(asked: Incoming, rules: Rules) -> None:
    """Raises Fault where the name asked for is none of ours: some page's own name pointed at our address (DNS
    rebinding). An address itself cannot be so pointed."""
    named = asked.headers.getlist("host")
    name = _name_of(named[0]) if len(named) == 1 else ""
    if name in rules.hosts or _is_address(name.strip("[]"), loopback=rules.loopback):
        return
    raise Fault(421, f"this desk does not go by the name {name[:100] or '(none)'}; name it with --host-name")


def check_origin(asked: Incoming) -> None:
    """Raises Fault where a browser says that another page sent this."""
    origin, site = asked.headers.get("origin"), asked.headers.get("sec-fetch-site")
    ours = {f"{scheme}://{asked.headers.get('host', '')}".lower() for scheme in ("http", "https")}
    if (origin is not None and origin.lower() not in ours) or site not in (None, "same-origin", "none"):
        raise Fault(403, "this was sent by a page of another origin")


def _name_of(host: str) -> str:
    """A host without its port, in small letters."""
    name, _, port = host.lower().rpartition(":")
    return name if port.isdigit() else host.lower()


def _is_address(name: str, *, loopback: bool) -> bool:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or not loopback


# ---- bodies
async def _body(asked: Incoming, receive: Receive, rules: Rules) -> bytes:
    length = asked.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > rules.body:
        raise Fault(413, f"the body is too long: {rules.body:,} bytes at most")
    body = bytearray()
    try:
        async with asyncio.timeout(rules.body_seconds):
            while (message := await receive())["type"] == "http.request":
                body += message.get("body", b"")
                if len(body) > rules.body:
                    raise Fault(413, f"the body is too long: {rules.body:,} bytes at most")
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError as error:
        raise Fault(408, "the body took too long to arrive", headers={"Connection": "close"}) from error
    raise Fault(400, "the body was cut short")


def _again(body: bytes, receive: Receive) -> Receive:
    waiting = [body]

    async def given() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return given


# ---- answers
def _with_headers(scope: Scope, send: Send) -> Send:
    """The headers of every answer. Browsers complain of those of ONLY_TRUSTED that come unencrypted from elsewhere."""
    host = _name_of(Headers(scope=scope).get("host", ""))
    trusted = scope.get("scheme") == "https" or host == "localhost" or _is_address(host.strip("[]"), loopback=True)
    given = {name: value for name, value in HEADERS.items() if trusted or name not in ONLY_TRUSTED}

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in given.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


def _without_token(asked: Incoming) -> str:
    rest = urlencode([(name, value) for name, value in asked.query.items() if name != "token"])
    return asked.path + (f"?{rest}" if rest else "")


def _cookie(cookie: str, asked: Incoming) -> str:
    secure = "; Secure" if asked.scope.get("scheme") == "https" else ""
    return f"{cookie}; Path=/; HttpOnly; SameSite=Strict{secure}"
