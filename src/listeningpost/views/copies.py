"""The copies: pages that tell one text as a tree of who has it from whom, with the evidence; and texts of credited
houses."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..schema import CitedPage, CopyLink, Line, Question, Record, View
from .choosing import in_time, is_about, pages_asked_for
from .collecting import counted, finished
from .dates import in_words
from .held import Held
from .pages import page_line
from .quoting import cited_page, folded, is_page, shortened
from .telling import oldest_first

TITLE = 60  # characters of a headline in a heading
NO_TEXT = "no text is shown to stand on several pages"
OWN = (", each with a text of its own", " with a text of its own")
ALONE = "Taken from houses, no other copy held"
KINDS = {
    "original": "original, as far as shown", "exact": "word for word", "reprint": "reprint", "rewrite": "rewrite",
    "translation": "another translation", "based_on": "based on",
}


class Shelf(Record, frozen=True):
    """The pages that answer a question as lines, and every page's own link and the houses its text is from."""

    lines: dict[str, Line]
    cited: dict[str, CitedPage]
    links: dict[str, CopyLink]
    houses: dict[str, tuple[str, ...]]


def copies(held: Held, question: Question) -> View:
    """Every text that two pages or more tell, the most told first, each page under the one it has the text from; then
    pages that credit a house whose text no other page has. Pages that nothing else shows to be copies are counted."""
    shelf = _shelf(held, question)
    families = [family for family in _families(shelf.links) if len(family) > 1 and family & set(shelf.lines)]
    families.sort(key=lambda family: (-len(family), min(family)))
    trees = [list(_tree(family & set(shelf.lines), shelf)) for family in families]
    told = [line for tree in _headed(trees) for line in tree]
    lent = [page for page in sorted(shelf.lines) if shelf.houses.get(page) and page not in set().union(*families)]
    lines = (*told, *(_lent(shelf.lines[page], shelf.houses[page]) for page in lent))
    alone = len(shelf.lines) - len(lines)
    texts = f"{counted(len(families), 'text')} on {counted(len(told), 'page')}" if families else NO_TEXT
    notes = (texts, f"{counted(alone, 'other page' if lines else 'page')}{OWN[alone == 1]}, as far as shown")
    return finished(View(name="copies", title="Copies", lines=lines, notes=notes), shelf.cited, question)


def _shelf(held: Held, question: Question) -> Shelf:
    lines, cited = {}, {}
    for page in pages_asked_for(held.pages(corrected=True), question):
        line = page_line(page)
        if is_about(folded(line.quote), question.about) and in_time(line.date, question):
            lines[page.capture.id] = line
            cited[page.capture.id] = cited_page(page)
    links: dict[str, CopyLink] = {}
    houses = defaultdict[str, list[str]](list)
    for link in held.links("copy"):
        if isinstance(link, CopyLink):
            links.setdefault(link.page, link)  # a page's own link comes before those to houses it credits beside
            if link.of and link.of not in cited and not is_page(link.of):
                houses[link.page].append(link.of)
    return Shelf(lines=lines, cited=cited, links=links, houses={page: tuple(names) for page, names in houses.items()})


def _families(links: Mapping[str, CopyLink]) -> list[set[str]]:
    """Pages that hang together by their links."""
    found: dict[str, set[str]] = {page: {page} for page in links}
    for page, link in sorted(links.items()):
        for other in (link.of, *link.siblings):
            if other in found and found[other] is not found[page]:
                found[page] |= found[other]
                for member in found[other]:
                    found[member] = found[page]
    return list({min(family): family for family in found.values()}.values())


def _tree(family: set[str], shelf: Shelf) -> Iterator[Line]:
    """The lines of one text: each page under the one it has it from, the oldest first."""
    under = defaultdict[str | None, list[str]](list)
    for page in sorted(family, key=lambda page: (oldest_first(shelf.lines[page].date), page)):
        source = shelf.links[page].of
        under[source if source in family else None].append(page)
    group = _heading([shelf.lines[page] for page in under[None]], sorted(family), shelf)
    yield from _branch(None, under, shelf, group, 0)


def _headed(trees: Sequence[Sequence[Line]]) -> Iterator[Sequence[Line]]:
    """The trees, headings that several have told apart by a number: lines of one heading are one tree."""
    seen = Counter[str]()
    for tree in trees:
        group = tree[0].group
        seen[group] += 1
        yield tree if seen[group] == 1 else [replace(line, group=f"{group} ({seen[group]})") for line in tree]


def _branch(
    above: str | None, under: Mapping[str | None, Sequence[str]], shelf: Shelf, group: str, depth: int
) -> Iterator[Line]:
    for page in under.get(above, ()):
        yield _line(page, shelf, group, depth)
        yield from _branch(page, under, shelf, group, depth + 1)


def _line(page: str, shelf: Shelf, group: str, depth: int) -> Line:
    line, link = shelf.lines[page], shelf.links[page]
    houses = shelf.houses.get(page, ())
    marks = (KINDS[link.relation], *(f"from {house}" for house in houses))
    lead = f"{line.who}, {in_words(line.date)}"
    return replace(line, lead=lead, group=group, depth=depth, marks=marks, note="; ".join(link.evidence))


def _heading(roots: Sequence[Line], family: Sequence[str], shelf: Shelf) -> str:
    """A text by the headline of its first page, on how many pages it is, and where it comes from: its first page, a
    house, or nobody knows."""
    title = " ".join(roots[0].quote.split())
    shown = shortened(title, TITLE)
    houses = list(dict.fromkeys(house for page in family for house in shelf.houses.get(page, ())))
    if len(roots) == 1:
        origin = f"first held from {roots[0].who}"
    else:
        origin = f"from {houses[0]}, whose own page is not held" if houses else "its origin not established"
    return f"“{shown}” on {counted(len(family), 'page')}, {origin}"


def _lent(line: Line, houses: Sequence[str]) -> Line:
    return replace(line, lead=f"{line.who}, {in_words(line.date)}", group=ALONE,
                   marks=tuple(f"from {house}" for house in houses), note="")
