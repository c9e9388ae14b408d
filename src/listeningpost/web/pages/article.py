"""An article: its text with what was found in it, the record of one thing beside it, and the capture it came from."""

import contextlib
import math
from collections.abc import Sequence
from typing import Any

from ...errors import UnknownId, UsageError
from ...schema import Located, Page, Record, Span, StoryLink
from ...spans import capture_span
from ...views import bounded, in_words, speaker_words
from ...views import show as shown
from ..asking import Answer, Asked, DeskPage
from ..marking import Mark, Piece, marks_of, pieces_of
from ..narrowed import part_of
from ..records import record_of

SIDES = {"record": "Record", "found": "Found", "page": "Page", "capture": "Capture"}
ITEMS = ("statement", "figure", "mention", "event", "forecast")
LONGEST = 40_000  # characters of an article, or of a capture, shown at a time
BEFORE = 1_500  # characters of a capture shown before the words that were chosen
QUOTED = 160  # characters of a statement in the list of what was found


class Window(Record, frozen=True):
    """A stretch of a capture: its characters in parts, each with whether it is of the chosen words; where it begins and
    ends, and how long the whole is."""

    parts: list[tuple[str, bool]]
    start: int
    end: int
    length: int


def show_article(asked: Asked) -> Answer:
    """The page of an id or of the beginning of one; with the id of something on a page, that page with it chosen."""
    where = asked.desk.store.find(asked.path["id"])
    if where.kind == "refusal":
        return _refused(asked, where)
    if where.kind not in ("page", *ITEMS) or not where.pages:
        raise UnknownId(f"{asked.path['id']}: is no page and stands on none, but is of kind {where.kind}")
    page = bounded(part_of(asked, where.pages[:1]), asked.question).page(where.pages[0])
    chosen = _chosen(page, where.id if where.kind in ITEMS else asked.query.get("at"))
    side = _side(asked, chosen)
    marks = marks_of(page)
    start, blocks, after = _blocks(asked, page, marks, chosen)
    headline = blocks.pop(0) if blocks and _has_headline(page) and not start else None
    data = {"page": page, "headline": headline, "blocks": blocks, "chosen": chosen, "side": side, "after": after,
            "sides": _sides(asked, chosen), "start": start, "facts": _facts(page),
            "beside": _beside(asked, page, side, chosen)}
    title = page.article.title.text if page.article.title else page.capture.source.rsplit("/", 1)[-1]
    return Answer(template="article.html", title=title, data=data)


def _chosen(page: Page, id_: str | None) -> str | None:
    """What the reader chose on the page: nothing where the id is of something that is not on it (a story, the page
    itself, what was not said yet by the day asked for)."""
    layers = (page.statements, page.figures, page.mentions, page.events, page.forecasts)
    return id_ if any(one.id == id_ for layer in layers for one in layer) else None


def _side(asked: Asked, chosen: str | None) -> str:
    """What stands beside the text: what the reader asks for, else the record of what is chosen, else all found."""
    side = asked.query.get("side") or ("record" if chosen else "found")
    if side not in SIDES:
        raise UsageError(f"side {side}: take one of {', '.join(SIDES)}")
    return "found" if side == "record" and not chosen else side


def _sides(asked: Asked, chosen: str | None) -> dict[str, str]:
    """What can stand beside the text: in a file all of the record does at once."""
    left_out = {"record", "page"} if asked.is_file else set() if chosen else {"record"}
    return {name: word for name, word in SIDES.items() if name not in left_out}


def _facts(page: Page) -> list[str]:
    """The line under the headline: who published it, when and why that day, by whom."""
    article = page.article
    dated = article.published
    day = in_words(dated.edtf) if dated.edtf else f"not dated on the page: {in_words(_bounds(page))}"
    names = [("by ", article.byline), ("credits ", article.agency)]
    facts = [article.outlet.name if article.outlet else "outlet not named", day]
    return [*facts, *(word + ", ".join(one.name for one in found) for word, found in names if found)]


def _bounds(page: Page) -> str | None:
    dated = page.article.published
    return f"{dated.not_before or '..'}/{dated.not_after or '..'}" if dated.not_before or dated.not_after else None


# ---- the text
def _blocks(
    asked: Asked, page: Page, marks: Sequence[Mark], chosen: str | None
) -> tuple[int, list[list[Piece]], int | None]:
    """The blocks from the one that is asked for (else from the one that holds what is chosen, where the article is too
    long to be shown whole), the number of the first, and the number of the next one behind them."""
    spans = _spans(page)
    start = _first(asked, spans, next((mark.span[0] for mark in marks if mark.id == chosen), 0))
    stop, length, longest = start, 0, math.inf if asked.is_file else LONGEST  # a file is one, that anchors lead into
    while stop < len(spans) and (stop == start or length + _length(spans[stop : stop + 1]) <= longest):
        length += _length(spans[stop : stop + 1])
        stop += 1
    blocks = list(pieces_of(page.article.text, spans[start:stop], marks, chosen))
    return start, blocks, stop if stop < len(spans) else None


def _first(asked: Asked, spans: Sequence[Span], at: int) -> int:
    """The number of the first block to show: the one asked for; of an article too long to be shown whole the one that
    holds character `at`, where that lies behind the first part."""
    asked_for = _number(asked.query.get("from"), len(spans) - 1)
    if asked_for is not None or _length(spans) <= LONGEST:
        return asked_for or 0
    holding = max((number for number, span in enumerate(spans) if span[0] <= at), default=0)
    return holding if _length(spans[: holding + 1]) > LONGEST else 0


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _spans(page: Page) -> list[Span]:
    """The headline where it stands in the text, and the blocks of the body; of a text without blocks, all of it."""
    title = page.article.title
    spans = [*([title.span] if title and title.span else []), *page.article.body]
    return spans or [(0, len(page.article.text))]


def _has_headline(page: Page) -> bool:
    return page.article.title is not None and page.article.title.span is not None


def _number(words: str | None, most: int) -> int | None:
    if words is None:
        return None
    if not words.isascii() or not words.isdigit() or len(words) > 9:
        raise UsageError(f"from {words}: give a number, 0 or more")
    return min(int(words), most)


# ---- what stands beside it
def _beside(asked: Asked, page: Page, side: str, chosen: str | None) -> dict[str, Any]:
    if side == "record" and chosen:
        return {"record": record_of(asked, page, chosen)}
    if side == "page":
        return _how_read(asked, page)
    if side == "capture":
        return {"window": _window(asked, page, chosen)}
    people = list(asked.desk.store.entities_on(page.capture.id))
    said = [(one.id, speaker_words(one.speaker), _words(page, one.content_spans)) for one in page.statements
            if one.content_spans]
    figures = [(one.id, page.article.text[slice(*one.span)], one.what or "") for one in page.figures]
    found = {"people": people, "said": said, "figures": figures}
    return {**found, **_records(asked, page), **_how_read(asked, page)} if asked.is_file else found


def _records(asked: Asked, page: Page) -> dict[str, Any]:
    """The records of all statements and figures of a page, by id."""
    held = part_of(asked, [page.capture.id])
    ids = [*(one.id for one in page.statements if one.content_spans), *(one.id for one in page.figures)]
    return {"records": {id_: record_of(asked, page, id_, held) for id_ in ids}}


def _words(page: Page, spans: Sequence[Span]) -> str:
    words = " […] ".join(" ".join(page.article.text[a:b].split()) for a, b in spans)
    return words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + " …"


def _how_read(asked: Asked, page: Page) -> dict[str, Any]:
    """The facts of the page: its dates and why, its faults, its copies and its story."""
    held = part_of(asked, [page.capture.id])
    story = next((link for link in held.links("story") if isinstance(link, StoryLink) and len(link.pages) > 1), None)
    rows = asked.desk.store.page_rows_of(story.pages) if story else {}
    return {"rows": shown(held, page.capture.id).rows, "story": story, "told": list(rows.values()),
            "sources": asked.desk.store.sources(page.capture.id)}


def _window(asked: Asked, page: Page, chosen: str | None) -> Window:
    """The stretch of the capture that holds what is chosen, or that begins where the reader asks."""
    text = asked.desk.store.capture_text(page.capture.id)
    spans = _in_capture(page, chosen)
    start = _number(asked.query.get("character"), len(text))
    if start is None:
        start = max(0, spans[0][0] - BEFORE) if spans and len(text) > LONGEST else 0
    end = min(len(text), start + LONGEST)
    edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
    parts = [(text[a:b], chosen is not None and any(c <= a and b <= d for c, d in spans))
             for a, b in zip(edges, edges[1:], strict=False)]
    return Window(parts=parts, start=start, end=end, length=len(text))


def _in_capture(page: Page, chosen: str | None) -> list[Span]:
    """Where the chosen words, or the article's first ones, stand in the capture; nowhere where the map does not say."""
    marks = [mark.span for mark in marks_of(page) if mark.id == chosen and mark.layer not in ("cue", "source")]
    found = []
    for span in marks or page.article.body[:1]:
        with contextlib.suppress(ValueError):  # words that stand for no characters of the capture
            found.append(capture_span(span, page.article.map))
    return sorted(found)


def _refused(asked: Asked, where: Located) -> Answer:
    """A page that could not be read: why, and its capture where the bytes are held."""
    view = shown(asked.desk.store, where.id)
    return Answer(template="refused.html", title=view.title, data={"view": view})


PAGE = DeskPage(name="article", path="/article/{id}", show=show_article)
