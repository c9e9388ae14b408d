"""Lineage: which pages tell one text and who has it from whom; remarks told more than once; stories."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import replace

from ...errors import UnknownId
from ...schema import CopyLink, Line, OriginLink, StoryLink, View
from ...store import Store
from ...views import Held, ask, by_group, draw_group, origin_words
from ..asking import Answer, Asked, Desk, DeskPage, remembered
from ..chosen import Stretch, links_stretch, opened, standing_on, stretch_of
from ..counting import remarks_of, with_count
from ..narrowed import as_of_notes, narrowed_question
from ..watched import watched_pages

TEXTS, REMARKS, STORIES = 8, 10, 8  # on one page
SEVERAL = 2  # pages that a remark or a story of these lists is told by
HASH = 64  # characters of a capture's id


def show(asked: Asked) -> Answer:
    """Texts that several pages tell, then pages that credit a house whose text no other page has."""
    families = _families(asked.desk)
    within = watched_pages(asked)
    if within is not None:
        families = tuple(family for family in families if within & set(family))
    part = stretch_of(asked, tuple(map(str, range(len(families)))), TEXTS)
    return _texts(asked, [families[int(at)] for at in part.ids], part)


def show_text(asked: Asked) -> Answer:
    """The text of one page, with every page that tells it."""
    page = asked.desk.store.find(asked.path["id"]).now
    family = next((one for one in _families(asked.desk) if page in one), None)
    if family is None:
        raise UnknownId(f"{asked.path['id']}: its text is on no other page, as far as shown")
    return _texts(asked, [family], Stretch(ids=("0",), start=0, total=1, after=None))


def _texts(asked: Asked, families: list[tuple[str, ...]], part: Stretch) -> Answer:
    pages = {page for family in families for page in family}
    view = ask(opened(asked, pages, ("copy",)), "copies", narrowed_question(asked))
    counts = [link for link in asked.desk.store.texts_on(pages) if isinstance(link, OriginLink)]
    texts = {heading: {"lines": lines, "drawing": Markup(draw_group(lines)), "origins": _origins(counts, lines)}
             for heading, lines in by_group(view.lines).items()}
    data = {"texts": texts, "part": part, "pages": view.pages, "notes": as_of_notes(asked, view), "here_is": "lineage"}
    return Answer(template="lineage.html", title="Lineage", data=data)


def _origins(counts: Iterable[OriginLink], lines: Iterable[Line]) -> str:
    """How many origins are shown for the text of these pages; nothing where none is judged."""
    pages = {line.cites[0].page for line in lines}
    return next((origin_words(link) for link in counts if pages & set(link.pages)), "")


def _families(desk: Desk) -> tuple[tuple[str, ...], ...]:
    return remembered(desk, "families", lambda: _joined(desk.store))


def _joined(store: Store) -> tuple[tuple[str, ...], ...]:
    """Pages that hang together by their copy links, the largest families first; then, each alone, those that credit a
    house and have no other copy."""
    family_of = dict[str, set[str]]()
    lent = set[str]()
    for link in store.links("copy"):
        if not isinstance(link, CopyLink):
            continue
        others = [one for one in (link.of or "", *link.siblings) if len(one) == HASH]
        lent |= {link.page} if link.of and len(link.of) != HASH else set()
        joined = family_of.setdefault(link.page, {link.page})
        for other in others:
            joined |= family_of.get(other, {other})
        family_of.update(dict.fromkeys(joined, joined))
    families = {min(one): one for one in family_of.values() if len(one) > 1 or one & lent}
    return tuple(tuple(sorted(one)) for one in sorted(families.values(), key=lambda one: (-len(one), min(one))))


# ---- remarks
def show_remarks(asked: Asked) -> Answer:
    """Remarks that more than one page tells, those of most origins first."""
    part = links_stretch(asked, "utterance", REMARKS, SEVERAL)
    return _remarks(asked, part, standing_on(asked, "utterance", part.ids))


def show_remark(asked: Asked) -> Answer:
    """One remark as its pages tell it, with what drifted."""
    id_ = asked.desk.store.find(asked.path["id"]).now
    held = standing_on(asked, "utterance", [id_])
    if not list(held.links("utterance")):
        raise UnknownId(f"{asked.path['id']}: no remark told twice has this id; the page Lineage lists those")
    return _remarks(replace(asked, question=replace(asked.question, subject=id_)), None, held)


def _remarks(asked: Asked, part: Stretch | None, held: Held) -> Answer:
    view = ask(held, "utterance", narrowed_question(asked))
    lines = with_count(asked, view.lines).lines
    data = {"remarks_told": by_group(lines), "part": part, "pages": view.pages, "notes": _notes(asked, view, part),
            "ids": remarks_of(held.links("utterance")), "here_is": "remarks"}
    return Answer(template="remarks.html", title="Remarks", data=data)


def _notes(asked: Asked, view: View, part: Stretch | None) -> tuple[str, ...]:
    """How many remarks there are and how they drift, where all are shown, and what is left out as of a day."""
    return (*(view.notes[:1] if part and part.whole else ()), *(as_of_notes(asked, view) if part else ()))


# ---- stories
def show_stories(asked: Asked) -> Answer:
    """Stories that several pages tell, those on most pages first."""
    part = links_stretch(asked, "story", STORIES, SEVERAL)
    view = ask(standing_on(asked, "story", part.ids), "story", narrowed_question(asked))
    notes = (*(view.notes[:1] if part.whole else ()), *as_of_notes(asked, view))
    return Answer(template="stories.html", title="Stories",
                  data={"view": view, "notes": notes, "part": part, "here_is": "stories"})


def show_story(asked: Asked) -> Answer:
    """One story, page by page and day by day, with what each page adds."""
    store = asked.desk.store
    where = store.find(asked.path["id"])
    stories = store.links_on(where.pages, "story") if where.kind == "page" else ()
    ids = [link.id for link in stories if isinstance(link, StoryLink)] or [where.now]
    held = standing_on(asked, "story", ids, ("copy",))
    view = ask(held, "story", replace(narrowed_question(asked), subject=where.now))
    told = with_count(asked, view.lines)
    data = {"view": replace(view, lines=told.lines), "remarks": told.remarks}
    return Answer(template="story.html", title=view.title, data=data)


PAGE = DeskPage(name="lineage", path="/lineage", show=show, word="Lineage")
TEXT = DeskPage(name="text", path="/lineage/{id}", show=show_text)
REMARKS_PAGE = DeskPage(name="remarks", path="/remarks", show=show_remarks)
REMARK = DeskPage(name="remark", path="/remark/{id}", show=show_remark)
STORIES_PAGE = DeskPage(name="stories", path="/stories", show=show_stories)
STORY = DeskPage(name="story", path="/story/{id}", show=show_story)
