"""Disputes: a claim and its denial, two statements that cannot both be so, a proposal and its rejection, a headline and
the text that does not bear it out. Both sides are cited, and nothing says who is right.

Within a page a denial stands against the claims that the page's own record has it deny (denials.py). Across pages the
two must be of one matter: the denier is named in the claim, two telling words are shared, and their days are near.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal, get_args

from ..group_ids import digest
from ..schema import DisputeLink, Link, Page, Profile, Record, Tie
from .denials import CLAIMING, PART, SHARE, Told, answers, rejects, stem_of, words_shared
from .dispute_facts import Position, decode, encode, positions_of
from .held_together import held_together

NAMES = 4  # names of a statement that its keys are made of, and
WORDS = 4  # of its telling words, the weightiest
OPPOSED = 0.6  # of the words of both that statements share of which one negates the other, LEAST_OPPOSED at least
LEAST_OPPOSED = 3
PLAIN = 14  # telling words of a statement above which a "not" may stand anywhere in it
SAME = 0.7  # of both statements' words that two tellings of one side share
ACROSS = 0.6  # of a denial's words that a claim on another page shares, LEAST_SHARED of them at least
BESIDE = 0.5  # the same where one is a word of the matter, and a third name is shared beside
LEAST_SHARED = 2
YEAR = re.compile(r"(?:19|20)\d\d")
Against = Literal["claim_vs_denial", "contradiction", "tension"]


class DisputeJoiner(Record, frozen=True):
    """A DisputeLink for all that stand on two sides of one matter. A denial is always a side of its own, never a claim
    of what it denies."""

    name: str = "disputes"
    version: int = 4
    largest: int = 500
    levels: tuple[float, ...] = (0.8, 0.9)

    def profiles(self, page: Page) -> Iterable[Profile]:
        """One profile for each statement that denies, rejects or can be denied, and for a headline beyond its text."""
        for position in positions_of(page):
            yield Profile(item=position.item, keys=tuple(keys_of(position)), facts=encode(position))

    def compare(self, one: bytes, others: Sequence[bytes]) -> Iterable[Tie]:
        """A tie to each of the others that stands against it, or tells the same side on another page."""
        first = decode(one)
        for other in others:
            yield from tie(first, decode(other))

    def settle(self, items: Sequence[bytes], ties: Sequence[Tie]) -> Iterable[Link]:
        """One link for each relation by which these are in dispute."""
        known = {position.item: position for position in map(decode, items)}
        for position in known.values():
            if position.headline:
                yield _headline(position)
        same = [one for one in ties if one.relation == "same"]
        for relation in get_args(Against):
            against = [one for one in ties if one.relation == relation]
            for members in _parts([*against, *same]):
                yield from _dispute(relation, [known[item] for item in members], against)


def keys_of(position: Position) -> Iterator[str]:
    """What a denial and the claim it denies share: its id, where the page has it so; else a name and a telling word."""
    yield from (f"denies {item}" for item in position.together)
    told = position.told
    if told is None or told.hollow:
        return
    words = sorted(told.words, key=lambda word: (-told.words[word], word))[:WORDS]
    own = sorted(told.who | told.offices) if told.side != "claim" else []
    for name, word in product([*own, *sorted(told.names)][:NAMES], words):
        yield f"{name} {word}"


# ---- two statements
def tie(one: Position, two: Position) -> Iterator[Tie]:
    """The tie of two statements that stand against each other, or tell one side."""
    found = _judged(*sorted((one, two), key=lambda position: position.item))
    if found:
        relation, score, why = found
        a, b = sorted((one.item, two.item))
        yield Tie(a=a, b=b, relation=relation, score=round(score, 3), evidence=(why,))


def _judged(one: Position, two: Position) -> tuple[str, float, str] | None:
    for first, second in ((one, two), (two, one)):
        if second.item in first.denied and first.told:
            relation = "claim_vs_denial" if first.told.side == "denial" else "tension"
            return relation, 1.0, "the page tells the one as the answer to the other"
    if one.page == two.page and not _opposed(one, two):
        return None
    return _across(one, two)


def _across(one: Position, two: Position) -> tuple[str, float, str] | None:
    if one.told is None or two.told is None or not one.near(two):
        return None
    for first, second in ((one.told, two.told), (two.told, one.told)):
        score = _denies(first, second)
        if score:
            return "claim_vs_denial", score, _words("shared", first, second)
        if first.side == "rejection" and second.side == "claim" and _rejects(first, second):
            return "tension", SHARE, _words("shared", first, second)
    if _opposed(one, two):
        return "contradiction", OPPOSED, _words("one negates what the other says", one.told, two.told)
    score = _alike(one.told, two.told)
    return ("same", score, _words("shared", one.told, two.told)) if score >= SAME else None


def _denies(denial: Told, claim: Told) -> float:
    """How much of a denial's words a claim on another page has; 0 where it is not that which is denied: the denier is
    accused, and two words are shared or one of the matter with somebody or somewhere else beside."""
    accused = denial.who | denial.offices
    if denial.side != "denial" or claim.side != "claim" or not accused & claim.names or claim.who == denial.who:
        return 0.0
    if stem_of("accused") in claim.words or not claim.asserts:
        return 0.0  # "the service accused of meddling" is told of in passing
    score, shared = answers(denial, claim), set(words_shared(denial, claim)) - {PART}
    beside = bool(denial.names & claim.names - accused - claim.who) and any(word.startswith("=") for word in shared)
    enough = score >= (BESIDE if beside else ACROSS) and (beside or len(shared) >= LEAST_SHARED)
    return score if enough and _of_one_year(denial, claim) else 0.0


def _of_one_year(one: Told, two: Told) -> bool:
    """Whether two statements that both name a year name one of the same."""
    years = [{word for word in told.words if YEAR.fullmatch(word)} for told in (one, two)]
    return not all(years) or bool(years[0] & years[1])


def _opposed(one: Position, two: Position) -> bool:
    """Whether one asserts what the other, of somebody else, negates: both short, most words and a name shared."""
    a, b = one.told, two.told
    if a is None or b is None or a.turned == b.turned or a.entity == b.entity or not one.near(two):
        return False
    if one.page == two.page and a.extent[0] < b.extent[1] and b.extent[0] < a.extent[1]:
        return False
    common = words_shared(a, b)
    enough = len(common) >= LEAST_OPPOSED and _overlap(a, b) >= OPPOSED and (a.negated | b.negated) & set(common)
    return bool(enough) and bool(a.names & b.names) and not a.who & b.who and all(map(_is_plain, (a, b)))


def _is_plain(told: Told) -> bool:
    return told.side == "claim" and told.act in CLAIMING and not (told.open or told.retold) and len(told.words) <= PLAIN


def _alike(one: Told, two: Told) -> float:
    """How much two tellings of one side by the same speaker share, by weight (Jaccard)."""
    if one.side != two.side or not one.side or one.turned != two.turned or (one.entity or one.who) != (
            two.entity or two.who):
        return 0.0
    return _overlap(one, two) if len(words_shared(one, two)) >= LEAST_SHARED else 0.0


def _overlap(one: Told, two: Told) -> float:
    shared = sum(one.words[word] for word in words_shared(one, two))
    both = sum(one.words.values()) + sum(two.words.values()) - shared
    return shared / both if both else 0.0


def _rejects(rejection: Told, proposal: Told) -> bool:
    return bool(rejection.names & proposal.names) and rejects(rejection, proposal)


def _words(lead: str, one: Told, two: Told) -> str:
    shared = sorted((one.names | one.who) & (two.names | two.who)) + sorted(words_shared(one, two))
    return f"{lead}: {', '.join(word.removeprefix('=') for word in shared)}"


# ---- links
def _dispute(relation: Against, members: Sequence[Position], against: Sequence[Tie]) -> Iterator[DisputeLink]:
    """The dispute of statements that hang together, where two of them stand against each other at all."""
    sides = _sides(relation, members, against)
    if all(sides):
        claims = sides[0]
        first = min(claims, key=lambda position: (len(position.said), position.item))
        yield DisputeLink(
            id=f"d{digest([relation, min(position.item for side in sides for position in side)])}", relation=relation,
            sides=tuple(tuple(sorted((one.page, one.statement) for one in side)) for side in sides), about=first.said)


def _sides(
    relation: Against, members: Sequence[Position], against: Sequence[Tie]
) -> tuple[list[Position], list[Position]]:
    """Claims and denials; for a contradiction what is asserted and what negates it."""
    held = {end for one in against for end in (one.a, one.b)}
    tied = [one for one in members if one.told and (one.item in held or relation == "claim_vs_denial")]
    if relation == "contradiction":
        return [one for one in tied if not (one.told and one.told.turned)], [
            one for one in tied if one.told and one.told.turned]
    answer = "denial" if relation == "claim_vs_denial" else "rejection"
    return ([one for one in tied if one.told and one.told.side != answer and one.item in held],
            [one for one in tied if one.told and one.told.side == answer])


def _headline(position: Position) -> DisputeLink:
    head, text = position.headline
    return DisputeLink(
        id=f"d{digest(['headline_vs_text', position.item])}", relation="headline_vs_text",
        sides=(((position.page, head),), ((position.page, text),)), about=position.said)


def _parts(ties: Sequence[Tie]) -> list[list[str]]:
    """The items that ties hold together, each part in order, the parts by their first item."""
    return held_together(sorted({end for tie in ties for end in (tie.a, tie.b)}), ties)
