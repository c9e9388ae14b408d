"""Lines that hang on one another, as a tree: its branches before rows of text, and as a drawing."""

from collections.abc import Sequence
from html import escape

from ..schema import Line
from .wording import visible

DEEPEST = 4  # steps that are set in further each
ROW, STEP, WIDTH = 30, 26, 640  # of the drawing
LETTERS = 78  # of a label that fit in its width
FORK, LAST, BAR, GAP = "├─ ", "└─ ", "│  ", "   "


def branches(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """For each line what stands before its first row and before its others: `├─ ` and `│  `, or nothing."""
    found = []
    for number, line in enumerate(lines):
        after = _to_come(lines, number)
        bars = "".join(BAR if step in after else GAP for step in range(1, line.depth or 0))
        fork = (FORK if line.depth in after else LAST) if line.depth else ""
        found.append((bars + fork, bars + ((BAR if line.depth in after else GAP) if line.depth else "")))
    return found


def _to_come(lines: Sequence[Line], number: int) -> set[int]:
    """The depths at which a branch runs on past a line: a later line of its tree hangs there before the branch ends."""
    found: set[int] = set()
    least = lines[number].depth or 0
    for line in lines[number + 1 :]:
        if line.group != lines[number].group or not line.depth:
            break
        if line.depth <= least:
            found.add(line.depth)
            least = line.depth - 1
    return found


def parents(lines: Sequence[Line]) -> list[int | None]:
    """For each line of one tree the number of the line it hangs on."""
    found: list[int | None] = []
    for number, line in enumerate(lines):
        above = (at for at in range(number - 1, -1, -1) if (lines[at].depth or 0) < (line.depth or 0))
        found.append(next(above, None) if line.depth else None)
    return found


def draw_tree(lines: Sequence[Line]) -> str:
    """The lines of one group as an SVG drawing, a row for each; nothing where they are no tree of two lines or more."""
    if len(lines) < 2 or any(line.depth is None for line in lines):
        return ""
    rows = [_node(number, line) for number, line in enumerate(lines)]
    edges = [_edge(above, number, lines) for number, above in enumerate(parents(lines)) if above is not None]
    label = escape(visible(lines[0].group), quote=True)
    head = f'<svg class="tree" viewBox="0 0 {WIDTH} {ROW * len(lines)}" role="img" aria-label="{label}">'
    return '<div class="scroll" tabindex="0">' + head + "".join([*edges, *rows]) + "</svg></div>"


def _place(number: int, line: Line) -> tuple[int, int]:
    return 12 + STEP * (line.depth or 0), ROW * number + ROW // 2


def _node(number: int, line: Line) -> str:
    x, y = _place(number, line)
    room = LETTERS - 4 * (line.depth or 0)
    words = visible(f"{line.lead} ({', '.join(line.marks)})" if line.marks else line.lead)
    shown = words if len(words) <= room else words[: room - 1] + "…"
    style = ' class="soft"' if line.depth else ""
    return f'<circle cx="{x}" cy="{y}" r="5"/><text{style} x="{x + 14}" y="{y + 4}">{escape(shown)}</text>'


def _edge(above: int, number: int, lines: Sequence[Line]) -> str:
    (x, y), (to_x, to_y) = _place(above, lines[above]), _place(number, lines[number])
    return f'<path d="M{x} {y}V{to_y}H{to_x}"/>'
