"""Results on standard output or in a file; notes and progress on standard error."""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import click
import msgspec

from ..errors import UsageError
from ..exports import print_pdf
from ..schema import Line, View
from ..views import (
    RENDERERS,
    Look,
    in_words,
    is_table,
    left_out,
    render_printed,
    render_text,
    visible,
    whole_quote,
)

Tell = Literal["words", "json"] | None  # how what was done is told; None for not at all
FORMATS = (*RENDERERS, "pdf")
FONTS = Path(__file__).parents[1] / "web" / "static" / "vendor" / "fonts"
SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json", ".txt": "text", ".tsv": "text",
            ".pdf": "pdf"}
WIDEST = 100
ALL_COLUMNS_FIT = 160
NARROWEST = 60  # a table's columns: in a narrower terminal its lines are broken rather than left out
# control characters but tab and line ends, and the signs that turn the direction of text
_UNSEEN = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
                        - {*map(ord, "\t\r\n")}, "\ufffd")
_DATABASE = b"SQLite format 3\0"
SHARES = {"date": 2, "who": 4, "speaker": 2, "role": 2, "outlet": 2, "quote": 6}
# how each part of a text is painted in a terminal: one accent, the rest by weight
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True}, "day": {"bold": True, "fg": "bright_red"}, "who": {"bold": True},
    "note": {"dim": True}, "lead": {"dim": True}, "faint": {"dim": True},
}


def write_lines(lines: Iterable[str], output: str = "-") -> None:
    """Write lines for machines to standard output ("-") or to a file, which is put in place when it is whole. In a
    terminal, characters that could write into it are shown as U+FFFD; anywhere else lines go out as they are."""
    if output == "-":
        for line in lines:
            sys.stdout.write(line.translate(_UNSEEN) if sys.stdout.isatty() else line)
        return
    _write(output, lambda place: _fill(place, lines))


def write_bytes(made: bytes, output: str = "-") -> None:
    """Write what is no text to standard output ("-") or to a file. Raises UsageError for a terminal."""
    if output != "-":
        _write(output, lambda place: _fill_with(place, made))
    elif sys.stdout.isatty():
        raise UsageError("a PDF is no text for a terminal; name a file: -o brief.pdf")
    else:
        sys.stdout.buffer.write(made)


def _write(output: str, fill: Callable[[Path], None]) -> None:
    try:
        if _is_stream(output):
            fill(Path(output))
        else:
            _put_in_place(Path(os.path.realpath(output)), fill)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); name another file with -o") from error


def _is_stream(output: str) -> bool:
    """A pipe or a device, such as /dev/null: it is written into, never replaced."""
    return os.path.exists(output) and not os.path.isfile(output) and not os.path.isdir(output)


def _put_in_place(place: Path, fill: Callable[[Path], None]) -> None:
    """Write beside the place and put it there whole; what does not become whole is taken away.

    Raises UsageError for a place where a store lies: nothing that is written here is worth one.
    """
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    there = place.exists()
    if there and _is_database(place):
        raise UsageError(f"{place}: a store, which would be lost; name another file with -o")
    part = place.with_name(f".{place.name[:60]}.{os.getpid()}.part")
    try:
        fill(part)
        if there:
            shutil.copymode(place, part)
        os.replace(part, place)
    finally:
        part.unlink(missing_ok=True)


def _is_database(place: Path) -> bool:
    with place.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _fill(place: Path, lines: Iterable[str]) -> None:
    """Write lines as they are, ends of line too."""
    with place.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(lines)


def _fill_with(place: Path, made: bytes) -> None:
    place.write_bytes(made)


def write_json(value: object) -> None:
    """A value as JSON on standard output."""
    write_lines([as_json_text(value)])


def as_json_text(value: object) -> str:
    """A value as JSON to read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8") + "\n"


def tell(text: str, *, quiet: bool = False) -> None:
    """A note on standard error."""
    if not quiet:
        click.echo(text, err=True)


def format_of(wanted: str | None, output: str, *, json_wanted: bool) -> str:
    """The format that was asked for: by name, by --json, by the file's ending, else text."""
    if json_wanted:
        return "json"
    return wanted or SUFFIXES.get(Path(output).suffix.lower(), "text")


def write_view(view: View, output: str, kind: str) -> None:
    """A view in one of FORMATS; in a terminal, text is wrapped to it and painted, and a table drawn."""
    if kind == "pdf":
        write_bytes(print_pdf(render_printed(view), FONTS), output)
        return
    if kind != "text" or output != "-":
        write_lines([RENDERERS[kind](view)], output)
    elif is_table(view):
        _write_table(view)
    else:
        sys.stdout.write(render_text(view, look()))  # which has nothing unseen in it but our own colours


def look() -> Look:
    """How text looks where it goes: painted in a terminal that shows colours, plain anywhere else."""
    if not sys.stdout.isatty():
        return Look()
    width = min(shutil.get_terminal_size().columns, WIDEST)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Look(width=width) if plain else Look(width=width, paint=_painted)


def _painted(part: str, text: str) -> str:
    return click.style(text, **_STYLES[part]) if part in _STYLES else text  # type: ignore[arg-type]


def _write_table(view: View) -> None:
    """Rows alone on standard output, drawn where it is a terminal; what is said of them on standard error."""
    if sys.stdout.isatty():
        _draw_table(view)
    else:
        write_lines([render_text(view)])
    for note in filter(None, (*view.notes, left_out(view))):
        tell(visible(note))


def _draw_table(view: View) -> None:
    """A table drawn for the terminal: all columns where they fit, else who, what and id with the rest folded in."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=max(Console().width, NARROWEST))
    wide = console.width >= ALL_COLUMNS_FIT
    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_lines=not wide)
    for column in view.columns if wide else ("date", "who", "quote", "id"):
        drawn.add_column(column, overflow="fold", no_wrap=column == "id", ratio=SHARES.get(column))
    rows = view.rows if wide else tuple(map(_narrow_row, view.lines))
    for row in rows:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    console.print(drawn)


def _narrow_row(line: Line) -> tuple[str, ...]:
    return in_words(line.date), line.lead, whole_quote(line.cites), line.id
