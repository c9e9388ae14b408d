"""Which of its meanings a known name has where it stands: the government that sits in a capital, or the city."""

from collections.abc import Sequence
from typing import NamedTuple

from ..schema import Actor, Known
from .tables import table
from .units import Line, Unit

DASHES = frozenset("–—-/,.(")


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
    """A form with other meanings counts where it is a name or stands in its own case, or the page names its bearer."""
    if known.certain or known.actor.key in sure or known.actor.country in sure:
        return True
    if line.headline and line.units[at].text.isupper():
        return False
    return known.form in ("name", "abbrev") or (known.form in ("demonym", "metonym") and not line.units[at].opens)


def _by_page(known: Sequence[Known], sure: frozenset[str]) -> Known | None:
    named = [one for one in known if one.actor.key in sure] or [one for one in known if one.actor.country in sure]
    return named[0] if len(named) == 1 else None


def is_place(units: Sequence[Unit], at: int) -> bool:
    """Whether the words round a capital's name speak of the city: "in Kabul", "fall of Kabul", "Kabul airport", a
    dateline."""
    words = table("names")["capital"]
    before = [unit.low for unit in units[max(at - 4, 0) : at]]
    after = units[at + 1].low if at + 1 < len(units) else ""
    if after in words["place_after"] or _dateline(units, at):
        return True
    last = before[-1] if before else ""
    if _those_in(units, at, before, after):
        return False
    if last in ("and", ",", "or") and at >= 2 and units[at - 2].known:
        return is_place(units, at - 2)
    if last in words["place_before"]:
        return True
    leads = {"of": "place_of", "to": "place_to", "from": "place_from"}
    return last in leads and any(word in words[leads[last]] for word in before[:-1])


def _those_in(units: Sequence[Unit], at: int, before: Sequence[str], after: str) -> bool:
    """Whether those who govern are meant by where they sit: "nobody in Kabul", "In Kabul they fear"."""
    words = table("names")["capital"]
    if before[-1:] != ["in"]:
        return False
    opening = len(before) == 1 and after in words["those_after"] and not units[at].opens
    return opening or before[-2:-1] != [] and before[-2] in words["those_before"]


def _dateline(units: Sequence[Unit], at: int) -> bool:
    """First in its sentence and soon followed by a dash or an agency between strokes, or by a comma and a day."""
    if at != 0 or len(units) < 3:
        return False
    if units[1].text == "," and (units[2].text[:1].isdigit() or _day_after(units)):
        return True
    shouted = units[0].text.isupper() and len(units[0].text) > 3 and units[1].text in DASHES
    soon = [unit.text for unit in units[1:8]]
    return shouted or any(mark in soon[:1] for mark in ("–", "—", "--", "/")) or ("(" in soon[:3] and "–" in soon)


def _day_after(units: Sequence[Unit]) -> bool:
    return len(units) > 3 and units[2].low in table("names")["words"]["not_names"] and units[3].text[:1].isdigit()
