"""What listings say of recordings and podcasts: how each value is written, and what Apple and `podcast:` allow.

Sources: Apple's requirements for podcast feeds (https://podcasters.apple.com/support/823-podcast-requirements), its
list of categories (https://podcasters.apple.com/support/1691-apple-podcasts-categories), and the podcast namespace
(https://podcastindex.org/namespace/1.0).
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from feeds.model import MEDIA_DIRECTORY, MEDIA_TYPES, Enclosure, Funding, Owner, Person, PodcastCategory, Transcript
from feeds.names import is_web_address

APPLE_CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality",
    ),
    "Science": (
        "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature",
        "Physics", "Social Sciences",
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running",
        "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}  # fmt: skip
"""Apple's categories with their subcategories, as of 2019 and still in 2026."""

MEDIUMS = ("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course")
"""What `podcast:medium` may say of a feed with entries of its own."""

AUDIO_SUFFIXES = (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav", ".mp4")
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg")
TRANSCRIPT_SUFFIXES = (".vtt", ".srt", ".html", ".json", ".txt")

_GUID_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def podcast_guid(feed_url: str) -> str:
    """The `podcast:guid` of a feed by its URL: UUID version 5 of what is left without scheme and trailing slashes."""
    return str(uuid5(_GUID_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def media_path(slug: str, name: str, kind: str = "") -> PurePosixPath:
    """Where a site has the file that lies at `name` beside the listing of the category `slug`.

    It depends on nothing else, since podcast apps load again what has a new address. The suffix becomes lower case,
    and that of a JSON file also says its `kind` (`.chapters`, `.transcript`), because static hosts go by suffixes.
    """
    path = PurePosixPath(slug, MEDIA_DIRECTORY, name)
    stem, suffix = path.name[: len(path.name) - len(path.suffix)], path.suffix.lower()
    if suffix == ".json":
        stem = stem.removesuffix(kind) + kind
    return path.with_name(stem + suffix)


# ── How values are written ───────────────────────────────────────────────────────────────────────────────
# Each function raises `ValueError` with advice for the author.


def check_local_path(text: str, suffixes: tuple[str, ...]) -> str:
    """The path of a file beside the listing, or below, with one of the suffixes: no way out, and no hidden part."""
    parts = text.split("/")
    if "\\" in text or any(not part or part.startswith(".") for part in parts) or re.match(r"[A-Za-z][\w+.-]*:", text):
        raise ValueError("it must be a full web address, or the path of a file beside the listing")
    if PurePosixPath(text).suffix.lower() not in suffixes:
        raise ValueError(f"the name of the file must end in one of {', '.join(suffixes)}")
    return text


def parse_audio(text: str) -> Enclosure | str:
    """A recording: `https://example.org/tide.mp3 1234567 audio/mpeg`, or the path of a file beside the listing.

    The type may be left out where the suffix tells it.
    """
    if "://" not in text:
        return check_local_path(text, AUDIO_SUFFIXES)
    url, *facts = text.split()
    if not is_web_address(url):
        raise ValueError("it must be a full web address, or the path of a file beside the listing")
    length = int(facts[0]) if facts and re.fullmatch("[0-9]{1,15}", facts[0]) else 0
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    media_type = facts[1] if len(facts) > 1 else MEDIA_TYPES[suffix] if suffix in AUDIO_SUFFIXES else ""
    if not length or not re.fullmatch(r"(audio|video)/[\w.+-]+", media_type) or len(facts) > 2:  # noqa: PLR2004 - length and type
        raise ValueError(
            "write the length in bytes and the type behind the address, such as "
            f"`{url} 1234567 {media_type or 'audio/mpeg'}`"
        )
    return Enclosure(url, length, media_type)


def parse_transcript(text: str) -> Transcript:
    """`https://example.org/tide.vtt`, with its type behind it where no suffix tells it, or the path of a file."""
    if "://" not in text:
        suffix = PurePosixPath(check_local_path(text, TRANSCRIPT_SUFFIXES)).suffix.lower()
        return Transcript(text, _TRANSCRIPT_TYPES[suffix])
    url, *facts = text.split()
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    media_type = facts[0] if facts else _TRANSCRIPT_TYPES.get(suffix, "")
    if not is_web_address(url) or media_type not in _TRANSCRIPT_TYPES.values() or len(facts) > 1:
        known = ", ".join(_TRANSCRIPT_TYPES.values())
        raise ValueError(f"write a full web address with its type behind it, one of {known}; or the path of a file")
    return Transcript(url, media_type)


_TRANSCRIPT_TYPES = {
    suffix: "application/json" if suffix == ".json" else MEDIA_TYPES[suffix].partition(";")[0]
    for suffix in TRANSCRIPT_SUFFIXES
}


def parse_duration(text: str) -> int:
    """Seconds of `1:02:03`, `2:03` or `123`."""
    found = re.fullmatch(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,6})", text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    if not found or (found[2] and seconds > 59) or (found[1] and minutes > 59):  # noqa: PLR2004 - of a clock
        raise ValueError("write it like 1:02:03, 2:03, or in seconds")
    if not hours and not minutes and not seconds:
        raise ValueError("a recording lasts for a second at least")
    return hours * 3600 + minutes * 60 + seconds


def parse_categories(text: str) -> tuple[PodcastCategory, ...]:
    """Apple's categories, each with or without a subcategory: `Society & Culture > Documentary; Leisure`."""
    return tuple(_parse_category(part.strip()) for part in text.split(";"))


def _parse_category(text: str) -> PodcastCategory:
    name, _, subcategory = (part.strip() for part in text.partition(">"))
    allowed = APPLE_CATEGORIES.get(name)
    if allowed is not None and (not subcategory or subcategory in allowed):
        return PodcastCategory(name, subcategory or None)
    whole = [f"{name} > {narrower}" for name, all_narrower in APPLE_CATEGORIES.items() for narrower in all_narrower]
    choices = {choice.lower(): choice for choice in (*APPLE_CATEGORIES, *whole)}
    by_subcategory = {choice.lower().partition(" > ")[2]: choice for choice in whole}
    nearest = by_subcategory.get((subcategory or name).lower()) or next(
        iter(get_close_matches(text.lower(), choices, n=1) or get_close_matches(name.lower(), choices, n=1)), None
    )
    if nearest is None:
        raise ValueError(f"{text!r} is none of Apple's categories, which are {', '.join(APPLE_CATEGORIES)}")
    raise ValueError(f"{text!r} is none of Apple's categories: did you mean {choices[nearest.lower()]}?")


_PERSON = re.compile(
    r"(?P<name>[^()<>]+?) \s* (?: \( (?P<role>[^()]+) \) )? \s* (?P<url>https?://\S+)?", re.VERBOSE
)  # fmt: skip


def parse_persons(text: str) -> tuple[Person, ...]:
    """`Maren Tveit (host) https://example.org/maren; Ola Berg (guest)`; one without a role is a host."""
    persons = []
    for part in text.split(";"):
        found = _PERSON.fullmatch(part.strip())
        if not found or "://" in found["name"] or not (found["url"] is None or is_web_address(found["url"])):
            raise ValueError("write it like `Maren Tveit (host); Ola Berg (guest) https://example.org/ola`")
        persons.append(Person(found["name"], (found["role"] or "host").strip().lower(), found["url"]))
    return tuple(persons)


def parse_owner(text: str) -> Owner:
    """`The Harbour Office <office@example.org>`."""
    found = re.fullmatch(r"([^<>]+?)\s*<([^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>", text)
    if not found:
        raise ValueError("write a name and an e-mail address, such as `The Harbour Office <office@example.org>`")
    return Owner(found[1], found[2])


def parse_funding(text: str) -> Funding:
    """`https://example.org/support Keep the foghorn blowing`."""
    url, _, words = (part.strip() for part in text.partition(" "))
    if not is_web_address(url) or not 0 < len(words) <= 128:  # noqa: PLR2004 - as the podcast namespace has it
        raise ValueError("write a web address and up to 128 characters for people, such as "
                         "`https://example.org/support Keep the foghorn blowing`")  # fmt: skip
    return Funding(url, words)


def check_guid(text: str) -> str:
    """The UUID itself, in the form that all agree on."""
    try:
        return str(UUID(text))
    except ValueError as error:
        raise ValueError("it must be the UUID that the podcast:guid of the feed has had until now") from error
