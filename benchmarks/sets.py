"""The sets the gate measures: each gives the digest of its gold and its figures by name."""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from listeningpost import examples
from listeningpost.knowledge import open_knowledge

from . import attributions as attribution_bench
from . import dumps
from . import html_bodies as html_bench
from .alike import Item
from .score import measures, score_all
from .shared import data_folder, gold_page, scorer
from .watch import captures_in, exported, gold_in, read_pages

GOLD_ROWS = ("layout", "mentions", "roles", "statements", "figures")


def digest(files: Iterable[Path]) -> str:
    """One digest over the bytes of some files, in the order of their names."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def sample_watch() -> tuple[str, dict[str, float]]:
    """The package's own pages against their gold."""
    watch = examples.sample_watch()
    records = exported(read_pages([watch.pages], open_knowledge([watch.pack])))
    total, _ = score_all(records, gold_in(watch.gold), captures_in(watch.pages))
    figures: dict[str, float] = {}
    for row, counts in total.items():
        for name, value in measures(counts).items():
            if value is not None and name != "f1":
                figures[f"{row}.{name}"] = value
    return digest([*watch.gold.glob("*.json"), *watch.pages.iterdir()]), figures


def gold_pages() -> tuple[str, dict[str, float]]:
    """The six gold pages, by the shared scorer."""
    data = required()
    golds = sorted((data / "gold").glob("*.json"))
    pages = [gold_page(gold) for gold in golds]
    rows = shared_scores(exported(read_pages(pages, open_knowledge())), data / "gold")
    figures = {f"{row}.{name}": rows[row][name] for row in GOLD_ROWS for name in ("recall", "precision")}
    figures |= {
        f"statements.{name}": rows[f"statements.{name}"]["accuracy"] for name in ("kind", "anonymous", "said_on")
    }
    return digest([*golds, *pages]), figures


def shared_scores(records: list[Item], gold: Path) -> dict[str, Any]:
    """The shared scorer's rows over all pages."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.jsonl"
        record.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        command = [sys.executable, str(scorer()), str(record), str(gold), "--json"]
        rows: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["all"]
        return rows


def required() -> Path:
    data = data_folder()
    if data is None:
        raise FileNotFoundError("the shared data folder is absent")
    return data


def sampled(rows: list[Item], number: int) -> list[Item]:
    """The same rows every time."""
    return random.Random(2026).sample(rows, min(number, len(rows)))


def page_dumps() -> tuple[str, dict[str, float]]:
    """Body lines of a fixed sample of the page-dumps test split, by words."""
    folder = required() / "page-dumps"
    rows = sampled(list(dumps.dumps("test")), 150)
    words = [dumps.count_lines(row, dumps.keep_ours(row["text"]))[1] for row in rows]
    return digest([folder / "dumps.jsonl.gz"]), {"word_f": dumps.f_of_means(words)}


def text_dates() -> tuple[str, dict[str, float]]:
    """Dates of a fixed sample of the adbar texts: the share that is right, and the share that is not wrong."""
    folder = required() / "page-dumps"
    pages = sampled(list(dumps.dated_pages("all")), 150)
    days = [(page["date"], dumps.read_text(page["text"])) for page in pages]
    given = [(gold, article.published.edtf if article else None) for gold, article in days]
    right = sum(gold == day for gold, day in given) / len(given)
    wrong = sum(day is not None and gold != day for gold, day in given) / len(given)
    return digest([folder / "adbar_text.jsonl.xz"]), {"right": right, "not_wrong": 1 - wrong}


def html_bodies() -> tuple[str, dict[str, float]]:
    """Bodies of a fixed sample of the aeb-html pages."""
    folder = required() / "aeb-html"
    return digest([folder / "pages.jsonl.xz"]), html_bench.body_figures(folder, sample=60)


def attributions() -> tuple[str, dict[str, float]]:
    """Attributions of the first documents of the PolNeAR dev split: overlap of linked source and content."""
    file = required() / "polnear" / "dev.jsonl.gz"
    counts: Counter[str] = Counter()
    for document in attribution_bench.documents(file, 20):
        gold = attribution_bench.gold_of(document)
        attribution_bench.score(gold, attribution_bench.find(document["text"]), counts)
    right = counts["overlap right"]
    return digest([file]), {"overlap_f": 2 * right / (counts["given"] + counts["gold"])}
