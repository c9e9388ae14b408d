"""How two sets of labels of the same passages compare: attributions, chains, speakers, names.

Spans are compared by their words, as on PolNeAR. An optional label is neither missed nor wrong.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from listeningpost.knowledge import Knowledge

from .alike import Item, name_key, same_name
from .attributions import Linked, alike, numbered, paired, score

OVERLAP, HALF = 1e-9, 0.5
T = TypeVar("T")
MEASURES = (
    ("attributions, overlap", "overlap right", "given", "gold"),
    ("attributions, half", "half right", "given", "gold"),
    ("content characters", "characters both", "characters given", "characters gold"),
    ("nested chains", "chains right", "chains given", "chains gold"),
    ("names typed", "names right", "names given", "names gold"),
    ("names untyped", "names found", "names given", "names gold"),
)
RATES = (
    ("speaker right", "speakers right", "speakers"),
    ("  pronoun, title, orphan", "hard right", "hard"),
    ("anonymous right", "anonymous right", "speakers"),
    ("kind right", "kind right", "speakers"),
)


class Compared(NamedTuple):
    """One passage with what is held to be right and what was given."""

    text: str
    gold: Item
    given: Item


# ---- spans as the words they hold
def linked(item: Item, text: str) -> Linked:
    return Linked(*(numbered(text, item[key] or ()) for key in ("source", "content", "cue")))


def characters(items: Iterable[Item], text: str) -> set[int]:
    """The places of all content, blanks left out."""
    spans = [span for item in items for span in item["content"] or ()]
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


def required(compared: Compared) -> tuple[list[Item], list[Item]]:
    """The attributions that count: gold without the optional, the given without those that fit an optional alone."""
    gold, given = ([*side["attributions"]] for side in (compared.gold, compared.given))
    core = [item for item in gold if not item.get("optional")]
    spare = [item for item in gold if item.get("optional")]
    mine = [linked(item, compared.text) for item in given]
    used = set(paired([linked(item, compared.text) for item in core], mine, OVERLAP).values())
    left = [number for number in range(len(given)) if number not in used]
    fits = paired([linked(item, compared.text) for item in spare], [mine[number] for number in left], OVERLAP)
    excused = {left[number] for number in fits.values()}
    return core, [item for number, item in enumerate(given) if number not in excused]


# ---- chains
def chains(labels: Item, text: str) -> list[tuple[Linked, Linked, bool]]:
    """Each step of a chain: the outer teller, the inner, and whether the step is optional."""
    items = labels["attributions"]
    steps = [(items[item["nested_in"]], item) for item in items if item["nested_in"] is not None]
    return [(linked(o, text), linked(i, text), bool(o.get("optional") or i.get("optional"))) for o, i in steps]


def same_step(one: tuple[Linked, Linked, bool], other: tuple[Linked, Linked, bool]) -> bool:
    """Source and cue of both levels agree by half or more, outer with outer and inner with inner."""
    pairs = zip(one[:2], other[:2], strict=True)
    return all(alike(a.source, b.source) >= HALF and alike(a.cue, b.cue) >= HALF for a, b in pairs)


def score_chains(compared: Compared, counts: Counter[str]) -> None:
    gold, given = chains(compared.gold, compared.text), chains(compared.given, compared.text)
    right = matched(gold, given, same_step)
    excused = sum(gold[i][2] for i in right)
    counts["chains right"] += len(right) - excused
    counts["chains gold"] += sum(not step[2] for step in gold)
    counts["chains given"] += len(given) - excused


def matched(gold: Sequence[T], given: Sequence[T], same: Callable[[T, T], bool]) -> dict[int, int]:
    """One-to-one: each of the given takes the first of gold that is the same and free."""
    pairs: dict[int, int] = {}
    for number, mine in enumerate(given):
        free = next((i for i, one in enumerate(gold) if i not in pairs and same(one, mine)), None)
        if free is not None:
            pairs[free] = number
    return pairs


# ---- speakers
def score_speakers(compared: Compared, counts: Counter[str], knowledge: Knowledge) -> None:
    """Who speaks, over the attributions that both have."""
    gold, given = required(compared)
    text = compared.text
    for i, number in paired([linked(g, text) for g in gold], [linked(m, text) for m in given], OVERLAP).items():
        right = same_speaker(gold[i]["speaker"], given[number]["speaker"], knowledge)
        counts.update({"speakers": 1, "speakers right": int(right)})
        if is_hard(gold[i], text):
            counts.update({"hard": 1, "hard right": int(right)})
        unnamed = [bool(side["speaker"].get("anonymous")) for side in (gold[i], given[number])]
        counts["anonymous right"] += int(unnamed[0] == unnamed[1])
        counts["kind right"] += int(gold[i]["kind"] == given[number]["kind"])


def same_speaker(gold: Item, given: Item, knowledge: Knowledge) -> bool:
    """The same entity: a name that agrees with gold's (or with what gold knows from outside the page), directly or as
    another name of one actor. Someone unnamed in gold must stay unnamed under a description that shares a word with
    gold's, or be called by gold's own description."""
    names = [name for name in (gold.get("name"), gold.get("best")) if name]
    mine: str | None = given.get("name")
    described = name_key(gold.get("descriptor"))
    if not mine:
        return not gold.get("name") and (not described or bool(described & name_key(given.get("descriptor"))))
    if not names:
        return name_key(mine) == described
    return any(same_name(name, mine) or one_actor(name, mine, knowledge) for name in names)


def one_actor(one: str, other: str, knowledge: Knowledge) -> bool:
    """Whether knowledge gives both names to one actor."""
    keys = [{known.actor.key for known in knowledge.look_up(name) if known.certain} for name in (one, other)]
    return bool(keys[0] & keys[1])


def is_hard(item: Item, text: str) -> bool:
    """A speaker to be found beyond the source's own words: no source, a pronoun, a title or a description."""
    words = " ".join(text[start:end] for start, end in item["source"] or ())
    return not (name_key(words) & name_key(item["speaker"].get("name")))


# ---- names
def score_names(compared: Compared, counts: Counter[str]) -> None:
    """Names whose words agree by half or more; typed where the type is the same too."""
    gold, given = (
        [(numbered(compared.text, [name["span"]]), name["type"]) for name in side["names"]]
        for side in (compared.gold, compared.given)
    )
    counts["names gold"] += len(gold)
    counts["names given"] += len(given)
    counts["names found"] += len(matched(gold, given, lambda a, b: alike(a[0], b[0]) >= HALF))
    counts["names right"] += len(matched(gold, given, lambda a, b: a[1] == b[1] and alike(a[0], b[0]) >= HALF))


# ---- all of it
def scored(pairs: Iterable[Compared], knowledge: Knowledge) -> Counter[str]:
    """The counts over some passages."""
    counts: Counter[str] = Counter()
    for compared in pairs:
        gold, given = required(compared)
        score([linked(g, compared.text) for g in gold], [linked(m, compared.text) for m in given], counts)
        score_chains(compared, counts)
        score_speakers(compared, counts, knowledge)
        score_names(compared, counts)
        count_characters(gold, given, compared.text, counts)
    return counts


def count_characters(gold: list[Item], given: list[Item], text: str, counts: Counter[str]) -> None:
    one, other = characters(gold, text), characters(given, text)
    counts.update({"characters gold": len(one), "characters given": len(other), "characters both": len(one & other)})


def f1(right: int, given: int, gold: int) -> float:
    """Balanced F; 0 where there is nothing."""
    return 2 * right / (given + gold) if given + gold else 0.0


def figures(counts: Counter[str]) -> dict[str, float]:
    """Every measure by its name."""
    found = {name: f1(counts[right], counts[given], counts[gold]) for name, right, given, gold in MEASURES}
    return found | {name: counts[right] / counts[of] if counts[of] else 0.0 for name, right, of in RATES}


def table(columns: dict[str, Counter[str]], first: str) -> str:
    """The measures, a column for each reader; the last column says over how many."""
    values = {name: figures(counts) for name, counts in columns.items()}
    lines = [f"{'':<26}" + "".join(f"{name:>12}" for name in columns) + f"{'n':>8}"]
    sizes = {row[0]: columns[first][row[-1]] for row in (*MEASURES, *RATES)}
    for measure in (row[0] for row in (*MEASURES, *RATES)):
        cells = "".join(f"{column[measure]:>12.3f}" for column in values.values())
        lines.append(f"{measure:<26}{cells}{sizes[measure]:>8}")
    return "\n".join(lines)
