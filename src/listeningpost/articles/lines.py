"""The lines of a plain-text page dump, and the blocks (paragraphs) they make.

A browser that prints a page as text leaves one line for a paragraph, or wraps it at a width (80 columns, as a rule).
Spans are code points of the decoded capture; a block is trimmed of outer blanks and of list and heading marks.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from ..schema import Record, Span

LINE = re.compile(r"[^\r\n]+")
# Word processors and design programs know separators of their own (U+2028, U+2029). A browser prints them inside a
# line, so they end one only where nothing else does.
SEPARATED = re.compile(r"[^\u2028\u2029]+")
MARK = re.compile(r"(?:#{1,6}|[*+•□☆■▪◦●○▸►>·]|-|_{1,2}|\*\*)(?=\s)\s*")
SENTENCE_END = re.compile(r"[.!?…。！？:;][\"'”’»)]*$")
NARROWEST, WIDEST = 40, 132
FEW_LINES = 12


class Line(Record, frozen=True):
    """One line with ink. `number` counts the capture's lines from 0. `indent` is where its mark or text starts,
    `column` where its text starts, `width` where it ends; all three in characters."""

    number: int
    span: Span
    mark: Span | None
    indent: int
    column: int
    width: int


class Wrap(Record, frozen=True):
    """Where the lines of a wrapped page end: the widest line, and the widest by the column that text starts in."""

    widest: int
    by_column: Mapping[int, int]


class Block(Record, frozen=True):
    """A paragraph, heading, list item or loose line. `mark` is what stands before it (`bullet` its characters),
    not part of it."""

    span: Span
    text: str
    mark: Span | None
    bullet: str
    indent: int
    first_line: int
    last_line: int
    gap_before: bool
    gap_after: bool


def blocks_of(text: str) -> tuple[Block, ...]:
    """All blocks of a text in order; every non-blank character lies in one block's span or mark."""
    lines = list(_lines(text))
    wrap = wrap_of(lines, text)
    groups = _groups(lines, wrap, text)
    return tuple(_block(group, text, before, after) for before, group, after in _with_neighbours(groups))


def wrap_of(lines: Sequence[Line], text: str) -> Wrap | None:
    """How the page was wrapped, or None where its paragraphs stand on one line each.

    A page counts as wrapped where nearly no line is wider than some width, and most wide lines go on in the next line.
    Of a few pasted lines all wide ones must, and most must stop amid a sentence.
    """
    widths = sorted((line.width for line in lines), reverse=True)
    if len(widths) < 2:
        return None
    widest = widths[len(widths) // 300 + (1 if len(widths) > 20 else 0)]
    wrap = Wrap(widest=widest, by_column=_widest_by_column(lines, widest))
    wide = [n for n, line in enumerate(lines[:-1]) if 0.8 * widest <= line.width <= widest]
    going_on = [n for n in wide if _goes_on(lines[n], lines[n + 1], wrap, text)]
    many = len(wide) >= 3 and len(going_on) >= 0.4 * len(wide)
    few = len(lines) <= FEW_LINES and wide and _run_on(going_on, lines, text) >= max(1, 0.6 * len(wide))
    return wrap if NARROWEST <= widest <= WIDEST and (many or few) else None


def _run_on(numbers: Sequence[int], lines: Sequence[Line], text: str) -> int:
    """How many of the lines stop amid a sentence that the next line takes up in small letters, or both are wide."""
    amid = (n for n in numbers if not SENTENCE_END.search(text[slice(*lines[n].span)]))
    return sum(text[lines[n + 1].span[0]].islower() or n + 1 in numbers for n in amid)


def _widest_by_column(lines: Sequence[Line], widest: int) -> dict[int, int]:
    """Paragraphs, lists and quotations end at margins of their own: the widest line for each column that text starts
    in, no less than 12 under the page's (a column of short lines is no margin)."""
    by_column: dict[int, int] = {}
    for line in lines:
        if line.width <= widest:
            by_column[line.column] = max(by_column.get(line.column, widest - 12), line.width)
    return by_column


def _lines(text: str) -> Iterator[Line]:
    number, place = 0, 0
    for match in (LINE if LINE.fullmatch(text.strip()) is None else SEPARATED).finditer(text):
        number += _breaks(text[place : match.start()])
        place = match.end()
        ink = match.group().strip()
        if not ink:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield _line(number, start, start + len(ink), match, text)


def _breaks(between: str) -> int:
    breaks = between.count("\n") + between.count("\r") - between.count("\r\n")
    return breaks + between.count("\u2028") + 2 * between.count("\u2029")  # one ends a line, one a paragraph


def _line(number: int, start: int, end: int, match: re.Match[str], text: str) -> Line:
    mark, place = None, start
    while (found := MARK.match(text, place, end)) and found.end() < end:
        mark = (start, place + len(found.group().rstrip()))
        place = found.end()
    return Line(
        number=number,
        span=(place, end),
        mark=mark,
        indent=len(text[match.start() : start].expandtabs(8)),
        column=len(text[match.start() : place].expandtabs(8)),
        width=len(text[match.start() : end].expandtabs(8)),
    )


def _goes_on(line: Line, following: Line, wrap: Wrap, text: str) -> bool:
    """Does the paragraph of `line` go on in the next one? So it does where the next word had no room left."""
    if following.number != line.number + 1 or following.mark or not 0 <= line.column - following.column <= 4:
        return False
    room = wrap.by_column.get(following.column, wrap.widest)
    return line.width + 1 + _first_word(text[slice(*following.span)]) > room


def _first_word(text: str) -> int:
    """The length of the first word; 1 in scripts without blanks, which may be broken after any character."""
    word = text.split(maxsplit=1)[0]
    return 1 if unicodedata.east_asian_width(word[0]) in "WF" else len(word)


def _groups(lines: Sequence[Line], wrap: Wrap | None, text: str) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if wrap and groups and _goes_on(groups[-1][-1], line, wrap, text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _with_neighbours(groups: Sequence[list[Line]]) -> Iterator[tuple[int | None, list[Line], int | None]]:
    for n, group in enumerate(groups):
        before = groups[n - 1][-1].number if n else None
        after = groups[n + 1][0].number if n + 1 < len(groups) else None
        yield before, group, after


def _block(group: Sequence[Line], text: str, before: int | None, after: int | None) -> Block:
    first, last = group[0], group[-1]
    span = (first.span[0], last.span[1])
    return Block(
        span=span,
        text=text[slice(*span)],
        mark=first.mark,
        bullet=text[slice(*first.mark)] if first.mark else "",
        indent=first.indent,
        first_line=first.number,
        last_line=last.number,
        gap_before=before is None or first.number > before + 1,
        gap_after=after is None or after > last.number + 1,
    )
