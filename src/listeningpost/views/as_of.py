"""As of a date: a store as it would answer had nothing been said, published or mended after it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from ..edtf import LATEST, last_moment
from ..errors import UnknownId, UsageError
from ..schema import Correction, Link, Located, Page, PageDays, Question, RefusedPage, Statement
from .collecting import counted
from .held import Held
from .narrow import Narrow
from .quoting import published
from .telling import days
from .trimming import Kept, by_then, kept_of, known_by, trim


def as_of(held: Held, question: Question) -> "AsOf | None":
    """The store as of the question's dates; None where it names none. Raises UsageError for a time that is none."""
    if not (question.said_until or question.published_until or question.held_until):
        return None
    return AsOf(held, question)


def bounded(held: Held, question: Question) -> Held:
    """The store as of the question's dates; itself where it names none. Raises UsageError for a time that is none."""
    return as_of(held, question) or held


def pages_left(pages: Iterable[PageDays], spoken: Collection[str], question: Question) -> set[str]:
    """Ids of the pages that can show anything as of the question's days: published by then and, as said by a day, with
    something said (`spoken`) or themselves published by it."""
    published, said = days(question.published_until)[1], days(question.said_until)[1]
    by = {page.id: known_by(page) for page in pages}
    return {id_ for id_, day in by.items() if day <= published and (day <= said or id_ in spoken)}


class AsOf:
    """A store bounded by what is known to lie within the dates. A page counts as published by the last day that its
    date allows, else by the last day that bounds it, else by the day it was taken; a statement as said by the last day
    that its own date or its page's allows. What has no such day is left out, and counted."""

    def __init__(self, held: Held, question: Question) -> None:
        self._held = held
        self._question = question
        self._until = _time(question.held_until) if question.held_until else None
        self._last = {"page": days(question.published_until)[1], "statement": days(question.said_until)[1]}
        self._gone = defaultdict[str, set[str]](set)  # ids of what was left out, by why and what
        self._kept: Kept | None = None

    # ---- what a view asks for
    def pages(self, *, corrected: bool = True, until: str | None = None) -> Iterator[Page]:
        """Every page published until the day, with the statements said until the day."""
        for page in self._held.pages(corrected=corrected, until=until or self._until):
            if self._is_in(published_by(page), "page", page.capture.id):
                yield self._bounded(page)

    def page(self, page_id: str, *, corrected: bool = True, until: str | None = None) -> Page:
        """One page by its full id. Raises UnknownId where it was not published by the day."""
        page = self._held.page(page_id, corrected=corrected, until=until or self._until)
        if published_by(page) > self._last["page"]:
            raise UnknownId(f"{page_id}: not known to be published until {self._question.published_until}")
        return self._bounded(page)

    def refusals(self) -> Iterator[RefusedPage]:
        """Every page that could not be read."""
        return self._held.refusals()

    def corrections(self) -> Iterator[Correction]:
        """Every mend made until the time."""
        return (mend for mend in self._held.corrections() if self._until is None or mend.at <= self._until)

    def links(self, kind: str | None = None) -> Iterator[Link]:
        """What holds across the pages, statements and figures that are left."""
        if self._kept is None:
            self._kept = self._left_in()
        trimmed = (trim(link, self._kept) for link in self._held.links(kind))
        return (link for link in trimmed if link is not None)

    def find(self, id_: str) -> Located:
        """What an id, or the beginning of one, names. Raises UnknownId or UsageError."""
        return self._held.find(id_)

    def _left_in(self) -> Kept:
        """What is left of all that links may stand on. Of a part of a store the days that rows hold say so, unless
        mends that rows do not know of are asked for."""
        if not isinstance(self._held, Narrow):
            return Kept.of(self.pages())
        if self._until and any(True for _ in self._held.corrections()):
            reached = self._held.reached(self._until)
            return Kept.of(self._bounded(page) for page in reached if published_by(page) <= self._last["page"])
        return kept_of(*self._held.dated(), self._last["page"], self._last["statement"])

    # ---- what was left out
    def notes(self) -> tuple[str, ...]:
        """What the dates left out, a line for each of them."""
        asked, later = self._question, sum(mend.at > self._until for mend in self._held.corrections()
                                           ) if self._until else 0
        lines = {
            "published": (asked.published_until, self._left("page")),
            "said": (asked.said_until, self._left("statement")),
            "held": (self._until, [f"{counted(later, 'correction')} made later not applied"]),
        }
        return tuple(f"as {word} until {day}: {', '.join(left) or 'nothing left out'}"
                     for word, (day, left) in lines.items() if day)

    def _left(self, noun: str) -> list[str]:
        counts = ((len(self._gone[f"{word} {noun}"]), f"{word} {noun}") for word in ("later", "undated"))
        return [f"{counted(number, words)} left out" for number, words in counts if number]

    def _bounded(self, page: Page) -> Page:
        """A page without what was said after the day, and without the figures of that."""
        if self._question.said_until is None:
            return page
        by = published_by(page)
        kept = tuple(one for one in page.statements if self._is_in(_said_by(one, by), "statement", one.id))
        gone = {one.id for one in page.statements} - {one.id for one in kept}
        return replace(page, statements=kept, figures=tuple(one for one in page.figures if one.claimed_by not in gone))

    def _is_in(self, last: str, noun: str, id_: str) -> bool:
        if last <= self._last[noun]:
            return True
        self._gone[f"{'undated' if last == LATEST else 'later'} {noun}"].add(id_)
        return False


def published_by(page: Page) -> str:
    """The last day on which a page can have been published; LATEST where nothing tells."""
    return by_then(days(published(page.article))[1], page.capture.taken_at)


def _said_by(statement: Statement, by: str) -> str:
    """The last day on which something can have been said: it was said before its page was published."""
    return min(days(statement.said_on.edtf)[1], by) if statement.said_on else by


def _time(words: str) -> str:
    """A time as corrections write it (UTC, to the second); a date alone is its end. Raises UsageError."""
    try:
        return last_moment(words)
    except ValueError as error:
        raise UsageError(f"--held-until {words}: no time; write a day or a time: 2024-02-27T18:00") from error
