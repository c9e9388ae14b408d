"""What the joiner of copies keeps of a page: its words, what would be carried over with them, whose it is and when."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

import msgspec
import numpy as np
import numpy.typing as npt

from ..edtf import EARLIEST, LATEST, bounds
from ..knowledge import fold
from ..schema import Article, Page, Record
from .chain import stands_behind
from .wording import Grams, Hashes, find_quotations, grams, hash_word, word_body

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
QUOTATION_LENGTH = 300  # characters of a quotation that are kept
MOST = 40  # quotations, and numbers, of a page that are kept
QUOTATION = 5  # words of a quotation that two pages share by chance no more
NUMBER = re.compile(r"\d(?:[\d.,]*\d)+")
OWN = 0.4  # of a body that must stand outside quotations for these to be passed over
MARKS = re.compile(r"[.,]")
FAULT_LENGTH = 80  # characters of a fault's words
CARRIED = ("misspelling", "garbled", "broken_quotation", "caption_in_text", "translated_back")


class House(Record, frozen=True, array_like=True):
    """A news house that a page credits or is of: the name printed, and what all its names have in common."""

    name: str
    house: str


class Fault(Record, frozen=True, array_like=True):
    """A fault of the page that a copy would carry over: its kind, and the words that tell it from others."""

    kind: str
    words: str


class CopyFacts(Record, frozen=True, array_like=True):
    """The facts of one page. Words as in Wording; days are ISO, `first` to `last` when it may have been published.
    `credits` are houses that stand behind its whole text, `named` those that its sentences credit."""

    page: str
    source: str
    words: bytes
    weights: bytes
    quoted: bytes
    starts: bytes
    language: str | None = None
    outlet: House | None = None
    credits: tuple[House, ...] = ()
    first: str = EARLIEST
    last: str = LATEST
    quotations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    vector: bytes = b""
    named: tuple[str, ...] = ()


class Body:
    """The facts of a page with all that comparing needs to know of its words, worked out once."""

    def __init__(self, facts: CopyFacts) -> None:
        self.facts = facts
        self.words: Hashes = np.frombuffer(facts.words, dtype=np.uint32)
        self.weights = np.frombuffer(facts.weights, dtype=np.uint8).astype(np.float32)
        self.quoted = np.frombuffer(facts.quoted, dtype=np.bool_)
        self.starts = np.frombuffer(facts.starts, dtype=np.int64)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def vocabulary(self) -> tuple[Hashes, Floats]:
        """The different words in the order of their hashes, and what they weigh."""
        different, first = np.unique(self.words, return_index=True)
        return different, self.weights[first]

    @cached_property
    def runs(self) -> Grams:
        """The different runs of five words."""
        return np.unique(grams(self.words, 5))

    @cached_property
    def own_runs(self) -> Grams:
        """The different runs of five words outside quotations: those who quote one speech share none of them."""
        return np.unique(grams(self.words[~self.quoted], 5))

    @cached_property
    def own_threes(self) -> Grams:
        """The different runs of three words outside quotations: a rewrite keeps some where it keeps no longer ones."""
        return np.unique(grams(self.words[~self.quoted], 3))

    @cached_property
    def lengths(self) -> Numbers:
        """How many words each sentence has."""
        return np.diff(self.starts)

    @cached_property
    def counted(self) -> Numbers:
        """How many words of each sentence count when it is sought in another body: those outside quotations, since one
        speech is quoted by many. In a body that is mostly quotation (an interview) all do."""
        number = np.repeat(np.arange(len(self.lengths)), self.lengths)
        own = np.bincount(number, weights=~self.quoted, minlength=len(self.lengths)).astype(np.int64)
        return own if own.sum() >= OWN * len(self) else self.lengths

    @cached_property
    def sentences(self) -> Grams:
        """A hash of each sentence."""
        found = [hash_word(self.words[a:b].tobytes().hex()) for a, b in zip(self.starts, self.starts[1:], strict=False)]
        return np.array(found, dtype=np.uint64)

    @cached_property
    def quotations(self) -> dict[str, str]:
        """The quotations by what two spellings of them have in common."""
        return {fold(words): words for words in self.facts.quotations}

    @cached_property
    def vector(self) -> Floats | None:
        """What the page is about, of length 1; None where the packed model did not read it."""
        if not self.facts.vector:
            return None
        found = np.frombuffer(self.facts.vector, dtype=np.int8).astype(np.float32)
        return found / max(float(np.linalg.norm(found)), 1e-9)


def facts_of(page: Page) -> CopyFacts:
    """The facts of a page."""
    article, wording = page.article, word_body(page.article.text, page.article.body)
    first, last = published_within(article)
    return CopyFacts(
        page=page.capture.id, source=page.capture.source,
        words=wording.words.tobytes(), weights=wording.weights.tobytes(), quoted=wording.quoted.tobytes(),
        starts=wording.starts.tobytes(), language=article.language,
        outlet=House(name=article.outlet.name, house=house(article.outlet.name, article.outlet.key))
        if article.outlet else None,
        credits=tuple(credits_of(article)), first=first, last=last,
        quotations=tuple(quotations_of(article)), numbers=tuple(sorted(numbers_of(page))[:MOST]),
        faults=tuple(faults_of(page)), vector=page.vector or b"",
        named=tuple(sorted({house(agency.name, agency.key) for agency in article.agency})),
    )


def decode_facts(facts: bytes) -> CopyFacts:
    """Facts as they were encoded by `encode_facts`."""
    return msgspec.msgpack.decode(facts, type=CopyFacts)


def encode_facts(facts: CopyFacts) -> bytes:
    """Facts as bytes."""
    return msgspec.msgpack.encode(facts)


def house(name: str, key: str | None) -> str:
    """What the names of one news house have in common: its key in knowledge behind a mark, else the folded name."""
    return f"={key}" if key else fold(name).removeprefix("the ")


def published_within(article: Article) -> tuple[str, str]:
    """The first and the last day on which the page may have been published."""
    found = article.published
    if found.edtf:
        return bounds(found.edtf)
    first = bounds(found.not_before)[0] if found.not_before else EARLIEST
    last = bounds(found.not_after)[1] if found.not_after else LATEST
    return first, last


def credits_of(article: Article) -> Iterator[House]:
    """The houses that the page credits for its whole text, without its own outlet, each once."""
    own = house(article.outlet.name, article.outlet.key) if article.outlet else None
    seen = {own}
    for agency in article.agency:
        who = house(agency.name, agency.key)
        if stands_behind(agency, article) and who not in seen:
            seen.add(who)
            yield House(name=agency.name, house=who)


def quotations_of(article: Article) -> Iterator[str]:
    """The quotations of QUOTATION words or more, each once, in the order of the text, no more than MOST of them."""
    spans = [span for block in article.body for span in find_quotations(article.text, block)]
    quoted = dict.fromkeys(" ".join(article.text[start:end].split())[:QUOTATION_LENGTH] for start, end in spans)
    yield from islice((words for words in quoted if words.count(" ") + 1 >= QUOTATION), MOST)


def numbers_of(page: Page) -> set[str]:
    """The numbers of two digits or more in the body, without the marks between their digits."""
    found = (number.group() for block in page.article.body for number in NUMBER.finditer(page.article.text, *block))
    return {MARKS.sub("", number) for number in found}


def faults_of(page: Page) -> Iterator[Fault]:
    """Faults with the words they stand on, each once."""
    found = {
        Fault(kind=flag.kind, words=fold(page.article.text[slice(*flag.span)])[:FAULT_LENGTH])
        for flag in page.flags
        if flag.kind in CARRIED and flag.span
    }
    yield from sorted(found, key=lambda fault: (fault.kind, fault.words))
