"""Which of its meanings a known name has where it stands: the government that sits in a capital, or the city."""

from collections.abc import Sequence

from ..schema import Known
from .tables import table
from .units import Line, Unit

DASHES = frozenset("–—-/,.(")


def certain_keys(lines: Sequence[Line]) -> frozenset[str]:
    """The keys that some name on the page stands for without doubt."""
    return frozenset(unit.known[0].actor.key for line in lines for unit in line.units
                     if unit.known and unit.known[0].certain)


def meaning(line: Line, at: int, sure: frozenset[str]) -> Known | None:
    """The one meaning of the known name at unit `at`, or None where nothing speaks for any."""
    known = line.units[at].known
    if len({one.actor.key for one in known}) == 1:
        return known[0] if _supported(line, at, known[0], sure) else None
    state = next((one for one in known if one.form == "metonym" and one.actor.type != "place"), None)
    place = next((one for one in known if one.actor.type == "place"), None)
    if state and place:
        return place if is_place(line.units, at) else state
    return _by_page(known, sure)


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
    if last in ("and", ",", "or") and at >= 2 and units[at - 2].known:
        return is_place(units, at - 2)
    if last in words["place_before"]:
        return True
    leads = {"of": "place_of", "to": "place_to", "from": "place_from"}
    return last in leads and any(word in words[leads[last]] for word in before[:-1])


def _dateline(units: Sequence[Unit], at: int) -> bool:
    """First in its sentence and soon followed by a dash or an agency between strokes."""
    if at != 0 or len(units) < 3:
        return False
    shouted = units[0].text.isupper() and len(units[0].text) > 3 and units[1].text in DASHES
    soon = [unit.text for unit in units[1:8]]
    return shouted or any(mark in soon[:1] for mark in ("–", "—", "--", "/")) or ("(" in soon[:3] and "–" in soon)
