"""Actors: everybody the record names; and the dossier of one: roles, what they say, claim, and what is said of them."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import replace

from ...errors import UnknownId
from ...schema import Line, Question, View
from ...views import Held, ask, draw_map, draw_network, draw_timeline
from ..actors import WORDS, Actor, actor_of, actors_of, folded
from ..asking import Answer, Asked, DeskPage
from ..chosen import opened, remarks_of, stretch_of, with_count
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
    data = {"actor": actor, "part": part, "view": view, "sections": _parted(held, question, view),
            "remarks": remarks_of(held), **_drawn(held, question, actor, view)}
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


def _parted(held: Held, question: Question, view: View) -> dict[str, list[Line]]:
    """The lines of a dossier under its parts, the day of each in its own words."""
    found: dict[str, list[Line]] = {part: [] for part in PARTS}
    for line in with_count(held, question, view.lines):
        part = next(part for part in PARTS if line.group.startswith(part))
        found[part].append(replace(line, marks=line.marks[:-1]) if part == "Roles" else line)
    return found


def _drawn(held: Held, question: Question, actor: Actor, view: View) -> dict[str, object]:
    """What is drawn of somebody, each only where there is something to draw."""
    about = with_count(held, question, _pairs(ask(held, "network", question).lines, actor))
    named = ask(held, "map", replace(question, speaker=actor.id)).lines if actor.statements else ()
    told = [line for line in view.lines if line.kind in ("statement", "figure") and not line.group.startswith("What")]
    return {
        "timeline": Markup(draw_timeline(told)),
        "network": Markup(draw_network(about)) if len({line.group for line in about}) >= PAIRS else Markup(""),
        "pairs": _counted(about),
        "map": Markup(draw_map(named)),
        "places": _counted(with_count(held, question, named)),
    }


def _pairs(lines: Iterable[Line], actor: Actor) -> list[Line]:
    return [line for line in lines if line.pair and {line.pair[0].id, line.pair[1].id} & set(actor.entities)]


def _counted(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """The lines under each heading, those of most lines first."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    return sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))


PAGE = DeskPage(name="actors", path="/actors", show=show, word="Actors")
ONE = DeskPage(name="actor", path="/actor/{id}", show=show_one)
