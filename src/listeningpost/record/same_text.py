"""Copies: which pages tell one text, word for word or in other words, and who has it from whom as far as that shows."""

from collections.abc import Iterable, Sequence

from ..schema import Link, Page, Profile, Record, Tie
from .copy_evidence import shared_evidence
from .copy_facts import Body, decode_facts, encode_facts, facts_of
from .copy_keys import keys_of
from .copy_kinds import LEAST_EXACT, Kind, kind_of
from .likeness import liken, may_be_alike
from .lineage import trace


class CopyJoiner(Record, frozen=True):
    """At least one CopyLink for every page. Pages are compared by their bodies alone; whose a page is, what it credits
    and when it was published say where the text came from."""

    name: str = "copies"
    version: int = 4
    largest: int = 2_000
    levels: tuple[float, ...] = (0.9, 0.99)

    def profiles(self, page: Page) -> Iterable[Profile]:
        """One profile: the page."""
        facts = facts_of(page)
        yield Profile(item=page.capture.id, keys=tuple(keys_of(Body(facts))), facts=encode_facts(facts))

    def compare(self, one: bytes, others: Sequence[bytes]) -> Iterable[Tie]:
        """A tie to each of the others that tells the same text."""
        first = Body(decode_facts(one))
        for other in others:
            yield from tie(first, Body(decode_facts(other)))

    def settle(self, items: Sequence[bytes], ties: Sequence[Tie]) -> Iterable[Link]:
        """Where the text of each page came from, or that nothing shows it."""
        return trace([decode_facts(facts) for facts in items], ties)


def tie(one: Body, two: Body) -> Iterable[Tie]:
    """The tie of two pages, where they tell one text."""
    found, evidence = _judged(one, two)
    if found:
        a, b = sorted((one.facts.page, two.facts.page))
        yield Tie(a=a, b=b, relation=found[0], score=found[1], evidence=evidence)


def _judged(one: Body, two: Body) -> tuple[tuple[Kind, float] | None, tuple[str, ...]]:
    if one.facts.words == two.facts.words and len(one) >= LEAST_EXACT:
        return ("exact", 1.0), ("every word of the body is the same",)
    if not may_be_alike(one, two):
        return None, ()
    likeness = liken(one, two)
    kind = kind_of(likeness, min(len(one), len(two)))
    return kind, tuple(shared_evidence(one, two, likeness)) if kind else ()
