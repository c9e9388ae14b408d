"""Speed of the whole road beside the peers' parts of it, in one run on the same pages.

    python -m benchmarks.speed [--pages 181] [--rounds 3]

The baseline is trafilatura.bare_extraction with metadata plus htmldate's extensive search; ours is reading, dating,
annotating and entering. Prints medians over the rounds and the ratio: absolute times differ from machine to machine.
"""

import json
import lzma
import statistics
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import htmldate
import trafilatura

from listeningpost import captures, pipeline
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Capture

from .shared import data_folder


def pages(limit: int) -> list[bytes]:
    data = data_folder()
    if data is None:
        raise SystemExit("not measured: speed needs the shared aeb-html pages (set DATA)")
    with lzma.open(data / "aeb-html" / "pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:limit]
    return [row["html"].encode() if "html" in row else b64decode(row["html_b64"]) for row in rows]


def peers(body: bytes) -> tuple[object, object]:
    """What a user of the peers would run for text, metadata and date."""
    return trafilatura.bare_extraction(body, with_metadata=True), htmldate.find_date(body, extensive_search=True)


def as_captures(bodies: list[bytes]) -> list[Capture]:
    """The pages brought in by the product's own door."""
    with tempfile.TemporaryDirectory() as folder:
        for number, body in enumerate(bodies):
            (Path(folder) / f"{number:04}.html").write_bytes(body)
        return [capture for capture in captures.collect(folder) if isinstance(capture, Capture)]


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(arguments: list[str]) -> int:
    limit = int(arguments[arguments.index("--pages") + 1]) if "--pages" in arguments else 181
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else 3
    bodies = pages(limit)
    knowledge = open_knowledge()
    made = as_captures(bodies)
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(timed(lambda: [peers(body) for body in bodies]))
        ours.append(timed(lambda: [pipeline.page(capture, knowledge) for capture in made]))
    mine, baseline = statistics.median(ours), statistics.median(theirs)
    print(f"{len(bodies)} pages, {rounds} rounds, CPU seconds (median): whole road {mine:.2f}, baseline {baseline:.2f}")
    print(f"ratio {mine / baseline:.2f} (limit 3); {len(bodies) / mine:.1f} pages/s on one core")
    return int(mine > 3 * baseline)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
