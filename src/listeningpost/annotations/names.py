"""Names by their shape: runs of capitals told apart into bodies, people and places by the words in and round them."""

from collections.abc import Iterator, Sequence

from ..schema import MentionType
from .capitals import finite
from .lone_names import WHENCE, is_settlement, is_thing, lone_name
from .role_words import RoleWords, honorific_end, role_at
from .shapes import NameFound, Shape, shape
from .tables import table
from .units import Line, Unit

LONGEST_PERSON = 5
WIDE = frozenset({"international", "worldwide", "global"})  # behind a body's head: "Harbour Watch International"
EZAFE = ("-e", "-ye")  # between the words of Persian names of places
LEAST_SHOUTED, SHOUTED = 6, 0.8  # words, and the share of them in capitals, of a shouted sentence
LONGEST_SHOUTED = 4
LONGEST_RUN = 24  # units of a name; more capitals in a row are a list or shouting, and are taken piece by piece


def find_names(line: Line, roles: RoleWords) -> Iterator[NameFound]:
    """The names of one sentence that knowledge does not have whole, left to right."""
    lists, units = shape(), line.units
    at, titled = 0, False
    while at < len(units):
        role = role_at(units, at, roles)
        if role and not (role.head in lists.no_titles and units[at].cap and _body_follows(units, at, roles)):
            at, titled = role.last, True
            continue
        if units[at].cap and units[at].low in lists.things_first:
            at, titled = _run_end(units, at, roles, lists), False  # "Operation A", "MV B": what is named is no actor
            continue
        if units[at].cap and honorific_end(units, at, roles) > at and not _bodys_word(units, at, lists):
            at, titled = honorific_end(units, at, roles), True
            continue
        found = _name_at(units, at, roles, titled) if startable(units, at, lists) else None
        if found:
            yield found
        titled = titled and units[at].low in (",", ".")
        at = found.last if found else at + 1


def is_shouted(line: Line) -> bool:
    """Whether a sentence is written in capitals throughout, so that they tell nothing."""
    words = [unit.text for unit in line.units if len(unit.text) > 1 and unit.text.isalpha()]
    return len(words) >= LEAST_SHOUTED and sum(word.isupper() for word in words) / len(words) >= SHOUTED


def shouted_people(line: Line) -> Iterator[NameFound]:
    """Of a shouted sentence the names that a given name begins."""
    lists, units = shape(), line.units
    ends = lists.openers | lists.inner_small | lists.not_names | frozenset(table("words")["prepositions"])
    at = 0
    while at < len(units):
        last = at + 1
        if units[at].low in lists.given and not units[at].known and not finite(units[at].low):
            while last < min(len(units), at + LONGEST_SHOUTED) and units[last].tight and units[last].text.isalpha():
                if units[last].low in ends or finite(units[last].low) or units[last].known:
                    break
                last += 1
            if last > at + 1:
                yield NameFound(at, last, "person", "name", sure=True, why="a given name")
        at = last


def _body_follows(units: Sequence[Unit], at: int, roles: RoleWords) -> bool:
    """"Observer Policy Institute": a calling that begins a body's name."""
    lists = shape()
    body = _body(units, at, _run_end(units, at, roles, lists), lists)
    return body is not None and body.last > at + 2


def _bodys_word(units: Sequence[Unit], at: int, lists: Shape) -> bool:
    """"Air Force", "General Assembly": a word of ranks that begins a body's name."""
    return at + 1 < len(units) and units[at + 1].tight and _is_head(units[at + 1], lists)


def startable(units: Sequence[Unit], at: int, lists: Shape) -> bool:
    """Whether a name may begin here: a capital that is not the sentence's, no day, month or the like."""
    unit = units[at]
    if not unit.cap or (not unit.known and unit.low.rstrip(".") in lists.not_names):
        return False
    return not (unit.opens and not unit.known and unit.low.rstrip(".") in lists.openers)


def _name_at(units: Sequence[Unit], at: int, roles: RoleWords, titled: bool) -> NameFound | None:
    lists = shape()
    stop = _run_end(units, at, roles, lists)
    body = _body(units, at, stop, lists)
    if body:
        return body
    if units[at].known and not _given_then_known(units, at, lists):
        return None  # told by its meaning, not by its shape
    last = _plain_end(units, at, stop, lists)
    if is_thing(units, last, lists):
        return None
    return _plain(units, at, last, lists, titled) if last > at else None


def _run_end(units: Sequence[Unit], at: int, roles: RoleWords, lists: Shape) -> int:
    """Where the run of capitals ends: at small words (particles inside a name apart), marks, and role nouns."""
    place = at + 1
    while place < min(len(units), at + LONGEST_RUN) and units[place].tight:
        unit = units[place]
        if not (unit.cap or _particle(units, place, lists) or _magistrates(units, place, lists)):
            break
        if unit.cap and unit.low in lists.inner_small and not unit.known:
            break
        if _office_follows(units, place, roles, lists) and not _surname(units, at, place, lists):
            break
        place += 1
    return place


def _office_follows(units: Sequence[Unit], place: int, roles: RoleWords, lists: Shape) -> bool:
    """Whether a person's office begins: "White House | Press Secretary"; a body's head alone is none."""
    role = role_at(units, place, roles)
    return role is not None and (units[place].low not in lists.heads or units[role.last - 1].low not in lists.heads)


def _surname(units: Sequence[Unit], at: int, place: int, lists: Shape) -> bool:
    """"Kevin King": behind a given name, and with no name behind it, the word for an office is a surname."""
    alone = place + 1 == len(units) or not (units[place + 1].cap and units[place + 1].tight)
    return place == at + 1 and units[at].low in lists.given and not units[at].known and units[place].cap and alone


def _particle(units: Sequence[Unit], place: int, lists: Shape) -> bool:
    """A small word inside a name, one or two of them: "Maria von der Auenfeld"."""
    after = [unit.cap or unit.low in lists.particles for unit in units[place + 1 : place + 3]]
    return units[place].low in lists.particles and any(after[:1]) and any(u.cap for u in units[place + 1 : place + 3])


def _magistrates(units: Sequence[Unit], place: int, lists: Shape) -> bool:
    """The 's inside "People's Front", "Westminster Magistrate's Court": no known owner before it, a head after it."""
    if units[place].low not in ("'s", "’s") or units[place - 1].known or place + 1 >= len(units):
        return False
    return units[place + 1].cap and units[place + 1].low in lists.heads and not _person_before(units, place, lists)


def _person_before(units: Sequence[Unit], place: int, lists: Shape) -> bool:
    return place >= 2 and units[place - 2].low in lists.given


# ---- bodies
def _body(units: Sequence[Unit], at: int, stop: int, lists: Shape) -> NameFound | None:
    """A name with a head word: "Danish Foreign Ministry", "Council of Elders", "Daily Herald"."""
    heads = [n for n in range(at, stop) if _is_head(units[n], lists)]
    head = next((n for n in heads if n > at), heads[0]) if heads else None
    if head is None or any(_is_person(unit) for unit in units[at:head]):
        return _administration(units, at, stop) or _place_small(units, at, stop)
    while head + 1 < stop and _is_head(units[head + 1], lists):
        head += 1
    last = _tail_end(units, head, lists)
    last += last < stop and units[last].low in WIDE and units[last].tight
    if last - at == 1 or (last - at == 2 and units[at].opens and units[at].low in lists.openers):
        return None
    kind = _body_type(units[at : head + 1], lists)
    return NameFound(at, last, kind, "name", sure=True, why=f"head word {units[head].text}")


def _is_head(unit: Unit, lists: Shape) -> bool:
    return not unit.known and unit.cap and unit.low in lists.heads


def _is_person(unit: Unit) -> bool:
    return bool(unit.known) and unit.known[0].actor.type == "person"


def _body_type(units: Sequence[Unit], lists: Shape) -> MentionType:
    armed = table("names")["heads"]
    low = [unit.low for unit in units]
    if low[-1] in armed["armed_second"] and any(word in armed["armed_words"] for word in low[:-1]):
        return "armed_group"
    if low[-1] == "agency" and "news" in low:
        return "media"
    return lists.heads[low[-1]]


def _tail_end(units: Sequence[Unit], head: int, lists: Shape) -> int:
    """The end of "of Defense", "of the Russian Federation", "in Russia" after a head word, "and Security" included."""
    place = head + 1
    while True:
        end = _one_tail(units, place, units[head].low, lists)
        if end == place:
            return place
        place = end


def _one_tail(units: Sequence[Unit], place: int, head: str, lists: Shape) -> int:
    joins = table("names")["joins"]
    leads = joins["tail"] + (joins["tail_of_missions"] if head in joins["missions"] else [])
    if place >= len(units) - 1 or units[place].text not in leads or lists.heads.get(head) == "media":
        return place
    start = place + (2 if units[place + 1].low == "the" else 1)
    end = _capitals(units, start, lists)
    while start < end < len(units) - 1 and units[end].text == "and" and _common_cap(units, end + 1, lists):
        end = _capitals(units, end + 1, lists)
    return end if end > start else place


def _capitals(units: Sequence[Unit], start: int, lists: Shape) -> int:
    end = start
    while end < len(units) and (end == start or units[end].tight) and units[end].cap:
        if units[end].low in lists.not_names and not units[end].known:
            break
        end += 1
        adjective = units[end - 1].known and units[end - 1].known[0].form == "demonym"
        if units[end - 1].known and not adjective and not (end < len(units) and _is_head(units[end], lists)):
            break
    return end


def _common_cap(units: Sequence[Unit], at: int, lists: Shape) -> bool:
    return units[at].cap and not units[at].known and units[at].low not in lists.given


def _administration(units: Sequence[Unit], at: int, stop: int) -> NameFound | None:
    """"Biden administration": a surname and the small word for those who govern under it."""
    words = table("names")["descriptions"]["administrations"]
    if stop - at == 1 and stop < len(units) and units[stop].tight and units[stop].text in words and not units[at].known:
        return NameFound(at, stop + 1, "organisation", "name", sure=True, why=f"the {units[stop].text} of somebody")
    return None


def _place_small(units: Sequence[Unit], at: int, stop: int) -> NameFound | None:
    """"Belmarsh prison", "Balkh province": a place whose head has a small letter."""
    small = table("names")["heads"]["place_small"]
    if stop - at <= 2 and stop < len(units) and units[stop].tight and units[stop].text in small:
        known_state = units[stop - 1].known and units[stop - 1].known[0].actor.type == "state"
        if not known_state:
            why = f"head word {units[stop].text}"
            return NameFound(at, stop + 1, "place", "name", sure=not units[at].opens, why=why)
    return None


# ---- people and the rest
def _given_then_known(units: Sequence[Unit], at: int, lists: Shape) -> bool:
    """A known word that is also a given name, or has other meanings, before an unknown capital: "Jordan Peterson"."""
    known = units[at].known
    doubtful = not known[0].certain and len({one.actor.key for one in known}) == 1 and " " not in units[at].text
    if not (doubtful or units[at].low in lists.given) or at + 1 >= len(units):
        return False
    after = units[at + 1]
    return after.cap and after.tight and not after.known and after.low not in (*lists.heads, *lists.not_names)


def _plain_end(units: Sequence[Unit], at: int, stop: int, lists: Shape) -> int:
    """The end of a run without a head word: before a known name, unless a given name makes that a surname."""
    place = at + 1
    while place < min(stop, at + LONGEST_PERSON):
        unit = units[place]
        surname = unit.known and " " not in unit.text and units[place - 1].low in lists.given and place - at == 1
        if (unit.known and not surname) or unit.low in lists.not_names:
            break
        place += 1
    while place > at + 1 and units[place - 1].low in lists.particles and not units[place - 1].cap:
        place -= 1
    return place


def _plain(units: Sequence[Unit], at: int, last: int, lists: Shape, titled: bool) -> NameFound | None:
    at = _behind_office(units, at, last, lists)
    before, first = units[at - 1].low if at else "", units[at].low
    if any(c.isdigit() for unit in units[at:last] for c in unit.text):
        return None
    if last - at == 1:
        return lone_name(units, at, before, titled) if first not in lists.not_alone else None
    if first in lists.given or titled or _initial(units[at + 1]) or _initial(units[at]):
        why = "a given name" if first in lists.given else "a title or an initial"
        return NameFound(at, last, "person", "name", sure=True, why=why)
    if units[at].opens and first in lists.openers:
        return None
    if first in table("names")["heads"]["media_first"]:
        return NameFound(at, last, "media", "name", sure=True, why=f"begins with {units[at].text}")
    if first in table("names")["heads"]["place_first"] or (first.endswith(EZAFE) and first not in lists.given):
        return NameFound(at, last, "place", "name", sure=True, why=f"begins with {units[at].text}")
    if before == "the" or any(unit.text.isupper() and len(unit.text) > 2 for unit in units[at:last]):
        return NameFound(at, last, "organisation", "name", sure=before == "the", why="capitals after an article")
    if before in table("names")["capital"]["place_before"] or before in WHENCE or is_settlement(units, at):
        return NameFound(at, last, "place", "name", sure=True, why=f"capitals after {before}")
    return NameFound(at, last, "person", "name", sure=not units[at].opens, why="capitals in the shape of a full name")


def _behind_office(units: Sequence[Unit], at: int, last: int, lists: Shape) -> int:
    """Where a person's name begins behind "Secretary of State", "Head of School": their last word is no part of it."""
    roles = table("roles")
    if at < 2 or units[at - 1].low != "of" or units[at - 2].low not in roles["nouns"] or last - at < 2:
        return at
    given = next((n for n in range(at + 1, last - 1) if units[n].low in lists.given), at)
    return given if given > at else at + (units[at].low in (*roles["modifiers"], *roles["told"]["tails"]))


def _initial(unit: Unit) -> bool:
    return unit.low != "no." and len(unit.text) <= 3 and unit.text.endswith(".") and unit.text[:1].isupper()
