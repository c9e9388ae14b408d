"""What joining costs in a store of so many page records, recombined from records already made (recombining.py).

    python -m benchmarks.scale [--pages 500 2000 8000] [--cores 1] [--probes 40] [--cache FOLDER]

For each size prints milliseconds a page of making and writing, and of each stage of the whole reconcile (processor time
of this process, and waited for), the most memory that this process has held, how large the largest groups are, and what
one more page costs beyond reading it: `write` and `reconcile` of one page after another. `add` gives a page its keys
while it is at hand: they are timed apart there, and the stage `keys` of a whole reconcile, which makes them of stored
pages, falls to stores that other versions wrote. With --cores 2 two more
processes judge, and this one's processor time is only that of reading and writing: the time waited for is what counts.
Pages are made from the English pages of $DATA/page-dumps' dev part, each once, read here. With --cache what is read,
and the stores of pages that are not reconciled yet, are kept there; a reconciled one is left as FOLDER/N.db.
"""

import argparse
import functools
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from rich.progress import track

from listeningpost import captures, pipeline
from listeningpost.engines import here, pool
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import CopyLink, FigureSeriesLink, Link, Page, StoryLink, UtteranceLink
from listeningpost.store import Store, open_store

from . import dumps
from .recombining import Recombiner
from .shared import on_data

TOGETHER = 100  # pages written in one transaction
LONGEST = 60_000  # characters of a page to recombine
SHOWN = 5  # sizes of groups
TOLD = {"copy": "copies", "story": "stories", "utterance": "remarks", "figure_series": "series"}


def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return on_data(functools.partial(_measured, asked, asked.cache or Path(folder)))


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[500, 2_000, 8_000])
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--probes", type=int, default=40)
    parser.add_argument("--cache", type=Path, help="a folder for what is made here")
    return parser.parse_args(arguments)


def _measured(asked: argparse.Namespace, folder: Path, _data: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    recombiner = Recombiner(kept_base(folder))
    for pages in asked.pages:
        path = folder / f"{pages}.db"
        for old in folder.glob(f"{pages}.db*"):
            old.unlink()
        shutil.copy(written(recombiner, pages, folder), path)
        with open_store(str(path)) as store:
            join(store, pages, asked.cores)
            sizes(store)
            probe(store, recombiner, range(pages, pages + asked.probes))
            print(f"  the store: {path.stat().st_size / 2**20:,.0f} MiB", flush=True)
    return 0


# ---- what it is made of
def kept_base(folder: Path) -> list[Page]:
    """Records of real pages, as the road makes them; read once."""
    kept = folder / "base.msgpack"
    if not kept.exists():
        kept.write_bytes(msgspec.msgpack.encode(list(_base())))
    return msgspec.msgpack.decode(kept.read_bytes(), type=list[Page])


def _base() -> Iterator[Page]:
    """The English pages, each by its first dump."""
    knowledge, first = open_knowledge(), dict[str, str]()
    for row in dumps.dumps("dev"):
        first.setdefault(row["id"], row["text"])
    for text in first.values():
        article = dumps.read_text(text) if len(text) <= LONGEST else None
        if article is not None and article.language == "en":
            made = pipeline.page(captures.capture(text.encode(), "base.txt", None), knowledge)
            if isinstance(made, Page):
                yield made


def written(recombiner: Recombiner, pages: int, folder: Path) -> Path:
    """A store of so many pages, written and not reconciled; made anew where the folder has none."""
    path = folder / f"written-{pages}.db"
    if path.exists():
        return path
    begun = folder / f"begun-{pages}.db"
    begun.unlink(missing_ok=True)
    spent, waited = time.process_time(), time.perf_counter()
    with open_store(str(begun)) as store:
        for start in track(range(0, pages, TOGETHER), description="writing", disable=not sys.stderr.isatty()):
            with store.batch():
                for number in range(start, min(start + TOGETHER, pages)):
                    store.write(*recombiner.made(number))
    begun.rename(path)
    print(f"{pages:,} pages made and written: {_a_page(pages, spent, waited)}", flush=True)
    return path


# ---- what is measured
def join(store: Store, pages: int, cores: int) -> None:
    """Reconcile a whole store; prints what each stage costs and the memory it took."""
    engine = here if cores == 1 else pool(cores)
    print(f"{pages:,} pages reconciled, {cores} process{'es' * (cores > 1)} judging", flush=True)
    first = spent, waited = time.process_time(), time.perf_counter()
    for name, _ in pipeline.stages(store, engine):
        print(f"  {name:13} {_a_page(pages, spent, waited)}", flush=True)
        spent, waited = time.process_time(), time.perf_counter()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  all           {_a_page(pages, *first)}; most memory so far {most:,.0f} MiB", flush=True)


def _a_page(pages: int, spent: float, waited: float) -> str:
    used, passed = time.process_time() - spent, time.perf_counter() - waited
    return f"{used / pages * 1000:6.2f} ms a page of processor time, {passed / pages * 1000:6.2f} waited"


def sizes(store: Store) -> None:
    """Print how large the largest groups are, and how many there are of two or more."""
    found = {kind: sorted((size for size in map(_size, store.links(kind)) if size > 1), reverse=True) for kind in TOLD}
    shown = (f"{name} {len(found[kind]):,} ({', '.join(map(str, found[kind][:SHOWN]))})" for kind, name in TOLD.items())
    print(f"  groups of two or more, and the largest: {'; '.join(shown)}", flush=True)


def _size(link: Link) -> int:
    match link:
        case CopyLink():
            return 1 + len(link.siblings)
        case StoryLink():
            return len(link.pages)
        case UtteranceLink():
            return len(link.statements)
        case FigureSeriesLink():
            return len(link.points)
        case _:
            return 0


def probe(store: Store, recombiner: Recombiner, numbers: range) -> None:
    """One more page, again and again; prints milliseconds of processor time and of waiting."""
    keyed, spent, waited = [], [], []
    for page, capture in [recombiner.made(number) for number in numbers]:
        start = time.process_time()
        keys = pipeline.keys_of(page)
        keyed.append((time.process_time() - start) * 1000)
        start, clock = time.process_time(), time.perf_counter()
        with store.batch():
            store.write(page, capture)
            store.give_keys(keys)
        pipeline.reconcile(store, here)
        spent.append((time.process_time() - start) * 1000)
        waited.append((time.perf_counter() - clock) * 1000)
    told = {"its keys, with reading": keyed, "one more page": spent, "one more page, waited": waited}
    for name, values in told.items() if spent else ():
        p95 = statistics.quantiles(values, n=20)[-1]
        print(f"  {name}: median {statistics.median(values):.0f}, p95 {p95:.0f} ms (n {len(values)})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
