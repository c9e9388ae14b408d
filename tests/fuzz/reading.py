"""What must hold of every page that a reader is given, and what is told where it does not."""

import time
import traceback

from listeningpost.articles import read
from listeningpost.errors import Refusal
from listeningpost.schema import Article, Capture, CaptureHead, Span
from listeningpost.spans import capture_span, rebuild

ENDLESS = 60.0  # seconds of computing: no page of a few kilobytes takes so long on any machine, unless it never ends


def fault_of(page: str, media_type: str) -> str | None:
    """Reads a page; the fault in words, None where it reads or is refused as it should."""
    head = CaptureHead(id="x", source="page", media_type=media_type, encoding="utf-8", taken_at="2026-06-01T00:00:00Z")
    start = time.process_time()
    try:
        article = read(Capture(head=head, body=page.encode("utf-8", "surrogatepass"))).article
    except Refusal as refusal:
        return None if refusal.room == "articles" and refusal.reason else "a refusal without a reason"
    except Exception:  # noqa: BLE001  the fuzzer is there to find any of them
        return traceback.format_exc(limit=-4)
    spent = time.process_time() - start
    return f"{spent:.1f} s" if spent > ENDLESS else wrong_span(article, page.removeprefix("\ufeff"))


def spans_of(article: Article) -> list[Span]:
    """Every span in the article's own space."""
    spans = [*article.body, *article.furniture]
    spans += [one.span for one in (article.title, article.outlet, article.dateline) if one and one.span]
    spans += [one.span for one in (*article.byline, *article.agency) if one.span]
    spans += [one.span for one in (*article.published.candidates, *article.page_dates) if one.span]
    return spans


def wrong_span(article: Article, source: str) -> str | None:
    """A span that cannot be made anew from the source, or that leads nowhere."""
    length = len(article.text)
    for span in [(0, length), *spans_of(article)]:
        if not 0 <= span[0] < span[1] <= length:
            return f"span {span} of a text of {length}"
        if rebuild(span, article.map, source) != article.text[slice(*span)]:
            return f"span {span} is rebuilt otherwise"
        place = capture_span(span, article.map)
        if not 0 <= place[0] < place[1] <= len(source):
            return f"span {span} is carried to {place}"
    if any(one[1] > two[0] for one, two in zip(article.body, article.body[1:], strict=False)):
        return "body spans overlap or are out of order"
    return None
