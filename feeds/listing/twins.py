"""Entries of one listing that look like one another: probably meant, but worth a look."""

import re
from collections.abc import Iterator

from feeds.model import ListedEntry, Listing


def near_twins(listing: Listing) -> Iterator[tuple[ListedEntry, ListedEntry, str]]:
    """Each entry that has the title or the text of one above it, with that one and the word for what they share."""
    titles: dict[str, ListedEntry] = {}
    texts: dict[str, ListedEntry] = {}
    for entry in listing.entries:
        title, text = _words(entry.title), _words(" ".join(entry.paragraphs))
        if title in titles:
            yield entry, titles[title], "title"
        elif text and text in texts:
            yield entry, texts[text], "text"
        titles.setdefault(title, entry)
        texts.setdefault(text, entry)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) or text
