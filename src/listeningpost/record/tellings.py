"""A remark made of its tellings: in which order they came, who spoke, when, and how each drifted from those before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from ..group_ids import digest
from ..schema import Drift, Speaker, UtteranceLink
from .drift import Drifted, drifts
from .telling_facts import Telling, TellingFacts

# Of the words of two quotations that one sentence and its misquotation share (Ratcliff and Obershelp's ratio).
ONE_SENTENCE = 0.6
DIRECT = ("direct", "mixed", "indirect")


def link_of(tellings: Sequence[Telling]) -> UtteranceLink:
    """The link of one remark. The first telling is the one whose page came out first; of those that may have come out
    on one day, the most direct, then the longest. `ordered` says whether the days alone put it first."""
    smallest = min(telling.facts.id for telling in tellings)
    ordered = sorted(tellings, key=_order)
    return UtteranceLink(
        id="u" + digest([smallest]),
        speaker=_speaker(ordered),
        statements=tuple((one.facts.page, one.facts.statement) for one in ordered),
        spans=tuple(one.facts.spans for one in ordered),
        said_on=_said_on(ordered),
        ordered=_is_first(ordered[0], ordered[1:]),
        drift=tuple(_drift(ordered)),
    )


def _order(telling: Telling) -> tuple[str, str, bool, int, int, str]:
    facts = telling.facts
    headline = facts.attribution == "headline"
    return facts.printed[1], facts.printed[0], headline, DIRECT.index(facts.kind), -len(facts.text), facts.id


def _is_first(one: Telling, others: Sequence[Telling]) -> bool:
    """Whether a telling's page came out before those of all other pages."""
    return all(one.facts.printed[1] < two.facts.printed[0] for two in others if two.facts.page != one.facts.page)


def _speaker(ordered: Sequence[Telling]) -> Speaker:
    """Who most tellings say it was, by entity and name; the first of equals."""
    who = Counter((one.facts.entity, one.facts.name) for one in ordered if one.facts.name)
    if who:
        (entity, name), _ = who.most_common(1)[0]
        return Speaker(entity=entity, name=name)
    descriptor = next((one.facts.descriptor for one in ordered if one.facts.descriptor), None)
    return Speaker(descriptor=descriptor, anonymous=descriptor is not None)


def _said_on(ordered: Sequence[Telling]) -> str | None:
    """The day that most tellings give, else the narrowest bound of any."""
    days = Counter(one.day for one in ordered if one.day)
    if days:
        return days.most_common(1)[0][0]
    given = [one.facts for one in ordered if one.facts.said_on]
    return min(given, key=lambda facts: (facts.last, facts.first, facts.id)).said_on if given else None


def _drift(ordered: Sequence[Telling]) -> Iterator[Drift]:
    """For each telling and kind, how it differs from the first telling before it that has the part in other words, but
    for what that one alone told otherwise than those before it, whom this one follows. Of tellings in the very same
    words, as copies have them, one is looked at."""
    before, known = dict[TellingFacts, Telling](), dict[TellingFacts, list[tuple[Telling, Drifted]]]()
    kinds = dict[tuple[int, int], frozenset[str]]()  # of two of `before`, by place: in which they differ
    for now in ordered:
        told = _as_told(now.facts)
        if told not in before:
            others = list(before.values())
            found = [[] if _of_two_sentences(was, now) else list(drifts(was, now)) for was in others]
            mine = [frozenset(one.kind for one in some) for some in found]
            known[told] = list(_not_told_before(others, found, mine, kinds))
            kinds |= {(at, len(others)): some for at, some in enumerate(mine)}
            before[told] = now
        yield from (_of(was, now, one) for was, one in known[told])


def _not_told_before(
    others: Sequence[Telling], found: Sequence[Sequence[Drifted]], mine: Sequence[frozenset[str]],
    kinds: Mapping[tuple[int, int], frozenset[str]],
) -> Iterator[tuple[Telling, Drifted]]:
    """Of each kind the first drift against others, but for one that drifted from another that tells it as now."""
    seen = set[str]()
    for at, was in enumerate(others):
        for one in found[at]:
            follows = any(one.kind not in mine[first] and one.kind in kinds[first, at] for first in range(at))
            if one.kind not in seen and not follows:
                yield was, one
        seen |= mine[at]


def _of_two_sentences(was: Telling, now: Telling) -> bool:
    """Whether two tellings give a speaker's own words, and those of two sentences: neither tells the other's words
    otherwise."""
    if not all(token.quoted for telling in (was, now) for token in telling.words.tokens):
        return False
    return SequenceMatcher(None, was.words.stems, now.words.stems, autojunk=False).ratio() < ONE_SENTENCE


def _as_told(facts: TellingFacts) -> TellingFacts:
    """All of a telling that drift is read from: its words and who is said to have said them."""
    return TellingFacts(
        id="", statement="", page="", spans=(), text=facts.text, quoted=facts.quoted, entity=facts.entity,
        name=facts.name, descriptor=facts.descriptor, bodies=facts.bodies, source=facts.source)


def _of(was: Telling, now: Telling, found: Drifted) -> Drift:
    return Drift(
        statement=(now.facts.page, now.facts.statement), kind=found.kind, was=found.was, now=found.now,
        against=(was.facts.page, was.facts.statement),
    )
