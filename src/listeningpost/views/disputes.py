"""The disputes: what is claimed and what stands against it, both sides cited, the page's own words; no verdict."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..errors import UsageError
from ..schema import DisputeLink, Line, Page, Question, Statement, View
from .choosing import in_time, is_about, pages_asked_for, speaks, statement_words
from .collecting import counted, finished
from .held import Held
from .once import told_by_many
from .pages import page_line
from .quoting import cited_page, folded
from .telling import oldest_first, said_on, tell

Item = tuple[str, str]
KINDS = {
    "claim_vs_denial": ("Claim and denial", "claimed", "denied"),
    "contradiction": ("One says what the other negates", "said", "negated"),
    "tension": ("Proposed and rejected", "proposed", "rejected"),
    "headline_vs_text": ("Headline and text", "in the headline", "in the text"),
}
NO_VERDICT = "both sides as the pages tell them; which of them is right is not judged here"
NOWHERE = "the text has no statement of it"


def disputes(held: Held, question: Question) -> View:
    """Every dispute of which a side answers the question, with both its sides whole, those of most pages first; those
    of one id: a dispute's, or that of a statement on a side."""
    links = [link for link in held.links("dispute") if isinstance(link, DisputeLink)]
    links = _wanted(held, question.subject, links) if question.subject else links
    pages = _pages_of(links, held, question)
    asked = [link for link in links if _is_asked_for(link, pages, question)]
    asked.sort(key=lambda link: (list(KINDS).index(link.relation), -len(_page_ids(link)), link.id))
    groups = [list(_lines(link, pages)) for link in asked]
    shown, left_out = _whole(groups, question.limit)
    found = Counter[str](link.relation for link in asked)
    tally = ", ".join(f"{counted(found[kind], 'dispute')}: {KINDS[kind][0].lower()}" for kind in KINDS if found[kind])
    view = View(name="disputes", title="Disputes", lines=tuple(shown), left_out=left_out,
                notes=(tally or "no disputes found", NO_VERDICT))
    return finished(view, {id_: cited_page(page) for id_, page in pages.items()}, replace(question, limit=None))


def _wanted(held: Held, subject: str, links: Sequence[DisputeLink]) -> list[DisputeLink]:
    """The disputes that an id names. Raises UnknownId, and UsageError for an id of something else."""
    where = held.find(subject)
    found = [one for one in links if where.now in (one.id, *(item for side in one.sides for _, item in side))]
    if not found:
        raise UsageError(f"{where.id}: in no dispute; `view disputes` without an id lists those that are found")
    return found


def _pages_of(links: Sequence[DisputeLink], held: Held, question: Question) -> dict[str, Page]:
    """The pages on which sides stand; none of them where no page of the question is among them."""
    wanted = {id_ for link in links for id_ in _page_ids(link)}
    found = {page.capture.id: page for page in held.pages(corrected=True) if page.capture.id in wanted}
    asked = {page.capture.id for page in pages_asked_for(found.values(), question)}
    near = {id_ for link in links if _page_ids(link) & asked for id_ in _page_ids(link)}
    return {id_: page for id_, page in found.items() if id_ in near}


def _page_ids(link: DisputeLink) -> set[str]:
    return {id_ for side in link.sides for id_, _ in side}


def _is_asked_for(link: DisputeLink, pages: Mapping[str, Page], question: Question) -> bool:
    """Whether a side of a dispute answers the question."""
    if not _page_ids(link) <= set(pages):
        return False
    items = [item for side in link.sides for item in side]
    return any(_answers(item, pages, question) for item in items)


def _answers(item: Item, pages: Mapping[str, Page], question: Question) -> bool:
    page, statement = pages[item[0]], _statement(item, pages)
    if statement is None:
        words, day = folded(page_line(page).quote), page_line(page).date
        return question.speaker is None and is_about(words, question.about) and in_time(day, question)
    told = speaks(page, statement.speaker, question.speaker) and in_time(said_on(page, statement), question)
    words = statement_words(page, statement)
    kind = question.kind in (None, statement.kind, statement.attribution, statement.act)
    return told and kind and is_about(words, question.about)


def _statement(item: Item, pages: Mapping[str, Page]) -> Statement | None:
    return next((one for one in pages[item[0]].statements if one.id == item[1]), None)


def _lines(link: DisputeLink, pages: Mapping[str, Page]) -> Iterator[Line]:
    """The lines of one dispute under one heading, side by side: the same words on several pages once."""
    kind, *words = KINDS[link.relation]
    about = link.about if link.relation == "headline_vs_text" else f"“{link.about}”"
    for side, word in zip(link.sides, words, strict=True):
        told = [tell(pages[item[0]], one) for item in side if (one := _statement(item, pages))]
        lines = [one.line for one in told_by_many(told)]
        lines += [_headline(pages[id_]) for id_, item in side if item == "title"]
        for line in sorted(lines, key=lambda line: (oldest_first(line.date), line.id)):
            note = "; ".join(part for part in (_note(link, word), line.note) if part)
            lead, group = f"{word}: {line.lead}", f"{kind}: {about} ({link.id})"
            yield replace(line, lead=lead, who="", group=group, group_id=link.id, side=word, note=note)


def _headline(page: Page) -> Line:
    return replace(page_line(page), marks=(), note="")


def _note(link: DisputeLink, word: str) -> str:
    """What the headline has beyond the text, where the text does not tell it by any statement."""
    bare = link.relation == "headline_vs_text" and word == "in the headline" and link.sides[1][0][1] == "text"
    return NOWHERE if bare else ""


def _whole(groups: Sequence[Sequence[Line]], limit: int | None) -> tuple[list[Line], int]:
    """The first disputes that the limit has room for, one at least, never half of one; and the lines left out."""
    shown: list[Line] = []
    for group in groups:
        if shown and limit is not None and len(shown) + len(group) > limit:
            break
        shown += group
    return shown, sum(map(len, groups)) - len(shown)
