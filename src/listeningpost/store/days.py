"""The first and last day of a date, as rows keep them: None where an end is open or nothing is known."""

from ..edtf import EARLIEST, LATEST, bounds

Days = tuple[str | None, str | None]


def days(edtf: str | None) -> Days:
    """First and last day (`YYYY-MM-DD`) that an EDTF date allows; None for an end that is open, unknown or no date."""
    if not edtf:
        return None, None
    try:
        first, last = bounds(edtf)
    except ValueError:
        return None, None
    return None if first == EARLIEST else first, None if last == LATEST else last
