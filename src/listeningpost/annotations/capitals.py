"""Whether a capital's name stands for the city or for the government that sits there: the city, unless the words round
it let it act, speak or be dealt with."""

import functools
from collections.abc import Sequence

from .cues import cue_forms
from .tables import table
from .units import Unit

DASHES = frozenset("–—-/,.(")
APOSTROPHES = frozenset({"'s", "’s"})
COORDINATES = frozenset({"and", "or", ","})
NEAR = 5  # words before the name among which the noun or verb stands that its preposition belongs to
LONGEST_ASIDE = 8


def is_place(units: Sequence[Unit], at: int) -> bool:
    """Whether the words round a capital's name speak of the city: "in Kabul", "hit Kabul", "Kabul airport", a dateline;
    not "Kabul denies", "told Kabul", "talks between Kabul and", "Kabul's demand", "nobody in Kabul"."""
    words = table("names")["capital"]
    before = [unit.low for unit in units[max(at - 4, 0) : at]]
    after = units[at + 1].low if at + 1 < len(units) else ""
    if _those_in(units, at, before, after):
        return False
    if after in words["place_after"] or is_dateline(units, at):
        return True
    if before and before[-1] in words["place_before"] and after not in APOSTROPHES:
        return True
    return not (_acts(units, at) or _dealt_with(units, at))


def _those_in(units: Sequence[Unit], at: int, before: Sequence[str], after: str) -> bool:
    """Whether those who govern are meant by where they sit: "nobody in Kabul", "In Kabul they fear"."""
    words = table("names")["capital"]
    if before[-1:] != ["in"]:
        return False
    opening = len(before) == 1 and after in words["those_after"] and not units[at].opens
    return opening or before[-2:-1] != [] and before[-2] in words["those_before"]


def is_dateline(units: Sequence[Unit], at: int) -> bool:
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


# ---- what stands behind it
def _acts(units: Sequence[Unit], at: int) -> bool:
    """Whether a verb of acting or speaking, a possession or a word for those who govern follows."""
    words = table("names")["capital"]
    place = _past_coordinates(units, at)
    if place >= len(units):
        return False
    after = units[place]
    if after.low in APOSTROPHES:
        return _owns(units, place + 1)
    if after.low.startswith("-") or after.low in words["state_after"]:
        return after.low.strip("-") in (*words["state_suffixes"], *words["state_after"])
    first = _first_coordinate(units, at)
    if first > 0 and _preposition(units[first - 1].low):
        return False  # "the march to Kabul began"
    place = _past_aside(units, place)
    several = first < at or units[at + 1].low in COORDINATES
    together = several and place < len(units) and units[place].low in words["acts_together"]
    return together or _verb(units, place)


def _preposition(word: str) -> bool:
    """Whether a word can only be a preposition: "before" also begins a clause."""
    return word in table("words")["prepositions"] and word not in table("words")["subordinators"]


def _past_coordinates(units: Sequence[Unit], at: int) -> int:
    """The unit behind "Kabul", or behind "Kabul and Ostavia", where a verb has several subjects."""
    place = at + 1
    while place + 1 < len(units) and units[place].low in COORDINATES:
        other = place + 2 if units[place + 1].low == "the" else place + 1
        if other >= len(units) or not units[other].known:
            break
        place = other + 1
    return place


def _past_aside(units: Sequence[Unit], place: int) -> int:
    """The unit behind adverbs, or behind an aside between commas: "Kabul, however, said"; "Kabul, which says"."""
    lists = table("words")
    if units[place].low == "," and place + 1 < len(units):
        if units[place + 1].low in ("which", "who"):
            return place + 2
        ends = range(place + 2, min(place + 2 + LONGEST_ASIDE, len(units)))
        close = next((n + 1 for n in ends if units[n].low == ","), None)
        if close is None or not units[place + 1].text[:1].islower():
            return len(units)
        place = close
    while place < len(units) and (units[place].low in lists["adverbs"] or units[place].low.endswith("ly")):
        place += 1
    return place


def _owns(units: Sequence[Unit], place: int) -> bool:
    """Whether what a possessive owns is a government's ("Kabul's demand") and not the city's ("Kabul's streets")."""
    words, last = table("names")["capital"], min(place + 3, len(units))
    owned = units[place:last]
    return bool(owned) and not any(one.low in (*words["place_after"], *words["place_owned"]) for one in owned)


def _verb(units: Sequence[Unit], place: int) -> bool:
    """Whether the unit is a finite verb that a government may be the subject of, and no passive that befalls a city."""
    if place >= len(units):
        return False
    word, after = units[place].low, units[place + 1].low if place + 1 < len(units) else ""
    befalls = table("names")["capital"]["befalls"]
    if word in befalls or after in befalls:
        return False
    return finite(word)


def finite(word: str) -> bool:
    """Whether a word is a verb in the third person or the past, as far as the lists and the ending tell."""
    return word in _finite() or (word.endswith("ed") and len(word) > 4)


@functools.cache
def _finite() -> frozenset[str]:
    """Verbs in the third person and the past: auxiliaries, cues, common verbs of acting."""
    lists = table("words")
    cues = {word for word, form in cue_forms().items() if form.shapes & {"s", "past"}}
    auxiliaries = {word for word in lists["auxiliaries"] if word.isalpha()} - {"having", "be", "been", "being"}
    negations = {word for word in lists["negations"] if "n't" in word or "n’t" in word} | {"cannot"}
    return frozenset([*cues, *auxiliaries, *negations, *lists["past_forms"], *table("names")["capital"]["acts"]])


# ---- what stands before it
def _dealt_with(units: Sequence[Unit], at: int) -> bool:
    """Whether somebody tells it something or deals with it, as with a government."""
    words = table("names")["capital"]
    first = _first_coordinate(units, at)
    before = [unit.low for unit in units[max(first - NEAR, 0) : first]]
    if not before:
        return False
    last = before[-1]
    if last == "and" and before[-2:-1] and before[-2] in words["state_after"]:
        return True  # "the territory's government and Kabul"
    form = cue_forms().get(last)
    if last in words["state_before"] or last in words["dealing"] or (form and not form.noun):
        return True
    return last in words["state_links"] and any(word in words["state_nouns"] for word in before[:-1])


def _first_coordinate(units: Sequence[Unit], at: int) -> int:
    """The first of "Moscow, Ostavia and Kabul"."""
    while at >= 2 and units[at - 1].low in COORDINATES and units[at - 2].known:
        at -= 2
    return at
