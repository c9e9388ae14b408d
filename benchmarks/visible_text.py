"""Visible text of hostile HTML beside what the HTML standard makes of it: the tree-construction tests of html5lib.

    python -m benchmarks.visible_text [--misses N]

Reads DATA/hostile-html; says so where it is absent. Each test gives a page and the tree that a browser builds; its text
nodes outside hidden elements are what a reader sees. Blanks and replacement characters are not compared; tests of
fragments, and those with scripts switched on, are left out. Baseline: the source without its tags.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator

from listeningpost.articles.blocks import walk
from listeningpost.articles.elements import HIDDEN
from listeningpost.errors import Refusal

from .fuzz import corpus
from .shared import data_folder

CASE = re.compile(r"(?m)^#data\n")
NODE = re.compile(r"\| (?P<indent> *)(?P<node>.*)", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
UNSEEN = re.compile(r"[\s\0\ufffd]+")


def cases(files: list[bytes]) -> Iterator[tuple[str, str]]:
    """Each page of the tests with the text that its tree shows."""
    for file in files:
        if file.startswith(b"#data\n"):
            for case in CASE.split(file.decode("utf-8", errors="replace"))[1:]:
                source, _, told = case.partition("\n#errors")
                if "#document-fragment" not in told and "#script-on" not in told:
                    yield source, shown_text(told.partition("#document\n")[2])


def shown_text(tree: str) -> str:
    """The text nodes of a tree as the tests write it, two blanks a level, without those in hidden elements."""
    shown: list[str] = []
    above: list[str] = []
    for line in re.split(r"\n(?=\| )", tree):
        found = NODE.match(line)
        if not found:
            continue
        node = found["node"].rstrip("\n")
        del above[len(found["indent"]) // 2 :]
        above.append(node.strip("<>").split(" ")[-1])
        if node.startswith('"') and HIDDEN.isdisjoint(above):
            shown.append(node.strip('"'))
    return "".join(shown)


def walked_text(source: str) -> str:
    """What our reader sees of a page; nothing where it refuses."""
    try:
        return walk(source).text
    except Refusal:
        return ""


def plain(text: str) -> str:
    """A text without what is not compared."""
    return UNSEEN.sub("", text)


def outcome(wanted: str, given: str) -> str:
    """How two texts differ."""
    if wanted == given:
        return "the same"
    if sorted(wanted) == sorted(given):
        return "in another order"
    return "more than a browser shows" if len(given) > len(wanted) else "less than a browser shows"


def main(arguments: list[str]) -> int:
    """Print how many pages show the same text, for ours and for the baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0)
    asked = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not measured: hostile-html is absent (set DATA)")
        return 0
    ours, tagless = Counter[str](), Counter[str]()
    for source, wanted in cases(corpus(data)):
        ends = outcome(plain(wanted), plain(walked_text(source)))
        ours[ends] += 1
        tagless[outcome(plain(wanted), plain(TAG.sub("", source)))] += 1
        if ends != "the same" and asked.misses > 0:
            asked.misses -= 1
            print(f"{ends}: {source[:120]!r}, wanted {wanted[:60]!r}")
    for name, counts in (("listening-post", ours), ("source without tags", tagless)):
        print(f"{name:<22}" + ", ".join(f"{n:,} {end}" for end, n in counts.most_common()) + f" of {counts.total():,}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
