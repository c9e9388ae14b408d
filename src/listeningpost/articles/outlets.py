"""Whose page it is: the outlet by what the lines round the article say of it; None rather than a guess.

Every name on those lines is a candidate (sightings.py). Where it stands, how often, beside which words, and whether the
addresses on the page are like it weigh for or against it; the weights stand in tables/outlets.toml, fitted on pages
whose host or whose own markup tells the outlet. An agency's credit, a byline or a picture's credit makes no outlet, nor
does the company behind one where the page shows a masthead.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..schema import Known, Named, Outlet, Span
from .bylines import Looks
from .rights import LONGEST_RIGHTS, holder_of
from .scores import AFTER, RIGHTS, WIDGET, WORD
from .sightings import RUN, TABLE, Sighting, addressed, key_of, labels, sightings
from .tables import COPYRIGHT

MEDIA, COMPANY, SECTION = (frozenset(TABLE[kind]) for kind in ("media", "company", "section"))
SECTION_KEYS = frozenset(map(key_of, SECTION))
WEIGHTS: Mapping[str, float] = TABLE["weights"]
LEAST, LEAST_HELD = TABLE["least"], TABLE["least_held"]
TOP, VERY_TOP = 12, 3
FEWEST_PARTS = 3
# From so many lines below the text on, a copyright line is the page's rather than the text's.
FOOT_FROM = 5
# The page's own address counts as so many addresses on it.
OWN_ADDRESS = 20
# How much of the text is searched for the outlet's addresses and mentions.
LONGEST_SEARCHED = 200_000


class Around(NamedTuple):
    """The lines round an article: those before its title or first paragraph, and those after its last one; the
    body; and the hosts of the page's own addresses, where these are known."""

    above: Sequence[Span]
    below: Sequence[Span]
    body: Sequence[Span] = ()
    hosts: Sequence[str] = ()


class Candidate(NamedTuple):
    """A name with all its sightings; `held` are those that a copyright line names as holder."""

    key: str
    seen: Sequence[Sighting]
    held: Sequence[Sighting]


class Page(NamedTuple):
    """What candidates are weighed against: how often addresses and the body name each key, and where things stand;
    `rights` and `signed` number the lines about rights and those with a copyright sign."""

    text: str
    around: Around
    lines: Sequence[Span]
    rights: frozenset[int]
    signed: frozenset[int]
    labels: Counter[str]
    body: Counter[str]
    knowledge: Looks | None


def find_outlet(text: str, around: Around, knowledge: Looks | None = None) -> Outlet | None:
    """The page's own outlet, in the form that its masthead or else its other lines give it."""
    page = page_of(text, around, knowledge)
    every = [(one, features(one, page)) for one in candidates_of(page)]
    weighed = [(one, found) for one, found in every if not _is_credit_only(one, page, found)]
    candidates = [one for one, _ in weighed]
    scores = [sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items()) for _, found in weighed]
    if not scores:
        return None
    best = max(range(len(scores)), key=scores.__getitem__)
    highest = max(0.0, scores[best])
    total = math.exp(-highest) + sum(math.exp(score - highest) for score in scores)
    sure = math.exp(scores[best] - highest) / total
    least = LEAST_HELD if _is_held(candidates[best], page) else LEAST
    return _outlet(candidates[best], page) if sure >= least else None


def _is_held(one: Candidate, page: Page) -> bool:
    """Does a copyright line name it, and not as a company? Then it is the evidence of last resort."""
    words = [word for seen in one.held for word in WORD.findall(page.text[slice(*seen.span)])]
    named = bool(words) and len(one.key) > 2 and words[0][0].isupper()
    return named and COMPANY.isdisjoint(word.casefold() for word in words)


def _is_credit_only(one: Candidate, page: Page, found: Mapping[str, float]) -> bool:
    """An agency that neither a masthead, nor an address of the page, nor its last copyright line well below the text
    names: the page credits it."""
    own = found["very_top"] or found["address"] or found["address_like"] or found["known_address"]
    last = max(page.signed, default=-1)
    at_foot = last >= len(page.around.above) + FOOT_FROM and any(seen.line == last for seen in one.held)
    return bool(found["known_agency"]) and not own and not at_foot


def page_of(text: str, around: Around, knowledge: Looks | None = None) -> Page:
    """What the names round an article are weighed against."""
    lines = [*around.above, *around.below]
    searched = _first(lines, LONGEST_SEARCHED)
    mentions = Counter(key_of(found[0]) for span in _first(around.body, LONGEST_SEARCHED)
                       for found in RUN.finditer(text, *span))
    found = addressed(text, searched)
    found.update(dict.fromkeys(labels(around.hosts), OWN_ADDRESS))
    short = [(n, line) for n, line in enumerate(lines) if line[1] - line[0] < LONGEST_RIGHTS]
    rights = frozenset(n for n, line in short if RIGHTS.count(text[slice(*line)]))
    signed = frozenset(n for n, line in short if COPYRIGHT.search(text, *line))
    return Page(text, around, lines, rights, signed, found, mentions, knowledge)


def _first(spans: Iterable[Span], most: int) -> list[Span]:
    kept, room = [], most
    for start, end in spans:
        if room <= 0:
            break
        kept.append((start, min(end, start + room)))
        room -= end - start
    return kept


def candidates_of(page: Page) -> list[Candidate]:
    """Every name on the lines round the article, those of one key together."""
    seen: dict[str, list[Sighting]] = {}
    held: dict[str, list[Sighting]] = {}
    for sighting in sightings(page.text, page.lines):
        seen.setdefault(sighting.key, []).append(sighting)
    for number in sorted(page.rights | page.signed, reverse=True):
        span = holder_of(page.text, page.lines[number])
        key = key_of(page.text[slice(*span)]) if span else ""
        if span and key:
            holder = Sighting(key, span, "piece", number, False)
            held.setdefault(key, []).append(holder)
            seen.setdefault(key, []).append(holder)
    kept = ((key, found) for key, found in seen.items()
            if key in page.labels or (key not in SECTION_KEYS and _enough(found, page.rights)))
    return [Candidate(key, found, held.get(key, ())) for key, found in kept]


def _enough(found: Sequence[Sighting], rights: frozenset[int]) -> bool:
    """A name that only ever stands inside longer ones needs several of them, one inside a line some word of naming or
    a second place."""
    kinds = {seen.kind for seen in found}
    if kinds == {"part"}:
        return len(found) >= FEWEST_PARTS
    return len(found) > 1 or "run" not in kinds or found[0].named or found[0].line in rights


# ---- features
def features(one: Candidate, page: Page) -> dict[str, float]:
    """What speaks for and against a name; counts in logarithms, all else 0 or 1."""
    name = shown_name(one, page)
    return {"bias": 1.0, **_places(one, page), **_evidence(one, page), **_shape(name), **_known(name, page)}


def shown_name(one: Candidate, page: Page) -> str:
    """A candidate in the form that its page shows best."""
    return _printed(page.text, _best_form(one, page).span)


def _places(one: Candidate, page: Page) -> dict[str, float]:
    parting = len(page.around.above)
    counts = Counter((s.kind, s.line < parting) for s in one.seen)
    lines = {s.line for s in one.seen}
    first = min((s.line for s in one.seen if s.kind == "line"), default=len(page.lines))
    return {
        "very_top": float(first < min(parting, VERY_TOP)),
        "top": float(first < min(parting, TOP)),
        **{f"{kind}_{'above' if above else 'below'}": math.log2(1 + counts[kind, above])
           for kind in ("line", "piece", "run") for above in (True, False) if (kind, above) != ("run", True)},
        "both": float(any(n < parting for n in lines) and any(n >= parting for n in lines)),
        "named": math.log2(1 + sum(s.named for s in one.seen)),
        "parts": math.log2(1 + len({_printed(page.text, page.lines[s.line]) for s in one.seen if s.kind == "part"})),
        "in_rights": float(not lines.isdisjoint(page.rights)),
    }


def _evidence(one: Candidate, page: Page) -> dict[str, float]:
    most = page.labels.most_common(1)
    like = sum(count for label, count in page.labels.items() if _like(one.key, label))
    body = page.body[one.key]
    return {
        "holder": float(bool(one.held)),
        "address": math.log2(1 + page.labels[one.key]),
        "address_like": math.log2(1 + like),
        "address_most": float(bool(most) and most[0][0] == one.key),
        "address_other": float(bool(most) and most[0][1] > 2 and not page.labels[one.key] and not like),
        "body": math.log2(1 + body),
    }


def _like(key: str, label: str) -> bool:
    """Is one inside the other, both long enough to mean it?"""
    short, long = sorted((key, label), key=len)
    return key != label and len(short) >= 4 and short in long


def _shape(name: str) -> dict[str, float]:
    words = [word.casefold() for word in WORD.findall(name)]
    inner = set(words)
    return {
        "one_word": float(len(words) == 1),
        "no_word": float(not words),
        "long": float(len(words) > 4),
        "short": float(len(name) < 4),
        "capitals": float(name.isupper() and len(name) > 3),
        "digits": float(any(c.isdigit() for c in name)),
        "media": float(not MEDIA.isdisjoint(inner)),
        "company": float(not COMPANY.isdisjoint(inner)),
        "widget": float(bool(WIDGET.count(name))),
        "after": float(AFTER.starts(name)),
    }


def _known(name: str, page: Page) -> dict[str, float]:
    found: tuple[Known, ...] = page.knowledge.look_up(name) if page.knowledge and len(name) <= 50 else ()
    media = [known for known in found if known.actor.type == "media"]
    certain = [known.actor for known in media if known.certain]
    return {
        "known_outlet": float(any(not actor.agency for actor in certain)),
        "maybe_outlet": float(bool(media) and not certain),
        "known_agency": float(any(actor.agency for actor in certain)),
        "known_address": float(any(label in page.labels for k in media for label in labels(k.actor.domains))),
        "known_other": float(bool(found) and all(known.actor.type != "media" for known in found)),
    }


# ---- the form of the name
def _best_form(one: Candidate, page: Page) -> Sighting:
    """The sighting whose spelling and place are given: raised before small letters and capitals throughout, then a
    masthead before other lines."""
    parting, held = len(page.around.above), frozenset(one.held)

    def rank(seen: Sighting) -> tuple[bool, bool, bool, bool, int]:
        name = page.text[slice(*seen.span)]
        masthead = seen.kind == "line" and seen.line < min(parting, TOP)
        return name.islower(), name.isupper(), not masthead, seen not in held, seen.line

    return min(one.seen, key=rank)


def _outlet(one: Candidate, page: Page) -> Outlet:
    form = _best_form(one, page)
    masthead = form.line < min(len(page.around.above), TOP)
    basis = "masthead" if masthead else "copyright" if form in one.held or form.line in page.rights else "page"
    return Outlet(name=_printed(page.text, form.span), basis=basis, span=form.span)


def _printed(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


# ---- agencies
def without_own(agencies: Iterable[Named], outlet: Outlet | None, knowledge: Looks | None = None) -> tuple[Named, ...]:
    """The agencies that are not the page's own outlet by name or by what knowledge holds: an agency's page credits the
    agency itself."""
    own = _key(outlet.name) if outlet else set()
    held = _held(outlet.name, knowledge) if outlet else set()
    other = (named for named in agencies if not own or not (_key(named.name) <= own or own <= _key(named.name)))
    return tuple(named for named in other if held.isdisjoint(_held(named.name, knowledge)))


def _held(name: str, knowledge: Looks | None) -> set[str]:
    """The keys of the outlets and agencies that may bear the name."""
    found = knowledge.look_up(name) if knowledge else ()
    return {known.actor.key for known in found if known.actor.type == "media"}


def _key(name: str) -> set[str]:
    return {word for word in WORD.findall(name.casefold()) if word not in ("the", "news", "agency")}
