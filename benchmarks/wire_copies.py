"""Agency copy of one day: pairs and groups beside the silver of wire-oneday, and which agency is named as the origin.

The silver counts paragraphs that two texts share to the letter, and leaves out those that only one publisher uses. Ours
are the ties of the joiner over the pairs that its keys bring together; as reprints count `exact` and `reprint`, and the
other kinds beside them. wire/ holds what two readers, apart, said of pairs on which the two disagree: ids and verdicts,
no text; where both said the same, the silver is corrected by it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from listeningpost.knowledge import fold
from listeningpost.record.copy_keys import keys_of
from listeningpost.record.lineage import trace
from listeningpost.record.same_text import tie
from listeningpost.schema import Tie

from .copy_sets import Told, silver_of
from .label_files import written_in

Pairs = set[tuple[str, str]]
LEAST = 0.5
JUDGED = Path(__file__).parent / "wire" / "judged.jsonl"
ALIASES = {"ap": "associated press", "afp": "agence france presse"}


def report_wire(found: Sequence[Told], data: Path, misses: int) -> None:
    """Print pairs, groups and origins; `misses` disagreements with the silver in full."""
    pages = {one.text.id: one for one in found if one.text.set == "wire"}
    names = {one.body.facts.page: id_ for id_, one in pages.items()}
    ties = list(ties_among(list(pages.values())))
    silver = {pair for pair, share in silver_of(data).items() if share >= LEAST and set(pair) <= set(pages)}
    ours = {kind: _pairs([one for one in ties if one.relation in kinds], names) for kind, kinds in (
        ("reprints", ("exact", "reprint")), ("all copies", ("exact", "reprint", "rewrite", "translation")))}
    print(f"wire-oneday: {len(pages)} pages, {len(silver)} silver pairs")
    for name, pairs in ours.items():
        print(f"  {name}: {_pair_scores(pairs, silver)}; groups B3 {_b_cubed(pairs, silver, sorted(pages)):.3f}")
    print(f"  {_read(ours['reprints'], silver)}")
    print(f"  {_origins(pages, ties)}")
    for pair in sorted(ours["reprints"] ^ silver)[:misses]:
        whose = "ours alone" if pair in ours["reprints"] else "silver alone"
        print(f"--- {whose}: {' / '.join(pages[id_].text.text[:60] for id_ in pair)!r}", *pair, sep="\n  ")


def _read(ours: Pairs, silver: Pairs) -> str:
    """Who was right of the disagreements that were read, and the scores against the silver so corrected."""
    agreed = [row for row in written_in(JUDGED) if row["first"] == row["second"] != "unsure"]
    said = {(row["pair"][0], row["pair"][1]): row["first"] == "reprint" for row in agreed}
    read = [pair for pair in ours ^ silver if pair in said]
    right = sum(said[pair] == (pair in ours) for pair in read)
    truth = {pair for pair in ours | silver if said.get(pair, pair in silver)}
    return (f"{len(ours ^ silver)} disagreements, of {len(read)} both readers said the same: ours right {right}, the"
            f" silver {len(read) - right}; reprints against the silver so corrected: {_pair_scores(ours, truth)}")


def ties_among(found: Sequence[Told]) -> Iterator[Tie]:
    """The ties of all pairs that share a key."""
    holders = defaultdict[str, list[int]](list)
    for number, one in enumerate(found):
        for key in keys_of(one.body):
            holders[key].append(number)
    met = {(a, b) for numbers in holders.values() for at, b in enumerate(numbers) for a in numbers[:at]}
    for a, b in sorted(met):
        yield from tie(found[a].body, found[b].body)


def _pairs(ties: Sequence[Tie], names: Mapping[str, str]) -> Pairs:
    found = {tuple(sorted((names[one.a], names[one.b]))) for one in ties}
    return {(a, b) for a, b in found if a.split()[0] == b.split()[0]}


def _pair_scores(ours: Pairs, silver: Pairs) -> str:
    right = len(ours & silver)
    precision, recall = right / max(len(ours), 1), right / max(len(silver), 1)
    both = 2 * right / max(len(ours) + len(silver), 1)
    return f"{len(ours)} pairs, P {precision:.3f} R {recall:.3f} F1 {both:.3f}"


def _b_cubed(ours: Pairs, silver: Pairs, ids: Sequence[str]) -> float:
    """B3 F1 of the groups that pairs make (Bagga and Baldwin 1998)."""
    mine, theirs = groups_of(ours, ids), groups_of(silver, ids)
    shared = [len(mine[id_] & theirs[id_]) for id_ in ids]
    precision = sum(n / len(mine[id_]) for n, id_ in zip(shared, ids, strict=True)) / len(ids)
    recall = sum(n / len(theirs[id_]) for n, id_ in zip(shared, ids, strict=True)) / len(ids)
    return 2 * precision * recall / (precision + recall)


def groups_of(pairs: Pairs, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each id all that hang together with it."""
    groups = {id_: {id_} for id_ in ids}
    for a, b in pairs:
        if groups[a] is not groups[b]:
            groups[a] |= groups[b]
            for id_ in groups[b]:
                groups[id_] = groups[a]
    return {id_: frozenset(members) for id_, members in groups.items()}


def _origins(pages: Mapping[str, Told], ties: Sequence[Tie]) -> str:
    """Of the pages whose head or tail credits one agency: how many have it as where their text is from."""
    links = trace([one.body.facts for one in pages.values()], ties)
    named = defaultdict[str, set[str]](set)
    for link in links:
        named[link.page].add(plain(link.of or ""))
    credited = [one for one in pages.values() if one.text.label and "," not in one.text.label]
    right = sum(plain(one.text.label) in named[one.body.facts.page] for one in credited)
    other = sum(not named[one.body.facts.page] & {plain(one.text.label), ""} for one in credited)
    return f"{len(credited)} pages credit one agency: it is named for {right}, others or pages alone for {other}"


def plain(name: str) -> str:
    """A house's name without "the", its abbreviation written out."""
    plain = fold(name).removeprefix("the ")
    return ALIASES.get(plain, plain)


