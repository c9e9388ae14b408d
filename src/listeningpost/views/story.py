"""The stories: pages about one happening. All of them with their days and outlets; or one, page by page and day by day,
with what each page has that no other has more fully."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..errors import UsageError
from ..schema import CopyLink, Line, Page, Question, Record, StoryLink, View
from .choosing import in_time, is_about, pages_asked_for, statements_asked_for
from .collecting import counted, finished
from .copies import KINDS
from .dates import in_words
from .finding import find
from .held import Held
from .once import told_by_many, told_once
from .pages import page_line
from .quoting import cited_page, folded, published, teller
from .telling import Told, oldest_first


class Telling(Record, frozen=True):
    """A page of a story as a line, with what it says that no other page of it says more fully."""

    line: Line
    told: tuple[Told, ...]


def story(held: Held, question: Question) -> View:
    """One story, by its id, an id it had before, or a page of it; without a subject all stories of several pages, the
    newest first. Raises UnknownId, and UsageError for what is in no story."""
    return _one(held, question) if question.subject else _all(held, question)


# ---- all stories
def _all(held: Held, question: Question) -> View:
    links = [link for link in held.links("story") if isinstance(link, StoryLink)]
    of_page = {page: link for link in links for page in link.pages}
    found = defaultdict[str, list[Page]](list)
    for page in pages_asked_for(held.pages(corrected=True), question):
        if page.capture.id in of_page:
            found[of_page[page.capture.id].id].append(page)
    lines, cited, alone = [], {}, 0
    for link in links:
        pages = found.get(link.id, [])
        if len(link.pages) == 1:
            alone += len(pages)
        elif pages and _is_asked(link, pages, question):
            line, page = _headline(link, pages)
            lines.append(line)
            cited[page.capture.id] = cited_page(page)
    lines.sort(key=lambda line: (oldest_first(line.date), line.id), reverse=True)
    notes = (f"{len(lines):,} {'story' if len(lines) == 1 else 'stories'} told by several pages",
             f"{counted(alone, 'other page')} that no other page shares a happening with, as far as shown",
             "`view story ID` tells one")
    return finished(View(name="story", title="Stories", lines=tuple(lines), notes=notes), cited, question)


def _is_asked(link: StoryLink, pages: Sequence[Page], question: Question) -> bool:
    titles = " ".join(page.article.title.text for page in pages if page.article.title)
    return is_about(folded(f"{link.title} {titles}"), question.about) and in_time(_days(link), question)


def _headline(link: StoryLink, pages: Sequence[Page]) -> tuple[Line, Page]:
    """A story by the headline that stands for it, cited, and the page it is from."""
    central = next((page for page in pages if _title(page) == link.title), pages[0])
    outlets = list(dict.fromkeys(teller(page) for page in sorted(pages, key=_order)))
    line = page_line(central)
    lead = f"{in_words(_days(link))}, {counted(len(link.pages), 'page')}"
    return replace(line, id=link.id, kind="story", lead=lead, who="", note=f"told by {', '.join(outlets)}",
                   group="", date=_days(link), marks=(f"headline of {teller(central)}",), faults=()), central


# ---- one story
def _one(held: Held, question: Question) -> View:
    link = _wanted(held, question.subject or "")
    of_one = replace(question, subject=None)
    pages = sorted(pages_asked_for((held.page(page) for page in link.pages), of_one), key=_order)
    copies = {one.page: one for one in reversed(list(held.links("copy"))) if isinstance(one, CopyLink)}
    tellings = _tellings(pages, of_one, copies)
    outlets = dict.fromkeys(teller(page) for page in pages)
    notes = (
        f"{in_words(_days(link))}; {counted(len(pages), 'page')} told by {', '.join(outlets)}",
        f"story {link.id}; its title is the headline of the page nearest to all others",
    )
    view = View(name="story", title=link.title or f"Story {link.id}", lines=tuple(_lines(tellings)), notes=notes)
    return finished(view, {page.capture.id: cited_page(page) for page in pages}, question)


def _wanted(held: Held, subject: str) -> StoryLink:
    item = find(held, subject).item
    page = item.capture.id if isinstance(item, Page) else None
    if page is not None:
        item = next((link for link in held.links("story") if isinstance(link, StoryLink) and page in link.pages), item)
    if not isinstance(item, StoryLink):
        raise UsageError(f"{subject}: is no story and in none; `listening-post view story` lists them")
    return item


def _tellings(pages: Sequence[Page], question: Question, copies: dict[str, CopyLink]) -> Iterator[Telling]:
    """The pages as lines, each with its statements; one that several pages have stands with the page that has most of
    it, the first of equals."""
    told = (one for page in pages for one in told_once(page, statements_asked_for(page, question)) if not one.spare)
    own = defaultdict[str, list[Told]](list)
    for one in told_by_many(told):
        own[one.line.cites[0].page].append(one)
    names = {page.capture.id: teller(page) for page in pages}
    for page in pages:
        mine = sorted(own[page.capture.id], key=lambda one: one.line.cites[0].span)
        yield Telling(line=_page_line(page, copies.get(page.capture.id), names, len(mine)), told=tuple(mine))


def _page_line(page: Page, copy: CopyLink | None, names: dict[str, str], adds: int) -> Line:
    date = published(page.article)
    is_copy = copy is not None and copy.relation != "original"
    origin = names.get(copy.of, copy.of) if copy and copy.of else None
    marks = (KINDS[copy.relation], f"from {origin}") if is_copy and copy and origin else (
        (KINDS[copy.relation],) if is_copy and copy else ())
    note = f"adds {counted(adds, 'statement')}" if adds else "adds no statement of its own"
    return replace(page_line(page), lead=teller(page), group=in_words(date), note=note, marks=("headline", *marks))


def _lines(tellings: Sequence[Telling] | Iterator[Telling]) -> Iterator[Line]:
    for telling in tellings:
        yield telling.line
        yield from (replace(one.line, group=telling.line.group) for one in telling.told)


def _title(page: Page) -> str:
    return " ".join(page.article.title.text.split()) if page.article.title else ""


def _order(page: Page) -> tuple[tuple[str, str], str]:
    return oldest_first(published(page.article)), page.capture.id


def _days(link: StoryLink) -> str | None:
    """The days of a story as EDTF."""
    if link.start is None and link.to is None:
        return None
    return link.start if link.start == link.to else f"{link.start or '..'}/{link.to or '..'}"
