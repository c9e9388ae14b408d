"""The words of the knowledge as they may stand in a text, and the index that finds the longest of them."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..schema import Actor, MentionForm, Record, Span

# A dotted abbreviation is one word; hyphens and apostrophes part words, so "al-Qaeda" and "Al Qaeda" are alike.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_](?!\w)|[\w\u0300-\u036f]+")
JOINERS = frozenset(" -\u2010\u2011\u2013'\u2019\u02bc`\u00a0\t\n")
SHORTEST_SHOUTED = 4
ARTICLE = "the"


class Surface(Record, frozen=True):
    """One way in which an actor may be written. `exact` asks for this very case, as abbreviations do; `low` are the
    folded words, `lead` is 1 where they begin with an article, `skip` counts words that stay outside the span."""

    text: str
    words: tuple[str, ...]
    form: MentionForm
    key: str
    exact: bool = False
    certain: bool = True
    low: tuple[str, ...] = ()
    lead: int = 0
    skip: int = 0


Index = dict[str, list[Surface]]


def folded(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@functools.lru_cache(maxsize=8192)  # a page says each of its names again and again
def fold(name: str) -> str:
    """A name without case, accents, hyphens, apostrophes and doubled blanks: what two spellings have in common."""
    return " ".join(folded(found.group()) for found in WORD.finditer(name))


def surfaces(actor: Actor) -> Iterator[Surface]:
    """Every form of an actor: names, abbreviations, metonyms, demonyms."""
    groups: tuple[tuple[MentionForm, Sequence[str]], ...] = (
        ("name", (actor.name,)), ("alias", actor.aliases), ("abbrev", actor.abbrevs), ("metonym", actor.metonyms),
        ("demonym", actor.demonyms),
    )
    seen: set[str] = set()
    for form, texts in groups:
        for text in texts:
            for spelt, skip in _with_article(text):
                if spelt not in seen:
                    seen.add(spelt)
                    yield _surface(spelt, form, actor, skip)


def _with_article(text: str) -> Iterator[tuple[str, int]]:
    """"The Harbour Ledger" also stands without its article; "the Front" only with it, the article outside the span."""
    yield text, 1 if text.startswith("the ") else 0
    if text.startswith("The ") and text.count(" ") > 1:
        yield text[4:], 0


def _surface(text: str, form: MentionForm, actor: Actor, skip: int) -> Surface:
    letters = [c for c in text if c.isalpha()]
    words = tuple(m.group() for m in WORD.finditer(text))
    low = tuple(folded(word) for word in words)
    return Surface(
        text=text, words=words, low=low, form=form, key=actor.key, skip=skip,
        lead=int(len(low) > 1 and low[0] == ARTICLE),
        exact=form == "abbrev" or (len(letters) < SHORTEST_SHOUTED and text.isupper()),
        certain=text not in actor.ambiguous,
    )


def index(actors: Iterable[Actor]) -> Index:
    """Surfaces by their folded first word (an article aside), the longest first."""
    found: Index = {}
    for actor in actors:
        for surface in surfaces(actor):
            if surface.words:
                found.setdefault(surface.low[surface.lead], []).append(surface)
    for row in found.values():
        row.sort(key=lambda surface: -len(surface.words))
    return found


def under(found: Index, low: Sequence[str]) -> Sequence[Surface]:
    """The surfaces that a name of these folded words may be."""
    return found.get(low[1] if low[0] == ARTICLE and len(low) > 1 else low[0], ()) if low else ()


def matches(text: str, within: Span, found: Index) -> Iterator[tuple[Span, list[Surface]]]:
    """The longest surfaces inside a stretch, left to right, never overlapping; all those of one length together."""
    words = list(WORD.finditer(text, *within))
    page = _Words(text, words, [folded(word.group()) for word in words])
    at = past = 0
    while at < len(words):
        hits = _longest(page, at, past, found)
        if hits:
            first = at - hits[0].lead
            past = first + len(hits[0].words)
            yield (words[first + min(hit.skip for hit in hits)].start(), words[past - 1].end()), hits
        at = max(at + 1, past)


class _Words(NamedTuple):
    text: str
    words: Sequence[re.Match[str]]
    low: Sequence[str]


def _longest(page: _Words, at: int, past: int, found: Index) -> list[Surface]:
    hits: list[Surface] = []
    for surface in found.get(page.low[at], ()):
        if hits and len(surface.words) < len(hits[0].words):
            break
        if at - surface.lead >= past and _fits(surface, page, at - surface.lead):
            hits.append(surface)
    return hits


def _fits(surface: Surface, page: _Words, first: int) -> bool:
    """Whether the words from `first` on are the surface, joined as one name and in a case that a name has."""
    last = first + len(surface.words)
    if tuple(page.low[first:last]) != surface.low:
        return False
    words = page.words[first:last]
    given = tuple(word.group() for word in words)
    if given != surface.words and (surface.exact or not all(map(_same_case, surface.words, given))):
        return False
    return all(joined(page.text, a.end(), b.start()) for a, b in zip(words, words[1:], strict=False))


def joined(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks, hyphens and apostrophes stands between two words (no paragraph's end); any run of
    blanks is one."""
    gap = text[start:end]
    if gap == ". " and start >= 2 and text[start - 1].islower() and text[start - 2].isupper():
        return True  # St. Petersburg, Mt. Lebanon
    blanks = gap.isspace() and gap.count("\n") < 2  # a wrapped line with its margin, a justified one
    return blanks or (len(gap) <= 3 and gap.count("\n") < 2 and all(c in JOINERS for c in gap))


def _same_case(surface: str, given: str) -> bool:
    """A name's capital may not be small in the text; capitals throughout are let pass."""
    return not (surface[:1].isupper() and given[:1].islower())
