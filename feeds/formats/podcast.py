"""Podcasts in RSS: Apple's elements (`itunes:`), and those of the podcast namespace (`podcast:`).

What PSP-1 (https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification) requires and recommends.
"""

from lxml.etree import SubElement, _Element

from feeds.formats.parts import media_url, permitted, web_url
from feeds.model import Entry, Feed, Person, Podcast, Site

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}

_ITUNES, _PODCAST = (f"{{{uri}}}" for uri in NAMESPACES.values())


def extend_channel(channel: _Element, feed: Feed, podcast: Podcast, site: Site) -> None:
    """Say of an RSS channel what podcast apps ask for."""
    author = feed.author or site.author or site.title
    _text(channel, _ITUNES + "author", author)
    if podcast.owner:
        owner = SubElement(channel, _ITUNES + "owner")
        _text(owner, _ITUNES + "name", podcast.owner.name)
        _text(owner, _ITUNES + "email", podcast.owner.email)
    if feed.image:
        SubElement(channel, _ITUNES + "image", href=media_url(feed.image, site))
    for category in podcast.categories:
        element = SubElement(channel, _ITUNES + "category", text=category.name)
        if category.subcategory:
            SubElement(element, _ITUNES + "category", text=category.subcategory)
    _text(channel, _ITUNES + "explicit", _true_or_false(value=podcast.explicit))
    _text(channel, _ITUNES + "type", podcast.type)
    _text(channel, _PODCAST + "guid", podcast.guid)
    locked = _text(channel, _PODCAST + "locked", "yes" if podcast.locked else "no")
    if podcast.owner:
        locked.set("owner", podcast.owner.email)
    _text(channel, _PODCAST + "medium", podcast.medium)
    if podcast.funding and (url := web_url(podcast.funding.url)):
        _text(channel, _PODCAST + "funding", podcast.funding.words).set("url", url)
    _add_persons(channel, podcast.persons)


def extend_item(item: _Element, entry: Entry, site: Site) -> None:
    """Say of an RSS item with an enclosure what podcast apps ask for."""
    episode = entry.episode
    if entry.enclosure and entry.enclosure.duration:
        _text(item, _ITUNES + "duration", str(entry.enclosure.duration))
    if episode.number is not None:
        _text(item, _ITUNES + "episode", str(episode.number))
    if episode.season is not None:
        _text(item, _ITUNES + "season", str(episode.season))
    if episode.type:
        _text(item, _ITUNES + "episodeType", episode.type)
    if episode.explicit is not None:
        _text(item, _ITUNES + "explicit", _true_or_false(value=episode.explicit))
    if entry.image:
        SubElement(item, _ITUNES + "image", href=media_url(entry.image, site))
    if episode.transcript:
        SubElement(
            item,
            _PODCAST + "transcript",
            url=media_url(episode.transcript.address, site),
            type=episode.transcript.media_type,
            language=entry.language,
        )
    if episode.chapters:
        SubElement(item, _PODCAST + "chapters", url=media_url(episode.chapters, site), type="application/json+chapters")
    _add_persons(item, episode.persons)


def _add_persons(parent: _Element, persons: tuple[Person, ...]) -> None:
    for person in persons:
        element = _text(parent, _PODCAST + "person", person.name)
        element.set("role", permitted(person.role))
        if url := web_url(person.url):
            element.set("href", url)


def _text(parent: _Element, tag: str, text: str) -> _Element:
    element = SubElement(parent, tag)
    element.text = permitted(text)
    return element


def _true_or_false(*, value: bool) -> str:
    return "true" if value else "false"
