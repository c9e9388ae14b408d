"""Scores of the packed model, by the code the product runs, on gold tokens where the gold has tokens.

Attributions: as published work on PolNeAR scores them (exact spans) and as linked pairs of source and content, which
count by overlap and by half agreement of tokens. Names: exact spans and types. Trees: UPOS, UAS, LAS of all tokens.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from listeningpost.language.decoding import Run, allowed_moves, best_tags, runs
from listeningpost.language.linking import Linked
from listeningpost.language.model import Scored, attributions, roles, score, trees
from listeningpost.language.weights import Weights

from .batches import sentences
from .pages import ROLES, Attributed, Labels, TaughtPage
from .sources import read_articles, read_names, read_trees

Counts = Counter[str]
LOOSE = {"obl:agent": "obl", "nsubj:pass": "nsubj", "aux:pass": "aux"}


def f1(right: float, given: float, gold: float) -> float:
    """Per cent."""
    return 200 * right / (given + gold) if given + gold else 0.0


# ---- attributions
def score_articles(pages: Sequence[TaughtPage], weights: Weights) -> dict[str, float]:
    """overlap, half (IoU .5), exact, the tokens of contents, and exact spans of each role: F1 in per cent."""
    scored = score([page.encoded for page in pages], weights)
    return attribution_figures(pages, scored, weights)


def attribution_figures(
    pages: Sequence[TaughtPage], scored: Sequence[Sequence[Scored]], weights: Weights
) -> dict[str, float]:
    """The figures of pages that are scored already."""
    counts = Counts()
    for page, windows in zip(pages, scored, strict=True):
        if windows:
            linked = attributions(page.encoded, windows, weights)
            _count_article(page, linked, roles(page.encoded, windows, weights), counts)
    names = ("overlap", "half", "exact", "content tokens", *ROLES)
    found = {name: f1(counts[f"{name} right"], counts[f"{name} given"], counts[f"{name} gold"]) for name in names}
    for name in ("overlap", "half"):
        found[f"{name} precision"] = 100 * counts[f"{name} right"] / max(1, counts[f"{name} given"])
        found[f"{name} recall"] = 100 * counts[f"{name} right"] / max(1, counts[f"{name} gold"])
    return found


def _count_article(page: TaughtPage, linked: Sequence[Linked], tagged: Sequence[Run], counts: Counts) -> None:
    given = [_attributed(item) for item in linked]
    for name, least in (("overlap", 1e-9), ("half", 0.5), ("exact", 1.0)):
        counts[f"{name} right"] += _paired(given, page.attributions, least)
        counts[f"{name} given"] += len(given)
        counts[f"{name} gold"] += len(page.attributions)
    for role, name in enumerate(ROLES):
        gold = _runs_of(page.labels["roles"], role)
        own = {run[:2] for run in tagged if run[2] == name}
        _add(counts, name, len(gold & own), len(own), len(gold))
    gold_content = _united(page.attributions)
    own_content = _united(given)
    _add(counts, "content tokens", len(gold_content & own_content), len(own_content), len(gold_content))


def _add(counts: Counts, name: str, right: int, given: int, gold: int) -> None:
    counts[f"{name} right"] += right
    counts[f"{name} given"] += given
    counts[f"{name} gold"] += gold


def _attributed(linked: Linked) -> Attributed:
    by_role = ([linked.source] if linked.source else [], [linked.cue], linked.content)
    return Attributed(*(frozenset(t for a, b, _ in own for t in range(a, b + 1)) for own in by_role))


def _united(given: Iterable[Attributed]) -> frozenset[int]:
    return frozenset(token for item in given for token in item.content)


def _runs_of(tags: Labels, role: int) -> set[tuple[int, int]]:
    tokens = np.flatnonzero((tags > 0) & ((tags - 1) // 2 == role)).tolist()
    found = list[tuple[int, int]]()
    for token in tokens:
        if tags[token] % 2 == 0 and found and found[-1][1] == token - 1:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return set(found)


def _paired(given: Sequence[Attributed], gold: Sequence[Attributed], least: float) -> int:
    """How many are right, each gold one at most once, the best content first."""
    used = set[int]()
    for item in given:
        fits = [
            (alike(item.content, other.content), at)
            for at, other in enumerate(gold)
            if at not in used
            and alike(item.content, other.content) >= least
            and alike(item.source, other.source) >= least
        ]
        if fits:
            used.add(max(fits)[1])
    return len(used)


def alike(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared tokens over all tokens; two empty sources are alike."""
    return len(a & b) / len(a | b) if a or b else 1.0


# ---- names and trees
def score_names(pages: Sequence[TaughtPage], head: str, weights: Weights) -> float:
    """F1 of exact spans with types; every page is one sentence with gold tokens."""
    tags, counts = weights.manifest.tags[head], Counts()
    for page, windows in zip(pages, score([page.encoded for page in pages], weights), strict=True):
        starts = np.zeros(len(page.encoded), dtype=np.bool_)
        starts[page.encoded.sentences[:-1]] = True
        scores = np.concatenate([window.scores[head][1:] for window in windows])
        own = set(runs(best_tags(scores, allowed_moves(tags), starts), tags))
        gold = set(runs(page.labels[head], tags))
        _add(counts, head, len(own & gold), len(own), len(gold))
    return f1(counts[f"{head} right"], counts[f"{head} given"], counts[f"{head} gold"])


def score_trees(pages: Sequence[TaughtPage], weights: Weights) -> dict[str, float]:
    """UPOS, UAS and LAS in per cent, documents read in windows as the product does; subtypes count as their type."""
    counts = Counts()
    for page, windows in zip(pages, score([page.encoded for page in pages], weights), strict=True):
        kinds = np.concatenate([window.scores["upos"][1:] for window in windows]).argmax(1)
        heads, relations = list[int](), list[str]()
        for window in windows:
            own_heads, own_relations = trees(page.encoded, window, weights)
            heads, relations = heads + own_heads, relations + own_relations
        attached = np.array(heads) == page.labels["head"]
        named = weights.manifest.tags["relation"]
        same = [_plain(a) == _plain(named[b]) for a, b in zip(relations, page.labels["relation"], strict=True)]
        counts["tokens"] += len(kinds)
        counts["upos"] += int((kinds == page.labels["upos"]).sum())
        counts["uas"] += int(attached.sum())
        counts["las"] += int((attached & np.array(same)).sum())
    return {name: 100 * counts[name] / counts["tokens"] for name in ("upos", "uas", "las")}


def _plain(relation: str) -> str:
    return LOOSE.get(relation, relation)


def alone(pages: Sequence[TaughtPage]) -> list[TaughtPage]:
    """Documents cut to their sentences, each a page: how published work scores trees."""
    return [_sentence_page(page, a, b) for page in pages for _, a, b in sentences(page, 10_000)]


def _sentence_page(page: TaughtPage, start: int, end: int) -> TaughtPage:
    whole = page.encoded
    low, high = whole.first[start], whole.first[end]
    encoded = replace(
        whole, spans=whole.spans[start:end], pieces=whole.pieces[low:high], shapes=whole.shapes[low:high],
        first=whole.first[start : end + 1] - low, sentences=np.array([0, end - start]), opens=whole.opens[start:end],
    )  # fmt: skip
    labels = {name: given[start:end].copy() for name, given in page.labels.items()}
    if "head" in labels:
        labels["head"] = np.where(labels["head"] >= 0, labels["head"] - start, labels["head"])
    return TaughtPage(page.task, encoded, labels)


# ---- all of them
def score_all(data: Path, split: str, weights: Weights) -> dict[str, dict[str, float]]:
    """Every figure of a split, `dev` or `test`, by set."""
    words, tags = weights.pieces, dict(weights.manifest.tags)

    def names_of(name: str, head: str) -> dict[str, float]:
        return {"f1": score_names(read_names(data, name, split, words), head, weights)}

    read: dict[str, Callable[[], dict[str, float]]] = {
        "polnear": lambda: score_articles(read_articles(data, split, words), weights),
        "uner-ewt": lambda: names_of("names", "names"),
        "crossner-politics": lambda: names_of("politics", "politics"),
        "re3d": lambda: names_of("conflict", "conflict"),
        "ud-ewt in windows": lambda: score_trees(read_trees(data, split, words, tags), weights),
        "ud-ewt by sentence": lambda: score_trees(alone(read_trees(data, split, words, tags)), weights),
    }
    if split == "test":
        read["uner-pud"] = lambda: names_of("pud", "names")
    if split == "dev":
        read["wikigold"] = lambda: names_of("wikigold", "names")
    return {name: make() for name, make in read.items()}
