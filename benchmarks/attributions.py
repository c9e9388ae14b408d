"""How well attributions are found on PolNeAR: overlap and half-agreement of linked source and content, as shipped
(rules and packed model), by the rules alone, and by a baseline.

    python -m benchmarks.attributions [--split dev] [--documents 40] [--kinds] [--misses N]

Reads $DATA/polnear (default ../shared/data); says so and exits 0 where that is absent. Mentions are left
empty: the figures show what rules and model do without knowledge of anybody.
"""

import argparse
import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from listeningpost.annotations.attributions import ATTRIBUTIONS
from listeningpost.annotations.times import TIMES
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Annotations, Article, CaptureHead, Published, Reading

WORD = re.compile(r"\w+|[^\w\s]")
SAID = re.compile(r"\b(?:said|says|told|added|wrote|asked|according to)\b")
NAME = re.compile(r"\b(?:[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+)*|he|she|they|He|She|They)\b")
QUOTED = re.compile(r"“[^”\n]+”?|\"[^\"\n]+\"?")


class Linked(NamedTuple):
    """A source with its content and cue, each as the set of the numbers of its words."""

    source: frozenset[int]
    content: frozenset[int]
    cue: frozenset[int] = frozenset()


def main() -> None:
    """Print the figures as shipped, of the rules and of the baseline."""
    asked = _arguments()
    found = split_documents(asked.split, asked.documents)
    if found is None:
        return
    shipped, rules, nearest = Counter[str](), Counter[str](), Counter[str]()
    for document in found:
        gold = gold_of(document)
        given = find(document["text"])
        score(gold, given, shipped)
        score(gold, find(document["text"], with_model=False), rules)
        score(gold, nearest_said(document["text"]), nearest)
        if asked.misses:
            show(document["text"], gold, given)
    print(f"PolNeAR {asked.split}, {len(found)} documents")
    report("as shipped", shipped)
    report("rules alone", rules)
    report("nearest name to said", nearest)


def split_documents(split: str, limit: int) -> list[dict[str, Any]] | None:
    """The first documents of a split by its name, all for a limit of 0; None, and a line that says so, where it is
    absent."""
    path = Path(os.environ.get("DATA", "../shared/data")) / "polnear" / f"{split}.jsonl.gz"
    if path.exists():
        return documents(path, limit)
    print(f"not measured: {path} is absent (set DATA to the folder of the data sets)")
    return None


def documents(path: Path, limit: int | None) -> list[dict[str, Any]]:
    """The first documents of a split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][: limit or None]


def gold_of(document: dict[str, Any]) -> list[Linked]:
    """The attributions of a document that have a content."""
    return [_gold(document["text"], item) for item in document["attributions"] if item["content"]]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--misses", action="store_true")
    return parser.parse_args()


def numbered(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The words of some spans, each named by its first character."""
    return frozenset(m.start() for a, b in spans for m in WORD.finditer(text, a, b) if m.group().isalnum())


def _gold(text: str, item: dict[str, Any]) -> Linked:
    return Linked(numbered(text, item["source"]), numbered(text, item["content"]), numbered(text, item["cue"]))


@cache
def known() -> Knowledge:
    """The knowledge of the package, opened once."""
    return open_knowledge()


def find(text: str, *, with_model: bool = True) -> list[Linked]:
    """What is found in a bare text, as shipped or by the rules alone, but for attributions inside another's content:
    PolNeAR marks none of those (of 19,834 in its train part, none has its cue in another's content)."""
    body = ((0, len(text)),)
    head = CaptureHead(id="", source="", media_type="text/plain", encoding="utf-8")
    article = Article(text=text, title=None, body=body, furniture=(), published=Published())
    reading, knowledge = Reading(head=head, space="capture", article=article), known()
    found = Annotations(parse=parse(text, body, with_model=with_model))
    for extractor in (TIMES, ATTRIBUTIONS):
        found = extractor.find(reading, found, knowledge)
    return [
        Linked(
            numbered(text, [a.source_span] if a.source_span else []),
            numbered(text, a.content_spans),
            numbered(text, [a.cue_span] if a.cue_span else []),
        )
        for a in found.attributions
        if not a.inside
    ]


def nearest_said(text: str) -> list[Linked]:
    """The baseline: each sentence with "said" gives its nearest name and its quotation, or all that follows."""
    found = []
    for start, end in parse(text, ((0, len(text)),)).sentences:
        cue = SAID.search(text, start, end)
        names = [m.span() for m in NAME.finditer(text, start, end)]
        if not cue or not names:
            continue
        source = min(names, key=lambda span: min(abs(span[1] - cue.start()), abs(span[0] - cue.end())))
        quoted = [m.span() for m in QUOTED.finditer(text, start, end)] or [(cue.end(), end)]
        found.append(Linked(numbered(text, [source]), numbered(text, quoted)))
    return found


def alike(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared words over all words; two empty sources are alike."""
    return len(a & b) / len(a | b) if a or b else 1.0


def paired(gold: Sequence[Linked], given: Sequence[Linked], least: float) -> dict[int, int]:
    """Which of gold (by number) which of the given fits, at least so much alike in source and in content."""
    pairs: dict[int, int] = {}
    for number, mine in enumerate(given):
        fits = [
            (alike(g.content, mine.content), i)
            for i, g in enumerate(gold)
            if i not in pairs and alike(g.content, mine.content) >= least and alike(g.source, mine.source) >= least
        ]
        if fits:
            pairs[max(fits)[1]] = number
    return pairs


def score(gold: list[Linked], given: list[Linked], counts: Counter[str]) -> None:
    """Adds the pairs of one document: by overlap and at half agreement of source and content."""
    for name, least in (("overlap", 1e-9), ("half", 0.5)):
        counts[f"{name} right"] += len(paired(gold, given, least))
    counts["gold"] += len(gold)
    counts["given"] += len(given)
    counts["content gold"] += len(_all(gold))
    counts["content given"] += len(_all(given))
    counts["content both"] += len(_all(gold) & _all(given))


def _all(items: list[Linked]) -> frozenset[int]:
    return frozenset(i for item in items for i in item.content)


def report(name: str, counts: Counter[str]) -> None:
    """One line for each measure."""
    for measure, right, given, gold in (
        ("overlap", "overlap right", "given", "gold"),
        ("half", "half right", "given", "gold"),
        ("content words", "content both", "content given", "content gold"),
    ):
        precision, recall = counts[right] / max(1, counts[given]), counts[right] / max(1, counts[gold])
        both = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{name:22} {measure:14} P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}"
            f"  ({counts[given]} given, {counts[gold]} gold)"
        )


def show(text: str, gold: list[Linked], given: list[Linked]) -> None:
    """Items without a partner, for a person to read."""

    def words(numbers: frozenset[int]) -> str:
        return " ".join(m.group() for m in WORD.finditer(text) if m.start() in numbers)

    for mark, items, others in (("-", gold, given), ("+", given, gold)):
        for item in items:
            if not any(
                item.content & o.content and (item.source & o.source or not (item.source or o.source)) for o in others
            ):
                sys.stdout.write(f"{mark} {words(item.source)} | {words(item.cue)} | {words(item.content)}\n")


if __name__ == "__main__":
    main()
