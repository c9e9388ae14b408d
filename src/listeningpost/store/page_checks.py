"""One page checked against the text of its capture: quotes rebuilt, spans inside one another, references resolved."""

import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Sequence

from ..schema import DateCandidate, Named, Outlet, Page, PageDate, Problem, Published, Span, Statement
from ..spans import folded, rebuild

SHOWN = 60  # characters of a quote in a message


def check_page(page: Page, capture_text: str, counted: Counter[str]) -> Iterator[Problem]:
    """What is wrong with a page as it was read (without corrections). `capture_text` is decoded anew from its bytes."""
    where = page.capture.id
    problems = [*_article(page, capture_text), *_quotes(page, capture_text, counted), *_nested(page), *_named(page)]
    yield from (Problem(where=where, what=what) for what in problems)


def _article(page: Page, text: str) -> Iterator[str]:
    """The whole article text is the capture's, through the map."""
    article = page.article
    if page.space == "capture":
        if article.map is not None:
            yield "a page in capture space has a map"
        if article.text != text:
            yield "its article text is not the text of its capture"
    elif article.map is None:
        yield "a page in article space has no map"
    elif _rebuilt((0, len(article.text)), page, text) != article.text:
        yield "its article text cannot be rebuilt from the capture through the map"


def _quotes(page: Page, text: str, counted: Counter[str]) -> Iterator[str]:
    """Every span lies in the article and gives, rebuilt from the capture, the words that the record gives there."""
    for what, span, words in _spans(page):
        counted["spans"] += 1
        if not 0 <= span[0] <= span[1] <= len(page.article.text):
            yield f"{what}: {span} lies outside the article"
            continue
        rebuilt = _rebuilt(span, page, text)
        expected = page.article.text[span[0] : span[1]] if words is None else words
        if rebuilt is None or not _same(rebuilt, expected, blanks_folded=what == "title"):
            yield f"{what}: {span} should read {expected[:SHOWN]!r}, the capture has {(rebuilt or '')[:SHOWN]!r}"
    for what, span, words in _outside(page):
        counted["spans"] += 1
        if not 0 <= span[0] <= span[1] <= len(text):
            yield f"{what}: {span} lies outside the capture"
        elif words is not None and _blanks(words) not in _blanks(folded(text[span[0] : span[1]])):
            yield f"{what}: {words[:SHOWN]!r} does not stand at {span} of the capture"


def _rebuilt(span: Span, page: Page, text: str) -> str | None:
    try:
        return rebuild(span, page.article.map, text)
    except ValueError:
        return None


def _same(rebuilt: str, expected: str, *, blanks_folded: bool) -> bool:
    """A title may be printed over several lines; its text is one line. Any other quote is the same to the letter."""
    return _blanks(rebuilt) == _blanks(expected) if blanks_folded else rebuilt == expected


def _blanks(text: str) -> str:
    """Runs of blanks as one, without control characters, which parsers leave out, and without what shows as nothing."""
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf")).split())


Quoted = tuple[str, Span, str | None]


def _spans(page: Page) -> Iterator[Quoted]:
    """Every span in the page's own space: what it is of, and the words the record gives there (None: any)."""
    article = page.article
    if article.title and article.title.span:
        yield "title", article.title.span, article.title.text
    yield from (("body", span, None) for span in article.body)
    yield from (("furniture", span, None) for span in article.furniture)
    yield from (("title repeated", span, None) for span in (article.title.repeats if article.title else ()))
    yield from (("date or name of the page", one.span, None) for one in _heading(page) if one.span)
    yield from (("language", part.span, None) for part in article.languages)
    yield from (("flag", flag.span, None) for flag in page.flags if flag.span)
    yield from ((f"mention {one.id}", one.span, one.text) for one in page.mentions)
    yield from ((f"role of {one.name}", one.span, None) for one in page.roles)
    yield from ((f"figure {one.id}", one.span, None) for one in page.figures)
    yield from ((f"forecast {one.id}", one.span, None) for one in page.forecasts)
    yield from (("relation", one.span, None) for one in page.relations)
    for event in page.events:
        yield from ((f"event {event.id}", span, None) for span in (event.trigger_span, event.evidence_span))
    for statement in page.statements:
        yield from ((f"statement {statement.id}", span, None) for span in _of(statement))


def _of(statement: Statement) -> Iterator[Span]:
    yield from statement.content_spans
    yield from statement.quoted_spans
    others = (statement.source_span, statement.cue_span, statement.said_on.span if statement.said_on else None)
    told = [span for via in statement.via for span in (via.span, via.cue_span)]
    told += [stance.span for stance in statement.stance]
    yield from (span for span in (*others, *told) if span)


def _outside(page: Page) -> Iterator[Quoted]:
    """Spans in capture space, of what was found outside the article's text."""
    article = page.article
    if article.title and article.title.capture_span:
        yield "title", article.title.capture_span, article.title.text
    outside = [one.capture_span for one in _heading(page) if one.capture_span]
    yield from (("date or name of the page", span, None) for span in outside)


def _heading(page: Page) -> Iterator[Published | DateCandidate | PageDate | Outlet | Named]:
    """What the page says of itself: dates, outlet, dateline, bylines, agencies, section, tags."""
    article = page.article
    yield article.published
    yield from article.published.candidates
    yield from article.page_dates
    if article.outlet:
        yield article.outlet
    alone = (one for one in (article.dateline, article.section) if one)
    yield from (*article.byline, *article.agency, *article.tags, *alone)


def _nested(page: Page) -> Iterator[str]:
    """Content has words, and quoted words stand inside it."""
    for statement in page.statements:
        if not statement.content_spans or any(a >= b for a, b in statement.content_spans):
            yield f"statement {statement.id}: has no content, or an empty piece of it"
        for span in outsiders(statement.quoted_spans, statement.content_spans):
            yield f"statement {statement.id}: quoted words at {span} stand outside its content"
    yield from (f"mention {one.id}: is empty" for one in page.mentions if one.span[0] >= one.span[1])
    yield from (f"figure {one.id}: is empty" for one in page.figures if one.span[0] >= one.span[1])


def outsiders(spans: Sequence[Span], around: Sequence[Span]) -> Iterator[Span]:
    """The spans that lie inside none of those around, in one pass over both in order."""
    beginnings, reach = deque(sorted(around)), -1
    for start, end in sorted(spans):
        while beginnings and beginnings[0][0] <= start:
            reach = max(reach, beginnings.popleft()[1])
        if end > reach:
            yield start, end


def _named(page: Page) -> Iterator[str]:
    """Ids are not given twice, and every reference leads to something of the page."""
    statements = {statement.id for statement in page.statements}
    every = (page.mentions, page.statements, page.figures, page.events, page.forecasts)
    ids = Counter(one.id for layer in every for one in layer)
    yield from (f"{id_}: given {times} times" for id_, times in ids.items() if times > 1)
    for what, id_ in _references(page):
        if id_ not in statements:
            yield f"{what} refers to statement {id_}, which the page does not hold"
    people = {mention.entity for mention in page.mentions}
    for what, who in _people(page):
        if who is not None and who not in people:
            yield f"{what} names entity {who}, whom the page does not mention"


def _references(page: Page) -> Iterator[tuple[str, str]]:
    for one in page.statements:
        led = (*one.denies, *one.in_response_to, *one.same_as, *((one.nested_in,) if one.nested_in else ()))
        yield from ((f"statement {one.id}", id_) for id_ in led)
    yield from ((f"figure {one.id}", one.claimed_by) for one in page.figures if one.claimed_by)
    yield from ((f"forecast {one.id}", one.statement) for one in page.forecasts if one.statement)
    yield from ((f"event {one.id}", one.asserted_by) for one in page.events if one.asserted_by)


def _people(page: Page) -> Iterator[tuple[str, str | None]]:
    yield from ((f"statement {one.id}", one.speaker.entity) for one in page.statements)
    yield from ((f"role {one.role}", one.entity) for one in page.roles)
