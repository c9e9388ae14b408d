"""Ids that a re-run makes again: from what a thing is and where it stands, never from a counter."""

from collections import Counter
from collections.abc import Sequence

from ..group_ids import digest
from ..knowledge import fold
from ..schema import MapRow, Span
from ..spans import capture_span


class Numbering:
    """Gives ids to what one page holds. `rows` is `article.map`, None where the page's spans are the capture's."""

    def __init__(self, capture: str, rows: Sequence[MapRow] | None) -> None:
        self.capture, self.rows = capture, rows
        self._equals: Counter[tuple[str, Span]] = Counter()

    def item(self, kind: str, span: Span) -> str:
        """Letter (`s`, `m`, `f` …) and 12 hex digits of [capture id, kind, first span in capture offsets, number among
        equals]. Raises ValueError for a span the map does not cover."""
        place = capture_span(span, self.rows)
        number = self._equals[kind, place]
        self._equals[kind, place] += 1
        return kind + digest([self.capture, kind, list(place), number])

    def entity(self, kind: str, name: str) -> str:
        """`E` and 12 hex digits of [type, folded fullest name, capture id], for somebody knowledge does not have."""
        return "E" + digest([kind, fold(name), self.capture])
