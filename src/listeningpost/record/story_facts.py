"""What the joiner of stories keeps of a page: its words by weight, its names and numbers, its days, what it is about.

A row of terms is a set of hashed words, each with a weight: how often it stands there (log) times how rare it is in
news. Weights are whole numbers, so that likenesses come out the same to the last digit in whatever company they are
counted.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from ..edtf import bounds
from ..schema import Article, Page, Published, Record
from .copy_facts import published_within
from .rarity import rarity
from .wording import fold_word, hash_word, words_of

LONGEST = 20_000  # characters of a body that count: five times an article of middling length
LEAD = 800  # characters of the headline and the beginning of the body that tell what is new
NAMED = 4_000  # characters in which names are sought: later ones are of the background
NAMES = 10  # names of a page that are kept, those that weigh most
LEAST = 1.2  # rarity of a word that counts
LEAST_OF_TWO = 2.5  # rarity of each of two words that are counted as a pair
STEPS = 6  # a weight is kept in sixths
HEAVIEST = 255
SOON = 14  # days after what it tells that a page is published
TITLE = 200  # characters of a headline that are kept
# A capital inside a sentence: what stands before is a word or a comma, not the end of a sentence or a bullet.
NAME = re.compile(r"(?<=[a-z,;'’\-–—] )[A-Z][\w’'-]+")
Ids = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.uint8]
Row = tuple[Ids, Weights]


class Terms(Record, frozen=True, array_like=True):
    """Hashes of words in their order (uint32) and their weights (uint8)."""

    ids: bytes = b""
    weights: bytes = b""


class StoryFacts(Record, frozen=True, array_like=True):
    """The facts of one page: its headline, empty where it has none; the hashes of its words; rows of terms; the days
    between which it was published (`dated` where it gives its day), and the pages that a person said are of its story,
    or are not. `windows` are the spans of days in one of which it was published, where it gives several."""

    page: str
    headline: str
    language: str | None
    first: str
    last: str
    dated: bool
    words: bytes
    lead: Terms
    heading: Terms
    pairs: Terms
    names: Terms
    vector: bytes = b""
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    windows: tuple[tuple[str, str], ...] = ()


def facts_of(page: Page) -> StoryFacts:
    """The facts of a page."""
    article = page.article
    body = body_of(article)
    title = " ".join(article.title.text.split()) if article.title else ""
    first, last = published_within(article)
    text = f"{title}\n{body}"
    words = [*words_of(title).words, *_words_of_body(article)]
    return StoryFacts(
        page=page.capture.id, headline=title[:TITLE], language=article.language, first=first, last=last,
        dated=article.published.edtf is not None, words=terms(words).ids,
        lead=terms(words_of(f"{title}. {body}"[:LEAD]).words),
        heading=terms(words_of(title or body[: TITLE // 2]).words), pairs=pairs(words),
        names=heaviest(terms(names_of(text[:NAMED]))), vector=page.vector or b"",
        same=page.same_story, other=page.other_story, windows=tuple(windows_of(article.published)),
    )


def windows_of(published: Published) -> Iterator[tuple[str, str]]:
    """The spans of days in one of which a page was published that gives one day in the several years it fits ("Tuesday,
    March 12"), the earliest first: news is of that day or soon after. None where it gives one day or no such day."""
    found = published.candidates
    if published.edtf is None and len(found) > 1 and found[0].span and len({one.span for one in found}) == 1:
        for first, last in sorted(bounds(one.edtf) for one in found):
            yield first, (date.fromisoformat(last) + timedelta(days=SOON)).isoformat()


def decode_facts(facts: bytes) -> StoryFacts:
    """Facts as they were encoded by `encode_facts`."""
    return msgspec.msgpack.decode(facts, type=StoryFacts)


def encode_facts(facts: StoryFacts) -> bytes:
    """Facts as bytes."""
    return msgspec.msgpack.encode(facts)


def body_of(article: Article) -> str:
    """The blocks of a body, one a line, as far as they count."""
    return "\n".join(article.text[start:end] for start, end in article.body)[:LONGEST]


def _words_of_body(article: Article) -> Iterator[str]:
    """The folded words of a body, as far as it counts."""
    left = LONGEST
    for start, end in article.body:
        yield from words_of(article.text, (start, min(end, start + left))).words
        left -= end - start + 1
        if left <= 0:
            return


def names_of(text: str) -> Iterator[str]:
    """The folded words with a capital inside a sentence."""
    yield from filter(None, (fold_word(found.group()) for found in NAME.finditer(text)))


def terms(words: Iterable[str]) -> Terms:
    """The row of terms of some words."""
    counts = Counter(words)
    return _terms({hash_word(word): _weight(count, rare) for word, count in counts.items()
                   if (rare := rarity(word)) >= LEAST})


def pairs(words: Sequence[str]) -> Terms:
    """The row of terms of neighbouring words that are both rare enough; a pair is as rare as its words on average."""
    rare = [rarity(word) for word in words]
    counts = Counter(
        (words[at], words[at + 1], (rare[at] + rare[at + 1]) / 2)
        for at in range(len(words) - 1) if min(rare[at], rare[at + 1]) >= LEAST_OF_TWO
    )
    return _terms({hash_word(f"{one} {two}"): _weight(count, mean) for (one, two, mean), count in counts.items()})


def heaviest(found: Terms) -> Terms:
    """The NAMES terms that weigh most, of equals those with the smallest hashes."""
    ids, weights = heaviest_of(found, NAMES)
    return _terms(dict(zip(ids.tolist(), weights.tolist(), strict=True)))


def heaviest_of(found: Terms, most: int) -> Row:
    """So many terms that weigh most, as numbers, the heaviest first; of equals those with the smallest hashes."""
    ids, weights = row_of(found)
    kept = np.lexsort((ids, -weights.astype(np.int64)))[:most]
    return ids[kept], weights[kept]


def row_of(found: Terms) -> Row:
    """A row of terms as numbers."""
    return np.frombuffer(found.ids, dtype=np.uint32), np.frombuffer(found.weights, dtype=np.uint8)


def _terms(weights: Mapping[int, int]) -> Terms:
    ids = sorted(weights)
    return Terms(ids=np.array(ids, dtype=np.uint32).tobytes(), weights=bytes(weights[id_] for id_ in ids))


@lru_cache(maxsize=4_096)
def _weight(count: int, rare: float) -> int:
    return min(round(STEPS * (1 + math.log(count)) * rare), HEAVIEST)
