"""How much of the drift that is shown is drift, on pairs of tellings as the product joins them, where most have none.

    python -m benchmarks.shown_drift

utterances/drift_pairs.jsonl has pairs that the product joined in documents of no other label file, drawn by chance, at
most two of a remark, each read whole: the places of both tellings and the kinds in which they drifted, no text. In the
label files that utterances_score reads half of the groups have a drift; of what is joined on pages at large one pair
in twelve has. Prints for each kind how many drifts were given, how many are right, and how many are labelled: of the
pairs that were read first, and of those that were read when the rules had been mended by the first.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from listeningpost.record.drift import drifts
from listeningpost.record.telling_facts import Telling, TellingFacts
from listeningpost.record.wording import find_quotations

from .alike import Item
from .shared import on_data
from .utterance_files import LABELS, texts_of

PAIRS = LABELS / "drift_pairs.jsonl"
FIRST = 389  # pairs that were read before rules were mended by them; the others were read later
GAP = " … "  # between the pieces of a content, as the product has it


def pairs() -> list[Item]:
    """The labelled pairs: `one` and `two`, each a place, and `drift`, the kinds in which the two differ."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def telling_of(item: Item, texts: Mapping[str, str]) -> Telling:
    """A labelled place as the product compares it."""
    text, content, quoted = texts[item["document"]], "", list[tuple[int, int]]()
    for start, end in item["content"]:
        content += GAP if content else ""
        shift = len(content) - start
        quoted += [(a + shift, b + shift) for a, b in find_quotations(text, (start, end))]
        content += text[start:end]
    source = " ".join(" ".join(text[start:end] for start, end in item["source"]).split())
    return Telling(TellingFacts(id="", statement="", page=item["document"], spans=(), text=content,
                                quoted=tuple(quoted), name=item["speaker"], source=source))


def counted(labelled: Sequence[Item], texts: Mapping[str, str]) -> Iterator[tuple[str, int, int, int]]:
    """Of each kind, and of all: how many drifts were given, how many of them are right, how many are labelled."""
    given, right, gold = Counter[str](), Counter[str](), Counter[str]()
    for pair in labelled:
        found = {one.kind for one in drifts(telling_of(pair["one"], texts), telling_of(pair["two"], texts))}
        given.update(found)
        gold.update(pair["drift"])
        right.update(found & set(pair["drift"]))
    yield "all", given.total(), right.total(), gold.total()
    yield from ((kind, given[kind], right[kind], gold[kind]) for kind in sorted(given | gold))


def _print(data: Path) -> int:
    labelled = pairs()
    texts = texts_of({pair[side]["document"] for pair in labelled for side in ("one", "two")}, data)
    for some in (labelled[:FIRST], labelled[FIRST:]):
        print(f"{len(some)} pairs, {sum(bool(pair['drift']) for pair in some)} with a drift")
        print(f"{'':<10}{'given':>8}{'right':>8}{'labelled':>10}")
        for kind, given, right, gold in counted(some, texts):
            print(f"{kind:<10}{given:>8}{right:>8}{gold:>10}")
    return 0


def main() -> int:
    return on_data(_print)


if __name__ == "__main__":
    sys.exit(main())
