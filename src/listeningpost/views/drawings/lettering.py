"""Where labels go: each at the first of its places where it meets no other, the most important first."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# widths of letters in Inter, in heights of the type; what is not listed is as wide as a middling letter
NARROW, WIDE, BROAD, MIDDLING, CAPITAL, IDEOGRAM = 0.3, 0.92, 0.72, 0.57, 0.68, 1.0
SLIM = frozenset("iIjlt.,:;'’|!()[] f-r")
FAT = frozenset("mMwW@%")
ROUND = frozenset("CDGOQHNU&")


class Box(NamedTuple):
    """A stretch of a drawing: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: "Box") -> bool:
        """Whether two stretches share more than an edge."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


class Place(NamedTuple):
    """A place for a label: from its point, and which end of the text stands there (start, middle, end)."""

    dx: float
    dy: float
    anchor: str


class Label(NamedTuple):
    """A text that wants to stand by a point, at the first of its places that is free; `name` says whose it is."""

    text: str
    x: float
    y: float
    size: float
    places: Sequence[Place]
    name: str = ""


class Placed(NamedTuple):
    """A label where it stands."""

    label: Label
    x: float
    y: float
    anchor: str


def width_of(text: str, size: float) -> float:
    """How wide a text will be, roughly; never much less than it is."""
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in SLIM:
        return NARROW + (0.09 if letter in "frt-" else 0.0)
    if letter in FAT:
        return WIDE
    if letter in ROUND:
        return BROAD
    if unicodedata.east_asian_width(letter) in "WF":
        return IDEOGRAM
    return CAPITAL if letter.isupper() else MIDDLING


def place(labels: Iterable[Label], room: Box, taken: Iterable[Box] = ()) -> list[Placed]:
    """The labels that find a place inside `room` where neither `taken` nor an earlier label is; the others are left
    out, and the drawing's table still has them."""
    used, found = list(taken), list[Placed]()
    for label in labels:
        for spot in label.places:
            box = _box(label, spot)
            if _inside(box, room) and not any(box.meets(other) for other in used):
                used.append(box)
                found.append(Placed(label, label.x + spot.dx, label.y + spot.dy, spot.anchor))
                break
    return found


def _box(label: Label, spot: Place) -> Box:
    width = width_of(label.text, label.size)
    left = label.x + spot.dx - {"start": 0.0, "middle": width / 2, "end": width}[spot.anchor]
    base = label.y + spot.dy
    return Box(left, base - 0.8 * label.size, left + width, base + 0.24 * label.size)


def _inside(box: Box, room: Box) -> bool:
    return box.x0 >= room.x0 and box.x1 <= room.x1 and box.y0 >= room.y0 and box.y1 <= room.y1


def shorter(text: str, size: float, room: float) -> str:
    """A text cut behind a whole word, with three dots, where it is wider than the room."""
    plain = " ".join(text.split())
    if width_of(plain, size) <= room:
        return plain
    words = plain.split(" ")
    while len(words) > 1 and width_of(" ".join(words) + " …", size) > room:
        words.pop()
    kept = " ".join(words)
    while len(kept) > 1 and width_of(kept + " …", size) > room:
        kept = kept[:-1]
    return f"{kept} …"
