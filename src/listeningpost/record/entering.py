"""From what was found on a page to its record: entities, mentions, roles, statements, figures."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge
from ..schema import (
    Annotations,
    Article,
    Figure,
    FigureFound,
    MadeBy,
    Page,
    Reading,
    Span,
    Statement,
)
from .affairs import stated_affairs
from .back_references import Told, known_by
from .bodies import Owned
from .chain import dateline_agencies, page_chain
from .claims import claimants
from .contradictions import against_knowledge
from .denials import with_denials
from .described_bodies import Describing
from .entities import Cast, name_entities, with_genders
from .evidence import Evidence
from .houses import with_agencies, with_houses
from .ids import Numbering
from .memory import Memory
from .mentions import enter_mentions
from .misspelt import with_names_mended
from .offices import PageOffice, page_roles
from .owners import Offices, with_described, with_owners
from .referents import Scene, describe_entities, those_told, titled_people
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
    names = with_names_mended(found.mentions, found.flags, reading.article.text, knowledge)
    found = msgspec.structs.replace(found, mentions=names)
    cast, offices, titled = _who_is_who(reading, found, knowledge, ids)
    article = _narrowed(reading.article, found, Known(cast, offices), knowledge)
    article = with_houses(_with_full_outlet(article, knowledge), knowledge)
    scene = Scene(found, offices, knowledge, page_days(article.published), titled)
    described = describe_entities(scene, cast)
    told = cast | those_told(described)
    memory = Memory(article.text, found, told)
    owned = Owned(article.text, cast, memory, knowledge)
    known = known_by(memory, offices, Told(found.mentions, described, titled), knowledge)
    company = Company(article.text, found.mentions, cast, described, memory, owned, known, article.byline)
    narrowed = article.published is not reading.article.published
    calendar = Calendar(article.published, narrowed, found.times)
    chain = page_chain(article, found.mentions, knowledge)
    statements = enter_statements(StatementPage(found, company, calendar, chain), ids)
    mentions = enter_mentions(company, told, statements, ids)
    roles = tuple(office.role for office in with_described(offices, described, found.mentions))
    statements = with_denials(article.text, statements, mentions, roles)
    return Page(
        made_by=MadeBy(listeningpost=UNSTAMPED, knowledge=knowledge.version), capture=reading.head, space=reading.space,
        article=with_agencies(article, dateline_agencies(article, found.mentions, knowledge)),
        flags=(*reading.flags, *found.flags, *against_knowledge(article.published, offices, knowledge)),
        mentions=mentions, statements=statements, roles=roles,
        figures=_figures(found.figures, statements, ids),
    )


def _who_is_who(reading: Reading, found: Annotations, knowledge: Knowledge, ids: Numbering
                ) -> tuple[Cast, list[PageOffice], Mapping[str, Sequence[Span]]]:
    """Who the names and the described bodies are, the page's offices with their owners, and the titled people."""
    article = reading.article
    titled = titled_people(article.text, found)
    cast = with_genders(name_entities(reading, found.mentions, knowledge, ids), titled, found.roles)
    stated = page_roles(found.roles, cast, knowledge, article.text)
    scene = Scene(found, stated, knowledge, page_days(article.published), titled)
    evidence = Evidence(article, found, cast | those_told(describe_entities(scene, cast)), knowledge)
    bodies = Describing(found, stated, evidence, ids).bodies(cast)
    offices = with_owners(stated, Offices(article, found, bodies, evidence))
    return cast | bodies, offices, titled


def _with_full_outlet(article: Article, knowledge: Knowledge) -> Article:
    """An outlet told by its abbreviation, under its full name where the page prints both and knowledge has them one."""
    outlet = article.outlet
    known = next(iter(knowledge.look_up(outlet.name)), None) if outlet else None
    if outlet is None or known is None or known.form != "abbrev" or known.actor.type != "media":
        return article
    place = article.text.find(known.actor.name)
    if place < 0:
        return article
    full = msgspec.structs.replace(outlet, name=known.actor.name, span=(place, place + len(known.actor.name)))
    return msgspec.structs.replace(article, outlet=full)


class Known(NamedTuple):
    """Who the page's names are, and their offices."""

    cast: Cast
    offices: Sequence[PageOffice]


def _narrowed(article: Article, found: Annotations, known: Known, knowledge: Knowledge) -> Article:
    if article.published.edtf:
        return article
    stated = stated_affairs(article, found, known.cast, knowledge)
    published = narrow(article.published, known.offices, stated, knowledge)
    return article if published is article.published else msgspec.structs.replace(article, published=published)


def _figures(found: Sequence[FigureFound], statements: Sequence[Statement], ids: Numbering) -> tuple[Figure, ...]:
    """The figures with the statements that claim them."""
    claims = claimants([one.span for one in found], statements)
    facts = (msgspec.structs.asdict(one) | {"id": ids.item("f", one.span)} for one in found)
    return tuple(msgspec.convert({**fact, "claimed_by": claim}, Figure)
                 for fact, claim in zip(facts, claims, strict=True))
