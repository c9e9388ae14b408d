"""A doubt about a body: signs, cheap to see, that what was taken for the article may be more or less than it.

The weights in tables/doubts.toml are fitted by training/doubts.py; benchmarks/html_doubts.py tells how well such
weights do on hosts they were not fitted on.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..schema import Flag, Span
from .blocks import Block, Walked
from .continuation import LINKED, PROSE, block_at, is_paragraph
from .elements import NOT_BODY
from .tables import load

_APART = NOT_BODY | {"furniture", "aside"}
_TABLE = load("doubts")
WEIGHTS: Mapping[str, float] = _TABLE["weights"]
LEAST: float = _TABLE["least"]
_SAID = {
    "beside": "prose beside the body is {:.0%} of its length",
    "loose": "{:.0%} of the body stands in no paragraph",
    "linked": "{:.0%} of the body is links",
    "unended": "{:.0%} of the body ends like no sentence",
}
# A sign is told where it brings at least this share of the doubt.
_TOLD = 0.25
_ENDS = frozenset(".!?…:。！？؟।۔։\"'”’“»«)]」』")


class Signs(NamedTuple):
    """What speaks against a body, each as a share of the body's length from 0 to 1: prose beside it that nothing marks
    as something else; text that stands in no paragraph; text inside links; blocks that end like no sentence."""

    beside: float
    loose: float
    linked: float
    unended: float


def doubtful_body(walked: Walked, body: Sequence[Span]) -> Flag | None:
    """A flag on a body that may be wrong, with the signs in words; None where little speaks against it."""
    signs = signs_of(walked, body)._asdict()
    doubts = {name: WEIGHTS[name] * sign for name, sign in signs.items()}
    doubt = sum(doubts.values())
    if doubt < LEAST:
        return None
    told = [said.format(signs[name]) for name, said in _SAID.items() if doubts[name] >= _TOLD * doubt]
    return Flag(kind="doubtful_body", note="; ".join(told))


def signs_of(walked: Walked, body: Sequence[Span]) -> Signs:
    """The signs against a body that is not empty; each of its spans stands in one block of the walk."""
    length = _covers(body)
    blocks = [block_at(walked, start) for start, _ in body]
    own = {block.start: block for block in blocks}
    loose = _covers(span for span, block in zip(body, blocks, strict=True) if not is_paragraph(block))
    unended = _covers(span for span in body if walked.text[slice(*span)].rstrip()[-1:] not in _ENDS)
    return Signs(beside=min(1.0, _prose_apart(walked, own) / length), loose=loose / length,
                 linked=min(1.0, sum(block.links for block in own.values()) / length), unended=unended / length)


def _prose_apart(walked: Walked, taken: Mapping[int, Block]) -> int:
    """The length of all prose on the page that is not in the body, nor marked as something else."""
    apart = (block for block in walked.blocks if block.start not in taken and not block.areas & _APART)
    lengths = ((block.end - block.start, block.links) for block in apart)
    return sum(length for length, links in lengths if length >= PROSE and links <= LINKED * length)


def _covers(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
