"""The packed model on texts: tokens, parts of speech, heads, names, attributions and vectors.

Windows run one by one: on one core a batch gains less than the blanks cost that make its windows equally long, and the
numbers of a batch are rounded together (dynamic int8), so that what is read in a window would hang on those beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from msgspec.structs import replace as changed

from ..schema import AttributionRead, NameRead, Parse, Span, Token
from .decoding import Run, allowed_moves, best_tags, runs
from .encoding import Encoded, encode, windows
from .linking import Linked, link
from .trees import best_heads
from .weights import Floats, Weights

NAMES: tuple[Literal["names", "politics", "conflict"], ...] = ("names", "politics", "conflict")
OF_TREES = frozenset({"head_from", "head_to", "relation_from", "relation_to"})  # outputs of the reader
Tree = tuple[list[int], list[str]]
# Of a text; five times the longest magazine pieces. What has more is hardly prose, and so many take four seconds.
MOST_PIECES = 60_000
LONGEST_TEXT = 254  # pieces of a text that has a vector; the embedder was trained on no longer ones


@dataclass(frozen=True)
class Scored:
    """The scores of one window, by output of the reader; its tokens are `start` to `end` of its text, and row 0 stands
    for the window itself."""

    start: int
    end: int
    scores: dict[str, Floats]


def understand(texts: Sequence[tuple[str, Parse]], weights: Weights) -> list[Parse]:
    """Each parse with the tokens, names and attributions the packed model reads in its text; a text of more than
    MOST_PIECES stays without."""
    return [_understood(parse, encode(text, parse, weights.pieces), weights) for text, parse in texts]


def score(pages: Sequence[Encoded], weights: Weights) -> list[list[Scored]]:
    """The scored windows of each page, in order; none of a page of more than MOST_PIECES."""
    return [list(_scored(page, weights)) for page in pages]


def _scored(page: Encoded, weights: Weights) -> Iterator[Scored]:
    """The windows of a page as they are scored."""
    if len(page.pieces) <= MOST_PIECES:
        yield from (_run(page, a, b, weights) for a, b in windows(page, weights.manifest.window))


def _run(page: Encoded, start: int, end: int, weights: Weights) -> Scored:
    """One window through the reader."""
    low, high = page.first[start], page.first[end]
    pieces = np.concatenate([[weights.pieces.cls], page.pieces[low:high], [weights.pieces.sep]])
    given = {
        "vectors": weights.vectors(pieces),
        "shapes": np.concatenate([[0], page.shapes[low:high], [0]]),
        "mask": np.ones(len(pieces), dtype=np.int64),
        "first": np.concatenate([[0], page.first[start:end] - low + 1]),
    }
    found = weights.reader.run(weights.outputs, {name: array[None] for name, array in given.items()})
    return Scored(start, end, {name: array[0] for name, array in zip(weights.outputs, found, strict=True)})


def _without_trees(scored: Scored) -> Scored:
    """The scores that are needed once a window has its trees: a third of them."""
    kept = {name: array for name, array in scored.scores.items() if name not in OF_TREES}
    return Scored(scored.start, scored.end, kept)


def _understood(parse: Parse, page: Encoded, weights: Weights) -> Parse:
    read = [(_without_trees(scored), trees(page, scored, weights)) for scored in _scored(page, weights)]
    if not read:
        return parse
    scored = [window for window, _ in read]
    return changed(
        parse,
        tokens=tuple(_tokens(page, read, weights)),
        names=tuple(_names(page, scored, weights)),
        attributions=tuple(_attribution(page, linked) for linked in attributions(page, scored, weights)),
    )


def _joined(scored: Sequence[Scored], head: str) -> Floats:
    """The scores of one tagging head over all tokens of a page."""
    return np.concatenate([window.scores[head][1:] for window in scored])


# ---- attributions
def attributions(page: Encoded, scored: Sequence[Scored], weights: Weights) -> list[Linked]:
    """Sources, cues and contents by token, linked."""
    return link(roles(page, scored, weights), _Links(scored, "source_link"), _Links(scored, "cue_link"))


def roles(page: Encoded, scored: Sequence[Scored], weights: Weights) -> list[Run]:
    """The runs of sources, cues and contents; nothing runs on over the end of a paragraph."""
    tags = weights.manifest.tags["roles"]
    scores = _joined(scored, "roles")
    scores[:, 0] += weights.manifest.reluctance
    starts = page.opens.copy()
    starts[0] = True
    return runs(best_tags(scores, allowed_moves(tags) + weights.small["moves"], starts), tags)


class _Links:
    """The scores of one kind of link on a page, from a token to the tokens of its window."""

    def __init__(self, scored: Sequence[Scored], name: str) -> None:
        self.scored, self.name = scored, name
        self.starts = [window.start for window in scored]

    def __call__(self, token: int) -> tuple[Floats, int]:
        window = self.scored[int(np.searchsorted(self.starts, token, side="right")) - 1]
        row = window.scores[f"{self.name}_from"][token - window.start + 1]
        return window.scores[f"{self.name}_to"] @ row, window.start


def _attribution(page: Encoded, linked: Linked) -> AttributionRead:
    return AttributionRead(
        cue=_span(page, linked.cue),
        content=tuple(_span(page, run) for run in linked.content),
        source=_span(page, linked.source) if linked.source else None,
        sure=round(linked.sure, 3),
    )


def _span(page: Encoded, run: Run) -> Span:
    return page.spans[run[0]][0], page.spans[run[1]][1]


# ---- names
def _names(page: Encoded, scored: Sequence[Scored], weights: Weights) -> Iterator[NameRead]:
    starts = np.zeros(len(page), dtype=np.bool_)
    starts[page.sentences[:-1]] = True
    for scheme in NAMES:
        tags = weights.manifest.tags[scheme]
        for run in runs(best_tags(_joined(scored, scheme), allowed_moves(tags), starts), tags):
            yield NameRead(span=_span(page, run), type=run[2], scheme=scheme)


# ---- trees
def _tokens(page: Encoded, read: Sequence[tuple[Scored, Tree]], weights: Weights) -> Iterator[Token]:
    upos = weights.manifest.tags["upos"]
    kinds = _joined([window for window, _ in read], "upos").argmax(1)
    for window, (heads, relations) in read:
        for at, (head, relation) in enumerate(zip(heads, relations, strict=True), window.start):
            yield Token(
                span=page.spans[at], upos=upos[kinds[at]], head=head if head >= 0 else None, relation=relation
            )


def trees(page: Encoded, window: Scored, weights: Weights) -> Tree:
    """The heads of a window's tokens, as numbers of the page's tokens, -1 for a root, and their relations."""
    inner = page.sentences[(page.sentences > window.start) & (page.sentences < window.end)]
    bounds = [at - window.start for at in (window.start, *inner.tolist(), window.end)]
    heads = best_heads(window.scores["head_from"][1:] @ window.scores["head_to"].T, bounds)
    return [head + window.start if head >= 0 else -1 for head in heads], _relations(window, heads, weights)


def _relations(window: Scored, heads: list[int], weights: Weights) -> list[str]:
    """The best relation of each token to its head, a token of the window; `root` belongs to roots alone."""
    names = weights.manifest.tags["relation"]
    places = np.array(heads) + 1
    summed = np.maximum(window.scores["relation_from"][1:] + window.scores["relation_to"][places], 0)
    scores = summed @ weights.small["relation_weight"].T + weights.small["relation_bias"]
    root = names.index("root")
    scores[places > 0, root] = -np.inf
    return ["root" if head < 0 else names[best] for head, best in zip(heads, scores.argmax(1), strict=True)]


# ---- vectors
def vectors(texts: Sequence[str], weights: Weights) -> Floats:
    """A vector of length 1 for each text, 384 wide: what they mean, whatever their words. Only the first LONGEST_TEXT
    pieces of a text count."""
    cut = [
        [number for word in text.split() for number in weights.pieces.pieces(word)][:LONGEST_TEXT] for text in texts
    ]
    return np.array([_embedded(pieces, weights) for pieces in cut], dtype=np.float32).reshape(len(texts), 384)


def _embedded(cut: Sequence[int], weights: Weights) -> Floats:
    pieces = np.array([weights.pieces.cls, *cut, weights.pieces.sep])
    given = {"vectors": weights.vectors(pieces)[None], "mask": np.ones((1, len(pieces)), dtype=np.int64)}
    (found,) = weights.embedder.run(["vector"], given)
    return np.asarray(found[0], dtype=np.float32)
