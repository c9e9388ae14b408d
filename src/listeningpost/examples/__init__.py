"""The sample watch: pages of an invented region, their own knowledge pack, their gold and the watch that asks for them.

Everything in it is invented and says so. It stands in the package, so that `demo` needs nothing else.
"""

from importlib import resources
from pathlib import Path

from ..schema import Record


class SampleWatch(Record, frozen=True):
    """Where the parts of the sample watch lie: folders of pages, pack and gold, and the watch file."""

    pages: Path
    pack: Path
    gold: Path
    watch: Path


def sample_watch() -> SampleWatch:
    """The sample watch as it lies in the installed package."""
    folder = Path(str(resources.files(__package__))) / "watch"
    return SampleWatch(pages=folder / "pages", pack=folder / "pack", gold=folder / "gold", watch=folder / "watch.toml")
