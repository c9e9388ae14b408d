"""The blocking keys of stories: the pairs of neighbouring words, and of names, that weigh most on a page.

Who tells of one happening names the same few people and places, and uses the same rare phrases; pages of other
happenings share two of those seldom. Each page has a key of its own too, by which pages meet that a person said are of
one story. A key that many pages have brings each of them together with the first few by id, so that a large story is
held together by those and still found whole: stories are grouped with all likenesses of the pages that ties hold
together, not with those alone that were tied.
"""

from collections.abc import Iterator
from itertools import combinations

from .story_facts import StoryFacts, heaviest_of

PAIRS = 24
NAMES = 6  # and so 15 pairs of them


def keys_of(facts: StoryFacts) -> Iterator[str]:
    """The keys of a page."""
    yield from (f"page:{page}" for page in (facts.page, *facts.same))
    yield from (f"pair:{pair:x}" for pair in heaviest_of(facts.pairs, PAIRS)[0].tolist())
    names = sorted(heaviest_of(facts.names, NAMES)[0].tolist())
    yield from (f"names:{one:x}.{two:x}" for one, two in combinations(names, 2))
