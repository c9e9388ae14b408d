"""Whether two bodies are copies of one text, and of what kind: three logits over the measures of their likeness.

tables/copies.toml is made by training/copies.py, which says what it was fitted on.
"""

import math
from functools import cache
from typing import Literal

from .likeness import Likeness
from .logits import Logit
from .tables import load

Kind = Literal["exact", "reprint", "rewrite", "translation"]
LEAST_EXACT = 10  # words: a body of fewer ("Subscribe to read on") is no text of its own
LEAST = 60  # words of the shorter body in which counterparts of sentences mean something: of three sentences on one
# matter each has one, also in the news of a later day
WHOLE = 0.75  # of the longer body that another translation is long, and MOST of both has counterparts: so are all but
MOST = 0.6  # one of a hundred versions of the development set; a rewrite is shorter or leaves out more
LEAST_SHARED = 25  # words in shared runs that make a shorter body a reprint


@cache
def logits() -> dict[str, Logit]:
    """The packed logits by name: copy, reprint, translation."""
    table = load("copies")
    return {name: Logit(**row) for name, row in table.items()}


def kind_of(likeness: Likeness, shorter: int) -> tuple[Kind, float] | None:
    """The kind of copy that two different bodies are of one text, the shorter of so many words, and its probability;
    None where they are told apart."""
    if not _says("copy", likeness):
        return None
    score = round(1 / (1 + math.exp(-logits()["copy"].of(likeness))), 3)
    if _says("reprint", likeness):
        return ("reprint", score) if likeness.shared >= LEAST_SHARED else None
    if shorter < LEAST:
        return None
    return ("translation" if _is_translation(likeness) else "rewrite"), score


def _is_translation(likeness: Likeness) -> bool:
    """Whether both bodies tell the whole text, sentence by sentence, in different words."""
    whole = likeness.length >= WHOLE and min(likeness.covered, likeness.ordered) >= MOST
    return whole and _says("translation", likeness)


def _says(name: str, likeness: Likeness) -> bool:
    return logits()[name].of(likeness) >= logits()[name].least
