"""What a part that works within one page looks like, and the check that such parts stand in a workable order."""

from collections.abc import Sequence
from typing import Protocol

from ..errors import UsageError
from ..knowledge import Knowledge
from ..schema import Annotations, Reading

GIVEN = frozenset({"parse"})
LAYERS = frozenset(Annotations.__struct_fields__)


class Extractor(Protocol):
    """Finds one kind of thing on one page.

    `needs` and `gives` name layers of `Annotations`. A bumped `version` says that stored finds of this extractor are
    out of date.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def needs(self) -> frozenset[str]: ...
    @property
    def gives(self) -> frozenset[str]: ...

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:
        """`so_far` with the layers of `gives` filled; all spans in article space. Touches no other layer."""
        ...


def check_order(extractors: Sequence[Extractor]) -> None:
    """Raise UsageError for an extractor that comes before what it needs, or that names a layer there is not."""
    there = set(GIVEN)
    for extractor in extractors:
        unknown = sorted((extractor.needs | extractor.gives) - LAYERS)
        missing = sorted(extractor.needs - there)
        if unknown:
            raise UsageError(f"extractor {extractor.name} names no layer of Annotations: {', '.join(unknown)}")
        if missing:
            raise UsageError(f"extractor {extractor.name} needs {', '.join(missing)}: put it after what gives them")
        there |= extractor.gives


def run(extractors: Sequence[Extractor], reading: Reading, start: Annotations, knowledge: Knowledge) -> Annotations:
    """All extractors over one page, each seeing what came before it."""
    found = start
    for extractor in extractors:
        found = extractor.find(reading, found, knowledge)
    return found
