"""The timeline: what was said and what was published, in the order of days."""

from collections.abc import Iterator

import msgspec

from ..schema import Line, Page, Question, View
from .as_of import published_by
from .choosing import in_time, is_about, pages_asked_for
from .collecting import collect, finished
from .dates import in_words
from .held import Held
from .quoting import cite, cited_page, folded, published, teller
from .telling import days, oldest_first


def timeline(held: Held, question: Question) -> View:
    """Statements by the day they were said and pages by the day they were published, oldest first, undated last. A
    headline is said when its page is published: as said by a day, later ones are left out."""
    found = collect(held, question)
    lines = [_on_its_day(told.line) for told in found.told]
    pages = dict(found.pages)
    if question.speaker is None and question.kind is None:
        for page, line in _publications(held, question):
            lines.append(line)
            pages[page.capture.id] = cited_page(page)
    lines.sort(key=_order)
    return finished(View(name="timeline", title="Timeline", lines=tuple(lines), notes=found.notes), pages, question)


def publication(page: Page) -> Line | None:
    """The line of a page's publication: its headline, cited. None where the headline has no place in the text."""
    title = page.article.title
    if title is None or title.span is None:
        return None
    words = cite(page, title.span)
    date = published(page.article)
    return Line(
        id=page.capture.id[:12],
        kind="page",
        lead=f"{teller(page)} published",
        who=teller(page),
        quote=words.quote,
        cites=(words,),
        group=in_words(date),
        outlet=cited_page(page).outlet,
        title=title.text,
        date=date,
        marks=("headline",),
        source=page.capture.source,
    )


def _publications(held: Held, question: Question) -> Iterator[tuple[Page, Line]]:
    for page in pages_asked_for(held.pages(corrected=True), question):
        line = publication(page)
        if (
            line
            and is_about(folded(line.quote), question.about)
            and in_time(line.date, question)
            and published_by(page) <= days(question.said_until)[1]
        ):
            yield page, line


def _on_its_day(line: Line) -> Line:
    """A statement under its plain day; one that only its page dates is marked."""
    day = in_words(line.date)
    if line.group == day:
        return line
    return msgspec.structs.replace(line, group=day, marks=(*line.marks, "day of the report"))


def _order(line: Line) -> tuple[tuple[str, str], str, int, str, int]:
    cite = line.cites[0]
    return oldest_first(line.date), line.group, 0 if line.kind == "page" else 1, cite.page, cite.span[0]
