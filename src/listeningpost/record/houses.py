"""Houses of news: an outlet or agency under all its names, by its key in knowledge."""

from collections.abc import Iterable

from msgspec.structs import replace

from ..knowledge import Knowledge, fold
from ..schema import Article, Named


def with_houses(article: Article, knowledge: Knowledge) -> Article:
    """The article with the keys of its outlet and of the agencies it credits, where knowledge has them: AP and The
    Associated Press are one house."""
    outlet = article.outlet and replace(article.outlet, key=key_of(article.outlet.name, knowledge))
    agency = tuple(replace(one, key=key_of(one.name, knowledge)) for one in article.agency)
    return replace(article, outlet=outlet, agency=agency)


def with_agencies(article: Article, found: Iterable[Named]) -> Article:
    """The article with further agencies that it credits; one that it credits already, under any name, is not added."""
    credited = {_house(one) for one in article.agency}
    new = {_house(one): one for one in reversed(list(found)) if _house(one) not in credited}
    return replace(article, agency=(*article.agency, *reversed(new.values()))) if new else article


def _house(named: Named) -> str:
    return named.key or fold(named.name)


def key_of(name: str, knowledge: Knowledge) -> str | None:
    """The key of the one house of news that goes by a name, with or without an ending of possession ("Reuters’");
    None where there is none, or more than one."""
    bare = name.removesuffix("'s").removesuffix("’s").rstrip("'’")
    known = {one.actor.key for one in knowledge.look_up(bare) if one.actor.type == "media"}
    return known.pop() if len(known) == 1 else None
