"""Pages written to do harm to whoever shows them: every place of a page that reaches a reader holds markup that would
run, load or lead away if it were ever taken for markup."""

from html import escape
from pathlib import Path

AWAY = "https://away.invalid"
HARM = {
    "script": f"<script>alert('script'); fetch('{AWAY}/script')</script>",
    "handler": f"<img src=x onerror=\"alert('handler'); location='{AWAY}/handler'\">",
    "svg": f"<svg onload=\"alert('svg')\"><image href=\"{AWAY}/svg.png\"/></svg>",
    "frame": f"<iframe src=\"{AWAY}/frame\" srcdoc=\"<script>alert('frame')</script>\"></iframe>",
    "style": f"<style>@import url({AWAY}/style.css); body {{ background: url({AWAY}/body.png) }}</style>",
    "link": "<a href=\"javascript:alert('link')\">the Front</a>",
    "refresh": f"<meta http-equiv=\"refresh\" content=\"0;url={AWAY}/refresh\"><base href=\"{AWAY}/\">",
    "form": f"<form action=\"{AWAY}/form\"><button autofocus onfocus=\"alert('form')\">now</button></form>",
    "quote": "\" onmouseover=\"alert('quote')\" autofocus onfocus=\"alert('focus')\" x=\"",
    "template": "{{ 7 * 7 }}{% raw %}{{ config }}",
    "turned": "\u202egnihton\u202c\u2066\u200b",
}
_SAID = "<p>&#8220;We hold {harm} and 40 camps,&#8221; Maresa Tolin, the foreign ministry spokeswoman, told reporters."
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title}</title>
<meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="2022-09-15T19:45:00+02:00">
<meta name="author" content="{author}">
<link rel="canonical" href="javascript:alert('canonical')">
</head><body><article><h1>{title}</h1>
<div class="byline">By <a rel="author" href="javascript:alert('author')">{author}</a></div>
{said}
<p>Halvenia said on Thursday that 900 rebels of {frame} had crossed the pass on Wednesday.</p>
</article></body></html>
"""
_DUMP = """{title}

By {author}
15 September 2022

{outlet}

{said}

Corin Asterby said on Thursday that the army had counted {script} 30 shells.
"""


def write_hostile(folder: Path) -> None:
    """Write a web page and a text dump full of HARM into a folder; their names are hostile too."""
    folder.mkdir(parents=True)
    title = f"Halvenia denies {HARM['script']}{HARM['quote']}"
    author, outlet = f"Ivo {HARM['handler']} Castell", f"The {HARM['svg']} Courier"
    said = "\n".join(_SAID.format(harm=escape(harm)) for harm in HARM.values())
    page = _PAGE.format(title=escape(title), outlet=escape(outlet), author=escape(author), said=said,
                        frame=escape(HARM["frame"]))
    name = "\"><img src=x onerror=alert('name')>"
    (folder / f"{name}.html").write_text(page, encoding="utf-8")
    told = "\n\n".join(f"“We hold {harm} and 40 camps,” Maresa Tolin, the foreign ministry spokeswoman, told reporters."
                       for harm in HARM.values())
    dump = _DUMP.format(title=title, outlet=outlet, author=author, said=told, script=HARM["script"])
    (folder / f"{name}.txt").write_text(dump, encoding="utf-8")
