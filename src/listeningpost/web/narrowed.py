"""The part of the store that a page of the desk reads: what was chosen for it, as of the days the reader asks for."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..schema import Link, Question
from ..store import places_of
from ..views import Held, Narrow
from .asking import AS_OF, Asked


def part_of(asked: Asked, pages: Iterable[str], links: Sequence[Link] | None = None) -> Held:
    """The chosen pages with these links, or with all that stand on them, for a view to read. Where the reader asks as
    of a day, the other pages of the links come along: what was known then is counted over all of them."""
    store, chosen = asked.desk.store, set(pages)
    if not is_dated(asked):
        return Narrow(store, chosen, links)
    held = tuple(store.links_on(chosen)) if links is None else links
    return Narrow(store, chosen | {page for link in held for page, _ in places_of(link)}, held)


def narrowed_question(asked: Asked) -> Question:
    """The question for a view over a part that was chosen by the watch: the watch itself is answered."""
    return replace(asked.question, watch=None)


def is_dated(asked: Asked) -> bool:
    """Whether the reader asks as of a day."""
    return any(name in asked.query for name in AS_OF)
