"""Text as it is searched: one normalised form for what a page says and for what a person types, so that both stores and
all scripts find the same.

Words are folded (case, accents); words in Latin letters are brought to their dictionary form in English and words in
Cyrillic ones in Russian (simplemma); Chinese, Japanese and Korean text is cut into pairs of characters.
"""

import re
import unicodedata
from functools import lru_cache

from simplemma import lemmatize

WORD = re.compile(r"[^\W_]+(?:[.,:'’‐‑-][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
PAIRED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
SHORTEST = 4  # letters of a word that is brought to its dictionary form: us, un and was are left as they are
CACHED = 100_000


def searched(text: str) -> str:
    """The words of a text as they are searched, in its order, joined by blanks."""
    return " ".join(terms(text))


def terms(text: str) -> list[str]:
    """The words of a text as they are searched; a text without a word gives none."""
    return [term for word in WORD.findall(text) for term in _terms(word)]


@lru_cache(CACHED)
def _terms(word: str) -> tuple[str, ...]:
    """A word with hyphens, stops or apostrophes inside is one of several parts, but for a number."""
    plain = unicodedata.normalize("NFKC", POSSESSIVE.sub("", word)).casefold()
    if PAIRED.search(plain):
        return tuple(_pairs(plain))
    parts = re.findall(r"[^\W_]+", plain.replace(",", "") if plain[0].isdigit() else plain)
    return tuple(_without_accents(_dictionary_form(part)) for part in parts)


def _pairs(word: str) -> list[str]:
    found = list[str]()
    for stretch in re.findall(rf"{PAIRED.pattern}|[^\W_]", word):
        found += [stretch[at : at + 2] for at in range(max(1, len(stretch) - 1))]
    return found


def _dictionary_form(word: str) -> str:
    if len(word) < SHORTEST or not word.isalpha():
        return word
    return lemmatize(word, "ru" if CYRILLIC.search(word) else "en").casefold()


def _without_accents(word: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)
