"""Whether the tests in a real browser can run: where they cannot, this says so for all of them."""

import pytest
from browsing import REQUIRED, WANTING


@pytest.mark.skipif(bool(WANTING) and not REQUIRED, reason=WANTING)
def test_there_is_a_browser_to_test_with() -> None:
    assert WANTING == ""
