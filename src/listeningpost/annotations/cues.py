"""Cue verbs and phrases in all their forms, from tables/cues.toml."""

from functools import cache
from typing import Literal, NamedTuple, cast

from ..schema import Act, AttributionKind
from .tables import table

Shape = Literal["base", "s", "past", "participle", "ing"]
VOWELS = "aeiou"


class Cue(NamedTuple):
    """A verb that gives somebody as a source. `particle` is what a verb of two words carries behind it."""

    lemma: str
    particle: tuple[str, ...]
    act: Act
    kind: AttributionKind
    takes: frozenset[str]


class Form(NamedTuple):
    """One written form of a verb, with all cues it can be."""

    shapes: frozenset[Shape]
    cues: tuple[Cue, ...]
    noun: bool


def forms_of(verb: str) -> dict[str, set[Shape]]:
    """The written forms of a verb by the rules of spelling, or as [irregular] gives them."""
    if verb in _states():
        return {verb: {"participle"}}
    irregular = table("cues")["irregular"].get(verb)
    s, past, participle, ing = irregular or (_s(verb), _ed(verb), _ed(verb), _ing(verb))
    found: dict[str, set[Shape]] = {}
    shaped: list[tuple[str, Shape]] = [
        (verb, "base"),
        (s, "s"),
        (past, "past"),
        (participle, "participle"),
        (ing, "ing"),
    ]
    for form, shape in shaped:
        found.setdefault(form, set()).add(shape)
    return found


@cache
def _states() -> frozenset[str]:
    """Adjectives that stand for a cue: "is convinced"."""
    return frozenset(verb for group in table("cues")["group"] if "state" in group["takes"] for verb in group["verbs"])


def _s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


def _ing(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ye")) else verb) + "ing"


@cache
def cue_forms() -> dict[str, Form]:
    """Every lower-case form of a cue's first word -> what it can be. A verb in several groups takes what all take."""
    shapes: dict[str, set[Shape]] = {}
    cues: dict[str, list[Cue]] = {}
    listed = table("cues")["nouns"]["forms"]
    nouns = frozenset([*listed, *map(_s, listed)])
    for cue in _cues():
        for form, shape in forms_of(cue.lemma.split()[0]).items():
            shapes.setdefault(form, set()).update(shape)
            cues.setdefault(form, []).append(cue)
    for spelling, lemma in table("cues")["spellings"].items():
        shapes[spelling] = {"ing"} if spelling.endswith("ing") else {"past", "participle"}
        cues[spelling] = [cue for cue in _cues() if cue.lemma == lemma]
    # a cue with a particle is tried before the bare verb
    order = {form: tuple(sorted(found, key=lambda c: -len(c.particle))) for form, found in cues.items()}
    return {form: Form(frozenset(shapes[form]), order[form], form in nouns) for form in cues}


@cache
def _cues() -> tuple[Cue, ...]:
    found: dict[str, Cue] = {}
    for group in table("cues")["group"]:
        for verb in group["verbs"]:
            earlier = found.get(verb)
            found[verb] = Cue(
                lemma=verb,
                particle=tuple(verb.split()[1:]),
                act=earlier.act if earlier else cast(Act, group["act"]),
                kind=earlier.kind if earlier else cast(AttributionKind, group.get("kind", "speech")),
                takes=frozenset(group["takes"]) | (earlier.takes if earlier else frozenset()),
            )
    return tuple(found.values())
