"""Language: paragraphs, sentences and words of a text, with exact offsets. Rules for English; see tables/.

The door is `parse`.
"""

from collections.abc import Sequence

from ..schema import Parse, Span
from .sentences import find_paragraphs, find_sentences
from .words import find_words

__all__ = ["parse"]


def parse(text: str, blocks: Sequence[Span]) -> Parse:
    """Paragraphs, sentences and words of the blocks of `text`, in the space and the order of `blocks`.

    A block edge ends paragraph and sentence. Marks of punctuation count as words. Raises nothing; an empty block gives
    nothing.
    """
    paragraphs = tuple(p for block in blocks for p in find_paragraphs(text, block))
    sentences = tuple(s for p in paragraphs for s in find_sentences(text, p))
    words = tuple(w for s in sentences for w in find_words(text, s))
    return Parse(paragraphs=paragraphs, sentences=sentences, words=words)
