"""What every way of reading an answer says in the same words: headings, cites, what was left out."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from ..schema import Cite, Line, View
from .cite import FACTS
from .telling import whole_quote

HASH_SHOWN = 12
# characters of format that are letters' servants in Persian, Hindi or emoji; every other one could turn a line around
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    """Text on one line for people: breaks and runs of blanks as one blank, control characters and the invisible
    characters that turn or hide text as U+FFFD, so that no page can write into a terminal."""
    folded = " ".join(text.split())
    return "".join("\ufffd" if _is_unseen(c) else c for c in folded)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in _JOINERS


def quotation(line: Line) -> str:
    """The page's words for reading: all pieces; in quotation marks where the page quotes the speaker."""
    words = visible(whole_quote(line.cites))
    return f"“{words}”" if "direct" in line.marks else words


def cite_words(line: Line, numbers: dict[str, int]) -> str:
    """The footnote of a line: `s0123… · [2] characters 10-20, 30-40`."""
    return " · ".join([visible(line.id), *places(line.cites, numbers)])


def places(cites: tuple[Cite, ...], numbers: dict[str, int]) -> list[str]:
    """Where cites stand: each page's number with the characters on it."""
    spans: dict[str, list[str]] = {}
    for cite in cites:
        spans.setdefault(cite.page, []).append(f"{cite.span[0]:,}-{cite.span[1]:,}")
    return [f"[{numbers.get(page, page[:HASH_SHOWN])}] characters {', '.join(found)}" for page, found in spans.items()]


def page_numbers(view: View) -> dict[str, int]:
    """The footnote number of each cited page, in order of first citation."""
    return {page.id: number for number, page in enumerate(view.pages, 1)}


def left_out(view: View) -> str:
    """How many lines are not shown; empty where all are."""
    if not view.left_out:
        return ""
    return f"{view.left_out:,} more {'line is' if view.left_out == 1 else 'lines are'} left out"


def is_facts(view: View) -> bool:
    """Whether the rows of a view are facts about one thing (name, value)."""
    return view.columns == FACTS


def is_table(view: View) -> bool:
    """Whether the rows of a view are its lines, as a table."""
    return bool(view.columns) and not is_facts(view)


def by_group(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines under each heading, in their order."""
    found = defaultdict[str, list[Line]](list)
    for line in lines:
        found[line.group].append(line)
    return found


def new_lead(line: Line, before: Line | None) -> bool:
    """Whether the lead of a line differs from that of the line before it under the same heading."""
    return before is None or (before.lead, before.group) != (line.lead, line.group)


def split_at(text: str, words: tuple[str, ...]) -> list[tuple[str, bool]]:
    """A text (on one line) in pieces, each with whether it is one of the words; of each the first place counts."""
    if not words:
        return [(text, False)]
    longest = sorted((visible(word) for word in words), key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(word) for word in longest))
    pieces, at = list[tuple[str, bool]](), 0
    for found in pattern.finditer(text):
        pieces += [(text[at : found.start()], False), (found.group(), True)]
        at = found.end()
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]
