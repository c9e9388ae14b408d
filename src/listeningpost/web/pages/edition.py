"""The edition: what entered the record, best-cited lines first."""

from msgspec.structs import replace

from ...views import ask
from ..asking import Answer, Asked, DeskPage

SHOWN = 40  # lines on one page


def show(asked: Asked) -> Answer:
    """The lines of the edition that the reader asks for."""
    view = ask(asked.desk.store, "brief", replace(asked.question, limit=SHOWN))
    return Answer(template="edition.html", title=view.title, data={"view": view})


PAGE = DeskPage(name="edition", path="/", show=show, word="Edition")
