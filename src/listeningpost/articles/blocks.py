"""The visible text of an HTML page, cut into blocks and lines, with what the page says about each part of itself."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ..errors import Refusal
from ..schema import MapRow, Span
from ..spans import trimmed
from . import elements
from .offsets import Writer
from .walk import Attribute, Token, attributes, tokens

# As deep as browsers nest elements; what stands deeper is read as if it stood at that depth.
DEEPEST = 512
# Over ten times the tags of the largest of the 1,600 news pages this was tried on.
MOST_TAGS = 200_000


class Block(NamedTuple):
    """A stretch of text between two block breaks. `links` counts its characters inside links; blocks of one `parent`
    stand in the same element."""

    start: int
    end: int
    element: str
    areas: frozenset[str]
    links: int
    parent: int = 0


class Mark(NamedTuple):
    """An element that says what its text is: a heading, a time, an author. `span` is in article space, None if none."""

    element: str
    areas: frozenset[str]
    span: Span | None
    attributes: Mapping[str, Attribute]
    around: frozenset[str]


class Walked(NamedTuple):
    """All that one walk over the source gives. Spans of blocks, lines and marks are in article space."""

    text: str
    rows: list[MapRow]
    blocks: list[Block]
    lines: list[Span]
    marks: list[Mark]
    metas: list[Mapping[str, Attribute]]
    links: list[Mapping[str, Attribute]]
    scripts: list[Span]
    title: Span | None
    language: str | None
    tags: int
    depth: int


class _Entry(NamedTuple):
    """An open element."""

    name: str
    areas: frozenset[str]
    own: frozenset[str]
    hidden: bool
    link: bool
    pre: bool
    start: int
    attributes: Mapping[str, Attribute]
    number: int = 0


_ROOT = _Entry("", elements.NOTHING, elements.NOTHING, False, False, False, 0, {})
_MARKED = frozenset({"time", "h1"})
_MARKING_ATTRIBUTES = frozenset({"rel", "itemprop", "datetime"})


class _Walk:
    """The state of one walk: the open elements, what was written and what was gathered."""

    def __init__(self, source: str, veiled: bool) -> None:
        self.source = source
        self.veiled = veiled
        self.pushed = 0
        self.writer = Writer(source)
        self.open: list[_Entry] = [_ROOT]
        self.counts: Counter[str] = Counter()
        self.too_deep = 0
        self.deepest = 0
        self.contexts: list[tuple[str, frozenset[str], int]] = []
        self.link_chars: Counter[int] = Counter()
        self.marks: list[Mark] = []
        self.metas: list[Mapping[str, Attribute]] = []
        self.links: list[Mapping[str, Attribute]] = []
        self.scripts: list[Span] = []
        self.title: Span | None = None
        self.language: str | None = None

    def opened(self, token: Token) -> None:
        name = token.name
        if self.counts["select"] and name in elements.ENDS_SELECT:
            self._close("select")
            if name == "select":
                return
        if name in elements.BLOCK:
            self._close_implied(name)
            self.writer.break_block()
        elif name == "br":
            self.writer.break_line()
        elif name == "q":
            self._write(token.start, token.end, row=True)
        if name in ("meta", "link", "html"):
            self._gather(token)
        if name not in elements.VOID:
            self._push(token)

    def closed(self, token: Token) -> None:
        name = token.name
        if name == "q" and self.counts[name]:
            self._write(token.start, token.end, row=True)
        elif name in elements.BLOCK:
            self.writer.break_block()
        if self.too_deep:
            self.too_deep -= 1
        elif self.counts[name] and name not in ("html", "body"):
            self._close(name)

    def texted(self, token: Token) -> None:
        self._write(token.start, token.end)

    def raw(self, token: Token) -> None:
        span = (token.start, token.end)
        if token.name == "title" and self.title is None and not self.open[-2].hidden:
            self.title = span
        elif token.name == "script" and "json" in self.open[-1].attributes.get("type", _NO_VALUE).value.lower():
            self.scripts.append(span)

    def _gather(self, token: Token) -> None:
        found = attributes(self.source, token)
        if token.name == "meta":
            self.metas.append(found)
        elif token.name == "link":
            self.links.append(found)
        elif token.name == "html" and "lang" in found:
            self.language = self.language or found["lang"].value

    def _write(self, start: int, end: int, *, row: bool = False) -> None:
        entry = self.open[-1]
        if entry.hidden:
            return
        writer, before = self.writer, self.writer.length
        if row:
            writer.write_row(start, end)
        elif entry.pre:
            writer.write_lines(start, end)
        else:
            writer.write(start, end)
        while len(self.contexts) < len(writer.starts):
            name, parent = self._block_place()
            self.contexts.append((name, entry.areas, parent))
        if entry.link and writer.starts:
            self.link_chars[len(writer.starts) - 1] += writer.length - max(before, writer.starts[-1])

    def _block_place(self) -> tuple[str, int]:
        """The nearest block element, and the number of the one round it."""
        name = ""
        for entry in reversed(self.open):
            if entry.name in elements.BLOCK:
                if name:
                    return name, entry.number
                name = entry.name
        return name, 0

    def _push(self, token: Token) -> None:
        if len(self.open) > DEEPEST:
            self.too_deep += 1
            self.deepest = max(self.deepest, DEEPEST + self.too_deep)
            return
        parent, name = self.open[-1], token.name
        telling = name == "script" or elements.tells(self.source, *token.attributes)
        found = attributes(self.source, token) if telling else {}
        own = elements.areas_of(name, found)
        self.pushed += 1
        block = name in elements.BLOCK
        self.open.append(_Entry(
            name, parent.areas | own if block and own else parent.areas, own,
            parent.hidden or elements.is_hidden(name, found, self.veiled), parent.link or name == "a",
            parent.pre or name in ("pre", "listing", "plaintext"), self.writer.length, found, self.pushed,
        ))
        self.counts[name] += 1
        self.deepest = max(self.deepest, len(self.open))

    def _pop(self) -> None:
        entry = self.open.pop()
        self.counts[entry.name] -= 1
        marking = entry.own or entry.name in _MARKED or not _MARKING_ATTRIBUTES.isdisjoint(entry.attributes)
        if marking and not entry.hidden:
            span = (entry.start, self.writer.length) if self.writer.length > entry.start else None
            self.marks.append(Mark(entry.name, entry.own, span, entry.attributes, self.open[-1].areas))

    def _close(self, name: str) -> None:
        """Closes the nearest open element of that name and all inside it; inline tags do not reach out of a block, nor
        others out of a table cell, but a template's."""
        block = name in elements.BLOCK or name in elements.HIDDEN
        for depth in range(len(self.open) - 1, 0, -1):
            at = self.open[depth].name
            if at == name:
                self._cut(depth)
                return
            walled = at in elements.CELLS and name not in elements.TABLE_PARTS and name != "template"
            if walled or (not block and at in elements.BLOCK):
                return

    def _close_implied(self, name: str) -> None:
        """Closes what a block's start tag ends without saying so: a paragraph, a list item, a drawing."""
        if self.counts["svg"] or self.counts["math"]:
            self._cut(next(depth for depth, entry in enumerate(self.open) if entry.name in ("svg", "math")))
        group = elements.CLOSES.get(name, elements.NOTHING)
        first_block = True
        for depth in range(len(self.open) - 1, 0, -1):
            at = self.open[depth].name
            if at in group or (first_block and at == "p"):
                self._cut(depth)
                return
            if at in elements.FENCES or (at in elements.BLOCK and not group):
                return
            first_block = first_block and at not in elements.BLOCK

    def _cut(self, depth: int) -> None:
        while len(self.open) > depth:
            self._pop()


_NO_VALUE = Attribute("", (0, 0))


def walk(source: str, *, veiled: bool = False) -> Walked:
    """Walks the decoded source of a page; with `veiled`, what attributes and styles keep from view is text too.

    Raises Refusal for a page of more than MOST_TAGS tags.
    """
    state, tags = _Walk(source, veiled), 0
    for token in tokens(source):
        if token.kind == "text":
            state.texted(token)
            continue
        tags += 1
        if tags > MOST_TAGS:
            raise Refusal("articles", f"more than {MOST_TAGS:,} tags")
        if token.kind == "open":
            state.opened(token)
        elif token.kind == "close":
            state.closed(token)
        else:
            state.raw(token)
    state._cut(1)
    return _walked(state, tags)


def _walked(state: _Walk, tags: int) -> Walked:
    writer, text = state.writer, state.writer.text()
    ends = [*(start - 2 for start in writer.starts[1:]), writer.length][: len(writer.starts)]
    blocks = [
        Block(start, end, name, areas, state.link_chars[number], parent)
        for number, (start, end, (name, areas, parent)) in enumerate(
            zip(writer.starts, ends, state.contexts, strict=True))
    ]
    marks = [mark._replace(span=_ink(text, mark.span)) for mark in state.marks]
    return Walked(
        text, writer.rows, blocks, _lines(writer), marks, state.metas, state.links, state.scripts, state.title,
        state.language, tags, state.deepest,
    )


def _lines(writer: Writer) -> list[Span]:
    starts = set(writer.starts)
    ends = [*(line - (2 if line in starts else 1) for line in writer.lines[1:]), writer.length][: len(writer.lines)]
    return list(zip(writer.lines, ends, strict=True))


def _ink(text: str, span: Span | None) -> Span | None:
    """A mark's span without the breaks and blanks at its edges; an element begins before its text does."""
    found = trimmed(text, *span) if span else (0, 0)
    return found if found[0] < found[1] else None
