"""Role phrases, as "Deputy Foreign Minister" or "head", with what makes them former or acting."""

import functools
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from ..schema import RoleStatus
from .tables import table
from .units import Unit

Gender = Literal["m", "f"]
GENDERS: tuple[Gender, ...] = ("m", "f")


class RoleWords(NamedTuple):
    """The word lists of roles.toml with those of the knowledge packs' titles.toml put in."""

    nouns: frozenset[str]
    modifiers: frozenset[str]
    honorifics: frozenset[str]
    forms_of_address: frozenset[tuple[str, ...]]
    statuses: Mapping[str, RoleStatus]
    experts: frozenset[str]
    gendered: Mapping[str, Gender]
    ranks: frozenset[str]
    adverbs: Mapping[str, RoleStatus]


class RolePhrase(NamedTuple):
    """Units `first` to `last` (end exclusive) are a role; `named` from where its own words begin, `head` its noun."""

    first: int
    named: int
    last: int
    head: str
    status: RoleStatus


def role_words(titles: Mapping[str, Sequence[str]]) -> RoleWords:
    """The lists to read roles by; `titles` is `Knowledge.titles`."""
    return _role_words(tuple((kind, tuple(words)) for kind, words in titles.items()))


@functools.cache
def _role_words(titles: tuple[tuple[str, tuple[str, ...]], ...]) -> RoleWords:
    own, packs = table("roles"), {kind: [word.lower() for word in words] for kind, words in titles}
    statuses: dict[str, RoleStatus] = {}
    kinds: tuple[RoleStatus, ...] = ("former", "acting", "self_claimed")
    for kind in kinds:
        statuses |= dict.fromkeys([*own["statuses"][kind], *packs.get(kind, ())], kind)
    nouns = [word.split()[-1] for word in packs.get("role_nouns", ())]
    honorifics = [word for phrase in (*packs.get("honorifics", ()), *packs.get("ranks", ())) for word in phrase.split()]
    return RoleWords(
        nouns=frozenset(own["nouns"]) | (frozenset(nouns) - NOT_PERSONS), modifiers=frozenset(own["modifiers"]),
        honorifics=frozenset([*own["honorifics"], *honorifics]) - {"his", "her", "the"}, statuses=statuses,
        forms_of_address=frozenset(tuple(phrase.split()) for phrase in own["forms_of_address"]),
        experts=frozenset(own["experts"]["nouns"]),
        gendered={word: gender for gender in GENDERS for word in own["gendered"][gender]},
        ranks=frozenset(own["ranks"]) | {word for rank in packs.get("ranks", ()) for word in rank.split()},
        adverbs=_adverbs(own["adverbs"]),
    )


def _adverbs(lists: Mapping[str, Sequence[str]]) -> dict[str, RoleStatus]:
    statuses: tuple[RoleStatus, ...] = ("current", "former")
    return {word: status for status in statuses for word in lists[status]}


# the packs list them among role nouns; they say nothing of who somebody is
NOT_PERSONS = frozenset({
    "source", "witness", "department", "state", "treasury", "interior", "affairs", "staff", "council", "defence",
    "defense", "general", "parliament",
})


def honorific_end(units: Sequence[Unit], at: int, words: RoleWords) -> int:
    """The unit behind a form of address, "Dr" or "Tan Sri", that begins at unit `at`; `at` itself where none does."""
    pair = tuple(unit.low for unit in units[at : at + 2])
    if pair in words.forms_of_address:
        return at + 2
    return at + 1 if units[at].low in words.honorifics else at


LONGEST_ROLE = 24  # units of one office with its rank and status; more of their words in a row are a list


def role_at(units: Sequence[Unit], at: int, words: RoleWords) -> RolePhrase | None:
    """The role phrase that begins at unit `at`: words of status, modifiers, nouns ("Acting Deputy Prime Minister").

    None where there is no role noun. "Secretary of State" and "Director of Public Prosecution" keep what follows "of"
    where that is no known name.
    """
    named = _past_status(units, at, words)
    last = head = None
    place, stop = named, min(len(units), at + LONGEST_ROLE)
    while place < stop and (place == at or units[place].tight):
        word = _bare(units[place].low)
        if units[place].known:
            break
        if word in words.nouns:
            last, head = place + 1, word
        elif word not in words.modifiers and word not in words.honorifics:
            break
        place += 1
    if last is None or head is None:
        return None
    last = _with_tail(units, _without_ranks(units, named, last, words))
    head = head if _has_tail(units, last) else _bare(units[last - 1].low)
    return RolePhrase(at, named, last, head, _status(units[at:last], words))


def _with_tail(units: Sequence[Unit], last: int) -> int:
    """The end of "head of state", "chief of staff", where that is no name."""
    return last + 2 if last + 2 <= len(units) and _has_tail(units, last + 2) else last


def _has_tail(units: Sequence[Unit], end: int) -> bool:
    tail = units[end - 2 : end]
    plain = len(tail) == 2 and tail[0].low == "of" and tail[1].text in table("roles")["told"]["tails"]
    return plain and end >= 3 and units[end - 3].low in ("head", "chief", "director", "minister", "secretary")


def _without_ranks(units: Sequence[Unit], first: int, last: int, words: RoleWords) -> int:
    """The end of the office in "Commandant Major General A B"; "Secretary General" is one office."""
    end = last
    while end > first and units[end - 1].low in words.ranks:
        end -= 1
    office = end > first and _bare(units[end - 1].low) in words.nouns
    return end if office and [unit.low for unit in units[end:last]] != ["general"] else last


def _past_status(units: Sequence[Unit], at: int, words: RoleWords) -> int:
    stop = min(len(units) - 1, at + LONGEST_ROLE)
    while at < stop and units[at].low in words.statuses:
        at += 1
    return at


def _bare(word: str) -> str:
    return word.removeprefix("ex-").removeprefix("then-")


def _status(units: Sequence[Unit], words: RoleWords) -> RoleStatus:
    for unit in units:
        if unit.low in words.statuses:
            return words.statuses[unit.low]
        if unit.low.startswith(("ex-", "then-")):
            return "former"
    return "current"
