"""Templates: the sources' words are always escaped, in their own text direction, with nothing unseen in them."""

import re
from functools import cache
from importlib.util import find_spec

import jinja2

from .. import __version__
from ..schema import Cite, CitedPage, Line, SeriesPoint
from ..views import by_group, in_words, number_words, page_words, split_at, visible, whole_quote
from .asking import Answer, Asked, DeskPage, carried
from .linking import Links

_ORIGINS = re.compile(r"[\d,]+ pages?\b")  # how a mark begins that counts pages and origins
QUOTED = 160  # characters of a quotation in a list
SAID = 5  # lines of a heading that a list tells
SHOWN = 12  # digits of a capture's hash that a reader is shown; ids of pages are found by them


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {one.__name__: one for one in (
        amount, chain, grouped, in_words, inert, kept, marked, number, outlet, page_words, parted, quoted, short, spans,
        visible)}
    environment.globals |= {"most_said": SAID, "version": __version__, "prints": find_spec("weasyprint") is not None}
    return environment


def render(
    pages: tuple[DeskPage, ...], asked: Asked, answer: Answer, here: str = "", links: Links | None = None
) -> str:
    """The HTML of an answer. `here` is the name of the page it is of, for the navigation; `links` make other addresses
    than those of the desk."""
    to = links or Links(pages, carried(asked))

    def again(**changed: str | int | None) -> str:
        """The address of this very page with a part of what was asked changed."""
        values: dict[str, str | int | None] = {**asked.path, **asked.query, **changed}
        return to(here, anchor="", **values)

    given = {
        "answer": answer, "asked": asked, "here": here, "navigation": [page for page in pages if page.word],
        "named": {page.name for page in pages}, "to": to, "again": again,
        "narrowed": carried(asked), "static": to.static, "live": to.live,
    }
    return _environment().get_template(answer.template).render(given | dict(answer.data))


def short(id_: str) -> str:
    """As much of a capture's id as a reader is shown."""
    return id_[:SHOWN]


def number(value: float) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,}"


def chain(line: Line) -> str:
    """The lead of a line behind the name it begins with: the role, the tellers on the way, the outlet."""
    rest = line.lead.removeprefix(line.who).removesuffix(f": “{line.cue}”")
    return rest.removeprefix(", ") if line.who else rest


def spans(cites: tuple[Cite, ...]) -> str:
    """The characters of cites: `316–385, 402–410`."""
    return ", ".join(f"{cite.span[0]:,}–{cite.span[1]:,}" for cite in cites)


def marked(line: Line) -> list[tuple[str, str]]:
    """The marks of a line, each with what it tells of: the page's word for how it was said, how many pages and origins,
    a fault of the page, or how it was told."""
    marks = [("origin" if _ORIGINS.match(mark) else "how", mark) for mark in line.marks]
    return [*([("cue", f"“{line.cue}”")] if line.cue else []), *marks, *(("fault", fault) for fault in line.faults)]


def kept(text: str) -> str:
    """A part of a sentence for people, the blanks at its ends kept as one."""
    return (" " if text[:1].isspace() else "") + visible(text) + (" " if text[1:] and text[-1:].isspace() else "")


def parted(text: str, words: tuple[str, ...]) -> list[tuple[str, bool]]:
    """A quotation for people in pieces, each with whether another telling has it otherwise."""
    return split_at(visible(text), words)


def inert(text: str) -> str:
    """A capture's text with its line ends, and with nothing unseen in it."""
    return "\n".join(kept_on_line(line) for line in text.split("\n"))


def kept_on_line(line: str) -> str:
    """A line as it is, its blanks too, what cannot be seen as U+FFFD."""
    return "".join(c if c in " \t\r" or not c.isspace() and visible(c) == c else visible(c) or c for c in line)


def quoted(cites: tuple[Cite, ...]) -> str:
    """The words of cites on one line, cut where they are long."""
    words = visible(whole_quote(cites))
    return words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"


def amount(point: SeriesPoint) -> str:
    """The value of a claim in a series, or its bounds."""
    unit = f" {point.unit}" if point.unit else ""
    if point.value is not None:
        return f"{number_words(point.value)}{unit}"
    bounds = [f"{word} {number_words(bound)}" for word, bound in (("at least", point.min), ("at most", point.max))
              if bound is not None]
    return " and ".join(bounds) + unit if bounds else "no number"


def outlet(page: CitedPage) -> str:
    """Who published a cited page; its file or address where no outlet is known."""
    return page.outlet or page.source.rstrip("/").rsplit("/", 1)[-1]


def grouped(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Lines under one heading together, in the order in which they come."""
    return list(by_group(lines).values())
