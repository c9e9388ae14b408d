"""Whether a denial answers a claim: who is accused, of what, and that the claim asserts it.

Likeness of words alone links wrong pairs: a page on a scandal is full of its words. So the denier, or somebody his
denial names, must be named in the claim; a word for the matter itself must be shared, one of a row of
tables/denials.toml at least; and the claim must assert what the denial denies, neither negating it nor leaving it open.
A denial without words of its own ("denied the allegations") answers the last claim before it that names the denier.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import Literal

import msgspec

from ..knowledge import fold
from ..schema import DENYING, Mention, Record, Role, Span, Statement
from .tables import DENIALS, MATTERS, SPEAKERS
from .wording import KNOWN, fold_word, weight_of

Side = Literal["denial", "rejection", "claim", ""]
CLAIMING = frozenset({"assert", "announce", "describe", "report", "suggest", "warn"})
PROPOSING = frozenset({"suggest", "urge", "demand", "promise", "announce"})
SHARE = 0.3  # of the weight of a denial's words that a claim has which it answers
REJECTED = 0.5  # of the words of a rejection that a proposal has, two of them at least
BESIDE = 0.25  # of a share that standing right before the denial is worth
MOST = 3  # claims that one denial answers on a page
FAR = 2500  # characters between a denial and the claim on the same page that it answers
NEAR = 500  # and where it has no words of its own
OPENING = 5  # words of a rejection in which the claim stands that it rejects
PART = "=taking_part"
NAMED_BY = frozenset({"name", "short", "abbrev", "alias", "metonym", "demonym", "pronoun"})
ENDINGS = re.compile(r"(?:ings?|ions?|ers?|ors?|ed|es|e|s)$")
NOUN_ENDINGS = re.compile(r"(?:ments?|ances?|ences?|ness)$")
BEHIND = 3  # words behind a "not" that it negates
LETTERS = 7  # of a stem
FORETOLD = re.compile(r"\b(?:is|are) (?:likely|expected|set|about|going) to\b", re.IGNORECASE)
NEGATED = re.compile(r"n['’]t\b", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Told(Record, frozen=True, array_like=True):
    """A statement as far as denials go. `who` are stems of the speaker's names, `offices` of what he holds an office
    of, `names` of everybody its content names, `words` its other telling stems with their weights. `hollow`: it has no
    words for what is claimed; `relative`: it is ", which", and what that stands for need not be a claim; `turned`: it
    negates; `open`: it leaves open; `retold`: it speaks of a claim; `negated`: words right behind a negation;
    `accuses`: a word of accusing stands in it; `asserts`: it says that something is so, and is no wish ("hope that"),
    nothing to be done ("to leave") and no mere matter ("insisted on the visit")."""

    id: str
    side: Side
    act: str
    entity: str
    who: frozenset[str]
    offices: frozenset[str]
    names: frozenset[str]
    words: dict[str, float]
    hollow: bool
    relative: bool
    turned: bool
    open: bool
    retold: bool
    negated: frozenset[str]
    accuses: bool
    extent: Span
    asserts: bool = True


def tell(text: str, statement: Statement, named: Sequence[Mention], offices: Mapping[str, Sequence[str]]) -> Told:
    """The statement's words and people; `named` are the page's mentions, `offices` what people are of, by entity."""
    said = " ".join(text[a:b] for a, b in statement.content_spans)
    naming = _naming(text, statement, named)
    cue = set(fold(text[slice(*statement.cue_span)]).split()) if statement.cue_span else set[str]()
    inside = [m for m in named if any(a <= m.span[0] and m.span[1] <= b for a, b in statement.content_spans)]
    names = stems_of(" ".join(f"{m.name or ''} {m.text if m.form != 'pronoun' else ''}" for m in inside
                              if m.form in NAMED_BY))
    plain = [fold_word(word) for word in WORD.findall(said)]
    own = {stem: float(weight_of(word)) for word in plain if (stem := stem_of(word)) not in names and _tells(word)}
    return Told(
        id=statement.id, side=_side(statement, plain), act=statement.act, entity=statement.speaker.entity or "",
        who=_who(statement), offices=stems_of(" ".join(offices.get(statement.speaker.entity or "", ()))),
        names=names, words=own, hollow=not own,
        relative=plain == ["which"],
        turned=bool(_words("negations") & {*plain, *cue}) or NEGATED.search(said) is not None,
        open=bool(_words("open") & set(map(fold_word, WORD.findall(naming)))) or FORETOLD.search(naming) is not None,
        retold=bool(_words("retelling") & set(plain)), negated=frozenset(_negated(plain)) & frozenset(own),
        accuses=bool(_words("accusing") & {*plain, *cue}),
        extent=(min(a for a, _ in statement.content_spans), max(b for _, b in statement.content_spans)),
        asserts=_asserts(text, statement, cue, plain),
    )


def _asserts(text: str, statement: Statement, cue: Set[str], plain: Sequence[str]) -> bool:
    """Whether a content is told as so; `cue` and `plain` are the folded words of the cue and the content."""
    start, cued = statement.content_spans[0][0], statement.cue_span
    behind = cued is not None and cued[1] <= start and not text[cued[1] : start].strip()
    named = behind and _words("topics") & {*plain[:1]}
    return plain[:1] != ["to"] and not named and not _words("wishing") & cue


def _naming(text: str, statement: Statement, named: Sequence[Mention]) -> str:
    """The pieces of a content that name somebody else, all where none does: "It was the Brigade […] We will answer it"
    leaves nothing open of the Brigade."""
    others = [one.span for one in named if one.name and one.form in NAMED_BY and one.entity != statement.speaker.entity]
    pieces = [(a, b) for a, b in statement.content_spans if any(a <= c and d <= b for c, d in others)]
    return " ".join(text[a:b] for a, b in pieces or statement.content_spans)


def with_denials(text: str, statements: Sequence[Statement], mentions: Sequence[Mention], roles: Iterable[Role]
                 ) -> tuple[Statement, ...]:
    """The statements, each denial with the claims that it denies: those told inside it, else those that it answers."""
    if not any(statement.act in DENYING for statement in statements):
        return tuple(statements)
    offices = offices_of(roles)
    told = [tell(text, statement, mentions, offices) for statement in statements]
    return tuple(_with_denied(*pair, told, statements) for pair in zip(statements, told, strict=True))


def _with_denied(statement: Statement, mine: Told, told: Sequence[Told], statements: Sequence[Statement]) -> Statement:
    if statement.act not in DENYING or not mine.side:
        return statement
    inner = [other.id for other in statements if other.nested_in == statement.id]
    return msgspec.structs.replace(statement, denies=tuple(inner or [one.id for one in answered(mine, told)]))


def offices_of(roles: Iterable[Role]) -> dict[str, list[str]]:
    """What each entity holds an office of, by entity id."""
    found: dict[str, list[str]] = {}
    for role in roles:
        found.setdefault(role.entity, []).extend([role.of] if role.of else [])
    return found


def answered(denial: Told, told: Sequence[Told]) -> list[Told]:
    """The claims on the same page that a denial answers, the likeliest first."""
    near = [one for one in told if _of_others(denial, one) and abs(one.extent[0] - denial.extent[0]) <= FAR]
    if denial.side == "rejection":
        return [one for one in near if rejects(denial, one)][:MOST]
    if denial.hollow:
        before = [one for one in near if 0 < denial.extent[0] - one.extent[0] <= NEAR and _blames(one, denial)]
        before = [one for one in before if one.accuses] or ([] if denial.relative else before)
        return sorted(before, key=lambda one: one.extent)[-1:]
    shares = {one.id: share for one in near if (share := answers(denial, one)) >= SHARE}
    found = {one.id: _likeliness(denial, one, shares[one.id]) for one in near if one.id in shares}
    sure = [one for one in near if one.id in found and (len(words_shared(denial, one)) > 1 or one.accuses)]
    chosen = sure or [one for one in near if one.id in found]
    order = sorted(chosen, key=lambda one: (-found[one.id], abs(one.extent[0] - denial.extent[0]), one.id))
    return [one for one in order if found[one.id] >= found[order[0].id] - BESIDE][: MOST if sure else 1]


def _likeliness(denial: Told, claim: Told, share: float) -> float:
    """The share of words that a claim answers, and more for what stands right before the denial."""
    before = 0 <= denial.extent[0] - claim.extent[1] <= NEAR
    return share + (BESIDE if before else 0)


def answers(denial: Told, claim: Told) -> float:
    """The share of a denial's words that the claim has, by weight; 0 where it cannot be the claim that is denied."""
    if claim.act not in CLAIMING or claim.turned or claim.open or claim.retold or not _same_people(denial, claim):
        return 0.0
    shared = words_shared(denial, claim)
    if not shared:
        return 0.0
    return sum(denial.words[stem] for stem in shared) / sum(denial.words.values())


def rejects(rejection: Told, proposal: Told) -> bool:
    """Whether what is rejected is what the other proposes, demands or plans: most of its words, two at least. Who
    announces what is done proposes nothing, and an accusation that is brushed off was no proposal."""
    if rejection.accuses or proposal.accuses or (proposal.act == "announce" and not proposal.open):
        return False
    shared = words_shared(rejection, proposal)
    whole = sum(rejection.words.values())
    enough = len(shared) > 1 and sum(rejection.words[stem] for stem in shared) >= REJECTED * whole
    return enough and proposal.act in PROPOSING and not proposal.turned


def words_shared(denial: Told, claim: Told) -> list[str]:
    """The words that two claims have in common, in the order of the first; "the airfield" may be of a name: "Veshti
    airfield"."""
    return [stem for stem in denial.words if stem in claim.words or stem in claim.names]


def _same_people(denial: Told, claim: Told) -> bool:
    """Whether the denier is accused by the claim, or somebody else is whom both name, unless it is a part in something
    that he denies; a denial that names nobody may answer what stands right before it."""
    if not denial.names and len(words_shared(denial, claim)) > 1 and 0 <= denial.extent[0] - claim.extent[1] <= NEAR:
        return True  # "the country’s soil poses no threat"
    accused = bool((denial.who | denial.offices) & claim.names)
    return accused or (PART not in denial.words and bool((denial.names - claim.who) & claim.names))


def _blames(claim: Told, denial: Told) -> bool:
    return bool((denial.who | denial.offices) & claim.names) and not claim.turned and not claim.retold


def _of_others(denial: Told, claim: Told) -> bool:
    """Whether a claim is told by somebody who is neither the denier nor holds an office of his."""
    around = claim.extent[0] <= denial.extent[0] and denial.extent[1] <= claim.extent[1]
    if claim.side != "claim" or (around and claim.extent != denial.extent):
        return False
    own = (claim.entity and claim.entity == denial.entity) or (claim.who and claim.who <= denial.who)
    return not own and not (denial.who and denial.who <= claim.offices)


def _side(statement: Statement, plain: Sequence[str]) -> Side:
    """A denial denies, or rejects what is called a claim; to reject a demand or a plan denies nothing."""
    if statement.act == "deny":
        return "denial" if plain[:1] != ["whether"] else ""  # "would not deny whether"
    if statement.act == "reject":
        return "denial" if _stems("untruths") & {stem_of(word) for word in plain[:OPENING]} else "rejection"
    claim = statement.act in CLAIMING | PROPOSING and statement.attribution != "headline"
    return "claim" if claim else ""


def _who(statement: Statement) -> frozenset[str]:
    speaker = statement.speaker
    capitals = (word for word in (speaker.descriptor or "").split() if word[:1].isupper())
    return stems_of(speaker.name or " ".join(capitals))


# ---- words
def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of names that tell one from another: no "ministry", no "United"."""
    words = (word for word in fold(text).split() if len(word) > 2 and word not in SPEAKERS["empty"])
    return frozenset(stem_of(word) for word in words if word not in SPEAKERS["bodies"] and word not in _words("nobody"))


@cache
def stem_of(word: str) -> str:
    """What the forms of a folded word have in common, and the words of one matter."""
    plain = NOUN_ENDINGS.sub("", word) if len(word) > 7 else word
    stem = ENDINGS.sub("", plain) if len(plain) > 4 else plain
    return _matters().get(word) or _matters().get(stem[:LETTERS]) or stem[:LETTERS]


@cache
def _matters() -> dict[str, str]:
    rows = [(word, f"={name}") for name, words in MATTERS.items() for word in words]
    stems = [(ENDINGS.sub("", word)[:LETTERS] if len(word) > 4 else word, name) for word, name in rows]
    return dict([*stems, *rows])


def _negated(plain: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(plain):
        if word in _words("negations") or NEGATED.search(word):
            yield from map(stem_of, plain[at + 1 : at + 1 + BEHIND])


@lru_cache(maxsize=KNOWN)
def _tells(word: str) -> bool:
    return len(word) > 2 and word not in SPEAKERS["empty"] and word not in _words("hollow") and \
        stem_of(word) not in _stems("claims")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(DENIALS[name])


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem_of(word) for word in DENIALS[name])
