"""An article: its text with what was found in it, and the capture it was read from."""

from ...views import show as shown
from ..asking import Answer, Asked, DeskPage


def show(asked: Asked) -> Answer:
    """One page of the record, by its id or the beginning of one."""
    view = shown(asked.desk.store, asked.path["id"])
    return Answer(template="article.html", title=view.title, data={"view": view})


PAGE = DeskPage(name="article", path="/article/{id}", show=show)
