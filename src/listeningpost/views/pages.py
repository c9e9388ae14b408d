"""The pages: how each was read, what dates it and why, its faults; and which could not be read."""

from collections.abc import Iterator

from ..schema import Article, Line, Page, PageDate, Question, View
from .choosing import in_time, is_about, pages_asked_for
from .collecting import counted, finished
from .dates import in_words
from .held import Held
from .quoting import cite, cited_page, context, folded, published, short_source, teller
from .telling import days, flag_words, oldest_first

DATED, BOUNDED, UNDATED = "Dated", "Dated within bounds", "Undated"


def pages(held: Held, question: Question) -> View:
    """Every page that answers a question as one line, the oldest first, the undated last; refusals as notes."""
    lines, cited = [], {}
    for page in pages_asked_for(held.pages(corrected=True), question):
        line = page_line(page)
        if is_about(folded(line.quote), question.about) and in_time(line.date, question):
            lines.append(line)
            cited[page.capture.id] = cited_page(page)
    lines.sort(key=_order)
    refusals = [f"not read: {short_source(one.capture.source)} ({one.refusal.reason})" for one in held.refusals()]
    tally = f"{counted(len(lines), 'page')} read, {len(refusals)} not read"
    return finished(View(name="pages", title="Pages", lines=tuple(lines), notes=(tally, *refusals)), cited, question)


def page_line(page: Page) -> Line:
    """A page by its headline (by its first words where it has none), with who tells it, what dates it and why."""
    article = page.article
    title = article.title.span if article.title else None
    words = cite(page, title) if title else context(page, (article.body[0][0], article.body[0][0] + 1))
    date = published(article)
    return Line(
        id=page.capture.id[:12],
        kind="page",
        lead=_lead(page),
        who=teller(page),
        quote=words.quote,
        cites=(words,),
        group=_group(date),
        note=". ".join((_dating(page), *_not_its_date(article))),
        outlet=cited_page(page).outlet,
        title=cited_page(page).title,
        date=date,
        marks=("headline" if title else "first words",),
        faults=tuple(dict.fromkeys(flag_words(flag.kind) for flag in page.flags)),
        source=page.capture.source,
    )


def _lead(page: Page) -> str:
    article = page.article
    parts = [
        teller(page),
        f"by {', '.join(name.name for name in article.byline)}" if article.byline else "",
        f"from {', '.join(name.name for name in article.agency)}" if article.agency else "",
        f"in language {article.language}" if article.language not in (None, "en") else "",
        counted(len(page.statements), "statement"),
    ]
    return ", ".join(part for part in parts if part)


def _group(date: str | None) -> str:
    if date is None:
        return UNDATED
    first, last = days(date)
    return DATED if first == last else BOUNDED


def _dating(page: Page) -> str:
    """The date in words, where it stands on the page, and the reasons given for it."""
    found = page.article.published
    words = in_words(published(page.article))
    if found.span:
        place = cite(page, found.span)
        words += f", from “{' '.join(place.quote.split())}” (characters {found.span[0]:,}-{found.span[1]:,})"
    elif found.edtf:
        words += f", from the page's {found.basis}"
    return "; ".join((words, *found.reasons))


def _not_its_date(article: Article) -> Iterator[str]:
    """The dates that the page's machinery printed, each once, with why they do not date it."""
    seen: dict[str, PageDate] = {}
    for date in article.page_dates:
        stated = article.text[slice(*date.span)] if date.span else ""
        seen.setdefault(in_words(date.edtf) if date.edtf else f"“{stated}”", date)
    for told, date in seen.items():
        yield f"Not its date: {told}, {date.why_not}"


def _order(line: Line) -> tuple[int, tuple[str, str], str]:
    return (DATED, BOUNDED, UNDATED).index(line.group), oldest_first(line.date), line.cites[0].page
