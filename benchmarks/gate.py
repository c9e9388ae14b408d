"""The quality gate: every floor of benchmarks/floors.json against what is measured now.

    python -m benchmarks.gate [--require-data] [--raise] [--lower NAME VALUE WHY]

The floors of the sample watch are always measured, those of the shared sets where DATA (default ../shared/data)
stands. A floor is the figure measured when it was set, less its noise; `--raise` lifts floors to today's figures and
never sinks one. Each set's floor is pinned to the digest of the gold it was measured on: other gold is said and fails.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import sets
from .shared import data_folder

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Measured:
    """The figures of one set by name, with the digest of its gold."""

    digest: str
    figures: dict[str, float]


@dataclass(frozen=True)
class Set:
    """One set of gold: its name, whether it is in the package, its noise, and how it is measured."""

    name: str
    shared: bool
    noise: float
    measure: Callable[[], tuple[str, dict[str, float]]]


SETS = (
    Set("watch", False, 0.005, sets.sample_watch),
    Set("gold-pages", True, 0.02, sets.gold_pages),
    Set("page-dumps", True, 0.01, sets.page_dumps),
    Set("adbar-text-dates", True, 0.02, sets.text_dates),
    Set("aeb-html", True, 0.01, sets.html_bodies),
    Set("polnear-dev", True, 0.02, sets.attributions),
)


def measured(require: bool) -> tuple[dict[str, Measured], list[str]]:
    """What can be measured here, and the names of the sets that cannot."""
    absent = [s.name for s in SETS if s.shared and data_folder() is None]
    if absent and require:
        raise SystemExit(f"gate: no shared data (set DATA); not measured: {', '.join(absent)}")
    return {s.name: Measured(*s.measure()) for s in SETS if s.name not in absent}, absent


def faults(found: dict[str, Measured], floors: dict[str, dict[str, object]]) -> list[str]:
    """One line for every floor that is not reached, missing, or pinned to other gold."""
    lines = []
    for name, result in found.items():
        pinned = floors.get(name)
        if pinned is None:
            lines.append(f"{name}: no floors yet; set them with --raise")
            continue
        if pinned["digest"] != result.digest:
            lines.append(f"{name}: the gold is not the one its floors were measured on; set them anew with --raise")
        for figure, floor in dict(pinned["floors"]).items():  # type: ignore[call-overload]
            value = result.figures.get(figure)
            if value is None or value < floor:
                lines.append(
                    f"{name}.{figure}: {'not measured' if value is None else f'{value:.4f}'}, floor {floor:.4f}"
                )
    return lines


def raised(found: dict[str, Measured], floors: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Floors lifted to today's figures less the noise; on other gold they start anew."""
    new = dict(floors)
    for part in SETS:
        if part.name not in found:
            continue
        result, old = found[part.name], floors.get(part.name, {})
        kept = dict(old["floors"]) if old.get("digest") == result.digest else {}  # type: ignore[call-overload]
        lifted = {k: round(max(v - part.noise, kept.get(k, 0.0)), 4) for k, v in sorted(result.figures.items())}
        new[part.name] = {"digest": result.digest, "noise": part.noise, "floors": lifted}
    return new


def lowered(floors: dict[str, dict[str, object]], arguments: list[str]) -> dict[str, dict[str, object]]:
    """One floor sunk on purpose, with the reason kept beside it."""
    name, value, why = arguments[arguments.index("--lower") + 1 :][:3]
    part, _, figure = name.partition(".")
    entry = floors[part]
    sunk = {**dict(entry["floors"]), figure: float(value)}  # type: ignore[call-overload]
    reasons = {**dict(entry.get("lowered", {})), figure: why}  # type: ignore[call-overload]
    return {**floors, part: {**entry, "floors": sunk, "lowered": reasons}}


def main(arguments: list[str]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if "--lower" in arguments:
        return write(lowered(floors, arguments))
    found, absent = measured("--require-data" in arguments)
    for name, result in found.items():
        print(name, "  ".join(f"{k} {v:.3f}" for k, v in result.figures.items()), sep=": ")
    if absent:
        missing = sum(len(floors.get(name, {}).get("floors", ())) for name in absent)
        print(f"not measured: {missing} floors ({', '.join(absent)})")
    if "--raise" in arguments:
        return write(raised(found, floors))
    wrong = faults(found, floors)
    print("\n".join(wrong) if wrong else "gate: every floor holds")
    return int(bool(wrong))


def write(floors: dict[str, dict[str, object]]) -> int:
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"written: {FLOORS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
