"""Which encoding a body is in: by its byte order mark, its zero bytes, its own label, UTF-8's shape, or a guess."""

import codecs
import re
import tomllib
import unicodedata
from importlib.resources import files
from typing import Any

import charset_normalizer

_TABLE: dict[str, Any] = tomllib.loads((files(__package__) / "tables" / "encodings.toml").read_text(encoding="utf-8"))
_CODECS = {label: codec for codec, labels in _TABLE["labels"].items() for label in labels}
_AMONG: list[str] = _TABLE["guess"]["among"]
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers look at the first 1,024 bytes; pages are found whose label stands later.
_LABEL_WITHIN = 8_192
_LABEL = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_SAMPLE = 65_536
# UTF-8 with a broken byte here and there is UTF-8: so many good characters outside ASCII for each bad byte.
_GOOD_FOR_BAD = 20
_LAST = "cp1252"
# Bytes of plain Latin text, and how much of a body they make where a zero byte among them is a fault of the page.
_PLAIN, _MOSTLY_PLAIN = bytes(range(0x20, 0x7F)), 0.75
_NO_CHARACTER, _LAYOUT = {"Cc", "Cn", "Co", "Cs"}, "\t\n\r\f"


def encoding_of(body: bytes) -> str:
    """The Python codec to decode a body with; one is always found. cp1252 is the last resort, as it is of browsers."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return encoding
    label = _labelled(body)
    if body.isascii():
        return label if label == "iso2022_jp" else _wide(body) or "utf-8"
    return _wide(body) or ("utf-8" if _is_utf8(body) else label or _guessed(body))


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark. In Latin text nearly every other byte of its first part is zero; text of other scripts
    shows in the one order of bytes its blanks and line ends, and nothing that is no character."""
    first = body[: _SAMPLE // 16]
    half = len(first) // 2
    if half < 2 or 0 not in first:
        return None
    even, odd = first[0::2].count(0), first[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return _wide_by_characters(first)


def _wide_by_characters(first: bytes) -> str | None:
    plain = len(first) - len(first.translate(None, _PLAIN))
    if plain > _MOSTLY_PLAIN * len(first) or (not first.isascii() and _is_utf8(first)):
        return None
    even = first[: len(first) // 2 * 2]
    readings = {name: even.decode(name, errors="replace") for name in ("utf-16-le", "utf-16-be")}
    faulty = {name: sum(map(_is_no_character, text)) for name, text in readings.items()}
    best = max(readings, key=lambda name: sum(map(str.isascii, readings[name])) - faulty[name])
    return best if faulty[best] <= 1 + len(readings[best]) // 100 else None


def _is_no_character(char: str) -> bool:
    return char not in _LAYOUT and unicodedata.category(char) in _NO_CHARACTER


def _labelled(body: bytes) -> str | None:
    found = _LABEL.search(body[:_LABEL_WITHIN])
    if found is None:
        return None
    return _CODECS.get((found[1] or found[2]).decode("ascii").lower())


def _is_utf8(body: bytes) -> bool:
    """Whether a body is UTF-8 by its shape. Text in another encoding hardly ever is, so this goes before the label:
    browsers save pages as UTF-8 and leave the old label in."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", errors="replace")
        bad = text.count("\ufffd")
        return sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text))) >= _GOOD_FOR_BAD * bad
    return True


def _guessed(body: bytes) -> str:
    """The likeliest of the encodings a page may be in; of equally likely ones cp1252."""
    sample = body[:_SAMPLE].translate(None, b"\0")  # one zero byte astray hides the letters from it
    matches = charset_normalizer.from_bytes(sample, cp_isolation=_AMONG)
    best = matches.best()
    if best is None:
        return _LAST
    equal = [match for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    return _LAST if any(_LAST in match.could_be_from_charset for match in equal) else best.encoding
