"""Names that public registries define, as authors write them in settings and listings."""

import re
from datetime import UTC, tzinfo
from urllib.parse import quote, urlsplit, urlunsplit

from dateutil import tz


def find_timezone(name: str) -> tzinfo:
    """The time zone of an IANA name such as `Europe/Berlin`, or of `UTC`; raises `ValueError` for anything else."""
    if name.upper() in {"UTC", "GMT"}:
        return UTC
    # dateutil would also take file names, and POSIX rules whose signs mean the contrary of what people expect.
    found = tz.gettz(name) if re.fullmatch(r"[A-Za-z]+(/[A-Za-z0-9_+-]+){1,2}", name) else None
    if isinstance(found, tz.tzfile):
        return found
    raise ValueError("there is no such time zone: write an IANA name such as Europe/Berlin")


def check_language(tag: str) -> str:
    """The tag itself if it is shaped like one of BCP 47 (`en`, `pt-BR`); raises `ValueError` if not."""
    if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", tag):
        return tag
    raise ValueError("that is not a language tag (BCP 47): write one such as en, fr or pt-BR")


def is_web_address(text: str) -> bool:
    """Whether the text is an absolute URL with a host, of scheme http or https."""
    try:
        parts = urlsplit(text)
        has_valid_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and has_valid_port
        and not re.search(r"[\s\\<>\"]", text)
    )


def uri(address: str) -> str:
    """A web address as a URI (RFC 3986): what is beyond it is percent-encoded, and the name of the host is in ASCII."""
    parts = urlsplit(address)
    user, at, place = parts.netloc.rpartition("@")
    netloc = quote(user, safe="!$%&'()*+,;=:~") + at + _in_ascii(place)
    pieces = (quote(piece, safe="!$%&'()*+,/:;=?@~") for piece in (parts.path, parts.query, parts.fragment))
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", urlunsplit((parts.scheme, netloc, *pieces)))


def _in_ascii(host: str) -> str:
    """The name of a host, and its port, as the domain name system has them (RFC 3490)."""
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    return name if re.fullmatch(r"[\w.-]+(:\d*)?", name) else quote(host, safe="!$%&'()*+,;=:[]~")
