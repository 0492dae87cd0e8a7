"""What a feed says, read by the standard library alone: the measure of what others make of it.

RSS 2.0, Atom and JSON Feed give the same facts of each entry.
"""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

ATOM = "{http://www.w3.org/2005/Atom}"
WORD_JOINER = "\u2060"


@dataclass(frozen=True, order=True)
class Enclosure:
    """A recording: its address, its length in bytes, and its media type."""

    url: str
    length: int
    media_type: str


@dataclass(frozen=True, order=True)
class Entry:
    """What all formats say of an entry; `published` counts seconds since 1970."""

    id: str
    title: str
    published: int
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def enclosure_urls(self) -> tuple[str, ...]:
        return tuple(enclosure.url for enclosure in self.enclosures)


def shown(title: str) -> str:
    """A title as a person sees it: not its line breaks, nor the joiners that keep readers from taking it for HTML."""
    return " ".join(title.replace(WORD_JOINER, "").split())


def rfc3339(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp())


def rfc822(stamp: str) -> int:
    return int(parsedate_to_datetime(stamp).timestamp())


def entries(body: bytes) -> list[Entry]:
    """The entries of a document in any format, in their order; raises ValueError or LookupError at what is missing."""
    if body.lstrip().startswith(b"{"):
        return [_of_json(item) for item in json.loads(body)["items"]]
    root = ET.fromstring(body)  # noqa: S314 -- a feed that we wrote ourselves
    if root.tag == "rss":
        return [_of_rss(item) for item in root.iter("item")]
    return [_of_atom(entry) for entry in root.iter(f"{ATOM}entry")]


def older(body: bytes) -> str | None:
    """Where a document says that older entries are (RFC 5005 section 4; `next_url` of JSON Feed); None if nowhere."""
    if body.lstrip().startswith(b"{"):
        following: str | None = json.loads(body).get("next_url")
        return following
    links = ET.fromstring(body).iter(f"{ATOM}link")  # noqa: S314 -- the same
    return next((link.get("href") for link in links if link.get("rel") == "prev-archive"), None)


def _of_json(item: dict[str, Any]) -> Entry:
    enclosures = [Enclosure(a["url"], a["size_in_bytes"], a["mime_type"]) for a in item.get("attachments", ())]
    return Entry(item["id"], shown(item["title"]), rfc3339(item["date_published"]), tuple(enclosures))


def _of_rss(item: ET.Element) -> Entry:
    found = tuple(_enclosure(element, "url") for element in item.iter("enclosure"))
    return Entry(_text(item, "guid"), shown(_text(item, "title")), rfc822(_text(item, "pubDate")), found)


def _of_atom(entry: ET.Element) -> Entry:
    links = [link for link in entry.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    return Entry(
        _text(entry, f"{ATOM}id"),
        shown(_text(entry, f"{ATOM}title")),
        rfc3339(_text(entry, f"{ATOM}published")),
        tuple(_enclosure(link, "href") for link in links),
    )


def _enclosure(element: ET.Element, address: str) -> Enclosure:
    return Enclosure(element.attrib[address], int(element.attrib["length"]), element.attrib["type"])


def _text(element: ET.Element, path: str) -> str:
    found = element.findtext(path)
    if not found:
        raise ValueError(f"<{element.tag}> has no {path}")
    return found
