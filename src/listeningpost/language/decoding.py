"""From scores to tags, links and trees: the best that is allowed."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from .encoding import Numbers
from .weights import Floats

NEVER = -1e4
ROOTS_TRIED = 4  # of a sentence that would have many: a list, a broken line
Tags = tuple[str, ...]
Run = tuple[int, int, str]


def allowed_moves(tags: Tags) -> Floats:
    """0 where one tag may follow another, NEVER where an inside would follow what it does not belong to."""
    wrong = [[b.startswith("I-") and a[2:] != b[2:] for b in tags] for a in tags]
    return np.where(wrong, NEVER, 0).astype(np.float32)


def best_tags(scores: Floats, moves: Floats, starts: npt.NDArray[np.bool_]) -> Numbers:
    """Viterbi: for tokens x tags the best sequence of tags. Stretches that begin at `starts` know nothing of each
    other: no tag runs on over a border."""
    found: Numbers = scores.argmax(1)
    wanted = np.ones(len(scores), dtype=np.bool_) if _has_likings(moves) else _impossible(found, moves, starts)
    places = np.flatnonzero(wanted)
    edges = np.flatnonzero(np.append(starts[wanted], True))
    lengths = np.diff(edges)
    for group in _alike(lengths):
        inside = np.arange(lengths[group].max()) < lengths[group][:, None]
        cells = places[(edges[group][:, None] + np.arange(inside.shape[1]))[inside]]
        padded = np.zeros((*inside.shape, scores.shape[1]), dtype=np.float32)
        padded[inside] = scores[cells]
        found[cells] = _viterbi(padded, moves, lengths[group])[inside]
    return found


def _alike(lengths: Numbers) -> Iterator[Numbers]:
    """The numbers of stretches of about equal length together: side by side they take at most twice the room."""
    doubled = np.ceil(np.log2(np.maximum(lengths, 1)))
    for size in np.unique(doubled):
        yield np.flatnonzero(doubled == size)


def _has_likings(moves: Floats) -> bool:
    """Whether moves are better or worse, not only allowed or barred."""
    return bool(((moves != 0) & (moves > NEVER / 2)).any())


def _impossible(tags: Numbers, moves: Floats, starts: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The tokens of the stretches in which the best tag of each token alone makes a barred move: nowhere else is there
    anything to choose where moves are only allowed or barred."""
    before = np.where(starts, 0, np.roll(tags, 1))
    stretch = np.cumsum(starts)
    return np.isin(stretch, stretch[moves[before, tags] <= NEVER / 2])


def _viterbi(scores: Floats, moves: Floats, lengths: Numbers) -> Numbers:
    rows, size, _ = scores.shape
    path = np.zeros((rows, size), np.int64)
    if not rows:
        return path
    total = scores[:, 0] + np.where(moves[0] <= NEVER / 2, NEVER, 0)  # a stretch begins as if nothing stood before it
    back = np.zeros(scores.shape, np.int64)
    ended = np.where(lengths == 1, total.argmax(1), 0)
    for at in range(1, size):
        through = total[:, :, None] + moves
        back[:, at] = through.argmax(1)
        total = through.max(1) + scores[:, at]
        ended = np.where(lengths == at + 1, total.argmax(1), ended)
    every = np.arange(rows)
    tag = ended
    for at in range(size - 1, -1, -1):
        tag = np.where(lengths - 1 == at, ended, tag)
        path[:, at] = tag
        tag = back[every, at, tag]
    return path


def runs(numbers: Numbers, tags: Tags) -> list[Run]:
    """The stretches of a sequence of tags, as first and last token and type."""
    found = list[Run]()
    for token in np.flatnonzero(numbers).tolist():  # tag 0 is none
        tag = tags[numbers[token]]
        if tag.startswith("B-"):
            found.append((token, token, tag[2:]))
        elif tag.startswith("I-") and found:
            found[-1] = (found[-1][0], token, tag[2:])
    return found


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


def _with_root(square: npt.NDArray[np.float64], root: int) -> npt.NDArray[np.float64]:
    """The scores that leave nothing but trees with this root."""
    found = square.copy()
    found[1:, 0] = -np.inf
    found[root, :] = -np.inf
    found[root, 0] = 0
    return found


def _spanning_tree(scores: npt.NDArray[np.float64]) -> Numbers:
    """Maximum spanning arborescence from node 0 (Edmonds 1967): scores[dependent, head]."""
    heads: Numbers = scores.argmax(1)
    heads[0] = 0
    circle = _circle(heads)
    if not circle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[list(circle)] = True
    return _expanded(scores, heads, inside)


def _expanded(scores: npt.NDArray[np.float64], heads: Numbers, inside: npt.NDArray[np.bool_]) -> Numbers:
    """The circle drawn together to one node, the rest solved, and the circle opened where the solution enters it."""
    ring, rest = np.flatnonzero(inside), np.flatnonzero(~inside)
    kept = scores[ring, heads[ring]]
    size = len(rest)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(ring, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, ring)]
    small[size, :size], small[:size, size] = entering.max(0), leaving.max(1)
    solved = _spanning_tree(small)
    within = ring[leaving.argmax(1)]
    heads[rest[1:]] = np.where(solved[1:size] == size, within[1:], rest[np.minimum(solved[1:size], size - 1)])
    entry = solved[size]
    heads[ring[entering[:, entry].argmax()]] = rest[entry]
    return heads


def _circle(heads: Numbers) -> Sequence[int]:
    """The nodes of one circle, none where there is none; node 0 leads to itself and is none."""
    done = {0}
    for start in range(1, len(heads)):
        way, node = list[int](), start
        while node not in done and node not in way:
            way.append(node)
            node = int(heads[node])
        if node in way:
            return way[way.index(node) :]
        done.update(way)
    return ()
