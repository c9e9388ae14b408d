"""Measures on the labels of utterances and figure series: which pairs were joined, which drifts found, which flags.

utterances/README.md says what each row counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from .alike import Item
from .utterance_matching import MEMBERS, Labels, Matched, Place, spans_of


class Score(NamedTuple):
    """Found of the labelled ones, and right of the given ones: recall and precision may count different things."""

    found: float
    gold: float
    right: float
    given: float

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


class Joined(NamedTuple):
    """The pairs of a kind of group: right, wrong and with strangers, and the gold pairs."""

    right: set[tuple[Place, Place]]
    wrong: set[frozenset[tuple[str, int]]]  # document and first offset of both sides
    strangers: int
    gold: set[tuple[Place, Place]]

    @property
    def pairs(self) -> Score:
        return Score(len(self.right), len(self.gold), len(self.right), len(self.right) + len(self.wrong))


# ---- pairs
def joined(labels: Labels, given: Iterable[Item]) -> Joined:
    """The pairs that given groups join, judged: both members of one labelled group; a member with a member of another
    group or with what is labelled as another of its own (wrong); a member with what is not labelled (a stranger)."""
    found = Joined(set(), set(), 0, labels.gold_pairs())
    strangers = 0
    for group in given:
        matches = [labels.match(item) for item in group[MEMBERS[labels.kind]]]
        for (one, x), (other, y) in combinations(zip(matches, group[MEMBERS[labels.kind]], strict=True), 2):
            right = set(_shared(one, other))
            found.right.update(right)
            if not right and is_apart(one, other):
                found.wrong.add(frozenset((item["document"], spans_of(item)[0][0]) for item in (x, y)))
            elif not right:
                strangers += is_stranger(one, other) + is_stranger(other, one)
    return found._replace(strangers=strangers)


def _shared(one: Matched, other: Matched) -> Iterator[tuple[Place, Place]]:
    for group, number in one.members:
        for other_group, other_number in other.members:
            if group == other_group and number != other_number:
                yield (group, min(number, other_number)), (group, max(number, other_number))


def _groups(matched: Matched) -> set[str]:
    return {group for group, _ in matched.members}


def is_apart(one: Matched, other: Matched) -> bool:
    """Members of different groups only, or a member of a group with what that group's labels call another."""
    mine, theirs = _groups(one), _groups(other)
    if mine & theirs:
        return False  # twice the same member
    if mine & other.optional or theirs & one.optional:
        return False
    return bool((mine and theirs) or mine & other.others or theirs & one.others)


def is_stranger(one: Matched, other: Matched) -> int:
    return int(bool(one.members) and not (other.members or other.others or other.optional))


def b_cubed(labels: Labels, given: Iterable[Item]) -> Score:
    """B-cubed over the labelled members: of each, the share of its labelled group that its given group holds, and the
    share of what it is joined with that is right. One that is not given stands alone."""
    alone = {(group["id"], number): (1, 0) for group in labels.groups for number in range(len(_members(labels, group)))}
    for group in given:
        matches = [labels.match(item) for item in group[MEMBERS[labels.kind]]]
        for place, count in _shares(matches).items():
            alone[place] = max(alone[place], count)
    sizes = {group["id"]: len(_members(labels, group)) for group in labels.groups}
    recall = sum(right / sizes[group] for (group, _), (right, _) in alone.items())
    precision = sum(right / (right + wrong) for right, wrong in alone.values())
    return Score(recall, len(alone), precision, len(alone))


def _members(labels: Labels, group: Item) -> list[Item]:
    members: list[Item] = group[MEMBERS[labels.kind]]
    return members


def _shares(matches: Sequence[Matched]) -> dict[Place, tuple[int, int]]:
    """Of each member in a given group: how many members of its group are in it, and how many wrong ones."""
    shares = {}
    for one in matches:
        for group, number in one.members:
            fellows = {other for matched in matches for name, other in matched.members if name == group}
            rest = [other for other in matches if not any(name == group for name, _ in other.members)]
            wrong = sum(is_apart(one, other) for other in rest)
            shares[group, number] = len(fellows), wrong
    return shares


# ---- drift
def drift_found(labels: Labels, given: Sequence[Item], *, any_kind: bool = False) -> dict[str, Score]:
    """For each kind of drift, and `all`: the labelled drifts found, and the given drifts that are right.

    A labelled drift of n variants counts n - 1: found are as many as the given drifts of its kind hold apart, whatever
    telling they start from. A given drift counts where both its tellings are members of one labelled group; it is right
    where its kind holds them apart there. With `any_kind`, by whatever name the drift is given.
    """
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    held = _given_drifts(labels, given)
    for group in labels.groups:
        for drift in group["drift"]:
            mine = held.get(group["id"], set())
            pairs = {(a, b) for kind, a, b in mine if any_kind or kind == drift["kind"]}
            gold[drift["kind"]] += len(drift["variants"]) - 1
            found[drift["kind"]] += held_apart(drift["variants"], pairs)
    right, said = _judged(labels, held, any_kind)
    kinds = sorted(gold | said)
    table = {kind: Score(found[kind], gold[kind], right[kind], said[kind]) for kind in kinds}
    return {**table, "all": Score(found.total(), gold.total(), right.total(), said.total())}


def held_apart(variants: Sequence[Sequence[Item]], pairs: Iterable[tuple[int, int]]) -> int:
    """How many of the boundaries between variants some pairs of tellings show: variants less the connected ones."""
    variant_of = {one["telling"]: number for number, variant in enumerate(variants) for one in variant}
    parent = list(range(len(variants)))
    for a, b in pairs:
        if a in variant_of and b in variant_of:
            parent = _merged(parent, variant_of[a], variant_of[b])
    return len(variants) - len(set(parent))


def _merged(parent: list[int], a: int, b: int) -> list[int]:
    return [parent[b] if one == parent[a] else one for one in parent]


def _given_drifts(labels: Labels, given: Sequence[Item]) -> dict[str, set[tuple[str, int, int]]]:
    """By labelled group, the kind and the two labelled tellings of each given drift."""
    found: dict[str, set[tuple[str, int, int]]] = {}
    for group in given:
        members = [labels.match(item).members for item in group["tellings"]]
        for drift in group.get("drift", ()):
            for (one, a), (other, b) in _products(members[drift["was"]], members[drift["now"]]):
                if one == other and a != b:
                    found.setdefault(one, set()).add((drift["kind"], min(a, b), max(a, b)))
    return found


def _products(one: Iterable[Place], other: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    return ((a, b) for a in one for b in other)


def _judged(
    labels: Labels, held: dict[str, set[tuple[str, int, int]]], any_kind: bool
) -> tuple[Counter[str], Counter[str]]:
    """By kind given: how many of the given drifts are right, and how many there are."""
    by_id = {group["id"]: group["drift"] for group in labels.groups}
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for group, drifts in held.items():
        for kind, a, b in drifts:
            said[kind] += 1
            same = (drift["variants"] for drift in by_id[group] if any_kind or drift["kind"] == kind)
            right[kind] += any(held_apart(variants, [(a, b)]) for variants in same)
    return right, said


# ---- series
def flags_found(labels: Labels, given: Sequence[Item]) -> dict[str, Score]:
    """For each flag, and `all`: right ones. A labelled series takes the flags of the given one that has most of its
    points; flags of a given series that is nobody's count for nothing."""
    best = _best_series(labels, given)
    gold: Counter[str] = Counter()
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for series in labels.groups:
        mine, theirs = set(series["flags"]), best.get(series["id"], set())
        gold.update(mine)
        said.update(theirs)
        right.update(mine & theirs)
    table = {flag: Score(right[flag], gold[flag], right[flag], said[flag]) for flag in sorted(gold | said)}
    return {**table, "all": Score(right.total(), gold.total(), right.total(), said.total())}


def _best_series(labels: Labels, given: Sequence[Item]) -> dict[str, set[str]]:
    held: dict[str, tuple[int, set[str]]] = {}
    for series in given:
        shares = Counter(group for point in series["points"] for group, _ in labels.match(point).members)
        flags = {plain_flag(flag) for flag in series.get("flags", ())}
        for group, count in shares.items():
            if count > held.get(group, (0, set()))[0]:
                held[group] = count, flags
    return {group: flags for group, (_, flags) in held.items()}


def plain_flag(flag: str) -> str:
    """A flag without its day: `unchanged since 2021` is `unchanged`."""
    return "unchanged" if flag.startswith("unchanged") else flag


def relations_right(labels: Labels, given: Sequence[Item]) -> Score:
    """Of the points that a given series tells the relation of, and that are labelled, those told right."""
    relations = {
        (series["id"], number): point["relation"]
        for series in labels.groups
        for number, point in enumerate(series["points"])
    }
    told = [
        (point["relation"], relations[place])
        for series in given
        for point in series["points"]
        if "relation" in point
        for place in labels.match(point).members
    ]
    right = sum(mine == gold for mine, gold in told)
    return Score(right, len(relations), right, len(told))
