"""The full citation of one id: all that is needed to find the words again, and to say where they come from."""

import msgspec

from ..errors import UsageError
from ..schema import Event, Figure, Forecast, Line, MadeBy, Mention, Page, Question, Span, Statement, View
from ..spans import capture_span
from .collecting import of_pages
from .dates import in_words
from .figures import figure_line
from .finding import Item, find
from .held import Held
from .quoting import cite as cited
from .quoting import cited_page, context, page_words, published, teller
from .telling import statement_line

FACTS = ("field", "as recorded")
MODEL_SHOWN = len("sha256:") + 12  # as much of a digest as an id shows


def cite(held: Held, question: Question) -> View:
    """The citation of `question.subject`, an id of a statement, figure, mention, event, forecast or page.

    Raises UsageError without an id or for one that has no place on a page, UnknownId where nothing has it.
    """
    if not question.subject:
        raise UsageError("view cite needs an id: listening-post view cite ID; `view table` shows ids")
    found = find(held, question.subject)
    if found.page is None:
        raise UsageError(f"{found.id} has no words of its own on a page; try `listening-post show {found.id}`")
    if isinstance(found.item, Statement | Mention | Figure | Event | Forecast):
        return citation(found.page, found.item)
    return View(name="cite", title=page_words(cited_page(found.page)), lines=(), columns=FACTS,
                rows=page_facts(found.page))


def citation(page: Page, item: Item) -> View:
    """The line of an item with its context, and the facts of its page and place."""
    line = item_line(page, item)
    spans = [piece.span for piece in line.cites]
    rows = (("id", line.id), *page_facts(page), *place_facts(page, spans))
    return View(name="cite", title=_footnote(page, line), lines=(line,), columns=FACTS, rows=rows,
                pages=of_pages([line], [page]))


def item_line(page: Page, item: Item) -> Line:
    """The line of any item that stands on a page, with the sentence around it."""
    if isinstance(item, Figure):
        return figure_line(page, item)
    line = statement_line(page, item) if isinstance(item, Statement) else _plain_line(page, item)
    return _with_context(page, line)


def page_facts(page: Page) -> tuple[tuple[str, str], ...]:
    """Where the words stand: the page as a footnote gives it, and the capture that holds its bytes."""
    article, head = page.article, page.capture
    date = in_words(published(article)) + (f" (from: {article.published.basis})" if article.published.edtf else "")
    facts = [
        ("outlet", article.outlet.name if article.outlet else "not named on the page"),
        ("title", article.title.text if article.title else "none"),
        ("byline", ", ".join(name.name for name in article.byline)),
        ("agency", ", ".join(name.name for name in article.agency)),
        ("section", article.section.name if article.section else ""),
        ("tags", ", ".join(tag.name for tag in article.tags)),
        ("published", date),
        ("source", head.source),
        ("taken at", head.taken_at or "not recorded"),
        ("capture (sha256)", head.id),
        ("encoding", head.encoding + (f", {head.container}" if head.container else "")),
        ("made by", _makers(page.made_by)),
    ]
    return tuple((name, value) for name, value in facts if value)


def _makers(made_by: MadeBy) -> str:
    model = f"model {made_by.model[:MODEL_SHOWN]}" if made_by.model else "no model"
    return f"listeningpost {made_by.listeningpost}, knowledge {made_by.knowledge}, {model}"


def place_facts(page: Page, spans: list[Span]) -> tuple[tuple[str, str], ...]:
    """The characters of the words, in the page's space and in the decoded capture."""
    here = (f"characters of the {page.space}", _span_words(spans))
    if page.space == "capture":
        return (here,)
    return here, ("characters of the capture", _span_words([capture_span(span, page.article.map) for span in spans]))


def _span_words(spans: list[Span]) -> str:
    return ", ".join(f"{start:,}-{end:,}" for start, end in spans)


def _footnote(page: Page, line: Line) -> str:
    return f"{line.who or teller(page)}, in: {page_words(cited_page(page))}"


def _plain_line(page: Page, item: Mention | Event | Forecast) -> Line:
    kind = type(item).__name__.lower()
    span = item.evidence_span if isinstance(item, Event) else item.span
    words = cited(page, span)
    about = cited_page(page)
    return Line(
        id=item.id, kind=kind, lead=f"{_item_words(item)}, as told by {teller(page)}", quote=words.quote,
        cites=(words,),
        outlet=about.outlet, title=about.title, date=published(page.article), source=about.source,
        marks=(kind,), group="On the page",
    )


def _item_words(item: Mention | Event | Forecast) -> str:
    if isinstance(item, Mention):
        stands_for = f" for {item.name}" if item.name else ", nobody found for it"
        return f"{item.type.replace('_', ' ')}, {item.form}{stands_for}"
    if isinstance(item, Event):
        return f"{item.type}, {item.status}"
    return f"{item.kind}: {item.proposition}"


def _with_context(page: Page, line: Line) -> Line:
    return msgspec.structs.replace(line, context=context(page, line.cites[0].span))
