"""A doubt about a body: signs, cheap to see, that what was taken for the article may be more or less than it."""

from collections.abc import Sequence

from ..schema import Flag, Span
from .blocks import Walked
from .continuation import LINKED, PROSE, block_at, is_paragraph
from .elements import NOT_BODY

_APART = NOT_BODY | {"furniture", "aside"}
# Chosen on 518 pages with gold bodies (benchmarks/html_bodies.py): two thirds of those whose body is under F .9 reach
# LEAST, and a fifth of all. Prose beside the body weighs half as much as text outside paragraphs and as links.
_BESIDE, LEAST = 0.5, 0.27


def doubtful_body(walked: Walked, body: Sequence[Span]) -> Flag | None:
    """A flag on a body that may be wrong, with the signs in words; None where nothing speaks against it."""
    length = sum(end - start for start, end in body)
    blocks = [block_at(walked, start) for start, _ in body]
    starts = {block.start for block in blocks}
    beside = min(1.0, _prose_apart(walked, starts) / length)
    loose = sum(end - start for (start, end), block in zip(body, blocks, strict=True) if not is_paragraph(block))
    linked = min(1.0, sum(block.links for block in {block.start: block for block in blocks}.values()) / length)
    signs = [(_BESIDE * beside, f"prose beside the body is {beside:.0%} of its length"),
             (loose / length, f"{loose / length:.0%} of the body stands in no paragraph"),
             (linked, f"{linked:.0%} of the body is links")]
    if sum(weight for weight, _ in signs) < LEAST:
        return None
    return Flag(kind="doubtful_body", note="; ".join(said for weight, said in signs if weight > LEAST / 4))


def _prose_apart(walked: Walked, taken: set[int]) -> int:
    """The length of all prose on the page that is not in the body, nor marked as something else."""
    apart = (block for block in walked.blocks if block.start not in taken and not block.areas & _APART)
    lengths = ((block.end - block.start, block.links) for block in apart)
    return sum(length for length, links in lengths if length >= PROSE and links <= LINKED * length)
