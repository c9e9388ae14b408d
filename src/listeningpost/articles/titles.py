"""Which block of a page dump is the article's title, and where the page repeats it.

Weights made by training/lines.py weigh the features of headlines.py (a conditional logit); the candidates of a page
stand against each other, as shares that add up to 1.
"""

import math
from collections.abc import Mapping, Sequence

from .headlines import Headlines, title_features
from .lines import Block
from .models import load_linear, weigh
from .scores import WORD

LIKELY = 0.2


def title_shares(head: Headlines) -> dict[int, float]:
    """For every candidate's number its share of the probability that one of them is the title."""
    model = load_linear("titles")
    found = {n: weigh(model, title_features(n, head)) for n in head.candidates}
    highest = max(found.values(), default=0.0)
    powers = {n: math.exp(value - highest) for n, value in found.items()}
    total = sum(powers.values())
    return {n: power / total for n, power in powers.items()}


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
