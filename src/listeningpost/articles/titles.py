"""Which block of a page dump is the article's title, and where the page repeats it.

Weights made by training/lines.py weigh the features of headlines.py (a conditional logit); the candidates of a page
stand against each other, as shares that add up to 1.
"""

import math
from collections.abc import Mapping, Sequence

from .candidates import inset_of
from .headlines import Headlines, title_features
from .lines import Block
from .models import load_linear, weigh
from .scores import WORD

LIKELY = 0.2
# Weights under which no title is seen. Of 135 titles of page-dumps' dev pages one lies under them; of 19 lines taken
# for the title of 89 text pages that had mostly kept theirs, 13 do, and no title.
LIKE_NONE, LIKE_TEXT = 1.6, 4.0
SENTENCE = 8  # words


def title_weights(head: Headlines) -> dict[int, float]:
    """For every candidate's number how much it looks like a title: the logarithm of its odds, up to a constant of the
    page's."""
    model = load_linear("titles")
    return {n: weigh(model, title_features(n, head)) for n in head.candidates}


def shares_of(weights: Mapping[int, float]) -> dict[int, float]:
    """For every candidate's number its share of the probability that one of them is the title."""
    highest = max(weights.values(), default=0.0)
    powers = {n: math.exp(value - highest) for n, value in weights.items()}
    total = sum(powers.values())
    return {n: power / total for n, power in powers.items()}


def looks_like_one(weight: float, text: str) -> bool:
    """Whether the best candidate is a title at all: many pasted pages come without theirs. A sentence, a picture's
    caption and the foot of somebody's post must look more like one than other lines."""
    sentence = len(text.split()) >= SENTENCE and text.endswith(".") and not text.endswith("..")
    return weight >= (LIKE_TEXT if sentence or inset_of(text) else LIKE_NONE)


def best_of(shares: Mapping[int, float], head: Headlines) -> int | None:
    """The candidate with the largest share. What stands above the page's menu is its masthead or motto, though, where
    a likely line below the menu is signed."""
    best = max(shares, key=lambda n: shares[n], default=None)
    if best is None:
        return None
    menu = min((n for n in head.menus if n > best), default=None)
    signed = [n for n in shares if menu is not None and n > menu and n + 1 in head.signed
              and shares[n] >= LIKELY * shares[best]]
    return max(signed, key=lambda n: shares[n], default=best)


def repeats_of(title: int, blocks: Sequence[Block]) -> list[int]:
    """The numbers of the blocks that print the title's words again."""
    wanted = _folded(blocks[title].text)
    fits = (n for n, block in enumerate(blocks) if n != title and len(block.text) < 2 * len(blocks[title].text) + 20)
    return [n for n in fits if _folded(blocks[n].text) == wanted]


def _folded(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
