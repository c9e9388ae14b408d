"""The day of publication of HTML pages beside htmldate's, on the shared adbar-html and fundus-pages.

    python -m benchmarks.html_dates [--set adbar-html|fundus-pages] [--only NUMBER] [--misses]

Exact day. Neither is told the address of a page. P = right / given, R = right / (right + none), as htmldate's own
evaluation counts. `among the candidates` is how often the gold day is one of those that the article carries with it.
Hosts whose sha256 begins below 0x66 (dev) are for tuning; the rest (test) is only measured.
"""

import argparse
import gzip
import itertools
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import htmldate

from listeningpost import articles, captures
from listeningpost.errors import Refusal
from listeningpost.schema import Published

from .alike import Item
from .dumps import _split_of as split_of
from .html_bodies import body_bytes
from .shared import data_folder

SETS = ("adbar-html", "fundus-pages")
NOTHING = Published()


class Dated(NamedTuple):
    """A page with its gold day (None where there is none), its part of the set, ours and htmldate's answer."""

    name: str
    gold: str | None
    split: str
    ours: Published
    peer: str | None


def pages(folder: Path) -> Iterator[tuple[bytes, str, str | None, str]]:
    """(body, name, gold day, split) of each page of a set that has a label."""
    labels = _labels(folder)
    with lzma.open(folder / "pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            name = row.get("page") or row["id"]
            label = labels.get(name) if labels else {"date": row["publishing_date"][:10], "url": row["url"]}
            if label:
                yield body_bytes(row), name, label["date"], split_of(label["url"])


def _labels(folder: Path) -> dict[str, Item]:
    file = folder / "date_labels.jsonl.gz"
    if not file.is_file():
        return {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return {row["page"]: row for row in map(json.loads, lines)}


def our_date(body: bytes) -> Published:
    """What our reader says of a page's day; nothing where it refuses."""
    try:
        return articles.read(captures.capture(body, "benchmark.html")).article.published
    except Refusal:
        return NOTHING


def peer_date(body: bytes) -> str | None:
    found: str | None = htmldate.find_date(body, extensive_search=True, original_date=True)
    return found


def dated(folder: Path, only: int | None) -> list[Dated]:
    return [Dated(name, gold, split, our_date(body), peer_date(body))
            for body, name, gold, split in itertools.islice(pages(folder), only)]


def counts(pairs: list[tuple[str | None, str | None]]) -> Counter[str]:
    """Right, wrong and none of (gold, given)."""
    return Counter("none" if not given else "right" if given == gold else "wrong" for gold, given in pairs)


def told(label: str, found: Counter[str]) -> str:
    right, wrong, none = found["right"], found["wrong"], found["none"]
    precision, recall = right / max(1, right + wrong), right / max(1, right + none)
    f = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{label:<28}{right:6}{wrong:7}{none:6}  P {precision:.3f}  R {recall:.3f}  F {f:.3f}"


def among(rows: list[Dated]) -> int:
    return sum(any(one.edtf == row.gold for one in row.ours.candidates) for row in rows)


def report(name: str, rows: list[Dated]) -> None:
    print(f"{name:<28}{'right':>6}{'wrong':>7}{'none':>6}")
    for part in ("all", "dev", "test"):
        some = [row for row in rows if part in ("all", row.split)]
        print(told(f"listening-post, {part}", counts([(row.gold, row.ours.edtf) for row in some])),
              f" among the candidates {among(some)} of {len(some)} ({among(some) / max(1, len(some)):.3f})")
        print(told(f"htmldate extensive, {part}", counts([(row.gold, row.peer) for row in some])))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, default=None)
    parser.add_argument("--only", type=int, default=None)
    parser.add_argument("--misses", action="store_true", help="also the pages of dev that are not right")
    given = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not measured: adbar-html and fundus-pages are absent (set DATA)")
        return 0
    for name in [given.set] if given.set else SETS:
        rows = dated(data / name, given.only)
        report(name, rows)
        for row in rows:
            if given.misses and row.split == "dev" and row.ours.edtf != row.gold:
                print(row.name, row.gold, row.ours.edtf, row.ours.basis, row.peer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
