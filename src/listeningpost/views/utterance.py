"""An utterance: one remark as the pages tell it, the first telling first, with what differs between them marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..errors import UsageError
from ..schema import CitedPage, Drift, Line, Link, Page, Question, Record, Span, Statement, UtteranceLink, View
from .choosing import pages_asked_for, statements_asked_for
from .collecting import counted, finished
from .dates import in_words
from .held import Held
from .quoting import cite, cited_page, published, shortened
from .telling import speaker_words, statement_line

TITLE = 70  # characters of a telling in a heading
NAME = "utterance"


class Telling(Record, frozen=True):
    """A telling as a line, and whether the question asks for it."""

    line: Line
    asked: bool


def utterance(held: Held, question: Question) -> View:
    """The tellings of the remark that `question.subject` names (its id, or that of a statement that tells it); without
    one, every remark that more than one page tells, those that drifted first. Raises UsageError for another id."""
    links = list(_wanted(held, question))
    tellings, cited = _tellings(held, question, links)
    shown = [link for link in links if any(one.asked for one in tellings[link.id])]
    shown.sort(key=lambda link: (-len({one.kind for one in link.drift}), -len(_pages(link)), link.id))
    lines = [line for link, heading in zip(shown, _headings(shown, tellings), strict=True)
             for line in _lines(link, [one.line for one in tellings[link.id]], heading)]
    told = sum(len(tellings[link.id]) for link in shown)
    drifted = sum(bool(link.drift) for link in shown)
    alike = f"{drifted:,} of them not told alike" if drifted else "all told alike, as far as is seen"
    many = f"{counted(len(shown), 'remark')} in {counted(told, 'telling')}; {alike}"
    notes = (many if shown else "no remark is told by more than one statement",)
    return finished(View(name=NAME, title="Utterances", lines=tuple(lines), notes=notes), cited, question)


def _wanted(held: Held, question: Question) -> Iterator[UtteranceLink]:
    links = (link for link in held.links(NAME) if isinstance(link, UtteranceLink))
    if not question.subject:
        yield from (link for link in links if len(_pages(link)) > 1)
        return
    where = held.find(question.subject)
    found = [link for link in links if where.now in (link.id, *(statement for _, statement in link.statements))]
    if not found:
        raise UsageError(f"{where.id}: no remark told twice; `view utterance` without an id lists those that are")
    yield from found


def _pages(link: UtteranceLink) -> set[str]:
    return {page for page, _ in link.statements}


def _tellings(
    held: Held, question: Question, links: Iterable[Link]
) -> tuple[Mapping[str, list[Telling]], dict[str, CitedPage]]:
    """The tellings of each link in its order, and the pages they stand on, read one at a time."""
    places = defaultdict[str, list[tuple[str, int, str, tuple[Span, ...]]]](list)
    for link in links:
        if isinstance(link, UtteranceLink):
            parts = link.spans or [()] * len(link.statements)
            for number, ((place, statement), spans) in enumerate(zip(link.statements, parts, strict=True)):
                places[place].append((link.id, number, statement, spans))
    found, cited = defaultdict[str, dict[int, Telling]](dict), dict[str, CitedPage]()
    asked_for = {page.capture.id for page in pages_asked_for(held.pages(corrected=True), question)}
    for page_id in sorted(places):
        page = held.page(page_id)
        asked = {one.id for one in statements_asked_for(page, question)} if page_id in asked_for else set[str]()
        statements = {one.id: one for one in page.statements}
        for link_id, number, statement, spans in places[page_id]:
            if statement in statements:
                line = _line(page, statements[statement], spans)
                found[link_id][number] = Telling(line=line, asked=bool(question.subject) or statement in asked)
                cited[page_id] = cited_page(page)
    ordered = {link_id: [rows[number] for number in sorted(rows)] for link_id, rows in found.items()}
    return defaultdict(list, ordered), cited


def _line(page: Page, statement: Statement, spans: Sequence[Span]) -> Line:
    """A telling: the claim's words alone (all of the statement where the link names no part of it), led by who said it
    as told by whom, and when that was published."""
    line = statement_line(page, statement)
    pieces = tuple(cite(page, span) for span in spans or statement.content_spans)
    lead = f"{line.lead}, {in_words(published(page.article))}"
    return replace(line, cites=pieces, quote=pieces[0].quote, lead=lead, context=None)


def _headings(links: Sequence[UtteranceLink], tellings: Mapping[str, Sequence[Telling]]) -> Iterator[str]:
    """A heading for each remark: who, when, and the words of its first telling; no two alike, as each has its id."""
    for link in links:
        words = " ".join(" ".join(piece.quote for piece in tellings[link.id][0].line.cites).split())
        shown = shortened(words, TITLE)
        first = "" if link.ordered else "; which came first is not established"
        yield f"{speaker_words(link.speaker)}, {in_words(link.said_on)}: {shown} ({link.id}{first})"


def _lines(link: UtteranceLink, lines: Sequence[Line], heading: str) -> Iterator[Line]:
    """The tellings of a remark with how each drifted from an earlier one, and its own words that an other has not."""
    outlets = {line.id: line.outlet or (line.source or "").rstrip("/").rsplit("/", 1)[-1] for line in lines}
    for line in lines:
        mine = [one for one in link.drift if one.statement[1] == line.id and one.against]
        theirs = [one for one in link.drift if one.against and one.against[1] == line.id]
        differs = dict.fromkeys([*(one.now for one in mine), *(one.was for one in theirs)])
        note = "; ".join([*filter(None, [line.note]), *(_drift_words(one, outlets) for one in mine)])
        kinds = tuple(dict.fromkeys(f"drift: {one.kind}" for one in mine))
        yield replace(line, group=heading, note=note, marks=(*line.marks, *kinds),
                      differs=tuple(word for word in differs if word))


def _drift_words(drift: Drift, outlets: Mapping[str, str]) -> str:
    """A drift in words: `value: “6,500 fighters” in Basinwire, here “65,000 fighters”`."""
    was, now = (f"“{words}”" if words else "nothing of it" for words in (drift.was, drift.now))
    where = outlets.get(drift.against[1] if drift.against else "", "")
    return f"{drift.kind}: {was}{f' in {where}' if where else ''}, here {now}"
