"""Which story a page is in, and which an id names.

Every page has the id that a story of it alone would have, and the id of a story is that of its smallest page. So an id
that a story had before it took in another page, or lost one, still names a page, and by it the story of today.
"""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, and_, select

from ..group_ids import STORY, group_id
from ..schema import Link, StoryLink
from .tables import link, link_page, page


def stories_named(connection: Connection, wanted: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    """The story ids of pages that are, or begin with, the one given, each with its page. Every page's id is hashed."""
    if wanted.startswith(STORY):
        for page_id in connection.scalars(select(page.c.id)):
            id_ = group_id(STORY, [page_id])
            if id_ == wanted or (not whole and id_.startswith(wanted)):
                yield id_, page_id


def story_of(connection: Connection, page_id: str) -> StoryLink | None:
    """The story that a page is in; None where stories were not grouped since it came."""
    mine = (link_page.c.page == page_id) & (link_page.c.kind == "story")
    named = [link.c[name] == link_page.c[name] for name in ("kind", "id", "joiner", "key")]
    question = select(link.c.record).join(link_page, and_(*named)).where(mine)
    for record in connection.scalars(question):
        found = msgspec.json.decode(record, type=Link)
        if isinstance(found, StoryLink) and page_id in found.pages:
            return found
    return None

