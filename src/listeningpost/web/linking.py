"""Addresses inside the desk: every link of a template is made here, so that the static edition can make others."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from urllib.parse import quote, urlencode

from .asking import DeskPage

STATIC = Path(str(resources.files(__package__))) / "static"
DRAWN = ("listeningpost.views", "drawings/style")  # the package and folder of the drawings' own style sheet
DIGITS = 10  # of a file's digest in its address: a changed file is another address, so that none grows stale


class Links:
    """What templates call to link: `to("article", id="…", at="…")`. What the reader narrowed by is carried along.
    `live` is whether a desk answers them, and can be searched and written to."""

    live = True

    def __init__(self, pages: tuple[DeskPage, ...], carried: Mapping[str, str]) -> None:
        self._paths = {page.name: page.path for page in pages}
        self._carried = carried

    def __call__(self, name: str, /, *, anchor: str = "", **values: str | int | None) -> str:
        """The address of a page; values that are no part of it become its query, None leaves a value out. Raises
        KeyError for a page that there is not."""
        path = self._paths[name]
        given = {**self._carried, **values}
        rest = {key: str(value) for key, value in given.items() if value is not None and f"{{{key}}}" not in path}
        for key, value in given.items():
            path = path.replace(f"{{{key}}}", quote(str(value), safe=""))
        query = f"?{urlencode(rest)}" if rest else ""
        return f"{path}{query}" + (f"#{quote(anchor)}" if anchor else "")

    def bare(self, name: str) -> str:
        """The address of a page for a form, which makes the query itself."""
        return self._paths[name]

    def static(self, name: str) -> str:
        """The address of a file of `static/`."""
        return static(name)

    def feed(self, name: str) -> str:
        """The address of a feed, as Atom."""
        return f"/feeds/{quote(name, safe='')}.atom"


@cache
def static(name: str) -> str:
    """The address of a file of `static/`, with the digest of what is in it: what stylesheets load goes without one."""
    if name.startswith("vendor/fonts/"):
        return f"/static/{name}"
    return f"/static/{name}?v={sha256(static_files()[name].read_bytes()).hexdigest()[:DIGITS]}"


@cache
def static_files() -> dict[str, Path]:
    """Every file that pages load, by its name under `static/`."""
    folders = (Path(str(resources.files(DRAWN[0]))) / DRAWN[1], STATIC)
    return {file.relative_to(folder).as_posix(): file
            for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()}
