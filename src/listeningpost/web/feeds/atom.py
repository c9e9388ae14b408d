"""A feed as Atom (RFC 4287)."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ... import __version__
from .entries import Entry, Feed

ATOM = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(feed: Feed) -> bytes:
    """The feed as a document; every text is a text, never markup."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated)
    _text(root, "generator", "Listening Post", version=__version__)
    _named(root, "Listening Post")
    SubElement(root, "link", {"rel": "self", "type": ATOM, "href": feed.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    for entry in feed.entries:
        _entry(SubElement(root, "entry"), entry)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(element: Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title, type="text")
    _text(element, "updated", entry.updated)
    if entry.published:
        _text(element, "published", entry.published)
    _named(element, entry.author)
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    for tag in entry.tags:
        SubElement(element, "category", {"term": tag})
    _text(element, "content", entry.text, type="text")


def _named(element: Element, name: str) -> None:
    _text(SubElement(element, "author"), "name", name)


def _text(element: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(element, name, attributes).text = text
