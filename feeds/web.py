"""The Flask app over a built site: it finds the file that a URL names and tells HTTP's story about it.

It decides nothing about content: the site is built before, by `feeds.site`, and may be replaced at any time,
file by file. Every response is made from one open file, so that headers and body always belong together.
All that we say in HTTP stands in this one file, in the order in which a request meets it.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import quote, unquote, urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import Gone, HTTPException, MethodNotAllowed, NotFound
from werkzeug.http import http_date, parse_date
from werkzeug.urls import iri_to_uri

from feeds.model import (
    CONTENT_SECURITY,
    DELIVERY,
    MEDIA_TYPES,
    REDIRECTS,
    Delivery,
    is_compressible,
    media_type_of,
)

_Noted = TypeVar("_Noted")

_METHODS = ("GET", "HEAD", "OPTIONS")
_CACHING_NOT_FOUND = "public, max-age=60"
_XML = "application/xml; charset=utf-8"
_FEEDS_IN_XML = frozenset({MEDIA_TYPES[suffix] for suffix in (".rss", ".atom", ".opml")})
_FEED_SUFFIXES = (".rss", ".atom", ".json")
_FEEDS_NAMED = 15
_ONE_PIECE = 1 << 20
_CHUNK = 1 << 16


def create_app(site: Path | str) -> Flask:
    """The app that serves the built site in this directory, under any WSGI server and any URL prefix.

    Nothing is read before the first request; a site that is built or replaced later is served from then on. The prefix
    that the site has by its `base_url` may stand before the path or not: some proxies take it away.
    """
    # Flask offers a folder of static files of its own, and repairs double slashes by redirecting to the
    # Host that the client claims: neither is wanted.
    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False

    def answer(path: str = "") -> Response:
        return _preflight() if request.method == "OPTIONS" else _answer(Path(site).resolve(), path)

    for rule in ("/", "/<path:path>"):
        app.add_url_rule(rule, "answer", answer, methods=_METHODS, provide_automatic_options=False)

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> Response:
        return _explain(error, Path(site).resolve())

    app.after_request(_with_common_headers)
    return app


# ── From a URL to a file ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Selected:
    """The representation that a request gets (RFC 9110 §3.2): an open file and what it says of itself."""

    path: str
    file: BufferedReader
    size: int
    modified: int
    etag: str
    media_type: str
    encoding: str | None
    varies: bool


def _answer(root: Path, path: str) -> Response:
    delivery = _delivery(root)
    answer = _find(root, path, delivery)
    prefix = _prefix(delivery).lstrip("/")
    if answer is None and prefix and path.startswith(f"{prefix}/"):
        answer = _find(root, path.removeprefix(f"{prefix}/"), delivery)
    if answer is None and prefix and path == prefix:
        answer = _lead_on(_as_directory(path), delivery)
    if answer is None:
        raise NotFound
    return answer


def _find(root: Path, path: str, delivery: Delivery) -> Response | None:
    """The answer for a path of the site; None if nothing is or was there."""
    left = _left(root)
    if path in left:
        return _lead_on(left[path], delivery)
    directory, _, rest = path.partition("/")
    if rest and directory + "/" in left:  # what belongs to a category moves, and goes, with its page
        new = left[directory + "/"]
        return _lead_on(new and new + quote(rest), delivery)
    is_directory = not path or path.endswith("/")
    selected = _select(root, path + "index.html" if is_directory else path)
    if selected is not None:
        return _respond(selected, delivery)
    if not is_directory and _resolve(root, path + "/index.html"):
        return _lead_on(_as_directory(path), delivery)
    return None


def _as_directory(path: str) -> str:
    """The same path as that of a directory, by a reference that holds under any prefix and repeats no Host."""
    return f"./{quote(path.rpartition('/')[2])}/"


def _lead_on(location: str | None, delivery: Delivery) -> Response:
    """What to answer for an address that was left: where to go for ever, or that there is nothing any more."""
    if location is None:
        raise Gone
    location = iri_to_uri(location)
    headers = {"Location": location, "Cache-Control": delivery.cache_control}
    return Response(f"Moved to {location}\n", HTTPStatus.PERMANENT_REDIRECT, headers, content_type=MEDIA_TYPES[".txt"])


# ── What the build has left for us ───────────────────────────────────────────────────────────────────────


def _left(root: Path) -> Mapping[str, str | None]:
    """The paths that the site has left, each with its new URL, or None if it is gone."""
    return _noted(root / REDIRECTS, _redirects) or {}


def _redirects(text: bytes) -> dict[str, str | None]:
    return dict(json.loads(text))


def _delivery(root: Path) -> Delivery:
    """What there is to say beside what the files tell."""
    return _noted(root / DELIVERY, Delivery.from_json) or Delivery()


def _prefix(delivery: Delivery) -> str:
    """The path of the site's address, such as `/news`; empty if it has a host of its own."""
    return unquote(urlsplit(delivery.base_url).path)


def _noted(place: Path, parse: Callable[[bytes], _Noted]) -> _Noted | None:
    """What a note says that a build has left; None if there is none. It is read once for each version of it."""
    try:
        status = place.stat()
        note: _Noted = _read_note(place, parse, (status.st_ino, status.st_mtime_ns, status.st_ctime_ns))
    except (OSError, ValueError, TypeError, LookupError):  # absent, replaced or removed just now, or damaged
        return None
    return note


@lru_cache(maxsize=8)
def _read_note(place: Path, parse: Callable[[bytes], _Noted], _version: tuple[int, ...]) -> _Noted:
    return parse(place.read_bytes())


def _select(root: Path, path: str) -> _Selected | None:
    """Open the file of a document, packed if the client would rather have it so; None if there is none."""
    media_type = media_type_of(PurePosixPath(path))
    place = _resolve(root, path) if media_type else None
    if media_type is None or place is None:
        return None
    varies = is_compressible(PurePosixPath(path))
    packed = _resolve(root, path + ".gz") if varies and _prefers_gzip() else None
    try:
        file = (packed or place).open("rb")
    except (FileNotFoundError, PermissionError):
        return None
    status = os.fstat(file.fileno())
    version = (status.st_dev, status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size)
    return _Selected(
        path=path,
        file=file,
        size=status.st_size,
        modified=int(status.st_mtime),
        etag=_digest(file, str(packed or place), version) + ("-gzip" if packed else ""),
        media_type=media_type,
        encoding="gzip" if packed else None,
        varies=varies,
    )


def _resolve(root: Path, path: str) -> Path | None:
    """The plain file that the path names within the site, or None: hidden files and ways out are not there."""
    if not _is_plain(path):
        return None
    try:
        place = Path(os.path.realpath(root / path, strict=True))  # Path.resolve is of two minds about loops
    except (OSError, ValueError):  # absent, too long, a loop of links; NUL, or no text at all
        return None
    is_ours = place.is_relative_to(root) and _is_plain(place.relative_to(root).as_posix())
    return place if is_ours and place.is_file() else None


def _is_plain(path: str) -> bool:
    return all(part and not part.startswith(".") and "\\" not in part for part in path.split("/"))


def _prefers_gzip() -> bool:
    accepted = request.accept_encodings
    return 0 < accepted.quality("gzip") >= accepted.quality("identity")


_digests: dict[tuple[str, tuple[int, ...]], str] = {}
_DIGESTS_KEPT = 8192


def _digest(file: BufferedReader, place: str, version: tuple[int, ...]) -> str:
    """A digest of the file's bytes, worked out once for each version of it."""
    known = _digests.get((place, version))
    if known is None:
        if len(_digests) >= _DIGESTS_KEPT:
            _digests.clear()
        known = _digests[place, version] = hashlib.file_digest(file, "sha256").hexdigest()[:32]
        file.seek(0)
    return known


# ── From a file to a response ────────────────────────────────────────────────────────────────────────────


def _respond(selected: _Selected, delivery: Delivery) -> Response:
    """The file, a part of it, or the news that the client has it already."""
    headers = {
        "ETag": f'"{selected.etag}"',
        "Last-Modified": http_date(selected.modified),
        "Cache-Control": delivery.cache_control if selected.varies else delivery.media_cache_control,
    }
    if selected.path in delivery.topics:
        headers["Link"] = _links(delivery.topics[selected.path], delivery.hubs)
    if selected.varies:
        headers["Vary"] = "Accept-Encoding"
        if selected.media_type in _FEEDS_IN_XML:
            headers["Vary"] += ", Sec-Fetch-Dest"
    else:
        headers["Accept-Ranges"] = "bytes"
    if selected.encoding:
        headers["Content-Encoding"] = selected.encoding
    status, start, stop = _evaluate(selected)
    if status is HTTPStatus.PARTIAL_CONTENT:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{selected.size}"
    if status is HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        headers["Content-Range"] = f"bytes */{selected.size}"
    has_body = status < HTTPStatus.MULTIPLE_CHOICES
    if has_body:
        headers["Content-Length"] = str(stop - start)
    # The body is given as an iterable: of bytes, werkzeug would set a Content-Length, wrong for HEAD.
    body: Iterable[bytes] = ()
    is_sent = has_body and request.method == "GET"
    if is_sent and stop - start > _ONE_PIECE:
        body = _chunks(selected.file, start, stop)
    else:
        with selected.file as file:
            if is_sent:
                file.seek(start)
                body = [file.read(stop - start)]
    response = Response(body, status, headers, content_type=_label(selected.media_type))
    response.call_on_close(selected.file.close)
    return response


def _label(media_type: str) -> str:
    """The media type of a file, under a name by which the client shows it.

    Browsers apply a feed's stylesheet to `application/xml`; what has the exact type of a feed they show as source code,
    or save. `Sec-Fetch-Dest: document` (W3C Fetch Metadata) says that a person opens the address in a browser: it gets
    the same bytes as every feed reader, with the same validators, under the general name of their type.
    """
    is_opened = request.headers.get("Sec-Fetch-Dest") == "document"
    return _XML if is_opened and media_type in _FEEDS_IN_XML else media_type


def _links(topic: str, hubs: Iterable[str]) -> str:
    """How subscribers learn what to ask which hub for (W3C WebSub §4)."""
    return ", ".join(f'<{iri_to_uri(url)}>; rel="{rel}"' for rel, url in (("self", topic), *(("hub", u) for u in hubs)))


def _evaluate(selected: _Selected) -> tuple[HTTPStatus, int, int]:
    """Status and extent of the answer: conditions first, then the range (RFC 9110 §13.2.2)."""
    failed = _failed_condition(selected)
    if failed is not None:
        return failed, 0, 0
    extent = _wanted_range(selected)
    if extent is None:
        return HTTPStatus.OK, 0, selected.size
    if extent[0] >= extent[1]:
        return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, 0, 0
    return HTTPStatus.PARTIAL_CONTENT, *extent


def _failed_condition(selected: _Selected) -> HTTPStatus | None:
    """What to answer instead of the file, by the order of precedence of RFC 9110 §13.2.2.

    werkzeug's own `make_conditional` looks at `Range` before `If-None-Match`, refuses several ranges where it
    may ignore them, and takes a weak `If-Range` for a strong one.
    """
    if "If-Match" in request.headers:
        if not request.if_match.contains(selected.etag):
            return HTTPStatus.PRECONDITION_FAILED
    elif (instant := _instant("If-Unmodified-Since")) is not None and selected.modified > instant:
        return HTTPStatus.PRECONDITION_FAILED
    if "If-None-Match" in request.headers:
        if request.if_none_match.contains_weak(selected.etag):
            return HTTPStatus.NOT_MODIFIED
    elif (instant := _instant("If-Modified-Since")) is not None and selected.modified <= instant:
        return HTTPStatus.NOT_MODIFIED
    return None


def _instant(header: str) -> float | None:
    """The time that a header names, in seconds since 1970; None where there is none, or none that can be read."""
    try:
        date = parse_date(request.headers.get(header))
    except OverflowError:  # a year that no calendar holds
        return None
    return date.timestamp() if date else None


def _wanted_range(selected: _Selected) -> tuple[int, int] | None:
    """The one range of bytes that is asked for, end excluded; None if all of the file is to be sent."""
    wanted = request.range
    if selected.varies or request.method != "GET" or wanted is None or wanted.units != "bytes":
        return None
    validator = request.headers.get("If-Range")
    if validator not in (None, f'"{selected.etag}"', http_date(selected.modified)) or len(wanted.ranges) != 1:
        return None
    start, stop = wanted.ranges[0]
    if start < 0:
        start = max(0, selected.size + start)
    return start, min(selected.size, selected.size if stop is None else stop)


def _chunks(file: BufferedReader, start: int, stop: int) -> Iterator[bytes]:
    file.seek(start)
    while start < stop and (chunk := file.read(min(stop - start, _CHUNK))):
        start += len(chunk)
        yield chunk


# ── Everything else that is said ─────────────────────────────────────────────────────────────────────────


def _preflight() -> Response:
    """The answer to OPTIONS: what may be asked, of scripts on other sites too."""
    return Response(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Allow": ", ".join(_METHODS),
            "Access-Control-Allow-Methods": ", ".join(_METHODS),
            "Access-Control-Allow-Headers": "A-IM, If-Modified-Since, If-None-Match, If-Range, Range",
            "Access-Control-Max-Age": "86400",
        },
    )


def _explain(error: HTTPException, root: Path) -> Response:
    """An error as a few lines of plain text; one who asks for what is not there learns which feeds are."""
    response = Response(status=error.code, content_type=MEDIA_TYPES[".txt"])
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(_METHODS)
    if isinstance(error, NotFound | Gone):
        response.headers["Cache-Control"] = _CACHING_NOT_FOUND
    if not isinstance(error, NotFound):
        response.set_data(f"{error.code} {error.name}\n")
        return response
    try:
        feeds = _feeds(root, root.stat().st_mtime_ns)
    except OSError:  # there is no site yet
        feeds = ()
    prefix = request.script_root or quote(_prefix(_delivery(root)))
    lines = ["404 Not Found", *(f"{prefix}{feed}" for feed in feeds[:_FEEDS_NAMED])]
    if feeds:
        lines.insert(1, "The feeds here are:")
    if len(feeds) > _FEEDS_NAMED:
        lines.append(f"and {len(feeds) - _FEEDS_NAMED} more")
    response.set_data("\n".join(lines) + "\n")
    return response


@lru_cache(maxsize=4)
def _feeds(root: Path, _version: int) -> tuple[str, ...]:
    """The site's feeds, one category a line with all its formats: `/harbour.rss, .atom, .json`."""
    names = {place.name for place in root.iterdir() if place.suffix in _FEED_SUFFIXES}
    stems = sorted({name.rpartition(".")[0] for name in names})
    return tuple(
        f"/{quote(stem)}" + ", ".join(suffix for suffix in _FEED_SUFFIXES if stem + suffix in names) for stem in stems
    )


def _with_common_headers(response: Response) -> Response:
    """What is true of all that we serve: public, of the type that we say, and without scripts of ours."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Content-Range, Accept-Ranges"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if response.mimetype in ("text/html", "image/svg+xml", "application/xml"):
        response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY}; frame-ancestors 'none'"
        response.headers["Referrer-Policy"] = "same-origin"
    return response
