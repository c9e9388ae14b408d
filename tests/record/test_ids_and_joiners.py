"""Ids that a re-run makes again; links across pages."""

import hashlib
import json
from typing import Any

import pytest

from listeningpost.record import JOINERS, Joiner, PairJoiner
from listeningpost.record.ids import Numbering
from listeningpost.schema import EntityLink, Page
from listeningpost.store.merging import merged


def test_an_id_is_the_hash_of_what_the_contract_names() -> None:
    ids = Numbering("c" * 64, None)
    said = json.dumps(["c" * 64, "s", [3, 9], 0], separators=(",", ":"))
    assert ids.item("s", (3, 9)) == "s" + hashlib.sha256(said.encode()).hexdigest()[:12]
    assert ids.item("s", (3, 9)) != Numbering("c" * 64, None).item("s", (3, 9))
    assert ids.item("m", (3, 9))[0] == "m"


def test_ids_count_in_capture_offsets() -> None:
    rows = [(0, 10, 100, 110)]
    assert Numbering("c", rows).item("s", (3, 9)) == Numbering("c", None).item("s", (103, 109))
    with pytest.raises(ValueError, match="30"):
        Numbering("c", rows).item("s", (30, 39))


def test_an_entity_id_rests_on_type_folded_name_and_page() -> None:
    ids = Numbering("c", None)
    assert ids.entity("person", "José Tarn") == ids.entity("person", "Jose Tarn")
    assert ids.entity("person", "Jose Tarn") != ids.entity("place", "Jose Tarn")
    assert ids.entity("person", "Jose Tarn") != Numbering("d", None).entity("person", "Jose Tarn")


def joined(joiner: Joiner, pages: list[Page]) -> list[EntityLink]:
    """The links of all pages, those of one id put together as the store does."""
    groups: dict[str, list[EntityLink]] = {}
    for page in pages:
        for key in joiner.key(page):
            for link in joiner.judge([page], key):
                assert isinstance(link, EntityLink)
                groups.setdefault(link.id, []).append(link)
    return [merged(links) for links in groups.values()]


def joiner(name: str) -> Joiner:
    found = next(one for one in JOINERS if one.name == name)
    assert not isinstance(found, PairJoiner)
    return found


def test_entities_join_by_key_and_by_full_name_and_never_by_surname(made: Any) -> None:
    one = made().write("Oskar Brennwald, mayor of Veld, met Ada Morn.").page("a" * 64)
    two = made().write("In Lirnmark Oskar Brennwald spoke to Defence Minister Morn.").page("b" * 64)
    three = made().write("General Brennwald left.").page("c" * 64)
    links: dict[str, EntityLink] = {link.name: link for link in joined(joiner("entities"), [one, two, three])}
    assert len(links["Oskar Brennwald"].members) == 2
    assert links["Oskar Brennwald"].id == min(links["Oskar Brennwald"].members)
    assert links["Oskar Brennwald"].pages == ("a" * 64, "b" * 64)
    assert links["Oskar Brennwald"].roles[0].role == "mayor"
    assert links["Ada Morn"].members == ("ada-morn",)
    assert all(link.why for link in links.values())
    assert "Brennwald" not in links
