"""A large store for the desk: page records recombined from the sample watch, with links made up over them.

    python -m benchmarks.desk_store STORE [--statements 100000]

Joining so many pages takes long and is measured elsewhere (benchmarks.scale); what a page of the desk costs hangs on
how many links there are and on how many pages each stands, not on why. So the links here join statements, figures
and pages by chance: remarks and their origins, series, disputes, stories and copies, in the numbers that joined
watches have.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar

from rich.progress import track

from listeningpost import pipeline
from listeningpost.captures import collect
from listeningpost.examples import sample_watch
from listeningpost.group_ids import STORY, group_id
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import (
    Capture,
    CopyLink,
    DisputeLink,
    FigureSeriesLink,
    Link,
    OriginLink,
    Page,
    Record,
    SeriesPoint,
    Span,
    Speaker,
    StoryLink,
    UtteranceLink,
)
from listeningpost.store import Part, Store, open_store
from listeningpost.store.pairing import number_of

from .recombining import Recombiner

BATCH = 200  # pages to a transaction
FIRST_DAY = date(2026, 9, 1)
SHARES = {"utterance": 0.35, "series": 0.5, "dispute": 0.02, "copy": 0.3}  # of statements, figures, statements, pages
Item = tuple[str, str]
Thing = TypeVar("Thing")


class Held(Record, frozen=True):
    """What links can be made of: statements with their content, figures, and the pages."""

    statements: dict[Item, tuple[Span, ...]]
    figures: list[Item]
    pages: list[str]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--statements", type=int, default=100_000)
    asked = parser.parse_args(arguments)
    held = fill(asked.store, asked.statements)
    with open_store(asked.store, now="2026-11-01T00:00:00Z") as store:
        link(store, held)
        print(store.counts())
    return 0


def sample_pages() -> list[Page]:
    """The pages of the sample watch, as the road makes them."""
    knowledge = open_knowledge([sample_watch().pack])
    captures = (one for one in collect(str(sample_watch().pages)) if isinstance(one, Capture))
    made = (pipeline.page(capture, knowledge) for capture in captures)
    return [page for page in made if isinstance(page, Page)]


def fill(path: str, wanted: int) -> Held:
    """Write recombined pages until they have so many statements: half of them enter on the first day, BATCH pages on
    each day after."""
    recombiner = Recombiner(sample_pages())
    held, later = Held(statements={}, figures=[], pages=[]), 0
    while len(held.statements) < wanted:
        later += len(held.statements) >= wanted / 2
        day = FIRST_DAY + timedelta(days=later)
        with open_store(path, now=f"{day}T06:00:00Z") as store, store.batch():
            for number in range(len(held.pages), len(held.pages) + BATCH):
                page, capture = recombiner.made(number)
                store.write(page, capture)
                note(held, page)
        print(f"{len(held.pages):,} pages, {len(held.statements):,} statements", file=sys.stderr)
    return held


def note(held: Held, page: Page) -> None:
    """Remember what a page has."""
    id_ = page.capture.id
    held.pages.append(id_)
    held.statements.update({(id_, one.id): one.content_spans for one in page.statements if one.content_spans})
    held.figures.extend((id_, one.id) for one in page.figures)


def link(store: Store, held: Held) -> None:
    """Write links of all kinds, a group of each at a time."""
    chance = random.Random(7)
    made = (*remarks(held, chance), *series(held, chance), *disputes(held, chance), *copies(held, chance))
    with store.batch():
        for number, links in enumerate(track(made, disable=not sys.stderr.isatty())):
            store.write_links("made-up", str(number), links)
        for pages, links in stories(held, chance):
            numbers = [number_of("made-up-stories", page) for page in pages]
            store.write_parts("made-up-stories", [(Part(numbers, list(pages), [], []), links)])


def remarks(held: Held, chance: random.Random) -> Iterator[list[Link]]:
    for group in _groups(list(held.statements), SHARES["utterance"], chance):
        told, pages = tuple(sorted(group)), tuple(sorted({page for page, _ in group}))
        spans = tuple(held.statements[one] for one in told)
        yield [UtteranceLink(id=_id("u", told[0]), speaker=Speaker(name="somebody"), statements=told, spans=spans),
               OriginLink(claim=told[0], pages=pages, independent=chance.randint(1, len(pages)))]


def series(held: Held, chance: random.Random) -> Iterator[list[Link]]:
    for group in _groups(held.figures, SHARES["series"], chance, most=10):
        points = tuple(_point(number, one, chance) for number, one in enumerate(sorted(group)))
        yield [FigureSeriesLink(id=_id("n", min(group)), what="things counted", of="somebody", points=points)]


def _point(number: int, figure: Item, chance: random.Random) -> SeriesPoint:
    relation: Any = "first" if number == 0 else chance.choice(("repeat", "update", "drift", "conflict"))
    value = float(chance.randint(1, 9_000))
    return SeriesPoint(figure=figure, page=figure[0], value=value, level=value, relation=relation)


def disputes(held: Held, chance: random.Random) -> Iterator[list[Link]]:
    for one, other in zip(*[iter(_some(list(held.statements), SHARES["dispute"], chance))] * 2, strict=False):
        yield [DisputeLink(id=_id("d", one), relation="claim_vs_denial", sides=((one,), (other,)), about="something")]


def stories(held: Held, chance: random.Random) -> Iterator[tuple[list[str], list[Link]]]:
    for group in _groups([(page, "") for page in held.pages], 1.0, chance, least=1, most=8):
        pages = sorted(page for page, _ in group)
        yield pages, [StoryLink(id=group_id(STORY, [pages[0]]), title="A happening", pages=tuple(pages))]


def copies(held: Held, chance: random.Random) -> Iterator[list[Link]]:
    for one, other in zip(*[iter(_some(held.pages, SHARES["copy"], chance))] * 2, strict=False):
        yield [CopyLink(page=other, relation="reprint", of=one), CopyLink(page=one, relation="original")]


def _groups(
    things: Sequence[Item], share: float, chance: random.Random, *, least: int = 2, most: int = 6
) -> Iterator[list[Item]]:
    """A share of things in groups; of each page one at most, so that no group is of one page."""
    chosen = iter(_some(things, share, chance))
    while group := list({page: (page, item) for page, item in islice(chosen, chance.randint(least, most))}.values()):
        if len(group) >= least:
            yield group


def _some(things: Sequence[Thing], share: float, chance: random.Random) -> list[Thing]:
    return chance.sample(things, round(len(things) * share))


def _id(letter: str, item: Item) -> str:
    return letter + (item[1][1:] or item[0][:12])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
