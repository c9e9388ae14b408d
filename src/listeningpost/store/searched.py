"""The part of a store that is searched: lines by words, filters and meaning."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ..schema import Hit, LineRow, Sought, Told
from . import querying, searching
from .database import Database
from .meanings import Meanings, meanings, nearest


class Searched:
    """The lines of a store: headlines and sentences, each with its place, its words and what it is about."""

    database: Database
    _meanings: Meanings | None = None

    def lines(self, sought: Sought, limit: int = 50, among: Collection[int] | None = None) -> list[LineRow]:
        """Headlines and sentences that fit, those first that hold the words best, without words the newest. `among` are
        the numbers that its filters leave, where they are at hand."""
        return searching.lines(self.database, sought, limit, among)

    def entries(self, sought: Sought) -> list[int]:
        """The numbers of the lines that fit, in their order."""
        return searching.entries(self.database, sought)

    def lines_numbered(self, numbers: Sequence[int]) -> list[LineRow]:
        """The lines of these numbers that are still there, in their order."""
        return searching.lines_numbered(self.database, numbers)

    def lines_on(self, page_ids: Sequence[str]) -> list[LineRow]:
        """Every headline and sentence of some pages, in their order on the page."""
        return searching.lines_on(self.database, page_ids)

    def told_on(self, page_ids: Sequence[str]) -> Told:
        """The statements, figures and mentions of some pages, corrections applied."""
        return searching.told_on(self.database, page_ids)

    def facets(self, sought: Sought, among: Collection[int] | None = None) -> tuple[int, dict[str, Counter[str]]]:
        """How many lines fit, and how many of them by outlet, speaker, kind and year. `among` are the numbers that its
        filters leave, where they are at hand."""
        return searching.facets(self.database, sought, among)

    def rarity(self, words: Iterable[str]) -> tuple[dict[str, int], int]:
        """In how many passages each word (as `terms` gives it) stands, and how many passages there have been."""
        return searching.rarity(self.database, words)

    def words_from(self, beginning: str) -> list[str]:
        """Every word of the pages that begins so, as `terms` gives it."""
        return searching.words_from(self.database, beginning)

    def nearest(
        self, vector: npt.NDArray[np.float32], limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """The numbers of the lines nearest in meaning to a vector (384 wide, of length 1), with their cosines."""
        self._meanings = meanings(self.database, self._meanings)
        return nearest(self._meanings, vector, limit, among)

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Statements, headlines and sentences with all the words, best first. Raises UsageError for no word."""
        return querying.search(self.database, words, limit)
