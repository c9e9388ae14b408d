"""What every drawing shares: its frame with a title and a description, and text that no page can turn into markup."""

from collections.abc import Iterable
from html import escape

from ...schema import Record
from ..wording import visible


class Frame(Record, frozen=True):
    """A drawing's size in its own units, the height of its letters, and `shape`, the word of its class: wide (a desk,
    print) or narrow (a phone). `name` begins the ids inside it, which must be unique on a page."""

    name: str
    width: int
    height: int
    shape: str = "wide"
    size: float = 12.0


def drawn(frame: Frame, title: str, told: str, parts: Iterable[str]) -> str:
    """The drawing as an SVG element with title and description for those who do not see it."""
    name = f"{frame.name}-{frame.shape}"
    return (
        f'<svg class="drawing {frame.shape}" viewBox="0 0 {frame.width} {frame.height}" role="img"'
        f' aria-labelledby="{name}-title {name}-told" font-size="{frame.size:g}">'
        f'<title id="{name}-title">{safe(title)}</title><desc id="{name}-told">{safe(told)}</desc>'
        + "".join(parts) + "</svg>"
    )


def figure(kind: str, drawings: Iterable[str], legend: str) -> str:
    """Drawings of one thing, of which the style sheet shows the one that fits the screen, over their legend, which is
    markup."""
    return f'<figure class="drawn {kind}">{"".join(drawings)}<figcaption>{legend}</figcaption></figure>'


def safe(text: str) -> str:
    """Text of a page or of ours as text of a drawing or an attribute's value."""
    return escape(visible(text), quote=True)


def words(text: str, x: float, y: float, anchor: str = "start", style: str = "") -> str:
    """A line of text at a place."""
    kind = f' class="{style}"' if style else ""
    turn = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text{kind} x="{number(x)}" y="{number(y)}"{turn}>{safe(text)}</text>'


def haloed(text: str, x: float, y: float, anchor: str = "start", style: str = "") -> str:
    """Text over a drawing, with its outline as a text of its own below: not every printer knows the order of paint."""
    return f'<g aria-hidden="true">{words(text, x, y, anchor, f"halo {style}".strip())}</g>' + words(
        text, x, y, anchor, style)


def number(value: float) -> str:
    """A coordinate to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
