"""Under what an HTML page files its article: section and tags by its links and fields, with their place in the text
where the page prints them."""

import re
from collections.abc import Iterable, Sequence

from ..schema import Named, Span
from .blocks import Mark, Walked
from .parts import PageLayout
from .structured import Structured, Value
from .topics import each_once, find_section, find_tags, is_topic
from .walk import Attribute

_NONE = Attribute("", (0, 0))
_LONGEST_PRINTED = 60


def filed_under(
    walked: Walked, structured: Structured, layout: PageLayout, apart: Sequence[Span]
) -> tuple[Named | None, tuple[Named, ...]]:
    """Section and tags. `apart` are the lines outside title and body."""
    start, body = layout.start(), layout.body
    over = [span for span in apart if span[1] <= start]
    beside = [span for span in apart if start < span[0] < body[0][0]]
    below = [span for span in apart if span[0] > body[-1][0]]
    return _section(walked, structured, (beside, below), over), _tags(walked, structured, (beside, below))


def _tags(walked: Walked, structured: Structured, around: tuple[Sequence[Span], Sequence[Span]]) -> tuple[Named, ...]:
    """The tags: links marked as such, else the page's fields, else its lines. `around` are the lines from the title to
    the body and those after it."""
    marked = [span for mark in walked.marks if (span := mark.span) and _rel(mark) == ["tag"]]
    linked = [_shown(walked.text, span) for span in marked if is_topic(walked.text[slice(*span)])]
    named = linked or [_placed(value, walked.text, around) for value in structured.tags if is_topic(value.text)]
    return each_once(named) or find_tags(walked.text, *around)


def _section(
    walked: Walked, structured: Structured, around: tuple[Sequence[Span], Sequence[Span]], over: Sequence[Span]
) -> Named | None:
    """The section: by the page's fields, links marked as categories, else its lines; `over` are those above the
    title."""
    near = (over[-25:], *around)
    stated = [_placed(value, walked.text, near) for value in structured.sections if is_topic(value.text)]
    marked = [_shown(walked.text, mark.span) for mark in walked.marks if mark.span and "category" in _rel(mark)]
    named = [one for one in (*stated, *marked) if is_topic(one.name)]
    return named[0] if named else find_section(walked.text, over, [*around[0], *around[1]], None)


def _rel(mark: Mark) -> list[str]:
    return mark.attributes.get("rel", _NONE).value.lower().split()


def _shown(text: str, span: Span) -> Named:
    return Named(name=" ".join(text[slice(*span)].split()).lstrip("#"), span=span)


def _placed(value: Value, text: str, places: Iterable[Sequence[Span]]) -> Named:
    """A stated name where a short line prints it, else at its place in the source."""
    pattern = re.compile(rf"(?<!\w){re.escape(value.text)}(?!\w)", re.IGNORECASE)
    for start, end in (line for lines in places for line in lines):
        if end - start <= _LONGEST_PRINTED and (found := pattern.search(text, start, end)):
            return Named(name=found[0], span=found.span())
    return Named(name=value.text, capture_span=value.span)
