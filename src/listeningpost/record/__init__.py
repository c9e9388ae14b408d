"""Record: what a page says, with who is who decided and every decision's reason kept; and the joiners across pages.

The doors are `enter` for a page, `with_vectors` for what it is about, JOINERS for what holds across pages, and
`recount` for the sources behind what is held together.
"""

from .disputes import DisputeJoiner
from .entering import enter
from .figure_series import FigureSeriesJoiner
from .joiner import Joiner, PairJoiner
from .meaning import with_vectors
from .same_entities import EntityJoiner
from .same_remark import UtteranceJoiner
from .same_story import StoryJoiner
from .same_text import CopyJoiner
from .sourcing import ORIGINS, ORIGINS_VERSION, recount

__all__ = ["JOINERS", "ORIGINS", "ORIGINS_VERSION", "Joiner", "PairJoiner", "enter", "recount", "with_vectors"]

JOINERS: tuple[Joiner | PairJoiner, ...] = (
    EntityJoiner(), CopyJoiner(), DisputeJoiner(), UtteranceJoiner(), StoryJoiner(), FigureSeriesJoiner(),
)
