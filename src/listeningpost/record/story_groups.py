"""Pages grouped into stories: average linkage, then what people said of single pages.

The groups depend on the set of pages alone. Average linkage joins, again and again, the two groups whose pages are on
average likeliest of one happening (Sokal and Michener 1958); of equals, those that hold the first pages. No group that
it makes reaches past pages that ties of the same least odds hold together, so each such part is grouped by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ..schema import Tie
from .story_facts import StoryFacts
from .story_likeness import Floats, Teller, odds, table

MOST = 2_000  # pages that are set against each other at once: a square of them is 32 MB


def group(tellers: Sequence[Teller], ties: Iterable[Tie]) -> list[list[int]]:
    """The stories among pages that hang together, as numbers of the pages in order: each page is in one."""
    found = [
        [piece[number] for number in members]
        for piece in _pieces([teller.facts.page for teller in tellers], ties)
        for members in _linked([tellers[number] for number in piece])
    ]
    return as_told(found, [teller.facts for teller in tellers])


def _linked(tellers: Sequence[Teller]) -> Iterator[list[int]]:
    return link(odds(tellers, tellers), table().least)


def link(square: Floats, least: float) -> Iterator[list[int]]:
    """Groups by average linkage over a square of log odds, none below `least`; each in order."""
    count = len(square)
    sums, sizes = square.copy(), np.ones(count)
    means = sums.copy()
    np.fill_diagonal(means, -np.inf)
    members = {number: [number] for number in range(count)}
    best, at = means.max(axis=1, initial=-np.inf), means.argmax(axis=1)
    while count and best[one := int(best.argmax())] >= least:
        kept, gone = sorted((one, int(at[one])))
        members[kept] += members.pop(gone)
        _join(sums, means, sizes, (kept, gone))
        stale = np.flatnonzero(np.isin(at, (kept, gone)) | (np.arange(count) == kept))
        best[stale], at[stale] = means[stale].max(axis=1), means[stale].argmax(axis=1)
        higher = means[:, kept] > best
        best[higher], at[higher] = means[higher, kept], kept
    yield from (sorted(found) for found in members.values())


def _join(sums: Floats, means: Floats, sizes: Floats, pair: tuple[int, int]) -> None:
    """Put one group of a pair into the other, in place."""
    kept, gone = pair
    sums[kept] += sums[gone]
    sums[:, kept] += sums[:, gone]
    sizes[kept] += sizes[gone]
    lives = means[kept] > -np.inf
    lives[gone] = False
    means[kept] = np.where(lives, sums[kept] / (sizes[kept] * sizes), -np.inf)
    means[:, kept] = means[kept]
    means[gone] = means[:, gone] = -np.inf


def _pieces(pages: Sequence[str], ties: Iterable[Tie]) -> list[list[int]]:
    """All pages where they are no more than MOST; else pieces of so many at most, the strongest ties kept whole."""
    if len(pages) <= MOST:
        return [list(range(len(pages)))]
    number = {page: at for at, page in enumerate(pages)}
    piece = {at: [at] for at in range(len(pages))}
    for tie in sorted(ties, key=lambda tie: (-tie.score, tie.a, tie.b)):
        one, two = piece[number[tie.a]], piece[number[tie.b]]
        if one is not two and len(one) + len(two) <= MOST:
            one += two
            piece.update(dict.fromkeys(two, one))
    return [sorted(found) for found in {id(found): found for found in piece.values()}.values()]


def as_told(groups: Sequence[Sequence[int]], pages: Sequence[StoryFacts]) -> list[list[int]]:
    """The groups after what people said: a page that is of another story than a page of its group leaves it, then the
    stories of pages that are of one are joined. Where both were said of a page, that it is of the story holds."""
    number = {facts.page: at for at, facts in enumerate(pages)}
    group_of = {at: index for index, members in enumerate(groups) for at in members}
    apart = {at: {number.get(page, -1) for page in {*facts.other} - {*facts.same}} for at, facts in enumerate(pages)}
    leaving = [at for at, others in apart.items() if any(group_of.get(other) == group_of[at] for other in others)]
    group_of |= {at: len(groups) + at for at in leaving}
    found = defaultdict[int, list[int]](list)
    for at, index in sorted(group_of.items()):
        found[index].append(at)
    by_page = {at: members for members in found.values() for at in members}
    for at, page in sorted((at, page) for at, facts in enumerate(pages) for page in facts.same if page in number):
        one, two = by_page[at], by_page[number[page]]
        if one is not two:
            one += two
            by_page.update(dict.fromkeys(two, one))
    return sorted(sorted(members) for members in {id(members): members for members in by_page.values()}.values())
