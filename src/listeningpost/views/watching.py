"""A watch: the pages that a reader cares for, as a TOML file says."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from ..errors import UsageError
from ..schema import Page, Watch
from .quoting import folded, has_words


def read_watch(path: Path) -> Watch:
    """The watch of a TOML file. Raises UsageError, which names the file and what is wrong, where it cannot be used."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        _check_keys(table)
        return msgspec.convert(table, Watch, strict=True)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name a watch file: --watch watch.toml") from error
    except (ValueError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{path}: not a watch: {error}; it needs at least: title = \"...\"") from error


def _check_keys(table: Mapping[str, object]) -> None:
    """Raises ValueError for a key that means nothing: a misspelt one would let every page in."""
    unknown = sorted(table.keys() - set(Watch.__struct_fields__))
    if unknown:
        raise ValueError(f"{unknown[0]} is no key of a watch; keys are {', '.join(Watch.__struct_fields__)}")


def is_watched(page: Page, watch: Watch) -> bool:
    """Whether a page is of the watch's sources and language, where it names any, and has one of its words, actors or
    places. A page whose outlet or language is not known is not held back for that."""
    return _is_source(page, watch.sources) and _is_language(page, watch.language) and _has_a_word(page, watch)


def _is_source(page: Page, sources: tuple[str, ...]) -> bool:
    outlet = page.article.outlet
    if not sources or outlet is None:
        return True
    found_for = {mention.name for mention in page.mentions if folded(mention.text) == folded(outlet.name)}
    return is_source({outlet.name, *filter(None, found_for)}, sources)


def is_source(names: Iterable[str], sources: tuple[str, ...]) -> bool:
    """Whether an outlet of these names is one of the sources of a watch."""
    return any(_is_name(name, source) for name in names for source in sources)


def _is_name(name: str, source: str) -> bool:
    """`The Harbour Times`, `HARBOUR TIMES`, `Harbour Times, London` and `HT` are one outlet to a reader."""
    short, long = sorted((name, source), key=len)
    return f" {folded(short)} " in f" {folded(long)} " or short == "".join(c for c in long if c.isupper())


def _is_language(page: Page, language: str | None) -> bool:
    return language is None or page.article.language in (None, language)


def _has_a_word(page: Page, watch: Watch) -> bool:
    wanted = (*watch.words, *watch.actors, *watch.places)
    text = folded(page.article.text)
    return not wanted or any(has_words(text, word) for word in wanted)
