"""Statements collected over the pages of a question, and the notes about what a reader does not see."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from ..schema import CitedPage, Line, Page, Question, Record, View
from .choosing import is_about, pages_asked_for, statements_asked_for
from .held import Held
from .once import told_by_many, told_once
from .quoting import cited_page, short_source
from .telling import Told, flag_words

REFUSALS_NAMED = 5
# Kinds of flag that say what was not sought; the others are faults of the page.
UNSOUGHT = ("no_annotator", "too_long", "other_language")


class Collected(Record, frozen=True):
    """Lines told once, the pages they stand on, and what was counted on the way."""

    told: list[Told]
    pages: dict[str, CitedPage]
    notes: tuple[str, ...]


def collect(held: Held, question: Question) -> Collected:
    """All statements that answer a question, each told once, in no order yet. Holds lines, never whole pages."""
    told: list[Told] = []
    cited: dict[str, CitedPage] = {}
    counts = {"held": 0, "pages": 0, "headlines": 0}
    flagged: Counter[str] = Counter()
    for page in pages_asked_for(_counting(held.pages(corrected=True), counts), question):
        lines = list(told_once(page, statements_asked_for(page, question)))
        counts["pages"] += 1
        counts["headlines"] += sum(line.spare for line in lines)
        flagged.update({flag.kind for flag in page.flags})
        told += [line for line in lines if not line.spare]
        cited |= {page.capture.id: cited_page(page)} if lines else {}
    once = [_ranked(line, question) for line in told_by_many(told)]
    having = {one.line.cites[0].page for one in told}
    notes = (_tally(len(once), having, counts["pages"]), *_unseen(counts), *_of_flags(flagged), *refused(held))
    return Collected(told=once, pages=cited, notes=notes)


def finished(view: View, pages: dict[str, CitedPage], question: Question) -> View:
    """A view cut to the question's limit, with the pages that its lines cite."""
    lines = view.lines if question.limit is None else view.lines[: question.limit]
    rows = view.rows if question.limit is None or len(view.rows) != len(view.lines) else view.rows[: question.limit]
    ids = dict.fromkeys(cite.page for line in lines for cite in (*line.cites, *line.also))
    return msgspec.structs.replace(
        view,
        lines=lines,
        rows=rows,
        left_out=view.left_out + len(view.lines) - len(lines),
        pages=tuple(pages[page] for page in ids if page in pages),
    )


def refused(held: Held) -> tuple[str, ...]:
    """The note on pages that could not be read: how many, and the first of them with their reasons."""
    refusals = list(held.refusals())
    if not refusals:
        return ()
    named = [f"{short_source(page.capture.source)} ({page.refusal.reason})" for page in refusals[:REFUSALS_NAMED]]
    more = len(refusals) - len(named)
    rest = [f"and {more} more"] if more else []
    return (f"{counted(len(refusals), 'page')} could not be read: {'; '.join([*named, *rest])}",)


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def of_pages(lines: Iterable[Line], pages: Iterable[Page]) -> tuple[CitedPage, ...]:
    """The cited pages among those at hand."""
    ids = {cite.page for line in lines for cite in (*line.cites, *line.also)}
    return tuple(cited_page(page) for page in pages if page.capture.id in ids)


def _counting(pages: Iterable[Page], counts: dict[str, int]) -> Iterator[Page]:
    for page in pages:
        counts["held"] += 1
        yield page


def _tally(lines: int, having: Collection[str], pages: int) -> str:
    """How many statements, and on how many of the pages that were asked for."""
    of = f"{len(having):,} of " if len(having) < pages else ""
    return f"{counted(lines, 'statement')} on {of}{counted(pages, 'page')}"


def _unseen(counts: dict[str, int]) -> list[str]:
    notes = []
    if counts["held"] > counts["pages"]:
        notes.append(f"{counted(counts['held'] - counts['pages'], 'other page')} in the store not asked for")
    if counts["headlines"]:
        found = counted(counts["headlines"], "attribution")
        notes.append(f"{found} found in a headline alone, without the text to match, not shown")
    return notes


def _of_flags(flagged: Mapping[str, int]) -> list[str]:
    """Notes on pages, or parts of them, in which no statements were sought, and on pages with faults; `flagged` counts
    pages by kind of flag."""
    unread, long, foreign = (counted(flagged.get(kind, 0), "page") for kind in UNSOUGHT)
    notes = {
        "no_annotator": f"{unread} in a language without an annotator: read and dated, no statements sought",
        "too_long": f"{long} longer than any article: no statements sought; cut into parts, they can be added again",
        "other_language": f"{foreign} with paragraphs in a language without an annotator: nothing sought in those",
    }
    return [*(note for kind, note in notes.items() if kind in flagged), *_faulty(flagged)]


def _faulty(flagged: Mapping[str, int]) -> list[str]:
    """The note on pages with faults: of each kind on how many."""
    faults = sorted((-number, flag_words(kind)) for kind, number in flagged.items() if kind not in UNSOUGHT)
    told = ", ".join(f"{words} on {counted(-number, 'page')}" for number, words in faults)
    return [f"faults of the pages, left as they stand: {told} (`show` tells where)"] if told else []


def _ranked(told: Told, question: Question) -> Told:
    """Of lines with named speakers, and of the others, those with a word of the watch come first."""
    watch = question.watch
    if watch is None:
        return told
    near = is_about(told.words, (*watch.words, *watch.actors, *watch.places))
    return msgspec.structs.replace(told, rank=(told.rank[0], 0 if near else 1, *told.rank[1:]))
