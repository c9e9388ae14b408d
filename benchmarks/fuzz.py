"""A long fuzz of the whole road, from bytes to record, that can be broken off and taken up again.

    python -m benchmarks.fuzz --minutes N [--keep FOLDER] [--kind KIND]

Kinds, in turn: floods (some pieces a hundred thousand times over), mutated and spliced pages (the sample watch's; of
the shared sets and hostile corpora where DATA stands), and the grammars of tests/fuzz by hypothesis. A find is an
exception that is no refusal, a refusal without a reason, a span that does not rebuild, more than 2 s of computing and
2 s more for each 100 kB, more than 300 MiB. Each is saved whole under FOLDER (default: .fuzz) with the fault beside it;
FOLDER also keeps the sums over all runs: pages, seconds of computing, finds. Minutes are of computing.
"""

import argparse
import hashlib
import importlib
import json
import lzma
import random
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from listeningpost import examples
from listeningpost.knowledge import Knowledge, open_knowledge

from .html_bodies import body_bytes
from .shared import data_folder

FUZZ = Path(__file__).parents[1] / "tests" / "fuzz"
BATCH, FLOODS = 40, (3_000, 20_000, 60_000, 190_000)
SETS = ("aeb-html", "fundus-pages", "adbar-html", "page-dumps/adbar_text")


def part(name: str) -> ModuleType:
    """A module of tests/fuzz, which is no package."""
    sys.path.insert(0, str(FUZZ))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FUZZ))


hostile, road, strategies = part("hostile"), part("road"), part("strategies")


class Sums(msgspec.Struct):
    """The sums over all runs into one folder."""

    batches: int = 0
    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    most_memory: float = 0.0
    finds: int = 0
    by_kind: dict[str, int] = msgspec.field(default_factory=dict)


# ---- pages to bend
def seeds() -> list[bytes]:
    """Pages to mutate: the sample watch's own, and a sample of what DATA holds."""
    found = [page.read_bytes() for page in sorted(examples.sample_watch().pages.iterdir())]
    data = data_folder()
    if data is None:
        return found
    for name in SETS:
        found += [page for page in islice(_pages(data, name), 60) if page.strip()]
    return [page[:150_000] for page in found] + corpus(data)


def _pages(data: Path, name: str) -> Iterator[bytes]:
    file = data / (f"{name}.jsonl.xz" if "/" in name else f"{name}/pages.jsonl.xz")
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["text"].encode() if "text" in row else body_bytes(row)


def corpus(data: Path) -> list[bytes]:
    """Every file of the hostile corpora."""
    with tarfile.open(data / "hostile-html" / "hostile-html.tar.xz") as archive:
        files = (archive.extractfile(member) for member in archive if member.isfile())
        return [body for file in files if file and (body := file.read()).strip()]


# ---- batches
Batch = Callable[[random.Random, list[bytes]], Iterator[bytes]]


def floods(chance: random.Random, _pages: list[bytes]) -> Iterator[bytes]:
    for _ in range(BATCH // 4):
        yield hostile.flood(chance, chance.choice(FLOODS))


def mutated(chance: random.Random, pages: list[bytes]) -> Iterator[bytes]:
    for _ in range(BATCH):
        yield hostile.mutated(chance.choice(pages), chance)


def spliced(chance: random.Random, pages: list[bytes]) -> Iterator[bytes]:
    for _ in range(BATCH):
        yield hostile.mutated(hostile.spliced(pages, chance) or b"x", chance)


def grown(strategy: SearchStrategy[str]) -> Batch:
    def batch(chance: random.Random, _pages: list[bytes]) -> Iterator[bytes]:
        made: list[bytes] = []

        @seed(chance.randrange(2**31))
        @settings(max_examples=BATCH, deadline=None, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))
        @given(strategy)
        def keep(page: str) -> None:
            made.append(page.encode("utf-8", "surrogatepass"))

        keep()
        yield from filter(None, made)
    return batch


KINDS: dict[str, Batch] = {
    "floods": floods, "mutated": mutated, "spliced": spliced,
    "html grammar": grown(strategies.HTML_PAGES), "text grammar": grown(strategies.TEXT_PAGES),
}


# ---- one run
def run(folder: Path, seconds: float, kinds: list[str]) -> Sums:
    """Fuzz for so many seconds of computing, and write finds and sums down as they come."""
    folder.mkdir(parents=True, exist_ok=True)
    sums_file = folder / "sums.json"
    sums = msgspec.json.decode(sums_file.read_bytes(), type=Sums) if sums_file.exists() else Sums()
    pages, knowledge, start = seeds(), open_knowledge(), time.process_time()
    before = sums.seconds
    while time.process_time() - start < seconds:
        kind = kinds[sums.batches % len(kinds)]
        for body in KINDS[kind](random.Random(f"{kind} {sums.batches}"), pages):
            _one(body, kind, knowledge, (sums, folder))
        sums.batches += 1
        sums.seconds = before + time.process_time() - start
        sums_file.write_bytes(msgspec.json.encode(sums))
    return sums


def _one(body: bytes, kind: str, knowledge: Knowledge, kept: tuple[Sums, Path]) -> None:
    sums, folder = kept
    went = road.travel(body, "page.html" if b"<" in body[:400] else "page.txt", knowledge)
    sums.pages += 1
    sums.bytes += len(body)
    sums.slowest, sums.most_memory = max(sums.slowest, went.seconds), max(sums.most_memory, went.memory)
    sums.by_kind[kind] = sums.by_kind.get(kind, 0) + 1
    if went.fault:
        sums.finds += 1
        last = went.fault.strip().splitlines()[-1]
        print(save(folder, body, went.fault), kind, f"{went.seconds:.1f} s", last, flush=True)


def save(folder: Path, body: bytes, fault: str) -> Path:
    path = folder / f"{hashlib.sha256(body).hexdigest()[:12]}.page"
    path.write_bytes(body)
    path.with_suffix(".fault").write_text(fault + "\n", encoding="utf-8", errors="backslashreplace")
    return path


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"))
    parser.add_argument("--kind", choices=list(KINDS), action="append")
    given_ = parser.parse_args(arguments)
    sums = run(given_.keep, 60 * given_.minutes, given_.kind or list(KINDS))
    print(f"{sums.pages:,} pages ({sums.bytes / 1e6:,.0f} MB) in {sums.seconds / 60:.1f} minutes of computing over all "
          f"runs into {given_.keep}: {sums.finds} finds; slowest {sums.slowest:.1f} s, most memory "
          f"{sums.most_memory:.0f} MiB")
    return int(sums.finds > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
