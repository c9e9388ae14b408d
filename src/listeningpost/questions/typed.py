"""The search box: words and filters, as they are typed."""

import re
from datetime import date as Day
from datetime import timedelta

from msgspec.structs import replace

from ..edtf import bounds, last_moment
from ..errors import UsageError
from ..schema import Record, Sought
from ..store import typed_terms

ONE = timedelta(days=1)
FILTER = re.compile(r'(?<!\S)(speaker|outlet|kind|before|after):(?:"([^"]*)"|(\S+))', re.IGNORECASE)


# A year that bounds a question whole, and no "before the 2014 ban".
BEHIND = r"(?=\s*(?:[?.,;]|$|(?:about|of|on|that|how|and)\b))"
YEAR = re.compile(r"\b(before|prior to|until|after|since) ((?:1[89]|20)\d\d)" + BEHIND, re.IGNORECASE)


class Typed(Record, frozen=True):
    """A search as typed, read: what is sought, and the words alone."""

    sought: Sought
    words: str


def read_search(text: str) -> Typed:
    """A search: words, "words that stand together", beginnings*, -unwanted words, and the filters speaker:NAME,
    outlet:NAME, kind:WORD, after:DATE, before:DATE (a name of several words in quotation marks; dates as 2024, 2024-02
    or 2024-02-27; after and before are without the day, month or year named).

    Any text is a search: what is no filter is words. Raises UsageError for an empty one, and for a date that is none.
    """
    given = {name.lower(): quoted or plain for name, quoted, plain in FILTER.findall(text)}
    words = " ".join(FILTER.sub(" ", text).split())
    terms = typed_terms(words)
    if not any(not term.negated for term in terms):
        terms = ()
    if not terms and not given:
        raise UsageError(f"{text!r}: give a word to search for, or a filter such as speaker:NAME or after:2024-02")
    sought = Sought(terms=terms, speaker=given.get("speaker"), outlet=given.get("outlet"), kind=given.get("kind"),
                    since=_day_after(given.get("after")), until=_day_before(given.get("before")))
    return Typed(sought=sought, words=words)


def said_within(question: str, sought: Sought) -> Sought:
    """The same, bounded by the years that a question about somebody's words gives ("What did X say before 2020?"): what
    is known to be said by then, or may be said since."""
    for word, year in YEAR.findall(question):
        first, last = bounds(year)
        if word.lower() in ("after", "since"):
            sought = replace(sought, since=sought.since or (_day_after(year) if word.lower() == "after" else first))
        else:
            by = last if word.lower() == "until" else _day_before(year) or last
            sought = replace(sought, said_until=min(by, sought.said_until or by))
    return sought


def as_of(sought: Sought, said_until: str | None, published_until: str | None,
          held_until: str | None = None) -> Sought:
    """The same as of days: lines known to be said, and pages known to be published, by the end of these dates (EDTF),
    and corrections as they stood at a time. Raises UsageError for a date or a time that is none."""
    said, published = (None if date is None else _bounds(name, date)[1]
                       for name, date in (("said-until", said_until), ("published-until", published_until)))
    held = None if held_until is None else _moment(held_until)
    return replace(sought, said_until=said, published_until=published, held_until=held)


def _moment(words: str) -> str:
    try:
        return last_moment(words)
    except ValueError as error:
        raise UsageError(f"held-until:{words}: no time; write a day or a time: 2024-02-27, 2024-02-27T18:00") from error


def _day_after(date: str | None) -> str | None:
    """The first day behind what `after:` names."""
    return None if date is None else (Day.fromisoformat(_bounds("after", date)[1]) + ONE).isoformat()


def _day_before(date: str | None) -> str | None:
    """The last day before what `before:` names."""
    return None if date is None else (Day.fromisoformat(_bounds("before", date)[0]) - ONE).isoformat()


def _bounds(name: str, date: str) -> tuple[str, str]:
    try:
        return bounds(date)
    except ValueError as error:
        message = f"{name}:{date}: {error}; write a day, a month or a year: 2024-02-27, 2024-02, 2024"
        raise UsageError(message) from error
