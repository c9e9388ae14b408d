"""Mentions: every stretch that names, titles or stands for somebody, with its type and form. Who is who is decided by
the record."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ..knowledge import Knowledge
from ..schema import Annotations, Article, Known, MentionFound, Named, Reading, Record, Span
from .bodies import find_bodies
from .capitals import finite
from .descriptors import Scene, find_descriptors
from .lone_names import ALONE, is_thing
from .meanings import Sense, bodys_owner, meaning, of_owner, page_sense
from .names import find_names, is_shouted, shouted_people
from .page_names import armed_names, in_headlines, named_elsewhere, short_names, small_words, surnames
from .page_states import key_of
from .pronouns import find_pronouns
from .role_words import RoleWords, role_words
from .shapes import NameFound, shape
from .tables import table
from .units import Line, Unit, read_lines

LEAST_SURNAME = 4
BYLINE = 60  # characters round a byline that are still its lines


class MentionExtractor(Record, frozen=True):
    """Fills `mentions`: names from knowledge and from capitals, demonyms, descriptions, pronouns."""

    name: str = "mentions"
    version: int = 1
    needs: frozenset[str] = frozenset({"parse"})
    gives: frozenset[str] = frozenset({"mentions"})

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:
        """The mentions of title, body, byline and outlet in the order of the text; spans in article space."""
        text = reading.article.text
        lines = read_lines(text, so_far, knowledge)
        roles, sense = role_words(knowledge.titles), page_sense(lines)
        named = tuple(_names(lines, knowledge, roles, sense))
        named += tuple(_printed(reading, knowledge, named))
        named += tuple(_shared_heads(lines, knowledge))
        more = tuple(_armed((*named, *_second_look(lines, named, text)), armed_names(lines), text))
        people = frozenset(m.span[0] for m in more if m.type == "person")
        bodies = _described_bodies(lines, more, sense)
        described = (m for line in lines for m in find_descriptors(Scene(line, roles, sense, people)))
        found = _sorted((*bodies, *more, *described, *find_pronouns(lines)))
        return Annotations(parse=so_far.parse, mentions=found, roles=so_far.roles, times=so_far.times,
                           attributions=so_far.attributions, figures=so_far.figures, flags=so_far.flags)


def _names(lines: Sequence[Line], knowledge: Knowledge, roles: RoleWords, sense: Sense
           ) -> Iterator[MentionFound]:
    """Names by knowledge and by shape; a longer name takes in what stands inside it."""
    doubtful = _Doubts(lines)
    for line in lines:
        shouted, shaped = is_shouted(line), list(_shaped(line, roles, doubtful))
        inside = {n for found in shaped for n in range(found.first, found.last)}
        for found in shaped:
            yield _by_shape(line, found, sense, knowledge)
        for at, unit in enumerate(line.units):
            if unit.known and at not in inside and not (shouted and finite(unit.low)):
                known = meaning(line, at, sense)
                yield from _by_knowledge(line, at, known, knowledge) if known else _of_another(line, at, sense)
            elif unit.cap and at not in inside and not line.headline:
                yield from _by_surname(line, at, sense, knowledge)


def _shaped(line: Line, roles: RoleWords, doubtful: "_Doubts") -> Iterator[NameFound]:
    """The names of a sentence by their shape; a headline has none, a shouted sentence only people's."""
    if is_shouted(line):
        yield from shouted_people(line)
    elif not line.headline:
        yield from (found for found in find_names(line, roles) if doubtful.keeps(line, found))


def _by_surname(line: Line, at: int, sense: Sense, knowledge: Knowledge) -> Iterator[MentionFound]:
    """"Morn" alone, of whom the page says nothing else: the one known person of that surname, where the page names the
    state or body of her office and she acts or the capital is not that of a sentence."""
    unit, after = line.units[at], line.units[at + 1].low if at + 1 < len(line.units) else ""
    acts = finite(after) or after in ("'s", "’s")
    if len(unit.text) < LEAST_SURNAME or unit.text.isupper() or (unit.opens and not acts):
        return
    known = knowledge.look_up(unit.text)
    if len(known) == 1 and known[0].form == "short":
        offices = {office.of for office in knowledge.offices(known[0].actor.key)} - {None}
        if sense.keys & offices:
            yield _linked((unit.start, unit.end), known[0])


class _Doubts:
    """Doubtful capitals: kept only where the page never writes the word small, and somewhere writes it as a name."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.small = small_words(lines)
        units = [unit for line in lines if not line.headline for unit in line.units]
        self.inner = frozenset(unit.text for unit in units if unit.cap and not unit.opens)
        self.acting = frozenset(_acting(lines)) - frozenset(_things(lines))

    def keeps(self, line: Line, found: NameFound) -> bool:
        """Whether a name by shape stays after a look at the whole page."""
        words = [unit.text for unit in line.units[found.first : found.last]]
        if found.type in ("person", "place") and found.sure and len(words) > 1:
            return True
        if found.why == ALONE and words[0] not in self.acting:
            return False
        if len(words) == 1:
            common = words[0].lower() in self.small or words[0].lower() in shape().openers
            return not common and (found.sure or found.why == ALONE or words[0] in self.inner)
        return found.sure or words[0] in self.inner or (found.type != "place" and words[0].lower() not in self.small)


def _acting(lines: Sequence[Line]) -> Iterator[str]:
    """Unknown capitals before a verb or with a possession, inside a sentence."""
    for line in lines:
        for one, after in zip(line.units, line.units[1:], strict=False):
            if one.cap and not one.opens and not one.known and not line.headline and finite(after.low):
                yield one.text


def _things(lines: Sequence[Line]) -> Iterator[str]:
    """Words that somewhere stand for a weapon, a road or a law."""
    for line in lines:
        for at, unit in enumerate(line.units):
            if unit.cap and is_thing(line.units, at + 1, shape()):
                yield unit.text


def _by_shape(line: Line, found: NameFound, sense: Sense, knowledge: Knowledge) -> MentionFound:
    units = line.units[found.first : found.last]
    span = (units[0].start, units[-1].end)
    name = "".join(f"{' ' if n and unit.start > units[n - 1].end else ''}{unit.text}" for n, unit in enumerate(units))
    bearers = knowledge.look_up(name)
    titled = _by_office(bearers, line, found, knowledge) if found.form == "short" else None
    if titled:
        return titled
    known = _bearer(bearers, found, sense, knowledge)
    if known:
        return _linked(span, known)
    gender = shape().given.get(units[0].low) if found.type == "person" else None
    return MentionFound(span=span, type=found.type, form=found.form, name=name, why=found.why, of=_owner(line, found),
                        gender="m" if gender == "m" else "f" if gender == "f" else None)


def _bearer(known: Sequence[Known], found: NameFound, sense: Sense, knowledge: Knowledge) -> Known | None:
    """Who of knowledge bears the name; a surname alone only where one person bears it, and a title goes before it or
    the page names the state or body of that person's office."""
    certain = next((one for one in known if one.certain), None)
    if certain or len(known) != 1 or known[0].form != "short":
        return certain
    offices = {office.of for office in knowledge.offices(known[0].actor.key)} | {known[0].actor.country}
    return known[0] if found.form == "short" or sense.keys & offices else None


def _by_office(bearers: Sequence[Known], line: Line, found: NameFound, knowledge: Knowledge) -> MentionFound | None:
    """"President A" where, of the known people of that surname, one alone held such an office."""
    title = line.units[found.first - 1].low if found.first else ""
    held = [(one, office) for one in bearers for office in knowledge.offices(one.actor.key)
            if title in office.role.lower().split()]
    if len({one.actor.key for one, _ in held}) != 1:
        return None
    unit, (one, office) = line.units[found.first], held[0]
    linked = _linked((unit.start, unit.end), one)
    body = knowledge.actor(office.of)
    of = body.name if body else office.of
    return msgspec.structs.replace(linked, of=of, why=f"{one.why}; {title}: {office.role} of {of}")


def _owner(line: Line, found: NameFound) -> str | None:
    """Whose body it is, where a known name stands in it or owns it: "Danish Foreign Ministry", "Denmark’s Council"."""
    if found.type == "person":
        return None
    inside = [unit.known[0].actor for unit in line.units[found.first : found.last] if unit.known]
    before = line.units[max(found.first - 2, 0) : found.first]
    if not inside and len(before) == 2 and before[1].low in ("'s", "’s") and before[0].known:
        inside = [before[0].known[0].actor]
    return inside[0].name if inside else None


def _of_another(line: Line, at: int, sense: Sense) -> Iterator[MentionFound]:
    """A body of a state whose body knowledge does not have, under a name that other states' bodies bear; without an
    owner it is no more than a description."""
    unit, owner = line.units[at], bodys_owner(line, at, sense)
    if owner is None and unit.known[0].actor.type == "organisation" and not line.headline:
        yield MentionFound(span=(unit.start, unit.end), type="organisation", form="short", name=unit.text,
                           head=unit.low.split()[-1], why=f"{unit.text}: several bodies bear the name")
    elif owner:
        last = of_owner(line.units, at)
        end = line.units[last].end if last else unit.end
        yield MentionFound(span=(unit.start, end), type="organisation", form="name", of=owner.name,
                           name=f"{unit.text} of {owner.name}", why=f"{unit.text}: that of {owner.name}")


def _by_knowledge(line: Line, at: int, known: Known, knowledge: Knowledge) -> Iterator[MentionFound]:
    """The known name; the part of the land that a direction before it makes: "northern Afghanistan"; and the state
    that a body's name holds: "Ostavia's Security Council"."""
    unit = line.units[at]
    before = line.units[at - 1] if at else None
    directions = table("names")["regions"]["directions"]
    if before and unit.tight and known.form == "name" and before.low in directions and known.actor.type == "state":
        name = f"{before.low} {known.actor.name}"
        yield MentionFound(span=(before.start, unit.end), type="place", form="name", name=name, of=known.actor.name,
                           why=f"a part of {known.actor.name}")
    yield from _state_inside(unit, known, knowledge)
    yield _linked((unit.start, unit.end), known)


def _state_inside(unit: Unit, known: Known, knowledge: Knowledge) -> Iterator[MentionFound]:
    """The owner in "Ostavia's Security Council" or "Security Council of Ostavia"."""
    words = unit.text.replace("’", "'") if known.actor.type == "organisation" else ""
    for name, start in ((words.partition("'s ")[0], 0), (words.rpartition(" of ")[2], words.rfind(" of ") + 4)):
        owner = knowledge.actor(known.actor.country) if known.actor.country and name != words else None
        if owner and owner.type == "state" and name.removeprefix("the ") in (owner.name, *owner.aliases):
            at = unit.start + start + len(name) - len(name.removeprefix("the "))
            inner = next(one for one in knowledge.look_up(owner.name) if one.actor.key == owner.key)
            yield _linked((at, unit.start + start + len(name)), inner)


def _described_bodies(lines: Sequence[Line], named: Sequence[MentionFound], sense: Sense) -> Iterator[MentionFound]:
    """Bodies by description, outside the names of others than their owners."""
    taken = {place for m in named if m.type != "state" for place in range(*m.span)}
    for line in lines:
        for found in find_bodies(line, sense):
            if not taken.intersection(range(*found.span)):
                yield found


def _shared_heads(lines: Sequence[Line], knowledge: Knowledge) -> Iterator[MentionFound]:
    """"North and West Africa" names North Africa too: a direction, "and", a known land that begins with another."""
    directions = table("names")["regions"]["directions"]
    for line in lines:
        for one, link, land in zip(line.units, line.units[1:], line.units[2:], strict=False):
            if one.cap and one.low in directions and link.low in ("and", "or") and land.known and " " in land.text:
                known = knowledge.look_up(f"{one.text} {land.text.split(maxsplit=1)[1]}")
                if known and land.text.split()[0].lower() in directions:
                    yield _linked((one.start, land.end), known[0])


def _linked(span: Span, known: Known) -> MentionFound:
    actor = known.actor
    return MentionFound(span=span, type=actor.type, form=known.form, name=actor.name, key=key_of(actor), qid=actor.qid,
                        gender=actor.gender, why=known.why)


# ---- what stands outside the text, and what only the whole page shows
def _printed(reading: Reading, knowledge: Knowledge, named: Sequence[MentionFound]) -> Iterator[MentionFound]:
    """Names in the page's byline, and its outlet, where the page prints them outside title and body."""
    article, taken = reading.article, {place for m in named for place in range(*m.span)}
    people = [one for one in article.byline if not _desk(one.name)]
    outlet = [Named(name=article.outlet.name, span=article.outlet.span)] if article.outlet else []
    for kind, printed in (("person", people), ("media", (*article.agency, *outlet))):
        for one in printed:
            if one.span and _beside_text(one.span, article) and not taken.intersection(range(*one.span)):
                taken |= set(range(*one.span))
                known = next(iter(knowledge.look_up(one.name)), None)
                yield _linked(one.span, known) if known else MentionFound(
                    span=one.span, type="person" if kind == "person" else "media", form="name", name=one.name,
                    why="the page's byline" if kind == "person" else "the page's outlet or agency")


def _desk(name: str) -> bool:
    """Whether a byline is a desk and no person: "our foreign staff", "Courier Defence Desk"."""
    return bool(set(name.lower().split()) & set(table("names")["words"]["desks"]))


def _beside_text(span: Span, article: Article) -> bool:
    """Whether a name stands in title, body or the lines of the byline: what is printed elsewhere is furniture."""
    title = [article.title.span] if article.title and article.title.span else []
    lines = [(one.span[0] - BYLINE, one.span[1] + BYLINE) for one in article.byline if one.span]
    end = max((stop for _, stop in article.body), default=0)
    return span[0] < end and any(start <= span[0] < stop for start, stop in (*title, *article.body, *lines))


def _second_look(lines: Sequence[Line], named: Sequence[MentionFound], text: str) -> tuple[MentionFound, ...]:
    people = surnames((m for m in named if m.type == "person"), text)
    alone = {m.span for m in named if " " not in text[slice(*m.span)]}
    firm = {m.span for m in named if m.key and (m.of or people.by_word.get(text[slice(*m.span)]) == m.name)}
    weak = {m.span for m in named if m.span in alone and (m.form == "short" or (m.form == "name" and not m.key))} - firm
    taken = [m.span for m in named if m.span not in weak]
    again = tuple(in_headlines(lines, named, text, taken))
    short = tuple(short_names(lines, people, [*taken, *(m.span for m in again)]))
    told = [*(m.span for m in named), *(m.span for m in (*again, *short))]
    return (*again, *short, *named_elsewhere(lines, (*named, *short), text, told))


def _armed(found: Iterable[MentionFound], armed: frozenset[str], text: str) -> Iterator[MentionFound]:
    """The mentions, bodies that fighters belong to as armed groups."""
    for one in found:
        fights = one.type == "organisation" and one.key is None and text[slice(*one.span)] in armed
        yield msgspec.structs.replace(one, type="armed_group") if fights and one.form != "descriptor" else one


def _sorted(found: Iterable[MentionFound]) -> tuple[MentionFound, ...]:
    """In the order of the text; of two with one span the later found, which has seen more."""
    by_span = {mention.span: mention for mention in found}
    return tuple(by_span[span] for span in sorted(by_span, key=lambda span: (span[0], -span[1])))
