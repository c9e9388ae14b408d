"""Text written together from pieces of a source, with the map that leads every character back.

Rows obey `spans.folded`: each row's text is what its stretch of the source shows as. A row is one to one wherever that
can be, so that most characters have a place of their own; a character reference is a row of its own. Runs of blanks are
shown as their last blank, and characters that show as nothing are left out between two rows.
"""

import re

from ..errors import Refusal
from ..schema import MapRow, Span
from ..spans import REFERENCE, folded

# Left out: control characters, the soft hyphen, the zero-width space, the word joiner and the byte order mark. All show
# as nothing, and each would split a word or a name in two. The joiners U+200C and U+200D stay: scripts need them.
_UNSEEN = "\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u2060\ufeff"
_BLANKS = " \t\r\n\f"
_SPECIAL = re.compile(rf"[{_BLANKS}]{{2,}}+|[{_UNSEEN}]++|{REFERENCE}")
_CONTROL_BLANK = re.compile(r"[\t\r\n\f]")
_ONLY_UNSEEN = re.compile(rf"[{_UNSEEN}]++")
_LINE_END = re.compile(r"\r\n|\r|\n")

LINE, BLOCK = 1, 2
# Far more pieces than tags are allowed would need; a page beyond it is made to be slow.
MOST_PIECES = 250_000


class Writer:
    """Writes article text. `starts` holds where each block begins, `lines` where each line begins."""

    __slots__ = ("_blank", "_break", "_pieces", "length", "lines", "rows", "source", "starts")

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self.rows: list[MapRow] = []
        self.starts: list[int] = []
        self.lines: list[int] = []
        self._pieces: list[str] = []
        self._blank: Span | None = None
        self._break = BLOCK

    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def write(self, start: int, end: int) -> None:
        """Writes what the source shows between two places: blanks folded, references resolved."""
        place = start
        for special in _SPECIAL.finditer(self.source, start, end):
            if special.start() > place:
                self._plain(place, special.start())
            self._special(*special.span())
            place = special.end()
        if end > place:
            self._plain(place, end)

    def write_lines(self, start: int, end: int) -> None:
        """As `write`, for text whose line ends are shown (pre)."""
        place = start
        for line_end in _LINE_END.finditer(self.source, start, end):
            self.write(place, line_end.start())
            self.break_line()
            place = line_end.end()
        self.write(place, end)

    def write_row(self, start: int, end: int) -> None:
        """Writes one stretch of the source as a row of its own."""
        shown = folded(self.source[start:end])
        if shown == " ":
            self._blank = (start, end)
        elif shown and not _ONLY_UNSEEN.fullmatch(shown) and not (self._break and shown.isspace()):
            self._begin()
            self._row(shown, start, end)

    def break_line(self) -> None:
        """The next text begins a line; after an empty line, a block (two line breaks are a paragraph to the reader)."""
        self._blank = None
        self._break = min(self._break + LINE, BLOCK)

    def break_block(self) -> None:
        """The next text begins a block."""
        self._blank = None
        self._break = BLOCK

    def _special(self, start: int, end: int) -> None:
        first = self.source[start]
        if first in _BLANKS:
            self._blank = (end - 1, end)
        elif first == "&":
            if folded(self.source[start:end]) == self.source[start:end]:
                self._plain(start, end)
            else:
                self.write_row(start, end)

    def _plain(self, start: int, end: int) -> None:
        """Writes a stretch that holds single blanks alone, so that it is one to one; no line begins with a space of any
        width (indents are written so)."""
        while self._break and start < end and self.source[start].isspace():
            start += 1
        if start < end and self.source[start] in _BLANKS:
            self._blank = (start, start + 1)
            start += 1
        trailing = end > start and self.source[end - 1] in _BLANKS
        if trailing:
            end -= 1
        if end > start:
            self._begin()
            self._row(_CONTROL_BLANK.sub(" ", self.source[start:end]), start, end)
        if trailing:
            self._blank = (end, end + 1)

    def _begin(self) -> None:
        """Writes the break or the blank that stands before the next text. Raises Refusal past MOST_PIECES."""
        if len(self.rows) > MOST_PIECES:
            raise Refusal("articles", f"more than {MOST_PIECES:,} pieces of text")
        if self._break:
            if self.length:
                self._pieces.append("\n" * self._break)
                self.length += self._break
            if self._break == BLOCK:
                self.starts.append(self.length)
            self.lines.append(self.length)
        elif self._blank is not None:
            self._row(" ", *self._blank)
        self._break, self._blank = 0, None

    def _row(self, shown: str, start: int, end: int) -> None:
        begin, stop = self.length, self.length + len(shown)
        self._pieces.append(shown)
        self.length = stop
        one_to_one = stop - begin == end - start and self.source[start] not in "&<"
        if one_to_one and self.rows:
            a, b, c, d = self.rows[-1]
            if b == begin and d == start and b - a == d - c and self.source[c] not in "&<":
                self.rows[-1] = (a, stop, c, end)
                return
        self.rows.append((begin, stop, start, end))


def written(source: str, start: int, end: int) -> tuple[str, list[MapRow]]:
    """What one stretch of the source shows (an attribute's value, a page's title) and its map."""
    writer = Writer(source)
    writer.write(start, end)
    return writer.text(), writer.rows

