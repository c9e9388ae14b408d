"""What a block of a page dump looks like as the article's title: named features for the weights of titles.py.

A page prints many headings. The article's own stands shortly above the body, is of no series of lines that look alike,
and shares with the body words that the rest of the page lacks.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from .bylines import is_byline, is_counted_back
from .calendar import find_dates
from .lines import Block
from .neighbours import runs_of
from .scores import DIGITS, OWN, WEB, WIDGET, Surroundings, bullet_of

ROW_OF_LINKS = re.compile(r"\S {3,}(?=\S)")
MENU = re.compile(r"\s[/|·•›»]\s|\S {3,}(?=\S)")
ABOVE, INTO_BODY = 120, 6
LEAD, OPENING, SHORT, LOOK = 2500, 4, 120, 12
FARTHEST_IN_RUN = 8
BESIDE = ("bullet", "widget_share", "stop", "credit", "clock", "words")
BESIDE_PLACES = tuple(OWN.index(name) for name in BESIDE)
CREDIT_PLACE, RIGHTS_PLACE = OWN.index("credit"), OWN.index("rights")
LONGEST_NAME, RIGHTS_LINE = 40, 400
TITLE = (
    "above_body", "body_starts_at", "score-1", "score", "score+1", "score+2", "scores_before", "scores_after",
    "longer_next", "after_longer", "colon_early", "loose", "one_of_body", "words_of_lead", "words_of_body",
    "words_of_opening", "rare_words", "words_missing", "words_of_body_alone", "words_of_neighbours", "dated",
    "dated_before", "dated_after", "same_line", "lines_longer", "line_within", "lines_within", "first_heading",
    "headings", "alike", "alike_loosely", "listed_before", "listed_after", "indent_from_body", "candidates_below",
    *(f"{name}-1" for name in BESIDE), *(f"{name}+1" for name in BESIDE),
    "words_to_body", "place_above", "fitting", "one_word", "two_words", "too_long", "words_to_15", "heading",
    "lower_heading", "listed", "credited", "same_line_again", "not_above", "dated_next", "dated_soon", "log_above",
    "often_alike", "log_alike", "log_candidates_below", "last_candidate", "next_to_body", "likely_text",
)


class Headlines:
    """What the features of a title need of its page: where the body's main run starts, whose words are whose, which
    lines are dated. `scores` are the chances of the blocks to be text, `body` the numbers of those taken for it."""

    def __init__(self, blocks: Sequence[Block], page: Surroundings, own: Sequence[list[float]],
                 scores: Sequence[float], body: Sequence[int]) -> None:
        self.blocks, self.page, self.own, self.scores = blocks, page, own, scores
        main = max(runs_of(body, [min(count, 80) for count in page.words], FARTHEST_IN_RUN), key=lambda run: run.words)
        self.first, self.body = main.first, [n for n in body if main.first <= n <= main.last]
        self.in_body = set(body)
        span = range(max(0, self.first - ABOVE), min(len(blocks), self.first + INTO_BODY))
        self.rights = [text[:RIGHTS_LINE] for text, row in zip(page.folded, own, strict=True) if row[RIGHTS_PLACE]]
        self.candidates = [n for n in span if may_be_title(blocks[n].text) and not self._is_holder(page.folded[n])]
        self.lines = range(max(0, self.first - ABOVE), min(len(blocks), self.first + ABOVE))
        self.folded = {n: " ".join(page.tokens[n][:80]) for n in self.lines}
        self.dated = {n for n in range(span.start, min(len(blocks), span.stop + LOOK)) if is_dated(blocks[n].text)}
        self.counts = list(accumulate(page.words, initial=0.0))
        self.signed = {n for n in self.dated if is_byline(blocks[n].text)}
        self.menus = {n for n in range(span.start, self.first) if is_menu(blocks[n].text)}
        self._find_words(body)
        self._find_shapes()

    def _is_holder(self, folded: str) -> bool:
        """Does a line about rights name this one: a masthead?"""
        return len(folded) <= LONGEST_NAME and any(folded in line for line in self.rights)

    def _find_words(self, body: Sequence[int]) -> None:
        stems = [stems_of(tokens) for tokens in self.page.tokens]
        self.stems = stems
        self.lead = stems_of([word for n in self.body for word in self.page.tokens[n]][: LEAD // 6])
        self.opening = {stem for n in self.body[:OPENING] for stem in stems[n]}
        self.of_body = Counter(stem for n in body for stem in stems[n])
        self.of_page = Counter(stem for every in stems for stem in every)

    def _find_shapes(self) -> None:
        """How many lines of a title's length share a shape: the teasers of other stories look alike."""
        loose = [n for n in range(len(self.blocks)) if 3 <= self.page.words[n] <= 25 and n not in self.in_body
                 and not self.own[n][2]]
        self.shapes = Counter(_shape(self.blocks[n]) for n in loose)
        self.loose_shapes = Counter(_shape(self.blocks[n])[:2] for n in loose)
        self.headings = [n for n, block in enumerate(self.blocks) if block.bullet == "#"]
        fitting = [4 <= self.page.words[n] <= 30 and bullet_of(self.blocks[n]) != 1 for n in self.candidates]
        self.fitting = [n for n, fits in zip(self.candidates, fitting, strict=True) if fits]


def _shape(block: Block) -> tuple[int, str, bool, bool]:
    return block.indent, block.bullet, block.gap_before, block.gap_after


def may_be_title(text: str) -> bool:
    """False for a byline, a section with a time ('Country / 10 h ago') and a row of links set apart by blanks."""
    return not (is_byline(text[:200]) or is_counted_back(text) or is_row(text))


def is_row(text: str) -> bool:
    """Is it a row of links set apart by blanks, or a labelled one ('[menu] A / B / C')?"""
    return len(ROW_OF_LINKS.findall(text[:200])) > 1 or (text.startswith("[") and is_menu(text))


def is_menu(text: str) -> bool:
    """Is a line a row of links with marks or wide gaps between them?"""
    return len(text) < SHORT and len(MENU.findall(text)) > 1


def is_dated(text: str) -> bool:
    """Is the block a short line with a full date or a byline?"""
    if len(text) >= SHORT:
        return False
    return is_byline(text) or bool(DIGITS.search(text)) and any(date.year and date.day for date in find_dates(text))


def stems_of(words: Sequence[str]) -> set[str]:
    """Five letters of each longer word; all pairs of characters where words stand without blanks between them."""
    return {stem for word in words for stem in _stem(word)}


def _stem(word: str) -> Sequence[str]:
    if word[0] < "\u0e00" or "\uac00" <= word[0] <= "\ud7a3":
        return (word[:5],) if len(word) > 3 else ()
    return [word[n : n + 2] for n in range(len(word) - 1)]


def title_features(number: int, head: Headlines) -> list[float]:
    """The features of one candidate: OWN, then those of TITLE in order."""
    repeats, page = _by_repeats(number, head), _by_page(number, head)
    return [
        *head.own[number],
        *_by_place(number, head),
        *_by_words(number, head),
        *repeats,
        *page,
        *_beside(number - 1, head),
        *_beside(number + 1, head),
        *_by_size(number, head),
        *_steps(number, head, repeats, page),
    ]


def _by_size(number: int, head: Headlines) -> tuple[float, ...]:
    words, bullet = head.page.words[number], bullet_of(head.blocks[number])
    between = head.counts[max(number + 1, head.first)] - head.counts[number + 1]
    return (
        math.log2(1 + between),
        number / (1 + head.first),
        float(5 <= words <= 20),
        float(words < 2),
        float(2 <= words < 4),
        float(words > 25),
        min(15.0, words),
        float(bullet == 2),
        float(bullet > 2),
        float(bullet == 1),
        float(head.own[number][CREDIT_PLACE] > 0),
    )


def _steps(number: int, head: Headlines, repeats: Sequence[float], page: Sequence[float]) -> tuple[float, ...]:
    """Where some of the features above begin to matter: weights are linear, their effect is not."""
    after, same, alike, below, above = repeats[2], repeats[3], page[2], page[7], head.first - number
    return (
        float(same > 0),
        float(above <= 0),
        float(after == 1),
        float(1 < after < 5),
        math.log1p(max(0, above)),
        float(alike > 3),
        math.log1p(alike),
        math.log1p(below),
        float(below == 0),
        float(above == 1),
        float(head.scores[number] > 0.5),
    )


def _by_place(number: int, head: Headlines) -> tuple[float, ...]:
    block, scores, size = head.blocks[number], head.scores, len(head.blocks)
    return (
        float(head.first - number),
        float(head.first),
        *(scores[n] if 0 <= n < size else 0.0 for n in (number - 1, number, number + 1, number + 2)),
        sum(scores[max(0, number - 3) : number]),
        sum(scores[number + 1 : number + 4]),
        longer_next(number, head.blocks, head.page),
        longer_next(number - 1, head.blocks, head.page) if number else 0.0,
        float(": " in block.text[:3] or block.text.endswith((")", "]"))),
        float(block.gap_before and block.gap_after),
        float(number in head.in_body),
    )


def longer_next(number: int, blocks: Sequence[Block], page: Surroundings) -> float:
    """1 where a line of a title's length is followed by one of a standfirst's, else 0."""
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or following.bullet or following.text.startswith("[") or page.words[number + 1] > 45:
        return 0.0
    fits = 3 <= page.words[number] <= 20 and page.words[number] * 1.2 < page.words[number + 1]
    return float(fits and not WEB.search(following.text) and WIDGET.count(following.text) < 2)


def _by_words(number: int, head: Headlines) -> tuple[float, ...]:
    stems = head.stems[number]
    size, inside = 2 + len(stems), number in head.in_body
    in_body = {stem: head.of_body[stem] - inside for stem in stems}
    near = (head.stems[n] for n in range(max(0, number - 3), min(len(head.stems), number + 4)) if n != number)
    alone = sum(head.of_page[stem] - head.of_body[stem] - (not inside) <= 1 and in_body[stem] > 0 for stem in stems)
    paragraphs = len(head.in_body)
    return (
        len(stems & head.lead) / size,
        sum(count > 0 for count in in_body.values()) / size,
        len(stems & head.opening) / size,
        sum(math.log(1 + paragraphs / count) for count in in_body.values() if count > 0) / size,
        sum(count <= 0 for count in in_body.values()) / size,
        alone / size,
        max((len(stems & others) / size for others in near), default=0.0),
    )


def _by_repeats(number: int, head: Headlines) -> tuple[float, ...]:
    own = head.folded[number]
    others = [text for n, text in head.folded.items() if n != number] if len(own) > 8 else []
    after = (n - number for n in range(number + 1, number + LOOK) if n in head.dated)
    return (
        float(number in head.dated),
        float(number - 1 in head.dated or number - 2 in head.dated),
        float(next(after, LOOK)),
        float(others.count(own)),
        float(sum(text != own and text.startswith(own) for text in others)),
        float(sum(len(own) < len(text) < len(own) + 60 and own in text for text in others)) if len(own) > 15 else 0.0,
        float(sum(12 < len(text) < len(own) and text in own for text in others)),
    )


def _by_page(number: int, head: Headlines) -> tuple[float, ...]:
    blocks, middle = head.blocks, head.body[len(head.body) // 2]
    listed = [bullet_of(block) == 1 for block in blocks[max(0, number - 5) : number + 6]]
    before = number - max(0, number - 5)
    return (
        float(head.headings[:1] == [number]),
        float(len(head.headings)),
        float(head.shapes[_shape(blocks[number])]),
        float(head.loose_shapes[_shape(blocks[number])[:2]]),
        float(sum(listed[:before])),
        float(sum(listed[before + 1 :])),
        float(blocks[number].indent - blocks[middle].indent),
        float(sum(n > number for n in head.fitting)),
    )


def _beside(number: int, head: Headlines) -> tuple[float, ...]:
    if not 0 <= number < len(head.own):
        return (0.0,) * len(BESIDE)
    row = head.own[number]
    return tuple(row[place] for place in BESIDE_PLACES)
