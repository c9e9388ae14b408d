"""The rows that a page becomes: what can be asked of the store without reading every record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ..schema import (
    EntityRow,
    Figure,
    FigureRow,
    MadeBy,
    Mention,
    MentionRow,
    Page,
    PageRow,
    PassageRow,
    Published,
    Record,
    RoleRow,
    Span,
    Statement,
    StatementRow,
)
from .days import Days, days
from .terms import searched

GAP = " … "  # stands between the pieces of a statement whose content is broken by its cue
HEARD_FROM = " < "  # stands between tellers, from the page inward


class Rows(Record, frozen=True):
    """All rows of one page."""

    page: PageRow
    mentions: tuple[MentionRow, ...]
    statements: tuple[StatementRow, ...]
    figures: tuple[FigureRow, ...]
    roles: tuple[RoleRow, ...]
    entities: tuple[EntityRow, ...]
    passages: tuple[PassageRow, ...]


def rows_of(page: Page) -> Rows:
    """The rows of a page, with its corrections already applied to it."""
    return Rows(
        page=_page(page),
        mentions=tuple(_mention(page, number, mention) for number, mention in enumerate(page.mentions)),
        statements=tuple(_statement(page, number, statement) for number, statement in enumerate(page.statements)),
        figures=tuple(_figure(page, number, figure) for number, figure in enumerate(page.figures)),
        roles=tuple(_roles(page)),
        entities=tuple(_entities(page)),
        passages=tuple(_passages(page)),
    )


def made_by_key(made_by: MadeBy) -> str:
    """What a page was made by, as one string to compare: package, knowledge and model versions."""
    return " ".join((made_by.listeningpost, made_by.knowledge, made_by.model or "-"))


def items_of(page: Page) -> Iterator[tuple[str, str]]:
    """Every (id, kind) that a page holds as it was read, without corrections: what an id may name."""
    yield page.capture.id, "page"
    kinds = ("mentions", "statements", "figures", "events", "forecasts")
    for kind in kinds:
        yield from ((found.id, kind.removesuffix("s")) for found in getattr(page, kind))
    people = {mention.entity for mention in page.mentions} | {role.entity for role in page.roles}
    people |= {statement.speaker.entity for statement in page.statements}
    yield from ((who, "entity") for who in sorted(who for who in people if who))


def _page(page: Page) -> PageRow:
    head, article = page.capture, page.article
    first, last = published_days(article.published)
    return PageRow(
        id=head.id,
        source=head.source,
        media_type=head.media_type,
        space=page.space,
        made_by=made_by_key(page.made_by),
        title=article.title.text if article.title else None,
        outlet=article.outlet.name if article.outlet else None,
        language=article.language,
        published=article.published.edtf,
        published_from=first,
        published_to=last,
    )


def published_days(published: Published) -> Days:
    """First and last day of publication: the date where there is one, else the bounds that were found."""
    if published.edtf:
        return days(published.edtf)
    return days(published.not_before)[0], days(published.not_after)[1]


def _mention(page: Page, number: int, mention: Mention) -> MentionRow:
    return MentionRow(
        page=page.capture.id,
        number=number,
        id=mention.id,
        start=mention.span[0],
        stop=mention.span[1],
        text=mention.text,
        type=mention.type,
        form=mention.form,
        entity=mention.entity,
        name=mention.name,
        qid=mention.qid,
    )


def _statement(page: Page, number: int, statement: Statement) -> StatementRow:
    first, last = days(statement.said_on.edtf) if statement.said_on else (None, None)
    start, stop = _bounds(statement.content_spans)
    return StatementRow(
        page=page.capture.id,
        number=number,
        id=statement.id,
        start=start,
        stop=stop,
        text=GAP.join(page.article.text[a:b] for a, b in statement.content_spans),
        kind=statement.kind,
        attribution=statement.attribution,
        act=statement.act,
        speaker=statement.speaker.entity,
        speaker_name=statement.speaker.name,
        descriptor=statement.speaker.descriptor,
        via=HEARD_FROM.join(via.name for via in statement.via) or None,
        said_on=statement.said_on.edtf if statement.said_on else None,
        said_from=first,
        said_to=last,
    )


def _bounds(spans: Sequence[Span]) -> Span:
    return min((a for a, _ in spans), default=0), max((b for _, b in spans), default=0)


def _figure(page: Page, number: int, figure: Figure) -> FigureRow:
    same = {name: getattr(figure, name) for name in FigureRow.__struct_fields__ if hasattr(figure, name)}
    start, stop = figure.span
    text = page.article.text[start:stop]
    return FigureRow(page=page.capture.id, number=number, start=start, stop=stop, text=text, **same)


def _roles(page: Page) -> Iterator[RoleRow]:
    for number, role in enumerate(page.roles):
        start, stop = role.span
        yield RoleRow(
            page=page.capture.id,
            number=number,
            entity=role.entity,
            name=role.name,
            role=role.role,
            of=role.of,
            status=role.status,
            start=start,
            stop=stop,
            text=page.article.text[start:stop],
        )


def _entities(page: Page) -> Iterator[EntityRow]:
    """One row for everybody the page mentions: the name, type and Wikidata id most of its mentions give."""
    spoken = Counter(statement.speaker.entity for statement in page.statements)
    by_entity: dict[str, list[Mention]] = {}
    for mention in page.mentions:
        if mention.entity:
            by_entity.setdefault(mention.entity, []).append(mention)
    for who, mentions in by_entity.items():
        yield EntityRow(
            page=page.capture.id,
            entity=who,
            name=_commonest(mention.name or mention.text for mention in mentions),
            type=_commonest(mention.type for mention in mentions),
            qid=next((mention.qid for mention in mentions if mention.qid), None),
            mentions=len(mentions),
            statements=spoken[who],
        )


def _commonest(words: Iterable[str]) -> str:
    return Counter(words).most_common(1)[0][0]


def _passages(page: Page) -> Iterator[PassageRow]:
    """What can be searched: the headline and the sentences (or the blocks of a body without them), each statement;
    numbered in that order."""
    text = page.article.text
    found = [(page.capture.id, kind, span, text[slice(*span)], vector) for kind, span, vector in _lines(page)]
    for statement in page.statements:
        words = GAP.join(text[a:b] for a, b in statement.content_spans)
        found.append((statement.id, "statement", _bounds(statement.content_spans), words, None))
    for number, (id_, kind, (start, stop), said, vector) in enumerate(found):
        yield PassageRow(page=page.capture.id, number=number, id=id_, kind=kind, start=start, stop=stop, text=said,
                         words=searched(said), vector=vector)


def _lines(page: Page) -> Iterator[tuple[str, Span, bytes | None]]:
    if page.passages:
        yield from ((passage.kind, passage.span, passage.vector) for passage in page.passages)
        return
    title = page.article.title
    if title and title.span:
        yield "title", title.span, None
    yield from (("sentence", span, None) for span in page.article.body)


def as_columns(rows: Sequence[Record]) -> list[dict[str, object]]:
    """Rows as the mappings that an insert takes."""
    return [msgspec.structs.asdict(row) for row in rows]
