"""The pages of the desk, in the order of the navigation. A page is one file here with its `PAGE`, one template, and one
line in PAGES."""

from ..asking import DeskPage
from . import actors, article, disputes, edition, figures, lineage, mend, overview, search, sources

PAGES: tuple[DeskPage, ...] = (
    edition.PAGE,
    actors.PAGE,
    figures.PAGE,
    disputes.PAGE,
    lineage.PAGE,
    sources.PAGE,
    search.PAGE,
    article.PAGE,
    mend.PAGE,
    actors.ONE,
    figures.ONE,
    lineage.TEXT,
    lineage.REMARKS_PAGE,
    lineage.REMARK,
    lineage.STORIES_PAGE,
    lineage.STORY,
    sources.OUTLET,
    sources.REFUSALS,
    *overview.OVERVIEWS,
)

__all__ = ["PAGES"]
