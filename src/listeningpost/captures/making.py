"""A body of bytes becomes a capture, or a refusal with what to do about it."""

import gzip
import hashlib
import io
import shlex
import zlib

from ..errors import Refusal
from ..schema import Capture, CaptureHead, RefusalNote, RefusedPage
from ..spans import decode
from .encodings import encoding_of
from .kinds import Kind, begins_like_data, binary, data_of, kind_of, media_type_of

# The largest page taken, before and after unpacking. Pages of the open web stay under a few MiB.
LARGEST = 32 * 1024 * 1024
_GZIP = b"\x1f\x8b"
# How much of a body is decoded to see whether it is HTML.
_SNIFFED = 262_144


def capture(body: bytes, source: str, taken_at: str | None = None) -> Capture:
    """The capture of one body as it was read (packed or not). Raises Refusal for a body that holds no page text."""
    container = None
    if body.startswith(_GZIP):
        body, container = _unpacked(body), "gzip"
    if not body.strip():
        raise Refusal("captures", "it is empty")
    if kind := kind_of(body):
        raise _no_page(kind, source)
    encoding = encoding_of(body)
    if kind := binary(body, encoding):
        raise _no_page(kind, source)
    first = decode(body[:_SNIFFED], encoding)
    if begins_like_data(first) and (kind := data_of(decode(body, encoding))):
        raise _no_page(kind, source)
    head = CaptureHead(
        id=hashlib.sha256(body).hexdigest(), source=source, encoding=encoding, container=container,
        media_type=media_type_of(first, source), taken_at=taken_at,
    )
    return Capture(head=head, body=body)


def _no_page(kind: Kind, source: str) -> Refusal:
    return Refusal("captures", f"it is {kind.name}; {kind.advice.format(name=shlex.quote(source))}")


def _unpacked(body: bytes) -> bytes:
    """The content of a gzip file, never more than LARGEST of it in memory. Raises Refusal."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            content = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refusal("captures", f"its gzip packing is damaged ({error}); fetch or copy it again") from error
    if len(content) > LARGEST:
        raise too_large()
    return content


def too_large() -> Refusal:
    """The refusal of a body past LARGEST."""
    return Refusal("captures", f"it is larger than {LARGEST // 1024 // 1024} MiB; cut it into pages and add those")


def refused(refusal: Refusal, source: str, body: bytes | None) -> RefusedPage:
    """A refusal to keep. Its id is the sha256 of the bytes read, or, where there are none, of the source's name."""
    seen = body if body else f"captures\0{source}".encode()
    kind = kind_of(body) if body else None
    head = CaptureHead(
        id=hashlib.sha256(seen).hexdigest(), source=source, encoding="utf-8",
        media_type=kind.media_type if kind else "application/octet-stream",
    )
    return RefusedPage(capture=head, refusal=RefusalNote(room=refusal.room, reason=refusal.reason))
