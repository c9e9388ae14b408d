"""The dossier of one actor: roles with their first evidence, statements by day, figures claimed, what others say."""

from collections.abc import Iterable

import msgspec

from ..errors import UnknownId, UsageError
from ..schema import NAME_FORMS, CitedPage, Line, Page, Question, Record, Statement, View
from .brief import by_day
from .choosing import figures_asked_for, pages_asked_for, statements_asked_for
from .collecting import counted, finished
from .dates import in_words
from .figures import figure_line
from .held import Held
from .once import told_by_many, told_once
from .quoting import cite, cited_page, folded, has_words, overlaps, teller
from .telling import Told, given_role, oldest_first

CANDIDATES_NAMED = 6


class Subject(Record, frozen=True):
    """One actor over all pages: the name shown, the entity ids that carry it, every form of the name that pages use."""

    name: str
    entities: frozenset[str]
    forms: tuple[str, ...]
    mentions: int
    pages: int


class _Parts(msgspec.Struct):
    """The dossier in the making, part by part."""

    roles: list[Line]
    told: list[Told]
    figures: list[Line]
    about: list[Told]
    pages: dict[str, CitedPage]


def dossier(held: Held, question: Question) -> View:
    """All that the pages hold of `question.subject` (a name or an id; `speaker` will do).

    Raises UsageError without a subject or where a name fits several, UnknownId where it fits none.
    """
    wanted = question.subject or question.speaker
    if not wanted:
        raise UsageError("view dossier needs a name or an id: listening-post view dossier NAME")
    subject = find_subject(held, wanted)
    question = msgspec.structs.replace(question, speaker=None)
    parts = _Parts([], [], [], [], {})
    for page in pages_asked_for(held.pages(corrected=True), question):
        _add_page(parts, page, subject, question)
    lines = [
        *_first_of_each(parts.roles),
        *_under("Statements", by_day(told_by_many(parts.told))),
        *parts.figures,
        *_under("What others say", by_day(told_by_many(parts.about))),
    ]
    view = View(name="dossier", title=subject.name, lines=tuple(lines), notes=_notes(subject))
    return finished(view, parts.pages, question)


def find_subject(held: Held, wanted: str) -> Subject:
    """The one actor that an id, a name or some words of a name stand for, among all that the pages mention."""
    forms, mentions, pages, entities = _gather(held.pages(corrected=True))
    plain = folded(wanted)
    fitting = [name for name in forms if plain == name or wanted in entities[name]]
    fitting = fitting or [name for name in forms if plain in {folded(form) for form in forms[name]}]
    fitting = fitting or [name for name in forms if any(has_words(folded(form), wanted) for form in forms[name])]
    if not fitting:
        raise UnknownId(f"{wanted}: no page names such an actor; `listening-post view table` shows who speaks")
    if len(fitting) > 1:
        often = sorted(fitting, key=lambda name: -mentions[name])[:CANDIDATES_NAMED]
        some = "; ".join(forms[name][0] for name in often)
        raise UsageError(f"{wanted}: this may be {some}; write the whole name or an id")
    name = fitting[0]
    return Subject(
        name=forms[name][0],
        entities=frozenset(entities[name]),
        forms=tuple(forms[name]),
        mentions=mentions[name],
        pages=len(pages[name]),
    )


def _gather(
    pages: Iterable[Page],
) -> tuple[dict[str, list[str]], dict[str, int], dict[str, set[str]], dict[str, set[str]]]:
    """By folded full name: the forms that pages use (the full one first), mentions, pages and entity ids."""
    forms: dict[str, list[str]] = {}
    mentions: dict[str, int] = {}
    on_pages: dict[str, set[str]] = {}
    entities: dict[str, set[str]] = {}
    for page in pages:
        spoken = [(s.speaker.name, s.speaker.entity, s.speaker.name, 0) for s in page.statements]
        named = [(m.name, m.entity, m.text if m.form in NAME_FORMS else None, 1) for m in page.mentions]
        for name, entity, form, count in (*named, *spoken):
            if not name:
                continue
            key = folded(name)
            known = forms.setdefault(key, [name])
            if form and folded(form) not in {folded(other) for other in known}:
                known.append(form)
            mentions[key] = mentions.get(key, 0) + count
            on_pages.setdefault(key, set()).add(page.capture.id)
            entities.setdefault(key, set()).update([entity] if entity else [])
    return forms, mentions, on_pages, entities


def _add_page(parts: _Parts, page: Page, subject: Subject, question: Question) -> None:
    parts.pages[page.capture.id] = cited_page(page)
    _add_roles(parts, page, subject)
    asked = list(statements_asked_for(page, question))
    own = [statement for statement in asked if _is_subject(statement, subject)]
    spans = [mention.span for mention in page.mentions if mention.entity in subject.entities]
    others = [s for s in asked if s not in own and any(overlaps(span, s.content_spans) for span in spans)]
    parts.told += [told for told in told_once(page, own) if not told.spare]
    parts.about += [told for told in told_once(page, others) if not told.spare]
    ids = {statement.id for statement in page.statements if _is_subject(statement, subject)}
    parts.figures += [
        msgspec.structs.replace(figure_line(page, figure), group="Figures claimed")
        for figure in figures_asked_for(page, question)
        if figure.claimed_by in ids
    ]


def _add_roles(parts: _Parts, page: Page, subject: Subject) -> None:
    for role in page.roles:
        if role.entity not in subject.entities and folded(role.name) != folded(subject.name):
            continue
        words = cite(page, role.span)
        text = given_role(role)
        about = cited_page(page)
        parts.roles.append(Line(
            id=page.capture.id[:12], kind="role", who=text, lead=f"{text}, as given by {teller(page)}",
            quote=words.quote, cites=(words,), group="Roles", date=about.published, outlet=about.outlet,
            title=about.title, source=about.source, note=in_words(about.published),
        ))


def _first_of_each(roles: list[Line]) -> list[Line]:
    """The earliest evidence of each role, in the order of days."""
    first: dict[str, Line] = {}
    for line in sorted(roles, key=lambda line: oldest_first(line.date)):
        first.setdefault(folded(line.who), line)
    return list(first.values())


def _is_subject(statement: Statement, subject: Subject) -> bool:
    speaker = statement.speaker
    if speaker.entity in subject.entities:
        return True
    return speaker.name is not None and folded(speaker.name) == folded(subject.name)


def _under(part: str, lines: Iterable[Line]) -> list[Line]:
    return [msgspec.structs.replace(line, group=f"{part}, {line.group}") for line in lines]


def _notes(subject: Subject) -> tuple[str, ...]:
    others = [form for form in subject.forms if folded(form) != folded(subject.name)]
    tally = f"{counted(subject.mentions, 'mention')} on {counted(subject.pages, 'page')}"
    return (tally, f"also written: {', '.join(others)}") if others else (tally,)


