"""The labels of figures told: well-formed, and as many as their module says."""

import json

from training.figures_told import LABELS

ROWS = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def test_labels_are_places_in_order_and_a_series_has_two_figures_of_one_event() -> None:
    names: dict[str, set[str]] = {}
    figures = 0
    for row in ROWS:
        starts = [start for start, _, _ in row["figures"]]
        assert starts == sorted(starts)
        assert all(0 <= start < end for start, end, _ in row["figures"])
        for _, _, name in row["figures"]:
            if name:
                names.setdefault(name, set()).add(row["event"])
                figures += 1
    assert all(len(events) == 1 for events in names.values())
    assert (len(ROWS), len({row["event"] for row in ROWS}), figures, len(names)) == (113, 19, 543, 151)
