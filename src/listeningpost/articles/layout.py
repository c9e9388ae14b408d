"""Which blocks of a page dump are the article's title and body; all others are furniture.

Scores choose (scores.py, titles.py); a few rules then mend what a score by itself cannot see. Numbers are places in
`blocks`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..schema import Record
from .lines import Block
from .scores import AFTER, CREDIT, STOP, WIDGET, Surroundings, score
from .titles import repeats_of, title_scores

ENOUGH, OF_HIGHEST = 0.45, 0.45
TITLE_LEAST, TITLE_SURE = 0.05, 0.3
STANDFIRST = 0.1
CREDITED = re.compile(r"[(©][^()©]{2,80}\)?$|[/|:] ?[^/|:.]{2,60}$")
HEADING = re.compile(r"[^.!?…]{2,50}$")


class Layout(Record, frozen=True):
    """The blocks of a page and what each is: `body` and `repeats` are numbers of blocks, in order."""

    blocks: tuple[Block, ...]
    body: tuple[int, ...]
    title: int | None
    repeats: tuple[int, ...]


@dataclass(frozen=True)
class Draft:
    """What the rules see: the blocks with their scores, the title's number and how sure it is."""

    blocks: tuple[Block, ...]
    scores: tuple[float, ...]
    page: Surroundings
    title: int | None
    title_score: float


def lay_out(blocks: tuple[Block, ...]) -> Layout:
    """Title and body of the blocks of a page; `body` is empty where nothing looks like text."""
    page = Surroundings(blocks)
    scores = score(blocks, page)
    least = min(ENOUGH, OF_HIGHEST * max(scores, default=1.0))
    body = [n for n, value in enumerate(scores) if value > least]
    titles = title_scores(blocks, page, body)
    title = max(titles, key=lambda n: titles[n], default=None)
    if title is not None and titles[title] < TITLE_LEAST:
        title = None
    draft = Draft(blocks=blocks, scores=tuple(scores), page=page, title=title,
                  title_score=0.0 if title is None else titles[title])
    for rule in RULES:
        body = rule(body, draft)
    repeats = repeats_of(title, blocks) if title is not None else []
    body = [n for n in body if n != title and n not in repeats]
    return Layout(blocks=blocks, body=tuple(body), title=title, repeats=tuple(repeats))


def drop_above_title(body: list[int], draft: Draft) -> list[int]:
    """Text above a sure title is a teaser or a banner, unless it is most of the text."""
    if draft.title is None or draft.title_score < TITLE_SURE:
        return body
    below = [n for n in body if n > draft.title]
    return below if _mass(below, draft) > 0.5 * _mass(body, draft) else body


def drop_captions(body: list[int], draft: Draft) -> list[int]:
    """A block that ends in a picture credit, or runs without a full stop into a line of credit, is a caption."""
    return [n for n in body if not _is_caption(n, draft)]


def _is_caption(number: int, draft: Draft) -> bool:
    block = draft.blocks[number]
    tail = CREDITED.search(block.text)
    if tail and draft.page.words[number] < 70 and (CREDIT.count(tail.group()) or "©" in tail.group()):
        return True
    following = draft.blocks[number + 1] if number + 1 < len(draft.blocks) else None
    return bool(following) and not block.gap_after and not STOP.search(block.text) and _is_credit(following)


def _is_credit(block: Block | None) -> bool:
    return block is not None and len(block.text) < 160 and bool(CREDIT.starts(block.text) or "©" in block.text)


def drop_teasers(body: list[int], draft: Draft) -> list[int]:
    """'Read also: headline' between paragraphs leads to another story."""
    return [n for n in body if not _is_teaser(draft.blocks[n].text)]


def _is_teaser(text: str) -> bool:
    lead = re.split(r"[:：|>]", text[:60], maxsplit=1)
    return len(lead) == 2 and len(text) < 250 and AFTER.starts(lead[0]) and len(lead[0].split()) <= 4


def add_standfirst(body: list[int], draft: Draft) -> list[int]:
    """A long line between title and body that is neither credit nor button introduces the article."""
    if draft.title is None or not body:
        return body
    between = range(draft.title + 1, next((n for n in body if n > draft.title), draft.title))
    return sorted({*body, *(n for n in between if _introduces(n, draft))})


def _introduces(number: int, draft: Draft) -> bool:
    block = draft.blocks[number]
    fits = draft.scores[number] >= STANDFIRST and draft.page.words[number] >= 9
    return fits and not block.bullet and not CREDIT.count(block.text) and not WIDGET.count(block.text)


def drop_replies(body: list[int], draft: Draft) -> list[int]:
    """Text far down under a heading such as 'Comments' or 'Related' is not the article's, where the article is longer."""
    for number, block in enumerate(draft.blocks):
        above, below = [n for n in body if n < number], [n for n in body if n > number]
        opens = AFTER.starts(block.text) and bool(HEADING.match(block.text))
        if opens and above and below and _mass(below, draft) < 0.35 * _mass(above, draft) and below[0] - above[-1] > 4:
            return above
    return body


def _mass(numbers: Sequence[int], draft: Draft) -> float:
    return sum(draft.page.words[n] * draft.scores[n] for n in numbers)


RULES: tuple[Callable[[list[int], Draft], list[int]], ...] = (
    drop_above_title, drop_captions, drop_teasers, add_standfirst, drop_replies,
)
