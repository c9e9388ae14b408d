"""An answer as plain text: wrapped, its faults in words, coloured only by the painter it is given."""

import textwrap
from collections.abc import Callable, Iterator

from ..schema import Line, Record, View
from .quoting import page_words
from .sparkline import spark_rows
from .trees import branches
from .wording import (
    by_group,
    cite_words,
    is_facts,
    is_table,
    left_out,
    new_lead,
    page_numbers,
    places,
    quotation,
    visible,
)

Paint = Callable[[str, str], str]
NARROWEST = 40


def _unpainted(_: str, text: str) -> str:
    return text


class Look(Record, frozen=True):
    """How wide text may be, and what colours its parts: paint(part, text) for the parts title, note, day, who, lead,
    quote, faint and mark."""

    width: int = 88
    paint: Paint = _unpainted


PLAIN = Look()


def render_text(view: View, look: Look = PLAIN) -> str:
    """The view as text. A table comes as tab-separated values under one row of names, and nothing else."""
    if is_table(view):
        rows = [view.columns, *view.rows]
        return "".join("\t".join(visible(cell) for cell in row) + "\n" for row in rows)
    return "\n".join(_parts(view, look)) + "\n"


def _parts(view: View, look: Look) -> Iterator[str]:
    yield from _wrapped(view.title, "title", look)
    for note in view.notes:
        yield from _wrapped(note, "note", look)
    if is_facts(view):
        yield ""
        yield from _facts(view, look)
    yield from _lines(view, look)
    if view.left_out:
        yield ""
        yield from _wrapped(f"{left_out(view)}; --all shows them", "note", look)
    if view.pages:
        yield ""
        yield look.paint("day", "Pages")
        yield from _pages(view, look)


def _facts(view: View, look: Look) -> Iterator[str]:
    widest = min(max(len(name) for name, *_ in view.rows), 28)
    for name, value in ((row[0], row[1]) for row in view.rows):
        first = f"{visible(name):<{widest}}  "
        room = max(look.width - len(first), NARROWEST // 2)
        found = textwrap.wrap(visible(value), room, break_long_words=False) or [""]
        yield look.paint("faint", first) + found[0]
        yield from (" " * len(first) + more for more in found[1:])


def _lines(view: View, look: Look) -> Iterator[str]:
    numbers = page_numbers(view)
    before: Line | None = None
    groups = by_group(view.lines)
    for line, (branch, trunk) in zip(view.lines, branches(view.lines), strict=True):
        if before is None or line.group != before.group:
            yield ""
            yield from _wrapped(line.group or "Lines", "day", look)
            group = groups[line.group]
            yield from (look.paint("mark", f"  {row}") for row in spark_rows(group))
        if line.kind == "body":
            yield from _wrapped(visible(line.quote), "quote", look, f"{line.lead:>8}  ", " " * 10)
        else:
            narrower = Look(width=look.width - len(branch), paint=look.paint)
            rows = _line(line, narrower, numbers, lead=line.depth is not None or new_lead(line, before))
            yield from (f"{trunk if number else branch}{row}" for number, row in enumerate(rows))
        before = line


def _line(line: Line, look: Look, numbers: dict[str, int], *, lead: bool) -> Iterator[str]:
    if lead:
        yield from _lead(line, look)
    if line.context and line.context.span != line.cites[0].span and line.kind != "statement":
        words = f"{visible(line.quote)}, in: {visible(line.context.quote)}"
        yield from _wrapped(words, "quote", look, " " * 4, " " * 4)
    else:
        yield from _wrapped(quotation(line), "quote", look, " " * 4, " " * 4)
        if line.context and line.context.span != line.cites[0].span:
            yield from _wrapped(f"in: {visible(line.context.quote)}", "faint", look, " " * 4, " " * 4)
    for note in filter(None, [line.note]):
        yield from _wrapped(note, "note", look, " " * 4, " " * 4)
    marks = [", ".join([*line.marks, *(fault.upper() for fault in line.faults)])] if line.marks or line.faults else []
    yield from _wrapped(" · ".join([*marks, cite_words(line, numbers)]), "faint", look, " " * 4, " " * 6)
    if line.also:
        yield from _wrapped(f"also {'; '.join(places(line.also, numbers))}", "faint", look, " " * 6, " " * 6)


def _lead(line: Line, look: Look) -> Iterator[str]:
    """The lead with the speaker's name in its own paint, where it stands whole on the first row."""
    first, *others = textwrap.wrap(visible(line.lead), max(look.width - 2, NARROWEST)) or [""]
    who = visible(line.who)
    if who and first.startswith(who):
        yield "  " + look.paint("who", who) + look.paint("lead", first[len(who) :])
    else:
        yield "  " + look.paint("who", first)
    yield from ("  " + look.paint("lead", other) for other in others)


def _pages(view: View, look: Look) -> Iterator[str]:
    for number, page in enumerate(view.pages, 1):
        first = f"{f'[{number}]':>5} "
        yield from _wrapped(f"{page_words(page)}", "lead", look, first, " " * 6)
        yield from _wrapped(page.source, "faint", look, " " * 6, " " * 6)
        yield look.paint("faint", " " * 6 + f"sha256 {page.id}")


def _wrapped(text: str, part: str, look: Look, first: str = "", later: str = "") -> list[str]:
    wrapper = textwrap.TextWrapper(max(look.width, NARROWEST), initial_indent=first, subsequent_indent=later)
    wrapper.break_long_words = wrapper.break_on_hyphens = False
    found = wrapper.wrap(visible(text))
    return [look.paint(part, row) for row in found or [first.rstrip()]]
