"""What one reporting clause gives, in piece numbers of its unit."""

from collections.abc import Sequence
from typing import NamedTuple

from ..schema import Span
from .cues import Cue
from .noun_phrases import Phrase
from .pieces import Unit


class Report(NamedTuple):
    """A reporting clause in piece numbers. `relay` is the teller that passes on what the source said, `relay_cue` the
    words by which it does."""

    cue: Phrase
    source: Phrase | None
    contents: tuple[Phrase, ...]
    verb: Cue
    addressee: Phrase | None = None
    relay: Phrase | None = None
    shared: bool = False
    relay_cue: Phrase | None = None


def report_end(report: Report) -> int:
    return max(report.cue[1], report.source[1] if report.source else 0, *(end for _, end in report.contents))


def clause_spans(unit: Unit, reports: Sequence[Report]) -> list[Span]:
    """The stretches of a unit outside the contents of its reports."""
    contents = sorted(content for report in reports for content in report.contents)
    edges = [0, *(edge for content in contents for edge in content), len(unit.pieces)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(unit.pieces[a].start, unit.pieces[b - 1].end) for a, b in pairs if b > a]
