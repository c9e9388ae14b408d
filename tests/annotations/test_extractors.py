"""The order of the extractors, and what each page gives them."""

import pytest

from listeningpost.annotations import EXTRACTORS, check_order
from listeningpost.annotations.mentions import MentionExtractor
from listeningpost.annotations.roles import RoleExtractor
from listeningpost.errors import UsageError


def test_the_packaged_order_works() -> None:
    check_order(EXTRACTORS)
    names = [extractor.name for extractor in EXTRACTORS]
    assert names[:2] == ["mentions", "roles"]
    assert len(names) == len(set(names))


def test_an_extractor_before_what_it_needs_is_refused() -> None:
    with pytest.raises(UsageError, match="roles needs mentions"):
        check_order([RoleExtractor(), MentionExtractor()])


def test_a_layer_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="colours"):
        check_order([MentionExtractor(gives=frozenset({"colours"}))])
