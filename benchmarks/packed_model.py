"""How well the packed model finds attributions on PolNeAR, beside the rules, on the same documents and by one measure.

    python -m benchmarks.packed_model [--weights FOLDER] [--split dev] [--documents 0] [--misses] [--without-rules]

Reads $DATA/polnear (default ../shared/data); says so and exits 0 where that is absent. The figures of training/language
(published measures, names, trees) stand in the model card.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from listeningpost.language import parse
from listeningpost.language.model import understand
from listeningpost.language.weights import PACKED, Weights, open_weights
from listeningpost.schema import Parse

from .attributions import Linked, find, gold_of, numbered, report, score, show, split_documents


def main() -> None:
    """Print the figures of the model and of the rules."""
    asked = _arguments()
    found = split_documents(asked.split, asked.documents)
    if found is None:
        return
    weights, model, rules = open_weights(asked.weights), Counter[str](), Counter[str]()
    start = time.process_time()
    read = find_with_model([document["text"] for document in found], weights)
    seconds = time.process_time() - start
    for document, given in zip(found, read, strict=True):
        gold = gold_of(document)
        score(gold, given, model)
        if asked.misses:
            show(document["text"], gold, given)
        if not asked.without_rules:
            score(gold, find(document["text"], with_model=False), rules)
    print(f"PolNeAR {asked.split}, {len(found)} documents, model {len(found) / seconds:.1f} a second of processor time")
    report("packed model", model)
    if not asked.without_rules:
        report("rules", rules)


def find_with_model(texts: Sequence[str], weights: Weights) -> list[list[Linked]]:
    """The attributions the model reads in bare texts, each read alone as pages are."""
    return [_found(text, understand([(text, parse(text, ((0, len(text)),)))], weights)[0]) for text in texts]


def _found(text: str, read: Parse) -> list[Linked]:
    return [
        Linked(
            numbered(text, [item.source] if item.source else []),
            numbered(text, item.content),
            numbered(text, [item.cue]),
        )
        for item in read.attributions
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=PACKED)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--without-rules", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
