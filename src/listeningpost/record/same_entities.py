"""Entities across pages: one knowledge key, or one type and full name of two words or more. A surname never joins."""

from collections.abc import Iterable, Sequence

from ..knowledge import fold
from ..schema import Cite, EntityLink, EntityRole, Link, Mention, MentionType, Page, Record

NAMING = frozenset({"name", "short", "abbrev", "alias", "metonym", "demonym"})


class EntityJoiner(Record, frozen=True):
    """One EntityLink for each group of page entities that are one by key or by type and full name."""

    name: str = "entities"
    version: int = 1

    def key(self, page: Page) -> Iterable[str]:
        """`id:` and the knowledge id, or `name:` with type and folded full name."""
        return sorted({_key(mention) for mention in page.mentions} - {""})

    def judge(self, pages: Sequence[Page], key: str | None = None) -> Iterable[Link]:
        """The link for `key`; without it one for each key that all the pages share, which may know of fewer pages than
        there are."""
        shared = set.intersection(*({_key(m) for m in page.mentions} for page in pages)) if pages else set()
        for one in sorted(shared - {""}) if key is None else [key]:
            yield _link(one, pages)


def _key(mention: Mention) -> str:
    if mention.entity is None or mention.name is None:
        return ""
    if not mention.entity.startswith("E"):
        return f"id:{mention.entity}"
    if mention.form == "descriptor" and mention.type in ("person", "group"):
        return ""  # "a police spokesman" of two pages may be two people; whoever has a name is joined by it
    full = fold(mention.name)
    return f"name:{mention.type}:{full}" if " " in full else ""


def _link(key: str, pages: Sequence[Page]) -> EntityLink:
    mentions = [m for page in pages for m in page.mentions if _key(m) == key]
    first, members = mentions[0], sorted({m.entity for m in mentions if m.entity})
    kind: MentionType = first.type
    why = "linked to one entry of knowledge" if key.startswith("id:") else f"one type ({kind}) and one full name"
    return EntityLink(
        id=members[0], name=first.name or "", type=kind, qid=first.qid, members=tuple(members),
        aliases=tuple(sorted({" ".join(m.text.split()) for m in mentions if m.form in NAMING} - {first.name})),
        pages=tuple(sorted(page.capture.id for page in pages)), roles=_roles(members, pages), why=why,
    )


def _roles(members: Sequence[str], pages: Sequence[Page]) -> tuple[EntityRole, ...]:
    found: dict[tuple[str, str | None], list[Cite]] = {}
    for page in pages:
        for role in page.roles:
            if role.entity in members:
                quote = page.article.text[slice(*role.span)]
                cite = Cite(page=page.capture.id, span=role.span, quote=quote)
                found.setdefault((role.role, role.of), []).append(cite)
    return tuple(EntityRole(role=role, of=of, evidence=tuple(cites)) for (role, of), cites in found.items())
