"""The packed model on texts: tokens, parts of speech, heads, names, attributions and vectors.

Windows of all texts of a call run together, of about equal length, few at a time: that is fastest on one core.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from msgspec.structs import replace as changed

from ..schema import AttributionRead, NameRead, Parse, Span, Token
from .decoding import Run, allowed_moves, best_tags, best_tree, runs
from .encoding import Encoded, encode, windows
from .linking import Linked, link
from .weights import Floats, Weights

TOGETHER = 4  # windows of a batch
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
    encoded = [encode(text, parse, weights.pieces) for text, parse in texts]
    found: list[list[tuple[Scored, Tree]]] = [[] for _ in texts]
    for at, scored in _scored(encoded, weights):
        found[at].append((_without_trees(scored), trees(encoded[at], scored, weights)))
    return [
        _understood(parse, page, sorted(own, key=lambda window: window[0].start), weights)
        for (_, parse), page, own in zip(texts, encoded, found, strict=True)
    ]


def score(pages: Sequence[Encoded], weights: Weights) -> list[list[Scored]]:
    """The scored windows of each page, in order; none of a page of more than MOST_PIECES."""
    found: list[list[Scored]] = [[] for _ in pages]
    for at, scored in _scored(pages, weights):
        found[at].append(scored)
    return [sorted(own, key=lambda scored: scored.start) for own in found]


def _scored(pages: Sequence[Encoded], weights: Weights) -> Iterator[tuple[int, Scored]]:
    """The windows of all pages but the too long, as they are scored, with the number of their page."""
    able = [(at, page) for at, page in enumerate(pages) if len(page.pieces) <= MOST_PIECES]
    cut = [(at, a, b) for at, page in able for a, b in windows(page, weights.manifest.window)]
    cut.sort(key=lambda window: pages[window[0]].first[window[2]] - pages[window[0]].first[window[1]])
    for group in _grouped(cut, TOGETHER):
        rows = _run([(pages[at], a, b) for at, a, b in group], weights)
        yield from ((at, scored) for (at, _, _), scored in zip(group, rows, strict=True))


def _without_trees(scored: Scored) -> Scored:
    """The scores that are needed once a window has its trees: a third of them."""
    return replace(scored, scores={name: array for name, array in scored.scores.items() if name not in OF_TREES})


def _grouped(cut: list[tuple[int, int, int]], size: int) -> Iterator[list[tuple[int, int, int]]]:
    for start in range(0, len(cut), size):
        yield cut[start : start + size]


def _run(rows: Sequence[tuple[Encoded, int, int]], weights: Weights) -> Iterator[Scored]:
    """One batch through the reader."""
    sizes = [int(page.first[b] - page.first[a]) for page, a, b in rows]
    pieces, shapes, mask = (np.zeros((len(rows), max(sizes) + 2), dtype=np.int64) for _ in range(3))
    first = np.zeros((len(rows), max(b - a for _, a, b in rows) + 1), dtype=np.int64)
    for at, ((page, a, b), size) in enumerate(zip(rows, sizes, strict=True)):
        low = page.first[a]
        pieces[at, : size + 2] = [weights.pieces.cls, *page.pieces[low : low + size], weights.pieces.sep]
        shapes[at, 1 : size + 1], mask[at, : size + 2] = page.shapes[low : low + size], 1
        first[at, 1 : b - a + 1] = page.first[a:b] - low + 1
    given = {"vectors": weights.vectors(pieces), "shapes": shapes, "mask": mask, "first": first}
    outputs = [output.name for output in weights.reader.get_outputs()]
    scores = dict(zip(outputs, weights.reader.run(outputs, given), strict=True))
    for at, (_, a, b) in enumerate(rows):
        yield Scored(a, b, {name: array[at, : b - a + 1] for name, array in scores.items()})


def _understood(parse: Parse, page: Encoded, read: Sequence[tuple[Scored, Tree]], weights: Weights) -> Parse:
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
    bounds = [window.start, *inner.tolist(), window.end]
    heads = list[int]()
    for a, b in zip(bounds[:-1], bounds[1:], strict=True):
        own = slice(a - window.start + 1, b - window.start + 1)
        ends = window.scores["head_to"][np.r_[0, own]]
        tree = best_tree(window.scores["head_from"][own] @ ends.T)
        heads += [head + a if head >= 0 else -1 for head in tree]
    return heads, _relations(window, heads, weights)


def _relations(window: Scored, heads: list[int], weights: Weights) -> list[str]:
    """The best relation of each token; `root` belongs to roots alone."""
    names = weights.manifest.tags["relation"]
    places = np.array([head - window.start + 1 if head >= 0 else 0 for head in heads])
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
    order = sorted(range(len(texts)), key=lambda at: len(cut[at]))
    found = np.zeros((len(texts), 384), dtype=np.float32)
    for start in range(0, len(order), TOGETHER):
        group = order[start : start + TOGETHER]
        found[group] = _embedded([cut[at] for at in group], weights)
    return found


def _embedded(cut: Sequence[list[int]], weights: Weights) -> Floats:
    width = max(len(pieces) for pieces in cut) + 2
    ids, mask = (np.zeros((len(cut), width), dtype=np.int64) for _ in range(2))
    for at, pieces in enumerate(cut):
        framed = [weights.pieces.cls, *pieces, weights.pieces.sep]
        ids[at, : len(framed)], mask[at, : len(framed)] = framed, 1
    (found,) = weights.embedder.run(["vector"], {"vectors": weights.vectors(ids), "mask": mask})
    return np.asarray(found, dtype=np.float32)
