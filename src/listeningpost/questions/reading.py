"""A question read: what it is about, what kind of answer it asks for, and whose words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process

from ..knowledge import Knowledge
from ..language import parse
from ..schema import Parse, Record, Token
from ..store import Store, terms
from .tables import empty_words, patterns, synonyms

EXACT, KNOWN, SYNONYM, MISSPELT = 1.0, 0.9, 0.8, 0.9  # how far a word of a line stands for one of the question
LEAST_ALIKE = 78.0  # of 100 (rapidfuzz.fuzz.ratio): two letters of nine
SHORTEST_NAME = 5
COUNTED_BEHIND = frozenset({"which", "what", "many", "much"})
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
ACCORDING = re.compile(
    r"\baccording to (?:the )?([^,?]+)|\bin ([^,?]+?)['’]s? (?:view|words|opinion)|,? says ([^,?]+)\?*$", re.IGNORECASE
)
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X", "ADV", "SYM"})
LONGEST_QUESTION = 600  # characters that are read


class Word(Record, frozen=True):
    """A word of a question as it is searched. `part`: what it is there; `stands` are the words of a line that stand for
    it, with how far; `held` in how many passages it stands itself."""

    word: str
    part: str
    stands: dict[str, float]
    held: int = 0


class Asked(Record, frozen=True):
    """A question read. `kinds` are those of tables/question_words.toml; `focus` are the words counted or named ("how
    many camps"), `speaker` those of whose words are asked for. `unheld` are the names of which no page has a word."""

    text: str
    kinds: frozenset[str]
    words: tuple[Word, ...]
    focus: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    year: str | None = None
    unheld: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, *parts: str) -> tuple[Word, ...]:
        """The words of some parts."""
        return tuple(word for word in self.words if word.part in parts)


def read_question(text: str, store: Store, knowledge: Knowledge) -> Asked:
    """A question as the store's pages may answer it. Raises ModelError where the packed model cannot be used."""
    asked = " ".join(text.split())[:LONGEST_QUESTION]
    found = parse(asked, [(0, len(asked))], with_model=True)
    parts = dict(_parts(asked, found))
    year = YEAR.search(asked)
    held, _ = store.rarity(parts)
    names = _known(asked, knowledge, year.group() if year else None)
    strange = [word for word in parts if not held[word] and word not in names]  # a name that is known is not misspelt
    mended = {word: near for word in strange if (near := _nearest(word, store))}
    words = tuple(Word(word=word, part=part, held=held[word] or 1, stands=_stands(word, names, mended.get(word)))
                  for word, part in parts.items())
    unheld = tuple(name for name, stands in _unseen(asked, found, words, held)
                   if not any(store.rarity(stands)[0].values()))
    return Asked(
        text=asked,
        kinds=frozenset(kind for kind, pattern in patterns("asks").items() if pattern.search(asked)),
        words=words,
        focus=tuple(word for word in _focus(asked, found) if word in parts),
        speaker=tuple(dict.fromkeys(_speaker(asked, found))),
        year=year.group() if year else None,
        unheld=unheld,
        notes=(*_notes(asked, mended), *(f"“{name}” is on no page, nor any other name of it" for name in unheld)),
    )


def _notes(asked: str, mended: Mapping[str, str]) -> Iterator[str]:
    """What was read as another word, but for another form of the word that was typed ("growing", read as "grow")."""
    typed = asked.casefold().split()
    for word, near in mended.items():
        if not any(one.startswith(near) for one in typed):
            yield f"“{word}” is on no page: read as “{near}”"


def _unseen(
    text: str, found: Parse, words: Sequence[Word], held: Mapping[str, int]
) -> Iterator[tuple[str, set[str]]]:
    """The names in a question of which no page has a word itself, each with the words that stand for it."""
    stands = {word.word: word.stands for word in words}
    for named, tokens in groupby(found.tokens, lambda token: token.upos == "PROPN"):
        if named:
            some = list(tokens)
            name = text[some[0].span[0] : some[-1].span[1]]
            known = [word for word in terms(name) if word in stands]
            if known and not any(held[word] for word in known):
                yield name, {other for word in known for other in stands[word]}


# ---- words
def _parts(text: str, found: Parse) -> Iterator[tuple[str, str]]:
    """Each word that says something, as it is searched, with its part of speech."""
    for token in found.tokens:
        if token.upos in CONTENT:
            for word in terms(text[slice(*token.span)]):
                if word not in empty_words():
                    yield word, token.upos


def _stands(word: str, names: Mapping[str, frozenset[str]], mended: str | None) -> dict[str, float]:
    found = dict.fromkeys(synonyms().get(word, ()), SYNONYM)
    found |= dict.fromkeys(names.get(word, ()), KNOWN)
    if mended:
        found |= dict.fromkeys(synonyms().get(mended, ()), SYNONYM * MISSPELT)
        found[mended] = MISSPELT
    return {**found, word: EXACT}


def _nearest(word: str, store: Store) -> str | None:
    """The word of the pages that a word which no page has is most like: it may be misspelt."""
    if len(word) < SHORTEST_NAME or not word.isalpha():
        return None
    if any(store.rarity(synonyms().get(word, ()))[0].values()):
        return None
    best = process.extractOne(word, store.words_from(word[0]), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE)
    return str(best[0]) if best else None


def _known(text: str, knowledge: Knowledge, year: str | None) -> dict[str, frozenset[str]]:
    """For the words of names and offices in a question, the words that stand for the same."""
    found: dict[str, set[str]] = {}
    for span, known in knowledge.find(text, [(0, len(text))]):
        others = {other for one in known if one.certain for form in (one.actor.name, *one.actor.aliases,
                  *one.actor.abbrevs, *one.actor.demonyms, *one.actor.metonyms) for other in terms(form)}
        for word in terms(text[slice(*span)]):
            found.setdefault(word, set()).update(others)
    for words, holders in _offices(text, knowledge, year):
        for word in words:
            found.setdefault(word, set()).update(holders)
    return {word: frozenset(others - empty_words()) for word, others in found.items()}


def _offices(text: str, knowledge: Knowledge, year: str | None) -> Iterator[tuple[list[str], set[str]]]:
    """Offices that a question names without their holders, and the names of these."""
    words = re.findall(r"[\w’'-]+", text)
    for start in range(len(words)):
        for stop in range(min(len(words), start + 7), start + 1, -1):
            offices = knowledge.look_up_office(" ".join(words[start:stop]), year)
            people = [knowledge.actor(office.person) for office in offices]
            if people:
                named = {word for one in people if one for word in terms(one.name)[-1:]}
                yield terms(" ".join(words[start:stop])), named
                break


# ---- what is asked for
def _focus(text: str, found: Parse) -> Iterator[str]:
    """The noun behind which, what, how many: what is counted or named; or the verb, where none stands there ("how many
    killed near the pass")."""
    tokens = found.tokens
    for at, token in enumerate(tokens):
        word = text[slice(*token.span)].lower()
        head = None if token.head is None else tokens[token.head]
        if word not in COUNTED_BEHIND or head is None:
            continue
        if head.upos in ("NOUN", "PROPN") or word == "many" and tokens[at + 1 : at + 2] == (head,):
            yield from terms(text[slice(*head.span)])


def _speaker(text: str, found: Parse) -> Iterator[str]:
    """The words of whoever says something: the subject of a verb of saying, or who stands behind "according to"."""
    by_phrase = ACCORDING.search(text)
    if by_phrase:
        yield from _telling(terms(next(filter(None, by_phrase.groups()))))
    saying = patterns("asks")["words"]
    for number, token in enumerate(found.tokens):
        if token.head is not None and token.relation.startswith("nsubj"):
            verb = text[slice(*found.tokens[token.head].span)]
            if saying.search(verb):
                yield from _telling(terms(" ".join(text[slice(*part.span)] for part in _under(found.tokens, number))))


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in empty_words()]


def _under(tokens: Sequence[Token], number: int) -> list[Token]:
    """A token and all that hangs on it."""
    reached = {number}
    for _ in tokens:
        more = {at for at, token in enumerate(tokens) if token.head in reached} - reached
        if not more:
            break
        reached |= more
    return [tokens[at] for at in sorted(reached)]


