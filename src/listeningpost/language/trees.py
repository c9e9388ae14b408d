"""From scores to trees: the heads of a sentence's tokens, the best that make a tree with one root."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .encoding import Numbers
from .weights import Floats

Square = npt.NDArray[np.float64]
ROOTS_TRIED = 4  # of a sentence that would have many: a list, a broken line


def best_heads(scores: Floats, bounds: Sequence[int]) -> list[int]:
    """The heads of the sentences of a window: `scores` is tokens x (root + tokens), `bounds` the first token of each
    sentence and one past the last. -1 is the root, other heads are tokens of the window; of each sentence there is
    exactly one root, and no circle."""
    size = len(scores)
    sentence = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    allowed = np.ones((size, size + 1), dtype=np.bool_)
    allowed[:, 1:] = sentence[:, None] == sentence
    np.fill_diagonal(allowed[:, 1:], False)
    heads = np.where(allowed, scores, -np.inf).argmax(1) - 1
    for number in np.flatnonzero(_broken(heads, sentence, len(bounds) - 1)).tolist():
        start, end = bounds[number], bounds[number + 1]
        own = best_tree(np.hstack([scores[start:end, :1], scores[start:end, start + 1 : end + 1]]))
        heads[start:end] = [head + start if head >= 0 else -1 for head in own]
    found: list[int] = heads.tolist()
    return found


def _broken(heads: Numbers, sentence: Numbers, sentences: int) -> npt.NDArray[np.bool_]:
    """For each sentence whether the best heads of its tokens, each chosen alone, are no tree with one root."""
    ruling = np.append(heads, -1)  # the root, at the end, leads to itself
    for _ in range(len(heads).bit_length()):
        ruling = ruling[ruling]
    circles = np.bincount(sentence, ruling[:-1] >= 0, sentences) > 0
    roots = np.bincount(sentence, heads < 0, sentences)
    return np.asarray(circles | (roots != 1))


def best_tree(scores: Floats) -> list[int]:
    """The heads of a sentence: `scores` is tokens x (root + tokens). -1 is the root; there is exactly one, and no
    circle. Where the best tree has several roots, the best of those with a likely one of them alone is taken."""
    size = len(scores)
    square = np.full((size + 1, size + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    heads = _spanning_tree(square)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) > 1:
        gain = square[roots, 0] - square[roots, 1:].max(1)
        likely = roots[np.argsort(-gain)[:ROOTS_TRIED]]
        rooted = [_spanning_tree(_with_root(square, root)) for root in likely.tolist()]
        heads = max(rooted, key=lambda heads: float(square[np.arange(1, size + 1), heads[1:]].sum()))
    return [int(head) - 1 for head in heads[1:]]


def _with_root(square: Square, root: int) -> Square:
    """The scores that leave nothing but trees with this root."""
    found = square.copy()
    found[1:, 0] = -np.inf
    found[root, :] = -np.inf
    found[root, 0] = 0
    return found


def _spanning_tree(scores: Square) -> Numbers:
    """Maximum spanning arborescence from node 0 (Edmonds 1967): scores[dependent, head]. Circles are drawn together
    into one of their nodes in the same square (Tarjan 1977): the time is that of the square of the size, however many
    circles there are."""
    heads: Numbers = scores.argmax(1)
    heads[0] = 0
    tree = _Tree(scores, heads)
    tree.draw_circles()
    tree.open_circles()
    return heads


class _Circle(NamedTuple):
    """A circle that was drawn together: the node that stands for it, its nodes and their heads in it, and for every
    node outside which of its nodes that one would rule and which it would hang on."""

    stands: int
    ring: Numbers
    kept: Numbers
    entered: Numbers
    left: Numbers


class _Tree:
    """A tree on its way: the best head of each node, and the circles drawn together so far."""

    def __init__(self, scores: Square, heads: Numbers) -> None:
        self.given, self.scores, self.heads = scores, scores, heads
        self.drawn = list[_Circle]()

    def draw_circles(self) -> None:
        """Go from each node to its head and on until the root or a node of an earlier way; draw together what leads
        back to itself, and go on from there."""
        done = {0}
        for start in range(1, len(self.heads)):
            way, node = list[int](), start
            while node not in done:
                way.append(node)
                node = int(self.heads[node])
                if node in way:
                    ring = way[way.index(node) :]
                    del way[-len(ring) :]
                    done.update(ring[1:])
                    node = self._draw_together(np.array(ring))
            done.update(way)

    def _draw_together(self, ring: Numbers) -> int:
        """The node that stands for the circle from now on, its first."""
        if self.scores is self.given:
            self.scores = self.given.copy()
        scores, heads, stands = self.scores, self.heads, int(ring[0])
        kept = heads[ring]
        entering = scores[ring] - scores[ring, kept][:, None]
        leaving = scores[:, ring]
        self.drawn.append(_Circle(stands, ring, kept, ring[entering.argmax(0)], ring[leaving.argmax(1)]))
        scores[stands], scores[:, stands] = entering.max(0), leaving.max(1)
        scores[:, ring[1:]] = scores[stands, stands] = -np.inf
        inside = np.zeros(len(heads), dtype=np.bool_)
        inside[ring] = True
        heads[inside[heads]] = stands
        heads[stands] = scores[stands].argmax()
        return stands

    def open_circles(self) -> None:
        """The circles opened, the last first: the node that is entered has its head outside, the others go round."""
        for circle in reversed(self.drawn):
            head = self.heads[circle.stands]
            outside = self.heads == circle.stands
            self.heads[outside] = circle.left[outside]
            self.heads[circle.ring] = circle.kept
            self.heads[circle.entered[head]] = head
