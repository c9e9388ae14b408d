"""The brief of what a reader has narrowed the record to, as a PDF: what `view brief --format pdf` prints."""

from msgspec.structs import replace

from ..exports import print_pdf
from ..views import ask, render_printed
from .asking import Asked
from .chosen import newest_pages, opened
from .linking import STATIC
from .narrowed import narrowed_question

PAGES, LINES = 60, 60  # the newest pages, and the lines of a brief
FONTS = STATIC / "vendor" / "fonts"


def brief_pdf(asked: Asked) -> bytes:
    """The brief of the newest pages that the reader sees. Raises UsageError, which says what to install, where nothing
    can be printed here."""
    pages = newest_pages(asked)
    view = ask(opened(asked, pages[:PAGES]), "brief", replace(narrowed_question(asked), limit=LINES))
    watch = asked.question.watch
    older = len(pages) - PAGES
    left_out = (f"of the {PAGES} newest pages; {older:,} older ones are not in it",) if older > 0 else ()
    view = replace(view, title=watch.title if watch else view.title, notes=(*left_out, *view.notes))
    return print_pdf(render_printed(view), FONTS)
