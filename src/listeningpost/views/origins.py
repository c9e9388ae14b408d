"""The origins: what two pages or more tell, how many origins are shown behind it, and why. Nothing is counted here: the
record counts origins, and the views show what it counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..schema import FigureSeriesLink, Line, Link, OriginLink, Page, Question, StoryLink, UtteranceLink, View
from .choosing import in_time, is_about, pages_asked_for
from .collecting import counted, finished
from .held import Held
from .pages import page_line
from .quoting import cited_page, folded, shortened
from .series import quantity_words
from .telling import oldest_first, statement_line

Item = tuple[str, str]
TITLE = 70  # characters of what is told in a heading
ALONE = "1 page"
UNKNOWN = "origins not established"


def origins(held: Held, question: Question) -> View:
    """Everything that two pages or more tell and that the question asks for, what most pages tell first: the pages,
    each with what is shown of its origin, and the reasons."""
    links = [link for link in held.links("origin") if isinstance(link, OriginLink)]
    pages = _pages_of(links, held)
    asked = {page.capture.id for page in pages_asked_for(pages.values(), question)}
    shown = [link for link in links if set(link.pages) <= set(pages) and set(link.pages) & asked]
    shown.sort(key=lambda link: (-len(link.pages), link.claim))
    told = _Told(held)
    groups = [list(_lines(link, pages, told)) for link in shown]
    kept = [group for group in groups if any(_answers(line, question) for line in group)]
    lines = tuple(line for group in kept for line in group)
    note = f"{counted(len(kept), 'matter')} told by two pages or more; unknown is never independent"
    view = View(name="origins", title="Origins", lines=lines, notes=(note,))
    return finished(view, {id_: cited_page(page) for id_, page in pages.items()}, question)


def _pages_of(links: Iterable[OriginLink], held: Held) -> dict[str, Page]:
    wanted = {page for link in links for page in link.pages}
    return {page.capture.id: page for page in held.pages(corrected=True) if page.capture.id in wanted}


def _answers(line: Line, question: Question) -> bool:
    words = folded(f"{line.quote} {line.title or ''}")
    return is_about(words, question.about) and in_time(line.date, question)


class _Told:
    """What is held together, by the claim that stands for it: the statements of an utterance, a series, a story."""

    def __init__(self, held: Held) -> None:
        self.items: dict[Item, dict[str, str]] = {}
        self.names: dict[Item, str] = {}
        for link in (one for kind in ("figure_series", "story", "utterance") for one in held.links(kind)):
            match link:
                case UtteranceLink(statements=statements) if statements:
                    self.items[min(statements)] = dict(reversed(statements))
                case FigureSeriesLink(points=points) if points:
                    claim = min(point.figure for point in points)
                    self.items[claim] = {point.page: point.statement or "" for point in reversed(points)}
                    self.names[claim] = quantity_words(link, points)
                case StoryLink(pages=pages, id=id_, title=title) if pages:
                    self.names[min(pages), id_] = title
                case _:
                    pass


def _lines(link: OriginLink, pages: Mapping[str, Page], told: _Told) -> Iterator[Line]:
    """A line for each page that tells it, the oldest first; the reasons stand under the first."""
    places = told.items.get(link.claim, {})
    lines = [_line(pages[page], places.get(page)) for page in link.pages]
    lines.sort(key=lambda line: (oldest_first(line.date), line.cites[0].page))
    words = " ".join((told.names.get(link.claim) or lines[0].quote).split())
    short = shortened(words, TITLE)
    for number, line in enumerate(lines):
        note = "; ".join(link.reasons) if number == 0 else ""
        marks = (_standing(line.cites[0].page, link),)
        yield replace(line, group=f"“{short}”: {origin_words(link)}", marks=marks, note=note)


def _line(page: Page, statement: str | None) -> Line:
    told = next((one for one in page.statements if one.id == statement), None)
    return statement_line(page, told) if told else page_line(page)


def _standing(page: str, link: OriginLink) -> str:
    """What is shown of one page's origin."""
    for group, name in named_groups(link):
        if page in group:
            return f"same origin: {name}" if name else "same origin"
    return "not established" if page in link.not_established else "an origin of its own"


def named_groups(link: OriginLink) -> list[tuple[tuple[str, ...], str]]:
    """The pages of each shared origin with its name, empty where it has none."""
    return list(zip(link.same_origin, (*link.names, *("" for _ in link.same_origin)), strict=False))


def origin_words(link: OriginLink) -> str:
    """`3 pages, 1 origin: Basinwire`; of several origins those that have a name, and how many others."""
    return f"{counted(len(link.pages), 'page')}, {_counted(link)}"


def origins_told(links: Iterable[Link]) -> dict[Item, tuple[frozenset[str], str]]:
    """Of each claim the pages that tell it, and how many origins are shown for it, in words."""
    return {link.claim: (frozenset(link.pages), _counted(link)) for link in links if isinstance(link, OriginLink)}


def _counted(link: OriginLink) -> str:
    shown = [name for pages, name in named_groups(link) if name and pages[0] not in link.not_established]
    names = list(dict.fromkeys(shown))
    others = f" and {link.independent - len(names)} other" if names and link.independent > len(names) else ""
    named = f": {', '.join(names)}{others}" if names else ""
    unknown = f", {len(link.not_established)} not established" if link.not_established else ""
    return f"{counted(link.independent, 'origin')}{named}{unknown}"


def with_origins(lines: Iterable[Line], held: Held) -> list[Line]:
    """Statement lines with a mark that says on how many pages they stand and how many origins are shown for that."""
    told = list(lines)
    wanted = {(line.cites[0].page, line.id) for line in told}
    links = {link.claim: link for link in held.links("origin") if isinstance(link, OriginLink)}
    claims = {item: min(link.statements) for link in held.links("utterance") if isinstance(link, UtteranceLink)
              for item in link.statements if item in wanted}
    texts = _texts(links.values())
    return [replace(line, marks=(*line.marks, _mark(line, links, claims, texts))) for line in told]


def _texts(links: Iterable[OriginLink]) -> Mapping[str, Sequence[tuple[frozenset[str], str]]]:
    """Of each page that tells a text with others: these pages, and the name of the text's origin."""
    found = defaultdict[str, list[tuple[frozenset[str], str]]](list)
    for pages, name in (one for link in links if link.claim[1] == "text" for one in named_groups(link)):
        for page in pages:
            found[page].append((frozenset(pages), name))
    return found


def _mark(
    line: Line, links: Mapping[Item, OriginLink], claims: Mapping[Item, Item],
    texts: Mapping[str, Sequence[tuple[frozenset[str], str]]],
) -> str:
    pages = {line.cites[0].page, *(cite.page for cite in line.also)}
    link = links.get(claims.get((line.cites[0].page, line.id), ("", "")))
    if link and pages <= set(link.pages):
        return origin_words(link)
    if pages == {line.cites[0].page}:
        return ALONE
    for group, name in texts.get(line.cites[0].page, ()):  # the same words on pages that tell one text
        if pages <= group:
            return f"{counted(len(pages), 'page')}, 1 origin" + (f": {name}" if name else "")
    return f"{counted(len(pages), 'page')}, {UNKNOWN}"
