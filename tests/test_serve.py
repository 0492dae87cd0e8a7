"""The server with real processes, real signals and real files."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are counted in /proc")
SECONDS = 20
PROGRAM = textwrap.dedent("""
    import sys
    from datetime import UTC, datetime
    from pathlib import Path, PurePosixPath
    from feeds.errors import FeedsError
    from feeds.model import DELIVERY, REDIRECTS, Delivery, Document
    from feeds.serve import serve
    from feeds.site import write_site

    root, host, port = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

    def rebuild():
        text = "".join(sorted(path.read_text() for path in root.glob("content/*.txt")))
        settings = (root / "feeds.toml").read_text()
        if "broken" in text:
            raise FeedsError("harbour.txt:1: broken; mend it")
        documents = {
            "harbour.rss": text, "settings.txt": settings, "index.html": "<!doctype html>", "tide.mp3": "0123456789",
            REDIRECTS: '{"quays.rss": "https://example.org/news/harbour.rss", "eels.rss": null}',
            DELIVERY: Delivery(base_url="https://example.org/news").as_json().decode(),
        }
        noon = datetime(2022, 10, 14, 12, tzinfo=UTC)
        write_site(root / "site", [Document(PurePosixPath(p), t.encode(), noon) for p, t in documents.items()])

    try:
        serve(root / "site", host, port, rebuild, [root / "content", root / "feeds.toml"])
    except FeedsError as error:
        sys.exit(f"feeds: {error}")
""")


@dataclass
class Server:
    """A server under test; `root` holds its content and its site."""

    root: Path
    process: subprocess.Popen[str]
    port: int = 0

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def family(self) -> list[int]:
        """The processes of the server that the program has started: itself and its workers."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):  # it has ended meanwhile
                words = path.read_bytes().split(b"\0")
                if b"feeds.serve" in words and str(self.root / "site").encode() in words:
                    found.append(int(path.parent.name))
        return sorted(found)


def start(root: Path, host: str = "127.0.0.1", port: int = 0) -> Server:
    (root / "content").mkdir(exist_ok=True)
    (root / "content/harbour.txt").write_text("one")
    (root / "feeds.toml").write_text("first")
    process = subprocess.Popen(  # noqa: S603 -- the program above
        [sys.executable, "-c", PROGRAM, str(root), host, str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    return Server(root, process)


def eventually(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < deadline, "it never happens"
        time.sleep(0.05)


def await_ready(server: Server) -> None:
    assert server.process.stdout
    line = server.process.stdout.readline()
    ready = re.fullmatch(r"Serving http://127\.0\.0\.1:(\d+)/ \(stop with Ctrl-C\)\n", line)
    assert ready, line
    server.port = int(ready[1])


@contextmanager
def running(root: Path) -> Iterator[Server]:
    server = start(root)
    await_ready(server)
    yield server
    server.process.kill()
    server.process.communicate()
    eventually(lambda: server.family() == [])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For tests that do nothing but ask."""
    with running(tmp_path_factory.mktemp("shared")) as server:
        yield server


def test_it_answers_as_soon_as_it_says_so(shared_server: Server) -> None:
    status, headers, body = shared_server.get("/harbour.rss")
    assert (status, body) == (200, b"one")
    assert not re.search(r"\d", headers["Server"])
    assert headers["Date"]
    status, headers, body = shared_server.get("/harbour.rss", If_None_Match=headers["ETag"])
    assert (status, body) == (304, b"")
    status, headers, body = shared_server.get("/harbour.rss", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "3", b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/../feeds.toml", 404),
        ("/..%2ffeeds.toml", 404),
        ("/%00", 404),
        ("/%ff%fe", 404),
        ("/%C3%A9", 404),
        ("/" + "a" * 3000, 404),
        ("//harbour", 404),
        ("/harbour.rss?a=%00", 200),
        ("/settings.txt", 200),
        ("/news/harbour.rss", 200),
        ("/news/", 200),
        ("/news", 308),
        ("/news/nothing", 404),
        ("/news/eels.rss", 410),
    ],
)
def test_odd_addresses_pass_through_the_server_unharmed(shared_server: Server, path: str, status: int) -> None:
    assert shared_server.get(path)[0] == status


@pytest.mark.parametrize(
    ("path", "status", "header"),
    [
        ("/harbour.rss", 200, "Content-Length: 3"),
        ("/tide.mp3", 200, "Accept-Ranges: bytes"),
        ("/", 200, "Content-Security-Policy: default-src 'none'; "),
        ("/nothing", 404, "Cache-Control: public, max-age=60"),
        ("/quays.rss", 308, "Location: https://example.org/news/harbour.rss"),
        ("/news", 308, "Location: ./news/"),
        ("/eels.rss", 410, "Cache-Control: public, max-age=60"),
    ],
)
def test_head_is_answered_without_a_body_and_strangers_names_are_not_repeated(
    shared_server: Server, path: str, status: int, header: str
) -> None:
    """As a proxy of HTTP/1.0 asks, and with headers of any size that one may add."""
    claims = "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nUser-Agent: "
    request = f"HEAD {path} HTTP/1.0\r\n{claims}{'x' * 7000}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", shared_server.port), timeout=SECONDS) as connection:
        connection.sendall(request.encode())
        with connection.makefile("rb") as answer:
            head, end, body = answer.read().decode("latin-1").partition("\r\n\r\n")
    assert (head.split()[1], end, body) == (str(status), "\r\n\r\n", "")
    assert header.lower() in head.lower()
    assert "access-control-allow-origin: *" in head.lower()
    assert "evil" not in head


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("bytes=0-1", 206, b"01"),
        ("bytes=-3", 206, b"789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("bytes=10-", 416, b""),
    ],
)
def test_ranges_pass_through_the_server(shared_server: Server, wanted: str, status: int, body: bytes) -> None:
    found, headers, part = shared_server.get("/tide.mp3", Range=wanted)
    assert (found, part) == (status, body)
    assert headers["Content-Length"] == str(len(body))


def test_content_that_changes_is_published_and_content_that_breaks_is_reported(server: Server) -> None:
    listing = server.root / "content/harbour.txt"

    def serves(body: bytes, path: str = "/harbour.rss") -> Callable[[], bool]:
        return lambda: server.get(path)[2] == body

    listing.write_text("two")
    eventually(serves(b"two"))

    listing.write_text("broken")
    assert server.process.stderr
    assert server.process.stderr.readline() == "feeds: harbour.txt:1: broken; mend it\n"
    assert server.get("/harbour.rss")[2] == b"two"

    draft = server.root / "draft"
    for body in ("three", "four", "five"):  # as editors save: the second time is the harder one
        draft.write_text(body)
        draft.replace(listing)
        eventually(serves(body.encode()))
        draft.write_text(body)
        draft.replace(server.root / "feeds.toml")
        eventually(serves(body.encode(), "/settings.txt"))

    (server.root / "content").rename(server.root / "former")
    (server.root / "content").mkdir()
    (server.root / "content/harbour.txt").write_text("six")
    eventually(serves(b"six"))
    (server.root / "content/ferry.txt").write_text("seven")
    eventually(serves(b"sevensix"))


def test_hidden_files_and_our_own_output_are_no_reason_to_build(server: Server) -> None:
    feed = server.root / "site/harbour.rss"
    feed.write_text("left alone")
    for name in (".harbour.txt.swp", "harbour.txt~", ".git/index"):
        path = server.root / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    time.sleep(1)
    assert feed.read_text() == "left alone"
    (server.root / "content/harbour.txt").write_text("two")
    eventually(lambda: feed.read_text() == "two")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_quietly_and_leaves_nothing_behind(server: Server, number: signal.Signals) -> None:
    assert server.family()
    os.kill(server.process.pid, number)
    assert server.process.communicate(timeout=SECONDS) == ("", "")
    assert server.process.returncode == 0
    assert server.family() == []


def test_ctrl_c_reaches_the_whole_group_and_is_quiet_at_any_moment(tmp_path: Path) -> None:
    for n in range(8):
        root = tmp_path / str(n)
        root.mkdir()
        server = start(root)
        time.sleep(0.3 + n / 10)
        os.killpg(server.process.pid, signal.SIGINT)
        _, errors = server.process.communicate(timeout=SECONDS)
        if "KeyboardInterrupt" not in errors or "serve(" in errors:  # Python itself may still have been starting
            assert (errors, server.process.returncode) == ("", 0)
        eventually(lambda server=server: server.family() == [])  # type: ignore[misc]


def test_if_it_is_killed_the_server_ends_too(server: Server) -> None:
    assert server.family()
    server.process.kill()
    eventually(lambda: server.family() == [])


def test_if_the_server_is_killed_it_says_so_and_ends(server: Server) -> None:
    os.kill(server.family()[0], signal.SIGKILL)
    _, errors = server.process.communicate(timeout=SECONDS)
    assert re.fullmatch(r"feeds: 127\.0\.0\.1:\d+: the server has ended unasked, with status -9\n", errors)
    assert server.process.returncode == 1
    assert server.family() == []


def test_if_a_worker_is_killed_another_takes_its_place(server: Server) -> None:
    workers = server.family()[1:]
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    eventually(lambda: len(server.family()) > len(workers) and not set(workers) & set(server.family()))

    def serves() -> bool:
        with suppress(ConnectionError):  # none of them listens yet
            return server.get("/harbour.rss")[2] == b"one"
        return False

    eventually(serves)


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        _, errors = start(tmp_path, port=port).process.communicate(timeout=SECONDS)
    assert errors == f"feeds: 127.0.0.1:{port}: Address already in use; choose another --host or --port\n"


def test_a_port_that_another_of_us_serves_is_in_use(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = start(tmp_path_factory.mktemp("other"), port=server.port)
    _, errors = other.process.communicate(timeout=SECONDS)
    assert "Address already in use" in errors
    assert other.process.returncode == 1


def test_a_first_build_that_fails_ends_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/other.txt").write_text("broken")
    process = start(tmp_path).process
    output, errors = process.communicate(timeout=SECONDS)
    assert (output, errors, process.returncode) == ("", "feeds: harbour.txt:1: broken; mend it\n", 1)


def test_it_serves_all_addresses_when_asked_to(tmp_path: Path) -> None:
    server = start(tmp_path, host="0.0.0.0")  # noqa: S104 -- for a moment
    assert server.process.stdout
    line = server.process.stdout.readline()
    ready = re.fullmatch(r"Serving http://localhost:(\d+)/ \(stop with Ctrl-C\)\n", line)
    assert ready, line
    server.port = int(ready[1])
    assert server.get("/harbour.rss")[2] == b"one"
    server.process.terminate()
    assert server.process.communicate(timeout=SECONDS) == ("", "")
