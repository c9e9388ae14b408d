"""Looking into a layer of annotations by place."""

import bisect
from collections.abc import Sequence
from typing import TypeVar

from ..schema import MentionFound, Span, TimeFound

Found = TypeVar("Found", MentionFound, TimeFound)


def beginning_in(layer: Sequence[Found], span: Span) -> Sequence[Found]:
    """The items of a layer (in order) that begin inside a span."""
    first = bisect.bisect_left(layer, span[0], key=lambda item: item.span[0])
    last = bisect.bisect_left(layer, span[1], key=lambda item: item.span[0])
    return layer[first:last]
