"""`feeds.toml`, read once: what all feeds of a site share."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from feeds.errors import ConfigError
from feeds.names import check_language, find_timezone, is_web_address, uri

FILE_NAME = "feeds.toml"

_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class CategorySettings:
    """What is set for one category alone, by key, and the line of `feeds.toml` on which that begins."""

    values: Mapping[str, Any]
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a site. `base_url` ends without a slash; `timezone` and `language` are the listings' defaults.

    `content` is `full` or `excerpt`: what feeds tell of an entry's text. `category` has what is set for one category
    alone, by its name.

    `max_age`, `stale_while_revalidate` and `stale_if_error` are what caches are told (RFC 9111, RFC 5861), in seconds.
    Each `hub` is told of changed feeds (W3C WebSub).

    `ledger` is a `postgresql://` URL, or a path that starts from the folder of the listings; without it the ledger is
    `.ledger.sqlite` in that folder, or beside the site where the folder may not be written to.
    """

    title: str = "Feeds"
    base_url: str = "http://127.0.0.1:8000"
    description: str = ""
    author: str | None = None
    language: str = "en"
    timezone: tzinfo = UTC
    entries_per_feed: int = 50
    bytes_per_feed: int = 512 * 1024
    content: str = "full"
    category: Mapping[str, CategorySettings] = field(default_factory=dict)
    ledger: str | None = None
    hub: tuple[str, ...] = ()
    max_age: int = 300
    stale_while_revalidate: int = 3600
    stale_if_error: int = 86400

    def ledger_of(self, content: Path, out: Path = Path("public")) -> str | Path:
        """Where the ledger is of the listings in the folder `content`, of which the site `out` is made."""
        if self.ledger is not None:
            return self.ledger if "://" in self.ledger else content / self.ledger
        if os.access(content, os.W_OK):
            return content / ".ledger.sqlite"
        return out.absolute().parent / f".{out.name}.ledger.sqlite"


DEFAULTS = Config()


def load_config(content: Path, defaults: Config = DEFAULTS) -> Config:
    """Read `feeds.toml` in the folder `content`; what it does not set, and all if there is none, is as in `defaults`.

    Raises `ConfigError` for text that is no TOML, for an unknown key and for a value that is not allowed.
    """
    path = content / FILE_NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return defaults
    except OSError as error:
        raise ConfigError(f"{path}: error: the file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: error: the byte at offset {error.start} is not UTF-8: save it as UTF-8") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_position(path, str(error))) from error
    categories = table.pop("category", {})
    settings = _converted(path, text.splitlines(), table, SETTINGS)
    return replace(defaults, **settings, category=_categories(path, text, categories))


def _categories(path: Path, text: str, tables: object) -> dict[str, CategorySettings]:
    """The tables of the categories, by name; `text` is all of the file."""
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise ConfigError(
            f"{path}:{_line_of('category', text.splitlines())}: error: category: "
            'it must be a table a category, such as [category."Harbour Notices"]'
        )
    lines = text.splitlines()
    found = {}
    for name, table in tables.items():
        start = next((number for number, line in enumerate(lines) if _opens_category(line, name)), 0)
        values = _converted(path, lines, table, CATEGORY_SETTINGS, start)
        found[name] = CategorySettings(values, path, start + 1)
    return found


def _opens_category(line: str, name: str) -> bool:
    """Whether the table of the category begins in this line."""
    return bool(re.match(rf"""\s*(\[\s*)?["']?category["']?\s*\.\s*["']?{re.escape(name)}["']?\s*[].]""", line))


def _converted(
    path: Path, lines: Sequence[str], table: Mapping[str, object], settings: "Settings", start: int = 0
) -> dict[str, Any]:
    """The values of a table that begins on the line with index `start`, as `settings` convert them."""
    values = {}
    for key, value in table.items():
        where = f"{path}:{_line_of(key, lines, start)}: error"
        convert = settings.get(key)
        if convert is None:
            known = [*settings, "category"] if settings is SETTINGS else list(settings)
            nearest = get_close_matches(key.lower(), known, n=1)
            advice = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(known)}"
            raise ConfigError(f"{where}: there is no setting {key!r}{_of_category(settings)}: {advice}")
        try:
            values[key] = convert(value)
        except ValueError as error:
            raise ConfigError(f"{where}: {key} {value!r}: {error}") from error
    return values


def _of_category(settings: "Settings") -> str:
    return " of a category" if settings is CATEGORY_SETTINGS else ""


def _position(path: Path, message: str) -> str:
    """The message of tomllib with its "(at line 3, column 7)" moved to the front, as in every other complaint."""
    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    where = f"{path}:{found[1]}:{found[2]}" if found else f"{path}"
    reason = message[: found.start()] if found else message
    return f"{where}: error: this is not TOML: {reason}"


def _line_of(key: str, lines: Sequence[str], start: int = 0) -> int:
    """The line, from 1, on which a key stands; the first of its table if it cannot be found."""
    pattern = re.compile(rf"""[ \t]*\[*[ \t]*["']?{re.escape(key)}["']?[ \t]*[].=]""")
    return next((number for number, line in enumerate(lines[start:], start + 1) if pattern.match(line)), start + 1)


# ── What each setting may be ─────────────────────────────────────────────────────────────────────────────


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('it must be text in quotes, such as "Harbour Notices"')
    return " ".join(value.split())


def _base_url(value: object) -> str:
    if not isinstance(value, str) or not is_web_address(value) or set("?#") & set(value):
        raise ValueError('it must be a web address without "?" and "#", such as "https://example.org/news"')
    return uri(value).rstrip("/")


def _language(value: object) -> str:
    return check_language(_text(value))


def _timezone(value: object) -> tzinfo:
    return find_timezone(_text(value))


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("it must be a whole number from 1")
    return value


def _seconds(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _YEAR:
        raise ValueError(f"it must be a whole number of seconds, from 0 to {_YEAR}, which is a year")
    return value


def _hub(value: object) -> tuple[str, ...]:
    hubs = value if isinstance(value, list) else [value]
    if not hubs or not all(
        isinstance(hub, str) and is_web_address(hub) and hub.isascii() and "#" not in hub for hub in hubs
    ):
        raise ValueError(
            'it must be the web address of a WebSub hub, such as "https://hub.example.org/", or a list of such'
        )
    return tuple(dict.fromkeys(uri(str(hub)) for hub in hubs))


def _content(value: object) -> str:
    if value not in ("full", "excerpt"):
        raise ValueError('it must be "full" or "excerpt"')
    return str(value)


def _ledger(value: object) -> str:
    place = _text(value)
    if "://" in place and not place.startswith(("postgresql://", "postgres://")):
        raise ValueError('it must be a path such as ".ledger.sqlite", or an address that begins with postgresql://')
    is_seen = "://" not in place and not any(part.startswith((".", "/")) for part in Path(place).parts)
    if is_seen:  # `feeds serve` would take each change of it for one of the content
        raise ValueError('among the listings its name must begin with a dot, such as ".ledger.sqlite"')
    return place


Settings = Mapping[str, Callable[[object], Any]]
"""Keys, and how the value of each is checked."""

CATEGORY_SETTINGS: Settings = {
    "entries_per_feed": _count,
    "bytes_per_feed": _count,
    "content": _content,
}
"""Every key that may be set for one category alone."""

SETTINGS: Settings = {
    "title": _text,
    "base_url": _base_url,
    "description": _text,
    "author": _text,
    "language": _language,
    "timezone": _timezone,
    **CATEGORY_SETTINGS,
    "ledger": _ledger,
    "hub": _hub,
    "max_age": _seconds,
    "stale_while_revalidate": _seconds,
    "stale_if_error": _seconds,
}
"""Every key that `feeds.toml` may hold beside tables of categories; `Config` holds the defaults."""
