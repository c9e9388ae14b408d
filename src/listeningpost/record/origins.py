"""How many origins stand behind what several pages tell: the only place that counts sources.

Of two pages three things can be so. They have one origin: one has its text from the other, both from one house or from
one page, both name one teller, or both tell one act of speech, whose words have one origin whoever was in the room.
They are independent: each shows reporting of its own (a reporter on the spot, an interview given to it), and nothing
ties them. Or it is not established; unknown is never independent.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ..schema import CopyLink, Record
from .copy_facts import House

SPEECH = "one act of speech"
SHOWN = 3  # pages that a reason names


class Chain(Record, frozen=True):
    """How one page has a claim: `source` names the page, `outlet` is its house; `houses` are the tellers behind it,
    from the page inward, where it is clear which of them stands behind the claim; `own` says how it shows reporting of
    its own, empty where it does not."""

    page: str
    source: str
    outlet: House | None = None
    houses: tuple[House, ...] = ()
    own: str = ""


class Origins(Record, frozen=True):
    """The pages of a claim by origin. `same_origin` are pages of one origin, with its name in `names`; each page that
    is in none of them and not in `not_established` is an origin of its own. `independent` counts the origins that are
    shown to be independent of each other: one where nothing is shown."""

    pages: tuple[str, ...]
    independent: int
    same_origin: tuple[tuple[str, ...], ...] = ()
    not_established: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class _Group(Record, frozen=True):
    """Pages held together, with the name of what they have in common, why, and what shows reporting of their own."""

    pages: tuple[str, ...]
    name: str
    why: tuple[str, ...]
    own: str


def origins_of(
    pages: Collection[str], copies: Mapping[str, Sequence[CopyLink]], chains: Mapping[str, Chain],
    utterances: Iterable[Collection[str]] = (),
) -> Origins:
    """The origins behind what `pages` (capture ids) tell: `copies` are the links of each page, `chains` how each has
    it, `utterances` the pages that tell one act of speech. Rests on sets alone, never on their order."""
    ties = _Ties(pages)
    for page in sorted(pages):
        for key, why in _marks(chains[page], copies.get(page, ())):
            ties.hold(page, key, why)
    _meet_by_house(ties, chains)
    for speech in sorted(sorted(set(told) & set(pages)) for told in utterances):
        for page in speech:
            ties.hold(page, f"speech {speech[0]}", f"{SPEECH}: its words have one origin")
    groups = [_group(members, ties, chains, copies) for members in ties.groups()]
    return _counted(groups, chains)


def between(origins: Origins, one: str, other: str) -> str:
    """What is so of two pages: "same origin", "independent" or "not established"."""
    if any({one, other} <= set(group) for group in origins.same_origin):
        return "same origin"
    return "not established" if {one, other} & set(origins.not_established) else "independent"


def _marks(chain: Chain, links: Sequence[CopyLink]) -> Iterator[tuple[str, str]]:
    """What a page has in common with others of the same origin, and the words for it: its text, the pages that it is
    from, the houses behind it."""
    yield f"page {chain.page}", "the same text"
    for link in links:
        if link.relation == "original" or (link.relation == "rewrite" and not _is_credited(link)):
            continue
        if link.of and len(link.of) == 64:
            yield f"page {link.of}", f"{chain.source}: {link.relation}"
        for page in link.siblings:
            yield f"page {page}", f"{chain.source}: {link.relation}"


def _is_credited(link: CopyLink) -> bool:
    """Whether a page itself says whom its rewrite is of: two reports of one event may read like rewrites."""
    return bool(link.evidence) and link.evidence[-1].startswith("direction: it credits")


def _meet_by_house(ties: "_Ties", chains: Mapping[str, Chain]) -> None:
    """Pages that tell one text are of the house that most of those name that name any: a page that names another has
    something beside from there. All that are of one house have one origin, and so has the house's own page."""
    for members in ties.groups():
        for house in _behind(members, chains):
            for page in members:
                named = next((one for one in chains[page].houses if one.house == house), None)
                if named:
                    ties.hold(page, f"house {house}", f"{chains[page].source} has it from {named.name}")
    for page, chain in sorted(chains.items()):
        if page in ties.held and chain.outlet and not chain.houses and ties.has(f"house {chain.outlet.house}"):
            ties.hold(page, f"house {chain.outlet.house}", f"{chain.source} is of {chain.outlet.name}")


def _behind(members: Sequence[str], chains: Mapping[str, Chain]) -> list[str]:
    """The houses that more than half of the pages name that name any, in the order of their names."""
    naming = [page for page in members if chains[page].houses]
    counts = Counter(house for page in naming for house in {one.house for one in chains[page].houses})
    return sorted(house for house, count in counts.items() if 2 * count > len(naming))


class _Ties:
    """Pages and what they have in common; pages with an equal mark are of one origin."""

    def __init__(self, pages: Iterable[str]) -> None:
        self.held = {page: {page} for page in pages}
        self.whys = defaultdict[str, list[str]](list)
        self._first: dict[str, str] = {}

    def hold(self, page: str, key: str, why: str) -> None:
        """Note that a page has a mark: it joins the pages that have it already."""
        self.whys[page].append(why)
        other = self._first.setdefault(key, page)
        for one in (other, key.removeprefix("page ")):
            if one in self.held and self.held[one] is not self.held[page]:
                self.held[page] |= self.held[one]
                self.held.update(dict.fromkeys(self.held[page], self.held[page]))

    def has(self, key: str) -> bool:
        """Whether any page has a mark."""
        return key in self._first

    def groups(self) -> list[list[str]]:
        """The pages of each origin, in order."""
        return sorted(map(sorted, {min(group): group for group in self.held.values()}.values()))


def _group(
    members: Sequence[str], ties: _Ties, chains: Mapping[str, Chain], copies: Mapping[str, Sequence[CopyLink]]
) -> _Group:
    whys = Counter(why for page in members for why in ties.whys[page] if why != "the same text")
    own = next((f"{chains[page].source}: {chains[page].own}" for page in members if chains[page].own), "")
    named = _name(members, chains, copies)
    speech = any(why.startswith(SPEECH) for why in whys)
    return _Group(pages=tuple(members), name=named or (SPEECH if speech else ""), why=tuple(sorted(whys)), own=own)


def _name(members: Sequence[str], chains: Mapping[str, Chain], copies: Mapping[str, Sequence[CopyLink]]) -> str:
    """The house that they have it from, the innermost one; else the page that most have their text from, unless another
    page has its very words and neither shows to be first."""
    behind = _behind(members, chains)
    names = {house.house: house.name for page in reversed(members) for house in reversed(chains[page].houses)}
    inward = {house.house: place for page in reversed(members) for place, house in enumerate(chains[page].houses)}
    if behind:
        return names[max(behind, key=lambda house: (inward[house], house))]
    sources = Counter(link.of for page in members for link in copies.get(page, ()) if link.of and link.of in members)
    if not sources or len(members) < 2:
        return ""
    most = min(sources, key=lambda page: (-sources[page], page))
    return "" if any(set(link.siblings) & set(members) for link in copies.get(most, ())) else chains[most].source


def _counted(groups: Sequence[_Group], chains: Mapping[str, Chain]) -> Origins:
    """The origins counted: those that show reporting of their own; where none does, the one of most pages alone."""
    shown = [group for group in groups if group.own]
    counted = shown or [min(groups, key=lambda group: (-len(group.pages), group.pages))]
    unknown = [group for group in groups if group not in counted]
    shared = [group for group in groups if len(group.pages) > 1]
    return Origins(
        pages=tuple(sorted(page for group in groups for page in group.pages)), independent=len(counted),
        same_origin=tuple(group.pages for group in shared), names=tuple(group.name for group in shared),
        not_established=tuple(sorted(page for group in unknown for page in group.pages)),
        reasons=(*(_why_same(group, chains) for group in shared),
                 *(f"reporting of its own: {group.own}" for group in shown if len(groups) > 1),
                 *([_why_unknown(unknown, chains)] if unknown else [])),
    )


def _why_same(group: _Group, chains: Mapping[str, Chain]) -> str:
    more = len(group.why) - SHOWN
    rest = [f"and {more} more"] if more > 0 else []
    name = f"{group.name}: " if group.name not in ("", SPEECH) else ""
    room = [] if not any(why.startswith(SPEECH) for why in group.why) else [_how_each(group.pages, chains)]
    return f"same origin: {name}{'; '.join([*group.why[:SHOWN], *rest, *room])}"


def _how_each(pages: Sequence[str], chains: Mapping[str, Chain]) -> str:
    """How each page had the words of a speech: which may have been in the room."""
    ways = (chains[page].own or (f"from {chains[page].houses[-1].name}" if chains[page].houses else "how not shown")
            for page in pages[:SHOWN])
    return ", ".join(f"{chains[page].source} {way}" for page, way in zip(pages[:SHOWN], ways, strict=True))


def _why_unknown(groups: Sequence[_Group], chains: Mapping[str, Chain]) -> str:
    pages = [chains[group.pages[0]].source for group in groups]
    more = f" and {len(pages) - SHOWN} more" if len(pages) > SHOWN else ""
    return f"not established: nothing shows from where {', '.join(pages[:SHOWN])}{more} got it, or that it is their own"
