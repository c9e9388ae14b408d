"""One unknown word with a capital: a person, a place, a body, or nobody."""

from collections.abc import Sequence

from .shapes import NameFound, Shape, shape
from .tables import table
from .units import Unit

ALONE = "a capital that acts"  # kept only where the page lets it act
WHENCE = ("from", "near", "towards", "toward")  # before an unknown name: a place


def lone_name(units: Sequence[Unit], at: int, before: str, titled: bool) -> NameFound | None:
    """The unknown capital at unit `at`: a place, somebody titled or speaking, a body by what it has; one that is only
    let act is left to a look at the page."""
    unit = units[at]
    if titled:
        return NameFound(at, at + 1, "person", "short", sure=True, why="a title before it")
    if unit.text.isupper() and 2 <= len(unit.text) <= 6:
        return NameFound(at, at + 1, "organisation", "abbrev", sure=not unit.opens, why="an abbreviation")
    if len(unit.text) <= 2:
        return None
    if before in (*table("names")["capital"]["place_before"], *WHENCE) or is_settlement(units, at):
        return NameFound(at, at + 1, "place", "name", sure=not unit.opens, why=f"a capital after {before}")
    if before == "of" and after_name(units, at - 2):
        return NameFound(at, at + 1, "place", "name", sure=not unit.opens, why="where somebody named is of")
    return _alone(units, at, before)


def after_name(units: Sequence[Unit], at: int) -> bool:
    """Whether a name stands at unit `at`, and no office: "Ann Lee of Veld", not "the Mayor of Veld"."""
    known = at >= 0 and units[at].text[:1].isupper() and not units[at].text.isupper() and not units[at].opens
    return known and units[at].low not in shape().posts | frozenset(table("names")["heads"]["place_small"])


def _alone(units: Sequence[Unit], at: int, before: str) -> NameFound | None:
    """One unknown capital: a person who speaks, a body by what it has or is written like, else nobody."""
    unit, after = units[at], units[at + 1].low if at + 1 < len(units) else ""
    sure = not unit.opens and not unit.text.isupper()
    if after in shape().speech or before in shape().speech:
        return NameFound(at, at + 1, "person", "short", sure=sure, why="a capital beside a verb of saying")
    headed = before in ("of", "for", "at") and at >= 2 and units[at - 2].low in shape().posts
    office = headed or at + 2 < len(units) and after in ("'s", "’s") and units[at + 2].low in shape().posts
    inner = any(letter.isupper() for letter in unit.text[1:]) and not unit.text.isupper()
    of_crew = before in ("the", "of", "for", "by") and after in shape().crews
    if office or inner or of_crew or after in shape().posts or before in shape().calls:
        return NameFound(at, at + 1, "organisation", "name", sure=sure, why="a body by the words beside it")
    return NameFound(at, at + 1, "organisation", "name", sure=False, why=ALONE)


def is_settlement(units: Sequence[Unit], at: int) -> bool:
    """"The city of Veld", "the town Veld", "the mayor of Veld"."""
    nouns, of = table("names")["heads"]["place_small"], table("names")["capital"]["place_of"]
    before = [unit.low for unit in units[max(at - 2, 0) : at]]
    return before[-1:] != [] and (before[-1] in nouns or (before[-1] == "of" and before[0] in (*nouns, *of)))


def is_thing(units: Sequence[Unit], last: int, lists: Shape) -> bool:
    """Whether a name that ends before unit `last` is a road, a weapon or a law: "Orvel Expressway", "the Orvel
    ballistic missile"."""
    if units[last - 1].low in lists.things:
        return True
    small = range(last, min(last + 3, len(units)))
    return any(units[n].low in lists.things and all(u.tight and u.text.isalpha() for u in units[last : n + 1])
               and all(u.text.islower() for u in units[last:n]) for n in small)
