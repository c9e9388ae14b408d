"""The desk: the record as pages for people, on one's own machine.

The door is `make_app(desk)`, an ASGI application; `Desk` is what it is opened with. A page is added by one file in
`pages/`, its template, and one line in `pages.PAGES`: navigation, routes and the static edition read that tuple.
"""

from .app import make_app
from .asking import Answer, Asked, Desk, DeskPage
from .pages import PAGES
from .rendering import render

__all__ = ["Answer", "Asked", "Desk", "DeskPage", "PAGES", "make_app", "render"]
