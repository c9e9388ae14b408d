"""Which items a store would have a joiner compare, told from their keys alone."""

from collections import defaultdict
from collections.abc import Iterable

from listeningpost.store.neighbours import reach
from listeningpost.store.pairing import number_of


def meetings(joiner: str, keyed: Iterable[tuple[str, Iterable[str]]]) -> list[tuple[str, str]]:
    """The pairs of items that meet under a key, each in order and once. `keyed`: items with their keys."""
    sharing = defaultdict[str, list[str]](list)
    for item, keys in sorted(keyed, key=lambda one: number_of(joiner, one[0])):
        for key in dict.fromkeys(keys):
            sharing[key].append(item)
    return sorted({(min(item, other), max(item, other)) for items in sharing.values()
                   for at, item in enumerate(items) for other in items[at + 1 : at + 1 + reach(len(items))]})
