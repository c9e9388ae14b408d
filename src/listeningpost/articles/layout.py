"""Which blocks of a page dump are the article's title and body; all others are furniture.

Scores choose (neighbours.py, titles.py); a few rules then mend what a score by itself cannot see. Numbers are places in
`blocks`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..schema import Record
from .headlines import Headlines
from .lines import Block
from .neighbours import score
from .roles import role_of
from .scores import AFTER, CONSENT, CREDIT, STOP, WIDGET, Surroundings, rows_of
from .tables import SIGN, load
from .titles import best_of, looks_like_one, repeats_of, shares_of, title_weights

ENOUGH, OF_HIGHEST = 0.45, 0.45
TITLE_LEAST, TITLE_SURE = 0.1, 0.7
STANDFIRST, BESIDE, BETWEEN = 0.05, 0.3, 0.05
LITTLE, FAR_OFF = 0.15, 4
LONG_SENTENCE, SHORT_SENTENCE = 12, 4
OPENING_LINES = 3
CREDITED = re.compile(rf"(?:\(|{SIGN.pattern})[^()©]{{2,80}}\)?$|[/|:] ?[^/|:.]{{2,60}}$")
SLASHED = re.compile(r"[^\W\d_][\w.]{1,60} ?/ ?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}$")
COLON = re.compile(r"([^\W\d_]{1,60}(?: [^\W\d_]{1,60})?) ?[:：] ?[^:.!?]{2,60}$")
LONGEST_CAPTION, TAIL = 70, 200
LABELS = tuple(load("furniture")["label"]["any"])
PICTURE = re.compile(r"\[[^\]]*\]$")
RULE_ACROSS = re.compile(r"[-–—_=*~]{5,}$")
TAGS = re.compile(r"(?:#[^\s#]+[\s,]*)+")
HEADING = re.compile(r"[^.!?…]{2,50}$")


class Layout(Record, frozen=True):
    """The blocks of a page and what each is: `body` and `repeats` are numbers of blocks, in order."""

    blocks: tuple[Block, ...]
    body: tuple[int, ...]
    title: int | None
    repeats: tuple[int, ...]


@dataclass(frozen=True)
class Draft:
    """What the rules see: the blocks with their scores, the title's number and its share."""

    blocks: tuple[Block, ...]
    scores: tuple[float, ...]
    page: Surroundings
    title: int | None
    title_share: float


def lay_out(blocks: tuple[Block, ...]) -> Layout:
    """Title and body of the blocks of a page; `body` is empty where nothing looks like text."""
    page = Surroundings(blocks)
    own = rows_of(blocks, page)
    scores = score(blocks, page, own)
    body = likely_body(scores)
    title, share = _title_of(Headlines(blocks, page, own, scores, body)) if body else (None, 0.0)
    if title is not None and _is_untitled(title, body, blocks):
        title, share = None, 0.0
    draft = Draft(blocks=blocks, scores=tuple(scores), page=page, title=title, title_share=share)
    for rule in RULES:
        body = rule(body, draft)
    repeats = repeats_of(title, blocks) if title is not None else []
    body = [n for n in body if n != title and n not in repeats]
    return Layout(blocks=blocks, body=tuple(body), title=title, repeats=tuple(repeats))


def is_all_text(layout: Layout) -> bool:
    """Is the page nothing but sentences, under a title or none: a paragraph that somebody pasted?"""
    own = len(layout.body) + len(layout.repeats) + (layout.title is not None)
    return bool(layout.body) and own == len(layout.blocks) and all(
        STOP.search(layout.blocks[n].text) for n in layout.body)


def _is_untitled(title: int, body: Sequence[int], blocks: Sequence[Block]) -> bool:
    """All the text there is has no title, and a sentence among nothing but sentences is none."""
    asks = blocks[title].text.rstrip("\"'”’»").endswith(("?", "!"))
    return list(body) == [title] or (not asks and all(STOP.search(block.text) for block in blocks))


def _title_of(head: Headlines) -> tuple[int | None, float]:
    """The title's number and its share, None and 0 where none is likely."""
    weights = title_weights(head)
    shares = shares_of(weights)
    best = best_of(shares, head)
    if best is None or max(shares.values()) < TITLE_LEAST or not looks_like_one(weights[best], head.blocks[best].text):
        return None, 0.0
    return best, shares[best]


def likely_body(scores: Sequence[float]) -> list[int]:
    """The numbers of the blocks that score enough, or enough beside the page's best where nothing scores much."""
    least = min(ENOUGH, OF_HIGHEST * max(scores, default=1.0))
    return [n for n, value in enumerate(scores) if value > least]


def drop_above_title(body: list[int], draft: Draft) -> list[int]:
    """Text above a sure title is a teaser or a banner, unless it is most of the text."""
    if draft.title is None or draft.title_share < TITLE_SURE:
        return body
    below = [n for n in body if n > draft.title]
    return below if _mass(below, draft) > 0.5 * _mass(body, draft) else body


def drop_captions(body: list[int], draft: Draft) -> list[int]:
    """A caption is labelled as one, ends in a picture's credit, or runs without a full stop into a line of credit."""
    return [n for n in body if not _is_caption(n, draft)]


def _is_caption(number: int, draft: Draft) -> bool:
    block = draft.blocks[number]
    if draft.page.folded[number].startswith(LABELS):
        return True
    if draft.page.words[number] < LONGEST_CAPTION and _ends_in_credit(block.text[-TAIL:]):
        return True
    before, after = _at(number - 1, draft), _at(number + 1, draft)
    framed = bool(PICTURE.match(before)) and (not block.gap_before or (_is_credit(after) and len(after) < 60))
    runs_on = not block.gap_after and not STOP.search(block.text) and _is_credit(after)
    return framed or runs_on


def _ends_in_credit(text: str) -> bool:
    tail, named = CREDITED.search(text), COLON.search(text)
    if tail and (CREDIT.count(tail.group()) or SIGN.search(tail.group())):
        return True
    return bool(SLASHED.search(text)) or bool(named and CREDIT.count(named[1]))


def _at(number: int, draft: Draft) -> str:
    return draft.blocks[number].text if 0 <= number < len(draft.blocks) else ""


def _is_credit(text: str) -> bool:
    return len(text) < 160 and bool(CREDIT.starts(text) or SIGN.search(text))


def drop_teasers(body: list[int], draft: Draft) -> list[int]:
    """'Read also: headline' between paragraphs leads to another story."""
    return [n for n in body if not _is_teaser(draft.blocks[n].text)]


def _is_teaser(text: str) -> bool:
    lead = re.split(r"[:：|>]", text[:60], maxsplit=1)
    return len(lead) == 2 and len(text) < 250 and AFTER.starts(lead[0]) and len(lead[0].split()) <= 4


def drop_tags(body: list[int], draft: Draft) -> list[int]:
    """A line of nothing but #tags."""
    return [n for n in body if not TAGS.fullmatch(draft.blocks[n].text)]


def drop_consents(body: list[int], draft: Draft) -> list[int]:
    """'By signing up you agree ...': what a form says to the reader."""
    texts = ((n, draft.blocks[n].text) for n in body)
    return [n for n, text in texts if not (CONSENT.starts(text) and WIDGET.count(text))]


def add_neighbours(body: list[int], draft: Draft) -> list[int]:
    """A sentence or a subhead among paragraphs belongs to them, though by itself it scores a little less; so, then,
    does a subhead above such a sentence."""
    kept = set(body)
    for _ in range(2):
        kept |= {n for n in range(len(draft.blocks)) if n not in kept and _fits_beside(n, kept, draft)}
    return sorted(kept)


def _fits_beside(number: int, kept: set[int], draft: Draft) -> bool:
    block, words, stop = draft.blocks[number], draft.page.words[number], STOP.search(draft.blocks[number].text)
    if draft.scores[number] < BETWEEN or block.bullet.strip("#") or CREDIT.starts(block.text):
        return False
    if stop and words >= LONG_SENTENCE and _shut_in(number, kept):
        return True
    if draft.scores[number] < BESIDE:
        return False
    near = [n in kept for n in (number - 2, number - 1, number + 1, number + 2)]
    if stop and words >= LONG_SENTENCE:
        return any(near)
    if stop and words >= SHORT_SENTENCE:
        return all(near[:2]) or all(near[2:]) or (near[1] and near[2])
    return words >= 2 and near[1] and near[2] and block.gap_before and not WIDGET.count(block.text)


def _shut_in(number: int, kept: set[int]) -> bool:
    """Do paragraphs stand on both sides, with a subhead above or a caption and its credit below at most between?"""
    above, below = range(number - 2, number), range(number + 1, number + 5)
    return not kept.isdisjoint(above) and not kept.isdisjoint(below)


def add_standfirst(body: list[int], draft: Draft) -> list[int]:
    """A long line right under the title that is neither credit nor button introduces the article."""
    if draft.title is None or draft.title + 1 >= len(draft.blocks) or not any(n > draft.title for n in body):
        return body
    number = draft.title + 1
    block = draft.blocks[number]
    fits = draft.scores[number] >= STANDFIRST and draft.page.words[number] >= 9 and role_of(block.text) == "other"
    plain = not block.bullet and not CREDIT.count(block.text) and WIDGET.count(block.text) < 2
    return sorted({*body, number}) if fits and plain else body


def drop_signatures(body: list[int], draft: Draft) -> list[int]:
    """A byline or a date line above the text, or among its first lines, is no paragraph."""
    opening = set(body[:OPENING_LINES])
    return [n for n in body if n not in opening or not _is_signature(draft.blocks[n].text)]


def _is_signature(text: str) -> bool:
    return len(text) < 160 and not STOP.search(text) and role_of(text) in ("byline", "date")


def drop_replies(body: list[int], draft: Draft) -> list[int]:
    """A little text under a heading such as 'Comments', or under a rule across the page, is not the article's."""
    for number, block in enumerate(draft.blocks):
        if not RULE_ACROSS.match(block.text) and not (AFTER.starts(block.text) and HEADING.match(block.text)):
            continue
        above, below = [n for n in body if n < number], [n for n in body if n > number]
        parted = above and below and (RULE_ACROSS.match(block.text) or below[0] - above[-1] > FAR_OFF)
        if parted and _mass(below, draft) < LITTLE * max(1.0, _mass(above, draft)):
            return above
    return body


def _mass(numbers: Sequence[int], draft: Draft) -> float:
    return sum(draft.page.words[n] * draft.scores[n] for n in numbers)


RULES: tuple[Callable[[list[int], Draft], list[int]], ...] = (
    add_neighbours, add_standfirst, drop_above_title, drop_captions, drop_teasers, drop_tags, drop_consents,
    drop_signatures, drop_replies,
)
