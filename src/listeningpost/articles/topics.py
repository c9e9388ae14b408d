"""What a page files its article under: its section and its tags, as its lines print them.

They stand round the article (a breadcrumb, a line 'Tags: a, b', a list under 'Topics') and are furniture, never body.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..schema import Named, Span, Title
from .calendar import find_dates
from .scores import AFTER, CREDIT, RIGHTS, STOP, WIDGET
from .tables import load

TABLE = load("topics")
SECTION_WORDS = frozenset(load("outlets")["section"])
TAGS, SECTION, START, EMPTY = (frozenset(TABLE[kind]) for kind in ("tags", "section", "start", "empty"))
BETWEEN = re.compile(r"\s*[,;|•·/#،、]+\s*|\s{2,}|\s[-–—]\s")
CRUMB = re.compile(r"(?:(?<!\s)\s++)?+(?:>|»|›|/|::|→|\\|\|)\s*+")
HEAD = re.compile(r"(?P<head>[^:：]{2,40}?)\s*(?:[:：]\s*|$)")
LONGEST_TAG, MOST_WORDS, MOST, MOST_LISTED = 50, 6, 30, 8
LONGEST_LINE, LONGEST_CRUMBS = 400, 200
# How far below the article a heading of tags may stand, and how far above the title a section.
BELOW, ABOVE = 25, 3
NEAR_BELOW, MOST_TAG_WORDS = 14, 4


def find_tags(text: str, above: Sequence[Span], below: Sequence[Span], said: str = "") -> tuple[Named, ...]:
    """The tags on a line that opens with a word for tags, or on the short lines under such a word; else a run of short
    lines right below that the text speaks of; else a line that files the article under several things. `above` are the
    lines from the title to the body, `below` those after it, `said` the text of title and body in lower case."""
    for lines in (below[:BELOW], above):
        for number, line in enumerate(lines):
            found = each_once(_under(text, lines, number) if _heads(text, line, TAGS) == line[1] else
                              _listed(text, line, TAGS))
            if found:
                return found
    if spoken := _spoken_of(text, below[:NEAR_BELOW], said):
        return spoken
    filed = (each_once(_listed(text, line, SECTION)) for lines in (below[:BELOW], above) for line in lines)
    return next((names for names in filed if len(names) > 1), ())


def _spoken_of(text: str, lines: Sequence[Span], said: str) -> tuple[Named, ...]:
    """A run of two and more lines of a few words each, most of which stand in the text: a list of tags without a
    heading."""
    run: list[Named] = []
    for line in (*lines, None):
        written = text[slice(*line)] if line else ""
        named = _named(text, line) if line and not _is_apart(written, MOST_TAG_WORDS) else None
        if named:
            run.append(named)
        elif sum(f" {one.name.casefold()}" in said for one in run) * 2 > len(run) > 1:
            return each_once(run)
        else:
            run = []
    return ()


def find_section(text: str, over: Sequence[Span], beside: Sequence[Span], title: Title | None
                 ) -> Named | None:
    """The section by the breadcrumb or the line right above the title (`over`, the nearest last), else by a line beside
    the article that opens with a word for it; None where none of them names one."""
    for line in reversed(over[-BELOW:]):
        if crumb := _last_crumb(text, line, title.text if title else ""):
            return crumb
    if lone := _lone_section(text, over[-ABOVE:]):
        return lone
    return next((names[0] for line in beside if (names := each_once(_listed(text, line, SECTION)))), None)


def _lone_section(text: str, lines: Sequence[Span]) -> Named | None:
    """The one line among those right above the title that is a section's name; several are a menu."""
    found = [line for line in lines if text[slice(*line)].casefold() in SECTION_WORDS]
    return _named(text, found[0]) if len(found) == 1 and not WIDGET.count(text[slice(*found[0])]) else None


def _heads(text: str, line: Span, words: frozenset[str]) -> int | None:
    """Where a line's heading word ends, with its colon; None where it has none. At the line's end it stands alone."""
    head = HEAD.match(text, *line) if line[1] - line[0] <= LONGEST_LINE else None
    return head.end() if head and head["head"].strip(" #*").casefold() in words else None


def _listed(text: str, line: Span, words: frozenset[str]) -> Iterator[Named]:
    start = _heads(text, line, words)
    if start is None:
        opening = text[line[0] : line[0] + 40].casefold()
        lead = next((word for word in words if opening.startswith(word + " ")), None)
        start = line[0] + len(lead) if lead and line[1] - line[0] < 120 and " " in lead else None
    if start is not None and "://" not in text[start : line[1]]:
        yield from cut(text, (start, line[1]))


def cut(text: str, span: Span, at: re.Pattern[str] = BETWEEN) -> Iterator[Named]:
    """The names of a list with commas, bars or bullets between them, or what else it is to be cut `at`."""
    start = span[0]
    for between in (*at.finditer(text, *span), None):
        end = between.start() if between else span[1]
        if named := _named(text, (start, end)):
            yield named
        start = between.end() if between else span[1]


def _under(text: str, lines: Sequence[Span], number: int) -> Iterator[Named]:
    """The short lines under a heading, up to the first that is something else."""
    for line in lines[number + 1 : number + 1 + MOST]:
        if _is_apart(text[slice(*line)], MOST_LISTED):
            return
        found = list(cut(text, line))
        if not found:
            return
        yield from found


def _is_apart(written: str, most: int) -> bool:
    """Whether a line is something else than a list of tags: a widget, a credit, a sentence, a date, or over `most`
    words."""
    said = WIDGET.count(written) or AFTER.count(written) or CREDIT.starts(written) or RIGHTS.count(written)
    return bool(said or STOP.search(written) or len(written.split()) > most or find_dates(written))


def _last_crumb(text: str, line: Span, title: str) -> Named | None:
    """The last place of 'Home > World > Asia' that is not the title itself."""
    written = text[slice(*line)]
    first = CRUMB.search(written)
    if not first or len(written) > LONGEST_CRUMBS or written[: first.start()].strip(" >»").casefold() not in START:
        return None
    pieces = [named for named in cut(text, line, CRUMB) if named.name.casefold() not in START]
    kept = [one for one in pieces if not title.casefold().startswith(one.name.casefold()[:40].rstrip(" .…"))]
    return kept[-1] if kept else None


def _named(text: str, span: Span) -> Named | None:
    ink = text[slice(*span)].strip(" \t\n#.*\"'“”[]")
    if not is_topic(ink):
        return None
    start = text.index(ink, span[0])
    return Named(name=" ".join(ink.split()), span=(start, start + len(ink)))


def is_topic(name: str) -> bool:
    """Whether a string can be a tag or a section: short, with letters, and saying something."""
    fits = 1 < len(name) <= LONGEST_TAG and len(name.split()) <= MOST_WORDS and any(c.isalpha() for c in name)
    return fits and name.casefold() not in EMPTY and "://" not in name


def each_once(found: Iterable[Named]) -> tuple[Named, ...]:
    """The first MOST of the names, each once in whatever case."""
    return tuple({one.name.casefold(): one for one in found}.values())[:MOST]
