"""What is known of sound and picture files by a look into them.

Sound is read with mutagen (extra `podcast`), and only where a listing does not state how long it lasts.
"""

import os
import struct
from functools import lru_cache
from pathlib import Path

from feeds.errors import MediaError


def size_of(place: Path) -> int | None:
    """How many bytes a file has; None if there is no file, or none that may be read."""
    try:
        return place.stat().st_size if place.is_file() and os.access(place, os.R_OK) else None
    except (OSError, ValueError):
        return None


def read_duration(place: Path) -> int:
    """How many seconds a recording lasts, rounded, and 1 at least. Raises `MediaError` if that cannot be told."""
    status = place.stat()
    return _read_duration(place, (status.st_size, status.st_mtime_ns))


@lru_cache(maxsize=65536)
def _read_duration(place: Path, _version: tuple[int, int]) -> int:
    try:
        import mutagen  # noqa: PLC0415 -- an extra, and slow to load
    except ImportError:
        raise MediaError(
            "how long it lasts is read with mutagen: pip install 'feeds[podcast]', or state `Duration: MINUTES:SECONDS`"
        ) from None
    try:
        sound = mutagen.File(place)
    except (mutagen.MutagenError, OSError) as error:
        raise MediaError(f"this file is damaged: {str(error).splitlines()[0]}") from error
    seconds = getattr(getattr(sound, "info", None), "length", 0)
    if not seconds:
        raise MediaError("this is no recording that can be read; convert it, or state `Duration: MINUTES:SECONDS`")
    return max(1, round(seconds))


_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels by the head of a PNG or JPEG picture; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:  # noqa: PLR2004 - where the first chunk has them
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if not data.startswith(b"\xff\xd8"):
        return None
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - every segment begins with it
        marker, length = struct.unpack(">xBH", data[place : place + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None
