"""The same line told by several pages, as one."""

from collections.abc import Sequence

from ..schema import LineRow

ALIKE = 0.8  # share of the words of both that two tellings of one line have in common


def told_once(rows: Sequence[LineRow]) -> list[list[LineRow]]:
    """Lines grouped where they tell the same in nearly the same words, each group led by its best line; the groups in
    the order of the lines."""
    groups: list[list[LineRow]] = []
    words: list[frozenset[str]] = []
    for row in rows:
        own = frozenset(row.words.split())
        at = next((at for at, others in enumerate(words) if same_line(own, others)), None)
        if at is None:
            groups.append([row])
            words.append(own)
        else:
            groups[at].append(row)
    return groups


def same_line(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two lines, as sets of words, are one told twice."""
    if min(len(one), len(other)) < ALIKE * max(len(one), len(other)):
        return False  # as many words in common there cannot be
    return len(one & other) >= ALIKE * max(1, len(one | other))
