"""What joining costs in a large store: 100,000 page records recombined from records already made.

    python -m benchmarks.scale [--pages 100000] [--base 200] [--probes 100] [--store FILE]

Prints how long writing took and the whole reconcile on two cores (seconds waited), the most memory that a process of it
held, and what one more page costs beyond reading it: the median and the 95th percentile of `write` and `reconcile` for
so many pages, one at a time. The base pages are English text dumps of $DATA/page-dumps, read here.
"""

import argparse
import functools
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.progress import track

from listeningpost import captures, pipeline
from listeningpost.engines import here, pool
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Capture, Page
from listeningpost.store import Store, open_store

from .costs import english
from .recombining import Recombiner
from .shared import on_data

CORES = 2


def main(arguments: list[str]) -> int:
    return on_data(functools.partial(_measured, _arguments(arguments)))


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--base", type=int, default=200)
    parser.add_argument("--probes", type=int, default=100)
    parser.add_argument("--store", help="keep the store here; one that is there already is only probed")
    return parser.parse_args(arguments)


def _measured(asked: argparse.Namespace, _data: Path) -> int:
    recombiner = Recombiner(list(base_pages(asked.base)))
    with tempfile.TemporaryDirectory() as folder:
        path = asked.store or str(Path(folder) / "scale.db")
        held = Path(path).exists()
        with open_store(path) as store:
            if not held:
                fill(store, recombiner, asked.pages)
            probe(store, recombiner, range(asked.pages, asked.pages + asked.probes))
            print(f"the store: {Path(path).stat().st_size / 2**20:,.0f} MiB, {store.counts()}")
    return 0


def base_pages(number: int) -> Iterator[Page]:
    """Records of real pages, as the road makes them."""
    knowledge = open_knowledge()
    for text in english(number):
        made = pipeline.page(captures.capture(text.encode(), "base.txt", None), knowledge)
        if isinstance(made, Page):
            yield made


def fill(store: Store, recombiner: Recombiner, pages: int) -> None:
    """Write so many pages and reconcile them; prints seconds waited and memory."""
    start = time.perf_counter()
    for number in track(range(pages), description="writing", disable=not sys.stderr.isatty()):
        store.write(*recombiner.made(number))
    print(f"{pages:,} pages made and written: {time.perf_counter() - start:,.0f} s", flush=True)
    start = time.perf_counter()
    done = pipeline.reconcile(store, pool(CORES))
    print(f"reconciled: {done.groups:,} groups, {done.links:,} links, {time.perf_counter() - start:,.0f} s", flush=True)
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"most memory of a process: {most / 1024:,.0f} MiB", flush=True)


def probe(store: Store, recombiner: Recombiner, numbers: range) -> None:
    """One more page, again and again; prints milliseconds of processor time and of waiting."""
    spent, waited = [], []
    for page, capture in [recombiner.made(number) for number in numbers]:
        start, clock = time.process_time(), time.perf_counter()
        _one_more(store, page, capture)
        spent.append((time.process_time() - start) * 1000)
        waited.append((time.perf_counter() - clock) * 1000)
    for name, values in (("processor", spent), ("waited", waited)):
        cuts = statistics.quantiles(values, n=20)
        print(f"one more page, ms {name}: median {statistics.median(values):.0f}, p95 {cuts[-1]:.0f} (n {len(values)})")


def _one_more(store: Store, page: Page, capture: Capture) -> None:
    store.write(page, capture)
    pipeline.reconcile(store, here)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
