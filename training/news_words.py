"""Counts how rare words are in English news of all kinds: record/tables/news_words.toml.

    python -m training.news_words [--out FILE]

Of the training part of polnear (politics, 2016), lgl of geoparsing (local news), the bodies of fnc1 (rumours) and
timebank of tempeval3 (wires of the 1990s) in DATA: a word's rarity is the logarithm of how many articles there are to
one that has it, rounded to halves. Words in fewer than LEAST of the articles are rare and not listed. Numbers of
articles alone leave the sets; none of them is scored on stories.
"""

import math
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from benchmarks.copy_sets import rows_of
from listeningpost.record.story_facts import LONGEST
from listeningpost.record.wording import words_of

from .making import make

PACKED = Path(str(files("listeningpost.record"))) / "tables" / "news_words.toml"
SETS = {
    "polnear/train.jsonl.gz": "text", "geoparsing/lgl.jsonl.gz": "text", "fnc1/competition-test.jsonl.gz": "body",
    "tempeval3/timebank.jsonl.gz": "text",
}
LEAST = 0.002
HEAD = """\
# How rare words are in English news: by the logarithm of how many articles there are to one that has the word, rounded
# to halves, the words that stand in at least two of a thousand of {count:,} articles: politics of 2016 (PolNeAR, the
# training part), local news of 2009 (LGL), rumours of 2014 (FNC-1) and wires of the 1990s (TimeBank). Every other word
# is as rare as `rare`. Counts of our own; made by training/news_words.py.
"""


def texts(data: Path) -> Iterator[str]:
    """The texts of the sets, as far as a page's words count."""
    for file, field in SETS.items():
        yield from (row[field][:LONGEST] for row in rows_of(data / file))


def count(found: Iterable[str]) -> tuple[Counter[str], int]:
    """In how many texts each word stands, and how many texts there are."""
    counts, number = Counter[str](), 0
    for text in found:
        counts.update(set(words_of(text).words))
        number += 1
    return counts, number


def rarity_of(held: int, number: int) -> float:
    """The rarity of a word that so many of the texts hold."""
    return round(2 * math.log((number + 1) / (held + 1))) / 2


def table_of(counts: Counter[str], number: int) -> str:
    """The table, as TOML."""
    words = defaultdict[float, list[str]](list)
    for word, held in counts.items():
        if held >= LEAST * number:
            words[rarity_of(held, number)].append(word)
    rows = [f'"{rare}" = """\n' + textwrap.fill(" ".join(sorted(found)), 116) + '\n"""'
            for rare, found in sorted(words.items())]
    return "\n".join([HEAD.format(count=number), f"rare = {rarity_of(0, number)}", "", "[rarity]", *rows, ""])


def counted(data: Path, _cache: Path | None) -> str:
    """The table counted over all sets."""
    return table_of(*count(texts(data)))


if __name__ == "__main__":
    sys.exit(make(__doc__, PACKED, counted))
