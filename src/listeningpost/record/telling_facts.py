"""What the joiner of utterances keeps of a statement: who is said to have said what, when and where, in whose words."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from ..edtf import EARLIEST, LATEST, bounds
from ..knowledge import fold
from ..schema import DENYING, Page, Record, Span, Statement
from .claims_told import claims_of
from .copy_facts import published_within
from .telling_sketch import Outline, Sketch, outline, sketch
from .telling_words import BEGUN, Words, word_telling

LONGEST = 700  # characters of a content that are compared
GAP = " … "  # between the pieces of a content
SOURCE_LENGTH = 60  # characters of the words for the source


class TellingFacts(Record, frozen=True, array_like=True):
    """The facts of one telling: a claim of a statement. `id` is the statement's with the claim's number, `spans` where
    the claim stands on its page, `text` its words; `quoted` are spans of `text`; days are ISO, `first` to `last` when
    it was said, `printed` when its page may have been published; `vector` is what it is about, if any was made;
    `weight` is what its words weigh, `sketch` those words as numbers and `begun` their first letters; `denies`: it is
    told as denied."""

    id: str
    statement: str
    page: str
    spans: tuple[Span, ...]
    text: str
    quoted: tuple[Span, ...] = ()
    entity: str | None = None
    name: str | None = None
    descriptor: str | None = None
    bodies: tuple[str, ...] = ()
    source: str = ""
    said_on: str | None = None
    first: str = EARLIEST
    last: str = LATEST
    printed: tuple[str, str] = (EARLIEST, LATEST)
    venue: str | None = None
    kind: str = "indirect"
    attribution: str = "speech"
    vector: bytes = b""
    weight: float = 0.0
    sketch: Sketch = Sketch()
    begun: Sketch = Sketch()
    denies: bool = False


class Telling:
    """The facts of a telling with all that comparing needs to know, worked out once."""

    def __init__(self, facts: TellingFacts) -> None:
        self.facts = facts

    def text(self, start: int, end: int) -> str:
        """The page's own words from one word of the telling up to another, by their numbers."""
        tokens = self.words.tokens[start:end]
        return " ".join(self.facts.text[tokens[0].span[0] : tokens[-1].span[1]].split()) if tokens else ""

    @cached_property
    def words(self) -> Words:
        """The words of its content."""
        return word_telling(self.facts.text, self.facts.quoted)

    @cached_property
    def outline(self) -> Outline:
        """Its words as numbers."""
        return outline(self.facts.sketch)

    @cached_property
    def begun(self) -> Outline:
        """The first letters of its words as numbers."""
        return outline(self.facts.begun)

    @cached_property
    def vector(self) -> npt.NDArray[np.int64] | None:
        """What it is about; None where the packed model did not read it."""
        return np.frombuffer(self.facts.vector, dtype=np.int8).astype(np.int64) if self.facts.vector else None

    @cached_property
    def length(self) -> float:
        """Of its meaning."""
        return math.sqrt(int(self.vector @ self.vector)) if self.vector is not None else 0.0

    @cached_property
    def speaker(self) -> frozenset[str]:
        """The folded words of the speaker's name."""
        return frozenset(fold(self.facts.name or "").split())

    @cached_property
    def described(self) -> frozenset[str]:
        """The folded words by which the speaker is named, described, and told to belong to a body."""
        words = " ".join((self.facts.name or "", self.facts.descriptor or "", self.facts.source, *self.facts.bodies))
        return frozenset(word for word in fold(words).split() if len(word) > 2)

    @cached_property
    def day(self) -> str | None:
        """The one day on which it was said, None where that is not told."""
        return self.facts.first if self.facts.first == self.facts.last else None

    @cached_property
    def around(self) -> tuple[int, int] | None:
        """The days of the calendar, as numbers, between which it was told; None without any."""
        first = max(self.facts.first, self.facts.printed[0])
        last = min(self.facts.last, self.facts.printed[1])
        known = [one for one in (first, last) if one not in (EARLIEST, LATEST) and "1000" < one[:4] < "9000"]
        days = [date.fromisoformat(one).toordinal() for one in known]
        return (min(days), max(days)) if days else None


def tellings_of(page: Page) -> Iterator[TellingFacts]:
    """The facts of each claim of each statement, in the page's order."""
    printed = published_within(page.article)
    bodies: dict[str, list[str]] = {}
    for role in page.roles:
        bodies.setdefault(role.entity, []).append(role.of or role.role)
    for statement in page.statements:
        told = _of_statement(page, statement)
        own = tuple(dict.fromkeys(bodies.get(statement.speaker.entity or "", ())))
        claims = claims_of(page, statement)
        vectors = statement.vectors if len(statement.vectors) == len(claims) else (b"",) * len(claims)
        for number, (spans, vector) in enumerate(zip(claims, vectors, strict=True)):
            text, rows = _content(page.article.text, spans)
            yield replace(
                told, id=f"{statement.id}.{number}", spans=spans, text=text, bodies=own, printed=printed,
                quoted=tuple(_moved(statement.quoted_spans, rows)), vector=vector,
            )


def _of_statement(page: Page, statement: Statement) -> TellingFacts:
    """What all claims of a statement share."""
    speaker, said = statement.speaker, statement.said_on
    first, last = bounds(said.edtf) if said else (EARLIEST, LATEST)
    return TellingFacts(
        id=statement.id, statement=statement.id, page=page.capture.id, spans=(), text="",
        entity=speaker.entity, name=speaker.name, descriptor=speaker.descriptor,
        source=_words(page, statement.source_span),
        said_on=said.edtf if said else None, first=first, last=last, venue=statement.venue, kind=statement.kind,
        attribution=statement.attribution, denies=statement.act in DENYING,
    )


def sketched(telling: Telling) -> TellingFacts:
    """The facts of a telling with its words as numbers."""
    words = telling.words
    begun = [stem[:BEGUN] for stem in words.stems]
    return replace(telling.facts, weight=words.weight, sketch=sketch(words.weights, words.stems),
                   begun=sketch(words.begun, begun))


def decode_telling(facts: bytes) -> TellingFacts:
    """Facts as they were encoded by `encode_telling`."""
    return msgspec.msgpack.decode(facts, type=TellingFacts)


def encode_telling(facts: TellingFacts) -> bytes:
    """Facts as bytes."""
    return msgspec.msgpack.encode(facts)


def _content(text: str, spans: Sequence[Span]) -> tuple[str, list[tuple[Span, int]]]:
    """The content in one piece, no longer than LONGEST, and of each of its spans where it begins there."""
    found, rows = "", list[tuple[Span, int]]()
    for start, end in spans:
        found += GAP if found else ""
        end = min(end, start + LONGEST - len(found))
        if end > start:
            rows.append(((start, end), len(found)))
            found += text[start:end]
    return found, rows


def _moved(spans: Sequence[Span], rows: Sequence[tuple[Span, int]]) -> Iterator[Span]:
    """What of some spans of the page lies in the content, counted from its beginning."""
    for span in spans:
        for (start, end), at in rows:
            a, b = max(span[0], start), min(span[1], end)
            if a < b:
                yield at + a - start, at + b - start


def _words(page: Page, span: Span | None) -> str:
    return " ".join(page.article.text[slice(*span)].split())[:SOURCE_LENGTH] if span else ""
