"""The desk: the record as pages for people, on one's own machine.

The door is `make_app(desk)`, an ASGI application within its guard; `Desk` is what it is opened with, `server_config`
how it is served. Programs find the same under `/api/v1`. A page is added by one file in `pages/`, its template, and one
line in `pages.PAGES`: navigation, routes and the static edition read that tuple.
"""

from .app import make_app, prepare
from .asking import Answer, Asked, Desk, DeskPage
from .pages import PAGES
from .passes import Keys
from .publishing import MANIFEST, Written, site
from .rendering import render
from .serving import is_loopback, rules_for, server_config

__all__ = ["Answer", "Asked", "Desk", "DeskPage", "Keys", "MANIFEST", "PAGES", "Written", "is_loopback", "make_app",
           "prepare", "render", "rules_for", "server_config", "site"]
