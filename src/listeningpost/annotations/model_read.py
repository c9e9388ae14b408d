"""What the packed model reads on a page, to be looked into by place."""

import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import AttributionRead, Parse, Span, Token

BY_NOUN = frozenset(["amod", "acl", "acl:relcl", "compound", "nmod"])  # relations of Universal Dependencies


class ModelRead(NamedTuple):
    """The attributions in the order of their cues, all their contents in order, where verbs of clauses
    begin, and where any verb does."""

    attributions: tuple[AttributionRead, ...]
    contents: tuple[Span, ...]
    verbs: frozenset[int]
    any_verbs: frozenset[int]

    def beginning_in(self, span: Span) -> Sequence[AttributionRead]:
        """The attributions whose cue begins inside a span, in order."""
        first, end = (bisect.bisect_left(self.attributions, at, key=lambda read: read.cue[0]) for at in span)
        return self.attributions[first:end]

    def contents_in(self, span: Span) -> Sequence[Span]:
        """The contents that share characters with a span, in order; wherever their cues stand."""
        first = bisect.bisect_right(self.contents, span[0], key=lambda content: content[1])
        return self.contents[first : bisect.bisect_left(self.contents, span[1], key=lambda content: content[0])]


def model_read(parse: Parse) -> ModelRead | None:
    """What the model reads in a text, None where it has not read it."""
    if not parse.tokens:
        return None
    return ModelRead(
        attributions=tuple(sorted(parse.attributions, key=lambda read: read.cue)),
        contents=tuple(sorted(content for read in parse.attributions for content in read.content)),
        verbs=frozenset(_verbs(parse.tokens)),
        any_verbs=frozenset(token.span[0] for token in parse.tokens if token.upos == "VERB"),
    )


def _verbs(tokens: Sequence[Token]) -> Iterator[int]:
    """Where the verbs of clauses begin: not those that stand by a noun ("the alleged role", "the man who left")."""
    for token in tokens:
        ruling = tokens[token.head] if token.upos == "AUX" and token.head is not None else token
        if token.upos in ("VERB", "AUX") and ruling.relation not in BY_NOUN:
            yield token.span[0]
