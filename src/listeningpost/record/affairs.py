"""Dated states of affairs that a page speaks of: which bodies there are, who governs where. They bound its time."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..edtf import EARLIEST, LATEST, bounds, overlap
from ..knowledge import Knowledge
from ..schema import Affair, Annotations, Article, Span
from .entities import Cast
from .tables import AFFAIRS

VERBS = {"exists": "exist", "governs": "govern"}


class Stated(NamedTuple):
    """A state of affairs that a page speaks of as standing: its stretches by knowledge, what is said of a day outside
    them, and the page's words."""

    stretches: tuple[tuple[str, str], ...]
    what: str
    words: str


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


AFTER = re.compile(rf"(?:['’]s?)?\s?(?:acting |interim |caretaker )?(?:{_either(AFFAIRS['after'])})\b", re.IGNORECASE)
WITHIN = re.compile(rf"\b(?:{_either(AFFAIRS['after'])})$", re.IGNORECASE)
OWN = re.compile(rf"\b(?:their|its)\s+(?:[\w-]+\s+){{0,2}}?(?:{_either(AFFAIRS['own'])})\b", re.IGNORECASE)
PAST = re.compile(rf"\b(?:{_either(AFFAIRS['past'])})", re.IGNORECASE)


def stated_affairs(article: Article, found: Annotations, cast: Cast, knowledge: Knowledge) -> list[Stated]:
    """The states of affairs that the page speaks of, each once, with the page's words: a body's name says that it
    exists; government words by a movement's name say that it governs."""
    stated: dict[tuple[str, str], Stated] = {}
    for span, entity in sorted(cast.items()):
        for kind, affairs in _by_kind(knowledge.affairs(entity.key) if entity.key else ()):
            words = _words(kind, span, affairs, Page(article, found, cast))
            if words and (affairs[0].of, kind) not in stated:
                over = knowledge.actor(affairs[0].over) if affairs[0].over else None
                what = f"{entity.name} did not {VERBS[kind]}" + (f" in {over.name}" if over else "")
                stated[affairs[0].of, kind] = Stated(tuple(_stretch(one) for one in affairs), what, words)
    return list(stated.values())


class Page(NamedTuple):
    """A page's text, its sentences and who its names are."""

    article: Article
    found: Annotations
    cast: Cast


def doubted(stated: Sequence[Stated], day: tuple[str, str]) -> str | None:
    """Why a page that speaks of these states of affairs is not from a day; None where it may be."""
    for one in stated:
        if not any(overlap(stretch, day) for stretch in one.stretches):
            return f"the page speaks of '{one.words}', and {one.what} then, by knowledge"
    return None


def _by_kind(affairs: Sequence[Affair]) -> Iterator[tuple[str, list[Affair]]]:
    for kind in VERBS:
        chosen = [one for one in affairs if one.kind == kind]
        if chosen:
            yield kind, chosen


def _stretch(affair: Affair) -> tuple[str, str]:
    """From the first day that it may have stood; what is no more is still spoken of, so existence has no end."""
    first = bounds(affair.start)[0] if affair.start else EARLIEST
    return first, bounds(affair.to)[1] if affair.to and affair.kind != "exists" else LATEST


def _words(kind: str, span: Span, affairs: Sequence[Affair], page: Page) -> str | None:
    """The page's words for a state of affairs at one mention, None where it says nothing of it there."""
    if not any(start <= span[0] < end for start, end in page.article.body):
        return None
    text = page.article.text
    if kind == "exists":
        return text[slice(*span)]
    sentence = next((one for one in page.found.parse.sentences if one[0] <= span[0] < one[1]), None)
    if sentence is None or PAST.search(_near(text, span, sentence)):
        return None
    after = AFTER.match(text, span[1], sentence[1])
    if after or WITHIN.search(text[slice(*span)]):
        return " ".join(text[span[0] : after.end() if after else span[1]].split())
    own = OWN.search(text, span[1], sentence[1])
    return " ".join(own[0].split()) if own and _is_theirs(span, own.span(), affairs, page.cast) else None


def _near(text: str, span: Span, sentence: Span) -> str:
    return text[max(sentence[0], span[0] - 40) : min(sentence[1], span[1] + 40)]


def _is_theirs(span: Span, own: Span, affairs: Sequence[Affair], cast: Cast) -> bool:
    """Whether nobody else than the governing and the governed is named between a mention and the possessive."""
    mine = {affair.of for affair in affairs} | {affair.over for affair in affairs}
    return all(other.key in mine for place, other in cast.items() if span[1] <= place[0] < own[0])
