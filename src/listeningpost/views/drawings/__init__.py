"""Drawings of what a view found: SVG made here, without a browser, the same for the desk, a brief and print.

Each shows a wide and a narrow shape, of which the style sheet takes one; each tells apart by form as well as by colour;
and beside each the lines that it draws stand in words.
"""

import re
from importlib import resources

from .drawing import draw, draw_group, draw_map, draw_network
from .quantity import draw_quantity
from .timeline import draw_timeline

_STYLES = resources.files(__package__) / "style"
STYLE = (_STYLES / "drawings.css").read_text(encoding="utf-8")
PAPER = " ".join((_STYLES / "paper.css").read_text(encoding="utf-8").split())

def for_paper(drawing: str) -> str:
    """A drawing with its style inside it, for printers that read none from elsewhere."""
    return re.sub(r"(<svg [^>]*>)", rf"\1<style>{PAPER}</style>", drawing)


__all__ = ["STYLE", "draw", "draw_group", "draw_map", "draw_network", "draw_quantity", "draw_timeline",
           "for_paper"]
