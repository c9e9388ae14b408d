"""Where the texts of pages that are copies of one another came from: of a held page, of a named house, or unknown.

One function makes the lineage of all pages that ties hold together, so it is the same in whatever order they came. Who
has it from whom is said only with a reason: a page credits the other's house, was published on a later day, or reads as
translated back. A page that credits a third house has its text from there, and so has one that prints the same text
without saying where it is from.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from ..edtf import EARLIEST, LATEST
from ..schema import CopyLink, Tie
from .copy_facts import CopyFacts, House
from .copy_kinds import Kind

RANK = {"exact": 0, "reprint": 1, "translation": 2, "rewrite": 3}
WORD_FOR_WORD = frozenset({"exact", "reprint"})
NOT_SHOWN = "who has it from whom is not established"


class Bond(NamedTuple):
    """A tie as one of its pages sees it: the other page, and whether the text came from there (`source`), went there
    (`target`) or neither shows, with the reason."""

    tie: Tie
    other: CopyFacts
    way: str
    why: str


def trace(pages: Sequence[CopyFacts], ties: Sequence[Tie]) -> list[CopyLink]:
    """The links of pages that hang together: one for each page, and one more for each house that it credits beside."""
    known = {facts.page: facts for facts in pages}
    bonds = defaultdict[str, list[Bond]](list)
    for tie in ties:
        for here, there in ((tie.a, tie.b), (tie.b, tie.a)):
            way, why = direction(known[here], known[there])
            bonds[here].append(Bond(tie, known[there], way, why))
    sources = _without_circles({page: _source(known[page], own) for page, own in bonds.items()})
    return [link for facts in pages for link in _links(facts, bonds[facts.page], sources.get(facts.page))]


def direction(here: CopyFacts, there: CopyFacts) -> tuple[str, str]:
    """Whether `here` has its text from `there` (source), gave it there (target), or neither (unknown), and why."""
    back, forth = _came_from(here, there), _came_from(there, here)
    if back and not forth:
        return "source", back
    if forth and not back:
        return "target", forth
    shared = {one.house for one in here.credits} & {one.house for one in there.credits}
    if shared:
        name = next(one.name for one in here.credits if one.house in shared)
        return "unknown", f"both credit {name}"
    return "unknown", NOT_SHOWN


def _came_from(here: CopyFacts, there: CopyFacts) -> str | None:
    """The reason why `here` may have its text from `there`, None without one. No reason holds against the days, and
    none but its own words for a page that says where its text is from."""
    if there.first > here.last:
        return None
    if here.credits:
        is_theirs = there.outlet and any(one.house == there.outlet.house for one in here.credits)
        return f"it credits {there.outlet.name}" if there.outlet and is_theirs else None
    if there.last < here.first:
        return f"published {_when(here)}, the other {_when(there)}"
    marked = [any(fault.kind == "translated_back" for fault in facts.faults) for facts in (here, there)]
    return "it reads as translated back, the other does not" if marked == [True, False] else None


def _when(facts: CopyFacts) -> str:
    if facts.first == facts.last:
        return facts.first
    if facts.first == EARLIEST:
        return f"until {facts.last}"
    return f"from {facts.first}" if facts.last == LATEST else f"{facts.first} to {facts.last}"


def _source(facts: CopyFacts, bonds: Sequence[Bond]) -> Bond | None:
    """The likeliest page that a text came from: a credited one, one whose house its sentences name, the likest, the
    earliest, the smallest id."""
    found = [bond for bond in bonds if bond.way == "source"]
    return min(found, key=lambda bond: (not _is_named(facts, bond), *_order(bond))) if found else None


def _is_named(facts: CopyFacts, bond: Bond) -> bool:
    """Whether a page credits the other's house, for its whole text or in its sentences."""
    return bond.other.outlet is not None and bond.other.outlet.house in facts.named


def _order(bond: Bond) -> tuple[bool, int, float, str, str]:
    credited = bond.why.startswith("it credits")
    return not credited, RANK[bond.tie.relation], -bond.tie.score, bond.other.last, bond.other.page


def _without_circles(sources: dict[str, Bond | None]) -> dict[str, Bond]:
    """Each page's source; where sources lead in a circle, the smallest page of it has none."""
    found = {page: bond for page, bond in sources.items() if bond}
    for page in sorted(found):
        at, seen = page, set[str]()
        while at in found and at not in seen:
            seen.add(at)
            at = found[at].other.page
        if at == page and page in found:
            del found[page]
    return found


def _links(facts: CopyFacts, bonds: Sequence[Bond], source: Bond | None) -> Iterator[CopyLink]:
    """The page's own link, and `based_on` for each credited house that this does not name."""
    equals = [bond for bond in sorted(bonds, key=_order) if bond.way == "unknown"]
    lender = _lender(facts, equals)
    named: str | None = None
    if source:
        named = source.other.outlet.house if source.other.outlet else None
        yield _link(facts, source, of=source.other.page, why=source.why)
    elif equals:
        named = lender[0].house if lender else None
        of, why = (lender[0].name, lender[1]) if lender else (None, equals[0].why)
        yield _link(facts, equals[0], of=of, why=why, siblings=_of_a_kind(equals))
    elif not facts.credits:
        yield CopyLink(page=facts.page, relation="original", evidence=tuple(_given(bonds)))
    for credit in facts.credits:
        if credit.house != named:
            yield CopyLink(page=facts.page, relation="based_on", of=credit.name, evidence=(_credits(credit),))


def _of_a_kind(bonds: Sequence[Bond]) -> list[Bond]:
    """The bonds with the same words where the first has, and those in other words where not: beside a reprint a text
    that may be a rewrite says nothing of where either is from."""
    word_for_word = bonds[0].tie.relation in WORD_FOR_WORD
    return [bond for bond in bonds if (bond.tie.relation in WORD_FOR_WORD) == word_for_word]


def _lender(facts: CopyFacts, equals: Sequence[Bond]) -> tuple[House, str] | None:
    """The house that a page without a held source has its text from, and why: the one it credits itself, else the one
    that a page with the same words credits."""
    if facts.credits:
        return facts.credits[0], _credits(facts.credits[0])
    own = facts.outlet.house if facts.outlet else None
    for bond in equals:
        lent = next((one for one in bond.other.credits if one.house != own), None)
        if lent and bond.tie.relation in WORD_FOR_WORD:
            return lent, f"{_whose(bond.other)} has the same words and credits {lent.name}"
    return None


def _whose(facts: CopyFacts) -> str:
    """A page by its outlet, else by its file or address."""
    return facts.outlet.name if facts.outlet else facts.source.rstrip("/").rsplit("/", 1)[-1]


def _link(
    facts: CopyFacts, bond: Bond, *, of: str | None, why: str, siblings: Sequence[Bond] = ()
) -> CopyLink:
    return CopyLink(
        page=facts.page,
        relation=cast(Kind, bond.tie.relation),
        of=of,
        siblings=tuple(sorted(one.other.page for one in siblings)),
        evidence=(*bond.tie.evidence, f"direction: {why}"),
        score=bond.tie.score,
    )


def _given(bonds: Sequence[Bond]) -> Iterator[str]:
    if bonds:
        many = f"{len(bonds):,} held pages have" if len(bonds) > 1 else "one held page has"
        yield f"{many} this text from here"


def _credits(credit: House) -> str:
    return f"it credits {credit.name}"
