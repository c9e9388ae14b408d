"""Stories: pages about one happening, whoever tells it and in whichever words."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ..edtf import EARLIEST, LATEST
from ..group_ids import STORY, group_id
from ..schema import Link, Page, Profile, Record, StoryLink, Tie
from .story_facts import StoryFacts, decode_facts, encode_facts, facts_of
from .story_groups import group
from .story_keys import keys_of
from .story_likeness import Teller, odds, table


class StoryJoiner(Record, frozen=True):
    """One StoryLink for each story; every page is in one, and a page alone is a story of one. A person's word on two
    pages goes before any likeness."""

    name: str = "stories"
    version: int = 2
    largest: int = 2_000
    levels: tuple[float, ...] = (1.0, 2.0, 3.0, 4.0, 6.0)

    def profiles(self, page: Page) -> Iterable[Profile]:
        """One profile: the page."""
        facts = facts_of(page)
        yield Profile(item=page.capture.id, keys=tuple(keys_of(facts)), facts=encode_facts(facts))

    def compare(self, one: bytes, others: Sequence[bytes]) -> Iterable[Tie]:
        """A tie to each of the others that may tell of the same happening, or that a person said is of its story."""
        first, rest = Teller(decode_facts(one)), [Teller(decode_facts(other)) for other in others]
        for other, found in zip(rest, odds([first], rest)[0].tolist() if rest else [], strict=True):
            yield from _tie(first, other, found)

    def settle(self, items: Sequence[bytes], ties: Sequence[Tie]) -> Iterable[Link]:  # noqa: ARG002
        """The stories among pages that hang together."""
        tellers = [Teller(decode_facts(facts)) for facts in items]
        for members in group(tellers):
            yield story([tellers[number] for number in members])


def _tie(one: Teller, other: Teller, found: float) -> Iterator[Tie]:
    a, b = sorted((one.facts.page, other.facts.page))
    if other.facts.page in one.facts.same or one.facts.page in other.facts.same:
        yield Tie(a=a, b=b, relation="told", score=found)
    elif found >= table().least:
        yield Tie(a=a, b=b, relation="alike", score=found)


def story(tellers: Sequence[Teller]) -> StoryLink:
    """The story of some pages. Its headline is that of the page nearest to all others; it lasts from the first day of
    publication to the last, of the pages whose day is known or, where none is, of those with bounds."""
    pages = [teller.facts for teller in tellers]
    dated = [facts for facts in pages if facts.dated] or pages
    first, last = min(facts.first for facts in dated), max(facts.last for facts in dated)
    return StoryLink(
        id=group_id(STORY, [facts.page for facts in pages]), title=_central(tellers).headline,
        pages=tuple(sorted(facts.page for facts in pages)),
        start=None if first == EARLIEST else first, to=None if last == LATEST else last,
    )


def _central(tellers: Sequence[Teller]) -> StoryFacts:
    """The page likeliest, on average, to be of one happening with all others; of two the one published first. A page
    without a headline only where all are."""
    chosen = [teller for teller in tellers if teller.facts.headline] or tellers
    square = odds(chosen, chosen) if len(chosen) > 2 else np.zeros((len(chosen), len(chosen)))
    means = np.round((square.sum(axis=1) - square.diagonal()) / max(len(chosen) - 1, 1), 3)
    order = [(-mean, teller.facts.last, teller.facts.page) for mean, teller in zip(means, chosen, strict=True)]
    return chosen[order.index(min(order))].facts
