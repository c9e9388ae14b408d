"""An answer as JSON: the View record, as it is in schema/view.py."""

import msgspec

from ..schema import View


def render_json(view: View) -> str:
    """One JSON object with every line, cite and row; quotations verbatim."""
    return msgspec.json.format(msgspec.json.encode(view), indent=2).decode("utf-8") + "\n"
