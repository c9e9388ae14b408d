"""The cases that analysts write in tests/cases: each heading of a file is one test."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from listeningpost.annotations.attributions import Attributions
from listeningpost.annotations.extractor import Extractor
from listeningpost.annotations.figures import Figures
from listeningpost.annotations.mentions import MentionExtractor
from listeningpost.annotations.times import Times
from listeningpost.knowledge import Knowledge, open_knowledge
from listeningpost.language import parse
from listeningpost.schema import Annotations, Article, AttributionFound, CaptureHead, FigureFound, Published, Reading

CASES = Path(__file__).parent.parent / "cases"
ACTS = {"assert", "warn", "deny", "reject", "predict", "promise", "demand", "urge", "announce", "describe", "question"}


class Case(NamedTuple):
    text: str
    expected: list[str]


def cases(kind: str) -> list[Any]:
    """The cases of a file as pytest parameters, named by their headings."""
    parts = re.split(r"^## ", (CASES / f"{kind}.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    made: list[Any] = []
    for part in parts:
        heading, _, rest = part.partition("\n")
        lines = rest.strip().split("\n")
        first = next(at for at, line in enumerate(lines) if line.startswith("- "))
        case = Case("\n".join(lines[:first]).strip(), [line[2:] for line in lines[first:]])
        made.append(pytest.param(case, id=heading))
    return made


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


def found(
    text: str, knowledge: Knowledge, published: Published | None = None, named: tuple[Extractor, ...] = ()
) -> Annotations:
    body = ((0, len(text)),)
    head = CaptureHead(id="0", source="case", media_type="text/plain", encoding="utf-8")
    article = Article(text=text, title=None, body=body, furniture=(), published=published or Published())
    reading = Reading(head=head, space="capture", article=article)
    so_far = Annotations(parse=parse(text, body))
    for extractor in (*named, Times(), Attributions(), Figures()):
        so_far = extractor.find(reading, so_far, knowledge)
    return so_far


def told_attribution(text: str, item: AttributionFound, *, act: bool) -> str:
    source = text[slice(*item.source_span)] if item.source_span else "nobody"
    cue = text[slice(*item.cue_span)] if item.cue_span else "-"
    content = " … ".join(text[a:b] for a, b in item.content_spans)
    return f"{source} | {cue} | {content} | {item.kind}{' ' + item.act if act else ''}"


@pytest.mark.parametrize("case", cases("attributions"))
def test_attributions(case: Case, knowledge: Knowledge) -> None:
    items = found(case.text, knowledge).attributions
    with_act = [line.split()[-1] in ACTS and "|" in line for line in case.expected] + [False] * len(items)
    told = [told_attribution(case.text, item, act=act) for item, act in zip(items, with_act, strict=False)]
    assert (told or ["nothing"]) == case.expected


def told_chain(text: str, item: AttributionFound) -> str:
    tellers = "".join(
        f" < {text[slice(*via.span)]} | {text[slice(*via.cue_span)]}"
        for via in reversed(item.via)
        if via.span and via.cue_span
    )
    told = told_attribution(text, item, act=False).rpartition(" | ")[0]
    return f"{told}{tellers}{' inside' if item.inside else ''}"


@pytest.mark.parametrize("case", cases("chains"))
def test_chains(case: Case, knowledge: Knowledge) -> None:
    items = found(case.text, knowledge, named=(MentionExtractor(),)).attributions
    assert ([told_chain(case.text, item) for item in items] or ["nothing"]) == case.expected


@pytest.mark.parametrize("case", cases("times"))
def test_times(case: Case, knowledge: Knowledge) -> None:
    dated, _, text = case.text.partition("\n")
    days = re.findall(r"\d{4}-\d\d-\d\d", dated)
    published = Published(edtf=days[0]) if len(days) == 1 else Published()
    if len(days) > 1:
        published = Published(not_before=days[0], not_after=days[1])
    told = [f"{text[slice(*t.span)]} = {t.edtf or 'none'}" for t in found(text, knowledge, published).times]
    assert (told or ["nothing"]) == case.expected


def told_figure(text: str, item: FigureFound) -> str:
    numbers = [(name, getattr(item, name)) for name in ("value", "min", "max")]
    told = [f"{name} {number:.10g}" for name, number in numbers if number is not None]
    told += [f"unit {item.unit}"] if item.unit and item.kind != "rank" else []
    told += [item.direction] if item.direction else []
    return f"{text[slice(*item.span)]} | {item.kind} | {', '.join(told)}"


@pytest.mark.parametrize("case", cases("figures"))
def test_figures(case: Case, knowledge: Knowledge) -> None:
    told = [told_figure(case.text, item) for item in found(case.text, knowledge).figures]
    assert (told or ["nothing"]) == case.expected
