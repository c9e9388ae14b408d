"""Chosen statements as lines: each as its page tells it best, with the origins that are shown for it."""

from collections.abc import Iterable

from ..schema import Line, UtteranceLink
from .held import Held
from .once import told_for
from .origins import with_origins

Item = tuple[str, str]


def lines_of(held: Held, items: Iterable[Item]) -> list[Line]:
    """The lines of statements, by page and id, in their order, each with a mark of its pages and origins.

    What a page tells twice comes once, in its most direct words: asked for is the one of its statements that an
    utterance joins, else the most direct one; the others give no line, nor does what is gone from its page. `held`
    needs to hold the pages, and the links on them.
    """
    wanted = list(dict.fromkeys(items))
    pages = {page for page, _ in wanted}
    joined = {item for link in held.links("utterance") if isinstance(link, UtteranceLink) for item in link.statements}
    lines: dict[Item, Line] = {}
    for page in held.pages(corrected=True):
        id_ = page.capture.id
        for told, same in told_for(page, (one for one in page.statements if one.content_spans)) if id_ in pages else ():
            asked_for = [(id_, one) for one in same if (id_, one) in joined] or [(id_, told.line.id)]
            lines |= {} if told.spare else dict.fromkeys(asked_for, told.line)
    chosen = {lines[item].id: lines[item] for item in wanted if item in lines}
    return with_origins(chosen.values(), held)
