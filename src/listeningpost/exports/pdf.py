"""A page made for paper as a PDF. The printer is the extra `pdf` (WeasyPrint), which needs Pango of the system; nothing
is fetched while it prints."""

import base64
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError

MISSING = "a PDF needs the extra pdf: pip install 'listeningpost[pdf]'; or print the HTML (-o brief.html) in a browser"
NO_PANGO = ("a PDF needs Pango of the system, which WeasyPrint could not load ({}); on Debian: apt install"
            " libpango-1.0-0 libpangoft2-1.0-0; or print the HTML (-o brief.html) in a browser")
# the desk's own fonts, by file: family and style; all of them have every weight. A script is a family of its own: the
# printer takes one file for a family.
FACES = (
    ("inter-latin-wght-normal.woff2", "Inter", "normal"),
    ("inter-latin-ext-wght-normal.woff2", "Inter Ext", "normal"),
    ("inter-cyrillic-wght-normal.woff2", "Inter Cyrillic", "normal"),
    ("source-serif-4-latin-wght-normal.woff2", "Source Serif 4", "normal"),
    ("source-serif-4-latin-wght-italic.woff2", "Source Serif 4", "italic"),
    ("source-serif-4-latin-ext-wght-normal.woff2", "Source Serif 4 Ext", "normal"),
    ("source-serif-4-cyrillic-wght-normal.woff2", "Source Serif 4 Cyrillic", "normal"),
)


def print_pdf(page: str, fonts: Path | None = None) -> bytes:
    """An HTML page (with its style in it) as a tagged PDF; `fonts` is the folder of the desk's fonts, without which
    those of the system are taken. Raises UsageError, which says what to install, where it cannot be printed here."""
    try:
        import weasyprint
    except ImportError as error:
        raise UsageError(MISSING) from error
    except OSError as error:  # its library is loaded while it is imported
        raise UsageError(NO_PANGO.format(str(error).splitlines()[0])) from error
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    known = weasyprint.text.fonts.FontConfiguration()
    faces = weasyprint.CSS(string="\n".join(_faces(fonts)) if fonts else "", font_config=known, url_fetcher=fetcher)
    made = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(
        stylesheets=[faces], font_config=known, pdf_variant="pdf/ua-1")
    return bytes(made)


def _faces(fonts: Path) -> Iterator[str]:
    """The fonts as CSS, their bytes in it: the printer opens no file."""
    for file, family, style in FACES:
        data = base64.b64encode((fonts / file).read_bytes()).decode("ascii")
        yield (f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: 100 900;'
               f' src: url("data:font/woff2;base64,{data}") format("woff2"); }}')
