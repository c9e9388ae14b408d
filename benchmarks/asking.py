"""Ask on questions with known answers: the right line first and among three, refusals, beside words and meaning alone.

    python -m benchmarks.asking [--set test|dev] [--misses]

`test` are the forty questions of benchmarks/questions/questions.jsonl (the sample watch always, the gold pages where
the shared data stands), `dev` those that weights and threshold were fitted on: their figures here are no measure of
other questions (training/answers prints held-out ones). A line is right where it overlaps a place that answers. An
answer counts as right only where it is given; `ranked` is what the first lines would be if nothing were refused.
Baselines in the same run: the lines that hold most of the words (BM25 over any of them), and those nearest in meaning.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import vectors_of
from listeningpost.questions import ask
from listeningpost.schema import LineRow, Sought, Span, Term
from listeningpost.store import Store, terms

from .question_sets import (
    Asked,
    answers,
    dev_pages,
    gold_pages,
    held,
    maps_of,
    questions_in,
    sample_knowledge,
    watch_pages,
)
from .shared import data_folder

Places = list[tuple[str, Span]]
Finder = Callable[[str], Places]
FIRST_LINES = 3


@dataclass(frozen=True)
class Tried:
    """One question with the places given for it, best first, those that would be given if nothing were refused, and
    whether it was refused."""

    asked: Asked
    given: list[bool]
    ranked: list[bool]
    refused: bool


def tried(questions: Sequence[Asked], store: Store, knowledge: Knowledge) -> Iterator[Tried]:
    """Each question asked of a store."""
    maps = maps_of(store)
    for one in questions:
        answer = ask(store, one.question, knowledge)
        ranked = [answers(one, line.cite.page, line.cite.span, maps[line.cite.page])
                  for line in (*answer.lines, *answer.near)]
        yield Tried(one, [] if answer.abstained else ranked, ranked, answer.abstained)


def found(questions: Sequence[Asked], store: Store, finder: Finder) -> Iterator[Tried]:
    """Each question given to a baseline, which refuses nothing."""
    maps = maps_of(store)
    for one in questions:
        right = [answers(one, page, span, maps[page]) for page, span in finder(one.question)]
        yield Tried(one, right, right, False)


def by_words(store: Store) -> Finder:
    """Lines with any of a question's words, those first that hold them best."""

    def finder(question: str) -> Places:
        words = tuple(Term(words=word) for word in dict.fromkeys(terms(question)))
        return _places(store.lines(Sought(terms=words, any_of=True), FIRST_LINES))

    return finder


def by_meaning(store: Store) -> Finder:
    """Lines nearest in meaning."""

    def finder(question: str) -> Places:
        near = store.nearest(vectors_of([question])[0], FIRST_LINES)
        return _places(store.lines_numbered([number for number, _ in near]))

    return finder


def _places(rows: Sequence[LineRow]) -> Places:
    return [(row.page, row.span) for row in rows]


def told(name: str, results: Sequence[Tried]) -> str:
    """The figures of some questions in a line."""
    can = [one for one in results if one.asked.answerable]
    cannot = [one for one in results if not one.asked.answerable]
    first = sum(any(one.given[:1]) for one in can)
    three = sum(any(one.given[:FIRST_LINES]) for one in can)
    ranked = sum(any(one.ranked[:1]) for one in can), sum(any(one.ranked[:FIRST_LINES]) for one in can)
    refused = sum(one.refused for one in cannot)
    return (f"{name}: right line first {first / len(can):.3f}, in three {three / len(can):.3f} (n {len(can)}; ranked "
            f"{ranked[0] / len(can):.3f}, {ranked[1] / len(can):.3f}), refused {refused / max(1, len(cannot)):.3f} "
            f"of {len(cannot)} without an answer")


def main(arguments: list[str]) -> int:
    name = arguments[arguments.index("--set") + 1] if "--set" in arguments else "test"
    results: dict[str, list[Tried]] = {"ask": [], "words alone": [], "meaning alone": []}
    for questions, pages, knowledge in _sets(name):
        with held(pages, knowledge) as store:
            results["ask"] += tried(questions, store, knowledge)
            results["words alone"] += found(questions, store, by_words(store))
            results["meaning alone"] += found(questions, store, by_meaning(store))
    for way, some in results.items():
        if some:
            print(told(way, some))
    if "--misses" in arguments and name == "dev":
        print("\n".join(f"{one.asked.id} {one.asked.question}" for one in results["ask"]
                        if not any(one.given[:1]) and one.asked.answerable))
    return 0


def _sets(name: str) -> Iterator[tuple[list[Asked], list[tuple[str, bytes]], Knowledge]]:
    data: Path | None = data_folder()
    if data is None:
        print("not measured: the questions over shared pages (set DATA to the folder of the data sets)")
    if name == "dev":
        if data is not None:
            yield questions_in("dev"), dev_pages(data), open_knowledge()
        return
    yield questions_in("questions", "watch"), watch_pages(), sample_knowledge()
    if data is not None:
        yield questions_in("questions", "gold"), gold_pages(data), open_knowledge()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
