"""What a claim and a text are measured by: how alike they are, and with what words they affirm, doubt and refute."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from listeningpost.knowledge import fold
from listeningpost.language import parse
from listeningpost.record.rarity import rarity

from .stance_sets import Pair, Vectors

Floats = NDArray[np.float64]
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NEWS = ("refuting", "doubting", "confirming", "telling", "negating")
SENTENCES = 40  # of a body that are looked at
WORDS = 60  # of a sentence, and
BEGINNING = 254  # of a body, whose vectors are made
NEAREST, SHARP = 3, 4.0  # sentences likest to the headline; how fast a sentence counts less that is less like it
TELLING = 1.0  # rarity from which on a word tells what a text is about
LETTERS = 7
OFTEN = 8  # texts of a training part in which a word must stand to count by itself


@dataclass(frozen=True)
class Sentences:
    """A body: the vectors of its sentences and of its beginning, its telling stems by sentence, and how many words of
    each list of NEWS each sentence has."""

    vectors: Floats
    beginning: Floats
    stems: tuple[Mapping[str, float], ...]
    counts: Floats
    words: int
    asking: float


def words_of(text: str) -> list[str]:
    """The words in lower case."""
    return [word.replace("’", "'").lower() for word in WORD.findall(text)]


def stems_of(words: Iterable[str]) -> dict[str, float]:
    """The telling words, cut to what their forms share, with how rare they are in news."""
    rare = {word: rarity(fold(word)) for word in words}
    return {word[:LETTERS] if len(word) > 5 else word.rstrip("s"): value
            for word, value in rare.items() if value > TELLING}


def contained(claim: Mapping[str, float], text: Mapping[str, float]) -> float:
    """How much of a claim's stems a text has, by how rare they are."""
    whole = sum(claim.values())
    return sum(value for stem, value in claim.items() if stem in text) / whole if whole else 0.0


def counted(words: Sequence[str], lists: Sequence[str] = NEWS) -> list[float]:
    """How many of the words are of each list; "isn't" negates."""
    return [float(sum(word in _list(name) or (name in ("negating", "harmful") and word.endswith("n't"))
                      for word in words)) for name in lists]


@cache
def _list(name: str) -> frozenset[str]:
    table = tomllib.loads((Path(__file__).parent / "stance_words.toml").read_text(encoding="utf-8"))
    return frozenset(table[name].split())


# ---- headline and body
def texts_of(body: str) -> tuple[list[str], str]:
    """The sentences of a body and its beginning, as their vectors are made."""
    spans = parse(body, [(0, len(body))]).sentences[:SENTENCES]
    return [" ".join(body[a:b].split()[:WORDS]) for a, b in spans], " ".join(body.split()[:BEGINNING])


def read_body(body: str, vectors: Vectors) -> Sentences:
    """A body as it is measured."""
    sentences, beginning = texts_of(body)
    words = [words_of(one) for one in sentences]
    return Sentences(
        np.array([vectors[one] for one in sentences], dtype=np.float64), vectors[beginning].astype(np.float64),
        tuple(map(stems_of, words)), np.array([counted(row) for row in words]), max(sum(map(len, words)), 1),
        sum("?" in one for one in sentences) / len(sentences))


def likeness(headline: str, body: Sentences, vectors: Vectors) -> list[float]:
    """How alike they are: by vectors and by words, with all, with the likest sentences and with the first ones."""
    near, shared = _near(headline, body, vectors)
    stems, every = stems_of(words_of(headline)), {stem: 1.0 for row in body.stems for stem in row}
    own = vectors[headline]
    return [
        float(body.beginning @ own), near.max(), np.sort(near)[-NEAREST:].mean(), near[0], near[:NEAREST].max(),
        near.mean(), shared.max(), contained(stems, every), shared[0]]


def standing(headline: str, body: Sentences, vectors: Vectors) -> list[float]:
    """How a body stands to a headline: the words of each list in the headline, the likest sentences, the first ones
    and the whole, and what the two of them say together."""
    near, shared = _near(headline, body, vectors)
    like = near + shared
    share = np.exp(SHARP * (like - like.max()))
    soft = (share / share.sum()) @ np.minimum(body.counts, 2)
    nearest = body.counts[np.argsort(-like)[:NEAREST]]
    often = np.minimum(100 * body.counts.sum(axis=0) / body.words, 5)
    own = np.minimum(counted(words_of(headline)), 2)
    turned = float(own[0] + own[4] > 0)
    return [
        *own, float("?" in headline), float(any(mark in headline for mark in "“\"'‘")), *np.minimum(nearest[0], 2),
        *np.minimum(nearest.sum(axis=0), 4), *soft, *np.minimum(body.counts[:NEAREST].sum(axis=0), 4), *often,
        *np.log1p(body.counts.sum(axis=0)), turned * soft[0], turned * (1 - min(soft[0], 1)), turned * often[0],
        (1 - turned) * often[0], own[1] * soft[1], body.asking, float(np.log(body.words))]


def _near(headline: str, body: Sentences, vectors: Vectors) -> tuple[Floats, Floats]:
    stems = stems_of(words_of(headline))
    return body.vectors @ vectors[headline], np.array([contained(stems, row) for row in body.stems])


# ---- claim and perspective
def vocabulary(pairs: Sequence[Pair]) -> list[str]:
    """The words that stand in OFTEN texts of some pairs or more, in order."""
    counts: dict[str, int] = {}
    for pair in pairs:
        for word in set(words_of(pair.text)):
            counts[word] = counts.get(word, 0) + 1
    return sorted(word for word, count in counts.items() if count >= OFTEN)


def perspective(pair: Pair, vectors: Vectors, number: Mapping[str, int]) -> Floats:
    """How a perspective stands to a claim: the words of each list in both, their vectors, and each word of `number` in
    it, once as it stands and once where the claim is itself against something."""
    claim, text = words_of(pair.claim), words_of(pair.text)
    lists = ("harmful", "beneficial", "negating")
    (bad, good, no), (worse, better, none) = counted(claim, lists), counted(text, lists)
    against = float(bad > 0)
    bag = np.zeros(len(number))
    bag[[number[word] for word in text if word in number]] = 1
    one, two = vectors[pair.claim].astype(np.float64), vectors[pair.text].astype(np.float64)
    plain = [
        bad, good, no, worse, better, none, against * (worse > 0), against * (better > 0), (good > 0) * (worse > 0),
        (no > 0) * (none > 0), np.tanh(bad - good) * np.tanh(worse - better),
        contained(stems_of(claim), stems_of(text)), contained(stems_of(text), stems_of(claim)),
        len(text), "?" in pair.text, *counted(text), float(one @ two)]
    return np.concatenate([np.array(plain, dtype=np.float64), two, one * two, bag, against * bag])
