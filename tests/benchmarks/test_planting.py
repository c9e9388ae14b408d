"""Planted faults stand where they are said to stand."""

import random

from benchmarks import planting
from benchmarks.faults import Clean, article_of
from benchmarks.simple_rules import simple_flags

PAGE = (
    "“The quay in Russia is shut (for now),” Vladimir Putin said to “Maren” on Monday. \"It is cold,\" he told Putin "
    "in Russia. The board of the town met Putin and went.",
    "“A ferry comes (soon),” the board of Russia said to \"friends\" of Putin. The mayor of the town agreed to wait.",
)


def test_every_form_can_be_planted_and_lies_inside_its_piece() -> None:
    for _, form, plant in planting.FORMS:
        fault = plant(random.Random(form), "Quay shut", list(PAGE))
        assert fault is not None, form
        pieces = [fault.title, *fault.paragraphs]
        assert pieces != ["Quay shut", *PAGE], form
        assert 0 <= fault.span[0] < fault.span[1] <= len(pieces[fault.piece]) + 1, form


def test_a_slip_changes_a_name() -> None:
    chance = random.Random(1)
    assert all(planting.slip("Ostrel", chance) != "Ostrel" for _ in range(50))


def test_the_simple_rules_tell_of_odd_marks_and_absent_numbers() -> None:
    told = simple_flags(article_of(Clean("Quay shut to 300", ["“The quay is shut, he said.", "Photo: nobody"])), "")
    assert {kind for kind, _ in told} == {"broken_quotation", "caption_in_text", "headline_beyond_text"}
