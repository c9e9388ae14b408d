"""Actors: everybody the record names; and the dossier of one: roles, what they say, claim, and what is said of them."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup
from msgspec.structs import replace

from ...errors import UnknownId
from ...schema import Line, Question, View
from ...views import Held, ask, by_group, draw_map, draw_network, draw_timeline
from ..actors import WORDS, Actor, actor_of, actors_of, folded
from ..asking import Answer, Asked, DeskPage
from ..chosen import opened, stretch_of
from ..counting import with_count
from ..narrowed import narrowed_question
from ..watched import watched_pages

ACTORS, PAGES = 60, 12  # actors on one page, pages that one part of a dossier is made from
PAIRS = 2  # whom somebody must speak about, or be spoken of by, for a network to show anything
PARTS = ("Roles", "Statements", "Figures claimed", "What others say")


def show(asked: Asked) -> Answer:
    """Everybody, those of most statements first; narrowed to a name or a kind."""
    everybody = actors_of(asked)
    wanted, kind = folded(asked.query.get("name", "")), asked.query.get("of", "")
    names = tuple(name for name, one in everybody.items() if wanted in name and kind in ("", one.kind))
    part = stretch_of(asked, names, ACTORS)
    kinds = {kind: word for kind, word in WORDS.items() if any(one.kind == kind for one in everybody.values())}
    data = {"actors": [everybody[name] for name in part.ids], "part": part, "kinds": kinds, "all": len(everybody)}
    return Answer(template="actors.html", title="Actors", data=data)


# ---- one of them
def show_one(asked: Asked) -> Answer:
    """The dossier of an actor, from the newest pages that name them; the older ones follow in parts."""
    actor = actor_of(asked.desk, asked.desk.store.find(asked.path["id"]).now)
    if actor is None:
        raise UnknownId(f"{asked.path['id']}: nobody that the pages name; the page Actors lists everybody")
    part = stretch_of(asked, _pages(asked, actor), PAGES)
    held, question = opened(asked, part.ids), narrowed_question(asked)
    view = _dossier(held, question, actor)
    about, named = _about(held, question, actor), _places(held, question, actor)
    told = with_count(asked, (*view.lines, *about, *named))
    own, pairs, places = _cut(told.lines, (len(view.lines), len(about), len(named)))
    data = {"actor": actor, "part": part, "view": view, "sections": _parted(own), "remarks": told.remarks,
            "pairs": _counted(pairs), "places": _counted(places), "map": Markup(draw_map(named)), **_drawn(view, pairs)}
    return Answer(template="dossier.html", title=actor.name, data=data)


def _dossier(held: Held, question: Question, actor: Actor) -> View:
    """The dossier; empty for somebody whom pages only describe, without a name that a dossier could go by."""
    try:
        return ask(held, "dossier", replace(question, subject=actor.id))
    except UnknownId:
        return View(name="dossier", title=actor.name, lines=())


def _pages(asked: Asked, actor: Actor) -> tuple[str, ...]:
    """The pages that name somebody: those on which they speak first, the newest of each first."""
    within = watched_pages(asked)
    rows = [row for row in asked.desk.store.pages_naming(actor.entities) if within is None or row[0] in within]
    return tuple(dict.fromkeys((*(page for page, spoken in rows if spoken), *(page for page, _ in rows))))


def _parted(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of a dossier under its parts, the day of each in its own words."""
    found: dict[str, list[Line]] = {part: [] for part in PARTS}
    for line in lines:
        part = next(part for part in PARTS if line.group.startswith(part))
        found[part].append(replace(line, marks=line.marks[:-1]) if part == "Roles" else line)
    return found


def _cut(lines: Sequence[Line], lengths: Iterable[int]) -> Iterator[Sequence[Line]]:
    """Lines in stretches of these lengths."""
    start = 0
    for length in lengths:
        yield lines[start : start + length]
        start += length


def _drawn(view: View, pairs: Sequence[Line]) -> dict[str, object]:
    """What is drawn of somebody, each only where there is something to draw."""
    told = [line for line in view.lines if line.kind in ("statement", "figure") and not line.group.startswith("What")]
    several = len({line.group for line in pairs}) >= PAIRS
    return {"timeline": Markup(draw_timeline(told)), "network": Markup(draw_network(pairs) if several else "")}


def _about(held: Held, question: Question, actor: Actor) -> list[Line]:
    """Lines in which they speak about somebody, or are spoken about."""
    ids = set(actor.entities)
    lines = ask(held, "network", question).lines
    return [line for line in lines if line.pair and {line.pair[0].id, line.pair[1].id} & ids]


def _places(held: Held, question: Question, actor: Actor) -> Sequence[Line]:
    """The places that their own words name."""
    return ask(held, "map", replace(question, speaker=actor.id)).lines if actor.statements else ()


def _counted(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines under each heading, those of most lines first."""
    return sorted(by_group(lines).values(), key=lambda some: (-len(some), some[0].group))


PAGE = DeskPage(name="actors", path="/actors", show=show, word="Actors")
ONE = DeskPage(name="actor", path="/actor/{id}", show=show_one)
