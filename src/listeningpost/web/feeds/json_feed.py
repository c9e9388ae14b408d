"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

from typing import Any

import msgspec

from .entries import Entry, Feed

JSON_FEED = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """The feed as a document; every text is a text, never markup."""
    return msgspec.json.encode({
        "version": VERSION, "title": feed.title, "home_page_url": feed.home, "feed_url": feed.url, "language": "en",
        "authors": [{"name": "Listening Post"}], "items": [_item(entry) for entry in feed.entries],
    })


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id, "url": entry.url, "title": entry.title, "content_text": entry.text,
        "date_modified": entry.updated, "authors": [{"name": entry.author}], "tags": list(entry.tags),
    }
    return {**item, "date_published": entry.published} if entry.published else item
