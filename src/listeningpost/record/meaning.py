"""What a page is about, as a vector that stays with it: joiners and searches need no model for what they compare."""

import numpy as np

from ..language import vectors_of
from ..schema import Article

STEPS = 127
WIDEST = 0.25  # of the numbers of a vector of length 1 and 384 wide: hardly any is larger
MOST = 254  # words: the packed model reads as many pieces of a text, and none is longer than a word
FEWEST = 20  # words of a body that are about something


def vector_of(article: Article) -> bytes | None:
    """The vector of the beginning of a body (as much as the packed model reads of a text, about 200 words), as signed
    bytes, WIDEST being STEPS; None for a body of a few words. Raises ModelError."""
    words = " ".join(article.text[start:end] for start, end in article.body).split()
    if len(words) < FEWEST:
        return None
    (vector,) = vectors_of([" ".join(words[:MOST])])
    steps = np.clip(np.round(vector * (STEPS / WIDEST)), -STEPS, STEPS)
    return bytes(steps.astype(np.int8).tobytes())
