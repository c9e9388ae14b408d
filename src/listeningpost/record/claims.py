"""Who claims a figure: the statement whose content holds it."""

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..schema import Span, Statement


class _Piece(NamedTuple):
    """A piece of a statement's content, in the order in which statements go before one another: the whole content's
    length in characters, the statement's number, where the piece ends."""

    size: int
    number: int
    end: int


def claimants(figures: Sequence[Span], statements: Sequence[Statement]) -> list[str | None]:
    """For each figure's span the id of the statement that claims it, the one of the shortest content that holds it, or
    None. One pass over both in the order of the text: time grows with their number, not with its square."""
    starts = sorted((begun for n, statement in enumerate(statements) for begun in _pieces(n, statement)), reverse=True)
    found: list[str | None] = [None] * len(figures)
    open_pieces: list[_Piece] = []
    for at in sorted(range(len(figures)), key=lambda at: figures[at]):
        while starts and starts[-1][0] <= figures[at][0]:
            heapq.heappush(open_pieces, starts.pop()[1])
        holder = _shortest(open_pieces, figures[at])
        found[at] = statements[holder.number].id if holder else None
    return found


def _pieces(number: int, statement: Statement) -> Iterator[tuple[int, _Piece]]:
    """The pieces of a statement's content, each with its beginning."""
    size = sum(b - a for a, b in statement.content_spans)
    return ((a, _Piece(size, number, b)) for a, b in statement.content_spans)


def _shortest(pieces: list[_Piece], figure: Span) -> _Piece | None:
    """The first piece that holds the figure; pieces that end before it begins are let go for good."""
    passed = []
    while pieces and pieces[0].end < figure[1]:
        piece = heapq.heappop(pieces)
        if piece.end > figure[0]:
            passed.append(piece)
    holder = pieces[0] if pieces else None
    for piece in passed:
        heapq.heappush(pieces, piece)
    return holder
