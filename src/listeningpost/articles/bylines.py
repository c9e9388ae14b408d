"""Who signs an article: bylines, datelines and the agencies a text was taken from.

Found by shape; what knowledge holds of agencies and outlets makes sure of names that have no shape of their own.
All spans count in the text given.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from ..schema import Known, Named, Span
from .calendar import find_dates
from .month_names import month_of, weekday_of
from .scores import CREDIT, RIGHTS, WIDGET
from .tables import Words, load

TABLE = load("bylines")
DESK = Words({"desk": TABLE["desk"]})
JOIN, PARTICLE, ROLE, JOB, NOBODY, PICTURE = (
    frozenset(TABLE[kind]) for kind in ("join", "particle", "role", "job", "nobody", "picture"))


def any_of(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


AGO = re.compile(
    rf"(?<!\w)(?:{any_of(TABLE['ago_before'])}\s\d{{1,3}}\s?[^\W\d_]+|\d{{1,3}}\s?[^\W\d_]*\s?{any_of(TABLE['ago_after'])})(?!\w)",
    re.IGNORECASE)
OPENING = re.compile(any_of(TABLE["by"]) + r"\s*[:：]?\s+", re.IGNORECASE)
ONLY_OPENING = re.compile(any_of(TABLE["by"]) + r"\s*[:：]?", re.IGNORECASE)
MAKER_AND_SELLER = re.compile(r"[^/]{3,50}\s?/\s?[^\W\d_][^/]{1,50}(?:/[^/]{2,40})?")
RAISED = re.compile(r"[A-ZÀ-ÞА-Я][\w’'-]*(?:\s(?:of\s)?[A-ZÀ-ÞА-Я][\w’'-]*){0,4}")
TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*\.?|&|,")
BREAK = re.compile(r"\s[-–—|•·/]+\s|[|•·(\n\t@:;]|\s{3,}|\d")
ELIDED = re.compile(r"[a-z]{1,2}['’][^\W\d_]")
ABBREVIATION = re.compile(r"[A-Z][A-Z.-]{1,6}[A-Z]")
AGENCY_AND_PLACE = re.compile(r"(?P<agency>[^,/|]{2,30})\s*(?:,|/|\||in)\s*(?P<place>[^\W\d_][^\d|:]{1,40})$")
PLACE = r"(?P<place>[^\W\d_][\w.'’ -]{1,28}(?:, ?[^\W\d_][\w.'’ -]{1,24}){0,2}?)"
CREDITED = r"(?:\s*(?:[(/\[](?P<agency>[^\W\d_][^()/\[\]]{1,39})[)/\]]))"
DASH = r"\s*(?:--+|[-–—―:])\s*"
DATELINE = re.compile(
    rf"{PLACE}(?P<rest>[.,]? [^()/\[\]–—―:]{{3,24}}?[.,]?)?(?:{CREDITED}[.,]?(?:{DASH}|\s)|{DASH})(?=\S)")


AGENCY_SHAPE = re.compile(r"(?<!\w)[^\W\d_]\S*\s(?:\S+\s)?" + any_of(TABLE["agency_words"]) + r"$", re.IGNORECASE)


class Looks(Protocol):
    """The part of knowledge that bylines ask: who may bear a name."""

    def look_up(self, name: str, when: str | None = None) -> tuple[Known, ...]: ...


def find_bylines(text: str, lines: Sequence[Span], knowledge: Looks | None = None) -> tuple[Named, ...]:
    """The names in the byline among `lines`, the lines round title and date outside the body, in order.

    A line that says 'by' wins over a bare name beside the date line, a person there over an agency.
    """
    for line in lines:
        names = _after_opening(text, line, knowledge)
        if names:
            return names
    for above, line in zip(lines, lines[1:], strict=False):
        if ONLY_OPENING.fullmatch(text, *above) and (names := _bare(text, line, knowledge)):
            return names
    for line in lines:
        names = _with_place(text, line, knowledge)
        if names:
            return names
    found = [names for line in _by_nearness_to_date(text, lines) if (names := _bare(text, line, knowledge))]
    persons = (names for names in found if not _plain_agency(names[0].name, knowledge))
    return next(persons, found[0] if found else ())


def find_signed(text: str, lines: Sequence[Span], below: Sequence[Span]) -> tuple[Named, ...]:
    """A bare name on one of the `lines` right under the title that a line below the body tells of again ('More from
    Ann Oster', 'Ann Oster writes about boats')."""
    for line in lines:
        names = _bare(text, line, None)
        if names and all(any(_tells_of(text[slice(*other)], named.name) for other in below) for named in names):
            return names
    return ()


def _tells_of(line: str, name: str) -> bool:
    return line != name and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line[:400]))


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


def is_counted_back(line: str) -> bool:
    """Is the line little more than a time counted back from now ('Country / 10 h ago')?"""
    found = AGO.search(line) if len(line) < 60 else None
    return found is not None and len((line[: found.start()] + line[found.end() :]).split()) <= 3


def is_byline(line: str) -> bool:
    """Does a line open with a byline's word and go on with a name?"""
    return bool(_after_opening(line, (0, len(line)), None))


def _after_opening(text: str, line: Span, knowledge: Looks | None) -> tuple[Named, ...]:
    opening = OPENING.match(text, *line)
    if not opening or line[1] - line[0] > 200:
        return ()
    named = tuple(_names(text, (opening.end(), line[1]), knowledge))
    return named or _desk(text, (opening.end(), line[1]))


def _desk(text: str, span: Span) -> tuple[Named, ...]:
    """'By our staff': a byline that names no person."""
    stop = BREAK.search(text, *span)
    name = text[span[0] : stop.start() if stop else span[1]].rstrip(" .,")
    fits = len(name.split()) <= 5 and DESK.count(name) > 0
    return (Named(name=name, span=(span[0], span[0] + len(name))),) if fits else ()


def _names(text: str, span: Span, knowledge: Looks | None) -> Iterator[Named]:
    """Names from the span's start on, up to the first thing that is neither a name nor a join."""
    stop = BREAK.search(text, *span)
    tokens = list(TOKEN.finditer(text, span[0], stop.start() if stop else span[1]))
    while stop and stop.group().isdigit() and len(tokens) > 2 and _dates(tokens[-1].group()):
        tokens.pop()  # 'Ann Oster Monday, Jul. 19'
    for run in _runs(tokens):
        named = _named(text, (run[0].start(), run[-1].end()), knowledge)
        if named is None:
            return
        yield named


def _dates(word: str) -> bool:
    return word == "," or bool(month_of(word) or weekday_of(word))


def _runs(tokens: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The runs of tokens that may be names. A job's word makes a role of the run that it ends behind a name ('Defence
    Correspondent')."""
    run: list[re.Match[str]] = []
    for token in tokens:
        word = token.group()
        low = word.casefold()
        if run and low in PARTICLE and low not in JOIN:
            run.append(token)
        elif word in (",", "&") or (low in JOIN and not word[0].isupper()):
            if run:
                yield run
            run = []
        elif low.rstrip(".,") in JOB and _is_role(run, tokens):
            run = []
        elif (word[0].islower() and not ELIDED.match(word)) or low in ROLE or low in JOB:
            break
        else:
            run.append(token)
    if run:
        yield run


def _is_role(run: Sequence[re.Match[str]], tokens: Sequence[re.Match[str]]) -> bool:
    """Whether what stands before a job's word is part of the role: nothing, or a run that is not the first."""
    return not run or run[0] is not tokens[0]


def _named(text: str, span: Span, knowledge: Looks | None) -> Named | None:
    name = text[slice(*span)]
    words = name.casefold().split()
    if PICTURE & set(words):
        return None
    person = 2 <= len(words) <= 5 and len(name) <= 50 and not NOBODY & set(words) and not WIDGET.count(name)
    if person or is_agency(name, knowledge) or is_abbreviation(name, knowledge):
        return Named(name=" ".join(name.split()), span=span)
    return None


def is_agency(name: str, knowledge: Looks | None) -> bool:
    """Does knowledge hold a news agency or outlet of this name, or does it say so itself ('Fjord News Agency')?"""
    if AGENCY_SHAPE.search(name) and len(name) <= 60:
        return True
    if knowledge is None or not 2 <= len(name) <= 50:
        return False
    return any(known.actor.agency or known.actor.type == "media" for known in knowledge.look_up(name))


def _with_place(text: str, line: Span, knowledge: Looks | None) -> tuple[Named, ...]:
    """'AGENCY, PLACE' on a line of its own."""
    match = AGENCY_AND_PLACE.match(text[slice(*line)])
    if match and match["place"].isupper() and _plain_agency(match["agency"].strip(), knowledge):
        return (Named(name=match["agency"].strip(), span=_sub(line, match, "agency")),)
    return ()


def _bare(text: str, line: Span, knowledge: Looks | None) -> tuple[Named, ...]:
    """A line that is a person's name or an agency's, with nothing else on it but a role or a date."""
    written = text[slice(*line)]
    if len(written) > 90 or (CREDIT.starts(written) and not is_agency(written, knowledge)) or RIGHTS.count(written):
        return ()
    if MAKER_AND_SELLER.fullmatch(written) and not find_dates(written):
        return ()  # 'Name/Agency' credits a picture
    stop = BREAK.search(text, *line)
    end = stop.start() if stop else line[1]
    names = tuple(_names(text, (line[0], end), knowledge))
    covered = sum(named.span[1] - named.span[0] for named in names if named.span)
    return names if names and covered >= 0.7 * len(text[line[0] : end].strip()) else ()


def _plain_agency(name: str, knowledge: Looks | None) -> bool:
    return is_agency(name, knowledge) or is_abbreviation(name, knowledge)


def is_abbreviation(name: str, knowledge: Looks | None) -> bool:
    """Is it capitals as agencies are shortened to, and nothing else that knowledge holds (a place, a state)?"""
    known = knowledge.look_up(name) if knowledge else ()
    other = bool(known) and all(one.actor.type != "media" for one in known)
    return bool(ABBREVIATION.fullmatch(name)) and not other


def is_wire(name: str, knowledge: Looks | None) -> bool:
    """Is it an agency rather than a paper, by knowledge, by its shape, or by being an abbreviation?"""
    held = knowledge is not None and any(known.actor.agency for known in knowledge.look_up(name))
    return held or is_abbreviation(name, knowledge) or bool(AGENCY_SHAPE.search(name))


def authors_alone(names: Sequence[Named], knowledge: Looks | None) -> tuple[Named, ...]:
    """The persons among the names of a byline; all of them where there is none: an agency alone signs the page."""
    persons = [named for named in names if not _plain_agency(named.name, knowledge)]
    return tuple(persons or names)


def _sub(line: Span, match: re.Match[str], group: str) -> Span:
    start, end = match.span(group)
    ink = match[group]
    start += len(ink) - len(ink.lstrip())
    return line[0] + start, line[0] + end - (len(ink) - len(ink.rstrip()))


def place_beside(text: str, line: Span, bylines: Sequence[Named]) -> Named | None:
    """The place that stands beside an agency on its byline ('AGENCY, PLACE'), or None."""
    match = AGENCY_AND_PLACE.match(text[slice(*line)])
    alone = len(bylines) == 1 and match is not None and bylines[0].span == _sub(line, match, "agency")
    if match and alone and match["place"].isupper():
        span = _sub(line, match, "place")
        return Named(name=text[slice(*span)], span=span)
    return None


def find_dateline(text: str, paragraph: Span, knowledge: Looks | None = None) -> tuple[Named, Named | None] | None:
    """The dateline that opens a paragraph and the agency it credits: 'PLACE, March 3 (AGENCY) -'. None where there is
    none. Capitals alone want a dash; a place in small letters wants an agency or a date too."""
    match = DATELINE.match(text, paragraph[0], min(paragraph[1], paragraph[0] + 110))
    if not match or not _is_dateline(match, knowledge):
        return None
    end = match.start() + len(match.group().rstrip())
    place = Named(name=_place(match), span=(match.start(), end))
    if not match["agency"]:
        return place, None
    return place, Named(name=match["agency"].strip(), span=match.span("agency"))


def _place(match: re.Match[str]) -> str:
    """The place of a dateline: all before the date, with the second of two places that stand in capitals."""
    rest = match["rest"] or ""
    return (match["place"] + (rest if _goes_with(match["place"], rest) else "")).strip(" .,-")


def _goes_with(place: str, rest: str) -> bool:
    return rest.strip(" .,").isupper() and place.isupper() and not find_dates(rest)


def _is_dateline(match: re.Match[str], knowledge: Looks | None) -> bool:
    place, rest, agency = match["place"], match["rest"] or "", match["agency"]
    dated = bool(find_dates(rest))
    known = dated or _goes_with(place, rest) or is_agency(rest.strip(" .,"), knowledge)
    if (rest.strip(" .,") and not known) or not place[0].isupper() or len(place.split()) > 6:
        return False
    capitals = place.isupper() and len(place) > 2
    dashed = bool(re.search(DASH + "$", match.group())) and not match.group().rstrip().endswith(":")
    return ((capitals or dated or bool(agency)) and dashed) or (capitals and bool(agency))
