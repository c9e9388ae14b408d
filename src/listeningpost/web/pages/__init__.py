"""The pages of the desk, in the order of the navigation. A page is one file here with its `PAGE`, one template, and one
line in PAGES."""

from ..asking import DeskPage
from . import article, edition, mend

PAGES: tuple[DeskPage, ...] = (
    edition.PAGE,
    article.PAGE,
    mend.PAGE,
)

__all__ = ["PAGES"]
