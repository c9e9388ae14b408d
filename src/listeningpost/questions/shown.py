"""What was found or answered, as a view: every way a view is read reads these too."""

from collections.abc import Iterable, Sequence

from ..schema import Answer, CitedPage, Found, FoundLine, Line, View

DOES_NOT_SAY = "The record does not say."
NEAREST = "Nearest to the question, but no answer"
SAYS, ALSO = "The record says", "Also"
DIRECT = "direct speech"  # a line is a sentence of the page: in marks of its own, and never put in ours


def found_view(found: Found) -> View:
    """What a search found: lines with words first, then those near in meaning; facets as notes."""
    groups = ("Near in meaning" if line.beside else "With these words" for line in found.lines)
    lines = tuple(_line(line, group) for line, group in zip(found.lines, groups, strict=True))
    total = "1 line" if found.total == 1 else f"{found.total or 0:,} lines"
    notes = (f"{total} with these words", *_facet_notes(found), *found.notes)
    return View(name="search", title=f"Search: {found.words}", lines=lines, notes=notes, pages=_pages(found.lines))


def answer_view(answer: Answer) -> View:
    """What the record answers, best line first; where it does not say, the nearest lines under a heading of their
    own."""
    given = answer.near if answer.abstained else answer.lines
    headings = [NEAREST if answer.abstained else (ALSO if at else SAYS)
                for at in range(len(given))]
    lines = tuple(_line(line, heading) for line, heading in zip(given, headings, strict=True))
    says = (DOES_NOT_SAY,) if answer.abstained else ()
    return View(name="ask", title=answer.question, lines=lines, notes=(*says, *answer.notes), pages=_pages(given))


def _line(line: FoundLine, group: str) -> Line:
    kind = DIRECT if line.kind == "direct" else line.kind
    marks = [kind, *([line.act] if line.act and line.act != "assert" else []), *filter(None, [line.beside])]
    return Line(
        id=line.id, kind="line", lead=line.lead, quote=line.cite.quote, cites=(line.cite,), group=group,
        note=f"here: {line.answer}" if line.answer and group in (SAYS, ALSO) else "", outlet=line.outlet,
        title=line.title, date=line.date, who=line.who, marks=(*marks, *filter(None, [line.origin])),
        also=line.also, source=line.source,
    )


def _facet_notes(found: Found) -> Iterable[str]:
    for name in dict.fromkeys(facet.name for facet in found.facets):
        values = [f"{facet.value} {facet.count:,}" for facet in found.facets if facet.name == name]
        yield f"{name}: {', '.join(values)}"


def _pages(lines: Sequence[FoundLine]) -> tuple[CitedPage, ...]:
    pages = {line.cite.page: CitedPage(id=line.cite.page, source=line.source, outlet=line.outlet, title=line.title,
                                       published=line.published) for line in lines}
    return tuple(pages.values())
