"""Entity links put together from what each page says of somebody: written page by page, so that one more page costs
what it names and not how often the store names them."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..schema import Cite, EntityLink, EntityRole


def merged(parts: Iterable[EntityLink]) -> EntityLink:
    """One link of the links that single pages gave: name, type and reason of the first by capture id, members, aliases,
    pages and roles of all. Its id is its smallest member, whatever the parts go by."""
    ordered = sorted(parts, key=lambda part: part.pages)
    first, members = ordered[0], sorted({member for part in ordered for member in part.members})
    names = {name for part in ordered for name in (part.name, *part.aliases)}
    return replace(
        first, id=members[0] if members else first.id, members=tuple(members),
        aliases=tuple(sorted(names - {first.name})),
        pages=tuple(page for part in ordered for page in part.pages), roles=_roles(ordered),
        qid=next((part.qid for part in ordered if part.qid), None),
    )


def _roles(parts: Sequence[EntityLink]) -> tuple[EntityRole, ...]:
    """Each role once, with the evidence of all pages."""
    found: dict[tuple[str, str | None], list[Cite]] = {}
    for role in (role for part in parts for role in part.roles):
        found.setdefault((role.role, role.of), []).extend(role.evidence)
    return tuple(EntityRole(role=role, of=of, evidence=tuple(cites)) for (role, of), cites in found.items())
