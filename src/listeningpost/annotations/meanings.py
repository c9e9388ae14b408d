"""Which of its meanings a known name has where it stands: the government that sits in a capital, or the city."""

from collections.abc import Sequence
from typing import NamedTuple

from ..schema import Actor, Known
from .capitals import is_place
from .tables import table
from .units import Line, Unit

FIGHTING = frozenset(table("names")["fighting"]["words"])


class Sense(NamedTuple):
    """What the whole page says of the meanings of its names: the keys that some name stands for without doubt, and the
    states that own a body of a name that several have ("Ostavia's Security Council"), by that name."""

    keys: frozenset[str]
    owned: dict[str, Actor]


def page_sense(lines: Sequence[Line]) -> Sense:
    """The sense of a page's names."""
    keys = frozenset(unit.known[0].actor.key for line in lines for unit in line.units
                     if unit.known and unit.known[0].certain)
    owned: dict[str, Actor] = {}
    for line in lines:
        for at, unit in enumerate(line.units):
            owner = owner_beside(line.units, at) if _shared_name(unit.known) else None
            if owner:
                owned.setdefault(unit.text, owner)
    return Sense(keys, owned)


def owner_beside(units: Sequence[Unit], at: int) -> Actor | None:
    """The state whose name or demonym stands beside a name as its owner: "Ostavia's ...", "Ostavian ...", "... of
    Ostavia"."""
    last = of_owner(units, at)
    return units[last].known[0].actor if last else _owner_before(units, at)


def of_owner(units: Sequence[Unit], at: int) -> int | None:
    """The unit of the state in "... of Ostavia", "... of the Republic of Ostavia" behind a name."""
    if at + 2 >= len(units) or units[at + 1].low != "of":
        return None
    place = at + 3 if units[at + 2].low == "the" and at + 3 < len(units) else at + 2
    known = units[place].known
    return place if known and known[0].certain and known[0].actor.type == "state" else None


def _owner_before(units: Sequence[Unit], at: int) -> Actor | None:
    place = at - 2 if at >= 2 and units[at - 1].low in ("'s", "’s") else at - 1
    if place < 0 or not units[at].tight or not units[place].known or not units[place].known[0].certain:
        return None
    known = units[place].known[0]
    plain = place == at - 1 and known.form != "demonym"
    return None if plain or known.actor.type != "state" else known.actor


def _shared_name(known: Sequence[Known]) -> bool:
    return bool(known) and not known[0].certain and known[0].actor.type == "organisation"


def meaning(line: Line, at: int, sense: Sense) -> Known | None:
    """The one meaning of the known name at unit `at`, or None where nothing speaks for any."""
    known = line.units[at].known
    owner = bodys_owner(line, at, sense)
    if owner:
        return next((one for one in known if one.actor.country == owner.key), None)
    if len({one.actor.key for one in known}) == 1:
        return known[0] if _supported(line, at, known[0], sense.keys) else None
    state = next((one for one in known if one.form == "metonym" and one.actor.type != "place"), None)
    place = next((one for one in known if one.actor.type == "place"), None)
    if state and place:
        return place if is_place(line.units, at) else state
    return _by_page(known, sense.keys)


def bodys_owner(line: Line, at: int, sense: Sense) -> Actor | None:
    """Whose body a name is that several bodies have: that of the owner before it, else of its owner elsewhere."""
    unit = line.units[at]
    if not _shared_name(unit.known):
        return None
    return owner_beside(line.units, at) or sense.owned.get(unit.text)


def _supported(line: Line, at: int, known: Known, sure: frozenset[str]) -> bool:
    """A form with other meanings counts where it is a name or stands in its own case, or the page names its bearer; the
    abbreviation of one who fights only where the page names him or his country: an airline may have it too."""
    if known.certain or known.actor.key in sure or known.actor.country in sure:
        return True
    if line.headline and line.units[at].text.isupper():
        return False
    if known.form == "abbrev" and known.actor.country and _fights(known.actor):
        return False
    return known.form in ("name", "abbrev") or (known.form in ("demonym", "metonym") and not line.units[at].opens)


def _fights(actor: Actor) -> bool:
    """Whether an actor is an army, a force or an armed group."""
    return actor.type == "armed_group" or not FIGHTING.isdisjoint(actor.name.lower().split())


def _by_page(known: Sequence[Known], sure: frozenset[str]) -> Known | None:
    named = [one for one in known if one.actor.key in sure] or [one for one in known if one.actor.country in sure]
    return named[0] if len(named) == 1 else None
