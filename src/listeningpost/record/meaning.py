"""What a page and its claims are about, as vectors that stay with it: joiners and searches need no model for what they
compare."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from ..language import parse, vectors_of
from ..schema import Article, Page, Passage, Span
from .claims_told import claims_of

STEPS = 127
WIDEST = 0.25  # of the numbers of a vector of length 1 and 384 wide: hardly any is larger
MOST = 254  # words: the packed model reads as many pieces of a text, and none is longer than a word
FEWEST = 20  # words of a body that are about something
FOLDS = 3  # a claim's vector is folded so often upon itself: a third as wide, and nearly as telling
WIDEST_FOLDED = 0.4
MOST_WORDS = 100  # of a claim
MOST_CLAIMS = 400  # of a page that have vectors: each costs about a thousandth of a second
MOST_PASSAGES = 400
MOST_OF_TITLE = 200  # characters


def with_vectors(page: Page) -> Page:
    """A page with its vector and those of its claims and passages. Raises ModelError."""
    return replace(with_claims(page), vector=vector_of(page.article), passages=tuple(passages_of(page.article)))


def vector_of(article: Article) -> bytes | None:
    """The vector of the beginning of a body (as much as the packed model reads of a text, about 200 words), as signed
    bytes, WIDEST being STEPS; None for a body of a few words. Raises ModelError."""
    words = " ".join(article.text[start:end] for start, end in article.body).split()
    if len(words) < FEWEST:
        return None
    (vector,) = vectors_of([" ".join(words[:MOST])])
    return _packed(vector, WIDEST)


def passages_of(article: Article) -> Iterator[Passage]:
    """The headline and the sentences of a body, each with the vector of its words behind the headline: a sentence alone
    seldom says what it is about (docs/method.md, Ask). Those past MOST_PASSAGES have none. Raises ModelError."""
    title = article.title
    heading = title.text[:MOST_OF_TITLE] if title else ""
    spans = [s for s in parse(article.text, article.body).sentences if article.text[slice(*s)].strip()]
    worded = [f"{heading}. {_words(article.text, span)}" if heading else _words(article.text, span) for span in spans]
    kinds = ["sentence"] * len(spans)
    if title and title.span and not any(a < title.span[1] and title.span[0] < b for a, b in spans):
        spans, worded, kinds = [title.span, *spans], [heading, *worded], ["title", *kinds]
    vectors = [_packed(vector, WIDEST) for vector in vectors_of(worded[:MOST_PASSAGES])]
    for number, (span, kind) in enumerate(zip(spans, kinds, strict=True)):
        vector = vectors[number] if number < len(vectors) else None
        yield Passage(span=span, kind="title" if kind == "title" else "sentence", vector=vector)


def _words(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].split()[:MOST_WORDS])


def with_claims(page: Page) -> Page:
    """A page whose statements have the vectors of their claims, in the order of `claims_of`: 384 numbers folded to 128,
    as signed bytes, WIDEST_FOLDED being STEPS. Statements past MOST_CLAIMS have none. Raises ModelError."""
    told, left = [], MOST_CLAIMS
    for statement in page.statements:
        claims = claims_of(page, statement)
        left -= len(claims)
        vectors = tuple(_claim_vectors(page.article.text, claims)) if left >= 0 else ()
        told.append(replace(statement, vectors=vectors))
    return replace(page, statements=tuple(told))


def _claim_vectors(text: str, claims: Sequence[Sequence[Span]]) -> Iterator[bytes]:
    words = (" ".join(text[start:end] for start, end in claim).split()[:MOST_WORDS] for claim in claims)
    for vector in vectors_of([" ".join(some) for some in words]):
        folded = vector.reshape(FOLDS, -1).sum(axis=0)
        yield _packed(folded / max(float(np.linalg.norm(folded)), 1e-9), WIDEST_FOLDED)


def _packed(vector: npt.NDArray[np.float32], widest: float) -> bytes:
    steps = np.clip(np.round(vector * (STEPS / widest)), -STEPS, STEPS)
    return bytes(steps.astype(np.int8).tobytes())
