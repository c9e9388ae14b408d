"""Mentions of the record: every find with who it is and why, and those who speak without a name."""

import bisect
from collections.abc import Iterator, Sequence

from ..knowledge import fold
from ..schema import Mention, MentionFound, MentionType, Span, Statement
from .described_bodies import is_described_body
from .entities import Cast, Entity
from .ids import Numbering
from .memory import referent
from .nouns import head_noun, people, person, plural
from .offices import Found
from .speakers import Company

ByNoun = dict[tuple[str, ...], list[tuple[Span, Entity]]]


def enter_mentions(company: Company, told: Cast, statements: Sequence[Statement], ids: Numbering
                   ) -> tuple[Mention, ...]:
    """The page's mentions in the order of the text. A body's description that nothing leads to a body is none."""
    said: dict[Span, str] = {s.source_span: s.speaker.entity for s in statements if s.source_span and s.speaker.entity}
    by_id = {entity.id: entity for entity in told.values()}
    quoted = [span for s in statements for span in (s.quoted_spans or (s.content_spans if s.kind == "direct" else ()))]
    unnamed = dict(_unnamed(statements, company, ids))
    sources = frozenset(s.source_span[1] for s in statements if s.source_span)
    by_noun: ByNoun = {}
    for span, one in sorted(unnamed.items()):
        by_noun.setdefault((one.type, head_noun(fold(one.name).split())), []).append((span, one))
    found: list[Mention] = []
    for mention in company.mentions:
        who = _who(mention, company, said, by_id, quoted)
        if mention.span in unnamed:
            who = Found(entity=unnamed[mention.span], why=who.why)
        elif who.entity is None and mention.form == "descriptor" and mention.type in ("person", "group"):
            who = _described(mention, who, by_noun, " ".join(company.text[slice(*mention.span)].split()), ids)
        if who.entity or not (is_described_body(mention) or _nobody(mention, sources)):
            found.append(_mention(mention, who, company.text, ids))
    taken = {mention.span for mention in found}
    more = (*_bodies_that_speak(statements, company, ids),
            *(_of_unnamed(span, one, company.text, ids) for span, one in unnamed.items()))
    return tuple(sorted((*found, *(one for one in more if one.span not in taken)), key=lambda one: one.span))


def _nobody(mention: MentionFound, sources: frozenset[int]) -> bool:
    """A description of nobody in particular who does not speak: "the director"."""
    alone = mention.type != "group" or mention.of is None
    return mention.form == "descriptor" and alone and mention.span[1] not in sources


def _bodies_that_speak(statements: Sequence[Statement], company: Company, ids: Numbering) -> Iterator[Mention]:
    """A mention for each source that is a body's description ("the ministry", "its foreign ministry"); persons are
    described by mentions of their own."""
    found: set[Span] = set()
    known = {entity.id: entity for entity in (*company.cast.values(), *company.owned.met)}
    for statement in statements:
        span, body = statement.source_span, known.get(statement.speaker.entity or "")
        if span and span not in found and body and body.type != "person" and statement.speaker.descriptor:
            found.add(span)
            yield Mention(id=ids.item("m", span), span=span, text=company.text[slice(*span)], form="descriptor",
                          type=body.type, entity=body.id, name=body.name, qid=body.qid, why=statement.speaker.why)


# ---- those without a name
def _unnamed(statements: Sequence[Statement], company: Company, ids: Numbering) -> Iterator[tuple[Span, Entity]]:
    """Speakers whom the page describes and does not name: "A diplomat from a third country"."""
    pronouns = {mention.span for mention in company.mentions if mention.form == "pronoun"}
    for statement in statements:
        span, speaker = statement.source_span, statement.speaker
        if span is None or span in pronouns or not speaker.anonymous or not speaker.descriptor:
            continue
        words = fold(speaker.descriptor).split()
        head = head_noun(words)
        many = plural(head)
        told = people(head) if many else person(head, words)
        if told and head.isalpha() and "(" not in speaker.descriptor and not _named_first(span, company):
            kind: MentionType = "group" if many else "person"
            yield span, Entity(id=ids.entity(kind, speaker.descriptor), name=speaker.descriptor, type=kind,
                               why="the page gives no name")


def _named_first(span: Span, company: Company) -> bool:
    """Whether the words begin with somebody's name ("Veld remains"): then they are no description."""
    number = bisect.bisect_left(company.mentions, span[0], key=lambda mention: mention.span[0])
    first = company.mentions[number] if number < len(company.mentions) else None
    if first is None or first.span[0] != span[0] or first.span not in company.cast:
        return False
    return first.form != "demonym" and company.text[first.span[1]] not in "'’-"


def _described(mention: MentionFound, who: Found, by_noun: ByNoun, words: str, ids: Numbering) -> Found:
    """Somebody described for whom there is no name: the unnamed speaker of the same noun told of before, or the one
    whom a title with its "of ..." tells ("the mayor of Veld"), under the page's words."""
    told = by_noun.get((mention.type, *fold(mention.head or "").split()[-1:]), ())
    number = bisect.bisect_right(told, mention.span[0], key=lambda row: row[0][1]) - 1
    if number >= 0 and set(fold(words).split()) <= {"the", *fold(told[number][1].name).split()}:
        return Found(entity=told[number][1], why=f"{told[number][1].name}, who spoke before")
    if " of " not in words or mention.type != "person":
        return who
    one = Entity(id=ids.entity("person", words), name=words, type="person", why="a title that the page gives nobody")
    return Found(entity=one, why=f"{who.why}; told by its words alone")


def _of_unnamed(span: Span, one: Entity, text: str, ids: Numbering) -> Mention:
    return Mention(id=ids.item("m", span), span=span, text=text[slice(*span)], form="descriptor", type=one.type,
                   entity=one.id, name=one.name, why=one.why)


# ---- who it is
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
        name=entity.name if entity else loose, qid=entity.qid if entity else None, why=who.why or found.why or None,
    )
