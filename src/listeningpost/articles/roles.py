"""A guess at what a line outside the body is, for the dating of the page."""

from .bylines import is_byline
from .calendar import find_dates
from .clues import LineRole
from .scores import CREDIT, RIGHTS, WORD


def role_of(line: str) -> LineRole:
    """What a line of a page looks like: a date (and little else), a byline, a copyright line, or something else."""
    if len(line) > 300:
        return "other"
    if RIGHTS.count(line):
        return "copyright"
    dates = [date for date in find_dates(line) if date.year]
    if dates and not CREDIT.starts(line):
        beside = len(WORD.findall(line)) - sum(len(WORD.findall(line[slice(*date.span)])) for date in dates)
        if beside <= 12:
            return "date"
    return "byline" if len(line) < 120 and is_byline(line) else "other"
