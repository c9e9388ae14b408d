"""Drawings of what a view found: SVG made here, without a browser, the same for the desk, a brief and print.

Each shows a wide and a narrow shape, of which the style sheet takes one; each tells apart by form as well as by colour;
and beside each the lines that it draws stand in words.
"""

from importlib import resources

from .drawing import draw, draw_group, draw_map, draw_network
from .quantity import draw_quantity
from .timeline import draw_timeline

STYLE = (resources.files(__package__) / "style" / "drawings.css").read_text(encoding="utf-8")

__all__ = ["STYLE", "draw", "draw_group", "draw_map", "draw_network", "draw_quantity", "draw_timeline"]
