"""A text cut where something found in it begins or ends, so that what overlaps can be shown without nesting."""

from collections.abc import Iterable, Iterator, Sequence

from ..schema import Page, Record, Span
from ..spans import trimmed


class Mark(Record, frozen=True):
    """One span of something found on a page: `layer` is what it is shown as, `id` what a link to it names."""

    span: Span
    layer: str
    id: str


class Piece(Record, frozen=True):
    """A stretch of text over which the same is found: the layers, the innermost thing (None: nothing is), the ids that
    begin here, whether a statement is among them, and whether it belongs to the thing that the reader chose."""

    text: str
    layers: tuple[str, ...] = ()
    id: str | None = None
    begins: tuple[str, ...] = ()
    is_line: bool = False
    chosen: bool = False


def marks_of(page: Page) -> list[Mark]:
    """Everything found on a page that has a place: statements, who speaks and the cue, figures, mentions, faults."""
    found = [Mark(span=span, layer="said", id=one.id) for one in page.statements for span in one.content_spans]
    found += [Mark(span=span, layer=layer, id=one.id) for one in page.statements
              for layer, span in (("source", one.source_span), ("cue", one.cue_span)) if span]
    found += [Mark(span=one.span, layer="figure", id=one.id) for one in page.figures]
    found += [Mark(span=one.span, layer="mention", id=one.id) for one in page.mentions]
    found += [Mark(span=flag.span, layer="fault", id=f"fault-{number}")
              for number, flag in enumerate(page.flags, 1) if flag.span]
    return [mark for mark in found if mark.span[0] < mark.span[1]]


def pieces_of(text: str, blocks: Iterable[Span], marks: Sequence[Mark], chosen: str | None) -> Iterator[list[Piece]]:
    """Blocks of the text, each in pieces. The id of a thing begins at its first piece alone; of things over one piece
    the shortest is the innermost, of equally short ones the one named last."""
    begun = set[str]()
    for block in blocks:
        start, end = trimmed(text, *block)
        near = [mark for mark in marks if mark.span[0] < end and start < mark.span[1]]
        cuts = sorted({start, end} | {edge for mark in near for edge in mark.span if start < edge < end})
        pieces = []
        for at, stop in zip(cuts, cuts[1:], strict=False):
            over = [mark for mark in near if mark.span[0] <= at and stop <= mark.span[1]]
            fresh = [mark for mark in over if mark.id not in begun]
            begun.update(mark.id for mark in fresh)
            pieces.append(_piece(text[at:stop], over, fresh, chosen))
        yield pieces


def _piece(text: str, over: Sequence[Mark], fresh: Sequence[Mark], chosen: str | None) -> Piece:
    inner = min(reversed(over), key=lambda mark: mark.span[1] - mark.span[0], default=None)
    return Piece(text=text, layers=tuple(sorted({mark.layer for mark in over})), id=inner.id if inner else None,
                 begins=tuple(dict.fromkeys(mark.id for mark in fresh)),
                 is_line=any(mark.layer == "said" for mark in over if mark.id in {one.id for one in fresh}),
                 chosen=any(mark.id == chosen for mark in over))
