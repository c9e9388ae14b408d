"""Views: a question answered with cited lines, and the ways to read the answer.

The doors are `ask(held, name, question)`, `show(held, id)` and `RENDERERS`. A view is added by one file with its maker
and one line in VIEWS; the command line and the documentation read the tuples.
"""

from collections.abc import Callable

from msgspec.structs import replace

from ..errors import UsageError
from ..schema import Question, Record, View
from .as_of import as_of, bounded, pages_left
from .brief import brief
from .choosing import KINDS, check
from .cite import cite
from .copies import copies
from .dates import in_words
from .disputes import disputes
from .dossier import dossier
from .drawings import draw, draw_group, draw_map, draw_network, draw_quantity, draw_timeline
from .figures import claimed_again, figures
from .held import Held
from .html import render_html
from .json import render_json
from .listing import lines_of
from .markdown import render_markdown
from .narrow import Narrow
from .network import network
from .origins import origin_words, origins, with_origins
from .pages import pages
from .places import places
from .printed import render_printed
from .quoting import page_words
from .series import number_words
from .show import show
from .story import story
from .table import table
from .telling import speaker_words, whole_quote
from .text import PLAIN, Look, render_text
from .timeline import timeline
from .utterance import utterance
from .watching import is_source, read_watch
from .wording import by_group, is_table, left_out, split_at, visible

Make = Callable[[Held, Question], View]


class Maker(Record, frozen=True):
    """A view that can be asked for: its name, what it answers in one line, how many lines it shows unless asked, and
    whether it is about one subject."""

    name: str
    answers: str
    make: Make
    limit: int | None = None
    has_subject: bool = False


VIEWS: dict[str, Maker] = {
    maker.name: maker
    for maker in (
        Maker(name="brief", answers="who said what, by day and speaker, the newest day first", make=brief, limit=40),
        Maker(name="dossier", answers="one actor: roles, statements, figures, what others say", make=dossier,
              has_subject=True),
        Maker(name="timeline", answers="what was said and published, in the order of days", make=timeline),
        Maker(name="figures", answers="how much of what, and who claims it; equal values together", make=figures,
              has_subject=True),
        Maker(name="table", answers="statements as rows: date, speaker, role, via, outlet, quote, act, id", make=table),
        Maker(name="pages", answers="how each page was read: its date and why, outlet, byline, faults", make=pages),
        Maker(name="copies", answers="which pages tell one text, as what kind of copy, and from whom", make=copies),
        Maker(name="origins", answers="what several pages tell, and how many origins are shown behind it",
              make=origins),
        Maker(name="disputes", answers="claims and their denials, and what else two sides tell otherwise; both cited",
              make=disputes, has_subject=True),
        Maker(name="utterance", answers="one remark as several pages tell it, and how it drifted", make=utterance,
              limit=60, has_subject=True),
        Maker(name="story", answers="pages about one happening: all stories, or one by its id, day by day", make=story,
              limit=60, has_subject=True),
        Maker(name="map", answers="which places the lines name, where they lie, and the lines under each", make=places),
        Maker(name="network", answers="who speaks about whom, in which lines", make=network),
        Maker(name="cite", answers="the full citation of one id", make=cite, has_subject=True),
    )
}

RENDERERS: dict[str, Callable[[View], str]] = {
    "text": render_text,
    "html": render_html,
    "markdown": render_markdown,
    "json": render_json,
}


def ask(held: Held, name: str, question: Question) -> View:
    """The answer of the view called `name`. Raises UsageError for an unknown view or a question it cannot answer."""
    if name not in VIEWS:
        raise UsageError(f"{name}: there is no such view; take one of {', '.join(VIEWS)}")
    if question.subject and not VIEWS[name].has_subject:
        raise UsageError(f"view {name} has no subject; write --speaker or --about before {question.subject!r}, or ask"
                         " for view dossier")
    check(question)
    then = as_of(held, question)
    view = VIEWS[name].make(then or held, question)
    return view if then is None else replace(view, notes=(*view.notes, *then.notes()))


__all__ = [
    "Held", "KINDS", "Look", "Maker", "Narrow", "PLAIN", "RENDERERS", "VIEWS", "as_of", "ask", "bounded", "by_group",
    "check", "claimed_again", "draw", "draw_group", "draw_map", "draw_network", "draw_quantity", "draw_timeline",
    "in_words", "is_source", "is_table", "left_out", "lines_of", "number_words", "origin_words", "page_words",
    "pages_left", "read_watch", "render_html", "render_json", "render_markdown", "render_printed", "render_text",
    "show", "speaker_words", "split_at", "visible", "whole_quote", "with_origins",
]
