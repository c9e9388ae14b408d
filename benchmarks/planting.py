"""One fault planted into a page without faults, at a random place."""

import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Span


class Planted(NamedTuple):
    """A page with one fault: in piece `piece` (0 the title, 1 the first paragraph) at `span` of that piece."""

    title: str
    paragraphs: list[str]
    piece: int
    span: Span


Plant = Callable[[random.Random, str, list[str]], "Planted | None"]
CAPTIONS = (
    "The harbour of Ostrel on Monday. (AP Photo/Maren Ostby)", "The harbour of Ostrel on Monday. Photo: Maren Ostby",
    "The harbour of Ostrel on Monday. Maren Ostby/Getty Images", "FILE PHOTO: The harbour of Ostrel on Monday.",
    "The harbour of Ostrel on Monday. © Maren Ostby", "Image caption The harbour of Ostrel on Monday.",
    "The harbour of Ostrel on Monday. Credit: Maren Ostby/Reuters",
    "The harbour of Ostrel on Monday (Photo by Maren Ostby)",
    "The harbour of Ostrel on Monday.",
)
CREDITS = ("(Photo by Maren Ostby)", "(AP Photo/Maren Ostby)", "Photo: Maren Ostby.", "(Image: Maren Ostby)")
JUNK = ("{{ article.teaser }}", "[object Object]", "<br />", "&nbsp;", "[caption id=\"attachment_12\"]", "&#8217;")


def _changed(paragraphs: list[str], at: int, found: Span, new: str, title: str) -> Planted:
    """The paragraph `at` with `new` in the place of a stretch; what was lost leaves its fault anywhere in it."""
    old = paragraphs[at]
    paragraphs[at] = old[: found[0]] + new + old[found[1] :]
    place = (max(0, found[0] - 1), found[0] + len(new) + 1) if new else (0, len(paragraphs[at]))
    return Planted(title, paragraphs, at + 1, place)


def _replaced(pattern: str, new: Callable[[re.Match[str], random.Random], str], chance: random.Random, title: str,
              paragraphs: list[str]) -> Planted | None:
    """A random match of a pattern replaced; None where the page has none."""
    places = [(at, found) for at, text in enumerate(paragraphs) for found in re.finditer(pattern, text)]
    if not places:
        return None
    at, found = chance.choice(places)
    return _changed(paragraphs, at, found.span(), new(found, chance), title)


def _put(pieces: tuple[str, ...], chance: random.Random, title: str, paragraphs: list[str]) -> Planted | None:
    """One of the pieces behind a sentence inside a paragraph."""
    return _replaced(r"(?<=[a-z]{3}[.]) (?=[A-Z])", lambda _, c: f" {c.choice(pieces)} ", chance, title, paragraphs)


def _caption(chance: random.Random, title: str, paragraphs: list[str]) -> Planted | None:
    at, caption = chance.randrange(1, len(paragraphs) + 1), chance.choice(CAPTIONS)
    return Planted(title, [*paragraphs[:at], caption, *paragraphs[at:]], at + 1, (0, len(caption)))


def _misspelt(chance: random.Random, title: str, paragraphs: list[str]) -> Planted | None:
    """One letter's slip in a name that knowledge has, or that stands on the page four times and more."""
    body = " ".join(paragraphs)
    counts = Counter(re.findall(r"(?<=[a-z] )[A-Z][a-z]{4,}\b", body))
    names = [name for name in counts if counts[name] >= 4 or open_knowledge_names().get(name, 0)]
    names = [name for name in names if name.lower() not in body]
    if not names:
        return None
    name = chance.choice(sorted(names))
    return _replaced(rf"(?<=[a-z] ){name}\b", lambda found, c: slip(found[0], c), chance, title, paragraphs)


def slip(name: str, chance: random.Random) -> str:
    """The name with a letter behind the first lost, swapped with the next or replaced by another."""
    at = chance.randrange(1, len(name) - 1)
    other = chance.choice([letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter != name[at]])
    made = chance.choice((name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                          name[:at] + other + name[at + 1 :]))
    return made if made != name else name[:at] + other + name[at + 1 :]


@cache
def open_knowledge_names() -> dict[str, int]:
    """The last words of the known people's names, and states, as keys."""
    actors = open_knowledge().actors
    return {actor.name.split()[-1]: 1 for actor in actors if actor.type in ("person", "state")}


def _headline(new: Callable[[random.Random], str], chance: random.Random, title: str, paragraphs: list[str]
              ) -> Planted | None:
    """A claim of its own behind the headline."""
    if not title:
        return None
    claim = new(chance)
    if any(word in " ".join(paragraphs) for word in claim.split() if word[0].isupper()):
        return None
    return Planted(f"{title}, {claim}", paragraphs, 0, (len(title) + 2, len(title) + 2 + len(claim)))


def _number(chance: random.Random) -> str:
    return f"{chance.randrange(1100, 99000) * 10 + 7:,} say"


def _actor(chance: random.Random) -> str:
    return f"says {chance.choice(['Paraguay', 'Tajikistan', 'Botswana', 'Mongolia', 'Nepal', 'Honduras'])}"


def _wrong_bytes(found: re.Match[str], _: random.Random) -> str:
    return found[0].encode("utf-8").decode("cp1252", "replace").replace("\ufffd", "\x9d")


FORMS: tuple[tuple[str, str, Plant], ...] = (
    ("broken_quotation", "a closing mark turned round", partial(_replaced, "”", lambda *_: "“")),
    ("broken_quotation", "an opening mark turned round", partial(_replaced, "“", lambda *_: "”")),
    ("broken_quotation", "a closing mark lost", partial(_replaced, "”", lambda *_: "")),
    ("broken_quotation", "an opening mark lost", partial(_replaced, "“", lambda *_: "")),
    ("broken_quotation", "a straight mark lost", partial(_replaced, '"', lambda *_: "")),
    ("caption_in_text", "a caption as a paragraph", _caption),
    ("caption_in_text", "a credit inside a paragraph", partial(_put, CREDITS)),
    ("garbled", "letters decoded wrongly", partial(_replaced, "[’“”—é]", _wrong_bytes)),
    ("garbled", "a letter lost", partial(_replaced, r"(?<=[a-z]{2})[a-z](?=[a-z]{2})", lambda *_: "?")),
    ("garbled", "bytes that are no letter", partial(_replaced, r"(?<=[a-z]{2})[a-z](?=[a-z]{2})", lambda *_: "\ufffd")),
    ("garbled", "a word twice", partial(_replaced, r"\b(?:the|of|to|and|a|for)\b(?= [a-z])",
                                        lambda found, _: f"{found[0]} {found[0]}")),
    ("garbled", "left by a machine", partial(_put, JUNK)),
    ("garbled", "a bracket lost", partial(_replaced, r"\)(?=[\s.,])", lambda *_: "")),
    ("misspelling", "one letter's slip", _misspelt),
    ("headline_beyond_text", "a number", partial(_headline, _number)),
    ("headline_beyond_text", "an actor", partial(_headline, _actor)),
)
