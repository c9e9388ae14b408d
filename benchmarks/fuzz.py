"""A long fuzz of both readers with the strategies of tests/fuzz.

    python -m benchmarks.fuzz --minutes N [--seed N] [--keep FOLDER]

Prints the cases a minute and what it found: an exception that is no refusal, a span that does not rebuild, a page over
two seconds. Each find is saved whole under FOLDER (default: .fuzz, made when needed) with the fault beside it.
"""

import argparse
import hashlib
import importlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

FUZZ = Path(__file__).parents[1] / "tests" / "fuzz"


def part(name: str) -> ModuleType:
    """A module of tests/fuzz, which is no package."""
    sys.path.insert(0, str(FUZZ))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FUZZ))


reading, strategies = part("reading"), part("strategies")
BATCH = 500
KINDS: tuple[tuple[str, SearchStrategy[str]], ...] = (
    ("text/html", strategies.HTML_PAGES), ("text/plain", strategies.TEXT_PAGES))


def batch(pages: SearchStrategy[str], media_type: str, number: int) -> Iterator[tuple[str, str]]:
    """(page, fault) of the faults among a batch of made-up pages."""
    found: list[tuple[str, str]] = []

    @seed(number)
    @settings(max_examples=BATCH, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(pages)
    def one(page: str) -> None:
        fault = reading.fault_of(page, media_type)
        if fault:
            found.append((page, fault))

    one()
    yield from found


def save(folder: Path, page: str, fault: str, media_type: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    body = page.encode("utf-8", "surrogatepass")
    path = folder / f"{hashlib.sha256(body).hexdigest()[:12]}.{'html' if media_type == 'text/html' else 'txt'}"
    path.write_bytes(body)
    path.with_suffix(".fault").write_text(fault + "\n", encoding="utf-8")
    return path


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"))
    given_ = parser.parse_args(arguments)
    start, cases, finds = time.monotonic(), 0, 0
    number = given_.seed
    while time.monotonic() - start < 60 * given_.minutes:
        for media_type, pages in KINDS:
            for page, fault in batch(pages, media_type, number):
                finds += 1
                print(save(given_.keep, page, fault, media_type), fault.strip().splitlines()[-1], flush=True)
            cases += BATCH
        number += 1
    minutes = (time.monotonic() - start) / 60
    print(f"{cases} pages in {minutes:.1f} minutes ({cases / minutes:.0f} a minute), "
          f"seeds {given_.seed} to {number - 1}: {finds} finds")
    return int(finds > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
