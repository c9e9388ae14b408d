"""When the page and its statements speak."""

from collections.abc import Sequence

from ..knowledge import bounds
from ..schema import AttributionFound, DateGiven, Published, Span, TimeFound


def page_days(published: Published) -> str | None:
    """The page's date for looking up dated offices: the date, else the interval it must lie in, else None."""
    if published.edtf:
        return published.edtf
    if published.not_before or published.not_after:
        return f"{published.not_before or '..'}/{published.not_after or '..'}"
    return None


def given_by_words(attribution: AttributionFound, times: Sequence[TimeFound]) -> tuple[bool, DateGiven | None]:
    """Whether the telling sentence has time words of its own outside the content, and the date they give (None where
    the page does not date them)."""
    chosen = _time(attribution, times)
    if chosen is None:
        return False, None
    return True, DateGiven(edtf=chosen.edtf, basis="page", span=chosen.span) if chosen.edtf else None


def _time(attribution: AttributionFound, times: Sequence[TimeFound]) -> TimeFound | None:
    if attribution.time_span:
        return next((time for time in times if _touch(time.span, attribution.time_span)), None)
    inside = [time for time in times if _within(time.span, attribution.sentence)]
    outside = [time for time in inside if not any(_touch(time.span, span) for span in attribution.content_spans)]
    return outside[0] if len(outside) == 1 else None


def bound(published: Published) -> DateGiven | None:
    """What holds without time words: said before the page was published; None where the page has no date."""
    if published.edtf is None:
        return None
    return DateGiven(edtf=f"../{bounds(published.edtf)[1]}", basis="page")


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
