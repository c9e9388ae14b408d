"""When something given is the same as something of gold: spans, names, dates, numbers. All spans in capture space."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Item = dict[str, Any]
LEAST_CONTENT = 0.6


def span_list(spans: Any) -> list[tuple[int, int]]:
    """No span, one, or several, as a list."""
    if not spans:
        return []
    return [(spans[0], spans[1])] if isinstance(spans[0], int) else [(s[0], s[1]) for s in spans]


def characters(spans: Any) -> set[int]:
    return {place for start, end in span_list(spans) for place in range(start, end)}


def overlap(a: Any, b: Any) -> float:
    """Shared characters over all characters of two span lists, 0 to 1."""
    one, other = characters(a), characters(b)
    return len(one & other) / len(one | other) if one | other else 0.0


def content_f(a: Any, b: Any, text: str) -> float:
    """F1 of the words (by place) of two contents."""
    words = [m.start() for m in re.finditer(r"\w+", text)]
    one, other = ({w for w in words if w in characters(spans)} for spans in (a, b))
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def name_key(name: str | None) -> frozenset[str]:
    """The words of a name, folded, so that articles, accents, case and punctuation do not matter."""
    plain = unicodedata.normalize("NFKD", name or "").casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’]s\b", "", plain).replace(".", "")
    return frozenset(re.findall(r"\w+", plain)) - {"the", "a", "an", "of", "and", "for", "in", "to"}


def same_name(one: str | None, other: str | None) -> bool:
    """One name's words hold the other's."""
    a, b = name_key(one), name_key(other)
    return bool(a and b) and (a <= b or b <= a)


def entity(item: Item) -> str | None:
    name: str | None = item.get("name") or item.get("entity")
    return name


def mention(gold: Item, given: Item, _: str) -> float:
    same = gold["type"] == given["type"] and same_name(entity(gold), entity(given))
    return overlap(gold["span"], given["span"]) if same else 0.0


def role(gold: Item, given: Item, _: str) -> float:
    same = same_name(entity(gold), entity(given)) and bool(name_key(gold["role"]) & name_key(given["role"]))
    return 1 + overlap(gold["span"], given["span"]) if same else 0.0


def speaker(gold: Item, given: Item) -> bool:
    """The same name; for someone unnamed the same description or the same words as source."""
    who, mine = gold["speaker"], given["speaker"]
    if who.get("name"):
        return same_name(who["name"], mine.get("name"))
    if mine.get("name"):
        return False
    return same_name(who.get("descriptor"), mine.get("descriptor")) or bool(
        characters(gold.get("source_span")) & characters(given.get("source_span"))
    )


def statement(gold: Item, given: Item, text: str) -> float:
    alike = content_f(gold["content_spans"], given["content_spans"], text)
    return alike if alike >= LEAST_CONTENT and speaker(gold, given) else 0.0


def figure(gold: Item, given: Item, _: str) -> float:
    numbers = [[item.get(field) for field in ("value", "min", "max")] for item in (gold, given)]
    same = numbers[0][0] == numbers[1][0] if numbers[0][0] is not None else numbers[0][1:] == numbers[1][1:]
    return overlap(gold["span"], given["span"]) if same else 0.0


LAYERS: dict[str, Callable[[Item, Item, str], float]] = {
    "mentions": mention,
    "roles": role,
    "statements": statement,
    "figures": figure,
}


def edtf_of(item: Item | None) -> str | None:
    value: str | None = (item or {}).get("edtf")
    return value


def date_right(gold: Item | None, given: Item | None) -> bool:
    """Equal to gold's date or to one it accepts; none where gold has none."""
    wanted = [edtf_of(gold), *((gold or {}).get("accept") or ())]
    return edtf_of(given) in wanted


def via_right(gold: Item, given: Item) -> bool:
    """Whether every teller given stands in gold's chain, and all that the sentence names are given."""
    named = [v["name"] for v in gold.get("via") or ()]
    inferred = [v["name"] if isinstance(v, dict) else v for v in gold.get("via_inferred") or ()]
    mine = [v["name"] for v in given.get("via") or ()]
    return all(any(same_name(m, g) for g in named + inferred) for m in mine) and all(
        any(same_name(m, g) for m in mine) for g in named
    )


ATTRIBUTES: dict[str, Callable[[Item, Item], bool]] = {
    "kind": lambda gold, given: bool(gold["kind"] == given["kind"]),
    "anonymous": lambda gold, given: bool(gold["speaker"].get("anonymous")) == bool(given["speaker"].get("anonymous")),
    "via": via_right,
    "said_on": lambda gold, given: date_right(gold.get("said_on"), given.get("said_on")),
}


def best_pairs(
    golds: Sequence[Item], givens: Sequence[Item], score: Callable[[Item, Item], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs, core gold before optional, the most alike first."""
    scored = ((is_core(g), score(g, s), i, j) for i, g in enumerate(golds) for j, s in enumerate(givens))
    pairs: list[tuple[int, int]] = []
    for _, likeness, i, j in sorted(scored, key=lambda row: (-row[0], -row[1], row[2], row[3])):
        if likeness > 0 and i not in _firsts(pairs) and j not in _seconds(pairs):
            pairs.append((i, j))
    return pairs


def _firsts(pairs: Iterable[tuple[int, int]]) -> set[int]:
    return {i for i, _ in pairs}


def _seconds(pairs: Iterable[tuple[int, int]]) -> set[int]:
    return {j for _, j in pairs}


def is_core(item: Item) -> bool:
    return bool(item.get("tier", "core") == "core")
