"""Agency copy of one day: for how many pages that credit an agency or share paragraphs with others the origin is
established, and how many of these rightly.

    python -m benchmarks.origins [--part test] [--cache FOLDER]

Each page of wire-oneday is taken as telling its text, the pages of a set together (612 on the Helsinki summit). Counted
are pages with one credit, or with a silver pair of half the shorter text or more. The origin of a page is established
where it is grouped with others or a house is named for it. It is right where the house is the credit of the page (of
one of its silver pairs, where it has none); where no house is named, where most pages that it is grouped with hang
together with it in silver pairs. A house named for pages of which no silver mate has a credit cannot be told of.
Beside: the credit line alone, and copies alone.
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from listeningpost.record.lineage import trace
from listeningpost.record.origins import Chain, Origins, origins_of
from listeningpost.schema import CopyLink

from .copy_sets import Told, as_read, part_of, silver_of, texts
from .shared import data_or_word
from .wire_copies import LEAST, groups_of, plain, ties_among


def wire_pages(data: Path, cache: Path | None) -> list[Told]:
    """The pages of wire-oneday by their facts; with a folder to keep them in they are read once."""
    found = [text for text in texts(data) if text.set == "wire"]
    return as_read(found, cache / "wire_facts.msgpack" if cache else None)


def found_for(pages: Sequence[Told], *, credit: bool = True, copied: bool = True) -> Origins:
    """The origins behind the texts of some pages."""
    facts = [one.body.facts for one in pages]
    links = defaultdict[str, list[CopyLink]](list)
    for link in trace(facts, list(ties_among(pages))) if copied else ():
        if credit or link.relation != "based_on":
            links[link.page].append(link)
    chains = {one.page: Chain(page=one.page, source=one.source, outlet=one.outlet,
                              houses=one.credits if credit and len(one.credits) == 1 else ()) for one in facts}
    return origins_of(list(chains), links, chains)


def score(pages: Sequence[Told], found: Origins, silver: Mapping[str, frozenset[str]]) -> tuple[int, int, int, int]:
    """How many pages have a credit or a silver pair, for how many the origin is established, of how many of these the
    silver can tell, and for how many of those it is right."""
    ids = {one.body.facts.page: one for one in pages}
    group_of = {page: (group, name) for group, name in zip(found.same_origin, found.names, strict=True)
                for page in group}
    wanted = [one for one in pages if _credit(one) or len(silver[one.text.id]) > 1]
    told_for = [one for one in wanted if one.body.facts.page in group_of or one.body.facts.credits]
    verdicts = [_is_right(one, group_of, ids, silver) for one in told_for]
    return len(wanted), len(told_for), len(verdicts) - verdicts.count(None), verdicts.count(True)


def _is_right(
    one: Told, group_of: Mapping[str, tuple[tuple[str, ...], str]], ids: Mapping[str, Told],
    silver: Mapping[str, frozenset[str]],
) -> bool | None:
    group, name = group_of.get(one.body.facts.page, ((), ""))
    named = plain(name) if name and not group_is_page(name, ids, group) else ""
    if not group and len(one.body.facts.credits) == 1:
        named = plain(one.body.facts.credits[0].name)
    near = {_credit(other) for other in ids.values() if other.text.id in silver[one.text.id]} - {""}
    if named:
        labels = {_credit(one)} - {""} or near
        return named in labels if labels else None
    others = {ids[page].text.id for page in group} - {one.text.id}
    return 2 * len(others & silver[one.text.id]) > len(others)


def group_is_page(name: str, ids: Mapping[str, Told], group: Sequence[str]) -> bool:
    """Whether a group goes by the name of one of its pages and not of a house."""
    return any(name == ids[page].body.facts.source for page in group)


def _credit(one: Told) -> str:
    return plain(one.text.label) if one.text.label and "," not in one.text.label else ""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="all", choices=("dev", "test", "all"))
    parser.add_argument("--cache", type=Path, help="a folder where what was read is kept between runs")
    asked = parser.parse_args()
    data = data_or_word()
    if data is None:
        return
    pages = [one for one in wire_pages(data, asked.cache) if asked.part in ("all", part_of(one.text))]
    pairs = {pair for pair, share in silver_of(data).items() if share >= LEAST}
    ids = [one.text.id for one in pages]
    silver = groups_of({pair for pair in pairs if set(pair) <= set(ids)}, ids)
    sets = [[one for one in pages if one.text.document == name] for name in sorted({p.text.document for p in pages})]
    ways = {"ours": (True, True), "credit line alone": (True, False), "copies alone": (False, True)}
    print(f"wire-oneday, part {asked.part}: {len(pages)} pages")
    for name, (credit, copied) in ways.items():
        rows = [score(some, found_for(some, credit=credit, copied=copied), silver) for some in sets]
        wanted, known, told_of, right = (sum(row[at] for row in rows) for at in range(4))
        share = right / max(told_of, 1)
        print(f"  {name}: established for {known} of {wanted} ({known / wanted:.3f}), right {share:.3f} of {told_of}")
    whole = found_for(max(sets, key=len))
    print(f"  {len(whole.pages)} pages of one set: {len(whole.same_origin)} shared origins of"
          f" {sum(map(len, whole.same_origin))} pages; {whole.independent} counted, the rest not established")


if __name__ == "__main__":
    main()
