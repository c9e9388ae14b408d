"""Figures as claims: how much of what, by whom, on which page; what is claimed again and again as a series over time,
and of the others equal values together."""

from collections.abc import Sequence

from ..errors import UsageError
from ..schema import CitedPage, Figure, FigureSeriesLink, Line, Page, Question, Statement, View
from .choosing import figure_date, figures_asked_for, pages_asked_for
from .collecting import counted, finished, refused
from .dates import UNDATED, in_words
from .held import Held
from .origins import origins_told
from .quoting import cite, cited_page, context, folded, teller
from .series import OWN, number_words, series_lines
from .telling import faults, flag_words, lead, oldest_first, speaker_words


def figures(held: Held, question: Question) -> View:
    """Every figure that answers a question: first each quantity that is claimed twice or more, its claims in the order
    in which they were said; then the others, a value that several pages give under one heading. Or one quantity, by the
    id of its series or of a figure in it."""
    if question.subject:
        return claimed_again(held, question)
    lines: dict[str, Line] = {}
    alike: dict[str, tuple[object, ...]] = {}
    pages = {}
    for page in pages_asked_for(held.pages(corrected=True), question):
        for figure in figures_asked_for(page, question):
            lines[figure.id], alike[figure.id] = figure_line(page, figure), same_value(figure)
            pages[page.capture.id] = cited_page(page)
    told = list(series_lines(held.links("figure_series"), lines, origins_told(held.links("origin"))))
    inside = {line.id for line in told}
    groups: dict[tuple[object, ...], list[Line]] = {}
    for id_ in (id_ for id_ in lines if id_ not in inside):
        groups.setdefault(alike[id_], []).append(lines[id_])
    rest = [line for group in sorted(groups.values(), key=_order) for line in sorted(group, key=_within)]
    number = len({line.group for line in told})
    tally = f"{counted(len(lines), 'figure')} on {counted(len(pages), 'page')}"
    notes = (tally, *_again(number, len(told)), *refused(held))
    return finished(View(name="figures", title="Figures", lines=(*told, *rest), notes=notes), pages, question)


def claimed_again(held: Held, question: Question) -> View:
    """The quantities that are claimed twice or more, or the one that `question.subject` names, and no other figure."""
    series = [link for link in held.links("figure_series") if isinstance(link, FigureSeriesLink)]
    if question.subject:
        series = [_wanted(held, question.subject, series)]
    wanted = {point.figure for link in series for point in link.points}
    lines, pages = dict[str, Line](), dict[str, CitedPage]()
    for page in pages_asked_for(held.pages(corrected=True), question):
        for figure in figures_asked_for(page, question):
            if (page.capture.id, figure.id) in wanted:
                lines[figure.id] = figure_line(page, figure)
                pages[page.capture.id] = cited_page(page)
    told = tuple(series_lines(series, lines, origins_told(held.links("origin"))))
    notes = tuple(_again(len({line.group for line in told}), len(told)))
    return finished(View(name="figures", title="Figures", lines=told, notes=notes), pages, question)


def _wanted(held: Held, subject: str, series: Sequence[FigureSeriesLink]) -> FigureSeriesLink:
    """The series that an id names. Raises UnknownId, and UsageError for the id of something else."""
    where = held.find(subject)
    found = next((one for one in series if where.now in (one.id, *(point.figure[1] for point in one.points))), None)
    if found is None:
        raise UsageError(f"{where.id}: no quantity that is claimed twice; `view figures` without an id lists those")
    return found


def _again(quantities: int, claims: int) -> list[str]:
    """The note on what is claimed again and again."""
    if not quantities:
        return []
    what = "1 quantity is" if quantities == 1 else f"{quantities:,} quantities are"
    return [f"{what} claimed more than once: {claims:,} of the figures, in the order in which they were said"]


def figure_line(page: Page, figure: Figure) -> Line:
    """The line of a figure: the page's words for it, the sentence around them, who claims it and what is counted."""
    claim = next((statement for statement in page.statements if statement.id == figure.claimed_by), None)
    words = cite(page, figure.span)
    date = figure_date(page, figure)
    about = cited_page(page)
    return Line(
        id=figure.id,
        kind="figure",
        who=speaker_words(claim.speaker) if claim else teller(page),
        lead=lead(page, claim) if claim else f"{teller(page)} in its own words",
        quote=words.quote,
        cites=(words,),
        group=value_words(figure),
        note="; ".join([_day(date, claim), *figure_facts(figure, date)]),
        outlet=about.outlet,
        title=about.title,
        date=date,
        marks=_marks(figure, claimed=claim is not None),
        faults=faults(page, (figure.span,)),
        context=context(page, figure.span),
        source=about.source,
    )


def _day(date: str | None, claim: Statement | None) -> str:
    """The day of a figure in words; "reported ..." where its claim was said on a day that nothing tells."""
    words = in_words(date)
    return words if words == UNDATED or claim is None or claim.said_on else f"reported {words}"


def value_words(figure: Figure) -> str:
    """A value with its bounds and unit: `6,500 persons`, `over 50 people`, `at most 3,000,000 USD`, `between 20 and 30
    percent`."""
    unit = f" {figure.unit}" if figure.unit else ""
    low, high = figure.min, figure.max
    if figure.value is not None:
        more = "" if low is None or low < figure.value else "at least " if low == figure.value else "over "
        return f"{more}{number_words(figure.value)}{unit}"
    if low is not None and high is not None:
        return f"between {number_words(low)} and {number_words(high)}{unit}"
    if low is not None:
        return f"at least {number_words(low)}{unit}"
    if high is not None:
        return f"at most {number_words(high)}{unit}"
    return {"up": "rising", "down": "falling"}.get(figure.direction or "", "no number")


def same_value(figure: Figure) -> tuple[object, ...]:
    """What two figures must share to stand under one heading."""
    if figure.value is not None:
        return figure.kind, folded(figure.unit or ""), figure.value, figure.min
    return figure.kind, folded(figure.unit or ""), None, figure.min, figure.max, figure.direction


def figure_facts(figure: Figure, given: str | None = None) -> list[str]:
    """What the record holds of a figure beside its value, in words; the day it holds for where that is not `given`."""
    low = figure.min if figure.value is not None else None
    high = figure.max if figure.value is not None else None
    parts = [
        figure.what,
        f"of {figure.of}" if figure.of else None,
        f"in {figure.place}" if figure.place else None,
        f"as of {in_words(figure.as_of)}" if figure.as_of and figure.as_of != given else None,
        f"at least {number_words(low)}" if low is not None else None,
        f"at most {number_words(high)}" if high is not None else None,
        f"“{figure.qualifier}”" if figure.qualifier else None,
        f"basis: {figure.basis}" if figure.basis else None,
    ]
    return [part for part in parts if part]


def _marks(figure: Figure, *, claimed: bool) -> tuple[str, ...]:
    foretold = "foretold" if figure.forecast else ""
    found = [foretold, flag_words(figure.kind), figure.direction or "", "" if claimed else OWN]
    return tuple(mark for mark in found if mark)


def _order(group: list[Line]) -> tuple[int, tuple[tuple[str, str], str, int]]:
    """Values that more pages give first, then those given earlier."""
    return -len({line.cites[0].page for line in group}), min(map(_within, group))


def _within(line: Line) -> tuple[tuple[str, str], str, int]:
    return oldest_first(line.date), line.cites[0].page, line.cites[0].span[0]
