"""Annotations: what stands on one page, found with spans and resolved by nobody yet.

The door is `annotate`. EXTRACTORS run in order, each seeing the layers before it; a new kind is one file and one line
in the tuple.
"""

from ..knowledge import Knowledge
from ..language import parse
from ..schema import Annotations, Reading
from .attributions import Attributions
from .extractor import Extractor, check_order, run
from .figures import Figures
from .foreign import ANNOTATED, find_foreign, own_paragraphs
from .headline_claims import HeadlineExtractor
from .mentions import MentionExtractor
from .misspellings import MisspellingExtractor
from .roles import RoleExtractor
from .times import Times

__all__ = ["ANNOTATED", "EXTRACTORS", "Extractor", "annotate", "check_order"]

EXTRACTORS: tuple[Extractor, ...] = (
    MentionExtractor(), RoleExtractor(), Times(), Attributions(), Figures(),
    MisspellingExtractor(), HeadlineExtractor(),
)

check_order(EXTRACTORS)


def annotate(reading: Reading, knowledge: Knowledge, *, with_model: bool = True) -> Annotations:
    """All that the extractors find in a page's title and body, parsed in the order of the text (a paragraph may stand
    above the title); spans in article space. Paragraphs in a language without an annotator are left out, with a flag
    that says so. Without the packed model, what the rules find alone. Raises ModelError where the model cannot be
    used."""
    article = reading.article
    title = (article.title.span,) if article.title and article.title.span else ()
    parsed = parse(article.text, sorted((*title, *own_paragraphs(article))), with_model=with_model)
    return run(EXTRACTORS, reading, Annotations(parse=parsed, flags=tuple(find_foreign(article))), knowledge)
