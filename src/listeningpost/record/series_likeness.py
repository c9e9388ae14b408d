"""How alike two figures are as claims of one quantity: what rules out that they are one, and the measures that a logit
weighs. Nothing hangs on which of the two comes first."""

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..edtf import LATEST
from .counted import AGAINST, MEASURED, PLAN, lists
from .series_facts import SeriesFacts, Weights

FARTHEST = 3.0  # natural logarithm of the ratio of two values that counts as far as any
ENOUGH = 4.0  # digits of a value that two figures share by chance no more
MUCH = 0.3  # of two sentences that is the same where nothing else says that one thing is counted
KINDS = 2  # kinds of things that are two
TELLING = 2  # digits of a value that says more than that it is small
EXACT = 3  # digits of a value that nobody foretells
REWORDED = 0.5  # of two sentences that is the same where one rewords the other
SOON = 14  # days within which two people mean one time
ONE_EVENT = 0.1  # of what two pages are about: nine of ten pairs on one event share more, one of twenty on two events
RETOLD = 0.65  # of two sentences that is the same where their numbers answer one another
CONVERTED = 0.005  # share by which a value told in two units may differ
SLIP, SLIPPED = 0.02, 2  # how far apart such values count, and the digits that they share at least
SOMETHING = 0.02  # of what two pages are about: all but a few pages on one event share more
ONE_SCENE = 0.5  # likeness of the places and bodies of two pages that tell of one scene
UNKNOWN = 0.2  # likeness of scenes of which one is not known
ROUNDED = 0.03  # share by which two values told as nearly the same differ


class Likeness(NamedTuple):
    """What the logit weighs, each between 0 and 1. `equal`: one value; `digits`: how many digits such a value has;
    `near`: nearly one value; `ratio`: how far apart, in powers; `noun`: the same noun; `other_noun`: two nouns that
    differ; `words`: the words of their sentences in common (Dice, weighted); `topic`: those that their pages are about;
    `scene`: the places and bodies that their pages name (cosine), UNKNOWN where one names none; `one_page`; `part`: one
    alone is told as a part; `past`: one alone has a year before its page's own, or theirs differ; `local`: they
    have places that their pages are not about, and other ones; half where one has none. `rival`: the page of one tells
    the value of the other as well; `main`: both are the first of their kind on their pages; `stage`: one alone is
    foretold or planned. `instead`, of two values that are each the only one of their kind on their pages, or stand in
    one place of a sentence reworded, how alike their sentences are, or the words nearest to them. Of two numbers that
    their speakers set against one another, page, rival and ratio say nothing, nor ratio of two in one sentence."""

    equal: float
    digits: float
    near: float
    ratio: float
    noun: float
    other_noun: float
    words: float
    topic: float
    scene: float
    one_page: float
    part: float
    past: float
    local: float
    rival: float
    main: float
    stage: float
    instead: float


def may_be_one(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether nothing rules out that two figures are of one quantity: dollars are no euros, the killed no wounded, and
    what is foretold or planned was not measured. Where both give one value, synonyms may name what is counted ("39
    landfills", "39 dumps")."""
    if one.dimension != two.dimension or not units_agree(one, two) or opposed(one, two, same_value(one, two)):
        return False
    agree = _may_be_synonyms if same_value(one, two) else _nouns_agree
    return _stages_agree(one, two) and agree(one, two) and _have_to_do(one, two)


def _stages_agree(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether both were measured, or neither was. What only seems foretold may be told as measured elsewhere ("will
    carry 425 kg", "carries 425 kg"): one value of a measure that does not change, one of so many digits that nobody
    foretells them, one in two wordings of one sentence, or one on pages of one event, as most words by which a number
    seems foretold are of another part of its sentence ("with its 27 engines it will be the strongest")."""
    if is_measured(one) == is_measured(two):
        return True
    if PLAN in (one.stage, two.stage) or not same_value(one, two):
        return False
    exact = one.dimension in lists().steady or digits(one.level) >= EXACT
    return exact or _shared(one.words, two.words) >= REWORDED or _shared(one.topic, two.topic) >= ONE_EVENT


def same_value(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether two figures give one value, in two units as nearly as the rounding of such goes."""
    first, second = one.level, two.level
    if one.unit == two.unit or one.dimension == "money":
        return math.isclose(first, second)
    return math.isclose(first, second, rel_tol=CONVERTED)


def _may_be_synonyms(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether the nouns of two figures of one value agree or may name one thing, not on one page."""
    if _nouns_agree(one, two):
        return True
    telling = digits(one.level) >= TELLING or _shared(one.words, two.words) >= MUCH
    return one.page != two.page and may_be_synonyms(one, two) and telling


def may_be_synonyms(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether the nouns of two figures are not two kinds of things that are known, but for kinds of people."""
    people, nouns = lists().people, {one.noun, two.noun} - {None}
    known = nouns & (people | set(lists().nouns.values()))
    return len(known) < KINDS or known <= people


def opposed(one: SeriesFacts, two: SeriesFacts, equal: bool) -> bool:  # noqa: FBT001
    """Whether one is of a rise and one of a fall, or other things happened to what is counted; `equal` where both give
    one value."""
    if one.direction != two.direction and one.direction and two.direction:
        return True
    if one.state == two.state or one.state is None or two.state is None:
        return False
    # the ten aboard are the ten who died
    return not (equal and {one.state, two.state} & lists().were_there)


def _have_to_do(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether the pages, their scenes, or the sentences of two figures have something to do with one another."""
    if _shared(one.topic, two.topic) >= SOMETHING or _shared(one.words, two.words) >= MUCH:
        return True
    return bool(one.scene and two.scene) and _scene(one.scene, two.scene) >= ONE_SCENE


def units_agree(one: SeriesFacts, two: SeriesFacts) -> bool:
    """One currency, or one dimension; "dollars" may be those of any land."""
    if one.dimension != "money":
        return True
    first, second = sorted((one.unit or "", two.unit or ""), key=len)
    return second.endswith(first)


def _nouns_agree(one: SeriesFacts, two: SeriesFacts) -> bool:
    """The same noun, people by a wider word, or the same that happened; where the noun of one is not told and nothing
    happened, sentences that share much."""
    if one.dimension != "count":
        return True
    if one.noun and two.noun:
        return one.noun == two.noun or {one.noun, two.noun} <= lists().people
    return (one.state is not None and one.state == two.state) or _shared(one.words, two.words) >= MUCH


def liken(one: SeriesFacts, two: SeriesFacts, known: dict[str, float] | None = None) -> Likeness:
    """The likeness of two figures that may be one; `known` is what needs no look at words, if that was made already."""
    plain = known or likeness_but_words(one, two)
    words = _shared(one.words, two.words)
    reworded = one.page != two.page and words >= RETOLD and may_be_reworded(one, two)
    alone = not plain["equal"] and one.page != two.page and (reworded or len(one.beside) == len(two.beside) == 1)
    rival = not plain["equal"] and not are_set_against(one, two) and _has_rival(one, two)
    return Likeness(
        **plain | ({"ratio": 0.0} if reworded else {}), words=words, topic=_shared(one.topic, two.topic),
        scene=_scene(one.scene, two.scene), local=places_apart(one.local, two.local), rival=float(rival),
        instead=max(_shared(one.slot, two.slot), words) if alone else 0.0,
    )


def likeness_but_words(one: SeriesFacts, two: SeriesFacts) -> dict[str, float]:
    """The measures of likeness that are known without a look at words."""
    first, second = one.level, two.level
    apart = distance(first, second)
    equal, against = same_value(one, two), are_set_against(one, two)
    return {
        "equal": float(equal), "digits": min(digits(first), ENOUGH) / ENOUGH if equal else 0.0,
        "near": float(not equal and apart < ROUNDED), "ratio": 0.0 if against else min(apart, FARTHEST) / FARTHEST,
        "noun": float(one.noun is not None and one.noun == two.noun),
        "other_noun": float(None not in (one.noun, two.noun) and one.noun != two.noun),
        "one_page": float(one.page == two.page and not against), "part": float(one.part != two.part),
        "past": float(times_differ(one, two)), "main": float(one.main and two.main),
        "stage": float(is_measured(one) != is_measured(two)),
    }


def two_voices(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether two figures are said by two speakers that nothing shows to speak for one body."""
    return bool(one.voice and two.voice) and not set(one.voice) & set(two.voice)


def are_set_against(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether two speakers give two numbers and one of them says that another is wrong."""
    return AGAINST in (one.turn, two.turn) and two_voices(one, two) and not same_value(one, two)


def are_reworded(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether two figures stand in one place of two wordings of one sentence; what reads alike weeks later is another
    report."""
    return may_be_reworded(one, two) and _shared(one.words, two.words) >= RETOLD


def may_be_reworded(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether two figures have one place in their sentences, and nothing shows that they were told more than SOON days
    apart."""
    return one.place == two.place and are_near(one, two)


def are_near(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether nothing shows that two figures were told more than SOON days apart."""
    if LATEST in (one.last, two.last):
        return True
    return abs((date.fromisoformat(one.last) - date.fromisoformat(two.last)).days) <= SOON


def distance(first: float, second: float) -> float:
    """How far apart two values are: the logarithm of their ratio; of two that differ by noughts alone (6,500 and
    65,000) next to nothing, since such a slip is made by hand."""
    if first <= 0 or second <= 0:
        return 0.0 if first == second else FARTHEST
    if is_slip(first, second):
        return SLIP
    return abs(math.log(first / second))


def is_slip(first: float, second: float) -> bool:
    """Whether two values have the same digits, two or more, and a nought more or less."""
    larger, less = max(first, second), min(first, second)
    return less > 0 and math.isclose(larger, less * 10) and digits(less) >= SLIPPED


def digits(number: float) -> int:
    """How many digits of a number say something: 6,500 has two."""
    return len(f"{number:.6g}".replace(".", "").split("e")[0].strip("0"))


def _shared(one: Weights, two: Weights) -> float:
    """Twice the weight of the words in common, of that of all words of both."""
    if one.keys().isdisjoint(two):
        return 0.0
    both = sum(one.values()) + sum(two.values())
    return 2 * sum([min(one[word], two[word]) for word in one.keys() & two.keys()]) / both if both else 0.0


def _has_rival(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether the page of one tells the value of the other as well, of such things."""
    first, second = one.level, two.level
    return any(math.isclose(first, value) for value in two.beside) or any(
        math.isclose(second, value) for value in one.beside
    )


def places_apart(one: Sequence[str], two: Sequence[str]) -> float:
    """1 for two places, half of it where one has none: the other may have left it out."""
    return 0.0 if set(one) & set(two) else (bool(one) + bool(two)) / 2


def times_differ(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether one alone tells of a year before its page's own, or they of two such years."""
    told = one.past or one.year, two.past or two.year
    return one.past != two.past and (None in told or told[0] != told[1])


def is_running(one: SeriesFacts, two: SeriesFacts) -> bool:
    """Whether both figures are counts that still grow: of something that goes on, not of a year gone by."""
    running = lists().running
    return one.state in running and two.state in running and one.past is None and two.past is None


def _scene(one: Weights, two: Weights) -> float:
    if not one or not two:
        return UNKNOWN
    if one.keys().isdisjoint(two):
        return 0.0
    shared = sum([math.sqrt(one[word] * two[word]) for word in one.keys() & two.keys()])
    return shared / math.sqrt(sum(one.values()) * sum(two.values()))


def is_measured(facts: SeriesFacts) -> bool:
    """Whether a figure is told as what was counted or measured."""
    return facts.stage == MEASURED
