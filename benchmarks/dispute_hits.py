"""How many denials are set against claims on shared news, how many of the hand-checked ones rightly, and how many of
the denials of the own labels are found.

    python -m benchmarks.dispute_hits [--cache FOLDER] [--unjudged N]

A hit is a claim and a denial that the joiner of disputes sets against each other, on one page or on two. disputes/
holds what a reader judged of them, twice and apart: offsets and verdicts, no text. `right` is a hit whose claim says
what the denial denies; each pair of words is counted once, however many pages print it. The baselines set each denial
against the last statement of somebody else before it, and against the likest one of its page by words in common.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from listeningpost.knowledge import open_knowledge
from listeningpost.record.denials import with_denials
from listeningpost.record.dispute_facts import Position, positions_of
from listeningpost.record.disputes import DisputeJoiner, keys_of, tie
from listeningpost.schema import DENYING, Page, Statement

from .alike import Item
from .dispute_sets import Document, page_of, pages_of
from .label_files import written_in
from .meeting import meetings
from .passages import LABELS, Placed, context, listed, load
from .shared import data_or_word

JUDGED = Path(__file__).parent / "disputes" / "judged.jsonl"
DENIED = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject|refut|rebut|dismiss|disput|repudiat|contest|rule[sd]? out)")
Place = tuple[str, int, int]


class Hit(NamedTuple):
    """A denial and a claim by document and first content span, and their words."""

    denial: Place
    claim: Place
    words: tuple[str, str]

    @property
    def within(self) -> bool:
        """Whether both stand on one page."""
        return self.denial[0] == self.claim[0]


def hits_of(pages: Sequence[Page]) -> list[Hit]:
    """All hits of some pages, in the order of their places."""
    known = dict[str, tuple[Position, Page]]()
    for page in pages:
        fresh = replace(page, statements=with_denials(
            page.article.text, [replace(one, denies=()) for one in page.statements], page.mentions, page.roles))
        for position in positions_of(fresh):
            known[position.item] = position, fresh
    found = []
    for a, b in meetings(DisputeJoiner().name, ((item, keys_of(position)) for item, (position, _) in known.items())):
        (one, page), (two, other) = known[a], known[b]
        if any(link.relation == "claim_vs_denial" for link in tie(one, two)):
            sides = sorted([(one, page), (two, other)], key=lambda side: side[0].told is None or
                           side[0].told.side != "denial")
            found.append(_hit(*sides))
    return sorted(found)


def _hit(denial: tuple[Position, Page], claim: tuple[Position, Page]) -> Hit:
    places, words = [], []
    for position, page in (denial, claim):
        statement = next(one for one in page.statements if one.id == position.statement)
        places.append((page.capture.source, *statement.content_spans[0]))
        words.append(position.said)
    return Hit(places[0], places[1], (words[0], words[1]))


def each_once(hits: Sequence[Hit]) -> list[Hit]:
    """One hit for each pair of words."""
    return list({hit.words: hit for hit in reversed(hits)}.values())[::-1]


# ---- judgements
def verdicts() -> dict[tuple[Place, Place], Item]:
    """What was judged, by the places of denial and claim."""
    return {(_place(row["denial"]), _place(row["claim"])): row for row in written_in(JUDGED)}


def _place(raw: Sequence[str | int]) -> Place:
    return str(raw[0]), int(raw[1]), int(raw[2])


def report(hits: Sequence[Hit], judged: dict[tuple[Place, Place], Item]) -> Iterator[str]:
    """How many hits there are, how many were judged, and how many of these are right."""
    once = each_once(hits)
    found = {"on one page": [hit for hit in hits if hit.within], "across": [hit for hit in hits if not hit.within]}
    yield (f"{len(hits)} hits ({', '.join(f'{len(some)} {where}' for where, some in found.items())}),"
           f" {len(once)} of different words, in {len(_sources(hits))} documents")
    for name, some in {"all": hits, **found}.items():
        rows = [judged[hit.denial, hit.claim] for hit in some if (hit.denial, hit.claim) in judged]
        kept = [hit for hit in some if (hit.denial, hit.claim) in judged]
        if rows:
            right = [sum(row[one] == "right" for row in rows) / len(rows) for one in ("first", "second")]
            both = sum(row["first"] == row["second"] == "right" for row in rows) / len(rows)
            yield (f"  {name}: {len(rows)} judged in {len(_sources(kept))} documents: precision {right[0]:.3f} by the"
                   f" first pass, {right[1]:.3f} by the second, {both:.3f} right in both")
    gone = len(judged) - sum((hit.denial, hit.claim) in judged for hit in hits)
    yield f"  {gone} judged pairs are no hits any more"


def _sources(hits: Sequence[Hit]) -> set[str]:
    return {place[0] for hit in hits for place in (hit.denial, hit.claim)}


# ---- baselines, on the judged denials of one page
def baselines(pages: Sequence[Page], judged: dict[tuple[Place, Place], Item]) -> Iterator[str]:
    """How often a baseline names a claim that was judged right for the same denial."""
    right, denials = defaultdict[Place, set[Place]](set), set[Place]()
    for (denial, claim), row in judged.items():
        if denial[0] == claim[0]:
            denials.add(denial)
            if row["first"] == row["second"] == "right":
                right[denial].add(claim)
    counts = Counter[str]()
    for page in pages:
        for told in page.statements:
            place = (page.capture.source, *told.content_spans[0])
            if place in denials:
                counts["n"] += 1
                for name, guess in _guessed(page, told):
                    counts[name] += (page.capture.source, *guess.content_spans[0]) in right[place]
    for name in ("the last statement of another", "most words in common"):
        yield f"  {name}: {counts[name]} of {counts['n']} denials on one page, ours {len(right)}"


def _guessed(page: Page, denial: Statement) -> Iterator[tuple[str, Statement]]:
    others = [one for one in page.statements if one is not denial and one.speaker != denial.speaker]
    before = [one for one in others if one.content_spans[0] < denial.content_spans[0]]
    if before:
        yield "the last statement of another", before[-1]
    if others:
        mine = _words(page, denial)
        yield "most words in common", max(others, key=lambda one: len(mine & _words(page, one)))


def _words(page: Page, statement: Statement) -> set[str]:
    said = " ".join(page.article.text[a:b] for a, b in statement.content_spans)
    return {word for word in said.lower().split() if len(word) > 3}


# ---- denials of the own labels
def labelled(split: str, data: Path) -> str:
    """How many labelled attributions with a cue of denying are found as denials."""
    labels = {row["id"]: row for row in written_in(LABELS / f"{split}.jsonl")}
    knowledge = open_knowledge()
    wanted = found = 0
    for placed in load([row for row in listed(split) if row["id"] in labels], data):
        spans = [_span(item, placed) for item in labels[placed.id]["attributions"] if _denies(item, placed)]
        if spans:
            text, shift = context(placed)
            page = page_of(Document(placed.id, text, placed.head), knowledge)
            mine = [(a + shift, b + shift) for one in page.statements if one.act in DENYING
                    for a, b in one.content_spans]
            wanted += len(spans)
            found += sum(any(2 * (min(end, b) - max(start, a)) >= end - start for a, b in mine) for start, end in spans)
    return f"own labels, {split}: {found} of {wanted} denials found with half of their content or more"


def _denies(item: Item, placed: Placed) -> bool:
    cue = " ".join(placed.text[a:b] for a, b in item["cue"] or ())
    return not item.get("optional") and bool(DENIED.search(cue.lower())) and bool(item["content"])


def _span(item: Item, placed: Placed) -> tuple[int, int]:
    start, end = item["content"][0]
    return placed.start + start, placed.start + end


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="a folder where what was read is kept between runs")
    parser.add_argument("--unjudged", type=int, default=0, help="how many hits without a judgement to print")
    asked = parser.parse_args()
    data = data_or_word()
    if data is None:
        return
    pages, judged = list(pages_of(data, asked.cache)), verdicts()
    hits = hits_of(pages)
    print(*report(hits, judged), *baselines(pages, judged), sep="\n")
    print(labelled("dev", data), labelled("test", data), sep="\n")
    for hit in [hit for hit in each_once(hits) if (hit.denial, hit.claim) not in judged][: asked.unjudged]:
        print(json.dumps({"denial": hit.denial, "claim": hit.claim}), *hit.words, sep="\n  ")


if __name__ == "__main__":
    main()
