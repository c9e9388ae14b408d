"""What is known beforehand, opened once for the packs of a desk; and whether words are a question."""

from functools import lru_cache
from pathlib import Path

from ..knowledge import Knowledge, open_knowledge
from .tables import patterns

KEPT = 4  # desks of one process, each with packs of its own


@lru_cache(KEPT)
def known_from(packs: tuple[str, ...]) -> Knowledge:
    """The packaged knowledge with the packs of these folders over it. Raises KnowledgeError."""
    return open_knowledge([Path(pack) for pack in packs])


def is_question(text: str) -> bool:
    """Whether words typed into a box that searches and asks are a question: by their mark, or by how they begin."""
    return bool(patterns("opens")["question"].search(text))
