"""The nouns, in the order in which an entry meets them on its way from a text file to a feed reader.

Feed words are those of RFC 4287 (feed, entry, id, published, updated); `captured` is TimeML's document
creation time of a listing: the day on which the category page was copied. All instants are aware.
"""

from feeds.model.dated import (
    UNKNOWN,
    Basis,
    Dating,
    Evidence,
    Known,
)
from feeds.model.heard import (
    Enclosure,
    Episode,
    EpisodeType,
    Funding,
    Owner,
    Person,
    Podcast,
    PodcastCategory,
    PodcastType,
    Transcript,
)
from feeds.model.listed import (
    Diagnostic,
    EntryFields,
    ListedEntry,
    Listing,
    Order,
    Sighting,
)
from feeds.model.promised import (
    Publication,
)
from feeds.model.published import (
    EPOCH,
    EVERYTHING,
    REDIRECTS,
    Entry,
    Feed,
    Limits,
    Place,
    Site,
)
from feeds.model.served import (
    COMPRESSIBLE,
    CONTENT_SECURITY,
    DELIVERY,
    FEED_SUFFIXES,
    MEDIA_DIRECTORY,
    MEDIA_TYPES,
    Delivery,
    Document,
    MediaFile,
    is_compressible,
    media_type_of,
)

__all__ = [
    "COMPRESSIBLE",
    "CONTENT_SECURITY",
    "DELIVERY",
    "EPOCH",
    "EVERYTHING",
    "FEED_SUFFIXES",
    "MEDIA_DIRECTORY",
    "MEDIA_TYPES",
    "REDIRECTS",
    "UNKNOWN",
    "Basis",
    "Dating",
    "Delivery",
    "Diagnostic",
    "Document",
    "Enclosure",
    "Entry",
    "EntryFields",
    "Episode",
    "EpisodeType",
    "Evidence",
    "Feed",
    "Funding",
    "Known",
    "Limits",
    "ListedEntry",
    "Listing",
    "MediaFile",
    "Order",
    "Owner",
    "Person",
    "Place",
    "Podcast",
    "PodcastCategory",
    "PodcastType",
    "Publication",
    "Sighting",
    "Site",
    "Transcript",
    "is_compressible",
    "media_type_of",
]
