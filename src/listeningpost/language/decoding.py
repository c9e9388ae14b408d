"""From scores to tags: the best sequence that is allowed."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from .encoding import Numbers
from .weights import Floats

NEVER = -1e4
BLOCK = 1024  # tokens worked on at once, cut where a stretch begins: more takes room and no less time
LONG = 16  # tokens for each tag: from there on it pays to cut a stretch
CUT = 32  # tokens
Tags = tuple[str, ...]
Run = tuple[int, int, str]
Bools = npt.NDArray[np.bool_]


@cache
def allowed_moves(tags: Tags) -> Floats:
    """0 where one tag may follow another, NEVER where an inside would follow what it does not belong to."""
    wrong = [[b.startswith("I-") and a[2:] != b[2:] for b in tags] for a in tags]
    moves = np.where(wrong, NEVER, 0).astype(np.float32)
    moves.flags.writeable = False  # one for all callers
    return moves


def best_tags(scores: Floats, moves: Floats, starts: Bools) -> Numbers:
    """Viterbi: for tokens x tags the best sequence of tags. Stretches that begin at `starts` know nothing of each
    other: no tag runs on over a border."""
    found: Numbers = scores.argmax(1)
    wanted = np.ones(len(scores), dtype=np.bool_) if _has_likings(moves) else _impossible(found, moves, starts)
    places = np.flatnonzero(wanted)
    borders = np.flatnonzero(starts[places])
    for block in np.split(places, borders[1:][np.diff(borders // BLOCK) > 0]) if len(places) else ():
        found[block] = _best_way(_Rows(scores[block], moves, starts[block]))
    return found


def _has_likings(moves: Floats) -> bool:
    """Whether moves are better or worse, not only allowed or barred."""
    return bool(((moves != 0) & (moves > NEVER / 2)).any())


def _impossible(tags: Numbers, moves: Floats, starts: Bools) -> Bools:
    """The tokens of the stretches in which the best tag of each token alone makes a barred move: nowhere else is there
    anything to choose where moves are only allowed or barred."""
    before = np.where(starts, 0, np.roll(tags, 1))
    stretch = np.cumsum(starts)
    found = np.zeros(len(tags) + 1, dtype=np.bool_)
    found[stretch[moves[before, tags] <= NEVER / 2]] = True
    impossible: Bools = found[stretch]
    return impossible


class _Rows:
    """Stretches of tokens x tags as rows that can be walked side by side. Where one is long, all are cut, and a row may
    go on where the one before it ends. Rows are filled up with zeros."""

    def __init__(self, scores: Floats, moves: Floats, starts: Bools) -> None:
        self.moves = moves
        edges = np.flatnonzero(np.append(starts, True))
        longest = int(np.diff(edges).max())
        self.length = longest if longest <= LONG * len(moves) else CUT
        place = np.arange(len(scores)) - np.repeat(edges[:-1], np.diff(edges))  # in its stretch
        self.begins = (place % self.length == 0).nonzero()[0]
        self.ends = np.append(self.begins[1:], len(scores)) - self.begins - 1
        self.opens = place[self.begins] == 0
        self.cells = np.cumsum(place % self.length == 0) - 1, place % self.length
        self.scores = np.zeros((len(self.begins), self.length, len(moves)), dtype=np.float32)
        self.scores[self.cells] = scores

    @property
    def first(self) -> Floats:
        """The moves to the first tokens of rows, by tags before (one for all where no row goes on): a stretch begins as
        if nothing stood before it."""
        fresh = np.where(self.moves[0] <= NEVER / 2, np.float32(NEVER), np.float32(0))
        if self.opens.all():
            return np.broadcast_to(fresh, (len(self.begins), 1, len(fresh)))
        return np.where(self.opens[:, None, None], fresh, self.moves)


def _best_way(rows: _Rows) -> Numbers:
    """For each token its tag on the best way through its stretch: in each row the best ways from every tag before it to
    every tag in it, then the best of these from row to row, then back."""
    ways = _ways(rows)
    every = np.arange(len(ways))
    before, last = _between(ways[every, rows.ends], rows.opens)
    path = np.zeros(ways.shape[:2], dtype=np.int64)
    tags, moves_from = last, rows.moves.T
    for at in range(rows.length - 1, -1, -1):
        path[:, at] = tags = np.where(rows.ends == at, last, tags)
        if at:
            tags = (ways[every, at - 1, before] + moves_from[tags]).argmax(1)
    found: Numbers = path[rows.cells]
    return found


def _ways(rows: _Rows) -> Floats:
    """The score of the best way in a row: rows x place in it x tag before the row x tag at the place."""
    first = rows.first
    found = np.empty((*rows.scores.shape[:2], *first.shape[1:]), dtype=np.float32)
    found[:, 0] = first + rows.scores[:, 0, None]
    for at in range(1, rows.length):
        ways, best = found[:, at - 1], found[:, at]
        if first.shape[1] == 1:
            (ways[..., None] + rows.moves).max(2, out=best)
        else:  # step by step: the sums of all at once leave the processor's nearest memory
            np.add(ways[:, :, :1], rows.moves[0], out=best)
            for tag in range(1, len(rows.moves)):
                np.maximum(best, ways[:, :, tag, None] + rows.moves[tag], out=best)
        best += rows.scores[:, at, None]
    return found


def _between(through: Floats, opens: Bools) -> tuple[Numbers, Numbers]:
    """The tag before each row and at its end on the best way through all rows of a stretch, by the scores of the ways
    through each: rows x tag before x tag at the end."""
    if through.shape[1] == 1:
        return np.zeros(len(through), dtype=np.int64), through[:, 0].argmax(1)
    came = list[Numbers]()
    ended = list[int]()
    total = np.zeros(through.shape[1], dtype=np.float32)
    for row, fresh in zip(through, opens.tolist(), strict=True):
        ended.append(int(total.argmax()))  # should a stretch end here
        sums = row + (0 if fresh else total[:, None])
        came.append(sums.argmax(0))
        total = sums.max(0)
    before, last, tag = list[int](), list[int](), int(total.argmax())
    for way, fresh, end in zip(came[::-1], opens[::-1].tolist(), ended[::-1], strict=True):
        last.append(tag)
        before.append(int(way[tag]))
        tag = end if fresh else before[-1]
    return np.array(before[::-1]), np.array(last[::-1])


def runs(numbers: Numbers, tags: Tags) -> list[Run]:
    """The stretches of a sequence of tags, as first and last token and type."""
    return list(_runs(numbers, tags))


def _runs(numbers: Numbers, tags: Tags) -> Iterator[Run]:
    places = np.flatnonzero(numbers)  # tag 0 is none
    open_: Run | None = None
    for token, number in zip(places.tolist(), numbers[places].tolist(), strict=True):
        tag = tags[number]
        if tag.startswith("B-"):
            if open_:
                yield open_
            open_ = (token, token, tag[2:])
        elif open_:
            open_ = (open_[0], token, tag[2:])
    if open_:
        yield open_
