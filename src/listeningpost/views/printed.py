"""An answer as pages to print: serif for the sources' words, a footnote to every line, and at the end how it was made.

The HTML asks for nothing from elsewhere; footnotes are CSS (`float: footnote`), which `exports.print_pdf` knows.
"""

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from .. import __version__
from ..schema import SCHEMA, CitedPage, Line, View
from .drawings import draw, draw_group, for_paper
from .quoting import page_words
from .wording import HASH_SHOWN, by_group, left_out, new_lead, visible

STYLE = resources.files(__package__).joinpath("printed.css").read_text(encoding="utf-8")
# what a reader of the printed page must know to check it, in the order in which it is asked
METHOD = (
    ("Where each line stands", "Every quotation stands in its capture, the page as it was taken in, at the characters"
     " that its footnote gives, counted in Unicode code points from 0, the end left out. A capture is named by"
     " the sha256 of its bytes; “listening-post verify” finds every quotation again, and “listening-post view cite ID”"
     " gives the full citation of a line."),
    ("Who says it", "A line names the speaker as the page gives them, with the role the page gives, the tellers on the"
     " way and the outlet that tells it. A speaker in quotation marks is the page's own word for somebody it does not"
     " name, or whom nobody could be found for."),
    ("How many origins", "Pages are counted, and apart from them the origins shown behind them. Copies, reprints,"
     " rewrites and translations of one text, and tellings of one act of speech, are one origin. What is not"
     " established is said to be so and never counted as independent."),
    ("When", "A day is when something was said; “reported” where only the page is dated. What is bound by the page's"
     " own dates has bounds and no day."),
    ("What is not judged", "Nobody is called right or wrong. A claim and its denial stand with the words of both."),
)


def render_printed(view: View) -> str:
    """The view as HTML made for paper."""
    return "\n".join(_parts(view)) + "\n"


def _parts(view: View) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{_text(view.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield f'<header><p class="kicker">Listening Post · {_text(view.name)}</p><h1>{_text(view.title)}</h1>{_notes(view)}'
    yield f"</header>{for_paper(draw(view))}"
    pages = {page.id: page for page in view.pages}
    for heading, lines in by_group(view.lines).items():
        yield f"<section><h2>{_text(heading or 'Lines')}</h2>{for_paper(draw_group(lines))}"
        before = None
        for line in lines:
            yield _line(line, pages, lead=new_lead(line, before))
            before = line
        yield "</section>"
    yield f'<p class="left-out">{left_out(view)}.</p>' if view.left_out else ""
    yield from _method(view)
    yield "</body>\n</html>"


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _notes(view: View) -> str:
    return "".join(f"<p class='note'>{_text(note)}</p>" for note in view.notes)


def _line(line: Line, pages: dict[str, CitedPage], *, lead: bool) -> str:
    who = f'<p class="who">{_lead(line)}</p>' if lead else ""
    marks = f'<p class="marks">{_text(", ".join((*line.marks, *line.faults)))}</p>' if line.marks or line.faults else ""
    note = f'<p class="note">{_text(line.note)}</p>' if line.note else ""
    quote = " […] ".join(_text(piece.quote) for piece in line.cites)
    words = f"“{quote}”" if "direct" in line.marks else quote
    return f'<article>{who}<p class="quote" dir="auto">{words}{_footnote(line, pages)}</p>{note}{marks}</article>'


def _lead(line: Line) -> str:
    rest = line.lead.removeprefix(line.who) if line.who else line.lead
    return f"<b>{_text(line.who)}</b>{_text(rest) if rest.startswith(',') else f' {_text(rest)}'}" if line.who else \
        _text(rest)


def _footnote(line: Line, pages: dict[str, CitedPage]) -> str:
    """Outlet, title, date, characters and capture of a line, and where else its words stand."""
    page = pages.get(line.cites[0].page)
    spans = ", ".join(f"{piece.span[0]:,}–{piece.span[1]:,}" for piece in line.cites)
    parts = [_text(page_words(page)) if page else "", f"characters {spans}",
             f"capture {line.cites[0].page[:HASH_SHOWN]}", _text(line.id),
             *(f"also {_text(page_words(pages[cite.page]))}, characters {cite.span[0]:,}–{cite.span[1]:,}"
               for cite in line.also if cite.page in pages)]
    return f'<span class="footnote">{"; ".join(filter(None, parts))}.</span>'


# ---- how it was made
def _method(view: View) -> Iterator[str]:
    """The last page: method, the captures in full and the versions that read them."""
    yield '<section class="method"><h1>How this was made</h1>'
    yield from (f"<h2>{_text(name)}</h2><p>{_text(words)}</p>" for name, words in METHOD)
    yield "<h2>Versions</h2><ul>"
    yield from (f"<li>{_text(words)}</li>" for words in versions(view.pages))
    yield f"</ul><h2>Pages cited ({len(view.pages):,})</h2><ol class=\"pages\">"
    yield from (f"<li>{_text(page_words(page))}<br><code>{page.id}</code><br>{_text(page.source)}</li>"
                for page in view.pages)
    yield "</ol></section>"


def versions(pages: Iterable[CitedPage]) -> list[str]:
    """What made this and what read its pages, each version once with the number of pages it read."""
    counts: dict[str, int] = {}
    for page in pages:
        if page.made_by:
            made = page.made_by
            words = f"Listening Post {made.listeningpost}, knowledge {made.knowledge}, " + (
                f"language model {made.model}" if made.model else "no language model")
            counts[words] = counts.get(words, 0) + 1
    read = [f"{words}: read {count:,} of the pages cited" for words, count in sorted(counts.items())]
    return [f"printed by Listening Post {__version__}, record {SCHEMA}", *read]
