"""Labels written by quoting a passage, turned into offsets; and what such labels must keep to."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from listeningpost.schema import AttributionKind, MentionType, StatementKind

from .alike import Item

NUMBERED = re.compile(r"^(?P<words>.*\S)#(?P<number>\d+)$", re.DOTALL)
FROM_TO = re.compile(r"\s+~\s+")
SPANNED = ("source", "cue", "content")
KINDS, MANNERS, TYPES = (frozenset(get_args(choice)) for choice in (StatementKind, AttributionKind, MentionType))
Spans = Sequence[Sequence[int]]
ATTRIBUTION_KEYS = frozenset((*SPANNED, "speaker", "nested_in", "kind", "attribution", "optional"))
SPEAKER_KEYS = frozenset(("name", "best", "descriptor", "anonymous"))


# ---- from quotations to offsets
def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where some words stand in a text as whole words; blanks and line breaks are alike."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    before, after = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    return [found.span() for found in re.finditer(before + pattern + after, text)]


def place(text: str, written: str, near: Spans = ()) -> tuple[int, int]:
    """The span that a quotation means; of several that have no number, the one nearest to the spans of `near` and
    outside them. Raises ValueError, saying why, where it means none or more than one."""
    ends = FROM_TO.split(written.strip())
    if len(ends) > 2:
        raise ValueError(f"more than one ~ in {written!r}")
    found = occurrences(text, ends[0]) if near and len(ends) == 1 and ends[0] else []
    if len(found) > 1 and (nearest := _nearest(found, near)):
        return nearest
    start, end = _one(text, ends[0], 0)
    return (start, end) if len(ends) == 1 else (start, _one(text, ends[1], end)[1])


def _nearest(found: Sequence[tuple[int, int]], near: Spans) -> tuple[int, int] | None:
    """The one of some spans that is nearest to others and outside them; None where two are equally near."""
    away = sorted(
        (min(max(a - end, start - b) for a, b in near), (start, end))
        for start, end in found
        if not any(start < b and a < end for a, b in near)
    )
    alone = len(away) == 1 or (len(away) > 1 and away[0][0] < away[1][0])
    return away[0][1] if alone else None


def _one(text: str, written: str, least: int) -> tuple[int, int]:
    """One quotation: the only one, the numbered one, or after a ~ the first one from `least` on."""
    if written and (found := occurrences(text, written)):
        after = [span for span in found if span[0] >= least]
        if len(found) == 1 or (least and after):
            return (after or found)[0]
        raise ValueError(f"{written!r} stands {len(found)} times: write {written}#1 to {written}#{len(found)}")
    numbered = NUMBERED.match(written)
    found = occurrences(text, numbered["words"]) if numbered else []
    number = int(numbered["number"]) if numbered else 0
    if not 1 <= number <= len(found):
        more = f" (it stands {len(found)} times)" if found else ""
        raise ValueError(f"{written!r} does not stand in the passage{more}")
    return found[number - 1]


def resolved(text: str, written: Item) -> tuple[Item, list[str]]:
    """A passage's labels as offsets, and what is wrong with them as written."""
    wrong: list[str] = []
    labels = {
        "id": written["id"],
        "attributions": [_attribution(text, item, number, wrong) for number, item in _numbered(written)],
        "names": _names(text, written.get("names") or (), wrong),
    }
    return labels, [f"{written['id']}: {line}" for line in (*wrong, *faults(labels, text))]


def _numbered(written: Item) -> Iterator[tuple[int, Item]]:
    return enumerate(written.get("attributions") or ())


def _attribution(text: str, item: Item, number: int, wrong: list[str]) -> Item:
    wrong += [f"attribution {number}: no such key {key!r}" for key in sorted(set(item) - ATTRIBUTION_KEYS)]
    speaker = item.get("speaker") or {}
    wrong += [f"attribution {number}: no such key of speaker {key!r}" for key in sorted(set(speaker) - SPEAKER_KEYS)]
    content = _spans(text, item.get("content"), f"attribution {number}, content", wrong)
    source, cue = (
        _spans(text, item.get(key), f"attribution {number}, {key}", wrong, content or ()) for key in ("source", "cue")
    )
    return {
        "source": source, "cue": cue, "content": content,
        "speaker": {"name": None, "descriptor": None, "anonymous": False, **speaker},
        "nested_in": item.get("nested_in"),
        "kind": item.get("kind"),
        "attribution": item.get("attribution", "speech"),
        **({"optional": True} if item.get("optional") else {}),
    }


def _spans(text: str, written: Any, where: str, wrong: list[str], near: Spans = ()) -> list[list[int]] | None:
    found = []
    for words in [written] if isinstance(written, str) else written or ():
        try:
            found.append(list(place(text, words, near)))
        except ValueError as error:
            wrong.append(f"{where}: {error}")
    return found or None


def _names(text: str, written: Sequence[Sequence[str]], wrong: list[str]) -> list[Item]:
    """Each name wherever it stands, the longest first, or where its number says; nothing is taken twice."""
    taken: list[Item] = []
    for row in sorted(written, key=lambda row: -len(row[0])):
        if len(row) != 3:
            wrong.append(f"name {row!r}: write [words, type, entity]")
            continue
        words, kind, entity = row
        try:
            spans = occurrences(text, words) or [place(text, words)]
        except ValueError as error:
            wrong.append(f"name: {error}")
            continue
        free = [s for s in spans if not any(s[0] < t["span"][1] and t["span"][0] < s[1] for t in taken)]
        taken += [{"span": list(span), "type": kind, "entity": entity} for span in free]
    return sorted(taken, key=lambda name: (name["span"], name["type"]))


# ---- what a label file must keep to
def faults(labels: Item, text: str) -> list[str]:
    """What is wrong with a passage's labels, in words."""
    found = [
        f"attribution {number}: {fault}"
        for number, item in enumerate(labels["attributions"])
        for fault in (*_span_faults(item, text), *_value_faults(item), *_nest_faults(labels["attributions"], number))
    ]
    for name in labels["names"]:
        start, end = name["span"]
        if name["type"] not in TYPES:
            found.append(f"name {text[start:end]!r}: no type {name['type']!r} (one of {', '.join(sorted(TYPES))})")
        if not 0 <= start < end <= len(text):
            found.append(f"name {name}: outside the passage")
    return found


def _span_faults(item: Item, text: str) -> Iterator[str]:
    if not item["content"]:
        yield "no content"
    for key in SPANNED:
        for start, end in item[key] or ():
            if not 0 <= start < end <= len(text):
                yield f"{key} [{start}, {end}] lies outside the passage"
            elif text[start:end] != text[start:end].strip():
                yield f"{key} {text[start:end]!r} begins or ends with a blank"


def _value_faults(item: Item) -> Iterator[str]:
    if item["kind"] not in KINDS:
        yield f"kind {item['kind']!r} is none of {', '.join(sorted(KINDS))}"
    if item.get("attribution", "speech") not in MANNERS:
        yield f"attribution {item['attribution']!r} is none of {', '.join(sorted(MANNERS))}"
    speaker = item["speaker"]
    if not (speaker.get("name") or speaker.get("descriptor") or speaker.get("anonymous")):
        yield "the speaker has no name and no descriptor, and is not anonymous"
    if speaker.get("name") and speaker.get("anonymous"):
        yield "the speaker has a name and is anonymous"


def _nest_faults(items: Sequence[Item], number: int) -> Iterator[str]:
    outer = items[number]["nested_in"]
    if outer is not None and not (isinstance(outer, int) and 0 <= outer < number):
        yield f"nested_in {outer!r} is no attribution before this one (the outer comes first)"
