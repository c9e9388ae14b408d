"""Entities across pages: one knowledge key, or one type and full name of two words or more. A surname never joins."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..knowledge import fold
from ..schema import DERIVED_FORMS, Cite, EntityLink, EntityRole, Link, Mention, Page, Record


class EntityJoiner(Record, frozen=True):
    """What each page says of everybody it names: an EntityLink that goes by what joins it with those of other pages,
    the knowledge id or `name:` with type and folded full name. The store puts those of one id together."""

    name: str = "entities"
    version: int = 2

    def key(self, page: Page) -> Iterable[str]:
        """The page itself, where it names anybody: each is judged alone."""
        return [page.capture.id] if any(map(_id, page.mentions)) else []

    def judge(self, pages: Sequence[Page], key: str | None = None) -> Iterable[Link]:  # noqa: ARG002
        """A link for each entity of each page."""
        return [link for page in pages for link in _links(page)]


def _links(page: Page) -> Iterable[EntityLink]:
    named = defaultdict[str, list[Mention]](list)
    for mention in page.mentions:
        named[_id(mention)].append(mention)
    roles = defaultdict[str, list[EntityRole]](list)
    for role in page.roles:
        cite = Cite(page=page.capture.id, span=role.span, quote=page.article.text[slice(*role.span)])
        roles[role.entity or ""].append(EntityRole(role=role.role, of=role.of, evidence=(cite,)))
    return [_link(page, id_, named[id_], roles) for id_ in sorted(named) if id_]


def _id(mention: Mention) -> str:
    if mention.entity is None or mention.name is None:
        return ""
    if not mention.entity.startswith("E"):
        return mention.entity
    if mention.form == "descriptor" and mention.type in ("person", "group"):
        return ""  # "a police spokesman" of two pages may be two people; whoever has a name is joined by it
    full = fold(mention.name)
    return f"name:{mention.type}:{full}" if " " in full else ""


def _link(page: Page, id_: str, mentions: Sequence[Mention], roles: dict[str, list[EntityRole]]) -> EntityLink:
    first, members = mentions[0], sorted({mention.entity for mention in mentions if mention.entity})
    by_name = id_.startswith("name:")
    return EntityLink(
        id=id_, name=first.name or "", type=first.type, qid=first.qid, members=tuple(members),
        aliases=tuple(sorted({" ".join(m.text.split()) for m in mentions if m.form in DERIVED_FORMS} - {first.name})),
        pages=(page.capture.id,), roles=tuple(role for member in members for role in roles.get(member, ())),
        why=f"one type ({first.type}) and one full name" if by_name else "linked to one entry of knowledge",
    )
