"""The part of the store that a page of the desk reads: what was chosen for it, as of the days the reader asks for."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..schema import Link, Question
from ..views import Held, Narrow
from .asking import Asked


def part_of(asked: Asked, pages: Iterable[str], links: Sequence[Link] | None = None) -> Held:
    """The chosen pages with these links, or with all that stand on them, for a view to read."""
    return Narrow(asked.desk.store, pages, links)


def narrowed_question(asked: Asked) -> Question:
    """The question for a view over a part that was chosen by the watch: the watch itself is answered."""
    return replace(asked.question, watch=None)
