"""Whose a figure is: only what its own sentence says so."""

import pytest

from listeningpost.annotations.figure_owners import owner_of
from listeningpost.schema import MentionFound

KEEL = "Keel League"


def named(text: str, name: str = KEEL) -> MentionFound:
    start = text.index(name)
    return MentionFound(span=(start, start + len(name)), type="organisation", form="name", name=name)


@pytest.mark.parametrize(("text", "words", "owner"), [
    ("The Keel League has 20 boats.", "20 boats", KEEL),
    ("The Keel League's 20 boats left.", "20 boats", KEEL),
    ("Four members of the Keel League left.", "Four members", KEEL),
    ("Some 20 Keel League boats left.", "20 Keel League boats", KEEL),
    ("The Keel League has increased the strength of its crews by 15%.", "15%", KEEL),
    ("The Keel League said that 20 boats left.", "20 boats", None),
    ("A storm near the Keel League sank 20 boats.", "20 boats", None),
    ("Some 20 boats left, the Keel League said.", "20 boats", None),
])
def test_a_body_that_is_only_named_beside_a_figure_owns_nothing(text: str, words: str, owner: str | None) -> None:
    start = text.index(words)
    assert owner_of(text, (start, start + len(words)), [named(text)]) == owner
