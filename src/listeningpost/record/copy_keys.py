"""The blocking keys of copies: few for each page, and such that a copy in other words has one of them too.

A copy, reworded or translated anew, keeps the rare words in their order: names, places, figures, what it is about.
Of all pairs of neighbouring rare words (those between them left out) the KEPT with the smallest hashes are keys, and
so are the smallest of the six-word runs. Both pages of a pair choose by one hash, so they choose the same of what they
share (bottom-k sketch, Broder 1997). On the development sets the pairs of words alone bring 98 to 100 of 100 copies
together, runs of words 55 of 100 translations, and signs of random projections of the packed model's vectors 75.
"""

import hashlib
from collections.abc import Iterator

import numpy as np

from .copy_facts import Body
from .wording import MIX, Grams, grams

KEPT = 16
RUNS = 8
RUN = 6  # words
RARE = 45  # weight of a word in tenths: all but the commonest 2,500 or so


def keys_of(body: Body) -> Iterator[str]:
    """The keys of a body; none for one without words."""
    if len(body):
        yield f"all:{hashlib.sha256(body.facts.words).hexdigest()[:16]}"
        yield from (f"run:{number:x}" for number in smallest(grams(body.words[~body.quoted], RUN), RUNS))
        yield from (f"rare:{number:x}" for number in smallest(grams(body.words[body.weights >= RARE], 2), KEPT))


def smallest(found: Grams, count: int) -> list[int]:
    """The smallest numbers of a set of hashes, mixed once more so that they are of no special kind."""
    ordered = np.sort(found)  # np.unique would load numpy.ma, for a fiftieth of a second
    mixed = ordered[np.diff(ordered, prepend=ordered[:1] + np.uint64(1)) != 0] * MIX
    return [int(number) for number in np.sort(mixed ^ (mixed >> np.uint64(31)))[:count]]
