"""Cursors: where a list goes on, as text that a program hands back unread.

A cursor holds the key of the last row and a digest of it with the list and the filters it is of. The digest keeps
nobody out (the key is no secret): it tells a cursor that was changed, cut short or used with other filters from a sound
one.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

import msgspec

from ..problems import Fault

DIGITS = 16  # bytes of the digest
Key = tuple[str | int, ...]


def cursor_of(key: Sequence[str | int] | None, of: object) -> str | None:
    """The cursor behind a key of the list and filters `of`; None where the list ends."""
    if key is None:
        return None
    text = msgspec.json.encode(key)
    return urlsafe_b64encode(_digest(text, of) + text).decode().rstrip("=")


def key_of(cursor: str | None, of: object) -> Key:
    """The key of a cursor; empty for none. Raises Fault (400) for one that this list did not give."""
    if cursor is None:
        return ()
    try:
        whole = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        text = whole[DIGITS:]
        key = msgspec.json.decode(text, type=Key)
    except (UnicodeEncodeError, binascii.Error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unsound() from error
    if cursor_of(key, of) != cursor:
        raise _unsound()
    return key


def _digest(text: bytes, of: object) -> bytes:
    return sha256(msgspec.json.encode(of) + b"\0" + text).digest()[:DIGITS]


def _unsound() -> Fault:
    return Fault(400, "cursor: not one of this list with these filters; begin again without it", "cursor")
