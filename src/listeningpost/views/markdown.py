"""An answer as Markdown, everything that comes from a page escaped."""

import re
from collections.abc import Iterator

from ..schema import Line, View
from .quoting import page_words
from .sparkline import spark_rows
from .wording import (
    by_group,
    cite_words,
    is_table,
    left_out,
    new_lead,
    page_numbers,
    places,
    quotation,
    split_at,
    visible,
)

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&!@$]")
# what begins a list, a heading rule or a numbered list at the start of a line
_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
# what some readers make links of by themselves
_LINKS = re.compile(r"(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    plain = _LINKS.sub(lambda found: f"\\{found[0]}", _SPECIAL.sub(lambda found: f"\\{found[0]}", visible(text)))
    start = _START.match(plain)
    if not start:
        return plain
    at = 0 if not start[0].isdigit() else start.end()
    return f"{plain[:at]}\\{plain[at:]}"


def render_markdown(view: View) -> str:
    """The view as Markdown (CommonMark, tables as on GitHub)."""
    return "\n".join(_parts(view)) + "\n"


def _parts(view: View) -> Iterator[str]:
    yield f"# {escaped(view.title)}"
    for note in view.notes:
        yield from ("", escaped(note))
    if view.rows:
        yield ""
        yield from _rows(view)
    if not is_table(view):
        yield from _lines(view)
    if view.left_out:
        yield from ("", f"*{left_out(view)}.*")
    if view.pages:
        yield from ("", "## Pages", "")
        yield from _pages(view)


def _rows(view: View) -> Iterator[str]:
    yield f"| {' | '.join(view.columns)} |"
    yield f"|{' --- |' * len(view.columns)}"
    for row in view.rows:
        yield f"| {' | '.join(escaped(cell) for cell in row)} |"


def _lines(view: View) -> Iterator[str]:
    numbers = page_numbers(view)
    before: Line | None = None
    groups = by_group(view.lines)
    for line in view.lines:
        if before is None or line.group != before.group:
            yield from ("", f"## {escaped(line.group or 'Lines')}")
            group = groups[line.group]
            yield from (f"\n    {row}" if at == 0 else f"    {row}" for at, row in enumerate(spark_rows(group)))
        yield from _line(line, numbers, lead=new_lead(line, before))
        before = line


def _line(line: Line, numbers: dict[str, int], *, lead: bool) -> Iterator[str]:
    if lead:
        rest = line.lead.removeprefix(line.who)
        blank = " " if rest.startswith(" ") else ""
        yield from ("", f"**{escaped(line.who)}**{blank}{escaped(rest)}" if rest != line.lead else escaped(rest))
    pieces = split_at(quotation(line), line.differs)
    words = (f"**{escaped(words)}**" if differ else escaped(words) for words, differ in pieces)
    yield from ("", f"> {''.join(words)}")
    if line.context and line.context.span != line.cites[0].span:
        yield from (">", f"> in: {escaped(line.context.quote)}")
    also = [f"also {'; '.join(places(line.also, numbers))}"] if line.also else []
    parts = [", ".join((*line.marks, *line.faults)), line.note, cite_words(line, numbers), *also]
    yield from ("", f"<sub>{' · '.join(escaped(part) for part in parts if part)}</sub>")


def _pages(view: View) -> Iterator[str]:
    for number, page in enumerate(view.pages, 1):
        yield f"{number}. {escaped(page_words(page))}  "
        yield f"   {escaped(page.source)}, sha256 `{page.id}`"
