"""How rare a word is in English news: what a page is about stands in its rare words."""

from functools import cache, lru_cache

from .tables import load


@lru_cache(maxsize=65_536)
def rarity(word: str) -> float:
    """The logarithm of how many articles there are to one that has the folded word, rounded to halves; the same for
    all words that hardly any has (tables/news_words.toml)."""
    rare, known = _table()
    return known.get(word, rare)


@cache
def _table() -> tuple[float, dict[str, float]]:
    table = load("news_words")
    return table["rare"], {word: float(weight) for weight, words in table["rarity"].items() for word in words.split()}
