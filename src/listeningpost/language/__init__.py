"""Language: paragraphs, sentences and words of a text by rules for English (see tables/), and what the packed model
reads in them (see weights/CARD.md): tokens, parts of speech, heads, names, attributions, vectors. Offsets are exact.

The door is `parse`. Nothing outside this room knows how the model is run.
"""

from collections.abc import Sequence

from ..schema import Parse, Span
from .answers import answer_scores, match_scores
from .packed import model_version, read_with_model, vectors_of
from .pairing import ReadLine
from .sentences import find_paragraphs, find_sentences
from .words import find_words

__all__ = ["ReadLine", "answer_scores", "match_scores", "model_version", "parse", "sentences_of", "vectors_of"]


def sentences_of(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of the blocks of `text`, as `parse` finds them, without their words."""
    return tuple(s for block in blocks for p in find_paragraphs(text, block) for s in find_sentences(text, p))


def parse(text: str, blocks: Sequence[Span], *, with_model: bool = False) -> Parse:
    """Paragraphs, sentences and words of the blocks of `text`, in the space and the order of `blocks`; with the model,
    tokens, names and attributions too.

    A block edge ends paragraph and sentence. Marks of punctuation count as words. An empty block gives nothing. Raises
    ModelError where the model is asked for and cannot be used; without it, nothing.
    """
    paragraphs = tuple(p for block in blocks for p in find_paragraphs(text, block))
    sentences = tuple(s for p in paragraphs for s in find_sentences(text, p))
    words = tuple(w for s in sentences for w in find_words(text, s))
    found = Parse(paragraphs=paragraphs, sentences=sentences, words=words)
    return read_with_model(text, found) if with_model else found
