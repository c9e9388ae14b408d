"""Which feeds a desk has: every view that is no answer about one thing, and every watch."""

from collections.abc import Iterator

from ..views import VIEWS
from .asking import Desk

NOT_FED = frozenset({"cite", "table"})  # about one id; the lines of brief once more
WITH_SUBJECT = frozenset({"dossier"})  # fed by `?subject=`


def is_fed(name: str) -> bool:
    """Whether a view has a feed."""
    return name in VIEWS and name not in NOT_FED


def feed_names(desk: Desk) -> Iterator[tuple[str, str]]:
    """The feeds that need no more than their name, with what each tells."""
    yield from ((name, one.answers) for name, one in VIEWS.items() if is_fed(name) and name not in WITH_SUBJECT)
    yield from ((name, watch.title) for name, watch in desk.watches.items() if not is_fed(name))
