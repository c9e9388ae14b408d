"""Fits which line answers a question best, and the log odds that it answers: questions/tables/ask.toml.

Four logits. `rank`, over all lines of the candidate pages, chooses those whose words are matched with the question's;
`matched`, over these, those that are read again; `again`, over these, says which comes first, from the same measures,
their score, their match and what the model said that read them; all three are conditional logits. `sure` is a logit
over the best line, on rankings fitted without the question; questions without an answer count UNANSWERED, and each with
one is there again with the lines that answer taken away, counting TAKEN, and with the whole pages taken away, counting
FAR. `least` is the strictest at which, held out, about as many questions as can be get what they should: the right
line, or a refusal where the pages hold none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listeningpost.questions.ranking import OF_MATCH, about_best, has_form, with_match, with_reading
from listeningpost.questions.rereading import READ, first_places

from .asking import Case, parts_of

Floats = NDArray[np.float64]
FOLDS = 5
RANK_PENALTY, SURE_PENALTY = 1.0, 10.0
UNANSWERED, TAKEN, FAR = 2.0, 0.3, 0.3  # how much such questions count, one with an answer counting 1
# Of the most questions that get what they should: that number changes little over a wide stretch of log odds, and at
# its strict end far fewer answers are wrong.
ALMOST = 0.99
STEPS, STRIDE = 250, 0.3  # of the descent (Adam)
# What sureness is weighed from: the scores, what the model said, and whether a line holds what is asked for. Held out
# no other measure gained anything, and some stand the wrong way round: written near misses share their words with the
# pages, so that words which no page has would speak for an answer, and a question of another matter be answered; plain
# nearness of all words, likewise, would speak against one.
# Denials and outlets are asked for too seldom (18 and 17 questions) to weigh what speaks for their answers.
KINDS = ("count", "date", "number", "place", "reason", "speaker", "where", "who")
OF_SURE = frozenset({
    "score", "ahead", "ahead_of_fifth", "read", "read_best", "read_ahead", "read_any", "match", "match_best",
    "least_alike", *KINDS,
    *(f"no_{kind}" for kind in KINDS),
})  # fmt: skip
MOST_LINES = 120  # of a question, that the ranking learns from: all that answer and the nearest others
HEAD = """\
# Which line answers a question best, of all (rank), of those whose words were matched with the question's (matched) and
# of those that were read again (again), and the log odds that it answers (sure): weights of what speaks for a line,
# questions/evidence.py. `least` is the log odds from which on an answer is given; `of_form` is added to what the model
# says of questions for what somebody said. Made by training/answers.
"""


@dataclass(frozen=True)
class Weights:
    """The four logits."""

    rank: Floats
    matched: Floats
    again: Floats
    sure: dict[str, float]


@dataclass(frozen=True)
class Few:
    """The lines of a question that were read again, with all that speaks for each, which of them answer, and the
    headlines they stand under (their own, where they are one)."""

    case: Case
    names: tuple[str, ...]
    numbers: Floats
    right: NDArray[np.bool_]
    headlines: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """A question held out: the log odds of its best line, and which of its lines answer, best first."""

    case: Case
    sure: float
    right: list[bool]


@dataclass(frozen=True)
class Said:
    """What models that have not seen a question say of its lines: how well its words are matched (`match`, lines by
    OF_MATCH), and the log odds that a line answers (`read`); nan where they were not asked."""

    match: Floats
    read: Floats


def matched_of(case: Case, rank: Floats, said: Said) -> tuple[list[int], tuple[str, ...], Floats]:
    """The places of the lines that a ranking has matched, and what speaks for them."""
    scores = case.numbers @ rank
    places = [at for at in first_places(scores) if not np.isnan(said.match[at, 0] + said.read[at])]
    return places, *with_match(case.names, case.numbers[places], scores[places], said.match[places])


def few_of(case: Case, rank: Floats, matched: Floats, said: Said) -> Few:
    """The lines that two rankings have read again."""
    places, names, numbers = matched_of(case, rank, said)
    kept = first_places(numbers @ matched, READ)
    places = [places[at] for at in kept]
    names, numbers = with_reading(names, numbers[kept], said.read[places])
    headlines = tuple(case.lines[at].headline or case.lines[at].text for at in places)
    return Few(case, names, numbers, case.right[places], headlines)


def fit_matched(cases: Sequence[Case], rank: Floats, said: Sequence[Said]) -> Floats:
    """Weights of the lines that are matched."""
    tables = []
    for case, own in zip(cases, said, strict=True):
        places, _, numbers = matched_of(case, rank, own)
        tables.append((numbers, case.right[places]))
    return fit_choice(tables)


def fit_choice(tables: Sequence[tuple[Floats, NDArray[np.bool_]]], penalty: float = RANK_PENALTY) -> Floats:
    """Weights by which the lines that answer come first: a conditional logit."""
    useful = [(numbers, right) for numbers, right in tables if right.any()]
    most, width = max(len(right) for _, right in useful), useful[0][0].shape[1]
    numbers, right = np.zeros((len(useful), most, width)), np.zeros((len(useful), most))
    missing = np.full((len(useful), most), -1e9)
    for at, (own, answering) in enumerate(useful):
        numbers[at, : len(own)], right[at, : len(own)], missing[at, : len(own)] = own, answering, 0.0
    weights = np.zeros(width)
    first, second = weights.copy(), weights.copy()
    for step in range(1, STEPS + 1):
        scores = numbers @ weights + missing
        every = np.exp(scores - scores.max(axis=1, keepdims=True))
        every /= every.sum(axis=1, keepdims=True)
        those = every * right
        those /= np.maximum(those.sum(axis=1, keepdims=True), 1e-12)
        slope = (np.einsum("ql,qlw->w", every - those, numbers) + penalty * weights) / len(useful)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - STRIDE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def fit_rank(cases: Sequence[Case]) -> Floats:
    """Weights of all lines."""
    tables = []
    for case in cases:
        kept = np.unique(np.r_[np.argsort(-case.near, kind="stable")[:MOST_LINES], np.flatnonzero(case.right)])
        tables.append((case.numbers[kept], case.right[kept]))
    return fit_choice(tables)


def without_answers(few: Few) -> Few:
    """A question whose lines that answer are taken away."""
    return _left(few, ~few.right)


def without_pages(few: Few) -> Few:
    """A question whose pages that answer are taken away, known by their headlines: one of another matter."""
    told = {few.headlines[at] for at in np.flatnonzero(few.right)}
    return _left(few, np.array([one not in told for one in few.headlines], dtype=bool))


def _left(few: Few, kept: NDArray[np.bool_]) -> Few:
    headlines = tuple(one for one, keep in zip(few.headlines, kept, strict=True) if keep)
    return Few(few.case, few.names, few.numbers[kept], few.right[kept], headlines)


def asks_for_words(case: Case) -> bool:
    """Whether a question asks for the words of somebody it names."""
    return bool(case.numbers[:, [case.names.index(name) for name in ("speaker", "no_speaker")]].any())


def unanswered(some: Sequence[Few]) -> dict[bool, float]:
    """How much a question without an answer counts among those that ask for somebody's words, and among the others: as
    much, in both, beside those with an answer. Of written ones that ask what somebody said most are near misses, and
    what was learnt from that would refuse such a question because of its form."""
    whole = np.array([few.case.answerable for few in some])
    found = {}
    for group in (False, True):
        own = np.array([asks_for_words(few.case) == group for few in some])
        with_one, without = (whole & own).sum(), (~whole & own).sum()
        found[group] = UNANSWERED * float((with_one / max(1, without)) / (whole.sum() / max(1, (~whole).sum())))
    return found


def rows_of(some: Sequence[Few], again: Floats) -> Iterator[tuple[dict[str, float], float, float]]:
    """What speaks for the best line of each question, whether the question has an answer, and how much it counts."""
    counted = unanswered(some)
    for few in some:
        answerable, best = few.case.answerable, about_best(few.names, few.numbers, few.numbers @ again)
        yield best, float(answerable), 1.0 if answerable else counted[asks_for_words(few.case)]
        for taken, counts in ((without_answers(few), TAKEN), (without_pages(few), FAR)):
            if answerable and len(taken.right):
                yield about_best(taken.names, taken.numbers, taken.numbers @ again), 0.0, counts


def fit_sure(rows: Sequence[tuple[dict[str, float], float, float]]) -> dict[str, float]:
    """The logit of sureness, by Newton's method on measures of unit spread, told in the measures themselves."""
    names = sorted(OF_SURE & rows[0][0].keys())
    measured = np.array([[row[0][name] for name in names] for row in rows])
    mean, spread = measured.mean(axis=0), measured.std(axis=0) + 1e-9
    whole = np.c_[(measured - mean) / spread, np.ones(len(rows))]
    said, counts = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    weights = np.zeros(whole.shape[1])
    penalty = SURE_PENALTY * np.diag([*np.ones(len(names)), 0.0])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(whole @ weights, -30, 30)))
        slope = whole.T @ (counts * (chance - said)) + penalty @ weights
        curve = (whole * (counts * chance * (1 - chance))[:, None]).T @ whole + penalty + 1e-9 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    told = dict(zip(names, (weights[:-1] / spread).tolist(), strict=True))
    return {**told, "bias": float(weights[-1] - (weights[:-1] / spread) @ mean)}


def sure_of(best: dict[str, float], weights: dict[str, float]) -> float:
    """The log odds of a best line."""
    return weights["bias"] + sum(weight * best[name] for name, weight in weights.items() if name != "bias")


def fit_all(cases: Sequence[Case], said: Sequence[Said]) -> Weights:
    """All four: sureness on rankings that have not seen the question."""
    rank = fit_rank(cases)
    matched = fit_matched(cases, rank, said)
    some = [few_of(case, rank, matched, one) for case, one in zip(cases, said, strict=True)]
    parts, rows = parts_of(cases, FOLDS), list[tuple[dict[str, float], float, float]]()
    for part in range(FOLDS):
        again = fit_choice([(few.numbers, few.right) for few, own in zip(some, parts, strict=True) if own != part])
        rows += rows_of([few for few, own in zip(some, parts, strict=True) if own == part], again)
    return Weights(rank, matched, fit_choice([(few.numbers, few.right) for few in some]), fit_sure(rows))


def held_out(cases: Sequence[Case], said: Sequence[Said]) -> Iterator[Outcome]:
    """Each question by logits fitted without its event."""
    parts = parts_of(cases, FOLDS)
    for part in range(FOLDS):
        kept = [at for at, own in enumerate(parts) if own != part]
        weights = fit_all([cases[at] for at in kept], [said[at] for at in kept])
        for at in (at for at, own in enumerate(parts) if own == part):
            few = few_of(cases[at], weights.rank, weights.matched, said[at])
            scores = few.numbers @ weights.again
            best = about_best(few.names, few.numbers, scores)
            order = np.argsort(-scores, kind="stable")
            yield Outcome(cases[at], sure_of(best, weights.sure), few.right[order].tolist())


def best_least(found: Sequence[Outcome]) -> float:
    """The log odds from which on to answer: the strictest at which nearly as many questions (ALMOST) are answered
    rightly or rightly refused as at the best one."""
    right = np.array([one.sure for one in found if one.case.answerable and one.right[0]])
    cannot = np.array([one.sure for one in found if not one.case.answerable])
    tried = np.sort(np.array([one.sure for one in found]))
    gained = np.array([(right >= least).sum() + (cannot < least).sum() for least in tried])
    return float(tried[np.flatnonzero(gained >= ALMOST * gained.max())[-1]])


def refusing(found: Sequence[Outcome], share: float) -> float:
    """The log odds below which so large a share of the questions without an answer are refused."""
    return float(np.quantile([one.sure for one in found if not one.case.answerable], share))


def told(found: Sequence[Outcome], least: float) -> str:
    """The figures of held-out questions in a line."""
    can = [one for one in found if one.case.answerable]
    cannot = [one for one in found if not one.case.answerable]
    first, three = [one.right[0] for one in can], [any(one.right[:3]) for one in can]
    given = [one.sure >= least for one in can]
    both = [a and b for a, b in zip(first, given, strict=True)]
    refused = [one.sure < least for one in cannot]
    gets = (sum(both) + sum(refused)) / len(found)
    return (f"right line first {np.mean(first):.3f}, in three {np.mean(three):.3f} (n {len(can)}); at {least:+.2f} "
            f"refused {np.mean(refused):.3f} of {len(cannot)} without an answer, given {np.mean(given):.3f} of those "
            f"with one, right and given {np.mean(both):.3f}; {gets:.3f} of all get what they should")


def of_form(cases: Sequence[Case]) -> float:
    """How much lower the log odds of an answer are among questions for what somebody said than among all."""
    whole = np.array([case.answerable for case in cases])
    form = np.array([has_form(case.question) for case in cases])
    return float(np.log(whole.sum() / (~whole).sum()) - np.log((whole & form).sum() / (~whole & form).sum()))


def table_of(weights: Weights, bounds: tuple[float, float], names: tuple[str, ...]) -> str:
    """The table as it is packed. `bounds`: the least log odds of an answer, and what is added for a form."""
    more = (*names, "first", *OF_MATCH)
    parts = {"rank": dict(zip(names, weights.rank.tolist(), strict=True)),
             "matched": dict(zip(more, weights.matched.tolist(), strict=True)),
             "again": dict(zip((*more, "read"), weights.again.tolist(), strict=True)),
             "sure": dict(sorted(weights.sure.items()))}
    lines = [HEAD, f"least = {bounds[0]:.3f}", f"of_form = {bounds[1]:.3f}"]
    for part, found in parts.items():
        lines += ["", f"[{part}]", *(f"{name} = {weight:.3f}" for name, weight in found.items())]
    return "\n".join(lines) + "\n"
