"""The app over a built site, request by request."""

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from feeds.model import DELIVERY, REDIRECTS, Delivery, Document
from feeds.site import write_site
from feeds.web import create_app

RSS = b"<rss>" + b"words " * 400 + b"</rss>"
PAGE = b"<!doctype html>" + b"<p>words</p>" * 200
SOUND = bytes(range(256)) * 8
DOCUMENTS = {
    "harbour.rss": RSS,
    "harbour.atom": b"<feed/>",
    "harbour.json": b"{}",
    "\u00e9t\u00e9.atom": b"<feed/>",
    "harbour/index.html": PAGE,
    "index.html": PAGE,
    "style.css": b"p {}",
    "media/tide.mp3": SOUND,
    "media/empty.mp3": b"",
    ".feeds/listings/harbour.txt": b"the secret words",
    REDIRECTS.as_posix(): json.dumps({
        "quays.rss": "https://feeds.example.org/news/harbour.rss",
        "quays": "https://f\u00eates.example/news/harbour/",
        "eels.rss": None,
    }).encode(),
    DELIVERY.as_posix(): Delivery(
        base_url="https://feeds.example.org/news",
        cache_control="public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400",
        media_cache_control="public, max-age=86400",
        hubs=("https://hub.example.org/?a=1", "https://h\u00fcb.example.net"),
        topics={
            "harbour.rss": "https://feeds.example.org/news/harbour.rss",
            "\u00e9t\u00e9.atom": "https://feeds.example.org/news/%C3%A9t%C3%A9.atom",
        },
    ).as_json(),
}  # fmt: skip
LAST_MODIFIED = "Fri, 14 Oct 2022 12:00:00 GMT"
BEFORE = "Fri, 14 Oct 2022 11:59:59 GMT"
AFTER = "Fri, 14 Oct 2022 12:00:01 GMT"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with what should not lie in one: ways out, and files of no known kind."""
    root = tmp_path_factory.mktemp("web")
    (root / "outside.txt").write_text("the secret words")
    site = root / "site"
    noon = datetime(2022, 10, 14, 12, tzinfo=UTC)
    write_site(site, [Document(PurePosixPath(path), body, noon) for path, body in DOCUMENTS.items()])
    (site / "link.txt").symlink_to(root / "outside.txt")
    (site / "up").symlink_to(root)
    (site / "loop.txt").symlink_to(site / "loop.txt")
    (site / "inside.txt").symlink_to(site / ".feeds/listings/harbour.txt")
    (site / "dump.sqlite").write_text("the secret words")
    os.mkfifo(site / "pipe.txt")
    return site


@pytest.fixture(scope="module")
def client(site: Path) -> Client:
    return Client(create_app(site))


def get(client: Client, path: str) -> TestResponse:
    """GET a path as a server hands it on: the test client would tidy it up."""
    raw = unquote_to_bytes(path).decode("latin-1")
    return client.get("/", environ_overrides={"PATH_INFO": raw})


@pytest.fixture(scope="module")
def etag(client: Client) -> str:
    return client.get("/harbour.rss").headers["ETag"]


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/harbour.rss", "application/rss+xml; charset=utf-8"),
        ("/harbour.atom", "application/atom+xml; charset=utf-8"),
        ("/harbour.json", "application/feed+json; charset=utf-8"),
        ("/%C3%A9t%C3%A9.atom", "application/atom+xml; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/harbour/", "text/html; charset=utf-8"),
        ("/harbour/index.html", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/media/tide.mp3", "audio/mpeg"),
        ("/media/empty.mp3", "audio/mpeg"),
    ],
)
def test_a_document_is_served_whole_and_as_what_it_is(client: Client, path: str, media_type: str) -> None:
    response = client.get(path)
    name = {"/": "index.html", "/harbour/": "harbour/index.html", "/%C3%A9t%C3%A9.atom": "\u00e9t\u00e9.atom"}
    body = DOCUMENTS[name.get(path, path[1:])]
    assert (response.status_code, response.headers["Content-Type"], response.data) == (200, media_type, body)
    assert response.headers["Content-Length"] == str(len(body))
    assert response.headers["Last-Modified"] == LAST_MODIFIED
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    is_media = path.endswith(".mp3")
    text_caching = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400"
    assert response.headers["Cache-Control"] == ("public, max-age=86400" if is_media else text_caching)

    head = client.head(path)
    assert (head.status_code, head.data, head.headers) == (200, b"", response.headers)


# ── Conditions ───────────────────────────────────────────────────────────────────────────────────────────

CONDITIONS = [
    # The headers of the request, with ETAG for the right one, and the status of the answer
    ({"If-None-Match": "ETAG"}, 304),
    ({"If-None-Match": "W/ETAG"}, 304),
    ({"If-None-Match": '"other", ETAG, W/"third"'}, 304),
    ({"If-None-Match": "*"}, 304),
    ({"If-None-Match": "UNQUOTED"}, 304),
    ({"If-None-Match": '"other"'}, 200),
    ({"If-None-Match": 'garbage,,"'}, 200),
    ({"If-None-Match": ""}, 200),
    ({"If-None-Match": "ETAG", "If-Modified-Since": BEFORE}, 304),
    ({"If-None-Match": '"other"', "If-Modified-Since": AFTER}, 200),
    ({"If-None-Match": 'garbage,,"', "If-Modified-Since": AFTER}, 200),
    ({"If-Modified-Since": LAST_MODIFIED}, 304),
    ({"If-Modified-Since": AFTER}, 304),
    ({"If-Modified-Since": "Friday, 14-Oct-22 12:00:00 GMT"}, 304),
    ({"If-Modified-Since": BEFORE}, 200),
    ({"If-Modified-Since": "yesterday"}, 200),
    ({"If-Modified-Since": "Fri, 14 Oct 99999999999 12:00:00 GMT"}, 200),
    ({"If-Match": "ETAG"}, 200),
    ({"If-Match": "*"}, 200),
    ({"If-Match": '"other"'}, 412),
    ({"If-Match": "W/ETAG"}, 412),
    ({"If-Unmodified-Since": LAST_MODIFIED}, 200),
    ({"If-Unmodified-Since": BEFORE}, 412),
    ({"If-Unmodified-Since": BEFORE, "If-Match": "ETAG"}, 200),
    ({"If-Match": "ETAG", "If-None-Match": "ETAG"}, 304),
    ({"A-IM": "feed", "If-None-Match": '"other"'}, 200),
    ({"Range": "bytes=0-1"}, 200),
]


@pytest.mark.parametrize(("headers", "status"), CONDITIONS, ids=str)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_conditions(client: Client, etag: str, headers: dict[str, str], status: int, method: str) -> None:
    filled = {n: v.replace("ETAG", etag).replace("UNQUOTED", etag.strip('"')) for n, v in headers.items()}
    response = client.open("/harbour.rss", method=method, headers=filled)
    assert response.status_code == status
    assert response.headers["ETag"] == etag
    if status != 200:
        assert response.data == b""
        assert "Content-Encoding" not in response.headers
        full = client.get("/harbour.rss")
        assert all(response.headers[n] == full.headers[n] for n in ("ETag", "Cache-Control", "Vary", "Link"))


# ── Encodings ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("identity;q=1, gzip;q=0.5", False),
        ("identity;q=0.5, gzip", True),
        ("br", False),
        ("gzip;q=nonsense", False),
    ],
)
def test_gzip_is_negotiated(client: Client, etag: str, accepted: str | None, *, is_packed: bool) -> None:
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    response = client.get("/harbour.rss", headers=headers)
    assert response.headers.get("Content-Encoding") == ("gzip" if is_packed else None)
    assert (gzip.decompress(response.data) if is_packed else response.data) == RSS
    assert (response.headers["ETag"] != etag) is is_packed
    assert "Accept-Encoding" in response.headers["Vary"]
    assert response.headers["Content-Length"] == str(len(response.data))

    again = client.get("/harbour.rss", headers={**headers, "If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.headers["ETag"]) == (304, response.headers["ETag"])


def test_sound_is_never_packed(client: Client) -> None:
    response = client.get("/media/tide.mp3", headers={"Accept-Encoding": "gzip"})
    assert response.data == SOUND
    assert not {"Content-Encoding", "Vary"} & set(response.headers.keys())


# ── Ranges ───────────────────────────────────────────────────────────────────────────────────────────────

WHOLE = "", SOUND


@pytest.mark.parametrize(
    ("headers", "status", "content_range", "body"),
    [
        ({"Range": "bytes=0-1"}, 206, "bytes 0-1/2048", SOUND[:2]),
        ({"Range": "bytes=2047-"}, 206, "bytes 2047-2047/2048", SOUND[2047:]),
        ({"Range": "bytes=5-99999"}, 206, "bytes 5-2047/2048", SOUND[5:]),
        ({"Range": "bytes=-5"}, 206, "bytes 2043-2047/2048", SOUND[-5:]),
        ({"Range": "bytes=-99999"}, 206, "bytes 0-2047/2048", SOUND),
        ({"Range": "bytes=2048-"}, 416, "bytes */2048", b""),
        ({"Range": "bytes=1-0"}, 200, *WHOLE),
        ({"Range": "bytes=0-1,4-5"}, 200, *WHOLE),
        ({"Range": "lines=0-1"}, 200, *WHOLE),
        ({"Range": "bytes=a-b"}, 200, *WHOLE),
        ({"Range": "bytes=0-99999999999999999999999"}, 206, "bytes 0-2047/2048", SOUND),
        ({"Range": "bytes=0-1", "If-Range": "ETAG"}, 206, "bytes 0-1/2048", SOUND[:2]),
        ({"Range": "bytes=0-1", "If-Range": LAST_MODIFIED}, 206, "bytes 0-1/2048", SOUND[:2]),
        ({"Range": "bytes=0-1", "If-Range": "W/ETAG"}, 200, *WHOLE),
        ({"Range": "bytes=0-1", "If-Range": '"other"'}, 200, *WHOLE),
        ({"Range": "bytes=0-1", "If-Range": AFTER}, 200, *WHOLE),
        ({"Range": "bytes=0-1", "If-None-Match": "ETAG"}, 304, "", b""),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_ranges_of_sound(client: Client, headers: dict[str, str], status: int, content_range: str, body: bytes) -> None:
    etag = client.head("/media/tide.mp3").headers["ETag"]
    response = client.get("/media/tide.mp3", headers={n: v.replace("ETAG", etag) for n, v in headers.items()})
    assert (response.status_code, response.headers.get("Content-Range", "")) == (status, content_range)
    assert response.data == body
    if status != 304:
        assert response.headers["Content-Length"] == str(len(body))
        assert response.headers["Accept-Ranges"] == "bytes"


def test_a_range_of_nothing_cannot_be_had(client: Client) -> None:
    response = client.get("/media/empty.mp3", headers={"Range": "bytes=0-0"})
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */0")


# ── What is not there, and what is not done ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    [
        "/harbor.rss",
        "/harbour.rss/",
        "/harbour.rss/x",
        "/harbour.RSS",
        "/harbour.rss.gz",
        "/media/",
        "/media",
        "/harbour//index.html",
        "/./harbour.rss",
        "/harbour/../harbour.rss",
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/..%5coutside.txt",
        "/harbour%5c..%5c..%5coutside.txt",
        "/up/outside.txt",
        "/link.txt",
        "/loop.txt",
        "/inside.txt",
        "/pipe.txt",
        "/dump.sqlite",
        "/.feeds/listings/harbour.txt",
        "/%2efeeds/listings/harbour.txt",
        "/.feeds/manifest.json",
        "/%00",
        "/harbour.rss%00.txt",
        "/%ff%fe.rss",
        "/%0a",
        "/%ed%a0%80.rss",
        "/" + "a" * 3000,
        "/" + "a/" * 3000,
        "/etc/passwd",
        "//etc/passwd",
        "//example.org/%2f..",
    ],
)
def test_what_is_not_there_gets_the_names_of_the_feeds_that_are(client: Client, path: str) -> None:
    response = get(client, path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert response.text == (
        "404 Not Found\nThe feeds here are:\n/news/harbour.rss, .atom, .json\n/news/%C3%A9t%C3%A9.atom\n"
    )


def test_of_many_feeds_some_are_named(tmp_path: Path) -> None:
    noon = datetime(2022, 10, 14, 12, tzinfo=UTC)
    write_site(tmp_path, [Document(PurePosixPath(f"{n:02}.rss"), b"", noon) for n in range(99)])
    lines = Client(create_app(tmp_path)).get("/nothing").text.splitlines()
    assert (lines[2], lines[16], lines[17:]) == ("/00.rss", "/14.rss", ["and 84 more"])


def test_a_site_that_is_not_built_yet_is_empty(tmp_path: Path) -> None:
    response = Client(create_app(tmp_path / "site")).get("/")
    assert (response.status_code, response.text) == (404, "404 Not Found\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "BREW"])
@pytest.mark.parametrize("path", ["/harbour.rss", "/", "/nothing"])
def test_other_methods_are_refused(client: Client, method: str, path: str) -> None:
    response = client.open(path, method=method, data=b"x")
    assert (response.status_code, response.text) == (405, "405 Method Not Allowed\n")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


# ── Neighbours: other sites, prefixes, proxies ───────────────────────────────────────────────────────────


def test_scripts_of_other_sites_may_ask_and_read_the_etag(client: Client) -> None:
    preflight = client.options(
        "/harbour.rss",
        headers={"Origin": "https://example.org", "Access-Control-Request-Headers": "if-none-match"},
    )
    assert (preflight.status_code, preflight.data) == (204, b"")
    assert "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"]
    assert preflight.headers["Allow"] == "GET, HEAD, OPTIONS"
    for response in (preflight, client.get("/harbour.rss"), client.get("/nothing")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in response.headers["Access-Control-Expose-Headers"]


def test_pages_run_no_scripts_and_are_framed_by_nobody(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "Content-Security-Policy" not in client.get("/harbour.rss").headers


@pytest.mark.parametrize("path", ["/harbour.rss", "/harbour.atom"])
def test_a_feed_that_a_person_opens_is_named_so_that_its_stylesheet_applies(client: Client, path: str) -> None:
    as_reader = client.get(path)
    opened = client.get(path, headers={"Sec-Fetch-Dest": "document"})
    assert opened.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert (opened.data, opened.headers["ETag"]) == (as_reader.data, as_reader.headers["ETag"])
    assert opened.headers["Content-Security-Policy"] == client.get("/").headers["Content-Security-Policy"]
    for response in (as_reader, opened, client.get(path, headers={"If-None-Match": "*"})):
        assert response.headers["Vary"] == "Accept-Encoding, Sec-Fetch-Dest"


@pytest.mark.parametrize(
    ("path", "destination"),
    [("/harbour.rss", "empty"), ("/harbour.atom", "audio"), ("/harbour.json", "document"), ("/", "document")],
)
def test_everything_else_keeps_its_exact_type(client: Client, path: str, destination: str) -> None:
    response = client.get(path, headers={"Sec-Fetch-Dest": destination})
    assert response.headers["Content-Type"] == client.get(path).headers["Content-Type"]


# ── What the build has left for the server to say ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("/harbour.rss", '<https://feeds.example.org/news/harbour.rss>; rel="self", HUBS'),
        ("/%C3%A9t%C3%A9.atom", '<https://feeds.example.org/news/%C3%A9t%C3%A9.atom>; rel="self", HUBS'),
        ("/harbour.atom", None),
        ("/", None),
        ("/quays.rss", None),
        ("/nothing.rss", None),
    ],
)
def test_topics_name_themselves_and_their_hubs(client: Client, path: str, links: str | None) -> None:
    hubs = '<https://hub.example.org/?a=1>; rel="hub", <https://xn--hb-xka.example.net>; rel="hub"'
    expected = [] if links is None else [links.replace("HUBS", hubs)]
    assert client.get(path).headers.getlist("Link") == client.head(path).headers.getlist("Link") == expected


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/quays.rss", 308, "https://feeds.example.org/news/harbour.rss"),
        ("/quays", 308, "https://xn--ftes-gpa.example/news/harbour/"),
        ("/news/quays.rss", 308, "https://feeds.example.org/news/harbour.rss"),
        ("/eels.rss", 410, None),
        ("/news/eels.rss", 410, None),
    ],
)
def test_what_has_moved_and_what_is_gone(
    client: Client, path: str, status: int, location: str | None, method: str
) -> None:
    response = client.open(path, method=method, headers={"Host": "evil.example"})
    assert (response.status_code, response.headers.get("Location")) == (status, location)
    is_for_long = "max-age=300, " in response.headers["Cache-Control"]
    assert is_for_long == (status == 308)
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"7", b'{"hubs": 7}', b'{"other": 1}', b"\xff"])
def test_without_what_a_build_leaves_caches_ask_every_time(tmp_path: Path, damage: bytes) -> None:
    write_site(tmp_path, [Document(PurePosixPath("a.rss"), b"", datetime(2022, 10, 14, 12, tzinfo=UTC))])
    client = Client(create_app(tmp_path))
    for name in (DELIVERY, REDIRECTS):
        (tmp_path / name).write_bytes(damage)
    response = client.get("/a.rss")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


def test_it_says_what_the_latest_build_has_left(tmp_path: Path) -> None:
    client = Client(create_app(tmp_path))
    for age in ("max-age=1", "max-age=2", "max-age=3"):
        write_site(tmp_path, [
            Document(PurePosixPath("a.rss"), b"", datetime(2022, 10, 14, 12, tzinfo=UTC)),
            Document(DELIVERY, Delivery(cache_control=age).as_json(), datetime(1970, 1, 1, tzinfo=UTC)),
        ])  # fmt: skip
        assert client.get("/a.rss").headers["Cache-Control"] == age


# ── Prefixes ─────────────────────────────────────────────────────────────────────────────────────────────

PREFIXED = [
    # What the site's own address and the WSGI server make of the path, and what is served
    ("/news/harbour.rss", "harbour.rss"),
    ("/news/%C3%A9t%C3%A9.atom", "\u00e9t\u00e9.atom"),
    ("/news/", "index.html"),
    ("/news/harbour/", "harbour/index.html"),
    ("/news/media/tide.mp3", "media/tide.mp3"),
]


@pytest.mark.parametrize(("path", "document"), PREFIXED)
@pytest.mark.parametrize("mount", ["", "/news", "/blog"])
def test_the_prefix_of_the_site_may_stand_before_the_path(client: Client, path: str, document: str, mount: str) -> None:
    """Whether a proxy takes it away or not, and wherever a WSGI server has mounted the app."""
    raw = unquote_to_bytes(path).decode("latin-1")
    for path_info in (raw, raw.removeprefix("/news")):
        response = client.get("/", environ_overrides={"SCRIPT_NAME": mount, "PATH_INFO": path_info})
        assert (response.status_code, response.data) == (200, DOCUMENTS[document])


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/news", 308, "./news/"),
        ("/news/harbour", 308, "./harbour/"),
        ("/newsharbour.rss", 404, None),
        ("/news/news/harbour.rss", 404, None),
        ("/news/.feeds/http.json", 404, None),
        ("/news/../harbour.rss", 404, None),
        ("/news//harbour.rss", 404, None),
    ],
)
def test_the_prefix_leads_nowhere_else(client: Client, path: str, status: int, location: str | None) -> None:
    response = get(client, path)
    assert (response.status_code, response.headers.get("Location")) == (status, location)


def test_a_category_that_is_called_as_the_prefix_keeps_its_page(tmp_path: Path) -> None:
    noon = datetime(2022, 10, 14, 12, tzinfo=UTC)
    write_site(tmp_path, [
        Document(PurePosixPath("news/index.html"), b"the news", noon),
        Document(PurePosixPath("index.html"), b"the index", noon),
        Document(PurePosixPath("news.rss"), b"the feed", noon),
        Document(DELIVERY, Delivery(base_url="https://example.org/news").as_json(), noon),
    ])  # fmt: skip
    client = Client(create_app(tmp_path))
    bodies = [client.get(path).data for path in ("/", "/news/", "/news.rss", "/news/news.rss", "/news/news/")]
    assert bodies == [b"the index", b"the news", b"the feed", b"the feed", b"the news"]


@pytest.mark.parametrize("prefix", ["", "/blog"])
def test_a_directory_redirects_to_its_page_under_any_prefix(client: Client, prefix: str) -> None:
    response = client.get("/harbour?utm_source=x", environ_overrides={"SCRIPT_NAME": prefix})
    assert (response.status_code, response.headers["Location"]) == (308, "./harbour/")


def test_the_feeds_that_are_there_have_the_prefix(client: Client) -> None:
    assert "\n/blog/harbour.rss," in client.get("/nothing", environ_overrides={"SCRIPT_NAME": "/blog"}).text


@pytest.mark.parametrize(
    "path", ["/", "/harbour.rss", "/harbour", "/quays.rss", "/news", "/nothing", "/media/tide.mp3", "//evil.example/x"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_what_a_client_says_of_our_name_is_not_repeated(client: Client, path: str, method: str) -> None:
    names = "Host", "X-Forwarded-Host", "X-Forwarded-Server", "X-Forwarded-Prefix", "X-Forwarded-For", "X-Original-URL"
    headers = dict.fromkeys(names, "evil.example")
    headers |= {"X-Forwarded-Proto": "evil", "X-Forwarded-Port": "evil", "Forwarded": "host=evil.example;proto=evil"}
    response = client.open("/", method=method, headers=headers, environ_overrides={"PATH_INFO": path})
    assert response.status_code < 500
    assert b"evil" not in response.data
    assert "evil" not in str(response.headers)


def test_the_query_is_of_no_consequence(client: Client, etag: str) -> None:
    for query in ("utm_source=x", "page=-1", "a=%00", "q=%ff", "%"):
        response = client.get("/harbour.rss", query_string=query)
        assert (response.status_code, response.headers["ETag"]) == (200, etag)


# ── A site that changes ──────────────────────────────────────────────────────────────────────────────────


def test_a_new_version_is_served_at_once_with_a_new_etag(tmp_path: Path) -> None:
    client = Client(create_app(tmp_path))
    noon = datetime(2022, 10, 14, 12, tzinfo=UTC)
    etags = set()
    for body in (b"one", b"two", b"six"):  # as long, and of the same time
        write_site(tmp_path, [Document(PurePosixPath("a.rss"), body, noon)])
        for accepted in ("identity", "gzip"):
            response = client.get("/a.rss", headers={"Accept-Encoding": accepted})
            assert (gzip.decompress(response.data) if accepted == "gzip" else response.data) == body
            etags.add(response.headers["ETag"])
    assert len(etags) == 6


def test_the_same_bytes_have_the_same_etag_wherever_they_lie(tmp_path: Path) -> None:
    noon = datetime(2022, 10, 14, 12, tzinfo=UTC)
    etags = set()
    for name in ("one", "other"):
        write_site(tmp_path / name, [Document(PurePosixPath("a.rss"), b"same", noon)])
        etags.add(Client(create_app(tmp_path / name)).get("/a.rss").headers["ETag"])
    assert len(etags) == 1


def test_a_response_under_way_stays_what_it_was_when_the_file_is_replaced(tmp_path: Path) -> None:
    noon = datetime(2022, 10, 14, 12, tzinfo=UTC)
    old, new = (bytes([n]) * 2_000_000 for n in (1, 2))
    write_site(tmp_path, [Document(PurePosixPath("a.mp3"), old, noon)])
    client = Client(create_app(tmp_path))
    response = client.get("/a.mp3")
    write_site(tmp_path, [Document(PurePosixPath("a.mp3"), new, noon)])
    assert response.data == old
    response.close()
    assert client.get("/a.mp3", buffered=True).data == new


# ── Anything at all ──────────────────────────────────────────────────────────────────────────────────────

SEGMENTS = st.one_of(
    st.sampled_from([
        "..", ".", "", "harbour", "harbour.rss", "index.html", "up", "link.txt", "outside.txt", ".feeds", "listings",
        "harbour.txt", "manifest.json", "etc", "passwd", "\0", "\\", "C:", "\ud800", "~root",
    ]),
    st.text(max_size=8),
)  # fmt: skip
PATHS = st.one_of(
    st.lists(SEGMENTS, max_size=6).map(lambda parts: quote("/".join(parts).encode("utf-8", "surrogatepass"))),
    st.binary(max_size=20).map(lambda raw: quote(raw, safe="/.")),
)
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40)


def checked(response: TestResponse) -> Iterator[str]:
    """Complaints about a response to a request of any kind."""
    if response.status_code >= 500:
        yield f"status {response.status_code}"
    if b"secret" in response.data or b"root:" in response.data:
        yield "a file from outside the site"
    if response.status_code == 200 and response.data not in DOCUMENTS.values():
        yield "not a document"


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS)
@example(path="up/outside.txt")
@example(path=".feeds/listings/harbour.txt")
def test_no_path_fails_or_leads_outside(client: Client, path: str) -> None:
    assert list(checked(get(client, "/" + path))) == []


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ["If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "Accept-Encoding", "Host"]
    ),
    value=VALUES,
)
def test_no_header_fails(client: Client, name: str, value: str) -> None:
    response = client.get("/harbour.json", headers={name: value, "Range": value})
    assert list(checked(response)) == [] or response.headers.get("Content-Encoding") == "gzip"


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(0, 3000), length=st.integers(1, 3000))
def test_a_range_is_that_part_of_the_whole(client: Client, first: int, length: int) -> None:
    response = client.get("/media/tide.mp3", headers={"Range": f"bytes={first}-{first + length - 1}"})
    assert response.status_code == (206 if first < len(SOUND) else 416)
    assert response.data == SOUND[first : first + length]
