"""Fits the logit that says whether two tellings tell one remark.

    python -m training.utterances [--cache FILE] [--told-again FILE] [--told-pairs FILE] [--out FILE]

On the dev half of benchmarks/utterances, from the claims that the product finds there and from the labelled places: of
those that meet under a key, pairs that the labels join against pairs that they hold apart, pairs of a labelled telling
with what is not labelled (the labels hold every telling in their documents), and pairs of two events. So that wordings
of other events are known too, pairs of told_again.py stand beside them and count for less. Nothing is drawn by chance.
With `--told-pairs FILE`, where their pages are kept, the judged pairs of told_pairs.py stand there as well. The packed
table is made without: held out by event they brought as much to labelled places as they cost where claims are read.

Two logits are fitted: one with the vectors of the packed model, one for tellings without.

The weight of `days` is not fitted but set: two days that cannot be one hold tellings apart, however alike, as the
labels' rules say; in the few pairs that teach it the days are mostly misread. Printed beside the table is what each
event scores with the weights fitted on all others.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.alike import Item
from benchmarks.meeting import meetings
from benchmarks.passages import listed
from benchmarks.shared import data_folder
from benchmarks.utterance_files import LISTED, documents, labels_of
from benchmarks.utterance_matching import Labels, Matched
from benchmarks.utterance_measures import is_apart, is_stranger
from benchmarks.utterances_ours import given_of, joined, pages_of, with_labelled
from benchmarks.utterances_score import rows
from listeningpost.record import telling_likeness
from listeningpost.record.logits import Logit
from listeningpost.record.same_remark import UtteranceJoiner
from listeningpost.record.telling_facts import Telling, decode_telling
from listeningpost.record.telling_likeness import Alike, Logits, liken_tellings, odds_of_one
from listeningpost.schema import Page

from .odds import fit_odds
from .told_again import told_again
from .told_pairs import judged_pairs

PACKED = Path(str(files("listeningpost.record"))) / "tables" / "utterances.toml"
SET = {"days": -2.0}
FITTED = tuple(name for name in Alike.__struct_fields__ if name not in SET)
PENALTY = 20.0
HEAD = """\
# What each measure of likeness (record/telling_likeness.py) weighs in the log odds that two tellings tell one remark.
# Made by training/utterances.py.
"""


class Taught(NamedTuple):
    """A pair of claims: of which event, their likeness, and whether they tell one remark."""

    event: str
    likeness: Alike
    label: bool
    weight: float = 1.0


def taught(pages: Sequence[Page], labels: Labels, events: dict[str, str]) -> Iterator[Taught]:
    """What the claims of pages that meet teach."""
    sources = {page.capture.id: page.capture.source for page in pages}
    profiles = [one for page in pages for one in UtteranceJoiner().profiles(page)]
    tellings = {one.item: Telling(decode_telling(one.facts)) for one in profiles}
    matched = {item: labels.match(_place(one, sources)) for item, one in tellings.items()}
    for item, other in meetings(UtteranceJoiner().name, ((one.item, one.keys) for one in profiles)):
        one, two = tellings[item], tellings[other]
        event, second = (events[sources[telling.facts.page]] for telling in (one, two))
        label = False if event != second else label_of(matched[item], matched[other])
        if label is not None and odds_of_one(one, two) is not None:
            yield Taught(event, liken_tellings(one, two), label)


def _place(telling: Telling, sources: dict[str, str]) -> Item:
    return {"document": sources[telling.facts.page], "spans": [list(span) for span in telling.facts.spans]}


def label_of(one: Matched, two: Matched) -> bool | None:
    """Whether two matched claims tell one remark, None where the labels do not say."""
    shared = {group for group, _ in one.members} & {group for group, _ in two.members}
    if shared:
        return True if {place for place in one.members if place[0] in shared} != {
            place for place in two.members if place[0] in shared} else None
    told = is_apart(one, two) or is_stranger(one, two) or is_stranger(two, one)
    return False if told else None


def fit(pairs: Sequence[Taught]) -> Logits:
    """The logits of some pairs."""
    return Logits(_fit(pairs, FITTED), _fit(pairs, [name for name in FITTED if name != "meaning"]))


def _fit(pairs: Sequence[Taught], names: Sequence[str]) -> Logit:
    values = np.array([[getattr(one.likeness, name) for name in names] for one in pairs])
    labels, counts = (np.array([float(value) for value in row]) for row in zip(
        *((one.label, one.weight) for one in pairs), strict=True))
    odds = fit_odds(values, labels, PENALTY, counts)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, odds.weights, strict=True)}
    return Logit(weights=weights | SET, bias=round(odds.bias, 2))


def table_of(logits: Logits) -> str:
    """The table, as TOML."""
    rows = [HEAD]
    for name, logit in logits._asdict().items():
        weights = "\n".join(f"{measure} = {weight:.2f}" for measure, weight in logit.weights.items())
        rows.append(f"\n[{name}]\nbias = {logit.bias:.2f}\n\n[{name}.weights]\n{weights}\n")
    return "".join(rows)


def left_out(pages: Sequence[Page], pairs: Sequence[Taught], events: dict[str, str]) -> list[Item]:
    """What is joined in each event with the logits of all others, as given groups."""
    sources, given = {page.capture.id: page.capture.source for page in pages}, list[Item]()
    packed = telling_likeness.logits
    for event in sorted(set(events.values())):
        fitted = fit([one for one in pairs if one.event != event])
        telling_likeness.logits = lambda fitted=fitted: fitted  # type: ignore[assignment]
        mine = [page for page in pages if events[page.capture.source] == event]
        given += [given_of(link, sources) for link in joined(mine, UtteranceJoiner())]
    telling_likeness.logits = packed
    return given


def main() -> int:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--told-again", type=Path, help="where pages of other data are kept between runs")
    parser.add_argument("--told-pairs", type=Path, help="fit on judged pairs too; where their pages are kept")
    parser.add_argument("--out", type=Path, default=PACKED)
    asked = parser.parse_args()
    data = data_folder()
    if data is None:
        print("not fitted: the labelled documents are absent (set DATA)")
        return 1
    pages = pages_of(documents(data, "dev").values(), asked.cache)
    labels = labels_of("dev")
    events = {row["id"]: row["event"] for row in listed("dev", LISTED)}
    placed = [with_labelled(page, labels) for page in pages]
    pairs = [pair for some in (pages, placed) for pair in taught(some, Labels(labels, "utterance"), events)]
    pairs += [Taught("", *one) for one in told_again(data, asked.told_again)]
    pairs += [Taught(*one) for one in judged_pairs(data, asked.told_pairs)] if asked.told_pairs else []
    asked.out.write_text(table_of(fit(pairs)), encoding="utf-8")
    print(table_of(fit(pairs)))
    print(f"{len(pairs)} pairs, {sum(one.label for one in pairs)} of one remark; each event by the others' weights:")
    for what, some in (("as read", pages), ("labelled places", placed)):
        for name, score in rows(labels, left_out(some, pairs, events)):
            if name.startswith(("tellings", "drift")):
                print(f"  {what:16} {name:32} F1 {score.f1:.3f} P {score.precision:.3f} R {score.recall:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
