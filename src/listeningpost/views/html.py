"""An answer as one HTML file that asks for nothing: no script, no image, no font, no address is loaded.

Everything from a page is escaped and stands in its own text direction; the style is the only thing that the file's
content security policy lets in, by its digest.
"""

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib import resources

from .. import __version__
from ..schema import Cite, CitedPage, Line, View
from .dates import in_words
from .drawings import STYLE as DRAWN
from .drawings import draw, draw_group
from .quoting import page_words
from .trees import DEEPEST
from .wording import HASH_SHOWN, by_group, is_facts, is_table, left_out, new_lead, page_numbers, split_at, visible

STYLE = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8") + DRAWN
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"


def render_html(view: View) -> str:
    """The view as a self-contained HTML page for screen (light and dark, wide and narrow) and for print."""
    return "\n".join(_parts(view)) + "\n"


def _parts(view: View) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(view.title)} · Listening Post</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield f'<main class="{"wide" if is_table(view) else "column"}">'
    yield f'<header>\n<p class="kicker">Listening Post · {_text(view.name)}</p>\n<h1>{_bdi(view.title)}</h1>'
    yield _list(view.notes)
    yield f"</header>\n{draw(view)}"
    if view.rows:
        yield _facts(view) if is_facts(view) else _table(view)
    if not is_table(view):
        yield from _sections(view)
    if view.left_out:
        yield f'<p class="left-out">{left_out(view)}.</p>'
    yield from _pages(view)
    yield f"<footer>Made by Listening Post {__version__}. Each quotation stands in its capture at the characters given;"
    yield "<code>listening-post verify</code> finds every one again.</footer>\n</main>\n</body>\n</html>"


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _bdi(text: str) -> str:
    """Text of a page, kept from turning the direction of what stands beside it."""
    return f"<bdi>{_text(text)}</bdi>"


def _list(notes: tuple[str, ...]) -> str:
    return '<ul class="notes">' + "".join(f"<li>{_text(note)}</li>" for note in notes) + "</ul>"


def _facts(view: View) -> str:
    return "<dl>" + "".join(f"<dt>{_text(row[0])}</dt><dd>{_bdi(row[1])}</dd>" for row in view.rows) + "</dl>"


def _table(view: View) -> str:
    numbers = page_numbers(view)
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in (*view.columns, "where"))
    rows = "".join(_row(view.columns, row, line, numbers) for row, line in zip(view.rows, view.lines, strict=True))
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(columns: tuple[str, ...], row: tuple[str, ...], line: Line, numbers: dict[str, int]) -> str:
    pairs = [(_text(name), _text(_shown(name, cell))) for name, cell in zip(columns, row, strict=True)]
    cells = "".join(f'<td class="{name}" data-name="{name}" dir="auto">{cell}</td>' for name, cell in pairs)
    return f'<tr>{cells}<td class="where" data-name="where"><span>{_footnotes(line.cites, numbers)}</span></td></tr>'


def _shown(column: str, cell: str) -> str:
    """A cell for people: dates in words (the data are in JSON and in the text table), all else as it is."""
    return in_words(cell) if column == "date" else cell


def _sections(view: View) -> Iterator[str]:
    numbers = page_numbers(view)
    before: Line | None = None
    groups = by_group(view.lines)
    for line in view.lines:
        if before is None or line.group != before.group:
            style = ' class="beside"' if view.name == "utterance" else ""
            head = f"<section><h2>{_text(line.group or 'Lines')}</h2><div{style}>"
            yield ("</div></section>\n" if before else "") + head
            group = groups[line.group]
            yield draw_group(group)
        yield _line(view, line, numbers, lead=new_lead(line, before))
        before = line
    if before:
        yield "</div></section>"


def _line(view: View, line: Line, numbers: dict[str, int], *, lead: bool) -> str:
    if line.kind == "body":
        return f'<div class="line body"><span class="number">{_text(line.lead)}</span>{_quote(line)}</div>'
    first = next(other for other in view.lines if other.id == line.id) is line
    anchor = f' id="{_text(line.id)}"' if first else ""
    parts = [_lead(line) if lead else "", _quote(line), f'<p class="note">{_text(line.note)}</p>' if line.note else ""]
    deep = f" deep{min(line.depth, DEEPEST)}" if line.depth else ""
    return f'<article class="line{deep}"{anchor}>' + "".join(parts) + _cite(line, numbers, view.pages) + "</article>"


def _lead(line: Line) -> str:
    rest = line.lead.removeprefix(line.who) if line.who else line.lead
    name = f"<b>{_bdi(line.who)}</b>" if line.who and rest != line.lead else ""
    blank = " " if name and rest.startswith(" ") else ""
    return f'<p class="who">{name}{blank}{_text(rest)}</p>'


def _quote(line: Line) -> str:
    """The page's words; of a figure the sentence around it, its own words marked."""
    around = line.context
    if around and around.span != line.cites[0].span and len(line.cites) == 1:
        at = line.cites[0].span[0] - around.span[0]
        end = at + len(line.quote)
        words = f"{_kept(around.quote[:at])}<mark>{_kept(line.quote)}</mark>{_kept(around.quote[end:])}"
        return f'<blockquote class="around" dir="auto">{words}</blockquote>'
    pieces = ' <span class="gap">[…]</span> '.join(_marked(piece.quote, line.differs) for piece in line.cites)
    return f'<blockquote dir="auto">{f"“{pieces}”" if "direct" in line.marks else pieces}</blockquote>'


def _marked(quote: str, differs: tuple[str, ...]) -> str:
    """The page's words with those marked that another telling has otherwise."""
    pieces = split_at(visible(quote), differs)
    return "".join(f"<mark>{escape(words, quote=True)}</mark>" if differ else escape(words, quote=True)
                   for words, differ in pieces)


def _kept(text: str) -> str:
    """A part of a sentence with the blanks at its ends kept as one."""
    return (" " if text[:1].isspace() else "") + _text(text) + (" " if text[1:] and text[-1:].isspace() else "")


def _cite(line: Line, numbers: dict[str, int], pages: tuple[CitedPage, ...]) -> str:
    page = next((page for page in pages if page.id == line.cites[0].page), None)
    chips = _chips(line.marks, "chip") + _chips(line.faults, "chip fault")
    spans = ", ".join(f"{piece.span[0]:,}–{piece.span[1]:,}" for piece in line.cites)
    words = [
        f"{_number(line.cites[0].page, numbers)} {_bdi(page_words(page)) if page else ''}",
        f'characters <span class="kept">{spans}</span>',
        f'capture <code title="{line.cites[0].page}">{line.cites[0].page[:HASH_SHOWN]}</code>',
        *([] if line.cites[0].page.startswith(line.id) else [f"<code>{_text(line.id)}</code>"]),
        *([f"also {_footnotes(line.also, numbers)}"] if line.also else []),
    ]
    return f'<p class="cite">{chips}{" · ".join(words)}</p>'


def _chips(words: tuple[str, ...], style: str) -> str:
    return "".join(f'<span class="{style}">{_text(word)}</span>' for word in words)


def _footnotes(cites: tuple[Cite, ...], numbers: dict[str, int]) -> str:
    spans: dict[str, list[str]] = {}
    for cite in cites:
        spans.setdefault(cite.page, []).append(f'<span class="kept">{cite.span[0]:,}–{cite.span[1]:,}</span>')
    return ", ".join(f"{_number(page, numbers)} {', '.join(found)}" for page, found in spans.items())


def _number(page: str, numbers: dict[str, int]) -> str:
    number = numbers.get(page)
    return f'<a href="#p{number}">[{number}]</a>' if number else f"<code>{page[:HASH_SHOWN]}</code>"


def _pages(view: View) -> Iterator[str]:
    if not view.pages:
        return
    yield '<section class="pages"><h2>Pages cited</h2><ol>'
    for number, page in enumerate(view.pages, 1):
        place = f"<small>{_source(page.source)}</small><small>sha256 <code>{page.id}</code></small>"
        yield f'<li id="p{number}"><span>[{number}]</span><div>{_bdi(page_words(page))}{place}</div></li>'
    yield "</ol></section>"


def _source(source: str) -> str:
    """Where a page came from; only a web address is made a link."""
    if source.startswith(("https://", "http://")):
        return f'<a href="{_text(source)}" rel="noreferrer noopener nofollow">{_text(source)}</a>'
    return _bdi(source)
