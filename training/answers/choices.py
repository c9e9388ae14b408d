"""A question with the lines among which it is to be answered."""

import random
from dataclasses import dataclass

from listeningpost.language.pairing import ReadLine

TAKEN = 0.15  # how often the lines that answer are taken away: what is left is near, and no answer


@dataclass(frozen=True)
class Choice:
    """A question with lines, best first where an order is known, and which of them answer; none of them may."""

    question: str
    lines: tuple[ReadLine, ...]
    right: tuple[bool, ...]


def drawn(choice: Choice, most: int, chance: random.Random) -> Choice:
    """A question with one or two of the lines that answer, or none, and some of the others, the likelier the nearer
    they stand to the front."""
    right = [at for at, one in enumerate(choice.right) if one]
    wrong = [at for at, one in enumerate(choice.right) if not one]
    kept = [] if chance.random() < TAKEN else chance.sample(right, min(len(right), 2))
    by_chance = {at: chance.random() ** (1 / (1 + len(choice.right) - number)) for number, at in enumerate(wrong)}
    others = sorted(wrong, key=lambda at: -by_chance[at])[: most - len(kept)]
    places = [*kept, *others]
    return Choice(choice.question, tuple(choice.lines[at] for at in places), tuple(choice.right[at] for at in places))
