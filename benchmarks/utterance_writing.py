"""Labels of utterances and figure series written by quoting documents, a line for each thing, turned into offsets.

    E event | half
    U name | speaker | day | venue
    T document | source or - | words said || more words said [| another speaker]
    N document | source or - | words said | why it is another utterance
    O document | source or - | words said
    X kind | 0,2: words; 1: other words / 3: words; 4: -
    S name | what is counted | of whom or what | unit
    P document | words round {the figure} | value | relation | as of
    M document | words round {a figure} | why it is another quantity
    F flags

T, N, O and X belong to the U before them, P, M and F to the S. A telling is named by its number under its U, from 0.
utterances/README.md says what the lines mean.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .alike import Item
from .quoting import occurrences, place

STRAIGHT = str.maketrans("’‘“”", "''\"\"")
KINDS = frozenset(  # as the record has them, `utterance`
    ("value", "unit", "hedge", "modality", "scope", "counted")
    + ("cause", "speaker", "basis", "day", "negation", "omission")
)
RELATIONS = frozenset(("first", "repeat", "update", "conflict", "drift"))
FLAGS = frozenset(("unchanged", "conflict", "drift", "basis changed"))
OTHER_CLAIM = frozenset(("claim", "day", "venue", "speaker"))
OTHER_QUANTITY = frozenset(("quantity", "part", "time", "place", "foretold", "plan"))
VALUE = re.compile(r"^(?P<bound>[~<>]?)(?P<number>\d+(\.\d+)?)$")
BOUNDS = {"": None, "~": "about", "<": "most", ">": "least"}
Texts = Mapping[str, str]
Span = list[int]


class Line(NamedTuple):
    """A written line: its letter, its fields, and where it stands."""

    letter: str
    fields: tuple[str, ...]
    at: str

    def field(self, number: int, default: str = "") -> str:
        return self.fields[number] if number < len(self.fields) else default


class Unwritten(ValueError):
    """A line that says nothing, or that quotes what does not stand in its document."""


# ---- lines to groups
def read_lines(written: str, name: str) -> Iterator[Line]:
    """The lines of a written file; a line that is empty or begins with # is none."""
    for number, line in enumerate(written.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            letter, _, rest = line.strip().partition(" ")
            yield Line(letter, tuple(re.split(r"\s+\|\s+", rest)), f"{name}:{number}")


def documents_of(lines: Sequence[Line]) -> dict[str, tuple[str, str]]:
    """Every document that lines quote, with its event and half, in their order."""
    event, half = "", ""
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        if line.letter == "E":
            event, half = line.fields[0], line.field(1)
        elif line.letter in "TNOPM":
            found.setdefault(line.fields[0], (event, half))
    return found


def resolved(lines: Sequence[Line], texts: Texts) -> tuple[list[Item], list[str]]:
    """Groups and series with offsets, in the order of the lines, and what is wrong with the lines."""
    groups: list[Item] = []
    wrong: list[str] = []
    event = half = ""
    for line in lines:
        try:
            if line.letter == "E":
                event, half = line.fields[0], line.field(1)
            elif line.letter in "US":
                groups.append(_begun(line, event, half))
            else:
                ADDED[line.letter](groups[-1], line, texts)
        except (KeyError, IndexError, ValueError) as error:
            wrong.append(f"{line.at}: {line.letter} {' | '.join(line.fields)[:80]}: {error}")
    return groups, wrong


def _begun(line: Line, event: str, half: str) -> Item:
    head = {"id": f"{event}/{line.fields[0]}", "event": event, "split": half}
    if line.letter == "U":
        return {
            "kind": "utterance", **head, "speaker": line.fields[1], "said_on": line.field(2) or None,
            "venue": line.field(3) or None, "tellings": [], "others": [], "optional": [], "drift": [],
        }  # fmt: skip
    return {
        "kind": "figure_series", **head, "what": line.fields[1], "of": line.field(2) or None,
        "unit": line.field(3) or None, "points": [], "others": [], "flags": [],
    }  # fmt: skip


def _telling(group: Item, line: Line, texts: Texts) -> None:
    spoken = {"speaker": line.fields[3]} if len(line.fields) > 3 else {}
    group["tellings"].append({**_statement(line, texts), **spoken})


def _other(group: Item, line: Line, texts: Texts) -> None:
    if line.field(3) not in OTHER_CLAIM:
        raise Unwritten(f"why is none of {', '.join(sorted(OTHER_CLAIM))}")
    group["others"].append({**_statement(line, texts), "why": line.fields[3]})


def _optional(group: Item, line: Line, texts: Texts) -> None:
    group["optional"].append(_statement(line, texts))


def _statement(line: Line, texts: Texts) -> Item:
    text = straight(texts[line.fields[0]])
    content = [list(place(text, straight(words))) for words in line.fields[2].split(" || ")]
    source = None if line.fields[1] == "-" else [list(place(text, straight(line.fields[1]), content))]
    return {"document": line.fields[0], "source": source, "content": content}


def _drift(group: Item, line: Line, texts: Texts) -> None:
    if line.fields[0] not in KINDS:
        raise Unwritten(f"no such kind of drift: {line.fields[0]}")
    variants = [list(_variant(group, part, texts)) for part in re.split(r"\s/\s", line.fields[1])]
    if len(variants) < 2:
        raise Unwritten("a drift has two variants or more")
    group["drift"].append({"kind": line.fields[0], "variants": variants})


def _variant(group: Item, written: str, texts: Texts) -> Iterator[Item]:
    for part in written.split(";"):
        numbers, _, words = part.strip().partition(":")
        for number in numbers.split(","):
            telling = group["tellings"][int(number)]
            yield {"telling": int(number), "words": _words(telling, words.strip(), texts)}


def _words(telling: Item, words: str, texts: Texts) -> list[Span] | None:
    """Where the words of a drift stand: in the content, else nearest to it; None for `-`, where they are wanting."""
    if words == "-":
        return None
    text = straight(texts[telling["document"]])
    plain, _, number = straight(words).partition("#")
    within = [s for s in occurrences(text, plain) if any(a <= s[0] and s[1] <= b for a, b in telling["content"])]
    if within:
        return [list(within[int(number or 1) - 1])]
    return [list(place(text, straight(words), telling["content"]))]


def _point(series: Item, line: Line, texts: Texts) -> None:
    if line.field(3) not in RELATIONS:
        raise Unwritten(f"relation is none of {', '.join(sorted(RELATIONS))}")
    dated = {"as_of": line.fields[4]} if len(line.fields) > 4 else {}
    series["points"].append(
        {**_figure(line, texts), **value_of(line.fields[2]), "relation": line.fields[3], **dated}
    )


def _quantity(series: Item, line: Line, texts: Texts) -> None:
    if line.field(2) not in OTHER_QUANTITY:
        raise Unwritten(f"why is none of {', '.join(sorted(OTHER_QUANTITY))}")
    series["others"].append({**_figure(line, texts), "why": line.fields[2]})


def _figure(line: Line, texts: Texts) -> Item:
    """The span within braces, placed by the words round it."""
    before, brace, rest = straight(line.fields[1]).partition("{")
    words, closing, after = rest.partition("}")
    if not (brace and closing):
        raise Unwritten("no {figure}")
    text = straight(texts[line.fields[0]])
    start, end = place(text, f"{before}{words}{after}".strip())
    inner = occurrences(text[start:end], words)
    if not inner:
        raise Unwritten(f"{words!r} does not stand there as words")
    number = len(occurrences(before, words))
    return {"document": line.fields[0], "span": [start + inner[number][0], start + inner[number][1]]}


def value_of(written: str) -> Item:
    """A value as it is written: 84, >84 (at least, more than), <84 (up to, nearly, almost), ~84 (about)."""
    found = VALUE.match(written)
    if not found:
        raise Unwritten(f"no value: {written}")
    return {"value": float(found["number"]), "bound": BOUNDS[found["bound"]]}


def _flags(series: Item, line: Line, _: Texts) -> None:
    given = [flag.strip() for flag in line.fields[0].split(",")]
    if unknown := sorted(set(given) - FLAGS):
        raise Unwritten(f"no such flag: {', '.join(unknown)}")
    series["flags"] = given


ADDED = {"T": _telling, "N": _other, "O": _optional, "X": _drift, "P": _point, "M": _quantity, "F": _flags}


def straight(text: str) -> str:
    """Curly quotation marks as straight ones, character for character."""
    return text.translate(STRAIGHT)
