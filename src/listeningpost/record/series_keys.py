"""The blocking keys of figures: what is counted with a word that the page is about or a name beside it, and values that
few figures share."""

from collections.abc import Iterator

from .series_facts import SeriesFacts
from .series_likeness import digits

WORDS, NAMES = 6, 4
RARE = 3  # digits of a value that is a key by itself


def keys_of(facts: SeriesFacts) -> Iterator[str]:
    """The keys of a figure; two figures of different dimensions share none."""
    kind = f"{facts.dimension}:{facts.state or facts.noun or ''}"
    value = f"{facts.dimension}:{facts.level:.6g}"
    topic = list(facts.topic)[:WORDS]
    yield from (f"about:{kind}:{word:x}" for word in topic)
    yield from (f"value:{value}:{word:x}" for word in topic)
    yield from (f"named:{kind}:{name}" for name in facts.names[:NAMES])
    if digits(facts.level) >= RARE:
        yield f"rare:{value}"
