"""What a simple rule would flag, kind by kind: what our flags are measured beside."""

import re
from collections.abc import Iterator

from listeningpost.schema import Article, Span

CREDIT = re.compile(r"\b(?:photo|image|credit|getty|reuters|caption)\b|©", re.IGNORECASE)
BAD = re.compile(r"[ÃÂ][\x80-\xbf€™œ“”¢]?|â€.?|\ufffd+|&#?\w+;|<[^<>]+>")
NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")


def _quotations(text: str, span: Span) -> Iterator[Span]:
    piece = text[slice(*span)]
    if piece.count("“") != piece.count("”") or piece.count('"') % 2:
        yield span


def _credits(text: str, span: Span) -> Iterator[Span]:
    yield from (found.span() for found in CREDIT.finditer(text, *span))


def _bad(text: str, span: Span) -> Iterator[Span]:
    yield from (found.span() for found in BAD.finditer(text, *span))


PARAGRAPH_RULES = (("broken_quotation", _quotations), ("caption_in_text", _credits), ("garbled", _bad))


def _near_names(article: Article) -> Iterator[Span]:
    """Capitals with the first three letters, and nearly the length, of others on the page that stand oftener."""
    found = [match for span in article.body for match in NAME.finditer(article.text, *span)]
    counts: dict[str, int] = {}
    for match in found:
        counts[match[0]] = counts.get(match[0], 0) + 1
    for match in found:
        near = [name for name in counts if name[:3] == match[0][:3] and abs(len(name) - len(match[0])) < 2]
        if any(counts[name] > counts[match[0]] for name in near):
            yield match.span()


def _absent(article: Article) -> Iterator[Span]:
    """Numbers and capitals of the headline that the body does not print."""
    if article.title is None or article.title.span is None:
        return
    told = " ".join(article.text[slice(*span)] for span in article.body)
    for found in re.finditer(r"\d[\d,.]*\d|\d|\b[A-Z]\w+", article.text[slice(*article.title.span)]):
        if found[0] not in told:
            yield found.span()


def simple_flags(article: Article, _kind: str) -> list[tuple[str, Span]]:
    """All that the simple rules flag, as kind and span."""
    told = [(kind, span) for kind, rule in PARAGRAPH_RULES for place in article.body
            for span in rule(article.text, place)]
    told += [("misspelling", span) for span in _near_names(article)]
    return told + [("headline_beyond_text", span) for span in _absent(article)]
