"""Pages grouped into stories: average linkage, then what people said of single pages.

The groups depend on the set of pages alone. Average linkage joins, again and again, the two groups whose pages are on
average likeliest of one happening (linkage.py). No group that it makes reaches past pages that ties of the same least
odds hold together, so each such part is grouped by itself.
"""

from collections import defaultdict
from collections.abc import Sequence

from .linkage import link
from .story_facts import StoryFacts
from .story_likeness import Teller, odds, table


def group(tellers: Sequence[Teller]) -> list[list[int]]:
    """The stories among pages that hang together, as numbers of the pages in order: each page is in one."""
    found = list(link(odds(tellers, tellers), table().least))
    return as_told(found, [teller.facts for teller in tellers])


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
