"""The page that asks for the token, shown to whoever has no pass."""

from html import escape

from starlette.responses import RedirectResponse, Response

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Listening Post: token</title><link rel="icon" href="/static/mark.svg">
<link rel="stylesheet" href="/static/desk.css"></head>
<body class="entry"><main><h1>Listening Post</h1>
<p>This desk opens with its token: the one that <code>listening-post serve --token</code> was given.</p>{note}
<form method="post" action="/enter"><input type="hidden" name="next" value="{way}">
<p><label for="token">Token</label> <input id="token" name="token" type="password" required autofocus
 autocomplete="current-password"{marked}> <button type="submit">Enter</button></p></form></main></body></html>
"""
WRONG = '<p class="fault" id="wrong" role="alert">That is not the token of this desk.</p>'


def entry_form(way: str, *, wrong: bool = False) -> Response:
    """The form; `way` is where to go on, within this desk."""
    marked = ' aria-invalid="true" aria-describedby="wrong"' if wrong else ""
    page = PAGE.format(note=WRONG if wrong else "", way=escape(way if is_local(way) else "/"), marked=marked)
    return Response(page, 403 if wrong else 401, {"Cache-Control": "no-store"}, "text/html")


def entered(way: str, cookie: str) -> Response:
    """The way on, with the cookie of a pass."""
    answer = RedirectResponse(way if is_local(way) else "/", 303, {"Cache-Control": "no-store"})
    answer.headers["Set-Cookie"] = cookie
    return answer


def is_local(way: str) -> bool:
    """Whether a path leads nowhere but within this desk: browsers read `//host` and `/\\host` as another host."""
    return way.startswith("/") and not way.startswith(("//", "/\\")) and way.isprintable()
