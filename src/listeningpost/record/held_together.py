"""What hangs together by ties."""

from collections.abc import Iterable

from ..schema import Tie


def held_together(items: Iterable[str], ties: Iterable[Tie]) -> list[list[str]]:
    """The items by the ties among them, in their order, the parts by their first items."""
    ordered = list(items)
    root = {item: item for item in ordered}

    def find(item: str) -> str:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for tie in ties:
        a, b = sorted((find(tie.a), find(tie.b)))
        root[b] = a
    found: dict[str, list[str]] = {}
    for item in ordered:
        found.setdefault(find(item), []).append(item)
    return list(found.values())
