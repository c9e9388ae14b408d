"""What the joiner of disputes keeps of a statement that denies or can be denied, and of a headline beyond its text."""

from collections.abc import Iterator, Sequence

import msgspec

from ..edtf import EARLIEST, LATEST, bounds
from ..knowledge import fold
from ..schema import Flag, Page, Record, Statement
from .copy_facts import published_within
from .denials import Told, offices_of, tell
from .wording import shortened

DAYS = 366  # between a claim and its denial on another page
ABOUT = 160  # characters of a claim that tell what a dispute is about
FLAG = "headline_beyond_text"
TITLE, TEXT = "title", "text"  # what a side is called that no statement tells
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


class Position(Record, frozen=True, array_like=True):
    """A statement with its item and page, the days on which it may have been said, its words, and the items that it
    denies by the page's own record; `together` are the denials by which it is brought together with others of its
    page. Of a headline the two sides by id."""

    item: str
    page: str
    statement: str
    first: str
    last: str
    said: str
    told: Told | None = None
    denied: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()

    def near(self, other: "Position") -> bool:
        """Whether both may have been said within DAYS of each other; of an open beginning only the end counts."""
        if LATEST in (self.last, other.last):
            return True
        (first, last), (start, end) = (
            (_number(one.last if one.first == EARLIEST else one.first), _number(one.last)) for one in (self, other))
        return first - end <= DAYS and start - last <= DAYS


def positions_of(page: Page) -> Iterator[Position]:
    """The statements of a page that deny, reject or can be denied, and its headline where that goes beyond the text."""
    offices = offices_of(page.roles)
    answered: dict[str, list[str]] = {}
    for statement in page.statements:
        for id_ in (statement.id, *statement.denies) if statement.denies else ():
            answered.setdefault(id_, []).append(_item(page, statement.id))
    for statement in page.statements:
        told = tell(page.article.text, statement, page.mentions, offices)
        together = answered.get(statement.id, [])
        if together or _may_be_denied(told):
            yield _position(page, statement, told, together)
    flags = [flag for flag in page.flags if flag.kind == FLAG and flag.span]
    if flags and page.article.title:
        yield _headline(page, flags)


def encode(position: Position) -> bytes:
    """A position as bytes, the same for the same position."""
    return _ENCODER.encode(position)


def decode(facts: bytes) -> Position:
    """A position from its bytes."""
    return msgspec.msgpack.decode(facts, type=Position)


def _may_be_denied(told: Told) -> bool:
    """Whether a statement of another page may stand against it: it names somebody and tells two things of him."""
    return bool(told.side) and len(told.words) > 1 and bool(told.names or told.side != "claim")


def _position(page: Page, statement: Statement, told: Told, together: Sequence[str]) -> Position:
    first, last = bounds(statement.said_on.edtf) if statement.said_on else published_within(page.article)
    said = " […] ".join(" ".join(page.article.text[a:b].split()) for a, b in statement.content_spans)
    return Position(
        item=_item(page, statement.id), page=page.capture.id, statement=statement.id, first=first, last=last,
        said=_cut(said), told=told, denied=tuple(_item(page, id_) for id_ in statement.denies),
        together=tuple(together))


def _item(page: Page, statement: str) -> str:
    return f"{statement} {page.capture.id[:16]}"


def _headline(page: Page, flags: Sequence[Flag]) -> Position:
    """The headline against the text: its own statement where one covers the flag, and the statement of the text with
    most of its words."""
    spans = [flag.span for flag in flags if flag.span]
    head = next((one for one in page.statements if one.attribution == "headline" and any(
        a < span[1] and span[0] < b for a, b in one.content_spans for span in spans)), None)
    title = page.article.title
    first, last = published_within(page.article)
    return Position(
        item=f"title {page.capture.id[:16]}", page=page.capture.id, statement=TITLE, first=first, last=last,
        said=_cut("; ".join(flag.note for flag in flags)),
        headline=(head.id if head else TITLE, _told_in_text(page, title.text if title else "")))


def _told_in_text(page: Page, headline: str) -> str:
    """The statement of the text with most words of the headline, two at least; else the text itself."""
    words = {word for word in fold(headline).split() if len(word) > 3}
    best, most = TEXT, 1
    for statement in page.statements:
        said = set(fold(" ".join(page.article.text[a:b] for a, b in statement.content_spans)).split())
        if statement.attribution != "headline" and len(words & said) > most:
            best, most = statement.id, len(words & said)
    return best


def _cut(words: str) -> str:
    return shortened(words, ABOUT)


def _number(day: str) -> int:
    """A number for a day that grows by about one a day; EARLIEST and LATEST are no dates of the calendar."""
    year, month, of_month = map(int, day.split("-"))
    return 365 * year + 30 * month + of_month
