"""The part of the store that a page of the desk reads: what was chosen for it, as of the days the reader asks for."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..schema import Link, Question, Speaker, UtteranceLink, View
from ..views import Held, Narrow, bounded
from .asking import AS_OF, Asked

Item = tuple[str, str]


def part_of(asked: Asked, pages: Iterable[str], links: Sequence[Link] | None = None) -> Held:
    """The chosen pages with these links, or with all that stand on them, for a view to read."""
    return Narrow(asked.desk.store, pages, links)


def left_of(asked: Asked, items: Sequence[Item]) -> set[Item]:
    """The statements that are left as of the days the reader asks for."""
    if not (asked.question.said_until or asked.question.published_until):
        return set(items)
    whole = UtteranceLink(id="", speaker=Speaker(), statements=tuple(items))  # is cut as any link is
    cut = bounded(Narrow(asked.desk.store, (), [whole]), asked.question).links("utterance")
    return {item for link in cut if isinstance(link, UtteranceLink) for item in link.statements}


def as_of_notes(asked: Asked, view: View) -> tuple[str, ...]:
    """What a view says, last of all, of the days the reader asks for and of what they left out."""
    given = sum(bool(getattr(asked.question, name)) for name in AS_OF)
    return view.notes[-given:] if given else ()


def narrowed_question(asked: Asked) -> Question:
    """The question for a view over a part that was chosen by the watch: the watch itself is answered."""
    return replace(asked.question, watch=None)
