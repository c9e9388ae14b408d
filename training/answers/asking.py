"""The written questions asked of their pages: the lines that may answer, what speaks for each, and which do."""

import json
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.question_sets import FOLDER, Asked, answers, dev_pages, held, maps_of, questions_in
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import ReadLine
from listeningpost.questions.candidates import candidates
from listeningpost.questions.evidence import evidence
from listeningpost.questions.reading import read_question
from listeningpost.questions.rereading import read_line
from listeningpost.schema import Sought
from listeningpost.store import Store

Floats = NDArray[np.float64]
WATCHES = (("dev", None), ("dev2", "A"), ("dev2", "B"), ("dev2", "C"), ("dev2", "D"))
CASES = "cases.pickle"


@dataclass(frozen=True)
class Case:
    """A question with all lines of its candidate pages: what speaks for each (`numbers`, lines by `names`), how near it
    is in meaning, and whether it answers. `event`: what the page it was written over tells of; all questions of an
    event are held out together."""

    id: str
    question: str
    answerable: bool
    event: str
    names: tuple[str, ...]
    numbers: Floats
    near: Floats
    right: NDArray[np.bool_]
    lines: tuple[ReadLine, ...]


def written_cases(data: Path, out: Path) -> list[Case]:
    """The development questions asked of the pages of their watch; read from `out` where that was done before."""
    file = out / CASES
    if file.exists():
        found: list[Case] = pickle.loads(file.read_bytes())
        return found
    knowledge, cases = open_knowledge(), list[Case]()
    for name, watch in WATCHES:
        with held(dev_pages(data, watch, name), knowledge) as store:
            cases += cases_of(questions_in(name, watch), store, knowledge, events(name))
        print(f"{name} {watch or ''}: {len(cases)} questions so far", flush=True)
    file.write_bytes(pickle.dumps(cases))
    return cases


def cases_of(
    questions: Sequence[Asked], store: Store, knowledge: Knowledge, happened: dict[str, str]
) -> Iterator[Case]:
    """The questions asked of a store. `happened`: the event of each page."""
    maps = maps_of(store)
    _, passages = store.rarity(())
    for one in questions:
        asked = read_question(one.question, store, knowledge)
        lines = candidates(asked, store, Sought())
        names, numbers = evidence(asked, lines, passages)
        right = [answers(one, row.page, row.span, maps[row.page]) for row in lines.rows]
        over = one.over or lines.rows[int(np.argmax(lines.near))].page
        told = tuple(read_line(row, on) for row, on in zip(lines.rows, lines.on, strict=True))
        yield Case(one.id, asked.text, one.answerable, happened[over], names, numbers, lines.near,
                   np.array(right, dtype=bool), told)


def events(name: str) -> dict[str, str]:
    """What each page of a list tells of: its event, where several pages tell it, else itself."""
    rows = [json.loads(line) for line in (FOLDER / f"{name}_pages.jsonl").read_text(encoding="utf-8").splitlines()]
    return {row["page"]: row.get("event", row["page"]) for row in rows}


def parts_of(cases: Sequence[Case], count: int) -> list[int]:
    """For each case the number of its part of the cross-validation: events whole, parts about equally large."""
    sizes = Counter(case.event for case in cases)
    filled, part = [0] * count, dict[str, int]()
    for event in sorted(sizes, key=lambda one: (-sizes[one], one)):
        part[event] = filled.index(min(filled))
        filled[part[event]] += sizes[event]
    return [part[case.event] for case in cases]
