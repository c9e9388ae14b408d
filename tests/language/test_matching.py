"""How the words of a question are held against those of a line."""

import numpy as np

from listeningpost.language.matching import FRAME, MARK, NAME, NUMBER, PLAIN, matched, matching_of, seen
from listeningpost.language.wordpiece import WordPieces

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "general", "lind", "closed", "14", "posts", "."])
ARRAYS = {
    "own": np.eye(2), "other": np.eye(2), "own_kind": np.zeros((2, 2)), "other_kind": np.zeros((5, 2)),
    "weight": np.array([0.0, 5.0]), "less": np.zeros(2), "scale": np.array(10.0), "bias": np.array(-5.0),
}  # fmt: skip
MATCHING = matching_of({name: array.astype(np.float16) for name, array in ARRAYS.items()})


def test_each_piece_has_the_kind_of_its_word_and_stands_in_a_frame() -> None:
    found = seen(("General", "Lind", "closed", "14", "posts", "."), 60, PIECES)
    assert found.kinds.tolist() == [FRAME, PLAIN, NAME, PLAIN, NUMBER, PLAIN, MARK, FRAME]
    assert found.pieces[0] == PIECES.cls
    assert found.pieces[-1] == PIECES.sep


def test_a_long_text_is_cut_and_an_empty_one_is_its_frame() -> None:
    assert len(seen(("posts",) * 99, 10, PIECES).pieces) == 12
    assert len(seen((), 10, PIECES).pieces) == 2


def test_a_word_that_counts_more_decides() -> None:
    states = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    plain = np.array([PLAIN, PLAIN])
    asked = MATCHING.question(states, plain)
    assert asked.counts[1] > 0.9
    found = [matched(asked, MATCHING.line(states[[at]], plain[:1]), states[[at]]) for at in (0, 1)]
    scores = [MATCHING.score(one.best, asked.counts) for one in found]
    assert scores[1] > 0 > scores[0]


def test_plain_nearness_tells_the_least_matched_word_from_the_best() -> None:
    frame, one, other = [0.7, 0.7], [1.0, 0.0], [0.0, 1.0]
    states = np.array([frame, one, other, frame], dtype=np.float32)
    asked = MATCHING.question(states, np.array([FRAME, PLAIN, PLAIN, FRAME]))
    line = np.array([one, one, one], dtype=np.float32)
    mean, least, most, back = matched(asked, MATCHING.line(line, np.array([PLAIN] * 3)), line).plain
    assert (least, mean, most, back) == (0.0, 0.5, 0.5, 1.0)
    empty = MATCHING.question(states[[0, 3]], np.array([FRAME, FRAME]))
    assert matched(empty, line, line).plain == (0.0, 0.0, 0.0, 0.0)


def test_states_are_held_against_each_other_whatever_their_length() -> None:
    states, plain = np.array([[3.0, 4.0]], dtype=np.float32), np.array([PLAIN])
    short, long_ = MATCHING.line(states, plain), MATCHING.line(states * 7, plain)
    assert np.allclose(short, long_)
    assert np.allclose(np.linalg.norm(short, axis=1), 1.0)
