"""Corrections as gold: what a person mended, with the words it is about, for measuring and training."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from ..errors import UnknownId
from ..schema import Cite, Correction, Page, Span

if TYPE_CHECKING:  # asking for help loads no database
    from ..store import Store


def corrections(store: "Store") -> Iterator[str]:
    """A line for each correction that stands, in the order they were made; `cite` are the words it is about, null where
    it is about somebody and not about a place on a page."""
    for correction in store.corrections():
        if correction.undone_at is None:
            yield msgspec.json.encode(_with_cite(store, correction)).decode("utf-8") + "\n"


def _with_cite(store: "Store", correction: Correction) -> dict[str, Any]:
    cite = _cite(store, correction)
    return {**msgspec.to_builtins(correction), "cite": msgspec.to_builtins(cite) if cite else None}


def _cite(store: "Store", correction: Correction) -> Cite | None:
    if correction.page is None:
        return None
    try:
        page = store.page(correction.page, corrected=False)
    except UnknownId:  # the page was read anew and is refused now; the correction is kept for when it comes back
        return None
    span = _span_of(page, correction.of)
    return span and Cite(page=page.capture.id, span=span, quote=page.article.text[span[0] : span[1]])


def _span_of(page: Page, wanted: str) -> Span | None:
    """The first span of an item of the page, as it was found before any correction."""
    spans = {mention.id: mention.span for mention in page.mentions}
    spans |= {figure.id: figure.span for figure in page.figures}
    spans |= {forecast.id: forecast.span for forecast in page.forecasts}
    spans |= {event.id: event.evidence_span for event in page.events}
    spans |= {statement.id: statement.content_spans[0] for statement in page.statements if statement.content_spans}
    return spans.get(wanted)
