"""A body mended: paragraphs that were passed over or broken off before, and lines that are none of the article's."""

import bisect
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from ..schema import Span
from .blocks import Block, Walked

# The usual length from which a block counts as prose in boilerplate removal (jusText's `length_high` is of this order),
# and the share of link characters above which it does not. A paragraph may be linked further: reports have links too.
PROSE = 80
LINKED = 0.4
_HALF = 0.5
# As good as all of a block or of a page's prose.
NEARLY = 0.9
# A short block is prose where it ends as a sentence of several words does; or of any, where words have no blanks.
SENTENCE = re.compile(r"(?:\s\S+){3}[.!?…][\"'”’»)]*$|[。！？؟।][”」』]?$")
# How many blocks far a paragraph is looked for behind a gap; how many characters and blocks the gap may hold
# (advertisements, a teaser), and how many of these may link elsewhere. Parts of the page marked as _PASSED do not
# count, one marked as _ENDING ends the article.
_GAP, _GAP_LENGTH, _BLOCKS_IN_GAP, _LINKS_IN_GAP = 8, 250, 3, 1
_PASSED = frozenset({"related", "aside", "caption", "furniture"})
_ENDING = frozenset({"comments", "byline", "date"})
# So many short cells are a table rather than a page laid out in one; it is left out where so much else is left.
_TABLE, _WITHOUT_TABLE = 10, 800
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def block_at(walked: Walked, place: int) -> Block:
    """The block that holds a place of the walked text."""
    return walked.blocks[bisect.bisect_right(walked.blocks, place, key=lambda block: block.start) - 1]


def continued(found: list[Span], walked: Walked) -> list[Span]:
    """The body with the paragraphs that trafilatura passed over or broke off before: those between two of its own in
    one element with them, and those that go on after its last one, across advertisements and teasers."""
    blocks = walked.blocks
    first, last = _number_of(walked, found[0][0]), _number_of(walked, found[-1][0])
    parents = Counter(block.parent for block in _prose_of(found, walked))
    taken = {_number_of(walked, start) for start, _ in found}
    more = [number for number in range(first, last) if number not in taken and blocks[number].parent in parents
            and is_paragraph(blocks[number])]
    more += _following(blocks, last, parents)
    return sorted([*found, *((blocks[number].start, blocks[number].end) for number in more)])


def _number_of(walked: Walked, place: int) -> int:
    return bisect.bisect_right(walked.blocks, place, key=lambda block: block.start) - 1


def _prose_of(found: Iterable[Span], walked: Walked) -> list[Block]:
    return [block for start, _ in found if is_paragraph(block := block_at(walked, start))]


def _following(blocks: Sequence[Block], last: int, parents: Container[int]) -> list[int]:
    """The numbers of the paragraphs after the last one, up to the first gap that ends an article."""
    more: list[int] = []
    at = last + 1
    while at < len(blocks):
        stop = next((n for n in range(at, min(len(blocks), at + _GAP + 1)) if is_paragraph(blocks[n])), None)
        if stop is None or (stop > at and not _goes_on(blocks, at, stop, parents)):
            break
        more += [number for number in range(at, stop + 1) if number == stop or _joins(blocks[number])]
        at = stop + 1
    return more


def _goes_on(blocks: Sequence[Block], start: int, stop: int, parents: Container[int]) -> bool:
    """Whether the article goes on behind a gap: with a paragraph beside its own, or with two together, unless the gap
    holds what stands at an article's end (comments, a signature, headings that link elsewhere, lists of links)."""
    gap = [block for block in blocks[start:stop] if not block.areas & _PASSED]
    if any(block.areas & _ENDING for block in blocks[start:stop]) or any(map(_leads_away, gap)):
        return False
    linked = sum(_is_linked(block) for block in gap)
    if len(gap) > _BLOCKS_IN_GAP or linked > _LINKS_IN_GAP or _length(gap) > _GAP_LENGTH:
        return False
    after = [block for block in blocks[stop + 1 : stop + 1 + _GAP] if not block.areas & _PASSED][:2]
    return blocks[stop].parent in parents or any(map(is_paragraph, after))


def _joins(block: Block) -> bool:
    """Whether a short block between two paragraphs is the article's too: a subhead or a short paragraph."""
    return not block.areas and not block.links and block.element in {"p", "h2", "h3", "h4"}


def _length(blocks: Iterable[Block]) -> int:
    return sum(block.end - block.start for block in blocks)


def _leads_away(block: Block) -> bool:
    return block.element in _HEADINGS and (_is_linked(block) or block.element == "h1")


def _is_linked(block: Block) -> bool:
    return block.links > LINKED * (block.end - block.start)


def is_paragraph(block: Block) -> bool:
    length = block.end - block.start
    return block.element == "p" and not block.areas and length >= PROSE and block.links <= _HALF * length


def without_teasers(found: list[Span], walked: Walked) -> list[Span]:
    """The body without lines that are links to other stories and nothing else, and without tables of short cells;
    whole where that would be most of it."""
    blocks = [block_at(walked, start) for start, _ in found]
    cells = sum(_is_cell(block) for block in blocks)
    kept = [span for span, block, after in zip(found, blocks, [*blocks[1:], None], strict=True)
            if not _is_teaser(walked.text[slice(*span)], block, after) and not (cells >= _TABLE and _is_cell(block))]
    least = _WITHOUT_TABLE if cells >= _TABLE else _HALF * _covers(found)
    return kept if _covers(kept) > least else found


def _covers(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _is_cell(block: Block) -> bool:
    return block.element in ("td", "th") and block.end - block.start < PROSE


def _is_teaser(line: str, block: Block, after: Block | None) -> bool:
    """A block that is one link and not a sentence; of headings, one that no paragraph follows."""
    if block.links < NEARLY * (block.end - block.start) or SENTENCE.search(line):
        return False
    return block.element == "p" or (block.element in _HEADINGS and not (after and is_paragraph(after)))
