"""Which pages and statements a question asks for."""

from collections.abc import Iterable, Iterator
from typing import get_args

from ..edtf import EARLIEST, LATEST, bounds
from ..errors import UsageError
from ..schema import Act, AttributionKind, Figure, FigureKind, Page, Question, Speaker, Statement, StatementKind
from .quoting import folded, has_words, teller
from .telling import days, said_on
from .watching import is_watched

KINDS: tuple[str, ...] = tuple(
    kind for words in (StatementKind, AttributionKind, Act, FigureKind) for kind in get_args(words)
)


def check(question: Question) -> None:
    """Raises UsageError for a date that is none, an end before the beginning, or a kind that the record does not
    have."""
    for name in ("since", "until", "said_until", "published_until"):
        edtf = getattr(question, name)
        try:
            bounds(edtf or "..")
        except ValueError as error:
            option = name.replace("_", "-")
            message = f"--{option} {edtf}: {error}; write a day, a month or a year: 2024-02-27, 2024-02, 2024"
            raise UsageError(message) from error
    since, until = question.since, question.until
    if since and until and bounds(since)[0] > bounds(until)[1]:
        raise UsageError(f"--since {since} --until {until}: no day lies between them; exchange the two")
    if question.kind and question.kind not in KINDS:
        raise UsageError(f"--kind {question.kind}: there is no such kind; take one of {', '.join(KINDS)}")


def pages_asked_for(pages: Iterable[Page], question: Question) -> Iterator[Page]:
    """The pages of a question's page and watch, one at a time."""
    for page in pages:
        if _is_page(page, question.page) and (question.watch is None or is_watched(page, question.watch)):
            yield page


def statements_asked_for(page: Page, question: Question) -> Iterator[Statement]:
    """The statements of a page that answer a question."""
    for statement in page.statements:
        if (
            statement.content_spans
            and speaks(page, statement.speaker, question.speaker)
            and is_about(statement_words(page, statement), question.about)
            and question.kind in (None, statement.kind, statement.attribution, statement.act)
            and in_time(said_on(page, statement), question)
        ):
            yield statement


def figures_asked_for(page: Page, question: Question) -> Iterator[Figure]:
    """The figures of a page that answer a question; `speaker` is the one who claims the figure."""
    claims = {statement.id: statement for statement in page.statements}
    for figure in page.figures:
        claim = claims.get(figure.claimed_by or "")
        words = " ".join(part or "" for part in (figure_words(page, figure), figure.what, figure.of, figure.place))
        if (
            (question.speaker is None or (claim is not None and speaks(page, claim.speaker, question.speaker)))
            and is_about(words, question.about)
            and question.kind in (None, figure.kind)
            and in_time(figure_date(page, figure), question)
        ):
            yield figure


def statement_words(page: Page, statement: Statement) -> str:
    """All words of a statement's content."""
    return " ".join(page.article.text[start:end] for start, end in statement.content_spans)


def figure_words(page: Page, figure: Figure) -> str:
    """The words of a figure's span."""
    return page.article.text[figure.span[0] : figure.span[1]]


def figure_date(page: Page, figure: Figure) -> str | None:
    """When a figure was given, as EDTF: with its claim, else with its page."""
    claim = next((statement for statement in page.statements if statement.id == figure.claimed_by), None)
    if claim is not None:
        return said_on(page, claim)
    return page.article.published.edtf


def speaks(page: Page, speaker: Speaker, wanted: str | None) -> bool:
    """Whether a speaker is the wanted one: by id, name, descriptor, or a form of the name that the page uses."""
    if wanted is None or wanted == speaker.entity:
        return True
    forms = [speaker.name, speaker.descriptor, *(m.text for m in page.mentions if _named_as(m.entity, speaker.entity))]
    return any(has_words(folded(form), wanted) for form in forms if form)


def _named_as(entity: str | None, wanted: str | None) -> bool:
    return entity is not None and entity == wanted


def is_about(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether the text has one of the wanted words or phrases; no wish is always met."""
    plain = folded(text)
    return not wanted or any(has_words(plain, word) for word in wanted)


def in_time(edtf: str | None, question: Question) -> bool:
    """Whether a date may lie between `since` and `until`; what is undated lies nowhere once either is asked for."""
    if question.since is None and question.until is None:
        return True
    first, last = days(edtf)
    if (first, last) == (EARLIEST, LATEST):
        return False
    since = bounds(question.since)[0] if question.since else EARLIEST
    until = bounds(question.until)[1] if question.until else LATEST
    return since <= last and first <= until


def _is_page(page: Page, wanted: str | None) -> bool:
    if wanted is None or page.capture.id.startswith(wanted):
        return True
    source = page.capture.source
    return source == wanted or source.endswith(f"/{wanted}") or folded(teller(page)) == folded(wanted)
