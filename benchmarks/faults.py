"""Faults of pages: how many planted ones are found, and how many pages without any are flagged all the same.

    python -m benchmarks.faults [--split dev|test] [--only NUMBER] [--misses] [--alarms]

Clean pages are the English gold bodies (with their gold titles, if they have one) of the shared page-dumps. Into each,
one fault of each form is planted at a random place; it is found where a flag of its kind touches its characters and no
such flag stood there before. Beside ours stands, for each kind, what a simple rule finds (`simple_rules`). Human and
machine translations of wmt21-ruen-versions then show how often `translated_back` is told of either, and the shared gold
pages which of their noted faults are told.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import py3langid

from listeningpost.annotations import EXTRACTORS
from listeningpost.articles.backtranslation import translated_back
from listeningpost.articles.faults import find_faults
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Annotations, Article, CaptureHead, Published, Reading, Span, Title

from . import planting
from .shared import data_folder, gold_page
from .simple_rules import simple_flags
from .watch import read_pages

ANNOTATED = ("misspelling", "headline_beyond_text")
KINDS = ("broken_quotation", "caption_in_text", "garbled", "misspelling", "headline_beyond_text", "translated_back")
# What the gold pages call their faults, and the kind of flag that would tell them.
GOLD_KINDS = {"misspelling": "misspelling", "headline_distortion": "headline_beyond_text", "garbled": "garbled",
              "cut_sentence": "garbled", "factual_error": "page_vs_knowledge"}
HEAD = CaptureHead(id="0" * 64, source="a gold body", media_type="text/plain", encoding="utf-8")
Told = list[tuple[str, Span]]
Teller = Callable[[Article, str], Told]
# The extractors that flags rest on; the others find none and change none.
FLAGGING = tuple(one for one in EXTRACTORS if one.name in ("mentions", "misspellings", "headline claims"))


class Clean(NamedTuple):
    """A page without faults: its gold title ("" where it has none) and paragraphs."""

    title: str
    paragraphs: list[str]


def clean_pages(folder: Path, split: str) -> list[Clean]:
    """The English gold bodies of a split."""
    with gzip.open(folder / "dumps.jsonl.gz", "rt", encoding="utf-8") as lines:
        ours = {row["id"] for row in map(json.loads, lines) if row["split"] == split}
    found = []
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            paragraphs = [line.strip() for line in row["body"].split("\n") if line.strip()]
            if row["id"] in ours and paragraphs and py3langid.classify(row["body"][:2000])[0] == "en":
                found.append(Clean(row["title"] if row["title_source"] == "gold" else "", paragraphs))
    return found


def article_of(page: Clean) -> Article:
    """The page as an article of one text, title and paragraphs parted by empty lines."""
    text, spans = "", []
    for piece in (page.title, *page.paragraphs):
        spans.append((len(text), len(text) + len(piece)))
        text += piece + "\n\n"
    title = Title(text=page.title, span=spans[0]) if page.title else None
    return Article(text=text, title=title, body=tuple(spans[1:]), furniture=(), published=Published(), language="en")


def ours(knowledge: Knowledge) -> Teller:
    """Our flags of an article, as kind and span: those of one kind, or of all ("")."""
    def tell(article: Article, kind: str) -> Told:
        flags = () if kind in ANNOTATED else find_faults(article)
        if kind in ("", *ANNOTATED):
            reading = Reading(head=HEAD, space="capture", article=article)
            title = (article.title.span,) if article.title and article.title.span else ()
            found = Annotations(parse=parse(article.text, (*title, *article.body)))
            for extractor in FLAGGING:
                found = extractor.find(reading, found, knowledge)
            flags += found.flags
        return [(flag.kind, flag.span) for flag in flags if flag.span]
    return tell


def planted(pages: Sequence[Clean], tell: Teller, misses: bool) -> Counter[tuple[str, str, bool]]:
    """Found and not found, by kind and form of the planted fault."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for number, page in enumerate(pages):
        before = Counter(kind for kind, _ in tell(article_of(page), ""))
        for kind, form, plant in planting.FORMS:
            fault = plant(random.Random(f"{number} {form}"), page.title, list(page.paragraphs))
            if fault is None:
                continue
            article = article_of(Clean(fault.title, fault.paragraphs))
            place = [article.title.span if article.title and article.title.span else (0, 0), *article.body][fault.piece]
            span = (place[0] + fault.span[0], place[0] + fault.span[1])
            told = [given for name, given in tell(article, kind) if name == kind]
            found = any(a < span[1] and span[0] < b for a, b in told) and len(told) >= before[kind]
            counts[kind, form, found] += 1
            if misses and not found:
                print(f"not found: {kind}, {form}: {article.text[max(0, span[0] - 50) : span[1] + 30]!r}")
    return counts


def alarms(pages: Sequence[Clean], tell: Teller, shown: bool) -> Counter[str]:
    """How many clean pages are flagged, by kind."""
    counts: Counter[str] = Counter()
    for page in pages:
        article = article_of(page)
        told = tell(article, "")
        counts.update({kind for kind, _ in told})
        for kind, (start, end) in told if shown else ():
            print(f"told: {kind}: {article.text[max(0, start - 40) : min(end, start + 150) + 30]!r}")
    return counts


def translations(folder: Path) -> Iterator[tuple[str, int, int]]:
    """For human and for machine versions of the news documents: how many are told to be translated, of how many."""
    counts: Counter[tuple[str, bool]] = Counter()
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for name, segments in row["versions"].items():
                if row["origlang"] == "ru" and not name.startswith("src"):
                    told = any(True for _ in translated_back(article_of(Clean("", segments))))
                    counts["human" if name.startswith("ref") else "machine", told] += 1
    for made in ("human", "machine"):
        yield made, counts[made, True], counts[made, True] + counts[made, False]


def gold_faults(folder: Path, knowledge: Knowledge) -> Iterator[str]:
    """One line for each noted fault of the gold pages, and one for each flag of ours that meets none."""
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        flags = [flag for page in read_pages([gold_page(file)], knowledge) for flag in getattr(page, "flags", ())]
        noted = [(row["fault"], tuple(row["span"])) for row in gold.get("text_faults", ())]
        for fault, (start, end) in noted:
            met = [f.kind for f in flags if f.span and f.span[0] < end and start < f.span[1]]
            right = GOLD_KINDS.get(fault) in met
            missed = "not found" if fault in GOLD_KINDS else "of no kind of ours"
            yield f"{file.stem} {fault}: {'found' if right else missed}"
        for flag in flags:
            if flag.span and not any(a < flag.span[1] and flag.span[0] < b for _, (a, b) in noted):
                yield f"{file.stem} told and not noted: {flag.kind} ({flag.note})"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--only", type=int, default=None, help="the last so many pages")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--alarms", action="store_true")
    asked = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("not measured: the shared data folder is absent (set DATA)")
        return 0
    pages, knowledge = clean_pages(data / "page-dumps", asked.split)[-(asked.only or 0) :], open_knowledge()
    print(f"page-dumps {asked.split}: {len(pages)} clean English pages, {sum(bool(p.title) for p in pages)} with title")
    report(pages, ours(knowledge), asked)
    sys.stdout.flush()
    for made, told, number in translations(data / "wmt21-ruen-versions"):
        print(f"wmt21-ruen-versions, {made} translations: translated_back on {told} of {number}")
    print("\n".join(gold_faults(data / "gold", knowledge)))
    return 0


def report(pages: Sequence[Clean], tell: Teller, asked: argparse.Namespace) -> None:
    """Recall and false alarms of ours and of the simple rules, kind by kind."""
    found, flagged = planted(pages, tell, asked.misses), alarms(pages, tell, asked.alarms)
    rule_found, rule_flagged = planted(pages, simple_flags, misses=False), alarms(pages, simple_flags, shown=False)
    for kind in KINDS:
        lines = [_recall(found, kind), _recall(rule_found, kind)]
        print(f"{kind:22} found {lines[0]}  flagged clean {flagged[kind] / len(pages):.3f}"
              f"   | simple rule: found {lines[1]}  flagged clean {rule_flagged[kind] / len(pages):.3f}")
        for form in dict.fromkeys(form for of, form, _ in planting.FORMS if of == kind):
            print(f"    {form}: {_recall(found, kind, form)}")


def _recall(counts: Counter[tuple[str, str, bool]], kind: str, form: str | None = None) -> str:
    right = sum(number for (k, f, hit), number in counts.items() if k == kind and hit and form in (None, f))
    every = sum(number for (k, f, _), number in counts.items() if k == kind and form in (None, f))
    return f"{right}/{every} ({right / every:.2f})" if every else "none planted"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
