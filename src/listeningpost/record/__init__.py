"""Record: what a page says, with who is who decided and every decision's reason kept; and the joiners across pages.

The doors are `enter` for a page and JOINERS for what holds across pages.
"""

from .entering import enter
from .joiner import Joiner
from .same_entities import EntityJoiner
from .same_text import CopyJoiner

__all__ = ["JOINERS", "Joiner", "enter"]

JOINERS: tuple[Joiner, ...] = (EntityJoiner(), CopyJoiner())
