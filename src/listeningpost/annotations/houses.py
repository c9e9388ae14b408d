"""News houses as tellers: by their names, by what they are called once named, and by those who work there."""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from ..schema import NAME_FORMS, MentionFound, Span, ViaFound
from .noun_phrases import Phrase, Scene, span_of
from .pieces import WORDS, Unit

POSSESSIVE = frozenset({"’s", "'s", "’", "'"})
ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her"})
WORKING = 4  # words at most between a house and the one who works there: "'s chief political correspondent"


class Teller(NamedTuple):
    """A teller as the page words it: `name` as knowledge has it, or the page's words."""

    name: str
    span: Span
    key: str | None = None

    def by(self, cue: Span) -> ViaFound:
        """As a step of a chain; `cue` is the word or phrase by which it tells."""
        return ViaFound(name=self.name, span=self.span, basis="sentence", key=self.key, cue_span=cue)


def house_in(scene: Scene, unit: Unit, phrase: Phrase) -> Teller | None:
    """The news house that a phrase is: "Reuters", "CNN's Ann Lee" and her alone where she was said to work there, "the
    agency" once one was named, "a national newspaper"."""
    inside = scene.mentions_in(span_of(unit, phrase))
    house = next((m for m in inside if is_house(m)), None)
    if house:
        return _with_worker(scene, house, inside, unit.pieces[phrase[1] - 1].end)
    worker = next((m for m in inside if m.type == "person"), None)
    if worker and (employer := scene.workers.get(_surname(scene.text, worker))):
        return Teller(employer.name or scene.text[slice(*employer.span)], worker.span, employer.key)
    return _described(scene, unit, phrase)


def is_house(mention: MentionFound) -> bool:
    return mention.type == "media" and mention.form in NAME_FORMS


def _with_worker(scene: Scene, house: MentionFound, inside: Sequence[MentionFound], end: int) -> Teller:
    """The house, together with its worker where one follows it in the phrase."""
    span = _without_nouns(scene.text, house.span)
    worker = next((m for m in inside if m.type == "person" and m.span[0] > house.span[0]), None)
    if worker and _works(scene.text[house.span[1] : worker.span[0]]):
        span = house.span[0], max(worker.span[1], min(end, worker.span[1]))
    return Teller(house.name or scene.text[slice(*house.span)], span, house.key)


def _without_nouns(text: str, span: Span) -> Span:
    """A name without the plain nouns behind it: "Reuters" of "Reuters news agency"."""
    words = text[slice(*span)].split()
    kept = len(words)
    while kept > 1 and words[kept - 1].islower():
        kept -= 1
    return (span[0], span[0] + text[slice(*span)].find(words[kept - 1]) + len(words[kept - 1])) if words else span


def workers_of(text: str, mentions: Sequence[MentionFound]) -> dict[str, MentionFound]:
    """The houses of those whom a page says to work there, by surname: "NPR host Ann Lee", "CBS's Jeff Marten"."""
    found: dict[str, MentionFound] = {}
    for house, worker in zip(mentions, mentions[1:], strict=False):
        if is_house(house) and worker.type == "person" and _works(text[house.span[1] : worker.span[0]]):
            found.setdefault(_surname(text, worker), house)
    return found


def _works(between: str) -> bool:
    """Whether the words between a house and a person say that he works there."""
    words = between.replace("’", "'").replace("'s", "'").replace("'", " 's").split()
    own, jobs = words[:1] == ["'s"], words[1:] if words[:1] == ["'s"] else words
    told = len(jobs) <= WORKING and all(word.lower() in WORDS["journalists"] for word in jobs)
    return told and (own or bool(jobs)) and "\n" not in between


def _surname(text: str, person: MentionFound) -> str:
    return (person.name or text[slice(*person.span)]).split()[-1].lower()


def _under_its_words(scene: Scene, unit: Unit, phrase: Phrase) -> Teller:
    """A teller under the page's own words, without an article."""
    article = phrase[1] - phrase[0] > 1 and unit.pieces[phrase[0]].low in ARTICLES
    span = span_of(unit, (phrase[0] + article, phrase[1]))
    return Teller(" ".join(scene.text[slice(*span)].split()), span)


def _watches(scene: Scene, unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase is the name of a body that publishes what it is told ("Harbour Rights Watch"), or capitals that
    knowledge does not have, as agencies are called."""
    pieces = unit.pieces[slice(*phrase)]
    known = any(mention.key for mention in scene.mentions_in(span_of(unit, phrase)))
    unknown = len(pieces) == 1 and pieces[0].text.isupper() and len(pieces[0].text) > len("UN") and not known
    return unknown or pieces[-1].capital and any(piece.capital and piece.low in WORDS["watchers"] for piece in pieces)


def _described(scene: Scene, unit: Unit, phrase: Phrase) -> Teller | None:
    """ "The agency" as the house named last; "local media", "a national newspaper" under the page's own words."""
    words = [piece.low for piece in unit.pieces[slice(*phrase)]]
    if _watches(scene, unit, phrase):
        return _under_its_words(scene, unit, phrase)
    own = words[-1] in WORDS["journalists"] and WORDS["houses"].union(WORDS["media"]).intersection(words[:-1])
    if not (own or words[-1] in WORDS["houses"] | WORDS["media"]) or POSSESSIVE.intersection(words):
        return None
    span = span_of(unit, phrase)
    if words[0] == "the" and len(words) <= 3 and words[-1] in WORDS["houses"]:
        before = bisect.bisect_left(scene.houses, span[0], key=lambda house: house.span[0])
        if before:
            return Teller(scene.houses[before - 1].name or "", span, scene.houses[before - 1].key)
    told_apart = len(words) > 1 and (words[0] != "the" or len(words) > 2)
    return Teller(" ".join(scene.text[slice(*span)].split()), span) if told_apart else None
