"""Who speaks: the source of an attribution led to an entity, or kept as the page's words, with the reason."""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ..knowledge import fold
from ..schema import AttributionFound, MentionFound, Span, Speaker
from .bodies import PREPOSITIONS, Owned, head_noun
from .entities import Cast, Entity
from .offices import Found
from .referents import Memory, fits, referent
from .tables import SPEAKERS

DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her"})


class Company(NamedTuple):
    """What speakers are told by: the text, the mentions, who the names and descriptions are, what was told before."""

    text: str
    mentions: Sequence[MentionFound]
    cast: Cast
    described: dict[Span, Found]
    memory: Memory
    owned: Owned


class Told(NamedTuple):
    """A speaker and the entity behind it, remembered for those who go on speaking."""

    speaker: Speaker
    entity: Entity | None
    sentence: int = -1


def speaker_of(attribution: AttributionFound, company: Company, last: Told | None) -> Told:
    """The speaker of an attribution; `last` is who spoke before. Without a source the last speaker goes on."""
    if attribution.attribution == "hearsay" and attribution.source_span is None:
        told = Told(Speaker(anonymous=True, why="hearsay; the page names nobody"), None)
    else:
        told = party(attribution.source_span, company, last) if attribution.source_span else _goes_on(last)
    return told._replace(sentence=company.memory.sentence(attribution.sentence))


class _Source(NamedTuple):
    """A stretch to be led to somebody: its span, the mentions inside it, the company, who spoke last."""

    span: Span
    inside: Sequence[MentionFound]
    company: Company
    last: Told | None

    @property
    def words(self) -> str:
        """The source as the page writes it, blanks folded."""
        return " ".join(self.company.text[slice(*self.span)].split())


def party(span: Span, company: Company, last: Told | None) -> Told:
    """Who a stretch of the page means as speaker or addressee: by name, by title, by pronoun, else its own words."""
    first = bisect.bisect_left(company.mentions, span[0], key=lambda mention: mention.span[0])
    stop = bisect.bisect_left(company.mentions, span[1], key=lambda mention: mention.span[0])
    inside = [m for m in company.mentions[first:stop] if m.span[1] <= span[1]]
    source = _Source(span, inside, company, last)
    return _pronoun(source) or _person(source) or _description(source) or _body(source) or _unnamed(source)


def _goes_on(last: Told | None) -> Told:
    if last is None:
        return Told(Speaker(why="the page names no source, and nobody spoke before"), None)
    why = f"no source stands here; the last to speak goes on ({last.speaker.name or last.speaker.descriptor})"
    return Told(msgspec.structs.replace(last.speaker, why=why), last.entity)


def _named(entity: Entity, why: str, words: str | None = None) -> Told:
    return Told(Speaker(entity=entity.id, name=entity.name, descriptor=words, why=why), entity)


def _pronoun(source: _Source) -> Told | None:
    """"He added": the last speaker where he fits, else the nearest before that fits."""
    mention = next((m for m in source.inside if m.form == "pronoun" and m.span == source.span), None)
    if mention is None:
        return None
    last, nearer = source.last, _nearer(mention, source)
    if nearer:
        return _named(nearer, "pronoun; the one told of in the sentence before, after the last to speak")
    if last and last.entity and fits(mention, last.entity):
        return _named(last.entity, "pronoun; the last to speak fits it")
    if last and mention.plural and last.entity is None and last.speaker.descriptor:
        return Told(last.speaker, None)
    found = referent(mention, source.company.memory)
    if found.entity:
        return _named(found.entity, f"pronoun; {found.why}")
    return Told(Speaker(descriptor=source.words, why=found.why), None)


def _nearer(mention: MentionFound, source: _Source) -> Entity | None:
    """Who fits in the sentence just before, where the last speaker spoke earlier than that and is not in it."""
    memory, last = source.company.memory, source.last
    if last is None or last.entity is None or last.sentence >= memory.sentence(mention.span) - 1:
        return None
    fitting = [e for e in memory.before(mention.span, 1) if e.type == "person" and fits(mention, e)]
    return fitting[0] if fitting and last.entity.id not in {e.id for e in fitting} else None


def _person(source: _Source) -> Told | None:
    """A person named in the source, unless only as somebody's somebody ("a spokesman for Putin")."""
    text, cast = source.company.text, source.company.cast
    for mention in source.inside:
        if mention.type != "person" or mention.span not in cast:
            continue
        before = text[source.span[0] : mention.span[0]].lower().split()
        owner = text[mention.span[1] : mention.span[1] + 2] in ("'s", "’s")
        if not owner and not PREPOSITIONS.intersection(before[-1:]):
            return _named(cast[mention.span], "named in the sentence")
    return None


def _description(source: _Source) -> Told | None:
    described = source.company.described
    mention = next((m for m in source.inside if m.span in described and m.span[0] - source.span[0] <= 1), None)
    if mention is None:
        return None
    found, last = described[mention.span], source.last
    if found.entity:
        return _named(found.entity, found.why, source.words)
    why = found.why
    if last and last.speaker.anonymous and mention.head and _same_noun(mention.head, last.speaker.descriptor):
        why = f"{source.words}: the unnamed one who spoke before"
        return Told(msgspec.structs.replace(last.speaker, why=why), None)
    if last and last.entity and fits(mention, last.entity):
        why += f"; it may be {last.entity.name}, who spoke before"
    return Told(Speaker(descriptor=source.words, why=why), None)


def _same_noun(head: str, words: str | None) -> bool:
    """Whether an unnamed speaker's words have the noun of a later "the official"."""
    return fold(head).split()[-1:] == [head_noun(fold(words or "").split())]


def _body(source: _Source) -> Told | None:
    """A state or body by name: the whole source but for an article ("the Taliban", "Moscow"); or a body's noun that
    the page has named before ("the ministry")."""
    text, cast = source.company.text, source.company.cast
    for mention in sorted(source.inside, key=lambda m: m.span[0] - m.span[1]):
        rest = text[source.span[0] : mention.span[0]] + text[mention.span[1] : source.span[1]]
        if mention.span in cast and mention.form != "demonym" and set(rest.lower().split()) <= DETERMINERS:
            return _named(cast[mention.span], f"{source.words} is named in the sentence")
    return _body_noun(source) or _owned_body(source)


def _owned_body(source: _Source) -> Told | None:
    found = source.company.owned.body(source.span)
    if found is None:
        return None
    entity, name, why = found
    if entity:
        return _named(entity, why, source.words)
    return Told(Speaker(name=name, descriptor=source.words, why=why), None)


def _body_noun(source: _Source) -> Told | None:
    words = fold(source.words).split()
    if len(words) != 2 or words[0] != "the" or words[1] not in SPEAKERS["bodies"]:
        return None
    named = [(place, e) for place, e in source.company.cast.items()
             if e.type in ("organisation", "media", "military_alliance") and words[1] in fold(e.name).split()]
    earlier = [(place, entity) for place, entity in named if place[1] <= source.span[0]]
    if not earlier:
        return None
    return _named(max(earlier, key=lambda row: row[0])[1], f"the last {words[1]} named before", source.words)


def _proper(source: _Source) -> bool:
    """Whether the words are a name: capitals throughout, and not only because a sentence begins there."""
    words = [word for word in source.words.split() if word not in ("and", "of")]
    opens = any(start == source.span[0] for start in source.company.memory.starts)
    return all(word[:1].isupper() and word != "I" for word in words) and (len(words) > 1 or not opens)


def _unnamed(source: _Source) -> Told:
    """Words without a name: a body that speaks as such keeps them as its name, people stay nameless."""
    text, words = source.words, fold(source.words).split()
    head = head_noun(words)
    if (head in SPEAKERS["bodies"] and words[0] not in SPEAKERS["nameless"]) or head in SPEAKERS["papers"]:
        name = " ".join(text.split()[1:]) if words[0] in DETERMINERS else text
        return Told(Speaker(name=name, descriptor=text, why="a body that speaks as such, under the page's words"), None)
    if _proper(source):
        return Told(Speaker(name=text, why="a name, though of nobody else told of on the page"), None)
    if words[:1] == ["the"] and not head.endswith("s"):
        return Told(Speaker(descriptor=text, why="a title that the page gives nobody"), None)
    return Told(Speaker(descriptor=text, anonymous=True, why="the page gives no name"), None)
