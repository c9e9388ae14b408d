"""The words of the knowledge as they may stand in a text, and the index that finds the longest of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from ..schema import Actor, MentionForm, Record, Span

# A dotted abbreviation is one word; hyphens and apostrophes part words, so "al-Qaeda" and "Al Qaeda" are alike.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_](?!\w)|[\w\u0300-\u036f]+")
JOINERS = frozenset(" -\u2010\u2011\u2013'\u2019\u02bc`\u00a0\t\n")
SHORTEST_SHOUTED = 4


class Surface(Record, frozen=True):
    """One way in which an actor may be written. `exact` asks for this very case, as abbreviations do."""

    text: str
    words: tuple[str, ...]
    form: MentionForm
    key: str
    exact: bool = False
    certain: bool = True
    skip: int = 0


Index = dict[str, list[Surface]]


def folded(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


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
    return Surface(
        text=text, words=tuple(m.group() for m in WORD.finditer(text)), form=form, key=actor.key, skip=skip,
        exact=form == "abbrev" or (len(letters) < SHORTEST_SHOUTED and text.isupper()),
        certain=text not in actor.ambiguous,
    )


def index(actors: Iterable[Actor]) -> Index:
    """Surfaces by their folded first word, the longest first."""
    found: Index = {}
    for actor in actors:
        for surface in surfaces(actor):
            if surface.words:
                found.setdefault(folded(surface.words[0]), []).append(surface)
    for row in found.values():
        row.sort(key=lambda surface: -len(surface.words))
    return found


def matches(text: str, within: Span, found: Index) -> Iterator[tuple[Span, list[Surface]]]:
    """The longest surfaces inside a stretch, left to right, never overlapping; all those of one length together."""
    words = list(WORD.finditer(text, *within))
    at = 0
    while at < len(words):
        hits = _longest(text, words, at, found)
        if hits:
            length, skip = len(hits[0].words), min(hit.skip for hit in hits)
            yield (words[at + skip].start(), words[at + length - 1].end()), hits
            at += length
        else:
            at += 1


def _longest(text: str, words: Sequence[re.Match[str]], at: int, found: Index) -> list[Surface]:
    hits: list[Surface] = []
    for surface in found.get(folded(words[at].group()), ()):
        if hits and len(surface.words) < len(hits[0].words):
            break
        if fits(surface, text, words[at : at + len(surface.words)]):
            hits.append(surface)
    return hits


def fits(surface: Surface, text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether these words of the text are the surface, joined as one name and in a case that a name has."""
    if len(words) != len(surface.words):
        return False
    if any(not joined(text, a.end(), b.start()) for a, b in zip(words, words[1:], strict=False)):
        return False
    given = [word.group() for word in words]
    if surface.exact:
        return tuple(given) == surface.words
    return all(_same(a, b) for a, b in zip(surface.words, given, strict=True))


def joined(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks, hyphens and apostrophes stands between two words (no paragraph's end)."""
    gap = text[start:end]
    if gap == ". " and start >= 2 and text[start - 1].islower() and text[start - 2].isupper():
        return True  # St. Petersburg, Mt. Lebanon
    return len(gap) <= 3 and gap.count("\n") < 2 and all(c in JOINERS for c in gap)


def _same(surface: str, given: str) -> bool:
    if surface[:1].isupper() and given[:1].islower():
        return False
    return folded(surface) == folded(given)
