"""Trains the models that tell article from furniture in page dumps, and the title from other headings.

    python -m training.lines --data ../shared/data [--out FILE] [--rounds N]

Reads DATA/page-dumps, split dev alone, without the pages of DATA/gold, and pages of DATA/adbar-html on other hosts
(readings.py). Three models, each on what the one before gives
for pages it has not seen (five parts by host): `glance` (a block by itself), `lines` (a block among its neighbours),
`titles` (candidates against each other, a linear model). Says how well they do on hosts they have not seen, then
writes all three, trained on everything, to tables/models.json. Seeded; minutes on two cores.
"""

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import lightgbm
import numpy as np

from listeningpost.articles.headlines import TITLE, Headlines, title_features
from listeningpost.articles.layout import likely_body
from listeningpost.articles.lines import Block, blocks_of
from listeningpost.articles.neighbours import AROUND, near_rows
from listeningpost.articles.scores import OWN, Surroundings, rows_of, words_in

from .readings import readings
from .shares import Floats, Linear, share_out, shares_of

PARTS = 5
PICTURE = re.compile(r"\s*(?:[•*+] )?\[[^\]]*\]\s*")
BY_HAND, FARTHEST_TITLE, AFTER_TEXT = "w3m-wide", 40, 4
# One thread and a seed: the same rows give the same trees.
TREES = {"objective": "binary", "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
         "min_sum_hessian_in_leaf": 5.0, "max_bin": 63, "num_threads": 1, "deterministic": True, "seed": 2026,
         "verbose": -1}
GLANCE = {"rounds": 30, "num_leaves": 10, "learning_rate": 0.25}
LINES = {"rounds": 150, "num_leaves": 16, "learning_rate": 0.08}
TITLE_PENALTY = 60.0
PACKED = Path(str(files("listeningpost.articles.tables").joinpath("models.json")))
Json = dict[str, Any]
Booster = Any
Model = TypeVar("Model")
Setting = TypeVar("Setting")


@dataclass
class Dump:
    """A labelled page: `body` gives each block's share of gold body words (-1: not to be scored), `part` its fold.
    What the models give for it as an unseen page is filled in as they are trained."""

    part: int
    blocks: tuple[Block, ...]
    page: Surroundings
    own: list[list[float]]
    body: Floats
    title: set[int]
    first: list[float] = field(default_factory=list)
    near: dict[int, list[float]] = field(default_factory=dict)
    scores: list[float] = field(default_factory=list)
    head: Headlines | None = None
    guess: tuple[int, float] | None = None


@dataclass
class Rows:
    """What a model is trained on, one row a block: features, labels, weights, and the number of the row's dump."""

    values: Floats
    labels: Floats
    weights: Floats
    dumps: Floats


@dataclass(frozen=True)
class Models:
    """What is packed."""

    glance: Booster
    lines: Booster
    titles: Linear


def read_dumps(data: Path) -> list[Dump]:
    """The dumps of split dev, without the pages that the gold set scores, each page also as somebody would save it by
    hand; and the pages that the HTML reader labels (readings.py)."""
    hosts = {row["id"]: row["host"] for row in lines_of(data / "page-dumps" / "gold.jsonl.gz")}
    every = list(lines_of(data / "page-dumps" / "dumps.jsonl.gz"))
    rows = [row for row in every if row["split"] == "dev"]
    gold = {json.loads(file.read_text(encoding="utf-8"))["sha256"] for file in sorted((data / "gold").glob("*.json"))}
    measured = {row["id"] for row in rows if hashlib.sha256(row["text"].encode()).hexdigest() in gold}
    kept = [row for row in rows if row["id"] not in measured]
    browser = [row for row in kept if row["renderer"] == BY_HAND and any(n > 0 for n in row["gold_lines"])]
    kept += [saved(row) for row in browser for saved in (saved_by_hand, copied)]
    closed = {hosts[row["id"]].removeprefix("www.") for row in every if row["split"] != "dev"}
    return [dump_of(row, hosts[row["id"]]) for row in kept] + [
        dump_of(row, host) for row, host in readings(data, closed)]


def saved_by_hand(row: Json) -> Json:
    """The page as somebody would copy it: from its title, where it stands above the text, to a line or two after it."""
    body = [n for n, label in enumerate(row["gold_lines"]) if label > 0]
    start = max((n for n in row["title_lines"] if body[0] - FARTHEST_TITLE <= n < body[0]), default=body[0])
    cut = slice(start, body[-1] + 1 + start % AFTER_TEXT)
    return {**row, "text": "\n".join(row["text"].split("\n")[cut]), "gold_lines": row["gold_lines"][cut],
            "title_lines": [n - start for n in row["title_lines"] if start <= n < cut.stop]}


def copied(row: Json) -> Json:
    """The whole page as a browser copies it: no indent, and no words that stand for a picture."""
    lines = row["text"].split("\n")
    kept = [n for n, line in enumerate(lines) if not PICTURE.fullmatch(line)]
    places = {n: place for place, n in enumerate(kept)}
    text, gold = "\n".join(lines[n].strip() for n in kept), [row["gold_lines"][n] for n in kept]
    return {**row, "text": text, "gold_lines": gold,
            "title_lines": [places[n] for n in row["title_lines"] if n in places]}


def lines_of(file: Path) -> Iterator[Json]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def dump_of(row: Json, host: str) -> Dump:
    """A row of the data as a labelled page."""
    blocks = blocks_of(row["text"])
    page, lines = Surroundings(blocks), row["text"].split("\n")
    body = np.array([body_share(block, lines, row["gold_lines"]) for block in blocks])
    titles = set(row["title_lines"])
    title = {n for n, block in enumerate(blocks) if titles & set(range(block.first_line, block.last_line + 1))}
    part = int(hashlib.sha256(host.removeprefix("www.").encode()).hexdigest(), 16) % PARTS
    return Dump(part, blocks, page, rows_of(blocks, page), body, title)


def body_share(block: Block, lines: Sequence[str], gold: Sequence[int]) -> float:
    """The share of the block's words on lines labelled body; -1 where no line is labelled."""
    counts = [0.0, 0.0]
    for n in range(block.first_line, block.last_line + 1):
        if gold[n] >= 0:
            counts[gold[n]] += words_in(lines[n])
    return counts[1] / sum(counts) if sum(counts) else -1.0


def gathered(rows: Iterator[tuple[list[float], float, float, int]]) -> Rows:
    """Rows of (features, label, weight, dump), those without weight left out."""
    values, labels, weights, dumps = zip(*(row for row in rows if row[2] > 0), strict=True)
    return Rows(np.array(values), np.clip(np.array(labels), 0, 1), np.array(weights), np.array(dumps))


def glance_rows(dumps: Sequence[Dump]) -> Rows:
    return gathered((row, dump.body[n], weight(dump, n), k) for k, dump in enumerate(dumps)
                    for n, row in enumerate(dump.own))


def line_rows(dumps: Sequence[Dump]) -> Rows:
    return gathered((row, dump.body[n], weight(dump, n), k) for k, dump in enumerate(dumps)
                    for n, row in dump.near.items())


def title_rows(dumps: Sequence[Dump]) -> Rows:
    """The candidates of each dump that has the title among them."""
    return gathered((title_features(n, dump.head), (n in dump.title) / len(dump.title), 1.0, k)
                    for k, dump in enumerate(dumps) if dump.head and dump.title & set(dump.head.candidates)
                    for n in dump.head.candidates)


def weight(dump: Dump, number: int) -> float:
    """A block weighs by its words, less than in proportion; one without a label nothing."""
    return 0.0 if dump.body[number] < 0 else 0.3 + min(dump.page.words[number], 150.0) ** 0.5


def fit(rows: Rows, settings: Json) -> Booster:
    """Trees that tell rows of article text from others."""
    data = lightgbm.Dataset(rows.values, rows.labels, weight=rows.weights)
    chosen = {name: value for name, value in settings.items() if name != "rounds"}
    return lightgbm.train({**TREES, **chosen}, data, settings["rounds"])


def fit_titles(rows: Rows, penalty: float) -> Linear:
    return share_out(rows.values, rows.labels, rows.dumps, penalty)


def models_of(rows: Rows, parts: Floats, fitting: Callable[[Rows, Setting], Model], setting: Setting) -> list[Model]:
    """A model for each part of the hosts, trained without it, and last one trained on all."""
    kept = [parts[rows.dumps] != part for part in range(PARTS + 1)]
    some = [Rows(rows.values[k], rows.labels[k], rows.weights[k], rows.dumps[k]) for k in kept]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(fitting, some, [setting] * len(some)))


def chances(model: Booster, rows: Sequence[list[float]]) -> list[float]:
    return [] if not rows else [float(p) for p in model.predict(np.array(rows), num_threads=1)]


def train(dumps: list[Dump], rounds: int | None = None) -> Models:
    """The three models. Fills in what each dump gets from them as an unseen page."""
    parts = np.array([dump.part for dump in dumps])
    glance, lines = ({**settings, "rounds": rounds or settings["rounds"]} for settings in (GLANCE, LINES))
    glances = models_of(glance_rows(dumps), parts, fit, glance)
    for dump in dumps:
        dump.first = chances(glances[dump.part], dump.own)
        dump.near = near_rows(dump.blocks, dump.page, dump.own, dump.first)
    looks = models_of(line_rows(dumps), parts, fit, lines)
    for dump in dumps:
        found = dict(zip(dump.near, chances(looks[dump.part], list(dump.near.values())), strict=True))
        dump.scores = [found.get(n, 0.0) for n in range(len(dump.blocks))]
        body = likely_body(dump.scores)
        dump.head = Headlines(dump.blocks, dump.page, dump.own, dump.scores, body) if body else None
    ranks = models_of(title_rows(dumps), parts, fit_titles, TITLE_PENALTY)
    for dump in dumps:
        dump.guess = best_title(ranks[dump.part], dump)
    return Models(glances[-1], looks[-1], ranks[-1])


def best_title(model: Linear, dump: Dump) -> tuple[int, float] | None:
    """The likeliest candidate and its share."""
    if dump.head is None or not dump.head.candidates:
        return None
    values = np.array([title_features(n, dump.head) for n in dump.head.candidates])
    shares = shares_of(model.odds(values), np.array([0]))
    return dump.head.candidates[int(np.argmax(shares))], float(shares.max())


def word_f(dumps: Sequence[Dump]) -> float:
    """The F1 of precision and recall by words, each averaged over dumps, before any rule mends the body."""
    sums = np.zeros(2)
    for dump in dumps:
        words = np.array(dump.page.words)
        gold, scored = np.clip(dump.body, 0, 1) * words, (dump.body >= 0) * words
        body = likely_body(dump.scores)
        right = gold[body].sum()
        sums += (right / max(1.0, scored[body].sum()), right / max(1.0, gold.sum()))
    precision, recall = sums / len(dumps)
    return float(2 * precision * recall / (precision + recall))


def measured(dumps: Sequence[Dump]) -> str:
    """How well unseen hosts are read: words, titles, and titles by the least share asked of them."""
    shown = [dump for dump in dumps if dump.title]
    lines = [f"{len(dumps)} dumps, on unseen hosts: word F {word_f(dumps):.4f}"]
    for least in (0.0, 0.2, 0.3, 0.4, 0.5):
        given = [dump.guess if dump.guess and dump.guess[1] >= least else None for dump in dumps]
        right = sum(bool(guess and guess[0] in dump.title) for dump, guess in zip(dumps, given, strict=True))
        none = sum(guess is None for dump, guess in zip(dumps, given, strict=True) if not dump.title)
        lines.append(f"  titles of share {least}: {right} right of {len(shown)}, none on {none} of "
                     f"{len(dumps) - len(shown)} that show none")
    return "\n".join(lines)


def packed_trees(model: Booster, features: Sequence[str]) -> Json:
    """Trees as tables/models.json holds them."""

    def packed(node: Json) -> Any:
        if "leaf_value" in node:
            return round(node["leaf_value"], 4)
        sides = packed(node["left_child"]), packed(node["right_child"])
        return [node["split_feature"], shortened(node["threshold"]), *sides]

    trees = [packed(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    return {"features": list(features), "start": 0.0, "trees": trees}


def packed_linear(model: Linear, features: Sequence[str]) -> Json:
    """A linear model as tables/models.json holds it."""
    columns = {"means": model.means, "scales": model.scales, "weights": model.weights}
    return {"features": list(features), **{name: [shortened(x) for x in column] for name, column in columns.items()}}


def shortened(number: float) -> float:
    return float(f"{number:.6g}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds page-dumps and gold")
    parser.add_argument("--out", type=Path, default=PACKED)
    parser.add_argument("--rounds", type=int, default=None, help="trees of each model")
    chosen = parser.parse_args(arguments)
    dumps = read_dumps(chosen.data)
    models = train(dumps, chosen.rounds)
    print(measured(dumps))
    found = {
        "glance": packed_trees(models.glance, OWN),
        "lines": packed_trees(models.lines, (*OWN, *AROUND)),
        "titles": packed_linear(models.titles, (*OWN, *TITLE)),
    }
    text = json.dumps(found, separators=(",", ":"))
    chosen.out.write_text(text + "\n", encoding="utf-8")
    print(f"written: {chosen.out.name}, {len(text) // 1024} KiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
