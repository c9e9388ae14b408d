"""What a headline claims that its text nowhere has: a number, a name, a certainty."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import msgspec

from ..knowledge import Knowledge, fold
from ..schema import NAMING_FORMS, Annotations, Flag, MentionFound, Reading, Record, Span
from .numbers import BOUND, CARDINAL, FRACTION, read_number
from .tables import table

KIND = "headline_beyond_text"
# A number is as exact as its digits: 300 may stand for 287 or 312, 65 for 64.6.
ROUNDED = 0.05
FEWEST_WORDS = 60  # a shorter text is a summary or a teaser, and may lack anything
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
CERTAIN = re.compile(r"\b(?:will|shall|(?:is|are)(?: set)? to|going to|would|vow\w*|pledge\w*|promis\w*)\b|[’']ll\b")
DOUBTFUL = re.compile(r"\b(?:may|might|could|perhaps|possibly)\b")
DAYS = 31  # of a month
STEM = 5  # letters that the forms of a verb share
SHARED = 2  # words of the headline, beside the verb, in a sentence that tells the same


class HeadlineExtractor(Record, frozen=True):
    """Adds flags on headlines that go beyond their text to `flags`."""

    name: str = "headline claims"
    version: int = 1
    needs: frozenset[str] = frozenset({"parse", "mentions"})
    gives: frozenset[str] = frozenset({"flags"})

    def find(self, reading: Reading, so_far: Annotations, knowledge: Knowledge) -> Annotations:
        """A flag for each claim of the headline that the body does not have, with the claim's span in the headline."""
        title = reading.article.title
        if title is None or title.span is None or not reading.article.body:
            return so_far
        page = _Page(reading.article.text, title.span, reading.article.body)
        if len(WORD.findall(page.told)) < FEWEST_WORDS:
            return so_far
        headed = [m for m in so_far.mentions if page.title[0] <= m.span[0] and m.span[1] <= page.title[1]]
        named = [m for m in so_far.mentions if m.span[0] >= page.body[0][0]]
        claims = (*_numbers(page), *_names(page, headed, named, knowledge), *_certainties(page))
        flags = tuple(Flag(kind=KIND, note=note, span=span) for span, note in sorted(claims))
        return msgspec.structs.replace(so_far, flags=(*so_far.flags, *flags))


class _Page(NamedTuple):
    """A headline and the body below it, in one text."""

    text: str
    title: Span
    body: Sequence[Span]

    @property
    def told(self) -> str:
        """The words of the body."""
        return "\n".join(self.text[slice(*span)] for span in self.body)


Claim = tuple[Span, str]


# ---- numbers
@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,/:$£€-])[$£€]?({CARDINAL})(?![\w/]|[-–:.]\d|-[a-zA-Z])", re.IGNORECASE)


@cache
def _any_number() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{FRACTION}|{CARDINAL}|{BOUND})|(?<=[a-zA-Z$£€]){CARDINAL}", re.IGNORECASE)


@cache
def _counted() -> frozenset[str]:
    """What a list counts itself by: "five things to know"."""
    return frozenset(table("numbers")["lists"])


@cache
def _months() -> frozenset[str]:
    return frozenset(name for names in table("times")["months"] for name in names)


def _numbers(page: _Page) -> Iterator[Claim]:
    """Numbers of the headline that the body has neither exactly nor as what rounds to them; years, days of a month and
    the number of a list's items apart."""
    values: set[float] | None = None
    for found in _number().finditer(page.text, *page.title):
        number = read_number(found[1])
        if number is None or number.value is None or number.value < 4 or _is_other(found, number.value, page):
            continue
        if values is None:
            values = set(_values(page.told))
        if not any(_rounds_to(value, number.value) for value in values):
            yield found.span(1), f"the headline's number is nowhere in the text: {found[1]}"


def _is_other(found: re.Match[str], value: float, page: _Page) -> bool:
    """A year, the day of a month, or a number that counts the items of a list or names a street."""
    following = [word[0] for word in islice(WORD.finditer(page.text, found.end(), page.title[1]), 3)]
    before = WORD.findall(page.text, page.title[0], found.start())[-1:]
    year = found[1].isdigit() and 1000 <= value <= 2100
    day = value <= DAYS and any(word.istitle() and word.lower() in _months() for word in (*before, *following[:1]))
    return year or day or any(word.lower() in _counted() for word in following)


def _values(told: str) -> Iterator[float]:
    """Every number of a text: digits, words, fractions and bounds, and the parts of what is joined by a hyphen."""
    for found in _any_number().finditer(told):
        number = read_number(found[0])
        if number:
            yield from (value for value in (number.value, number.least) if value is not None)


def _rounds_to(value: float, claimed: float) -> bool:
    """Whether a number of the text is the claimed one, as precise as headlines are; a share may be told in percent."""
    share = value <= 1 and abs(value * 100 - claimed) <= ROUNDED * claimed
    return share or abs(value - claimed) <= ROUNDED * claimed


# ---- names
def _names(page: _Page, headed: Iterable[MentionFound], named: Sequence[MentionFound], knowledge: Knowledge
           ) -> Iterator[Claim]:
    """Known actors of the headline of whom the body has no word: under no name, by no state or capital of theirs. A
    medium in a headline is a credit, not a claim."""
    there = {m.key for m in named if m.key} | {m.of for m in named if m.of}
    told: frozenset[str] | None = None
    for mention in headed:
        actor = knowledge.actor(mention.key) if mention.key and mention.form in NAMING_FORMS else None
        if actor is None or actor.type == "media" or {actor.key, actor.name, actor.country} & there:
            continue
        told = told or frozenset(fold(word) for word in WORD.findall(page.told))
        forms = (actor.name, *actor.aliases, *actor.abbrevs, *actor.metonyms, *actor.demonyms)
        if not any(told & {word for word in fold(form).split() if len(word) > 2} for form in forms):
            yield mention.span, f"the headline names {actor.name}, of whom the text has no word"


# ---- certainty
def _certainties(page: _Page) -> Iterator[Claim]:
    """A "will" of the headline whose matter the body gives as possible in every sentence that has it."""
    title = page.text[slice(*page.title)]
    if DOUBTFUL.search(title) or "?" in title:
        return
    for found in re.finditer(r"\bwill(?: not)? ([a-z]{4,})\b", title):
        stem = found[1][:STEM]
        words = {word.lower() for word in WORD.findall(title) if len(word) > 3 and not word.startswith(stem)} - {"will"}
        same = [sentence for sentence in re.split(r"(?<=[.!?”])\s", page.told) if _shares(sentence, stem, words)]
        if same and all(DOUBTFUL.search(one) and not CERTAIN.search(one) for one in same):
            start = page.title[0] + found.start()
            yield (start, start + len(found[0])), f"the headline says “{found[0]}”, the text that it may be so"


def _shares(sentence: str, stem: str, words: set[str]) -> bool:
    low = {word.lower() for word in WORD.findall(sentence)}
    return any(word.startswith(stem) for word in low) and len(low & words) >= SHARED
