"""A statement made into a line: who, through whom, as told by which outlet; its pieces cited, its faults marked."""

import tomllib
from functools import cache
from importlib import resources

from ..edtf import EARLIEST, bounds
from ..schema import Cite, Line, Page, Record, Role, Span, Speaker, Statement
from .dates import UNDATED, in_words
from .quoting import cite, cited_page, context, folded, overlaps, published, teller

# fewer words than this say little away from their sentence ("help", "a map"), and may be said of two things
SCRAP = 5
# how a flag of the page reads as a mark on a line; a kind that is not here is shown by its own words
_FLAG_MARKS = {"broken_quotation": "broken quote"}


class Told(Record, frozen=True):
    """A line with what is needed to order it and to see that it is told twice. `first` and `last` are days."""

    line: Line
    speaker: str
    words: str
    pieces: tuple[str, ...]
    first: str
    last: str
    rank: tuple[int, ...]
    direct: bool
    spare: bool = False


def tell(page: Page, statement: Statement) -> Told:
    """The line of a statement, with `rank` (lower is shown earlier within a day; see `_rank`)."""
    line = statement_line(page, statement)
    first, last = days(line.date)
    return Told(
        line=line,
        speaker=folded(statement.speaker.entity or line.who),
        words=folded(" ".join(piece.quote for piece in line.cites)),
        pieces=pieces_of(line),
        first=first,
        last=last,
        rank=_rank(statement, scrap=line.context is not None),
        direct=statement.kind == "direct",
        spare=statement.attribution == "headline",
    )


def pieces_of(line: Line) -> tuple[str, ...]:
    """What another line must have too to tell the same: the words, those of a scrap with the sentence around them."""
    around = f" in {folded(line.context.quote)}" if line.context else ""
    return tuple(f"{folded(piece.quote)}{around}" for piece in line.cites)


def statement_line(page: Page, statement: Statement) -> Line:
    """The line of a statement; its cites are its content, piece by piece."""
    pieces = tuple(cite(page, span) for span in statement.content_spans)
    about = cited_page(page)
    scrap = len(" ".join(piece.quote for piece in pieces).split()) < SCRAP
    return Line(
        id=statement.id,
        kind="statement",
        who=speaker_words(statement.speaker),
        lead=lead(page, statement),
        cue=telling_cue(page, statement),
        quote=pieces[0].quote,
        cites=pieces,
        group=heading(page, statement),
        note=note(page, statement),
        outlet=about.outlet,
        title=about.title,
        date=said_on(page, statement),
        marks=marks(statement),
        faults=faults(page, (*statement.content_spans, *statement.quoted_spans)),
        source=about.source,
        context=context(page, statement.content_spans[0]) if scrap else None,
    )


def speaker_words(speaker: Speaker) -> str:
    """The speaker's name; else the page's own words, and whether it withholds the name or nobody was found for it."""
    if speaker.name:
        return speaker.name
    if not speaker.descriptor:
        return "someone the page does not name"
    return f"“{speaker.descriptor}” ({'unnamed' if speaker.anonymous else 'name not found'})"


def lead(page: Page, statement: Statement) -> str:
    """The chain from the speaker out to the reader: "Name (role), via AGENCY, as told by OUTLET", and where the page
    says more than that he said it, its own word: what is denied or doubted must not read as his words."""
    who = speaker_words(statement.speaker)
    role = role_words(page, statement.speaker)
    links = [f"via {via.name}" for via in reversed(statement.via)]
    told = ", ".join([f"{who} ({role})" if role else who, *links, f"as told by {teller(page)}"])
    cue = telling_cue(page, statement)
    return f"{told}: “{cue}”" if cue else told


def telling_cue(page: Page, statement: Statement) -> str:
    """The page's own word for how it was said ("denied", "does not expect"), where its words are not the speaker's own
    and it is more than "said" (tables/cues.toml); else empty."""
    if statement.cue_span is None or statement.kind == "direct":
        return ""
    words = page.article.text[slice(*statement.cue_span)].split()
    while words and folded(words[0]) in _cues()["beside"]:
        words.pop(0)
    return "" if all(folded(word) in _cues()["plain"] for word in words) else " ".join(words)


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Words that say no more than "said", and those of them that only stand beside such a word."""
    read = tomllib.loads(resources.files(__package__).joinpath("tables/cues.toml").read_text(encoding="utf-8"))
    return {"beside": frozenset(read["beside"]), "plain": frozenset((*read["plain"], *read["beside"]))}


def role_words(page: Page, speaker: Speaker) -> str:
    """The first role the page gives a speaker: "former Minister of Defence, Halvenia"."""
    names = {speaker.entity, speaker.name} - {None}
    role = next((role for role in page.roles if names & {role.entity, role.name}), None)
    return given_role(role) if role else ""


def given_role(role: Role) -> str:
    """A role with its status and of what it is."""
    status = {"current": "", "self_claimed": "self-styled "}.get(role.status, f"{role.status} ")
    return f"{status}{role.role}" + (f", {role.of}" if role.of and role.of not in role.role else "")


def said_on(page: Page, statement: Statement) -> str | None:
    """When it was said, as EDTF; where nothing says so, when the page was published."""
    return statement.said_on.edtf if statement.said_on else published(page.article)


def heading(page: Page, statement: Statement) -> str:
    """The day a statement stands under, in words; "reported ..." where only the page is dated."""
    words = in_words(said_on(page, statement))
    return words if statement.said_on or words == UNDATED else f"reported {words}"


def days(edtf: str | None) -> tuple[str, str]:
    """First and last day of a date; what is no date is as open as no date at all."""
    try:
        return bounds(edtf or "../..")
    except ValueError:
        return bounds("../..")


def oldest_first(edtf: str | None) -> tuple[str, str]:
    """What dates are sorted by: the first day; where only the end is known, the end; nothing known comes last."""
    first, last = days(edtf)
    return (last if first == EARLIEST else first), last


def faults(page: Page, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The faults of the page, in words, that touch one of the spans."""
    found = (flag for flag in page.flags if flag.span and overlaps(flag.span, spans))
    return tuple(dict.fromkeys(flag_words(flag.kind) for flag in found))


def marks(statement: Statement) -> tuple[str, ...]:
    """What a reader must see at once: kind of quotation, belief or hearsay, act."""
    attribution = "" if statement.attribution == "speech" else statement.attribution
    act = "" if statement.act == "assert" else statement.act
    loose = "" if statement.verbatim else "not word for word"
    return tuple(dict.fromkeys(mark for mark in (statement.kind, attribution, act, loose) if mark))


def flag_words(kind: str) -> str:
    """A kind of flag as a reader's words."""
    return _FLAG_MARKS.get(kind, kind.replace("_", " "))


def note(page: Page, statement: Statement) -> str:
    """To whom, where, what it answers and why the speaker is unnamed, where the page says."""
    heard_by = statement.addressee and (statement.addressee.name or statement.addressee.descriptor)
    parts = [
        f"to {heard_by}" if heard_by else "",
        f"venue: {statement.venue}" if statement.venue and statement.venue != heard_by else "",
        f"unnamed: {statement.anonymity}" if statement.anonymity else "",
        f"denies {_what(page, *statement.denies)}" if statement.denies else "",
        f"in response to {_what(page, *statement.in_response_to)}" if statement.in_response_to else "",
        f"told within {_what(page, statement.nested_in)}" if statement.nested_in else "",
    ]
    return "; ".join(part for part in parts if part)


def _what(page: Page, *ids: str) -> str:
    """Statements by speaker and id: "words of Ann Oster (s1234)"."""
    by = {one.id: speaker_words(one.speaker) for one in page.statements}
    return ", ".join(f"words of {by[id_]} ({id_})" if id_ in by else id_ for id_ in ids)


def whole_quote(pieces: tuple[Cite, ...]) -> str:
    """The pieces of a quotation on one line, breaks folded to blanks, what lies between them as […]."""
    return " […] ".join(" ".join(piece.quote.split()) for piece in pieces)


def _rank(statement: Statement, scrap: bool) -> tuple[int, ...]:
    """Named speakers before unnamed ones, speech before belief and hearsay, direct before mixed before indirect words,
    enough words to stand alone before scraps, then in the order of the page."""
    return (
        0 if statement.speaker.name else 1,
        0 if statement.attribution == "speech" else 1,
        ("direct", "mixed", "indirect").index(statement.kind),
        1 if scrap else 0,
        statement.content_spans[0][0],
    )
