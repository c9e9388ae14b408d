"""States that only the page itself shows to be states: knowledge has none of their name, and the page gives them
foreign ministries, embassies, armies, presidents."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from ..schema import Actor, Known
from .tables import table

STATES = table("names")["states"]
ENDINGS = tuple(STATES["endings"])
APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
PAGE = "page:"  # before the keys of such states, which leave the room without one
LEAST = 4  # letters of a state's name
ENOUGH = 2  # so many words that may speak of a state, each another
LONGEST = 4  # words of what is looked for beside a name
NAMED_WITH_OFFICE = 4  # units between an office's first word and the "of" behind its holder's name


class Word(Protocol):
    """What is looked at of a unit."""

    @property
    def text(self) -> str: ...
    @property
    def low(self) -> str: ...
    @property
    def known(self) -> tuple[Known, ...]: ...
    @property
    def opens(self) -> bool: ...
    @property
    def cap(self) -> bool: ...


class Sentence(Protocol):
    """What is looked at of a line."""

    @property
    def units(self) -> Sequence[Word]: ...
    @property
    def headline(self) -> bool: ...


class Signs(NamedTuple):
    """What speaks for a word as a state's: words that leave no doubt, words of lands and words of those who rule."""

    sure: set[str]
    lands: set[str]
    rulers: set[str]


def page_states(lines: Sequence[Sentence]) -> Mapping[str, Known]:
    """The names and adjectives of the page's own states, with the state each stands for. A state's adjective counts
    where the page has its name too."""
    told = [line.units for line in lines if not line.headline]
    capitals = [(units, at) for units in told for at, unit in enumerate(units) if _may_name(unit)]
    surnames = {units[at].text for units in told for at in range(1, len(units)) if _is_surname(units, at)}
    named = sorted({units[at].text for units, at in capitals if _is_name(units, at)} - surnames)
    words = sorted({units[at].text for units, at in capitals} - surnames)  # an adjective may open its sentence
    signs = {word: Signs(set(), set(), set()) for word in words}
    for units in told:
        for at, unit in enumerate(units):
            if unit.text in signs:
                _note(signs[unit.text], units, at)
    found: dict[str, Known] = {}
    for name in named:
        adjectives = [word for word in words if _is_adjective(word, name)]
        if name not in found and _is_state([signs[one] for one in (name, *adjectives)], bool(adjectives)):
            found |= _state(name, adjectives)
    return found


def key_of(actor: Actor) -> str | None:
    """The key that knowledge has of an actor, None for a state that only the page shows to be one."""
    return None if actor.key.startswith(PAGE) else actor.key


def _state(name: str, adjectives: Sequence[str]) -> dict[str, Known]:
    actor = Actor(key=f"{PAGE}{name}", name=name, type="state", demonyms=tuple(adjectives))
    why = f"{name}: a state by what the page gives it"
    forms = {word: Known(actor=actor, form="demonym", why=why) for word in adjectives}
    return forms | {name: Known(actor=actor, form="name", why=why)}


def _is_state(signs: Sequence[Signs], has_adjective: bool) -> bool:
    lands = {sign for one in signs for sign in one.lands}
    rulers = {sign for one in signs for sign in one.rulers}
    enough = len(lands) + len(rulers) + has_adjective >= ENOUGH and bool(lands or rulers)
    return any(one.sure for one in signs) or enough and bool(lands or has_adjective)


def _may_name(unit: Word) -> bool:
    plain = unit.cap and not unit.known and unit.text.isalpha() and not unit.text.isupper() and len(unit.text) >= LEAST
    words = table("names")["words"]
    titles = table("roles")["modifiers"]
    return plain and not any(unit.low in some for some in (words["not_names"], words["not_alone"], titles))


def _is_name(units: Sequence[Word], at: int) -> bool:
    """Whether a capital is that of a name: not that of its sentence, unless a possession follows."""
    owns = at + 1 < len(units) and units[at + 1].low in APOSTROPHES
    return owns or not units[at].opens


def _is_surname(units: Sequence[Word], at: int) -> bool:
    """Whether another name or a form of address stands before a word: "Viktor Lind", "Mr Lind"."""
    before = units[at - 1]
    return units[at].cap and before.cap and not before.opens and not before.known and before.text.rstrip(".").isalpha()


def _note(signs: Signs, units: Sequence[Word], at: int) -> None:
    """What stands beside a word for its being a state."""
    first = at + 1 + (at + 1 < len(units) and units[at + 1].low in APOSTROPHES)
    for size in range(1, LONGEST + 1):
        after = " ".join(unit.low for unit in units[first : first + size])
        before = " ".join(unit.low for unit in units[max(at - size, 0) : at])
        for kind, kept in (("sure", signs.sure), ("lands", signs.lands), ("rulers", signs.rulers)):
            kept.update(sign for sign, place in ((after, kind), (before, f"{kind}_before")) if sign in STATES[place])
    if at > 1 and units[at - 1].low == "of" and units[at - 2].cap:
        led = units[max(at - 1 - NAMED_WITH_OFFICE, 0) : at - 2]
        signs.rulers.update(unit.low for unit in led if unit.low in STATES["leaders"])


def _is_adjective(word: str, name: str) -> bool:
    """Whether a word is made from a name as the adjectives of states are: Orland, Orlandish; Halvenia, Halvenian."""
    stems = {name, name[:-1]} if name[-1] in "aeiouy" else {name}
    return word != name and any(word == stem + ending for stem in stems for ending in ENDINGS)
