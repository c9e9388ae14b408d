"""What a reader asks of the desk, and what a page answers. Nothing here knows of HTTP: the same pages are shown by the
server and written as files."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from ..errors import UsageError
from ..schema import Question, Record, Watch
from ..store import Store
from ..views import check
from .memory import Memory

Made = TypeVar("Made")
LONGEST = 500  # characters of one value of a query: longer than any name, date or search a person types
AS_OF = ("said_until", "published_until", "held_until")
CARRIED = ("watch", *AS_OF)  # what every link of a page keeps: a reader who narrowed the record stays in what is left
ASKED = ("speaker", "since", "until", "kind", *AS_OF)


class Desk(Record, frozen=True):
    """What a desk is opened with: the store, the watches by which a reader may narrow it, by name, the name that
    corrections made at it are signed with, and the folders of knowledge packs whose places its maps may name; and what
    it remembers of the whole store."""

    store: Store
    watches: dict[str, Watch] = {}
    by: str = "the desk"
    packs: tuple[str, ...] = ()
    memory: Memory = msgspec.field(default_factory=Memory)


class Asked(Record, frozen=True):
    """What is asked of one page: `path` the values in its address, `query` those behind it, `question` what of these
    any view understands, with the watch by which the reader narrowed the record; `csrf` what forms must carry that
    change something, empty where nothing can be changed; `is_file` whether the page is written as a file, whose links
    cannot ask for more of it."""

    desk: Desk
    path: Mapping[str, str]
    query: Mapping[str, str]
    question: Question
    csrf: str = ""
    is_file: bool = False


class Answer(Record, frozen=True):
    """What a page answers: the template that shows it, the title of the window, and what the template is given."""

    template: str
    title: str
    data: Mapping[str, Any]
    status: int = 200


class Moved(Record, frozen=True):
    """The way on, after something was changed: an address of the desk."""

    to: str


class DeskPage(Record, frozen=True):
    """A page of the desk: what links call it, its address (Starlette's form, `/article/{id}`), what answers, and the
    word that leads to it in the navigation where it has one. `take` is what keeps the fields of its form, where it has
    one that changes something: such a page is served and never written as a file. Nor is one that is `live`: what it
    answers is typed by a reader."""

    name: str
    path: str
    show: Callable[[Asked], Answer]
    word: str = ""
    take: Callable[[Asked, Mapping[str, str]], Answer | Moved] | None = None
    live: bool = False


def asked_of(desk: Desk, path: Mapping[str, str], query: Mapping[str, str]) -> Asked:
    """The question of a page's address. Raises UsageError for a value that is too long or holds what no text has, for a
    watch that the desk does not know, and for a date or a kind that is none."""
    given = {name: value.strip() for name, value in query.items() if value.strip()}
    for name, value in (*given.items(), *path.items()):
        _check(name, value)
    about = (given["about"],) if "about" in given else ()
    question = Question(about=about, watch=_watch(desk, given.get("watch")), packs=desk.packs)
    question = replace(question, **{name: given[name] for name in ASKED if name in given})
    check(question)
    return Asked(desk=desk, path=dict(path), query=given, question=question)


def remembered(desk: Desk, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, worked out once for `key` until something is written to the desk's store."""
    return desk.memory.kept(desk.store.generation(), key, make)


def carried(asked: Asked) -> dict[str, str]:
    """What links to other pages keep of the query."""
    return {name: asked.query[name] for name in CARRIED if name in asked.query}


def _check(name: str, value: str) -> None:
    if len(value) > LONGEST:
        raise UsageError(f"{name}: {len(value):,} characters are too many; give {LONGEST} at most")
    if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
        raise UsageError(f"{name}: holds characters that no text has")


def _watch(desk: Desk, name: str | None) -> Watch | None:
    if name is None:
        return None
    if name not in desk.watches:
        known = f"the desk has {', '.join(desk.watches)}" if desk.watches else "it was opened without any"
        raise UsageError(f"watch {name}: there is no such watch; {known}")
    return desk.watches[name]
