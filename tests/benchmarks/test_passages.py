"""The passages of the own labels: no document in both halves, no text kept, and texts found by their digest only."""

import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.passages import BEFORE, WHOLE, DataAbsent, Placed, context, joined, listed, load, text_of

TEXT = "A storm came.\nAnn Oster told the Harbour Post that the bridge would hold."


def passage(start: int, end: int, **where: Any) -> dict[str, Any]:
    digest = hashlib.sha256(TEXT[start:end].encode()).hexdigest()
    place = {"file": "made/up.jsonl.gz", "row": 1, "key": "text", "start": start, "end": end, "sha256": digest, **where}
    return {"id": "dev-001", "set": "made", "document": "1", "split": "dev", "where": place}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "made").mkdir()
    with gzip.open(tmp_path / "made" / "up.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": "Another row."}) + "\n")
        file.write(json.dumps({"text": TEXT, "title": "The bridge", "date": "2031-05-04T10:00:00"}) + "\n")
    return tmp_path


def test_a_passage_is_found_by_row_and_offsets(data: Path) -> None:
    (found,) = load([passage(14, len(TEXT))], data)
    assert found.text.startswith("Ann Oster told")
    assert found.head == {"title": "The bridge", "outlet": None, "date": "2031-05-04"}


def test_another_text_than_the_labelled_one_is_refused(data: Path) -> None:
    with pytest.raises(ValueError, match="dev-001: the text in made/up.jsonl.gz, row 1, is not the one labelled"):
        load([passage(14, len(TEXT), sha256="0" * 64)], data)


def test_a_row_that_is_not_there_is_refused(data: Path) -> None:
    with pytest.raises(ValueError, match="no row 7"):
        load([passage(14, len(TEXT), row=7)], data)


def test_absent_data_is_said_to_be_absent(tmp_path: Path) -> None:
    with pytest.raises(DataAbsent, match="set DATA"):
        load([passage(0, 5)], tmp_path)


def test_texts_of_every_kind_of_key() -> None:
    assert text_of({"paragraphs": ["One.", "Two."]}, "paragraphs") == "One.\n\nTwo."
    body = {"summary": ["Short."], "sections": [{"headline": ["Head"], "paragraphs": ["Long."]}]}
    assert text_of({"body": body}, "body") == "Short.\n\nHead\n\nLong."
    tokens = {"tokens": ["He", "said", "no", ".", "She", "left", "."], "sent": [0, 0, 0, 0, 1, 1, 1]}
    assert text_of(tokens, "tokens") == "He said no.\nShe left."


def test_tokens_are_joined_as_they_are_printed() -> None:
    tokens = ["``", "It", "is", "n't", "ours", ",", "''", "she", "said", "(", "today", ")", '"', "No", '"', "."]
    assert joined(tokens) == "``It isn't ours,'' she said (today) \"No\"."


def test_a_long_document_gives_what_stands_shortly_before() -> None:
    before = "A line of it.\n" * (WHOLE // 10)
    long = Placed("x", "made", "dev", before + TEXT, len(before) + 14, len(before) + len(TEXT), {})
    text, shift = context(long)
    assert text.endswith(long.text)
    assert len(text) <= BEFORE + len(long.text)
    assert long.document[shift:].startswith(text)
    assert text.startswith("A line")
    short = long._replace(document=TEXT, start=14, end=len(TEXT))
    assert context(short) == (TEXT, 0)


def test_the_listed_passages_keep_the_rules() -> None:
    rows = listed()
    documents = {(row["set"], row["document"]): row["split"] for row in rows}
    assert len(rows) >= 260
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(documents[row["set"], row["document"]] == row["split"] for row in rows)
    assert abs(len(listed("dev")) - len(listed("test"))) < 0.05 * len(rows)
    assert max(Counter(row["set"] for row in rows).values()) <= 0.15 * len(rows)
    kept = {"id", "set", "document", "split", "where"}, {"file", "row", "key", "start", "end", "sha256"}
    assert all((set(row), set(row["where"])) == kept for row in rows)
    assert all(row["where"]["end"] - row["where"]["start"] <= 950 for row in rows)
