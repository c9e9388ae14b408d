"""Who speaks: the source of an attribution led to an entity, or kept as the page's words, with the reason."""

import bisect
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from ..knowledge import fold
from ..schema import AttributionFound, MentionFound, MentionType, Named, Span, Speaker
from .back_references import (
    Description,
    Known,
    body_meant,
    issuer,
    owned_person,
    person_coming,
    person_meant,
    self_named,
    tells_of,
)
from .bodies import Owned
from .entities import Cast, Entity
from .memory import REACH, Heard, Memory, fits, referent
from .nouns import PREPOSITIONS, head_noun, person, plural
from .offices import Found, role_words
from .tables import SPEAKERS

AND = re.compile(r",?\s+and\s")
FAR = 1500  # characters back in which a paper may be told of
THINGS = ("ing", "tion", "sion", "ment", "ness")  # ends of nouns for no person, but for those on the list
BODIES = frozenset({"organisation", "media", "armed_group", "military_alliance"})
FIRST_PERSON = frozenset({"i", "we"})
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her"})


class Company(NamedTuple):
    """What speakers are told by: the text, the mentions, who the names and descriptions are, what was told before, who
    signs the page."""

    text: str
    mentions: Sequence[MentionFound]
    cast: Cast
    described: dict[Span, Found]
    memory: Memory
    owned: Owned
    known: Known
    byline: Sequence[Named] = ()


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


def speaks_for(one: Told, other: Told, company: Company) -> bool:
    """Whether one speaker is the spokesman of another: "Ostavia denied it. Foreign ministry spokesman A B said"."""
    if one.entity is None or other.entity is None:
        return False
    for office in company.known.held.get(one.entity.id, ()):
        if "spokes" in role_words(office.role.role) and office.role.of:
            body = company.known.bodies.get(office.role.of)
            if other.entity.name in (office.role.of, body.of if body else None):
                return True
    return False


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
    named = _pronoun(source) or _together(source) or _person(source)
    return named or _description(source) or _body(source) or _unnamed(source)


def _goes_on(last: Told | None) -> Told:
    if last is None:
        return Told(Speaker(why="the page names no source, and nobody spoke before"), None)
    why = f"no source stands here; the last to speak goes on ({last.speaker.name or last.speaker.descriptor})"
    return Told(msgspec.structs.replace(last.speaker, why=why), last.entity)


def _named(entity: Entity, why: str, words: str | None = None) -> Told:
    return Told(Speaker(entity=entity.id, name=entity.name, descriptor=words, why=why), entity)


def _pronoun(source: _Source) -> Told | None:
    """"He added": of the last speaker and those told of near by the one of the best standing who fits."""
    mention = next((m for m in source.inside if m.form == "pronoun" and m.span == source.span), None)
    if mention is None:
        return None
    last = source.last
    if source.words.lower() == "it" and (paper := _paper_before(source)):
        return Told(Speaker(name=paper, descriptor=source.words, why=f"it: the {paper} told of just before"), None)
    heard = last.entity or _stand_in(last.speaker, mention.plural) if last else None
    found = referent(mention, source.company.memory, Heard(heard, last.sentence) if last and heard else None)
    if last and heard and found.entity is heard:
        return Told(msgspec.structs.replace(last.speaker, why=f"pronoun; {found.why}"), last.entity)
    if found.entity:
        return _named(found.entity, f"pronoun; {found.why}")
    return Told(Speaker(descriptor=source.words, why=found.why), None)


def _paper_before(source: _Source) -> str | None:
    """The paper that the sentence before ends with: "I have the letter. It says that ..."."""
    memory = source.company.memory
    number = memory.sentence(source.span) - 1
    if number < 0 or source.company.text[memory.starts[number + 1] : source.span[0]].strip():
        return None
    words = fold(source.company.text[slice(*memory.sentences[number])]).split()
    told = words[-1] in SPEAKERS["papers"] and words[-2:-1] != [] and words[-2] in DETERMINERS if words else False
    return words[-1] if told else None


def _stand_in(speaker: Speaker, several: bool = False) -> Entity | None:
    """Somebody unnamed who spoke, as one whom a pronoun may mean; None for a title that nobody was found for, whom the
    page may name elsewhere. `several`: a body may be meant by "they"."""
    if not speaker.anonymous and speaker.name is None or fold(speaker.descriptor or "") in FIRST_PERSON:
        return None
    words = fold(speaker.descriptor or speaker.name or "").split()
    noun, name = head_noun(words), speaker.descriptor or speaker.name
    if not name or not noun:
        return None
    kind: MentionType = "group" if plural(noun) else "person"
    if noun in SPEAKERS["bodies"] or noun in SPEAKERS["papers"] or noun.endswith(THINGS) and not person(noun, words):
        kind = "group" if several else "organisation"
    gender: Literal["m", "f"] | None = "m" if noun in SPEAKERS["men"] else "f" if noun in SPEAKERS["women"] else None
    return Entity(id="", name=name, type=kind, why="spoke before", gender=gender)


def _together(source: _Source) -> Told | None:
    """Several who speak together, one of them a person with a name: none of them alone, in the page's words."""
    behind = (source.company.text[m.span[1] : source.span[1]] for m in source.inside if m.type == "person")
    several = source.words.count(" and ") == 1 and any(AND.match(words) for words in behind)
    why = "several who speak together" if several and not PREPOSITIONS & set(source.words.lower().split()) else ""
    return Told(Speaker(name=source.words, why=why), None) if why else None


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
    back = person_meant(_bare(source, mention.gender), source.company.known)
    if back and back.entity and back.entity.id:
        return _named(back.entity, f"{why}; {back.why}", source.words)
    if last and last.entity and fits(mention, last.entity):
        why += f"; it may be {last.entity.name}, who spoke before"
    return Told(Speaker(descriptor=source.words, why=why), None)


def _bare(source: _Source, gender: str | None = None) -> Description:
    words, last = fold(source.words).split(), source.last
    noun = head_noun(words)
    gender = gender or ("m" if noun in SPEAKERS["men"] else "f" if noun in SPEAKERS["women"] else None)
    heard = last.entity or _stand_in(last.speaker) if last else None
    return Description(source.span, words, gender, Heard(heard, last.sentence) if last and heard else None)


def _same_noun(head: str, words: str | None) -> bool:
    """Whether an unnamed speaker's words have the noun of a later "the official"."""
    return fold(head).split()[-1:] == [head_noun(fold(words or "").split())]


def _body(source: _Source) -> Told | None:
    """A state or body by name: the whole source but for an article ("the Taliban", "Moscow"); or a body's noun that
    the page has named before ("the ministry")."""
    text, cast = source.company.text, source.company.cast
    for mention in sorted(source.inside, key=lambda m: m.span[0] - m.span[1]):
        rest = text[source.span[0] : mention.span[0]] + text[mention.span[1] : source.span[1]]
        plain = set(rest.lower().split()) <= DETERMINERS or _by_its_sort(source, mention)
        if mention.span in cast and mention.form != "demonym" and plain:
            return _named(cast[mention.span], f"{source.words} is named in the sentence")
    return _body_noun(source) or _owned_body(source)


def _by_its_sort(source: _Source, mention: MentionFound) -> bool:
    """Whether a body's name ends the words, what sort of body it is before it: "the monitoring group NetWatch"."""
    before = source.company.text[source.span[0] : mention.span[0]].split()
    sort = before[-1] if before and mention.span[1] == source.span[1] and mention.type in BODIES else ""
    return sort in SPEAKERS["bodies"] and all(word.islower() for word in before[1:])


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
    """Whether the words are a name: capitals throughout, and not only because a sentence begins there; the model tells
    which first words are names."""
    words = [word for word in source.words.split() if word not in ("and", "of")]
    memory = source.company.memory
    common = source.span[0] not in memory.proper or plural(source.words.lower())
    opens = source.span[0] in memory.starts and common
    if any(word.lower() in DETERMINERS for word in words):
        return False  # "THE PRIEST", where all is in capitals
    return all(word[:1].isupper() and word != "I" for word in words) and (len(words) > 1 or not opens)


def _behind_article(text: str) -> str | None:
    """The name behind "the" where it is written as one throughout: "the Sons of the Marsh"; not in a text all in
    capitals."""
    article, _, name = text.partition(" ")
    words = [word for word in name.split() if word not in ("of", "and", "for", "the")]
    named = article.lower() == "the" and len(words) > 1 and all(word[:1].isupper() for word in words)
    return name if named and any(letter.islower() for letter in words[0]) else None


def _led_back(source: _Source) -> Told | None:
    """"The group", "the statement", "the brother", "his lawyer": whom the page told of before."""
    one, known, last = _bare(source), source.company.known, source.last
    if not one.words:
        return None
    found = (self_named(source.span, known) or person_meant(one, known) or owned_person(one.words, source.inside, known)
             or body_meant(one, known) or issuer(one, known) or person_coming(one, known))
    if found and found.entity:
        if found.entity.id:
            return _named(found.entity, found.why, source.words)
        return Told(msgspec.structs.replace(last.speaker, why=found.why), None) if last else None
    memory = source.company.memory
    near = last is not None and last.sentence >= 0 and last.sentence >= memory.sentence(source.span) - REACH
    since = max(memory.starts[last.sentence], source.span[0] - FAR) if last and near else 0
    if last and near and tells_of(source.company.text[since : source.span[0]], one.words):
        why = f"{source.words}: that of the last to speak"
        return Told(msgspec.structs.replace(last.speaker, descriptor=source.words, why=why), last.entity)
    return None


def _author(source: _Source) -> Told:
    """"I wrote at the time": the page's author, by name where one person signs it."""
    signed, cast = source.company.byline, source.company.cast
    if len(signed) != 1:
        return Told(Speaker(descriptor=source.words, why="the page's author, whom it does not name"), None)
    entity = cast.get(signed[0].span) if signed[0].span else None
    entity = entity or next((one for one in cast.values() if one.name == signed[0].name), None)
    why = "the page's author, by the byline"
    if entity:
        return _named(entity, why, source.words)
    return Told(Speaker(name=signed[0].name, descriptor=source.words, why=why), None)


def _unnamed(source: _Source) -> Told:
    """Words without a name: a body that speaks as such keeps them as its name, people stay nameless."""
    text, words = source.words, fold(source.words).split()
    if text in ("I", *FIRST_PERSON):
        return _author(source)
    head, back = head_noun(words), _led_back(source)
    if back:
        return back
    if (head in SPEAKERS["bodies"] and words[0] not in SPEAKERS["nameless"]) or head in SPEAKERS["papers"]:
        name = " ".join(text.split()[1:]) if words[0] in DETERMINERS else text
        return Told(Speaker(name=name, descriptor=text, why="a body that speaks as such, under the page's words"), None)
    if _proper(source):
        return Told(Speaker(name=text, why="a name, though of nobody else told of on the page"), None)
    if bare := _behind_article(text):
        return Told(Speaker(name=bare, descriptor=text, why="a name behind an article"), None)
    if words[:1] == ["the"] and not head.endswith("s"):
        return Told(Speaker(descriptor=text, why="a title that the page gives nobody"), None)
    return Told(Speaker(descriptor=text, anonymous=True, why="the page gives no name"), None)
