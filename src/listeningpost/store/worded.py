"""The value of a field as a person would type it."""

from typing import Any

from ..schema import DateGiven, Located, Named, Outlet, Page, Published, Speaker, Title, Via
from .applying import OF_STORIES, STANDS


def worded(page: Page, where: Located, field: str) -> str | None:
    """A field of one item of a page (or of the page itself) as text; None where it has no value or no such item."""
    if where.kind == "page" and field in OF_STORIES:
        return text_of(getattr(page, field))
    if where.kind == "page":
        return text_of(getattr(page.article, field))
    items = getattr(page, f"{where.kind}s")
    if field == STANDS:
        return "yes" if any(item.id == where.id for item in items) else "no"
    return next((text_of(getattr(item, field)) for item in items if item.id == where.id), None)


def text_of(value: Any) -> str | None:
    """One value of the record as text: names of people, dates in EDTF, numbers without a needless point."""
    match value:
        case None | str():
            return value
        case float() | int():
            return f"{value:.15g}"
        case Speaker():
            return value.name or value.descriptor
        case DateGiven() | Published():
            return value.edtf
        case Title():
            return value.text
        case Outlet() | Named() | Via():
            return value.name
        case tuple():
            return "; ".join(text for part in value if (text := text_of(part))) or None
    raise TypeError(f"no field that can be corrected holds a {type(value).__name__}")
