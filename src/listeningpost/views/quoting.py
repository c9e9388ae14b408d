"""Cites: the only way a view takes words from a page, so that each can be re-found."""

import functools
import re
import unicodedata
from collections.abc import Iterable

from ..schema import Article, Cite, CitedPage, Page, Span
from .dates import in_words

# where a sentence may end: its mark, closing quotation marks or brackets, a blank, and no lower case letter after it
NAME = 80  # characters: what is longer is no name, and not kept
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^\sa-z])")


def cite(page: Page, span: Span) -> Cite:
    """The words of a span of `page`, in the page's own space."""
    return Cite(page=page.capture.id, span=span, quote=page.article.text[span[0] : span[1]])


def context(page: Page, span: Span) -> Cite:
    """The sentence around a span, cut inside its block of the body; the span itself where it lies in no block."""
    block = next((block for block in page.article.body if block[0] <= span[0] and span[1] <= block[1]), None)
    if block is None:
        return cite(page, span)
    inner = (block[0] + end.end() for end in _END.finditer(page.article.text[block[0] : block[1]]))
    ends = [block[0], *inner, block[1]]
    start = max(end for end in ends if end <= span[0])
    stop = min(end for end in ends if end >= span[1])
    words = page.article.text[start:stop]
    return cite(page, (start, max(start + len(words.rstrip()), span[1])))


def cited_page(page: Page) -> CitedPage:
    """What a reader must know of a page that is cited."""
    article = page.article
    return CitedPage(
        id=page.capture.id,
        source=page.capture.source,
        outlet=article.outlet.name if article.outlet else None,
        title=article.title.text if article.title else None,
        published=published(article),
        made_by=page.made_by,
    )


def page_words(page: CitedPage) -> str:
    """A cited page as a footnote names it: outlet, title, date."""
    title = f"“{' '.join(page.title.split())}”" if page.title else "no title"
    return ", ".join((page.outlet or "outlet not named", title, in_words(page.published)))


def published(article: Article) -> str | None:
    """When an article was published, as EDTF: a date, the stretch its bounds leave, or None."""
    found = article.published
    if found.edtf or not (found.not_before or found.not_after):
        return found.edtf
    return f"{found.not_before or '..'}/{found.not_after or '..'}"


def shortened(words: str, most: int) -> str:
    """The words, cut behind a whole one where they are longer than so many characters."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def is_page(of: str) -> bool:
    """Whether what a copy is of is a page's capture id, and not a house's name."""
    return len(of) == 64 and set(of) <= set("0123456789abcdef")


def teller(page: Page) -> str:
    """Who tells a page: its outlet, or its file or address where no outlet is known."""
    outlet = page.article.outlet
    return outlet.name if outlet else page.capture.source.rstrip("/").rsplit("/", 1)[-1]


def short_source(source: str) -> str:
    """A file or address by its last two parts."""
    parts = source.rstrip("/").split("/")
    return source if len(parts) <= 3 else f"…/{'/'.join(parts[-2:])}"


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with any of the others."""
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


def folded(text: str) -> str:
    """Words for comparing: case, accents, punctuation and breaks folded away."""
    return _folded_name(text) if len(text) < NAME else _folded(text)


@functools.lru_cache(maxsize=8192)  # a page says each of its names again and again
def _folded_name(name: str) -> str:
    return _folded(name)


def _folded(text: str) -> str:
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text.casefold()))


def has_words(text: str, wanted: str) -> bool:
    """Whether the (folded) text has the wanted words, the last one at least by its beginning: "camp" finds "camps"."""
    words = folded(wanted)
    return bool(words) and f" {words}" in f" {text}"
