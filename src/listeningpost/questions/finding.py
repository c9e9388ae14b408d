"""Search: lines by their words and by their meaning, fused."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ..language import vectors_of
from ..schema import Facet, Found, FoundLine, LineRow, Sought, Told
from ..store import Store, terms
from .evidence import told_by_line
from .same import told_once
from .telling import found_line
from .typed import Typed, read_search

TAKEN = 200  # lines taken for their words, and for their meaning, before both are fused
OFFSET = 60  # of reciprocal ranks (Cormack, Clarke and Büttcher, SIGIR 2009)
LEAST_NEAR = 0.35  # cosine of a line that is shown for its meaning alone
MOST_NEAR = 10  # such lines
SHOWN = 20
OF_FACET = 8  # values of a facet
FACETS = ("outlet", "speaker", "kind", "year")


def search(store: Store, text: str, limit: int = SHOWN, within: Sought | None = None) -> Found:
    """The lines of the pages that fit a search as it is typed (`read_search`), best first: those that hold all its
    words, then those near it in meaning. The same line told by several pages is one. `within`: some pages alone, and as
    of which days. Raises UsageError, ModelError.
    """
    typed = read_search(text)
    if within is not None:
        bounds = {name: getattr(within, name) for name in ("pages", "said_until", "published_until", "held_until")}
        typed = replace(typed, sought=replace(typed.sought, **bounds))
    store = store.as_held(typed.sought.held_until)
    among = narrowed(store, typed.sought)
    worded = store.lines(typed.sought, TAKEN, among)
    near = _near(store, typed, among)
    order = _fused([row.entry for row in worded], [number for number, _ in near])
    rows = {row.entry: row for row in worded}
    alone = [number for number, likeness in near if number not in rows and likeness >= LEAST_NEAR][:MOST_NEAR]
    rows |= {row.entry: row for row in store.lines_numbered(alone)}
    chosen = [rows[number] for number in order if number in rows]
    chosen.sort(key=lambda row: row.entry in alone)  # stable: words before meaning alone
    total, counts = store.facets(typed.sought, among)
    groups = told_once(chosen)[:limit]
    told = store.told_on([row.page for group in groups for row in group[:1]])
    words = [word for term in typed.sought.terms if not term.negated for word in terms(term.words)]
    lines = tuple(_line(group, told, words, near_only=group[0].entry in alone) for group in groups)
    return Found(words=text, lines=lines, facets=_facets(counts), total=total)


def _near(store: Store, typed: Typed, among: Sequence[int] | None) -> list[tuple[int, float]]:
    """Lines near in meaning; none where words must stand together, are beginnings or are not wanted: a line that is
    near in meaning alone would break what was asked."""
    sought = typed.sought
    exact = any(term.prefix or term.negated or " " in term.words for term in sought.terms)
    if exact or not sought.terms:
        return []
    (vector,) = vectors_of([re.sub(r'[*"]', " ", typed.words)])
    return store.nearest(vector, TAKEN, among)


def narrowed(store: Store, sought: Sought) -> list[int] | None:
    """The numbers of the lines that the filters of a search leave, without its words; None where it has no filter."""
    filters = sought.filters()
    return None if filters == Sought() else store.entries(filters)


def _fused(*rankings: Sequence[int]) -> list[int]:
    """Numbers by the sum of their reciprocal ranks, the highest first."""
    score = Counter[int]()
    for ranking in rankings:
        for rank, number in enumerate(ranking):
            score[number] += 1 / (OFFSET + rank)  # type: ignore[assignment]
    return sorted(score, key=lambda number: (-score[number], number))


def _line(group: Sequence[LineRow], told: Told, words: Sequence[str], *, near_only: bool) -> FoundLine:
    (on,) = told_by_line(group[:1], told)
    return found_line(group, on, marked=words, beside="near in meaning" if near_only else "")


def _facets(counts: Mapping[str, Counter[str]]) -> tuple[Facet, ...]:
    return tuple(
        Facet(name=name, value=value, count=count, filter=_filter(name, value))
        for name in FACETS
        for value, count in sorted(counts[name].items(), key=lambda one: (-one[1], one[0]))[:OF_FACET]
    )


def _filter(name: str, value: str) -> str:
    if name == "year":
        return f"after:{int(value) - 1} before:{int(value) + 1}" if value.isdigit() else ""
    plain = value.replace('"', " ")
    return f'{name}:"{plain}"' if " " in plain else f"{name}:{plain}"
