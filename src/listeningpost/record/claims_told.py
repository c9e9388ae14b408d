"""The claims of a statement: each sentence of its content, and each clause that could stand alone, by their spans.

Two pages seldom cut a speech alike: one quotes three sentences, another the second of them. So remarks are joined claim
by claim, and one statement may tell several.
"""

import re
from collections.abc import Iterator

from ..language import sentences_of
from ..schema import Page, Span, Statement
from .tables import TELLINGS

FEWEST = 4  # words of a claim; less goes with what stands before it
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s*$|\n\s*\n")
BREAK = re.compile(r"[.!?]|\n")
CLAUSE = re.compile(r"(?:;\s+|,?[\"”’']?(?<!\s)\s+(?:{})\s+)".format("|".join(TELLINGS["clauses"])))
WORD = re.compile(r"[^\W_]+")
Claim = tuple[Span, ...]


def claims_of(page: Page, statement: Statement) -> list[Claim]:
    """The claims of a statement in its order, each as the spans that it stands in."""
    text = page.article.text
    claims = list[list[Span]]()
    before: Span | None = None
    for piece in sorted(statement.content_spans):
        goes_on = before is not None and _goes_on(text, before, piece)
        for number, span in enumerate(_cut(text, piece)):
            if claims and (goes_on and number == 0 or _count(text, span) < FEWEST or _is_short(text, claims[-1])):
                claims[-1].append(span)
            else:
                claims.append([span])
        before = piece
    return [tuple(_merged(claim)) for claim in claims]


def _goes_on(text: str, before: Span, piece: Span) -> bool:
    """Whether a piece carries on the sentence of the one before it: no sentence ends between them."""
    return not SENTENCE_END.search(text[slice(*before)]) and not BREAK.search(text[before[1] : piece[0]])


def _cut(text: str, piece: Span) -> Iterator[Span]:
    """The sentences and clauses of a piece."""
    for start, end in sentences_of(text, (piece,)):
        at = start
        for found in CLAUSE.finditer(text, start, end):
            if _count(text, (at, found.start())) > FEWEST and _count(text, (found.end(), end)) > FEWEST:
                yield at, found.start()
                at = found.end()
        yield at, end


def _count(text: str, span: Span) -> int:
    return len(WORD.findall(text[slice(*span)]))


def _is_short(text: str, claim: list[Span]) -> bool:
    return sum(_count(text, span) for span in claim) < FEWEST


def _merged(claim: list[Span]) -> Iterator[Span]:
    """The spans of a claim, those that touch as one."""
    start, end = claim[0]
    for a, b in claim[1:]:
        if a - end <= 1:
            end = b
        else:
            yield start, end
            start, end = a, b
    yield start, end
