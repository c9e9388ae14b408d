"""Actors: everybody the record names; and the dossier of one: roles, what they say, claim, and what is said of them."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import replace

from ...errors import UnknownId
from ...schema import Line, Question, View
from ...views import Narrow, ask, draw_map, draw_network, draw_timeline
from ..actors import WORDS, Actor, actor_of, actors_of, folded
from ..asking import Answer, Asked, DeskPage
from ..chosen import opened, part_of, remarks_of, with_count
from ..watched import watched_pages

ACTORS, PAGES = 60, 30  # actors on one page, pages that one part of a dossier is made from
PAIRS = 2  # whom somebody must speak about, or be spoken of by, for a network to show anything
PARTS = ("Roles", "Statements", "Figures claimed", "What others say")


def show(asked: Asked) -> Answer:
    """Everybody, those of most statements first; narrowed to a name or a kind."""
    store = asked.desk.store
    everybody = actors_of(store, store.generation(), watched_pages(asked))
    wanted, kind = folded(asked.query.get("name", "")), asked.query.get("of", "")
    names = tuple(name for name, one in everybody.items() if wanted in name and kind in ("", one.kind))
    part = part_of(asked, names, ACTORS)
    kinds = {kind: word for kind, word in WORDS.items() if any(one.kind == kind for one in everybody.values())}
    data = {"actors": [everybody[name] for name in part.ids], "part": part, "kinds": kinds, "all": len(everybody)}
    return Answer(template="actors.html", title="Actors", data=data)


# ---- one of them
def show_one(asked: Asked) -> Answer:
    """The dossier of an actor, from the newest pages that name them; the older ones follow in parts."""
    store = asked.desk.store
    actor = actor_of(store, store.find(asked.path["id"]).now)
    if actor is None:
        raise UnknownId(f"{asked.path['id']}: nobody that the pages name; the page Actors lists everybody")
    part = part_of(asked, _pages(asked, actor), PAGES)
    narrow = opened(asked, part.ids)
    view = ask(narrow, "dossier", replace(asked.question, subject=actor.id))
    data = {"actor": actor, "part": part, "view": view, "sections": _parted(narrow, view),
            "remarks": remarks_of(narrow), **_drawn(narrow, asked.question, actor, view)}
    return Answer(template="dossier.html", title=actor.name, data=data)


def _pages(asked: Asked, actor: Actor) -> tuple[str, ...]:
    """The pages that name somebody: those on which they speak first, the newest of each first."""
    within = watched_pages(asked)
    rows = [row for row in asked.desk.store.pages_naming(actor.entities) if within is None or row.page in within]
    speaking = dict.fromkeys(row.page for row in rows if row.statements)
    return tuple(dict.fromkeys((*speaking, *(row.page for row in rows))))


def _parted(narrow: Narrow, view: View) -> dict[str, list[Line]]:
    """The lines of a dossier under its parts, the day of each in its own words."""
    found: dict[str, list[Line]] = {part: [] for part in PARTS}
    for line in with_count(narrow, view.lines):
        part = next(part for part in PARTS if line.group.startswith(part))
        found[part].append(replace(line, marks=line.marks[:-1]) if part == "Roles" else line)
    return found


def _drawn(narrow: Narrow, question: Question, actor: Actor, view: View) -> dict[str, object]:
    """What is drawn of somebody, each only where there is something to draw."""
    about = _pairs(ask(narrow, "network", question).lines, actor)
    named = ask(narrow, "map", replace(question, speaker=actor.id)) if actor.statements else None
    told = [line for line in view.lines if line.kind in ("statement", "figure") and not line.group.startswith("What")]
    return {
        "timeline": Markup(draw_timeline(told)),
        "network": Markup(draw_network(about)) if len({line.group for line in about}) >= PAIRS else Markup(""),
        "pairs": _counted(about),
        "map": Markup(draw_map(named.lines)) if named else Markup(""),
        "places": _counted(named.lines) if named else [],
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
