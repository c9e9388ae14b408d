"""What shows that a visitor may come in, and that a form came from our own page: values derived from one secret.

The secret itself is kept nowhere: keys are made from it once by scrypt (RFC 7914), so that a cookie that was stolen
does not give a weak token away, and every comparison takes the same time. Without a token the keys are random and last
as long as the process.
"""

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

SCRYPT = {"n": 2**14, "r": 8, "p": 1}  # 16 MiB, some 50 ms: once at the start and once for each token offered
SALT = b"listening-post desk 1"
LASTS = 30 * 24 * 3600  # seconds that a pass is good for
TRIES, WITHIN = 5, 60.0  # wrong tokens that one address may offer, and in how many seconds
ADDRESSES = 1_000  # addresses whose wrong tries are remembered


class Keys:
    """Makes and checks passes (who may come in), sessions (one browser) and the values that forms carry."""

    def __init__(self, token: str | None, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._key = _stretched(token) if token else secrets.token_bytes(32)
        self.wants_token = token is not None
        # cookies are shared by all ports of a host: two desks must not overwrite each other's
        self.mark = self._mac("mark")[:8]

    def fits(self, token: str) -> bool:
        """Whether a token is the one of this desk."""
        return self.wants_token and hmac.compare_digest(_stretched(token), self._key)

    def new_pass(self) -> str:
        """A value for the cookie of somebody who gave the token."""
        return self._signed("pass", f"{int(self._clock())}-{secrets.token_hex(16)}")

    def is_pass(self, value: str) -> bool:
        """Whether a cookie is a pass made with this token, not older than LASTS."""
        issued = value.partition("-")[0]
        fresh = issued.isascii() and issued.isdigit() and len(issued) < 12
        return self._is_signed("pass", value) and fresh and int(issued) + LASTS > self._clock()

    def new_session(self) -> str:
        """A value for the cookie of a browser."""
        return self._signed("session", secrets.token_hex(16))

    def is_session(self, value: str) -> bool:
        """Whether a cookie is a session made with these keys."""
        return self._is_signed("session", value)

    def form_value(self, session: str) -> str:
        """What the forms of a session carry."""
        return self._mac("form", session)

    def is_form_value(self, session: str, value: str) -> bool:
        """Whether a form carries what the forms of its session do."""
        return hmac.compare_digest(self.form_value(session).encode(), value.encode())

    def _signed(self, what: str, value: str) -> str:
        return f"{value}.{self._mac(what, value)}"

    def _is_signed(self, what: str, signed: str) -> bool:
        value, _, mac = signed.rpartition(".")
        return hmac.compare_digest(self._mac(what, value).encode(), mac.encode())

    def _mac(self, *parts: str) -> str:
        return hmac.new(self._key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


class Tries:
    """Wrong tokens by address: after TRIES of them within WITHIN seconds the address must wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Seconds until the address may try again; 0 where it may at once."""
        wrong = self._recent(address)
        return 0 if len(wrong) < TRIES else max(1, round(wrong[0] + WITHIN - self._clock()))

    def note(self, address: str) -> None:
        """Note a wrong token from an address."""
        self._wrong[address] = [*self._recent(address), self._clock()]
        self._wrong.move_to_end(address)
        while len(self._wrong) > ADDRESSES:
            self._wrong.popitem(last=False)

    def _recent(self, address: str) -> list[float]:
        since = self._clock() - WITHIN
        return [at for at in self._wrong.get(address, ()) if at > since][-TRIES:]


def _stretched(token: str) -> bytes:
    return hashlib.scrypt(token.encode("utf-8", "surrogateescape"), salt=SALT, dklen=32, **SCRYPT)
