"""The whole road on pages bent and broken, the same ones each time. `benchmarks/fuzz.py` runs long."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hostile import SENTENCE, flood, mutated  # noqa: E402
from road import travel  # noqa: E402

from listeningpost import examples, pipeline  # noqa: E402
from listeningpost.knowledge import Knowledge, open_knowledge  # noqa: E402

PATIENCE = 10.0  # a tested page may take ten times as long as on a quiet machine, and no longer


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    return [page.read_bytes() for page in sorted(examples.sample_watch().pages.iterdir())]


@pytest.mark.parametrize("number", range(60))
def test_a_mutated_page_is_read_or_refused(number: int, pages: list[bytes], knowledge: Knowledge) -> None:
    chance = random.Random(f"mutated {number}")
    assert travel(mutated(chance.choice(pages), chance), "page.html", knowledge, PATIENCE).fault is None


@pytest.mark.parametrize("number", range(15))
def test_a_flood_is_read_or_refused(number: int, knowledge: Knowledge) -> None:
    assert travel(flood(random.Random(f"flood {number}"), 30_000), "page.html", knowledge, PATIENCE).fault is None


@pytest.mark.parametrize("unseen", ["\u200b", "\xad", "\u2060"])
def test_a_title_stands_where_it_says_also_with_letters_that_show_as_nothing(unseen: str, knowledge: Knowledge) -> None:
    title = f"Quay{unseen} of Ost{unseen}rel shut | Gazette{unseen} of the Coast"
    body = "".join(f"<p>{SENTENCE}</p>" for _ in range(4))
    page = f"<!doctype html><html><head><title>{title}</title></head><body><article>{body}</article></body></html>"
    went = travel(page.encode(), "page.html", knowledge, PATIENCE)
    assert (went.fault, went.became) == (None, "read")


def test_a_title_in_plain_text_stands_where_it_says_with_blanks_of_old_printers(knowledge: Knowledge) -> None:
    page = f"Quay\x0bof\x1cOstrel shut\n\n{SENTENCE * 4}\n\n{SENTENCE * 3}"
    went = travel(page.encode(), "page.txt", knowledge, PATIENCE)
    assert (went.fault, went.became) == (None, "read")


def test_a_fault_of_a_room_is_seen(pages: list[bytes], knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "enter", lambda *_: knowledge.look_up(None))  # type: ignore[arg-type]
    fault = travel(pages[0], "page.html", knowledge, PATIENCE).fault
    assert fault is not None
    assert "a fault of Listening Post" in fault
