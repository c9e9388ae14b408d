"""Every span of every HTML page made anew from the page's bytes.

    python -m benchmarks.spans [--set aeb-html|adbar-html|fundus-eval|fundus-pages] [--only NUMBER]

For each page that reads: title, body, furniture and twenty random spans, rebuilt from the decoded source through the
map, beside the stored text; and all that carries a place in the capture. Ends with 1 where one differs.
"""

import argparse
import itertools
import json
import lzma
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from listeningpost import articles, captures
from listeningpost.errors import Refusal
from listeningpost.schema import Article, Span
from listeningpost.spans import capture_span, decode, rebuild

from .html_bodies import body_bytes
from .shared import data_folder

RANDOM_SPANS = 20


def pages(folder: Path) -> Iterator[bytes]:
    with lzma.open(folder / "pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield body_bytes(row)


def spans_of(article: Article, chance: random.Random) -> list[Span]:
    """The spans that are checked on a page."""
    length = len(article.text)
    some = [(min(pair), max(pair)) for pair in ((chance.randint(0, length), chance.randint(0, length))
                                                for _ in range(RANDOM_SPANS))]
    title = [article.title.span] if article.title and article.title.span else []
    return [*title, *article.body, *article.furniture, *some]


def check(body: bytes, chance: random.Random) -> Counter[str]:
    """What became of one page: spans right and wrong, or a refusal."""
    capture = captures.capture(body, "benchmark.html")
    try:
        article = articles.read(capture).article
    except Refusal:
        return Counter(refused=1)
    source, counts = decode(capture.body, capture.head.encoding), Counter(read=1)
    for span in spans_of(article, chance):
        counts["right" if rebuild(span, article.map, source) == article.text[slice(*span)] else "wrong"] += 1
    for span in article.body:
        start, end = capture_span(span, article.map)
        counts["carried" if 0 <= start < end <= len(source) else "wrong"] += 1
    return counts


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="aeb-html")
    parser.add_argument("--only", type=int, default=None)
    given = parser.parse_args(arguments)
    data = data_folder()
    if data is None or not (data / given.set / "pages.jsonl.xz").is_file():
        print(f"not measured: {given.set} is absent (set DATA)")
        return 0
    chance, total, start = random.Random(2026), Counter[str](), time.perf_counter()
    for body in itertools.islice(pages(data / given.set), given.only):
        total += check(body, chance)
    seconds = time.perf_counter() - start
    print(f"{given.set}: {total['read']} pages read, {total['refused']} refused; {total['right']} spans made anew, "
          f"{total['carried']} carried to the capture, {total['wrong']} wrong; {seconds:.0f} s")
    return 1 if total["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
