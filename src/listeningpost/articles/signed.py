"""Names that sign a page without a byline's word: alone on a line, beside a date on one, or in a note on the author.

Such a name is a person's by its shape (two to four raised words that open with a given name), and the text it signs
does not speak of it.
"""

import re
from collections.abc import Iterator, Sequence

from ..schema import Named, Outlet, Span
from .bylines import (
    ABBREVIATION,
    BREAK,
    GIVEN,
    JOB,
    TABLE,
    Looks,
    any_of,
    bare_names,
    find_opened,
    is_counted_back,
    plain_agency,
)
from .calendar import find_dates
from .scores import WORD
from .sightings import key_of

REPORTER = re.compile(rf"(?<!\w)(?P<name>[\uac00-\ud7a3]{{2,4}})\s?{any_of(TABLE['titles_behind'])}(?!\w)")
# More names one under another are a list that the page shows.
UNDER_BODY, MOST_ALONE = 6, 4
MOST_SPANS = 300
LONGEST_LINE, LONGEST_NOTE, NOTE_OPENING = 60, 600, 160
DATED = re.compile(
    r"(?:(?<!\s)\s++)?+(?:[|•·/,]++|[-–—]{1,2})\s*+|\d{1,2}[:.h]\d\d(?:\s?(?:Uhr|am|pm|h))?\s*+", re.IGNORECASE)


def words_of(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """The words of these stretches in lower case; of very many the first ones."""
    return frozenset(word for span in spans[:MOST_SPANS] for word in WORD.findall(text[slice(*span)].casefold()))


def find_bylines(text: str, lines: Sequence[Span], knowledge: Looks | None = None,
                 said: frozenset[str] = frozenset()) -> tuple[Named, ...]:
    """The names in the byline among `lines`, the lines round title and date outside the body, in order.

    A line that says 'by' or gives an agency's place wins over a name beside the date, a person there over an agency.
    `said` are the words of title and body, in lower case: a bare name that opens with no given name has none of them.
    """
    if opened := find_opened(text, lines, knowledge, accounts=True):
        return opened
    for line in lines:
        if names := _beside_date(text, line, knowledge):
            return names
    bare = (bare_names(text, line, knowledge) for line in _by_nearness_to_date(text, lines))
    found = [names for names in bare if names and all(_may_sign(named.name, said, knowledge) for named in names)]
    persons = (names for names in found if not plain_agency(names[0].name, knowledge))
    return next(persons, found[0] if found else ())


def _may_sign(name: str, said: frozenset[str], knowledge: Looks | None) -> bool:
    words = name.casefold().split()
    unsaid = name[0].isupper() and said.isdisjoint(words)
    return words[0] in GIVEN or unsaid or plain_agency(name, knowledge)


def _by_nearness_to_date(text: str, lines: Sequence[Span]) -> list[Span]:
    """The lines beside a short line with a full date, the nearest first, one above a date before one below."""
    dated = [n for n, line in enumerate(lines) if _is_dated(text, line)]
    near = [(n, date) for date in dated for n in range(max(0, date - 2), min(len(lines), date + 2))]
    steps = [(abs(n - date), n > date, n) for n, date in near]
    return [lines[n] for n in dict.fromkeys(n for _, _, n in sorted(steps))]


def _is_dated(text: str, line: Span) -> bool:
    """Does a short line give a date, or a very short one a day or a time counted back from now?"""
    size = line[1] - line[0]
    dates = find_dates(text, *line) if size < 90 else ()
    return any(date.year or (date.day and size < 40) for date in dates) or is_counted_back(text[slice(*line)])


def find_signed(text: str, near: Sequence[Span], below: Sequence[Span], said: frozenset[str],
                knowledge: Looks | None = None) -> tuple[Named, ...]:
    """The names that sign by themselves. `near` are the lines from just above the title to the text's first
    paragraphs, `below` those after the text, both outside title and body; `said` the words of title and body."""
    for line in near:
        if names := _beside_date(text, line, knowledge):
            return names
    for line in (*near, *below[:UNDER_BODY]):
        if names := _reporters(text, line):
            return names
    told = [text[slice(*line)][:LONGEST_NOTE] for line in (*near, *below)]
    if names := _all_alone(text, near, (said, told), knowledge):
        return names
    noted = (names for line in below if (names := _noted(text, line)))
    return next(noted, None) or _all_alone(text, below[:UNDER_BODY], (said, ()), knowledge)


def _all_alone(text: str, lines: Sequence[Span], told: tuple[frozenset[str], Sequence[str]],
               knowledge: Looks | None) -> tuple[Named, ...]:
    """The names on the first line that is such, and on those that follow it at once; `told` is what `_signs` asks."""
    found: dict[str, Named] = {}
    for line in lines:
        names = _alone(text, line, knowledge)
        if names and any(_signs(named.name, *told) for named in names):
            found |= {named.name: named for named in names if named.name not in found}
        elif found:
            break
    return tuple(found.values()) if len(found) <= MOST_ALONE else ()


def _reporters(text: str, line: Span) -> tuple[Named, ...]:
    """The names before a reporter's title in scripts that set it behind the name."""
    found = REPORTER.finditer(text, *line) if line[1] - line[0] <= 2 * LONGEST_LINE else ()
    return tuple(Named(name=match["name"], span=match.span("name")) for match in found)


def _signs(name: str, said: frozenset[str], told: Sequence[str]) -> bool:
    """A name that opens with a given name and that the text does not speak of, or one that another line tells of."""
    words = name.casefold().split()
    if words[0] in GIVEN:
        return words[-1] not in said
    tells = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return said.isdisjoint(words) and any(line != name and tells.search(line) for line in told)


def _alone(text: str, line: Span, knowledge: Looks | None) -> tuple[Named, ...]:
    names = bare_names(text, line, knowledge) if line[1] - line[0] <= LONGEST_LINE else ()
    return () if any(plain_agency(named.name, knowledge) for named in names) else names


def _beside_date(text: str, line: Span, knowledge: Looks | None) -> tuple[Named, ...]:
    """The persons among the pieces of a short line with a date ('4 May 2020 - Ann Oster - 3 comments')."""
    dates = find_dates(text, *line) if line[1] - line[0] <= 2 * LONGEST_LINE else ()
    if not any(date.year and date.day for date in dates):
        return ()
    found: list[Named] = []
    for piece in _pieces(text, line, [date.span for date in dates]):
        names = bare_names(text, piece, knowledge)
        if names and all(named.name.casefold().split()[0] in GIVEN for named in names):
            found += names
        elif found:
            break
    return tuple(found)


def _pieces(text: str, line: Span, dates: Sequence[Span]) -> Iterator[Span]:
    """The stretches of a line between its dates, clocks and bars."""
    cuts = sorted([*dates, *(match.span() for match in DATED.finditer(text, *line))])
    start = line[0]
    for first, last in (*cuts, (line[1], line[1])):
        if text[start : max(start, first)].strip():
            ink = text[start:first]
            yield start + len(ink) - len(ink.lstrip()), start + len(ink.rstrip())
        start = max(start, last)


def _noted(text: str, line: Span) -> tuple[Named, ...]:
    """The name that opens a note on the author: 'Ann Oster is a reporter at …'."""
    written = text[line[0] : line[0] + NOTE_OPENING]
    words = list(WORD.finditer(written))
    small = next((n for n, word in enumerate(words) if word.group().islower()), 0)
    if not 2 <= small <= 4 or BREAK.search(written[: words[small - 1].end()]):
        return ()
    name = written[words[0].start() : words[small - 1].end()]
    works = any(word.group().casefold() in JOB for word in words[small:])
    fits = works and words[0].start() == 0 and name.casefold().split()[0] in GIVEN
    return (Named(name=name, span=(line[0], line[0] + len(name))),) if fits else ()


def authors_alone(names: Sequence[Named], knowledge: Looks | None, outlet: Outlet | None = None) -> tuple[Named, ...]:
    """The persons among the names of a byline; all of them where there is none: an agency alone signs the page. Its own
    outlet signs where nobody else does; a house behind its shortened name ('ABC NORTH') is none beside a person."""
    own = key_of(outlet.name) if outlet else ""
    names = [named for named in names if key_of(named.name) != own] or names
    persons = [named for named in names if not plain_agency(named.name, knowledge)]
    single = [named for named in persons if not ABBREVIATION.fullmatch(named.name.split()[0])]
    return tuple((single if any(not one.name.isupper() for one in single) else persons) or names)
