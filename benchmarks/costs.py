"""What reading costs with the packed language model and without it: speed, the first page, memory, in one run.

    python -m benchmarks.costs [--pages 60] [--rounds 3]

Prints articles a second of the model alone (all heads; made-up news cut to 600 words), pages a second of the whole road
on text dumps (reading, model, annotations, SQLite; English pages of page-dumps' dev part, $DATA), the first page of a
process that brings one in, and the most memory a process held. Seconds are of processor time on one core, medians of
the rounds, with and without the model in turn, so that the ratio holds on a busy machine too; the first page is also
told as waited for. Pages per second are over all pages that are read, whatever their length.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from listeningpost import captures, examples, pipeline
from listeningpost.knowledge import open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Capture, Page
from listeningpost.store import open_store

from . import dumps
from .shared import data_folder

WORDS = 600
FIRST = """
import json, resource, sys
from listeningpost import captures, pipeline
from listeningpost.knowledge import open_knowledge
from listeningpost.store import open_store
source, store, with_model = sys.argv[1], sys.argv[2], sys.argv[3] == "True"
knowledge = open_knowledge()
with open_store(store) as held:
    for capture in captures.collect(source):
        made = pipeline.page(capture, knowledge, with_model=with_model)
        held.write(made, capture)
used = resource.getrusage(resource.RUSAGE_SELF)
most = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]  # Linux alone tells it
print(json.dumps([used.ru_utime + used.ru_stime, int(most[0]) / 1024]))
"""


def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    articles = sample_articles()
    seconds = statistics.median(timed(lambda: read_all(articles)) for _ in range(asked.rounds))
    print(f"model alone: {len(articles) / seconds:.1f} articles of {WORDS} words a second")
    if data_folder() is None:
        print("not measured: the whole road on text dumps (set DATA to the folder of the data sets)")
    else:
        print(told("whole road, text dumps, pages a second", "{:.1f}", *road(english(asked.pages), asked.rounds)))
    with tempfile.TemporaryDirectory() as compiled:
        first_page(compiled, with_model=True)
        runs = [[first_page(compiled, with_model=on) for on in (True, False)] for _ in range(asked.rounds)]
    for at, name in enumerate(("first page, processor seconds", "first page, seconds waited", "most memory, MiB")):
        values = [statistics.median(run[way][at] for run in runs) for way in (0, 1)]
        print(told(name, "{:.0f}" if at == 2 else "{:.2f}", *values))
    return 0


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args(arguments)


def told(name: str, form: str, on: float, off: float) -> str:
    return f"{name}: {form.format(on)} with the model, {form.format(off)} without (ratio {on / off:.2f})"


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


# ---- the model alone
def sample_articles() -> list[str]:
    """Ten articles of WORDS words, of the running text of the sample watch."""
    read = (pipeline.page(capture, open_knowledge(), with_model=False)
            for capture in captures.collect(str(examples.sample_watch().pages)) if isinstance(capture, Capture))
    paragraphs = [page.article.text[a:b] for page in read if isinstance(page, Page) for a, b in page.article.body]
    words = " ".join(paragraphs).split(" ")
    return [" ".join(words[at : at + WORDS]) for at in range(0, min(len(words), WORDS * 10), WORDS)]


def read_all(texts: Sequence[str]) -> None:
    for text in texts:
        parse(text, ((0, len(text)),), with_model=True)


# ---- the whole road
def english(pages: int) -> list[str]:
    """English text dumps: those of which a plain reading is English."""
    found = list[str]()
    for row in dumps.dumps("dev"):
        article = dumps.read_text(row["text"]) if len(found) < pages else None
        if article is not None and article.language == "en":
            found.append(row["text"])
    return found


def road(texts: Sequence[str], rounds: int) -> tuple[float, float]:
    """Pages a second with and without the model."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:04}.txt").write_text(text, encoding="utf-8")
        made = [capture for capture in captures.collect(folder) if isinstance(capture, Capture)]
    turns = [(timed(lambda: bring(made, with_model=True)), timed(lambda: bring(made, with_model=False)))
             for _ in range(rounds)]
    on, off = (statistics.median(turn[way] for turn in turns) for way in (0, 1))
    return len(made) / on, len(made) / off


def bring(made: Sequence[Capture], *, with_model: bool) -> None:
    """The pages read and written to a store of their own."""
    knowledge = open_knowledge()
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "store.db")) as store:
        for capture in made:
            page = pipeline.page(capture, knowledge, with_model=with_model)
            if isinstance(page, Page):
                store.write(page, capture)


# ---- the first page
def first_page(compiled: str, *, with_model: bool) -> tuple[float, float, float]:
    """Processor seconds, seconds waited and MiB of a process that brings one page of the sample watch into a store.
    `compiled`: the folder of compiled modules, which an installation has and the first process here fills."""
    page = examples.sample_watch().pages / "ledger-brennik.txt"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", FIRST, str(page), str(Path(folder) / "store.db"), str(with_model)]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = compiled
        start = time.perf_counter()
        printed = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        waited = time.perf_counter() - start
    seconds, memory = json.loads(printed)
    return seconds, waited, memory


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
