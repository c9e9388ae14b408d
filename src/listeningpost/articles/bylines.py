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
from .scores import CREDIT, RIGHTS, STOP, WIDGET
from .tables import Words, load

TABLE = load("bylines")
DESK = Words({"desk": TABLE["desk"]})
JOIN, PARTICLE, ARTICLE, ROLE, JOB, NOBODY, PICTURE, BEHIND, INTRODUCING = (
    frozenset(TABLE[kind])
    for kind in ("join", "particle", "article", "role", "job", "nobody", "picture", "behind", "introducing"))
GIVEN = frozenset(load("given_names")["given"])


def any_of(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


AGO = re.compile(
    rf"(?<!\w)(?:{any_of(TABLE['ago_before'])}\s\d{{1,3}}\s?[^\W\d_]+|\d{{1,3}}\s?[^\W\d_]*\s?{any_of(TABLE['ago_after'])})(?!\w)",
    re.IGNORECASE)
OPENING = re.compile(any_of(TABLE["by"]) + r"\s*[:：]?\s+", re.IGNORECASE)
ONLY_OPENING = re.compile(any_of(TABLE["by"]) + r"\s*[:：]?", re.IGNORECASE)
INSIDE = re.compile(rf"(?<![\w-]){any_of(TABLE['by_inside'])}\s*:?\s+(?=[^\W\d_])", re.IGNORECASE)
GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])")
ACCOUNT = re.compile(
    r"[^\W\d_][\w.-]{2,29}(?![\w.-])(?=\s*(?:$|[|•·,(—–])|\s+(?:\d|(?:am|on|um|at|le|el|em)\b))", re.MULTILINE)
MAKER_AND_SELLER = re.compile(r"[^/]{3,50}\s?/\s?[^\W\d_][^/]{1,50}(?:/[^/]{2,40})?")
RAISED = re.compile(r"[A-ZÀ-ÞА-Я][\w’'-]*(?:\s(?:of\s)?[A-ZÀ-ÞА-Я][\w’'-]*){0,4}")
TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*\.?|&|,")
BREAK = re.compile(r"\s[-–—|•·/]+\s|[|•·(\n\t@:;]|\s{3,}|\d")
ELIDED = re.compile(r"[a-z]{1,2}['’][^\W\d_]")
ABBREVIATION = re.compile(r"[A-Z][A-Z.-]{1,6}[A-Z]")
AGENCY_AND_PLACE = re.compile(r"(?P<agency>[^,/|]{2,30})\s*(?:,|/|\||in)\s*(?P<place>[^\W\d_][^\d|:]{1,40})$")
LONGEST_SIGNED = 140
AGENCY_SHAPE = re.compile(
    r"(?<!\w)[^\W\d_]\S{0,40}+\s(?:\S{1,40}+\s)?" + any_of(TABLE["agency_words"]) + r"$", re.IGNORECASE)


class Looks(Protocol):
    """The part of knowledge that bylines ask: who may bear a name."""

    def look_up(self, name: str, when: str | None = None) -> tuple[Known, ...]: ...


def find_opened(text: str, lines: Sequence[Span], knowledge: Looks | None = None, *, accounts: bool = False
                ) -> tuple[Named, ...]:
    """The names on the first line that opens with a byline's word or is 'AGENCY, PLACE', else under a line that is such
    a word, else behind one inside a line of dates and bars; with `accounts` also names of one word there."""
    for line in lines:
        if names := _after_opening(text, line, knowledge) or _with_place(text, line, knowledge):
            return names
    for above, line in zip(lines, lines[1:], strict=False):
        if ONLY_OPENING.fullmatch(text, *above) and (names := bare_names(text, line, knowledge)):
            return names
    return next((names for line in lines if (names := _opened_inside(text, line, knowledge, accounts))), ())


def _opened_inside(text: str, line: Span, knowledge: Looks | None, accounts: bool) -> tuple[Named, ...]:
    """'4 May 2020 | by Ann Oster', 'Column by Ann Oster': what stands before the word dates or introduces the name."""
    if line[1] - line[0] > LONGEST_SIGNED or STOP.search(text[slice(*line)]):
        return ()
    for opening in INSIDE.finditer(text, *line):
        if _introduces(text[line[0] : opening.start()].strip()):
            span = (opening.end(), line[1])
            if names := tuple(_names(text, span, knowledge)) or (_account(text, span) if accounts else ()):
                return names
    return ()


def _introduces(before: str) -> bool:
    """Is what stands before a byline's word a date, words such as 'posted on', or the part of a line before a bar?"""
    words = before.casefold().split()
    if not words:
        return True
    return before[-1] in "|•·/–—-" or words[0].strip(":") in INTRODUCING or any(
        date.day for date in find_dates(before))


def _account(text: str, span: Span) -> tuple[Named, ...]:
    """A name of one word, as writers of journals on the web sign."""
    found = ACCOUNT.match(text, *span)
    name = found.group() if found else ""
    plain = name.casefold() in NOBODY | ROLE | PARTICLE or bool(WIDGET.count(name)) or _dates(name)
    fits = bool(name) and not plain
    return (Named(name=name, span=(span[0], span[0] + len(name))),) if fits else ()


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
    whole = (tokens[0].start(), tokens[-1].end()) if tokens else span
    if tokens and is_agency(text[slice(*whole)], knowledge):
        yield Named(name=" ".join(text[slice(*whole)].split()), span=whole)
        return
    if first := _first_agency(text, tokens, knowledge):
        ahead = (tokens[0].start(), tokens[first - 1].end())
        yield Named(name=" ".join(text[slice(*ahead)].split()), span=ahead)
        tokens = tokens[first + 1 :]
    for whole_run in map(_once, _runs(_unglued(text, tokens))):
        run = whole_run[: _persons_part(text, whole_run, knowledge)]
        named = _named(text, (run[0].start(), run[-1].end()), knowledge)
        if named is None:
            return
        yield named


def _first_agency(text: str, tokens: Sequence[re.Match[str]], knowledge: Looks | None) -> int:
    """How many tokens in front are an agency's of several words that signs with somebody ('Associated Press and Ann
    Oster'); 0 where none are."""
    joins = (n for n in range(2, len(tokens) - 1) if tokens[n].group().casefold() in JOIN | {",", "&"})
    return next((n for n in joins if is_held_agency(text[tokens[0].start() : tokens[n - 1].end()], knowledge)), 0)


def _persons_part(text: str, run: Sequence[re.Match[str]], knowledge: Looks | None) -> int:
    """How many tokens of a run are a person's, where a known agency's name follows on without a comma ('Ann Oster The
    Associated Press')."""
    held = (n for n in range(2, len(run)) if is_held_agency(text[run[n].start() : run[-1].end()], knowledge))
    end = next(held, len(run))
    return end - (run[end - 1].group().casefold() in ARTICLE)


def is_held_agency(name: str, knowledge: Looks | None) -> bool:
    """Does knowledge hold an agency of this name, and be sure of it?"""
    return knowledge is not None and any(one.actor.agency and one.certain for one in knowledge.look_up(name))


def _once(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """A name that a page prints twice on end, once."""
    half = len(run) // 2
    twice = half > 1 and [token.group() for token in run[:half]] == [token.group() for token in run[half:]]
    return run[:half] if twice else run


def _unglued(text: str, tokens: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The tokens up to the first that has a job or a button glued to it ('Ann OsterFollow'), that one without it."""
    for n, token in enumerate(tokens):
        for seam in GLUED.finditer(token.group()):
            short = TOKEN.match(text, token.start(), token.start() + seam.start())
            if token.group()[seam.start() :].casefold() in JOB | BEHIND and short:
                return [*tokens[:n], short]
    return list(tokens)


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
        elif (word[0].islower() and not ELIDED.match(word)) or low in ROLE or low in JOB or (run and low in BEHIND):
            run = run[:-1] if low in JOB and len(run) > 2 else run  # 'Ann Oster Harbour editor'
            break
        else:
            run.append(token)
    while run and run[-1].group().casefold() in PARTICLE | ARTICLE:
        run.pop()
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
    if match and match["place"].isupper() and plain_agency(match["agency"].strip(), knowledge):
        return (Named(name=match["agency"].strip(), span=part_of(line, match, "agency")),)
    return ()


def bare_names(text: str, line: Span, knowledge: Looks | None) -> tuple[Named, ...]:
    """A line that is a person's name or an agency's, with nothing else on it but a role or a date."""
    written = text[slice(*line)]
    pictures = CREDIT.starts(written) and not is_agency(written, knowledge)
    if len(written) > LONGEST_SIGNED or pictures or RIGHTS.count(written):
        return ()
    pictured = PICTURE & set(re.findall(r"\w+", written.casefold()))
    if pictured or (MAKER_AND_SELLER.fullmatch(written) and not find_dates(written)):
        return ()  # 'Name/Agency', 'Name | Agency | Getty Images' credits a picture
    stop = BREAK.search(text, *line)
    if stop and stop.group() == ":":
        return ()  # a label
    end = stop.start() if stop else line[1]
    names = tuple(_names(text, (line[0], end), knowledge))
    own = tuple(word for named in names for word in named.name.split())
    words = (word for word in text[line[0] : end].split() if not word.startswith(own))
    other = [word for word in words if word.casefold() not in JOB | BEHIND]
    return names if names and sum(map(len, other)) <= 0.3 * len(text[line[0] : end].strip()) else ()


def plain_agency(name: str, knowledge: Looks | None) -> bool:
    """Is it an agency's or an outlet's name, or capitals as these are shortened to?"""
    return is_agency(name, knowledge) or is_abbreviation(name, knowledge)


def is_abbreviation(name: str, knowledge: Looks | None) -> bool:
    """Is it capitals as agencies are shortened to, and nothing else that knowledge holds (a place, a state)?"""
    known = knowledge.look_up(name) if knowledge else ()
    other = bool(known) and all(one.actor.type != "media" for one in known)
    return bool(ABBREVIATION.fullmatch(name)) and not other and name.casefold() not in NOBODY


def is_wire(name: str, knowledge: Looks | None) -> bool:
    """Is it an agency rather than a paper, by knowledge, by its shape, or by being an abbreviation?"""
    held = knowledge is not None and any(known.actor.agency for known in knowledge.look_up(name))
    return held or is_abbreviation(name, knowledge) or bool(AGENCY_SHAPE.search(name))


def part_of(line: Span, match: re.Match[str], group: str) -> Span:
    """Where a group of a match on a line stands in the text, without outer blanks."""
    start, end = match.span(group)
    ink = match[group]
    start += len(ink) - len(ink.lstrip())
    return line[0] + start, line[0] + end - (len(ink) - len(ink.rstrip()))
