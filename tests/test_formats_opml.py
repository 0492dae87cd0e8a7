"""OPML is written as its specification asks, and as the W3C validator does."""

from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from feeds.formats.opml import opml
from feeds.model import Feed, Site

SITE = Site("The Coast & more", "https://coast.example", "en", author="The Office")
EVERYTHING = Feed("all", "urn:x:0", "The Coast", "Every board.", "en", datetime(2024, 5, 9, 12, tzinfo=UTC), ())
BOARDS = [
    replace(EVERYTHING, slug="tides", title='Tides <high> & "low"', description="", language="en-GB"),
    replace(EVERYTHING, slug="庭の鳥", title="庭の鳥", description="Birds\x00", language="ja"),
]


def outlines(document: bytes) -> list[dict[str, str]]:
    return [
        {str(name): str(value) for name, value in outline.attrib.items()}
        for outline in etree.fromstring(document).iterfind("body/outline")
    ]


def test_every_category_is_an_outline_of_its_rss_feed() -> None:
    assert outlines(opml(BOARDS, EVERYTHING, SITE)) == [
        {
            "type": "rss",
            "text": 'Tides &lt;high&gt; &amp; "low"',
            "title": 'Tides &lt;high&gt; &amp; "low"',
            "language": "en-GB",
            "version": "RSS2",
            "xmlUrl": "https://coast.example/tides.rss",
            "htmlUrl": "https://coast.example/tides/",
        },
        {
            "type": "rss",
            "text": "庭の鳥",
            "title": "庭の鳥",
            "description": "Birds",
            "language": "ja",
            "version": "RSS2",
            "xmlUrl": "https://coast.example/%E5%BA%AD%E3%81%AE%E9%B3%A5.rss",
            "htmlUrl": "https://coast.example/%E5%BA%AD%E3%81%AE%E9%B3%A5/",
        },
    ]


def test_the_head_says_whose_list_it_is_and_when_an_entry_last_changed() -> None:
    root = etree.fromstring(opml(BOARDS, EVERYTHING, SITE))
    assert (root.tag, root.get("version"), [part.tag for part in root]) == ("opml", "2.0", ["head", "body"])
    assert {element.tag: element.text for element in root[0]} == {
        "title": "The Coast & more",
        "dateModified": "Thu, 09 May 2024 12:00:00 +0000",
        "ownerName": "The Office",
    }


def test_a_site_without_categories_lists_the_feed_of_everything() -> None:
    assert [outline["xmlUrl"] for outline in outlines(opml([], EVERYTHING, SITE))] == ["https://coast.example/all.rss"]
