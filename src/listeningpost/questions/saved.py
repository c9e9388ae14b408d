"""A search kept as a watch."""

import json

from .typed import read_search


def saved_search(text: str) -> str:
    """A search as the TOML of a watch: its words, its speaker as an actor, its outlet as a source. What a watch has no
    place for (days, kinds, unwanted words) stands in its question alone. Raises UsageError for an empty search."""
    sought = read_search(text).sought
    lists = {
        "words": [term.words for term in sought.terms if not term.negated],
        "actors": [sought.speaker] if sought.speaker else [],
        "sources": [sought.outlet] if sought.outlet else [],
    }
    lines = [f"title = {_quoted(text)}", f"question = {_quoted(text)}"]
    lines += [f"{name} = [{', '.join(map(_quoted, values))}]" for name, values in lists.items() if values]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
