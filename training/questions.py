"""Fits which line answers a question best, and the log odds that it answers: questions/tables/ask.toml.

    python -m training.questions [--out FILE]

On the development questions (benchmarks/questions/dev.jsonl) over their pages in the shared data. The ranking is a
conditional logit: of all lines of the likeliest pages, those that answer. The sureness is a logit over the best line,
its scores from rankings fitted without the question; questions without an answer count UNANSWERED, and each question
with an answer is there once more with the lines that answer taken away, counting TAKEN: a near miss that must not be
given. `least` is where, held out, most questions get what they should: the right line, or a refusal where the pages
hold none. Nothing is drawn by chance but the parts of the cross-validation, from a fixed seed.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.question_sets import Asked, answers, dev_pages, held, maps_of, questions_in
from benchmarks.shared import on_data
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.questions.candidates import candidates
from listeningpost.questions.evidence import evidence
from listeningpost.questions.ranking import about_best
from listeningpost.questions.reading import read_question
from listeningpost.schema import Sought
from listeningpost.store import Store

Floats = NDArray[np.float64]
PACKED = Path(str(files("listeningpost.questions"))) / "tables" / "ask.toml"
SETS_ALONE = ("fundus-pages", "isaf-releases", "kremlin-pages", "polnear", "wire-oneday")
FOLDS = 5
SEED = 0
RANK_PENALTY, SURE_PENALTY = 1.0, 10.0
UNANSWERED, TAKEN = 2.0, 0.3  # how much such questions count, one with an answer counting 1
STEPS, STRIDE = 250, 0.3  # of the ranking's descent (Adam)
HEAD = """\
# Which line answers a question best (rank), and the log odds that it answers (sure): weights of what speaks for a line,
# questions/evidence.py. `least` is the log odds from which on an answer is given. Made by training/questions.py.
"""


class Case(NamedTuple):
    """A question with the numbers of its lines, and which of them answer."""

    asked: Asked
    names: tuple[str, ...]
    numbers: Floats
    right: NDArray[np.bool_]


def cases_of(questions: Sequence[Asked], store: Store, knowledge: Knowledge) -> Iterator[Case]:
    """The questions with what speaks for each of their lines."""
    maps = maps_of(store)
    _, passages = store.rarity(())
    for one in questions:
        asked = read_question(one.question, store, knowledge)
        lines = candidates(asked, store, Sought())
        names, numbers = evidence(asked, lines, passages)
        right = [answers(one, row.page, row.span, maps[row.page]) for row in lines.rows]
        yield Case(one, names, numbers, np.array(right, dtype=bool))


def fit_rank(cases: Sequence[Case]) -> Floats:
    """Weights by which the lines that answer come first."""
    useful = [case for case in cases if case.right.any()]
    weights = np.zeros(useful[0].numbers.shape[1])
    first, second = weights.copy(), weights.copy()
    for step in range(1, STEPS + 1):
        slope = RANK_PENALTY * weights / len(useful)
        for case in useful:
            scores = case.numbers @ weights
            all_of_them = np.exp(scores - scores.max())
            all_of_them /= all_of_them.sum()
            those = all_of_them * case.right
            slope = slope + (all_of_them - those / max(those.sum(), 1e-12)) @ case.numbers / len(useful)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - STRIDE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def without_answers(case: Case) -> Case:
    """A question whose lines that answer are taken away."""
    return Case(case.asked, case.names, case.numbers[~case.right], case.right[~case.right])


def rows_of(cases: Sequence[Case], weights: Floats) -> Iterator[tuple[dict[str, float], float, float]]:
    """What speaks for the best line of each question, whether the question has an answer, and how much it counts."""
    for case in cases:
        best = about_best(case.names, case.numbers, case.numbers @ weights)
        yield best, float(case.asked.answerable), 1.0 if case.asked.answerable else UNANSWERED
        if case.asked.answerable:
            taken = without_answers(case)
            yield about_best(taken.names, taken.numbers, taken.numbers @ weights), 0.0, TAKEN


def fit_sure(rows: Sequence[tuple[dict[str, float], float, float]]) -> dict[str, float]:
    """The logit of sureness, by Newton's method on measures of unit spread, told in the measures themselves."""
    names = sorted(rows[0][0])
    measured = np.array([[row[0][name] for name in names] for row in rows])
    mean, spread = measured.mean(axis=0), measured.std(axis=0) + 1e-9
    whole = np.c_[(measured - mean) / spread, np.ones(len(rows))]
    said, counts = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    weights = np.zeros(whole.shape[1])
    penalty = SURE_PENALTY * np.diag([*np.ones(len(names)), 0.0])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-whole @ weights))
        slope = whole.T @ (counts * (chance - said)) + penalty @ weights
        curve = (whole * (counts * chance * (1 - chance))[:, None]).T @ whole + penalty + 1e-9 * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    told = dict(zip(names, (weights[:-1] / spread).tolist(), strict=True))
    return {**told, "bias": float(weights[-1] - (weights[:-1] / spread) @ mean)}


def parts(cases: Sequence[Case]) -> list[set[int]]:
    """The numbers of the cases in each part of the cross-validation: all of one question in one."""
    ids = sorted({case.asked.id for case in cases})
    order = np.random.default_rng(SEED).permutation(len(ids)).tolist()
    chosen = [{ids[at] for at in order[part::FOLDS]} for part in range(FOLDS)]
    return [{at for at, case in enumerate(cases) if case.asked.id in some} for some in chosen]


def sure_of(best: dict[str, float], weights: dict[str, float]) -> float:
    """The log odds of a best line."""
    return weights["bias"] + sum(weights[name] * value for name, value in best.items())


def fit_all(cases: Sequence[Case]) -> tuple[Floats, dict[str, float]]:
    """Both fits: sureness on scores of rankings that have not seen the question."""
    rows = []
    for part in parts(cases):
        weights = fit_rank([case for at, case in enumerate(cases) if at not in part])
        rows += list(rows_of([case for at, case in enumerate(cases) if at in part], weights))
    return fit_rank(cases), fit_sure(rows)


def held_out(cases: Sequence[Case]) -> list[tuple[Case, float, list[int]]]:
    """Each question with the log odds of its best line and its lines in order, both fitted without its part."""
    found = []
    for part in parts(cases):
        weights, sure = fit_all([case for at, case in enumerate(cases) if at not in part])
        for at in sorted(part):
            scores = cases[at].numbers @ weights
            best = about_best(cases[at].names, cases[at].numbers, scores)
            found.append((cases[at], sure_of(best, sure), np.argsort(-scores, kind="stable").tolist()))
    return found


def best_least(found: Sequence[tuple[Case, float, list[int]]]) -> float:
    """The log odds from which on to answer: most questions are answered rightly there, or rightly refused; the mean of
    the bounds of that stretch of log odds."""
    right = np.array([sure for case, sure, order in found if case.asked.answerable and case.right[order[0]]])
    cannot = np.array([sure for case, sure, _ in found if not case.asked.answerable])
    tried = np.sort(np.array([sure for _, sure, _ in found]))
    gained = [(right >= least).sum() + (cannot < least).sum() for least in tried]
    at = int(np.argmax(gained))
    return float((tried[at] + tried[max(0, at - 1)]) / 2)


def told(found: Sequence[tuple[Case, float, list[int]]], least: float) -> str:
    """The figures of held-out questions in a line."""
    can = [one for one in found if one[0].asked.answerable]
    cannot = [one for one in found if not one[0].asked.answerable]
    first = [bool(case.right[order[0]]) for case, _, order in can]
    three = [bool(case.right[order[:3]].any()) for case, _, order in can]
    given = [sure >= least for _, sure, _ in can]
    both = np.mean([a and b for a, b in zip(first, given, strict=True)])
    return (f"held out: right line first {np.mean(first):.3f}, in three {np.mean(three):.3f} (n {len(can)}); refused "
            f"{np.mean([sure < least for _, sure, _ in cannot]):.3f} of {len(cannot)} without an answer; given "
            f"{np.mean(given):.3f} of those with one, right and given {both:.3f}")


def main(arguments: list[str]) -> int:
    out = Path(arguments[arguments.index("--out") + 1]) if "--out" in arguments else PACKED
    return on_data(lambda data: _fit(data, out))


def _fit(data: Path, out: Path) -> int:
    knowledge = open_knowledge()
    cases = list(_cases(data, knowledge))
    apart = held_out(cases)
    least = best_least(apart)
    print(told(apart, least))
    whole = sum(1 for one in questions_in("dev"))
    for name, some in (("all pages", cases[:whole]), ("one set alone", cases[whole:])):
        own = {id(case) for case in some}
        print(f"{name}:", told([one for one in apart if id(one[0]) in own], least))
    rank, sure = fit_all(cases)
    lines = [HEAD, f"least = {least:.3f}", "", "[rank]"]
    lines += [f"{name} = {weight:.3f}" for name, weight in zip(cases[0].names, rank.tolist(), strict=True)]
    lines += ["", "[sure]", *(f"{name} = {weight:.3f}" for name, weight in sorted(sure.items()))]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _cases(data: Path, knowledge: Knowledge) -> Iterator[Case]:
    """Each question asked of all pages, and of those of its own set alone: a watch is about one matter, and the names
    that tell pages of many matters apart tell nothing there."""
    with held(dev_pages(data), knowledge) as store:
        yield from cases_of(questions_in("dev"), store, knowledge)
    for name in SETS_ALONE:
        with held(dev_pages(data, name), knowledge) as store:
            yield from cases_of(questions_in("dev", name), store, knowledge)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
