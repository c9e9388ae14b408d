"""The data sets, read as pages to learn from; their formats are in their READMEs."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from listeningpost.language import parse
from listeningpost.language.encoding import assemble, encode
from listeningpost.language.wordpiece import WordPieces

from .pages import (
    ARTICLE,
    IGNORED,
    NOWHERE,
    ROLE_TAGS,
    TREES,
    Attributed,
    Labels,
    TaughtPage,
    label_attributions,
    tokens_of,
)

NAME_TYPES = ("PER", "ORG", "LOC")
POLITICS_TYPES = (
    "politician", "politicalparty", "organisation", "election", "event", "country", "location", "person", "misc",
)  # fmt: skip
CONFLICT_TYPES = (
    "Organisation", "Location", "Person", "Nationality", "Temporal", "Quantity", "Money", "Weapon", "MilitaryPlatform",
)  # fmt: skip
KEPT_SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "obl:agent"})
FILES = {
    "polnear": ("polnear/{}.jsonl.gz", {"train": "train", "dev": "dev", "test": "test"}),
    "trees": ("ud-ewt/en_ewt-ud-{}.conllu.gz", {"train": "train", "dev": "dev", "test": "test"}),
    "names": ("uner-ewt/{}.iob2.gz", {"train": "train-0c7ce0d", "dev": "dev", "test": "test"}),
    "pud": ("uner-pud/en_pud-ud-{}.iob2.gz", {"test": "test"}),
    "politics": ("crossner-politics/{}.conll.gz", {"train": "train", "dev": "dev", "test": "test"}),
    "conflict": ("re3d/conflibert-{}.conll.gz", {"train": "train", "dev": "dev", "test": "test"}),
    "wikigold": ("wikigold/{}.conll.gz", {"train": "wikigold", "dev": "wikigold"}),
}
HELD_OUT = 5  # every fifth block of Wikigold, which has no split, is kept from training


class Sentence(NamedTuple):
    """The rows of one sentence of a column file, and whether it opens a document and a paragraph."""

    rows: list[list[str]]
    opens_document: bool
    opens_paragraph: bool


def bio(types: Sequence[str]) -> tuple[str, ...]:
    """The tags of some types."""
    return ("O", *(f"{mark}-{name}" for name in types for mark in "BI"))


TAG_SETS = {
    "roles": ROLE_TAGS,
    "names": bio(NAME_TYPES),
    "politics": bio(POLITICS_TYPES),
    "conflict": bio(CONFLICT_TYPES),
}


def path_of(data: Path, name: str, split: str) -> Path:
    """The file of one split of one set."""
    pattern, splits = FILES[name]
    return data / pattern.format(splits[split])


def read_articles(data: Path, split: str, words: WordPieces) -> list[TaughtPage]:
    """PolNeAR: attributions with a cue and a content, on the tokens the product will see."""
    with gzip.open(path_of(data, "polnear", split), "rt", encoding="utf-8") as lines:
        return [_article(json.loads(line), words) for line in lines]


def _article(document: dict[str, Any], words: WordPieces) -> TaughtPage:
    text = document["text"]
    encoded = encode(text, parse(text, ((0, len(text)),)), words)
    given = [
        Attributed(*(tokens_of(encoded, item[role]) for role in ("source", "cue", "content")))
        for item in document["attributions"]
    ]
    kept = tuple(item for item in given if item.cue and item.content)
    return TaughtPage(ARTICLE, encoded, label_attributions(len(encoded), kept), kept, document["id"])


def tree_tags(data: Path) -> dict[str, tuple[str, ...]]:
    """The parts of speech and relations of the training trees, in order of the alphabet."""
    rows = [row for sentence in _column_sentences(path_of(data, "trees", "train")) for row in sentence.rows]
    return {
        "upos": tuple(sorted({row[3] for row in rows})),
        "relation": tuple(sorted({relation_of(row[7]) for row in rows})),
    }


def read_trees(data: Path, split: str, words: WordPieces, tags: dict[str, tuple[str, ...]]) -> list[TaughtPage]:
    """UD EWT by document, with the names of UNER on the same sentences (none where a sentence is not in UNER)."""
    names: dict[tuple[str, ...], list[str]] = {}
    for sentence in _column_sentences(path_of(data, "names", split)):
        names.setdefault(tuple(row[1] for row in sentence.rows), [row[2] for row in sentence.rows])
    pages, document = [], list[Sentence]()
    for sentence in _column_sentences(path_of(data, "trees", split)):
        if sentence.opens_document and document:
            pages.append(_tree_page(document, names, words, tags))
            document = []
        document.append(sentence)
    return [*pages, _tree_page(document, names, words, tags)] if document else pages


def relation_of(label: str) -> str:
    """A relation without its subtype, but for passives and agents."""
    return label if label in KEPT_SUBTYPES else label.split(":")[0]


def _tree_page(
    document: list[Sentence],
    names: dict[tuple[str, ...], list[str]],
    words: WordPieces,
    tags: dict[str, tuple[str, ...]],
) -> TaughtPage:
    labels: dict[str, list[int]] = {"upos": [], "head": [], "relation": [], "names": []}
    offset = 0
    for sentence in document:
        known = names.get(tuple(row[1] for row in sentence.rows))
        labels["names"] += _numbers(known, TAG_SETS["names"]) if known else [IGNORED] * len(sentence.rows)
        labels["upos"] += [tags["upos"].index(row[3]) for row in sentence.rows]
        labels["relation"] += [tags["relation"].index(relation_of(row[7])) for row in sentence.rows]
        labels["head"] += [int(row[6]) - 1 + offset if int(row[6]) else NOWHERE for row in sentence.rows]
        offset += len(sentence.rows)
    return _column_page(TREES, document, 1, labels, words)


def read_names(data: Path, name: str, split: str, words: WordPieces) -> list[TaughtPage]:
    """A set of names alone, each sentence a page of its own. Types a head does not have count as no name."""
    head = name if name in TAG_SETS else "names"
    column = 1 if name in ("pud", "names") else 0
    pages = []
    for number, sentence in enumerate(_column_sentences(path_of(data, name, split))):
        if name == "wikigold" and (number % HELD_OUT == 0) != (split != "train"):
            continue
        labels = {head: _numbers(_tags(sentence, name, column), TAG_SETS[head])}
        pages.append(_column_page(name, [sentence], column, labels, words))
    return pages


def _tags(sentence: Sentence, name: str, column: int) -> list[str]:
    """The tags of a sentence as B and I; Wikigold has I alone."""
    given = [row[column + 1] for row in sentence.rows]
    if name != "wikigold":
        return given
    made = ["O", *given]
    return [tag.replace("I-", "B-") if tag[2:] != before[2:] else tag for before, tag in zip(made, given, strict=False)]


def _numbers(given: Sequence[str], tags: Sequence[str]) -> list[int]:
    return [tags.index(tag) if tag in tags else 0 for tag in given]


def _column_page(
    task: str, document: list[Sentence], column: int, labels: dict[str, list[int]], words: WordPieces
) -> TaughtPage:
    tokens = [row[column] for sentence in document for row in sentence.rows]
    opens = [s.opens_paragraph and not i for s in document for i in range(len(s.rows))]
    spans, place = [], 0
    for token in tokens:
        spans.append((place, place + len(token)))
        place += len(token) + 1
    encoded = assemble(tokens, opens, [len(s.rows) for s in document], words, tuple(spans))
    return TaughtPage(task, encoded, {name: _array(numbers) for name, numbers in labels.items()})


def _array(numbers: list[int]) -> Labels:
    return np.array(numbers, dtype=np.int64)


def _column_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-like file: tab or blank between columns; rows without a whole number (ranges, empty
    nodes) are left out of numbered files."""
    rows, document, paragraph = list[list[str]](), True, True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            document = document or line.startswith("# newdoc")
            paragraph = paragraph or line.startswith(("# newdoc", "# newpar"))
            if line.startswith("# ") and (" = " in line or "newpar" in line or "newdoc" in line or "::" in line):
                continue
            cells = line.rstrip("\n").split("\t" if "\t" in line else " ")
            if not line.strip() or not cells[0] and len(cells) == 1:
                if rows:
                    yield Sentence(rows, document, paragraph or _unnumbered(rows))
                    rows, document, paragraph = [], False, False
            elif _unnumbered([cells]) or cells[0].isdigit():
                rows.append(cells)


def _unnumbered(rows: list[list[str]]) -> bool:
    """Token and tag alone: files of single sentences."""
    return len(rows[0]) == 2
