"""Whether a name is that of the outlet whose page it stands on, judged by the page's host and by the names that its
own HTML gives the site; needs no gold made by hand."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

LIKE = 0.8
SHORTEST = 3
# Labels of a host that name no outlet: what stands before a site's own label, and second-level suffixes.
ABOUT = frozenset({"www", "www2", "m", "amp", "news", "blog", "blogs", "en", "de", "edition", "mobile", "o"})
SECOND = frozenset({"co", "com", "org", "net", "gov", "ac", "or", "ne", "go", "gob", "gouv", "edu", "wordpress",
                    "blogspot", "typepad", "tumblr", "substack", "medium"})
ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|il|el)(?=.{4})")


def key(name: str) -> str:
    """The letters and digits of a name, without case, accents and a leading article."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return ARTICLE.sub("", "".join(c for c in plain if c.isalnum()))


def labels_of(url: str) -> list[str]:
    """The labels of an address's host that may name its outlet."""
    labels = (urlsplit(url).hostname or "").split(".")[:-1]
    kept = [label for label in labels if label not in ABOUT | SECOND]
    return [key(label) for label in kept or labels[-1:]]


def is_own(name: str, url: str, known: Iterable[str]) -> bool:
    """Is `name` the outlet's: one of its `known` names (or inside one, or round one), or like its host's labels?"""
    mine = key(name)
    if len(mine) < 2:
        return False
    if any(_nested(mine, key(one)) for one in known):
        return True
    return any(_like(name, mine, label) for label in labels_of(url))


def is_shown(line: str, url: str, known: Iterable[str]) -> bool:
    """Does a line hold a name of the outlet, or the label of its host?"""
    letters = key(line)
    return any(len(one) >= SHORTEST and one in letters for one in (*map(key, known), *labels_of(url)))


def _nested(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and (one == other or (len(short) >= SHORTEST and short in long))


def _like(name: str, mine: str, label: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", name)).casefold()
    outer = len(label) >= SHORTEST and (label in mine or (len(mine) >= SHORTEST and mine in label))
    same = difflib.SequenceMatcher(None, mine, label).ratio() >= LIKE
    return outer or same or (len(label) > 1 and label in initials)
