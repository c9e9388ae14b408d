"""From what was found on a page to its record: entities, mentions, roles, statements, figures."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ..knowledge import Knowledge
from ..schema import (
    Annotations,
    Article,
    Figure,
    FigureFound,
    MadeBy,
    Mention,
    MentionFound,
    Page,
    Reading,
    Span,
    Statement,
)
from .bodies import Owned
from .chain import page_chain
from .entities import Cast, Entity, name_entities
from .ids import Numbering
from .offices import Found, PageOffice, page_roles
from .referents import Memory, Scene, describe_entities, referent
from .speakers import Company
from .statements import Page as StatementPage
from .statements import enter_statements
from .when import Calendar, page_days
from .years import narrow

UNSTAMPED = ""  # the pipeline stamps the version of the product


def enter(reading: Reading, found: Annotations, knowledge: Knowledge) -> Page:
    """The record of one page. All spans stay in the page's space; `made_by` names the knowledge, the pipeline the
    rest. Raises ValueError where the page's map does not cover a span."""
    ids = Numbering(reading.head.id, reading.article.map)
    cast = name_entities(reading, found.mentions, knowledge, ids)
    offices = page_roles(found.roles, cast, knowledge, reading.article.text)
    article = _narrowed(reading.article, offices, knowledge)
    scene = Scene(found, offices, knowledge, page_days(article.published))
    described = describe_entities(scene, cast)
    told = cast | {span: one.entity for span, one in described.items() if one.entity}
    memory = Memory(scene, told)
    owned = Owned(article.text, cast, memory, knowledge)
    company = Company(article.text, found.mentions, cast, described, memory, owned)
    calendar = Calendar(article.published, article is not reading.article, found.times)
    chain = page_chain(article, found.mentions, knowledge)
    statements = enter_statements(StatementPage(found, company, calendar, chain), ids)
    return Page(
        made_by=MadeBy(listeningpost=UNSTAMPED, knowledge=knowledge.version), capture=reading.head, space=reading.space,
        article=article, flags=(*reading.flags, *found.flags),
        mentions=_by_place(_mentions(company, told, statements, ids), _bodies_that_speak(statements, company, ids)),
        roles=tuple(office.role for office in offices), statements=statements,
        figures=tuple(_figure(one, statements, ids) for one in found.figures),
    )


def _narrowed(article: Article, offices: Sequence[PageOffice], knowledge: Knowledge) -> Article:
    published = narrow(article.published, offices, knowledge)
    return article if published is article.published else msgspec.structs.replace(article, published=published)


def _mentions(company: Company, told: Cast, statements: Sequence[Statement], ids: Numbering) -> tuple[Mention, ...]:
    said: dict[Span, str] = {s.source_span: s.speaker.entity for s in statements if s.source_span and s.speaker.entity}
    by_id = {entity.id: entity for entity in told.values()}
    quoted = [span for s in statements for span in (s.quoted_spans or (s.content_spans if s.kind == "direct" else ()))]
    return tuple(_mention(m, _who(m, company, said, by_id, quoted), company.text, ids) for m in company.mentions)


def _bodies_that_speak(statements: Sequence[Statement], company: Company, ids: Numbering) -> Iterator[Mention]:
    """A mention for each source that is a body's description ("the ministry", "its foreign ministry") and no mention
    yet; persons are described by mentions of their own."""
    found = {mention.span for mention in company.mentions}
    known = {entity.id: entity for entity in (*company.cast.values(), *company.owned.met)}
    for statement in statements:
        span, body = statement.source_span, known.get(statement.speaker.entity or "")
        if span and span not in found and body and body.type != "person" and statement.speaker.descriptor:
            found.add(span)
            yield Mention(id=ids.item("m", span), span=span, text=company.text[slice(*span)], form="descriptor",
                          type=body.type, entity=body.id, name=body.name, qid=body.qid)


def _by_place(mentions: Iterable[Mention], others: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted((*mentions, *others), key=lambda mention: mention.span))


def _who(mention: MentionFound, company: Company, said: dict[Span, str], by_id: dict[str, Entity],
         quoted: Sequence[Span]) -> Found:
    """The entity of a mention: by name, by description, and for a pronoun as its statement decided; inside a quotation
    a pronoun is left alone, for there the speaker points and not the page."""
    if mention.span in company.cast:
        entity = company.cast[mention.span]
        return Found(entity=entity, why=entity.why)
    if mention.span in company.described:
        return company.described[mention.span]
    if mention.form != "pronoun":
        return Found(entity=None, why=mention.why)
    decided = by_id.get(said.get(mention.span) or "")
    if decided:
        return Found(entity=decided, why="as the speaker of its statement")
    if any(start <= mention.span[0] < end for start, end in quoted):
        return Found(entity=None, why="inside a quotation")
    return referent(mention, company.memory)


def _mention(found: MentionFound, who: Found, text: str, ids: Numbering) -> Mention:
    entity = who.entity
    loose = None if found.form == "pronoun" else found.name
    return Mention(
        id=ids.item("m", found.span), span=found.span, text=text[slice(*found.span)], form=found.form,
        type=entity.type if entity else found.type, entity=entity.id if entity else None,
        name=entity.name if entity else loose, qid=entity.qid if entity else None,
    )


def _figure(found: FigureFound, statements: Sequence[Statement], ids: Numbering) -> Figure:
    """The figure with the statement that claims it: the shortest whose content holds it."""
    holding = [s for s in statements if any(a <= found.span[0] and found.span[1] <= b for a, b in s.content_spans)]
    claimed = min(holding, key=lambda s: sum(b - a for a, b in s.content_spans), default=None)
    return msgspec.convert({**msgspec.structs.asdict(found), "id": ids.item("f", found.span),
                            "claimed_by": claimed.id if claimed else None}, Figure)
