"""The flags of a series, each with its reason and the two figures that show it: conflict, drift, basis changed,
unchanged since a day or a year."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..schema import FlagReason
from .counted import lists
from .series_facts import SeriesFacts
from .series_points import FIRST, Relation, grows, said_days

LAST = "9999"  # a day in it is of any year, or of none
LONG = 28  # days over which a number that nobody counts anew is worth a word
Related = Sequence[tuple[Relation, int | None]]


def flags_of(figures: Sequence[SeriesFacts], related: Related) -> Iterator[FlagReason]:
    """The flags of a series whose figures stand in order, each once."""
    if not grows(figures):
        yield from _unchanged(figures, related)
    for flag in ("conflict", "drift"):
        shown = next(((at, to) for at, (name, to) in enumerate(related) if name == flag and to is not None), None)
        if shown:
            one, other = figures[shown[1]], figures[shown[0]]
            yield FlagReason(flag=flag, why=f"{words_of(one)} and {words_of(other)}", between=_both(one, other))
    yield from _basis(figures)


def words_of(facts: SeriesFacts) -> str:
    """A figure in short, with its hedge and who says it: `about 6,500 fighters (Ghaled Irmash)`."""
    numbers = [facts.value] if facts.value is not None else [facts.min, facts.max]
    told = " to ".join(in_figures(number) for number in numbers if number is not None)
    words = " ".join(part for part in (facts.qualifier, told, facts.unit) if part)
    return f"{words} ({facts.speaker})" if facts.speaker else words


def in_figures(number: float) -> str:
    """A number as readers write it: 40,000,000, 1.5."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.6g}"


def _both(one: SeriesFacts, other: SeriesFacts) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.page, one.figure), (other.page, other.figure)


# ---- unchanged
def _unchanged(figures: Sequence[SeriesFacts], related: Related) -> Iterator[FlagReason]:
    """The value first said is said again long after, and nobody told of another that took its place."""
    dated = [one for one in figures if said_days(one)[0] >= FIRST and said_days(one)[1] < LAST]
    if not dated or any(name == "update" for name, _ in related):
        return
    again = [one for one in dated if abs(one.level - dated[0].level) < 1e-6 * max(one.level, 1.0)]
    first, last = said_days(again[0])[1], said_days(again[-1])[0]
    if _days(first, last) >= LONG:
        since = first[:4] if first[:4] != last[:4] else first
        why = f"{words_of(again[0])}, said on {first} and again on {last}"
        yield FlagReason(flag=f"unchanged since {since}", why=why, between=_both(again[0], again[-1]))


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


# ---- where the number is said to come from
def _basis(figures: Sequence[SeriesFacts]) -> Iterator[FlagReason]:
    """A later figure rests on another kind of ground than the first that gives one; "an estimated 40" gives one too."""
    told = [(one, one.basis or one.qualifier or "") for one in figures]
    grounded = [(one, words, kind) for one, words in told if (kind := ground_of(words))]
    for other, words, kind in grounded[1:]:
        one, before, first = grounded[0]
        if kind != first:
            why = f"“{before}”, then “{words}”"
            yield FlagReason(flag="basis changed", why=why, between=_both(one, other))
            return


def ground_of(basis: str | None) -> str | None:
    """The kind of ground that words for where a number comes from give: the speaker's own count, others', a document,
    an estimate; the first kind that a word of theirs names."""
    words = (basis or "").lower().replace("’", "'").split()
    kinds = {kind for word in words if (kind := lists().grounds.get(word.strip(",.;")))}
    return next((kind for kind in lists().ground_order if kind in kinds), None)
