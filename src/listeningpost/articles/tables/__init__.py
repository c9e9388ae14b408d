"""Word lists and weights of the articles room, as TOML that an analyst can mend."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
SHORT = 400  # characters of a line
TOKEN = re.compile(r"\w+|[©()]")


@cache
def load(name: str) -> dict[str, Any]:
    """The table `name`.toml of this folder, as plain dictionaries and lists."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


# A sign of copyright; behind one of these letters it is the second byte of a letter decoded wrongly ("cafÃ©").
SIGN = re.compile("(?<![Ã-ßã-ÿ])©")
COPYRIGHT = re.compile(rf"{SIGN.pattern}|\(c\)|copyright", re.IGNORECASE)


def _tokenised(text: str) -> tuple[str, frozenset[str]]:
    """The text without case, and its words."""
    low = text.casefold()
    return low, frozenset(TOKEN.findall(low))


_cased = lru_cache(maxsize=1024)(_tokenised)  # one list after the other is looked up on the same lines


class Words:
    """The words and phrases of several lists, found in any case; words of scripts without blanks anywhere.

    Looked up word by word: a pattern of hundreds of alternatives is ten times slower.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.unspaced: list[str] = []
        self.phrases: dict[str, list[str]] = defaultdict(list)
        for phrase in {phrase.casefold() for phrases in lists.values() for phrase in phrases}:
            if UNSPACED.search(phrase):
                self.unspaced.append(phrase)
            elif token := TOKEN.search(phrase):
                self.phrases[token.group()].append(phrase)

    def count(self, text: str) -> int:
        """How many places of the text hold one of the words."""
        low, tokens = _cased(text) if len(text) <= SHORT else _tokenised(text)
        if self.phrases.keys().isdisjoint(tokens):
            return self._unspaced(low)
        found = sum(self._at(low, token.start(), token.group()) for token in TOKEN.finditer(low))
        return found + self._unspaced(low)

    def starts(self, text: str) -> bool:
        """Does the text begin with one of the words?"""
        low = text.casefold()
        token = TOKEN.match(low)
        return bool(token and self._at(low, 0, token.group())) or low.startswith(tuple(self.unspaced))

    def _at(self, low: str, place: int, token: str) -> bool:
        for phrase in self.phrases.get(token, ()):
            end = place + len(phrase)
            runs_on = phrase[-1].isalnum() and low[end : end + 1].isalnum()
            garbled = phrase[0] == "©" and not SIGN.match(low, place)
            if low.startswith(phrase, place) and not runs_on and not garbled:
                return True
        return False

    def _unspaced(self, low: str) -> int:
        return sum(word in low for word in self.unspaced) if not low.isascii() else 0
