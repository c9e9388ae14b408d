"""Everything about one id."""

from collections.abc import Iterable

import msgspec

from ..schema import (
    Correction,
    Event,
    Figure,
    Forecast,
    Line,
    Mention,
    Page,
    Question,
    Record,
    RefusedPage,
    Span,
    Statement,
    View,
)
from .cite import FACTS, citation, item_line, page_facts
from .collecting import counted, of_pages
from .dates import in_words
from .dossier import dossier
from .figures import figure_facts, figure_line
from .finding import Found, Item, find
from .held import Held
from .quoting import cite, cited_page, teller
from .telling import flag_words, statement_line


def show(held: Held, wanted: str) -> View:
    """All that the store holds of an id, or of the beginning of one: a page with its lines, a statement, a mention, a
    figure, an entity, a correction. Raises UnknownId or UsageError as `find` does."""
    found = find(held, wanted)
    mends = [mend for mend in held.corrections() if mend.of == found.id]
    view = _shown(held, found)
    return msgspec.structs.replace(view, name="show", rows=(*view.rows, *(_mend_fact(mend) for mend in mends)))


def _shown(held: Held, found: Found) -> View:
    item, page = found.item, found.page
    if isinstance(item, Correction):
        return View(name="show", title=f"Correction {item.id}", lines=(), columns=FACTS, rows=_correction_facts(item))
    if isinstance(item, RefusedPage):
        return View(name="show", title=item.capture.source, lines=(), columns=FACTS, rows=_refusal_facts(item))
    if isinstance(item, str):
        return _entity(held, item)
    if isinstance(item, Page):
        return _page(item)
    if page is not None and isinstance(item, Statement | Mention | Figure | Event | Forecast):
        return _item(page, item)
    return View(name="show", title=found.id, lines=(), columns=FACTS, rows=_record_facts(item))


def _entity(held: Held, entity: str) -> View:
    view = dossier(held, Question(subject=entity))
    return msgspec.structs.replace(view, columns=FACTS, rows=(("id", entity), ("name", view.title)))


def _item(page: Page, item: Item) -> View:
    view = citation(page, item)
    title = f"{type(item).__name__} {item.id}"
    if isinstance(item, Statement):
        facts, lines = _statement_facts(item), _around_statement(page, item)
    elif isinstance(item, Figure):
        facts, lines = _figure_facts(item), _claim(page, item)
    elif isinstance(item, Mention):
        facts, lines = _mention_facts(item), _other_mentions(page, item)
    else:
        facts, lines = (), []
    return msgspec.structs.replace(view, title=title, rows=(*facts, *view.rows), lines=(*view.lines, *lines))


def _page(page: Page) -> View:
    lines = [*_body(page), *_statements(page), *_figures(page), *_flags(page)]
    layers = ((page.statements, "statement"), (page.figures, "figure"), (page.mentions, "mention"))
    return View(
        name="show",
        title=page.article.title.text if page.article.title else teller(page),
        lines=tuple(lines),
        columns=FACTS,
        rows=(*page_facts(page), *_date_facts(page)),
        notes=(", ".join(counted(len(layer), noun) for layer, noun in layers),),
        pages=of_pages(lines, [page]),
    )


def _date_facts(page: Page) -> Iterable[tuple[str, str]]:
    """Why the page is dated as it is: the reasons, the dates considered, the dates of the page's machinery."""
    published = page.article.published
    yield from (("why this date", reason) for reason in published.reasons)
    for date in published.candidates:
        yield f"date considered: {date.edtf}", f"{date.basis}, score {date.score:g}: {date.why}"
    for machine in page.article.page_dates:
        stated = page.article.text[slice(*machine.span)] if machine.span else ""
        yield f"date of the page's machinery: {machine.edtf or stated}", machine.why_not


def _body(page: Page) -> list[Line]:
    """The article's lines, numbered from 1, the headline as 0."""
    title = page.article.title
    blocks = [(0, title.span)] if title and title.span else []
    return [_block(page, number, span) for number, span in [*blocks, *enumerate(page.article.body, 1)]]


def _block(page: Page, number: int, span: Span) -> Line:
    words = cite(page, span)
    lead = "headline" if number == 0 else str(number)
    return Line(id=page.capture.id[:12], kind="body", lead=lead, quote=words.quote, cites=(words,), group="Article",
                source=page.capture.source, outlet=cited_page(page).outlet, title=cited_page(page).title)


def _statements(page: Page) -> list[Line]:
    lines = [statement_line(page, statement) for statement in page.statements if statement.content_spans]
    return [_noted(line, "Statements", in_words(line.date)) for line in lines]


def _figures(page: Page) -> list[Line]:
    lines = [figure_line(page, figure) for figure in page.figures]
    return [_noted(line, "Figures", line.group) for line in lines]


def _noted(line: Line, group: str, words: str) -> Line:
    return msgspec.structs.replace(line, group=group, note=_joined(words, line.note))


def _flags(page: Page) -> list[Line]:
    """The faults of the page that have a place on it."""
    found = []
    for flag in page.flags:
        if flag.span:
            words = cite(page, flag.span)
            found.append(Line(
                id=page.capture.id[:12], kind="flag", lead=flag_words(flag.kind), note=flag.note, quote=words.quote,
                cites=(words,), group="Faults of the page", source=page.capture.source,
            ))
    return found


def _around_statement(page: Page, statement: Statement) -> list[Line]:
    """What the record holds to be the same, and the figures claimed in it."""
    same = [other for other in page.statements if other.id in statement.same_as or statement.id in other.same_as]
    claimed = [figure for figure in page.figures if figure.claimed_by == statement.id]
    told = _grouped("The same on this page", (item_line(page, other) for other in same if other.content_spans))
    return [*told, *_grouped("Figures claimed in it", (figure_line(page, figure) for figure in claimed))]


def _claim(page: Page, figure: Figure) -> list[Line]:
    claims = [statement for statement in page.statements if statement.id == figure.claimed_by]
    return _grouped("Claimed in", (statement_line(page, statement) for statement in claims))


def _other_mentions(page: Page, mention: Mention) -> list[Line]:
    others = [m for m in page.mentions if m.entity == mention.entity and m.entity is not None and m.id != mention.id]
    return _grouped("Other mentions of the same on this page", (item_line(page, other) for other in others))


def _grouped(group: str, lines: Iterable[Line]) -> list[Line]:
    return [msgspec.structs.replace(line, group=group) for line in lines]


def _statement_facts(statement: Statement) -> tuple[tuple[str, str], ...]:
    said = statement.said_on
    facts = [
        ("speaker", statement.speaker.name or statement.speaker.descriptor or "nobody named"),
        ("why this speaker", statement.speaker.why or ""),
        ("entity", statement.speaker.entity or ""),
        ("kind", statement.kind),
        ("attribution", statement.attribution),
        ("act", statement.act),
        ("via", ", ".join(f"{via.name} ({via.basis})" for via in statement.via)),
        ("said on", f"{in_words(said.edtf)} ({said.edtf}, from the {said.basis})" if said else "not said on the page"),
    ]
    return tuple((name, value) for name, value in facts if value)


def _figure_facts(figure: Figure) -> tuple[tuple[str, str], ...]:
    numbers = [("value", figure.value), ("min", figure.min), ("max", figure.max)]
    facts = [("kind", figure.kind), *((name, f"{number:,g}") for name, number in numbers if number is not None)]
    return (*facts, ("unit", figure.unit or "none"), ("read as", "; ".join(figure_facts(figure)) or "nothing more"))


def _mention_facts(mention: Mention) -> tuple[tuple[str, str], ...]:
    facts = [("type", mention.type), ("form", mention.form), ("stands for", mention.name or "nobody found")]
    return (*facts, ("entity", mention.entity or "none"), ("Wikidata", mention.qid or "none"))


def _correction_facts(mend: Correction) -> tuple[tuple[str, str], ...]:
    undone = (("undone at", mend.undone_at),) if mend.undone_at else ()
    facts = (("of", mend.of), ("field", mend.field), ("was", mend.was or "nothing"), ("now", mend.now or "nothing"))
    return (("id", mend.id), *facts, ("by", mend.by), ("at", mend.at), ("why", mend.reason), *undone)


def _record_facts(record: Record) -> tuple[tuple[str, str], ...]:
    """The fields of a record as they are."""
    fields = msgspec.to_builtins(record)
    return tuple((name, str(msgspec.json.encode(value), "utf-8").strip('"')) for name, value in fields.items())


def _refusal_facts(page: RefusedPage) -> tuple[tuple[str, str], ...]:
    head = page.capture
    whole = page.refusal.room != "captures"  # what never was a page: its sha256 alone is held
    return (("not read", f"{page.refusal.room}: {page.refusal.reason}"), ("source", head.source),
            ("capture (sha256)", head.id), ("encoding", head.encoding), ("taken at", head.taken_at or "not recorded"),
            ("bytes", "kept" if whole else "not kept: the file at its source is the only copy"))


def _mend_fact(mend: Correction) -> tuple[str, str]:
    state = f", undone {mend.undone_at}" if mend.undone_at else ""
    return f"corrected ({mend.id})", f"{mend.field}: {mend.was} -> {mend.now}, by {mend.by}: {mend.reason}{state}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
