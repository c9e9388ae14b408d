"""What nouns tell of: one person, several people, a body."""

from collections.abc import Sequence

from .tables import SPEAKERS

PREPOSITIONS = frozenset({
    "of", "from", "in", "for", "at", "to", "with", "by", "on", "near", "close", "inside", "who", "among", "familiar",
})


def head_noun(words: Sequence[str]) -> str:
    """The noun that says what is named: the last word before the first preposition."""
    stop = next((n for n, word in enumerate(words) if word in PREPOSITIONS and n), len(words))
    return words[stop - 1] if words else ""


def person(noun: str, words: Sequence[str]) -> bool:
    """Whether a noun is one for a person, by its ending or by the list, and not the only word."""
    return words[0] != noun and (noun in SPEAKERS["persons"] or noun.endswith(tuple(SPEAKERS["agents"])))


def people(noun: str) -> bool:
    """Whether a plural noun is one for people."""
    one = noun.removesuffix("s")
    single = one[:-2] + "y" if one.endswith("ie") else one.removesuffix("e") if one.endswith("sse") else one
    things = {*SPEAKERS["nameless"], *SPEAKERS["papers"], *SPEAKERS["things"]} & {noun, single}
    told = noun in SPEAKERS["many"] or single in SPEAKERS["persons"] or single.endswith(tuple(SPEAKERS["agents"]))
    return told and not things


def plural(noun: str) -> bool:
    """Whether a noun is one for several."""
    return (noun.endswith("s") and not noun.endswith("ss")) or noun in SPEAKERS["many"]
