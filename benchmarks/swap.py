"""The swap test: each gold page with its persons, states, groups, places, numbers and day dates exchanged for others.

    python -m benchmarks.swap [--swaps 10] [--seed 1]      DATA names the data folder (default ../shared/data)

A reader that knows the subject and not these pages scores the same on both. Gold moves along with the text; both are
scored by the shared scorer. Prints each row's figure on the original, the mean over the swaps and the difference; exits
1 when a row of 10 items or more lost more than the limit. Rows of kinds that nothing finds yet are left out.
"""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from listeningpost.knowledge import Knowledge, open_knowledge

from .alike import Item
from .exchange import Exchange, exchange_for, moved_text
from .score import measures
from .shared import data_folder, gold_page, scorer
from .watch import exported, read_pages

LIMIT = 0.07
LEAST_ITEMS = 10


def swapped(gold: Item, text: str, exchange: Exchange) -> tuple[Item, str]:
    """The page and its gold after one exchange."""
    new_text, place = moved_text(text, exchange)
    moved: Item = moved_gold(gold, place, exchange, None)
    moved["sha256"] = hashlib.sha256(new_text.encode()).hexdigest()
    moved["chars"] = len(new_text)
    return moved, new_text


def moved_gold(value: Any, place: Any, exchange: Exchange, field: str | None) -> Any:
    """Gold with its spans moved and its words exchanged."""
    if isinstance(value, dict):
        moved = {k: moved_gold(v, place, exchange, k) for k, v in value.items()}
        if value.get("qid") and exchange.changes(str(value.get("entity"))):
            moved["qid"] = None
        return exchange.number(moved)
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(x, int) for x in value):
            return [place(value[0], False), place(value[1], True)]
        return [moved_gold(v, place, exchange, field) for v in value]
    return exchange.word(value) if isinstance(value, str) and field not in ("id", "sha256", "file") else value


def score(golds: list[Item], texts: list[str], knowledge: Knowledge) -> dict[str, Any]:
    """The shared scorer's rows over all pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [folder / f"{gold['id']}.txt" for gold in golds]
        for gold, text, page in zip(golds, texts, pages, strict=True):
            page.write_bytes(text.encode())
            (folder / f"{gold['id']}.json").write_text(json.dumps(gold), encoding="utf-8")
        record = folder / "record.jsonl"
        record.write_text("\n".join(map(json.dumps, exported(read_pages(pages, knowledge)))), encoding="utf-8")
        command = [sys.executable, str(scorer()), str(record), str(folder), "--captures", str(folder), "--json"]
        pages_scored = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["pages"]
    return added({gold["id"]: pages_scored[gold["id"]] for gold in golds}, {g["id"] for g in golds if undated(g)})


def undated(gold: Item) -> bool:
    """Whether no date is printed: the year then rests on who held which office, which the exchange takes away."""
    return gold["page"]["published"]["iso"] is None


def added(pages: dict[str, Any], without_dates: set[str]) -> dict[str, Any]:
    """Rows added up over the pages, and their figures; days of saying only where a date is printed."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for name, rows in pages.items():
        for row, counts in rows.items():
            if not (row == "statements.said_on" and name in without_dates):
                total[row].update({k: v for k, v in counts.items() if k in ("core", "found", "given", "right")})
    return {row: {**counts, **measures(counts)} for row, counts in total.items()}


def figure(row: dict[str, Any]) -> float | None:
    value: float | None = row.get("f1", row.get("accuracy"))
    return value


def main(arguments: list[str]) -> int:
    data = data_folder()
    if data is None:
        print("not measured: the swap test needs the shared gold pages (set DATA)")
        return 0
    swaps = int(arguments[arguments.index("--swaps") + 1]) if "--swaps" in arguments else 10
    seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 1
    knowledge = open_knowledge()
    files = sorted((data / "gold").glob("*.json"))
    golds = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    texts = [gold_page(file).read_bytes().decode() for file in files]
    original = score(golds, texts, knowledge)
    means: dict[str, list[float]] = defaultdict(list)
    for number in range(swaps):
        chance = random.Random(f"{seed}-{number}")
        pairs = [swapped(g, t, exchange_for(g, t, knowledge, chance)) for g, t in zip(golds, texts, strict=True)]
        for name, row in score([g for g, _ in pairs], [t for _, t in pairs], knowledge).items():
            means[name].append(figure(row) or 0.0)
    return report(original, means)


def report(original: dict[str, Any], means: dict[str, list[float]]) -> int:
    worst = 0.0
    print(f"{'row':<26}{'core':>6}{'original':>10}{'swapped':>10}{'change':>10}")
    for name, row in original.items():
        before = figure(row)
        if not before or not means[name]:
            continue
        after = sum(means[name]) / len(means[name])
        counted = row["core"] >= LEAST_ITEMS
        worst = max(worst, before - after if counted else 0.0)
        note = "" if counted else "  (few)"
        print(f"{name:<26}{row['core']:>6}{before:>10.3f}{after:>10.3f}{after - before:>+10.3f}{note}")
    print(f"largest loss on rows of {LEAST_ITEMS} or more: {worst:.3f} (limit {LIMIT})")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
