"""What `demo` does once it is called."""

import os
import sys
import webbrowser
from pathlib import Path

from ..errors import NothingRead, StoreError
from ..examples import sample_watch
from ..knowledge import open_knowledge
from ..pipeline import reconcile
from ..schema import Question, View
from ..store import open_store
from ..views import VIEWS, ask, read_watch, render_html
from .bringing import bring, engine_of, tell_nothing, told
from .options import Front, data_folder
from .output import tell, write_lines, write_view


def run(front: Front, folder: Path | None, *, may_open: bool) -> None:
    """Bring the sample watch into a store of its own, print its brief, write it as brief.html beside the store, and
    open that where somebody sits before a display."""
    place = folder or data_folder() / "demo"
    _make(place)
    view = _brief(front, place)
    write_view(view, "-", "text")
    page = place / "brief.html"
    write_lines([render_html(view)], str(page))
    tell(f"\nThe same as a page: {page.resolve()}")
    tell(f"Ask on: listening-post --db {place / 'store.db'} view figures")
    tell(f"Read it at the desk: listening-post --db {place / 'store.db'} serve --open")
    if may_open and _somebody_looks():
        webbrowser.open(page.resolve().as_uri())


def _brief(front: Front, place: Path) -> View:
    sample = sample_watch()
    knowledge = open_knowledge([sample.pack])
    engine = engine_of(1)
    with open_store(str(place / "store.db"), now=front.settings.now) as store:
        brought = bring([str(sample.pages)], store, engine, knowledge, show=True)
        tell_nothing(brought)
        if not store.counts().pages:
            raise NothingRead("the sample watch could not be read; `listening-post doctor` says what is wrong")
        reconcile(store, engine)
        tell(f"{told(brought.added)}\n")
        return ask(store, "brief", Question(watch=read_watch(sample.watch), limit=VIEWS["brief"].limit))


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{place}: cannot be made ({error.strerror}); name another folder with --dir") from error


def _somebody_looks() -> bool:
    """Whether there is a display, and standard output is a terminal."""
    display = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(display) and sys.stdout.isatty()
