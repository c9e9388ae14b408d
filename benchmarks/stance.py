"""How well it is told where a text stands to a claim, beside the commonest stance and a baseline of likeness.

    python -m benchmarks.stance [--cache FOLDER] [--sample N]

fnc1: headline and body, related or not, and which of agree, disagree, discuss where related. Only the test part is
shared, so halves are made by rumour (stance_sets.py): each half is scored by a fit on the other. The measures and the
penalty were chosen with both halves in sight. `FNC score` is the official one (a quarter for related or not, the rest
for the stance), as a share of the best possible. perspectrum: support or undermine, fitted on train, chosen on dev.
Likeness is the cosine of the packed model's vectors, cut into bands on the training part where macro F1 is best.
The classifier is no part of the product: a denial there is told by its words and by who is accused (record/denials.py).
`--sample`: only so many pairs of a part, the same every time.
"""

import argparse
from collections.abc import Sequence
from itertools import combinations, permutations, product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.choices import fit_choice

from .sets import sampled
from .shared import data_folder
from .stance_measures import Floats, likeness, perspective, read_body, standing, texts_of, vocabulary
from .stance_sets import PARTS, Pair, Vectors, fnc1, perspectrum, vectors_for

STANCES = ("agree", "disagree", "discuss", "unrelated")
SIDES = ("support", "undermine")
RELATED, UNRELATED = 3, 3  # how many stances a related body may have; the number of that of the others
PENALTIES = {"related": 10.0, "stance": 100.0, "debate": 2000.0}
STEPS = 20  # bands begin at these shares of the training part
Kinds = NDArray[np.intp]
Scored = tuple[str, Kinds, dict[str, Kinds]]


def f_by_kind(gold: Kinds, given: Kinds, number: int) -> Floats:
    """F1 of each kind; 0 where a kind is neither there nor given."""
    both = np.array([np.sum((gold == kind) & (given == kind)) for kind in range(number)])
    all_ = np.array([np.sum(gold == kind) + np.sum(given == kind) for kind in range(number)])
    return np.asarray(2 * both / np.maximum(all_, 1), dtype=np.float64)


def fnc_score(gold: Kinds, given: Kinds) -> float:
    """The official score (fakenewschallenge.org, scorer.py) as a share of the best possible."""
    related = gold < RELATED
    points = 0.25 * (gold == given) + 0.5 * (related & (gold == given)) + 0.25 * (related & (given < RELATED))
    return float(points.sum() / (0.25 * len(gold) + 0.75 * related.sum()))


def fit_bands(values: Floats, labels: Kinds, number: int) -> tuple[Floats, Kinds]:
    """Cuts of one measure, and the kind of each band between them, where macro F1 is best."""
    steps = np.unique(np.quantile(values, np.arange(1, STEPS) / STEPS))
    tried = product(combinations(steps, number - 1), permutations(range(number)))
    best = max(tried, key=lambda one: f_by_kind(
        labels, in_bands(values, (np.array(one[0]), np.array(one[1]))), number).mean())
    return np.array(best[0]), np.array(best[1])


def in_bands(values: Floats, bands: tuple[Floats, Kinds]) -> Kinds:
    """The kind of the band of each value."""
    return np.asarray(bands[1][np.searchsorted(bands[0], values, side="right")])


# ---- headlines and bodies
def measured(pairs: Sequence[Pair], vectors: Vectors) -> tuple[Floats, Floats, Kinds]:
    """Likeness, standing and stance of each pair."""
    bodies = {text: read_body(text, vectors) for text in dict.fromkeys(pair.text for pair in pairs)}
    alike = [likeness(pair.claim, bodies[pair.text], vectors) for pair in pairs]
    stands = [standing(pair.claim, bodies[pair.text], vectors) for pair in pairs]
    return np.array(alike), np.array(stands), np.array([STANCES.index(pair.stance) for pair in pairs], dtype=np.intp)


def run_fnc1(data: Path, cache: Path | None, sample: int) -> None:
    """Both halves of fnc1, each by a fit on the other, and all together."""
    halves = [_sample([pair for pair in fnc1(data) if pair.part == part], sample) for part in PARTS]
    bodies = {pair.text for half in halves for pair in half}
    wanted = [text for body in bodies for part in (texts_of(body),) for text in (*part[0], part[1])]
    vectors = vectors_for([*wanted, *(pair.claim for half in halves for pair in half)], cache)
    rows = [measured(half, vectors) for half in halves]
    found = [_headlines(rows[1 - at], rows[at], f"fnc1 {part}") for at, part in enumerate(PARTS)]
    given = {name: np.concatenate([one[2][name] for one in found]) for name in found[0][2]}
    for name, gold, guesses in (*found, ("fnc1 both halves", np.concatenate([one[1] for one in found]), given)):
        print(f"{name}: {len(gold)} pairs, {np.sum(gold < RELATED)} related")
        for way, guess in guesses.items():
            print(f"  {way:9} {_fnc_line(gold, guess)}")


def _headlines(train: tuple[Floats, Floats, Kinds], test: tuple[Floats, Floats, Kinds], name: str) -> Scored:
    """What a fit on one half says of the other. Ours: related by likeness, then the stance. `given` words for the
    stance of all pairs, those that are not related too, so that it can be scored on the related ones alone."""
    (alike, stands, labels), (other, others, gold) = train, test
    related = (labels < RELATED).astype(np.intp)
    own = labels < RELATED
    ours = fit_choice(stands[own], labels[own], PENALTIES["stance"]).of(others)
    bands = in_bands(other[:, 0], fit_bands(alike[own, 0], labels[own], RELATED))
    linked = fit_choice(alike, related, PENALTIES["related"]).of(other)
    cut = in_bands(other[:, 0], fit_bands(alike[:, 0], related, 2))
    most = np.full(len(gold), np.bincount(labels[own]).argmax())
    common = np.full(len(gold), np.bincount(related).argmax())
    return name, gold, {
        way: np.where(near == 1, stance, stance + len(STANCES))
        for way, near, stance in (("ours", linked, ours), ("majority", common, most), ("likeness", cut, bands))}


def _fnc_line(gold: Kinds, guess: Kinds) -> str:
    """A stance above UNRELATED is that of a pair held for unrelated."""
    whole, own = np.where(guess > UNRELATED, UNRELATED, guess), gold < RELATED
    four, three = f_by_kind(gold, whole, len(STANCES)), f_by_kind(gold[own], guess[own] % len(STANCES), RELATED)
    by_kind = ", ".join(f"{name} {value:.3f}" for name, value in zip(STANCES, three, strict=False))
    return (f"macro F1 of four {four.mean():.3f} (unrelated {four[UNRELATED]:.3f}), FNC score"
            f" {fnc_score(gold, whole):.3f}; of three given related {three.mean():.3f} ({by_kind})")


# ---- claims and perspectives
def run_perspectrum(data: Path, cache: Path | None, sample: int) -> None:
    """dev and test, by a fit on train."""
    pairs = perspectrum(data)
    parts = {part: _sample([pair for pair in pairs if pair.part == part], sample) for part in ("train", *PARTS)}
    vectors = vectors_for([text for part in parts.values() for pair in part for text in (pair.claim, pair.text)], cache)
    number = {word: at for at, word in enumerate(vocabulary(parts["train"]))}
    rows = {part: np.array([perspective(pair, vectors, number) for pair in some]) for part, some in parts.items()}
    alike = {part: np.array([float(vectors[pair.claim] @ vectors[pair.text]) for pair in some])
             for part, some in parts.items()}
    labels = {part: np.array([SIDES.index(pair.stance) for pair in some], dtype=np.intp)
              for part, some in parts.items()}
    choice = fit_choice(rows["train"], labels["train"], PENALTIES["debate"])
    bands = fit_bands(alike["train"], labels["train"], 2)
    for part in PARTS:
        gold = labels[part]
        print(f"perspectrum {part}: {len(gold)} pairs, fitted on {len(parts['train'])}")
        most = np.full(len(gold), np.bincount(labels["train"]).argmax())
        for way, guess in (("ours", choice.of(rows[part])), ("majority", most),
                           ("likeness", in_bands(alike[part], bands))):
            scores = f_by_kind(gold, guess, 2)
            by_side = ", ".join(f"{name} {value:.3f}" for name, value in zip(SIDES, scores, strict=True))
            print(f"  {way:9} macro F1 {scores.mean():.3f} ({by_side})")


def _sample(pairs: list[Pair], number: int) -> list[Pair]:
    rows = sampled([pair._asdict() for pair in pairs], number) if number else []
    return [Pair(**row) for row in rows] or pairs


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="a folder where vectors are kept between runs")
    parser.add_argument("--sample", type=int, default=0, help="pairs of each part; all of them if not given")
    asked = parser.parse_args()
    data = data_folder()
    for name, run in (("fnc1", run_fnc1), ("perspectrum", run_perspectrum)):
        if data is None or not (data / name).is_dir():
            print(f"{name}: not measured: the data is absent (set DATA to the folder of the data sets)")
        else:
            run(data, asked.cache, asked.sample)


if __name__ == "__main__":
    main()
