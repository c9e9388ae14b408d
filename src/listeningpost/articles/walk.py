"""The source of a page cut into tags and text, each piece with its exact place.

A tolerant reading of the tokenization rules of the HTML standard (section 13.2.5) that keeps offsets and takes time in
proportion to the source, whatever it holds: every pattern below is possessive, so none ever goes back over what it has
read, and an unclosed comment, tag or script runs to the end of the source once, as it does in a browser. In one thing
it is milder than a browser: a title, frame or text area that never ends hides nothing.
"""

import re
import string
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..schema import Span

TokenKind = Literal["open", "close", "text", "raw"]

# Elements whose content is never markup (HTML standard 13.2.5.1 to 13.2.5.6). noscript is missing on purpose: a saved
# page is read as a browser without scripts reads it.
RAW_ELEMENTS = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

_OPENING = frozenset(f"{string.ascii_letters}/!?")  # what stands behind the "<" of markup
_TAG = re.compile(
    r"</?([a-zA-Z][^\s/>]*+)"
    r"((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)*+)>"
)
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+"
)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW_ELEMENTS}
_NAME_LENGTH = 64
_LONGEST_TITLE = 5_000


class Token(NamedTuple):
    """`start`, `end` bound the piece in the source; `attributes` bounds what stands after a tag's name."""

    kind: TokenKind
    name: str
    start: int
    end: int
    attributes: Span = (0, 0)


class Attribute(NamedTuple):
    """A raw attribute value (references not resolved) and its place in the source."""

    value: str
    span: Span


def tokens(source: str) -> Iterator[Token]:
    """The tags, text and raw content of `source`, in order; comments and declarations are left out. Raises nothing."""
    text_start = place = 0
    endless: set[str] = set()
    while (at := _opener(source, place)) >= 0:
        token, place = _markup(source, at)
        if at > text_start:
            yield Token("text", "", text_start, at)
        text_start = place
        if token is None:
            continue
        yield token
        if token.kind == "open" and token.name in RAW_ELEMENTS:
            end, closed = _raw_end(source, token, endless)
            yield Token("raw", token.name, place, end)
            if not closed:
                yield Token("close", token.name, end, end)
            text_start = place = end
    if text_start < len(source):
        yield Token("text", "", text_start, len(source))


def _opener(source: str, place: int) -> int:
    """Where the next markup begins, -1 where there is none."""
    at = source.find("<", place)
    while at >= 0 and source[at + 1 : at + 2] not in _OPENING:
        at = source.find("<", at + 1)
    return at


def _markup(source: str, at: int) -> tuple[Token | None, int]:
    """The tag at `at`, or None for a comment, a declaration or a tag that never ends; and where it ends."""
    if source.startswith("<!--", at):
        return None, _comment_end(source, at)
    tag = _TAG.match(source, at)
    if tag is not None:
        kind: TokenKind = "close" if source[at + 1] == "/" else "open"
        return Token(kind, tag[1][:_NAME_LENGTH].lower(), at, tag.end(), tag.span(2)), tag.end()
    if source[at + 1].isalpha() or source[at + 2 : at + 3].isalpha() and source[at + 1] == "/":
        return None, len(source)
    end = source.find(">", at)
    return None, len(source) if end < 0 else end + 1


def _comment_end(source: str, at: int) -> int:
    """Where the comment at `at` ends; `<!-->` and `<!--->` are whole comments."""
    for whole in ("<!-->", "<!--->"):
        if source.startswith(whole, at):
            return at + len(whole)
    found = _COMMENT_END.search(source, at + 4)
    return found.end() if found else len(source)


def _raw_end(source: str, token: Token, endless: set[str]) -> tuple[int, bool]:
    """Where the raw content after a tag ends, and whether its end tag stands there. Names that have no end tag any more
    are added to `endless`, so that each is looked for once."""
    limit = token.end + _LONGEST_TITLE if token.name == "title" else len(source)
    if token.name not in endless:
        found = _RAW_END[token.name].search(source, token.end, min(limit, len(source)))
        if found:
            return found.start(), True
        if limit >= len(source):
            endless.add(token.name)
    if token.name in ("script", "style"):
        return len(source), True
    return token.end, False


def attributes(source: str, token: Token) -> dict[str, Attribute]:
    """The attributes of a tag by lower-case name; of two with one name the first holds, as the standard has it."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source, *token.attributes):
        group = match.lastindex or 1
        span = match.span(group) if group > 1 else (match.end(), match.end())
        found.setdefault(match[1].lower(), Attribute(source[slice(*span)], span))
    return found
