"""Visits to a desk: a browser, or a program, that asks for it as its own machine."""

from starlette.testclient import TestClient

from listeningpost.web import Desk, Keys, make_app
from listeningpost.web.guard import Rules


def visitor(desk: Desk, keys: Keys | None = None, rules: Rules | None = None) -> TestClient:
    """A visitor; what fails inside comes as what they would see."""
    app = make_app(desk, keys, rules)
    return TestClient(app, "http://localhost:8787", raise_server_exceptions=False, follow_redirects=False)


def own_page(keys: Keys) -> dict[str, str]:
    """The headers that show a request to come from one of our own pages."""
    session = keys.new_session()
    return {"Cookie": f"lp_session_{keys.mark}={session}", "X-CSRF-Token": keys.form_value(session)}
