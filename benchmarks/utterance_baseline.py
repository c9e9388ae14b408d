"""The simple way to join tellings and figures, to stand beside: the same speaker's surname and half of the words; the
same number before the same noun. It is given the labelled places and the speakers' names, so it has only to join."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from .alike import Item

LEAST_WORDS = 0.5
WORDS = {
    name: words.split()
    for name, words in tomllib.loads((Path(__file__).parent / "utterance_words.toml").read_text("utf-8")).items()
}
EMPTY, HEDGES = frozenset(WORDS["empty"]), frozenset(WORDS["hedges"])
SMALL = {word: number for number, word in enumerate(WORDS["small"])}
LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
NUMBER = re.compile(r"\d+(?:, ?\d{3})*(?:\. ?\d+)?")
NAME = re.compile(r"\b[A-Z][\w'’-]+\b")
Texts = Mapping[str, str]


# ---- utterances
def utterances(groups: Iterable[Item], texts: Texts) -> list[Item]:
    """The labelled statements of utterances joined by surname and words; drift where numbers or hedges differ."""
    statements = list(labelled_places(groups))
    words = [words_of(item, texts) for item, _ in statements]
    names = [surname(item, speaker, texts) for item, speaker in statements]
    pairs = [
        (a, b)
        for a, b in combinations(range(len(statements)), 2)
        if names[a] and names[a] == names[b] and alike(words[a], words[b])
    ]
    return [_joined([statements[n][0] for n in found], texts) for found in components(len(statements), pairs)]


def labelled_places(groups: Iterable[Item]) -> Iterator[tuple[Item, str | None]]:
    """Each labelled statement once, with its speaker where the label tells it."""
    seen: set[tuple[str, str]] = set()
    for group in (group for group in groups if group["kind"] == "utterance"):
        for role in ("tellings", "others", "optional"):
            for item in group[role]:
                key = item["document"], str(item["content"])
                if key not in seen:
                    seen.add(key)
                    told = None if item.get("why") == "speaker" else item.get("speaker", group["speaker"])
                    yield item, told


def words_of(item: Item, texts: Texts) -> frozenset[str]:
    """The words of a content that say something, in lower case."""
    text = texts[item["document"]]
    found = {word.lower() for a, b in item["content"] for word in re.findall(r"\w+", text[a:b])}
    return frozenset(found - EMPTY)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """At least half of the words of the one with fewer stand in the other."""
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= LEAST_WORDS * least


def surname(item: Item, speaker: str | None, texts: Texts) -> str | None:
    """The last name in the words for the source, else in the speaker's name."""
    text = texts[item["document"]]
    source = " ".join(text[a:b] for a, b in item["source"] or ())
    names: list[str] = NAME.findall(source.split(",")[0]) or NAME.findall(speaker or "")
    return names[-1].lower() if names else None


def _joined(tellings: Sequence[Item], texts: Texts) -> Item:
    plain = [{"document": item["document"], "spans": item["content"]} for item in tellings]
    return {"kind": "utterance", "tellings": plain, "drift": list(_drifts(tellings, texts))}


def _drifts(tellings: Sequence[Item], texts: Texts) -> Iterator[Item]:
    numbers, hedges = [], []
    for item in tellings:
        text = " ".join(texts[item["document"]][a:b] for a, b in item["content"])
        numbers.append(set(NUMBER.findall(text)))
        hedges.append(set(re.findall(r"\w+", text.lower())) & HEDGES)
    for a, b in combinations(range(len(tellings)), 2):
        if numbers[a] != numbers[b] and numbers[a] and numbers[b]:
            yield {"kind": "value", "was": a, "now": b}
        if hedges[a] != hedges[b]:
            yield {"kind": "hedge", "was": a, "now": b}


# ---- figures
def series(groups: Iterable[Item], texts: Texts) -> list[Item]:
    """The labelled figures of an event joined where value and noun are the same; a flag for never another value."""
    by_key: dict[tuple[str, float, str], list[Item]] = {}
    seen: set[tuple[str, int, int]] = set()
    for group in (group for group in groups if group["kind"] == "figure_series"):
        for point in (*group["points"], *group["others"]):
            text, (start, end) = texts[point["document"]], point["span"]
            key = group["event"], value_of(text[start:end]), noun_of(text, start, end)
            if (point["document"], start, end) not in seen:
                seen.add((point["document"], start, end))
                by_key.setdefault(key, []).append({"document": point["document"], "span": point["span"]})
    return [
        {"kind": "figure_series", "points": points, "flags": ["unchanged"] if len(points) > 1 else []}
        for points in by_key.values()
    ]


def value_of(words: str) -> float:
    """The number that words begin with, in figures or as a small number word; -1 where there is none."""
    found = NUMBER.search(words)
    plain = re.findall(r"[a-z]+", words.lower())
    size = next((LARGE[word] for word in plain if word in LARGE), 1)
    if found:
        return float(re.sub(r"[ ,]", "", found.group())) * size
    small = [SMALL[word] for word in plain if word in SMALL]
    return float(small[0] if small else -1) * size


def noun_of(text: str, start: int, end: int) -> str:
    """The last word of a figure, or the word behind one that is a number only."""
    within = re.findall(r"[^\W\d_]+", text[start:end])
    plain = [word for word in within if word.lower() not in LARGE and word.lower() not in SMALL]
    if plain:
        return str(plain[-1]).lower()
    behind = re.match(r"\W*([^\W\d_]+)", text[end : end + 40])
    return str(behind[1]).lower() if behind else ""


def components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected groups of numbers below `count`, alone ones left out."""
    parent = list(range(count))
    for a, b in pairs:
        old, new = parent[a], parent[b]
        parent = [new if one == old else one for one in parent]
    found: dict[int, list[int]] = {}
    for number, one in enumerate(parent):
        found.setdefault(one, []).append(number)
    return [group for group in found.values() if len(group) > 1]
