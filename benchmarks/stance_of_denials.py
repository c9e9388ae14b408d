"""Whether the classifier of stance.py, or likeness alone, would tell right hits of dispute_hits.py from wrong ones.

    python -m benchmarks.stance_of_denials [--cache FOLDER]

For each hit that was judged: the odds that what stands around the denial disagrees with the words of the claim, by a
fit on all of fnc1 (some hits are of its bodies, which favours the odds), and the cosine of the words of both. The
figure is the AUC: how often a right hit stands above a wrong one; .5 is chance. Neither is used by the product.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.choices import Choice, fit_choice

from .dispute_hits import Hit, hits_of, verdicts
from .dispute_sets import pages_of
from .shared import data_or_word
from .stance import PENALTIES, STANCES, measured
from .stance_measures import Floats, read_body, standing, texts_of
from .stance_sets import fnc1, vectors_for

BEFORE, BEHIND = 600, 300  # characters around a denial that are read with it


def auc(values: Floats, right: Sequence[bool]) -> float:
    """How often one that is right stands above one that is wrong, a tie counting half; NaN without one of either."""
    mask = np.array(right, dtype=bool)
    above, below = values[mask][:, None], values[~mask][None, :]
    both = (above > below) + 0.5 * (above == below)
    return float(both.mean()) if both.size else float("nan")


def fitted(data: Path, cache: Path | None) -> Choice:
    """The stance of related bodies, on both halves."""
    pairs = [pair for pair in fnc1(data) if pair.stance != "unrelated"]
    parts = [texts_of(body) for body in {pair.text for pair in pairs}]
    wanted = [text for sentences, beginning in parts for text in (*sentences, beginning)]
    _, stands, labels = measured(pairs, vectors_for([*wanted, *(pair.claim for pair in pairs)], cache))
    return fit_choice(stands, labels, PENALTIES["stance"])


def disagreeing(hit: Hit, text: str, choice: Choice) -> float:
    """The odds of disagreeing above those of the next stance, of a denial on the page `text`."""
    _, start, end = hit.denial
    around, claim = text[max(0, start - BEFORE) : end + BEHIND], hit.words[1]
    sentences, beginning = texts_of(around)
    vectors = vectors_for([*sentences, beginning, claim], None)
    odds = choice.odds(np.array([standing(claim, read_body(around, vectors), vectors)]))[0]
    at = STANCES.index("disagree")
    return float(odds[at] - np.delete(odds, at).max())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="a folder where pages and vectors are kept between runs")
    asked = parser.parse_args()
    data = data_or_word()
    if data is None:
        return
    pages, judged, choice = list(pages_of(data, asked.cache)), verdicts(), fitted(data, asked.cache)
    texts = {page.capture.source: page.article.text for page in pages}
    hits = [hit for hit in hits_of(pages) if (hit.denial, hit.claim) in judged]
    rows = [judged[hit.denial, hit.claim] for hit in hits]
    right = np.array([row["first"] == row["second"] == "right" for row in rows], dtype=bool)
    vectors = vectors_for([text for hit in hits for text in hit.words], None)
    ways = {"odds of disagreeing": np.array([disagreeing(hit, texts[hit.denial[0]], choice) for hit in hits]),
            "cosine of words": np.array([float(vectors[hit.words[0]] @ vectors[hit.words[1]]) for hit in hits])}
    within = np.array([hit.within for hit in hits], dtype=bool)
    for name, some in (("all", np.ones(len(hits), dtype=bool)), ("on one page", within), ("across", ~within)):
        figures = ", ".join(f"{way} {auc(values[some], right[some].tolist()):.3f}" for way, values in ways.items())
        print(f"{name}: {some.sum()} hits, {right[some].sum()} right: AUC of {figures}")


if __name__ == "__main__":
    main()
