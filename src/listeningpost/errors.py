"""What can go wrong, as one tree. Each message says what happened, to which input, and what to do next.

ListeningPostError               anything of ours; the command line prints it in one line and exits with `exit_code`
├── UsageError                   2  a wrong word, id, date, field or file from the user
│   ├── NothingThere             2  an empty folder, a file that is not there, a kind of file we do not read
│   └── UnknownId                2  an id that names nothing in the store
├── NothingRead                  3  pages were given and not one of them could be read
├── CheckFailed                  1  verify, doctor or a knowledge check found something wrong
├── StoreError                   4  the store is locked, damaged or of a later version, or the disk is full
├── ModelError                   4  a file of the packed language model is missing, damaged or of another version
├── KnowledgeError               2  a knowledge pack that cannot be used, with the file and the line
└── Refusal                      -  one page could not be read; kept in the store with its room and reason, never fatal
"""

import traceback

FAULT_LENGTH = 200  # characters of what a fault says


class ListeningPostError(Exception):
    """Base of every error raised on purpose; `exit_code` is the command line's answer."""

    exit_code = 1


class UsageError(ListeningPostError):
    """The user gave something that cannot be used as it is."""

    exit_code = 2


class NothingThere(UsageError):
    """A source holds nothing that can be brought in."""


class UnknownId(UsageError):
    """An id that names nothing in the store."""


class NothingRead(ListeningPostError):
    """Pages were given and none of them could be read."""

    exit_code = 3


class CheckFailed(ListeningPostError):
    """A check that was asked for found something wrong."""


class StoreError(ListeningPostError):
    """The store cannot be opened, read or written."""

    exit_code = 4


class ModelError(ListeningPostError):
    """The packed language model cannot be used; the message names the file."""

    exit_code = 4


class KnowledgeError(UsageError):
    """A knowledge pack that cannot be used; the message names the file and the entry."""


class Refusal(ListeningPostError):
    """One page that cannot be read. `room` is where, `reason` is why; the pipeline stores both."""

    def __init__(self, room: str, reason: str) -> None:
        super().__init__(f"{room}: {reason}")
        self.room = room
        self.reason = reason


# ---- faults of ours
def room_of(error: BaseException) -> str:
    """The room in which an exception arose: the innermost of ours on its way."""
    rooms = [module.split(".")[1] for module, _ in _ours(error)]
    return next((room for room in reversed(rooms) if room not in ("spans", "schema")), "pipeline")


def fault_of(error: BaseException) -> str:
    """What broke and where, on one line and short, as it is needed for a report."""
    *_, (module, line) = _ours(error)
    words = " ".join(f"{type(error).__name__}: {error}".split())[:FAULT_LENGTH]
    return f"a fault of Listening Post, please report it: {words} ({module.partition('.')[2]}, line {line})"


def _ours(error: BaseException) -> list[tuple[str, int]]:
    """The modules and lines of this package on the way of an exception, the innermost last."""
    way = [(str(frame.f_globals.get("__name__")), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return [(module, line) for module, line in way if module.startswith(f"{__package__}.")]
