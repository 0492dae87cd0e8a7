"""`feeds.toml`, read once: what all feeds of a site share."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from feeds.errors import ConfigError
from feeds.names import check_language, find_timezone, is_web_address

FILE_NAME = "feeds.toml"

_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a site. `base_url` ends without a slash; `timezone` and `language` are the listings' defaults.

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
    values: dict[str, Any] = {key: _convert(path, text, key, value) for key, value in table.items()}
    return replace(defaults, **values)


def _convert(path: Path, text: str, key: str, value: object) -> object:
    where = f"{path}:{_line_of(key, text)}: error"
    setting = SETTINGS.get(key)
    if setting is None:
        nearest = get_close_matches(key.lower(), SETTINGS, n=1)
        advice = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(SETTINGS)}"
        raise ConfigError(f"{where}: there is no setting {key!r}: {advice}")
    try:
        return setting(value)
    except ValueError as error:
        raise ConfigError(f"{where}: {key} {value!r}: {error}") from error


def _position(path: Path, message: str) -> str:
    """The message of tomllib with its "(at line 3, column 7)" moved to the front, as in every other complaint."""
    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    where = f"{path}:{found[1]}:{found[2]}" if found else f"{path}"
    reason = message[: found.start()] if found else message
    return f"{where}: error: this is not TOML: {reason}"


def _line_of(key: str, text: str) -> int:
    found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}["']?[ \t]*[].=]""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


# ── What each setting may be ─────────────────────────────────────────────────────────────────────────────


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('it must be text in quotes, such as "Harbour Notices"')
    return " ".join(value.split())


def _base_url(value: object) -> str:
    if not isinstance(value, str) or not is_web_address(value) or set("?#") & set(value):
        raise ValueError('it must be a web address without "?" and "#", such as "https://example.org/news"')
    return value.rstrip("/")


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
    return tuple(dict.fromkeys(hubs))


def _ledger(value: object) -> str:
    place = _text(value)
    if "://" in place and not place.startswith(("postgresql://", "postgres://")):
        raise ValueError('it must be a path such as ".ledger.sqlite", or an address that begins with postgresql://')
    is_seen = "://" not in place and not any(part.startswith((".", "/")) for part in Path(place).parts)
    if is_seen:  # `feeds serve` would take each change of it for one of the content
        raise ValueError('among the listings its name must begin with a dot, such as ".ledger.sqlite"')
    return place


SETTINGS: Mapping[str, Callable[[object], Any]] = {
    "title": _text,
    "base_url": _base_url,
    "description": _text,
    "author": _text,
    "language": _language,
    "timezone": _timezone,
    "entries_per_feed": _count,
    "bytes_per_feed": _count,
    "ledger": _ledger,
    "hub": _hub,
    "max_age": _seconds,
    "stale_while_revalidate": _seconds,
    "stale_if_error": _seconds,
}
"""Every key that `feeds.toml` may hold, and how its value is checked; `Config` holds the defaults."""
