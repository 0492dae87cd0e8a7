"""The files that listings name: what is wrong with them, what is known of them, and what a site has of them."""

from feeds.media.examination import Complaint, examine
from feeds.media.gathering import NOTHING_KNOWN, Media, Recording, gather
from feeds.media.reading import picture_size, read_duration

__all__ = [
    "NOTHING_KNOWN",
    "Complaint",
    "Media",
    "Recording",
    "examine",
    "gather",
    "picture_size",
    "read_duration",
]
