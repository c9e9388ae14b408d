"""Counts how rare the common words of English news are: record/tables/common_words.toml.

    python -m training.common_words [--out FILE]

Of the training part of DATA/polnear, 840 articles of 2016: a word's weight is the logarithm of how many articles there
are to one that has it, rounded to halves. Words in fewer than LEAST of the articles are rare and not listed.
"""

import math
import sys
import textwrap
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

from benchmarks.copy_sets import rows_of
from listeningpost.knowledge import fold
from listeningpost.record.wording import WORD

from .making import make

PACKED = Path(str(files("listeningpost.record"))) / "tables" / "common_words.toml"
LEAST = 0.02
RARE = 5.5
HEAD = """\
# How rare common words are in English news: the words that stand in at least one of fifty articles of the training part
# of PolNeAR (840 articles of 2016), by their weight, the logarithm of how many articles there are to one that has the
# word, rounded to halves. Every other word weighs as much as `rare`. Made by training/common_words.py.
"""


def weights_of(texts: list[str]) -> dict[float, list[str]]:
    """The listed words by their weight."""
    counts = Counter(word for text in texts for word in {fold(found.group()) for found in WORD.finditer(text)})
    found = defaultdict[float, list[str]](list)
    for word, count in counts.items():
        if count >= LEAST * len(texts) and word.isalpha():
            found[round(2 * math.log(len(texts) / count)) / 2].append(word)
    return found


def table_of(weights: dict[float, list[str]]) -> str:
    """The table, as TOML."""
    rows = [f'"{weight}" = """\n' + textwrap.fill(" ".join(sorted(words)), 116) + '\n"""' for weight, words in
            sorted(weights.items())]
    return "\n".join([HEAD, f"rare = {RARE}", "", "[weights]", *rows, ""])


def counted(data: Path, _cache: Path | None) -> str:
    """The table counted over the training part of polnear."""
    return table_of(weights_of([row["text"] for row in rows_of(data / "polnear" / "train.jsonl.gz")]))


if __name__ == "__main__":
    sys.exit(make(__doc__, PACKED, counted))
