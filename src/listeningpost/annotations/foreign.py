"""Paragraphs of a page in another language than its own, in which nothing is sought."""

from collections.abc import Iterator

from ..schema import Article, Flag, Span

ANNOTATED = frozenset({"en"})  # languages that have an annotator


def own_paragraphs(article: Article) -> tuple[Span, ...]:
    """The paragraphs of the body that can be annotated: all of them where the page has one language."""
    foreign = {part.span for part in article.languages if part.language not in ANNOTATED}
    return tuple(span for span in article.body if span not in foreign)


def find_foreign(article: Article) -> Iterator[Flag]:
    """A flag for each run of paragraphs in one language that has no annotator, from the first to the last of them."""
    runs: list[tuple[str, Span]] = []
    for part in article.languages:
        if runs and runs[-1][0] == part.language:
            runs[-1] = (part.language, (runs[-1][1][0], part.span[1]))
        else:
            runs.append((part.language, part.span))
    for language, span in runs:
        if language not in ANNOTATED:
            note = f"no annotator for the language {language}: no statements sought in these words"
            yield Flag(kind="other_language", note=note, span=span)
