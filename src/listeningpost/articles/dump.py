"""The plain-text reader: a page printed as text, read as an article.

`article.text` is the whole decoded capture; title, body, byline, dateline and furniture share out its characters, so
that each character with ink belongs to exactly one of them.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..errors import Refusal
from ..schema import Article, Capture, Named, Outlet, Reading, Record, Span, Title
from ..spans import trimmed
from .bylines import Looks, find_opened
from .clues import DateClues, LineRole
from .credits import distinct, find_agencies
from .datelines import find_dated_place, find_dateline, place_beside
from .dates import date_article
from .languages import find_languages
from .layout import Layout, is_all_text, lay_out
from .lines import Block, blocks_of
from .outlets import Around, find_outlet, without_own
from .roles import role_of
from .scores import words_in
from .signed import authors_alone, find_bylines, find_signed, words_of
from .topics import find_section, find_tags

FEWEST_WORDS, FEWEST_PASTED = 20, 5
INTO_BODY, FAR_INTO_BODY = 3, 12
OVER_TITLE, UNDER_BODY = 3, 8


class Makers(Record, frozen=True):
    """Who made the page's text, and where the page says so."""

    byline: tuple[Named, ...]
    dateline: Named | None
    agency: tuple[Named, ...]
    outlet: Outlet | None


def read_dump(capture: Capture, text: str, knowledge: Looks | None = None) -> Reading:
    """Reads a text capture; `text` is its body decoded by `spans.decode`. Spans are in capture space.

    Raises Refusal("articles", reason) where nothing on the page reads like an article.
    """
    layout = lay_out(blocks_of(text))
    body = tuple(layout.blocks[n].span for n in layout.body)
    words = sum(words_in(text[slice(*span)]) for span in body)
    if words < (FEWEST_PASTED if is_all_text(layout) else FEWEST_WORDS):
        ink = sum(not character.isspace() for character in text)
        raise Refusal("articles", f"no article text: {ink} characters on the page, {words:.0f} words in sentences")
    makers = _makers(text, layout, knowledge)
    return Reading(head=capture.head, space="capture", article=_article(capture, text, layout, makers))


def _article(capture: Capture, text: str, layout: Layout, makers: Makers) -> Article:
    body = _body_spans(layout, makers.dateline)
    title = _title(layout)
    claimed = [*body, *(named.span for named in makers.byline if named.span)]
    claimed += [span for span in (title and title.span, makers.dateline and makers.dateline.span) if span]
    published, page_dates = date_article(_clues(capture, text, layout, makers), _latest(capture))
    languages = find_languages(text, body)
    return Article(
        text=text,
        title=title,
        body=body,
        furniture=tuple(_rest(layout.blocks, claimed)),
        published=published,
        page_dates=page_dates,
        language=languages.main,
        languages=languages.parts,
        outlet=makers.outlet,
        byline=makers.byline,
        dateline=makers.dateline,
        agency=makers.agency,
        section=find_section(text, _above(layout), [*_round_title(layout), *_below(layout)], title),
        tags=tags_of(text, layout),
    )


def tags_of(text: str, layout: Layout) -> tuple[Named, ...]:
    """The tags that the page prints."""
    titled = () if layout.title is None else (layout.title,)
    said = " ".join(layout.blocks[n].text for n in (*titled, *layout.body)).casefold()
    return find_tags(text, _round_title(layout), _below(layout), f" {said}")


def _title(layout: Layout) -> Title | None:
    if layout.title is None:
        return None
    block = layout.blocks[layout.title]
    repeats = tuple(layout.blocks[n].span for n in layout.repeats)
    return Title(text=" ".join(block.text.split()), span=block.span, repeats=repeats)


def _makers(text: str, layout: Layout, knowledge: Looks | None) -> Makers:
    signed = _round_title(layout)
    byline = _byline(text, layout, knowledge)
    body = [layout.blocks[n].span for n in layout.body]
    opened = find_dateline(text, body[0], knowledge)
    dateline, credited = opened if opened else (find_dated_place(text, body[0]), None)
    if dateline is None:
        places = (place_beside(text, line, byline) for line in signed)
        dateline = next((place for place in places if place), None)
    agency = find_agencies(text, _below(layout), body, byline, knowledge)
    outlet = find_outlet(text, around(layout), knowledge)
    credited_all = distinct([*([credited] if credited else []), *agency], knowledge)
    return Makers(byline=authors_alone(byline, knowledge, outlet), dateline=dateline,
                  agency=without_own(credited_all, outlet, knowledge), outlet=outlet)


def _byline(text: str, layout: Layout, knowledge: Looks | None) -> tuple[Named, ...]:
    """The names that sign the page: from its title to its first paragraphs, else over the title or under the text,
    else such as sign without a byline's word."""
    titled = () if layout.title is None else (layout.title,)
    said = words_of(text, [layout.blocks[n].span for n in (*titled, *layout.body)])
    near, over, below = _round_title(layout), _above(layout)[-OVER_TITLE:], _below(layout)
    far = _round_title(layout, FAR_INTO_BODY)
    found = find_bylines(text, near, knowledge, said)
    found = found or find_opened(text, far, knowledge) or find_opened(text, over[::-1], knowledge)
    found = found or find_opened(text, below[:UNDER_BODY], knowledge)
    return found or find_signed(text, [*far, *over[::-1]], below, said, knowledge)


def _round_title(layout: Layout, into_body: int = INTO_BODY) -> list[Span]:
    """The lines outside title and body from the title to the body's first paragraphs: where a page signs and dates."""
    first = layout.body[0]
    start = layout.title + 1 if layout.title is not None and layout.title < first else max(0, first - 8)
    outside = set(range(start, min(len(layout.blocks), first + into_body))) - set(layout.body) - set(layout.repeats)
    return [layout.blocks[n].span for n in sorted(outside)]


def around(layout: Layout) -> Around:
    """The lines before title and body and those after the body, with the body: where the outlet is looked for."""
    return Around(_above(layout), _below(layout), _body_spans(layout, None))


def _above(layout: Layout) -> list[Span]:
    end = layout.body[0] if layout.title is None else min(layout.title, layout.body[0])
    return [block.span for block in layout.blocks[:end]]


def _below(layout: Layout) -> list[Span]:
    return [block.span for block in layout.blocks[layout.body[-1] + 1 :]]


def _body_spans(layout: Layout, dateline: Named | None) -> tuple[Span, ...]:
    """The paragraphs of the body, the first one without its dateline."""
    spans = [layout.blocks[n].span for n in layout.body]
    if dateline and dateline.span and dateline.span[0] == spans[0][0]:
        text, start = layout.blocks[layout.body[0]].text, dateline.span[1]
        blanks = len(text[start - spans[0][0] :]) - len(text[start - spans[0][0] :].lstrip())
        spans[0] = (start + blanks, spans[0][1])
    return tuple(spans)


def _rest(blocks: Sequence[Block], claimed: Sequence[Span]) -> Iterator[Span]:
    """What of each block and its mark nothing has claimed, trimmed of blanks."""
    taken = sorted(claimed)
    for block in blocks:
        if block.mark:
            yield block.mark
        place = block.span[0]
        for start, end in taken[bisect_left(taken, (block.span[0], 0)) : bisect_left(taken, (block.span[1], 0))]:
            yield from _ink(block, place, start)
            place = end
        yield from _ink(block, place, block.span[1])


def _ink(block: Block, start: int, end: int) -> Iterator[Span]:
    """A stretch of a block without the blanks at its edges, unless it is blank."""
    first = block.span[0]
    ink = trimmed(block.text, start - first, end - first)
    if ink[0] < ink[1]:
        yield first + ink[0], first + ink[1]


def _clues(capture: Capture, text: str, layout: Layout, makers: Makers) -> DateClues:
    """Where the page prints dates. The dateline counts as a line of its own; the body is given without it."""
    own = {*layout.body, layout.title}
    lines: list[tuple[Span, LineRole]] = [
        (block.span, role_of(block.text)) for n, block in enumerate(layout.blocks) if n not in own]
    if makers.dateline and makers.dateline.span:
        lines.append((makers.dateline.span, "other"))
    source = capture.head.source
    return DateClues(
        text=text, body=_body_spans(layout, makers.dateline),
        title=None if layout.title is None else layout.blocks[layout.title].span,
        lines=tuple(sorted(lines)), url=source if source.startswith(("http://", "https://")) else None,
        dateline=makers.dateline.span if makers.dateline else None)


def _latest(capture: Capture) -> dt.date:
    """No page is from after the day it was taken; from after today where that is not known."""
    taken = capture.head.taken_at
    return dt.date.fromisoformat(taken[:10]) if taken else dt.datetime.now(dt.UTC).date()
