"""Outlet, byline, title, section and tags of pages beside what trafilatura gives for them in the same run.

    python -m benchmarks.makers [--part html|dumps] [--only NUMBER] [--misses outlet|byline|title|tags|section]

HTML: fundus-pages (publisher, authors, title, topics) and adbar-html (author, title, categories, tags). Dumps: the
plain-text dumps of page-dumps and adbar_text. A name is the page's own outlet where it is like its host, or is one of
the names that the HTML of the page gives the site (own_names.py); "shown" pages print such a name outside their
article. Nobody is told the address of a page. Where newspaper4k is installed, its row stands too.
Hosts whose sha256 begins below 0x66 (dev) are for tuning; the rest (test) is only measured.
"""

import argparse
import gzip
import importlib.util
import itertools
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import trafilatura
from trafilatura.settings import Document

from listeningpost import articles, captures
from listeningpost.errors import Refusal
from listeningpost.knowledge import open_knowledge
from listeningpost.schema import Article

from .alike import Item
from .dumps import _split_of as split_of
from .html_bodies import body_bytes
from .own_names import is_own, is_shown, key
from .shared import data_folder

FIELDS = ("outlet", "byline", "title", "tags", "section")
BETWEEN_NAMES = re.compile(r"\s*(?:[;,/&]|\b(?:und|and|et|y|e|i|mit|with)\b)\s*")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NAME_IN_SCRIPT = re.compile(r'"publisher"\s*:\s*\{[^{}]*?"name"\s*:\s*"((?:[^"\\]|\\.){2,80})"')
SITE_NAME = re.compile(
    r"""<meta[^>]{0,200}?og:site_name["'][^>]{0,200}?content\s*=\s*["']([^"']{2,80})""", re.IGNORECASE)
NAME_SITE = re.compile(
    r"""<meta[^>]{0,200}?content\s*=\s*["']([^"']{2,80})["'][^>]{0,80}?og:site_name""", re.IGNORECASE)
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[\s,.\d–-]*([^\W\d_][^|,.\n\d©]{1,50})", re.IGNORECASE)


class Labelled(NamedTuple):
    """A page with what is known of it; `gold` lists the accepted or wanted names of a field, absent where unknown."""

    name: str
    body: bytes
    url: str
    known: list[str]
    gold: dict[str, list[str]]

    @property
    def split(self) -> str:
        return split_of(self.url)


class Given(NamedTuple):
    """What a system says of a page."""

    outlet: str | None = None
    byline: tuple[str, ...] = ()
    title: str | None = None
    tags: tuple[str, ...] = ()
    section: str | None = None
    shown: bool = True


# ---- pages
def fundus_pages(folder: Path) -> Iterator[Labelled]:
    for row in _rows(folder / "pages.jsonl.xz"):
        gold = {"byline": row["authors"], "title": [row["title"]], "tags": row["topics"]}
        kept = {field: [one for one in values if one] for field, values in gold.items() if values}
        known = [CAMEL.sub(" ", row["publisher"]), *site_names(row)]
        yield Labelled(row["id"], body_bytes(row), row["url"], known, kept)


def adbar_pages(folder: Path) -> Iterator[Labelled]:
    with gzip.open(folder / "extract_labels.jsonl.gz", "rt", encoding="utf-8") as lines:
        labels = {row["page"]: row for row in map(json.loads, lines)}
    for row in _rows(folder / "pages.jsonl.xz"):
        label = labels.get(row["page"])
        if label is None:
            continue
        gold = {
            "byline": _authors(label.get("author")),
            "title": [label["title"]] if label.get("title") else [],
            "tags": label.get("tags") or [], "section": label.get("categories") or [],
        }
        kept = {field: values for field, values in gold.items() if values}
        yield Labelled(row["page"], body_bytes(row), label["url"], site_names(row), kept)


def _authors(label: str | list[str] | None) -> list[str]:
    lines = [label] if isinstance(label, str) else label or []
    return [name for line in lines for name in BETWEEN_NAMES.split(line) if name]


def site_names(row: Item) -> list[str]:
    """What a page's HTML calls its site."""
    source = body_bytes(row).decode("utf-8", errors="replace")[:2_000_000]
    return [m[1] for pattern in (SITE_NAME, NAME_SITE, NAME_IN_SCRIPT) for m in pattern.finditer(source)]


def _rows(file: Path) -> Iterator[Item]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def dump_pages(data: Path) -> Iterator[Labelled]:
    """The dumps of page-dumps, each with the names that the HTML of its page gives the site; of fundus-pages also the
    authors and topics that the dump prints."""
    golds = {page.name: page.gold for page in fundus_pages(data / "fundus-pages")}
    names = {(name, page["id"]): site_names(page) for name in ("aeb-html", "fundus-eval", "fundus-pages")
             for page in _rows(data / name / "pages.jsonl.xz")}
    with gzip.open(data / "page-dumps" / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = {(row["set"], row["id"]): row for row in map(json.loads, lines)}
    with gzip.open(data / "page-dumps" / "dumps.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            page = pages[row["set"], row["id"]]
            known = names["aeb-html" if row["set"] == "aeb" else row["set"], row["id"]]
            publisher = [CAMEL.sub(" ", row["id"].split("/")[-1].split("_")[0])] if row["set"] != "aeb" else []
            gold = {field: printed for field in ("byline", "tags")
                    if (printed := _printed(golds.get(row["id"], {}).get(field, []), row["text"]))}
            yield Labelled(f"{row['renderer']} {row['id']}", row["text"].encode(), page["url"], known + publisher, gold)


def _printed(names: Sequence[str], text: str) -> list[str]:
    low = " ".join(text.casefold().split())
    return [name for name in names if name.casefold() in low]


def adbar_texts(data: Path) -> Iterator[Labelled]:
    pages = {page.name: page for page in adbar_pages(data / "adbar-html")}
    for row in _rows(data / "page-dumps" / "adbar_text.jsonl.xz"):
        page = pages.get(row["page"])
        if page:
            yield page._replace(body=row["text"].encode())


# ---- systems
def ours(page: Labelled, ending: str) -> Given:
    try:
        article = articles.read(captures.capture(page.body, f"benchmark.{ending}"), KNOWLEDGE).article
    except Refusal:
        return Given()
    section = getattr(article, "section", None)
    return Given(
        article.outlet.name if article.outlet else None, tuple(one.name for one in article.byline),
        article.title.text if article.title else None, tuple(one.name for one in getattr(article, "tags", ())),
        section.name if section else None, _shows(article, page),
    )


KNOWLEDGE = open_knowledge()


def _shows(article: Article, page: Labelled) -> bool:
    """Does the page print a name of its outlet outside title and body?"""
    return any(is_shown(article.text[slice(*span)], page.url, page.known) for span in article.furniture)


def trafilatura_html(page: Labelled, ending: str) -> Given:  # noqa: ARG001
    found = trafilatura.bare_extraction(page.body, with_metadata=True, fast=True)
    if not isinstance(found, Document):
        return Given()
    names = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    tags = (*(found.tags or ()), *(found.categories or ()))
    return Given(found.sitename, tuple(names), found.title, tags, next(iter(found.categories or ()), None))


def newspaper_html(page: Labelled, ending: str) -> Given:  # noqa: ARG001
    newspaper = importlib.import_module("newspaper")
    article = newspaper.Article("https://page.example/article", language="en", fetch_images=False)
    article.download(input_html=page.body.decode("utf-8", errors="replace"))
    article.parse()
    return Given(article.meta_site_name or None, tuple(article.authors), article.title, tuple(article.tags or ()))


def last_copyright(page: Labelled, ending: str) -> Given:  # noqa: ARG001
    """Baseline for dumps: what stands behind the last copyright sign."""
    found = list(COPYRIGHT.finditer(page.body.decode("utf-8", errors="replace")))
    return Given(found[-1][1].strip()) if found else Given()


# ---- counting
def outlet_counts(rows: Sequence[tuple[Labelled, Given, Given]]) -> Counter[str]:
    """`given right`, `given wrong`, `null shown`, `null not shown`; what is shown is judged on our reading."""
    found: Counter[str] = Counter()
    for page, given, mine in rows:
        if given.outlet:
            found["right" if is_own(given.outlet, page.url, page.known) else "wrong"] += 1
        else:
            found["null, shown" if mine.shown else "null, not shown"] += 1
    return found


def name_counts(wanted: Iterable[str], given: Iterable[str]) -> Counter[str]:
    want, have = {key(one) for one in wanted}, {key(one) for one in given}
    return Counter(right=len(want & have), given=len(have), wanted=len(want))


def told(counts: Counter[str]) -> str:
    precision, recall = counts["right"] / max(1, counts["given"]), counts["right"] / max(1, counts["wanted"])
    f = 2 * precision * recall / (precision + recall) if counts["right"] else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F {f:.3f}  (n {counts['pages']})"


def field_counts(field: str, rows: Sequence[tuple[Labelled, Given, Given]]) -> Counter[str]:
    """Names right, given and wanted over the pages that have gold for the field; one wanted title or section a page."""
    total: Counter[str] = Counter()
    for page, given, _ in rows:
        wanted = page.gold.get(field)
        if not wanted:
            continue
        value = getattr(given, field)
        total["pages"] += 1
        if field in ("title", "section"):
            right = bool(value) and key(value) in {key(one) for one in wanted}
            total += Counter(right=int(right), given=int(bool(value)), wanted=1)
        else:
            total += name_counts(wanted, value)
    return total


System = Callable[[Labelled, str], Given]
OURS = "listening-post"
BASELINES: dict[str, System] = {"last copyright line": last_copyright}
PEERS: dict[str, System] = {"trafilatura": trafilatura_html}
if importlib.util.find_spec("newspaper"):
    PEERS["newspaper4k"] = newspaper_html


def answers(pages: Sequence[Labelled], ending: str, others: dict[str, System]) -> dict[str, list[Given]]:
    return {name: [system(page, ending) for page in pages] for name, system in {OURS: ours, **others}.items()}


def report(name: str, pages: Sequence[Labelled], systems: dict[str, list[Given]]) -> None:
    print(f"== {name}, {len(pages)} pages")
    for field, part, (system, given) in itertools.product(FIELDS, ("dev", "test"), systems.items()):
        rows = [row for row in zip(pages, given, systems[OURS], strict=True) if row[0].split == part]
        if field == "outlet":
            cells = "  ".join(f"{k} {v}" for k, v in sorted(outlet_counts(rows).items()))
        else:
            counts = field_counts(field, rows)
            cells = told(counts) if counts else ""
        if cells:
            print(f"{field:<9}{part:<5}{system:<20} {cells}")


def show_misses(field: str, rows: Iterable[tuple[Labelled, Given]]) -> None:
    """The pages of dev where ours is not right."""
    for page, given in rows:
        value: Any = getattr(given, field)
        if page.split != "dev":
            continue
        if field == "outlet":
            wrong = not is_own(value, page.url, page.known) if value else given.shown
            wanted = page.known[:3]
        else:
            wanted = page.gold.get(field, [])
            counts = field_counts(field, [(page, given, given)])
            wrong = bool(wanted) and not counts["right"] == counts["given"] == counts["wanted"]
        if wrong:
            print(f"{page.name[:60]}  {page.url[:60]}  wanted {wanted}  given {value}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("fundus", "adbar", "dumps", "texts"), default=None)
    parser.add_argument("--only", type=int, default=None, help="every Nth page")
    parser.add_argument("--alone", action="store_true", help="ours without the others")
    parser.add_argument("--misses", choices=FIELDS, default=None)
    given = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not measured: the shared data is absent (set DATA)")
        return 0
    parts: dict[str, tuple[Iterator[Labelled], str]] = {
        "fundus": (fundus_pages(data / "fundus-pages"), "html"), "adbar": (adbar_pages(data / "adbar-html"), "html"),
        "dumps": (dump_pages(data), "txt"), "texts": (adbar_texts(data), "txt"),
    }
    for name in [given.part] if given.part else parts:
        pages, ending = parts[name]
        some = list(itertools.islice(pages, 0, None, given.only))
        rows = answers(some, ending, {} if given.alone else PEERS if ending == "html" else BASELINES)
        report(name, some, rows)
        if given.misses:
            show_misses(given.misses, zip(some, rows[OURS], strict=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
