"""What the joiner of figure series keeps of a figure: its value, what it counts, the words and names round it, what its
page is about, and when and by whom it was said."""

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..edtf import EARLIEST, LATEST, bounds
from ..knowledge import fold
from ..language import sentences_of
from ..schema import DENYING, NAMING_FORMS, Figure, Page, Record, Span, Statement
from .copy_facts import published_within
from .counted import MEASURED, lists, read_counted
from .series_voices import voice_of
from .wording import WORD, fold_word, hash_word, weight_of, words_of

TOPICS = 24  # words that say what a page is about
SLOT = 4  # words on each side of a figure that stand nearest to it
NEAR = 60  # characters from a figure to a place beside it
LEAD = 3  # sentences, the headline among them, whose places the page is about
LEAST_WEIGHT = 30  # tenths: words of less weight stand on every page
YEAR = re.compile(r"(?<![\d.,/-])(?:1[89]|20)\d\d(?![\d.,/-]*\d)")
SCENE = frozenset(("place", "organisation", "armed_group"))
SCENES = 12  # words of the names of a page that are kept
PLACES = frozenset(("place", "state"))
BESIDE = 40  # values of a page that are kept
KEPT = 8_192  # figures, of some 4 KB each, that are not read anew
UNREAD = ("rank",)  # kinds of figures that no series is made of: a rank is of another thing each time
Weights = dict[int, int]


class SeriesFacts(Record, frozen=True, array_like=True, gc=True, dict=True):
    """The facts of one figure. `base` turns its unit into the base unit of its dimension; `words` are the hashed words
    of its sentence, `slot` those nearest to it, and `topic` those its page is about, with weights in tenths, `scene`
    the words of the places and bodies it names most, with how often; `places` are beside it, `local` those of them
    that its page is not about;
    `past` is a year before its page's own, `year` the page's own where it is known; `first` to `last` are the days on
    which it may have been told; `dimension` to `stage` as in Counted. `beside` are the values that its page tells of
    such things, `main` whether this one is the first of them that is measured and no part, or equal to that. `voice`
    has the words that tell its speaker from others; `turn` is as in Counted; `place` is which of how many figures of
    its sentence it is."""

    item: str
    page: str
    figure: str
    start: int
    kind: str
    dimension: str
    noun: str | None
    state: str | None
    part: bool
    stage: str
    base: float
    words: Weights
    slot: Weights
    topic: Weights
    scene: Weights
    names: tuple[str, ...]
    places: tuple[str, ...]
    local: tuple[str, ...]
    past: int | None
    year: int | None
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    what: str | None = None
    of: str | None = None
    as_of: str | None = None
    said_on: str | None = None
    first: str = EARLIEST
    last: str = LATEST
    direction: str | None = None
    qualifier: str | None = None
    basis: str | None = None
    speaker: str | None = None
    statement: str | None = None
    beside: tuple[float, ...] = ()
    main: bool = False
    voice: tuple[str, ...] = ()
    turn: str | None = None
    place: tuple[int, int] = (0, 0)

    @cached_property
    def level(self) -> float:
        """The number that it goes by, in the base unit: its value, else the middle of its bounds, else the one."""
        known = [number for number in (self.min, self.max) if number is not None]
        return (self.value if self.value is not None else sum(known) / len(known)) * self.base


class Around(NamedTuple):
    """What holds for all figures of a page: its sentences, its names by place, what it is about, the spans of its
    figures, its statements by id, the days on which it may have been published, and the names that are of places."""

    page: Page
    sentences: Sequence[Span]
    names: Sequence[tuple[Span, str, bool]]
    topic: Weights
    scene: Weights
    lead: frozenset[str]
    year: int
    figures: Sequence[Span]
    statements: dict[str, Statement]
    days: tuple[str, str]
    lands: frozenset[str]


def facts_of(page: Page) -> Iterator[SeriesFacts]:
    """The facts of the figures of a page that give a number; those of ranks are left out, and those that somebody
    denies: a denial is no claim of what it denies."""
    denied = {one.id for one in page.statements if one.act in DENYING}
    figures = [one for one in page.figures if one.kind not in UNREAD and _numbered(one)
               and one.claimed_by not in denied]
    if figures:
        around = _around(page)
        yield from _among([_facts(figure, around) for figure in figures])


def _among(figures: Sequence[SeriesFacts]) -> Iterator[SeriesFacts]:
    """The figures of a page, each with what it is among those of its kind."""
    alike: dict[tuple[str, str | None], list[SeriesFacts]] = {}
    for one in figures:
        alike.setdefault(kind_of(one), []).append(one)
    for one in figures:
        same = alike[kind_of(one)]
        first = next((other for other in same if _may_lead(other)), None)
        beside = tuple(sorted({other.level for other in same}))[:BESIDE]
        yield replace(one, beside=beside, main=first is not None and _may_lead(one) and one.level == first.level)


def kind_of(facts: SeriesFacts) -> tuple[str, str | None]:
    """What a figure counts, in short: its dimension, and what happened, else the noun."""
    return facts.dimension, facts.state or facts.noun


def _may_lead(facts: SeriesFacts) -> bool:
    return facts.stage == MEASURED and not facts.part and facts.past is None and not facts.local


def item_of(page: str, figure: str) -> str:
    """The id of a figure among those of all pages: its own, then its page's."""
    return f"{figure} {page[:16]}"


def encode_facts(facts: SeriesFacts) -> bytes:
    """Facts as bytes."""
    return msgspec.msgpack.encode(facts)


@lru_cache(maxsize=KEPT)
def decode_facts(facts: bytes) -> SeriesFacts:
    """Facts as they were encoded by `encode_facts`, kept for the next meeting."""
    return msgspec.msgpack.decode(facts, type=SeriesFacts)


def _numbered(figure: Figure) -> bool:
    """Whether a figure has a number that can be told again; "dozens" is a bound alone."""
    return figure.value is not None or figure.max is not None


# ---- what holds for the page
def _around(page: Page) -> Around:
    title = page.article.title
    blocks = sorted({*page.article.body, *([title.span] if title and title.span else [])})
    sentences = sentences_of(page.article.text, blocks)
    named = [one for one in page.mentions if one.form in NAMING_FORMS]
    names = [(one.span, fold(one.name or one.text), one.type in PLACES) for one in named]
    days = published_within(page.article)
    return Around(
        page=page, sentences=sentences, names=sorted(names), topic=_topic(page.article.text, sentences),
        scene=_scene(page),
        lead=frozenset(word for sentence in sentences[:LEAD] for word in _whole(page.article.text, sentence)),
        year=_year(days, page.article.text),
        figures=sorted(one.span for one in page.figures), statements={one.id: one for one in page.statements},
        days=days, lands=frozenset(name for _, name, place in names if place),
    )


def _year(days: tuple[str, str], text: str) -> int:
    """The year in which a page was published: the one that is known, else the last that it names."""
    return _known_year(days) or max((int(year.group()) for year in YEAR.finditer(text)), default=0)


def _topic(text: str, sentences: Sequence[Span]) -> Weights:
    """The words that a page is about: those of the most weight, each counted by the square root of its number."""
    counted = Counter(word for sentence in sentences for word in _whole(text, sentence))
    heavy = {word: count for word, count in counted.items() if weight_of(word) >= LEAST_WEIGHT}
    weights = {word: round(weight_of(word) * count**0.5) for word, count in heavy.items()}
    best = sorted(weights, key=lambda word: (-weights[word], word))[:TOPICS]
    return {hash_word(word): weights[word] for word in best}


def _scene(page: Page) -> Weights:
    """The words of the names of places and bodies that a page has most, and how often; those of states say little."""
    names = (one.name or one.text for one in page.mentions if one.type in SCENE and one.form in NAMING_FORMS)
    counted = Counter(word for name in names for word in fold(name).split() if weight_of(word) >= LEAST_WEIGHT)
    best = sorted(counted, key=lambda word: (-counted[word], word))[:SCENES]
    return {hash_word(word): counted[word] for word in best}


def _whole(text: str, sentence: Span) -> list[str]:
    """The words of a sentence, without numbers."""
    return [word for word in words_of(text, sentence).words if not word[0].isdigit()]


def _words(text: str, span: Span) -> list[str]:
    """The same of a stretch that may begin or end inside a word: "5" of "5km"."""
    folded = (fold_word(found.group()) for found in WORD.finditer(text, *span))
    return [word for word in folded if word and not word[0].isdigit()]


def _beside(text: str, span: Span, sentence: Span) -> Iterator[str]:
    """The SLOT words before a figure, those in it, and the SLOT words behind it."""
    yield from _words(text, (sentence[0], span[0]))[-SLOT:]
    yield from _words(text, span)
    yield from _words(text, (span[1], sentence[1]))[:SLOT]


# ---- one figure
def _facts(figure: Figure, around: Around) -> SeriesFacts:
    text, page = around.page.article.text, around.page
    sentence = _sentence(figure.span, around)
    others = _others(figure.span, sentence, around)
    counted = read_counted(text, sentence, figure, others)
    said, first, last = _said(figure, around)
    places = sorted(_places(sentence, figure.span, around))
    claim = around.statements.get(figure.claimed_by or "")
    return SeriesFacts(
        item=item_of(page.capture.id, figure.id), page=page.capture.id, figure=figure.id, start=figure.span[0],
        kind=figure.kind, dimension=counted.dimension, noun=counted.noun, state=counted.state, part=counted.part,
        stage="forecast" if figure.forecast else counted.stage,
        base=lists().units.get(figure.unit or "", ("", 1.0))[1] if counted.dimension != "money" else 1.0,
        words={hash_word(word): weight_of(word) for word in _whole(text, sentence)},
        slot={hash_word(word): weight_of(word) for word in _beside(text, figure.span, sentence)},
        topic=around.topic, scene=around.scene,
        names=tuple(sorted({name for name, _ in _named(sentence, around)})),
        places=tuple(places), local=tuple(name for name in places if not around.lead & set(name.split())),
        past=_past(sentence, around), year=_known_year(around.days),
        value=figure.value, min=figure.min, max=figure.max, unit=figure.unit, what=figure.what, of=figure.of,
        as_of=figure.as_of, said_on=said, first=first, last=last, direction=figure.direction,
        qualifier=figure.qualifier, basis=figure.basis, statement=claim.id if claim else None,
        speaker=(claim.speaker.name or claim.speaker.descriptor) if claim else None,
        voice=voice_of(page, claim.speaker, around.lands) if claim else (), turn=counted.turn,
        place=(sum(other < figure.span for other in others), len(others)),
    )


def _named(sentence: Span, around: Around) -> Iterator[tuple[str, bool]]:
    """The names in a sentence, and whether each is of a place."""
    first = bisect.bisect_left(around.names, sentence[0], key=lambda named: named[0][0])
    for span, name, place in around.names[first:]:
        if span[0] >= sentence[1]:
            return
        if name:
            yield name, place


def _places(sentence: Span, span: Span, around: Around) -> set[str]:
    """The places beside a figure."""
    near = max(sentence[0], span[0] - NEAR), min(sentence[1], span[1] + NEAR)
    return {name for name, place in _named(near, around) if place}


def _known_year(days: tuple[str, str]) -> int | None:
    return int(days[0][:4]) if days[0][:4] == days[1][:4] else None


def _past(sentence: Span, around: Around) -> int | None:
    """The year before the page's own that a sentence tells of; None where it names the page's own as well."""
    years = [int(year.group()) for year in YEAR.finditer(around.page.article.text, *sentence)]
    return min(years) if years and max(years) < around.year else None


def _sentence(span: Span, around: Around) -> Span:
    at = bisect.bisect_right(around.sentences, span[0], key=lambda sentence: sentence[0]) - 1
    found = around.sentences[at] if at >= 0 else span
    return found if found[1] > span[0] else span


def _others(span: Span, sentence: Span, around: Around) -> list[Span]:
    first = bisect.bisect_left(around.figures, sentence[0], key=lambda other: other[0])
    last = bisect.bisect_left(around.figures, sentence[1], key=lambda other: other[0])
    return [other for other in around.figures[first:last] if other != span]


def _said(figure: Figure, around: Around) -> tuple[str | None, str, str]:
    """The day on which it was said as the record has it, and the days on which it may have been told: those of its
    statement, else those of its page."""
    claim = around.statements.get(figure.claimed_by or "")
    said = claim.said_on.edtf if claim and claim.said_on else around.page.article.published.edtf
    first, last = bounds(said) if said else around.days
    return said, first, last
