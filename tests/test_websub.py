"""Hubs that take what they are told, and hubs of every other kind, each a server of its own."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs

import pytest

from feeds.errors import SiteError
from feeds.model import DELIVERY, Delivery, Document
from feeds.site import write_site
from feeds.websub import TOLD, announce, announcing, hubs_of, tell_hubs

NOON = datetime(2022, 10, 14, 12, tzinfo=UTC)
ORIGIN = "https://feeds.example.org"
SECONDS = 20


class Hub(ThreadingHTTPServer):
    """Keeps what it is told, and answers as it is told to: each answer is all bytes of one, the last stays."""

    daemon_threads = True
    answers: list[bytes]
    forms: list[dict[str, list[str]]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hub?key=1"

    @property
    def topics(self) -> list[str]:
        """What it was told of, since this was asked last."""
        topics = [form["hub.topic"][0].removeprefix(f"{ORIGIN}/") for form in self.forms]
        self.forms.clear()
        return topics


class Endpoint(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.forms.append(parse_qs(body, strict_parsing=True))
        answer = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        if answer == HANGS:
            time.sleep(SECONDS)
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


ACCEPTED = b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
HANGS = b"hangs"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub(("127.0.0.1", 0), Endpoint) as server:
        server.answers, server.forms = [ACCEPTED], []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def built(site: Path, hubs: tuple[str, ...], **texts: str) -> Path:
    """A site of feeds with these texts, by their stems."""
    topics = {f"{stem}.rss": f"{ORIGIN}/{stem}.rss" for stem in texts}
    documents = {PurePosixPath(f"{stem}.rss"): text.encode() for stem, text in texts.items()}
    documents[DELIVERY] = Delivery(hubs=hubs, topics=topics).as_json()
    write_site(site, [Document(path, body, NOON) for path, body in documents.items()])
    return site


def eventually(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < deadline, "it never happens"
        time.sleep(0.02)


# ── What a hub is told ───────────────────────────────────────────────────────────────────────────────────


def test_a_hub_is_told_of_what_has_changed_and_of_nothing_else(tmp_path: Path, hub: Hub) -> None:
    for texts, told in (
        ({"eels": "1", "quays": "1"}, ["eels.rss", "quays.rss"]),
        ({"eels": "1", "quays": "1"}, []),
        ({"eels": "1", "quays": "2"}, ["quays.rss"]),
        ({"eels": "1"}, []),
        ({"eels": "1", "quays": "3", "tides": "1"}, ["quays.rss", "tides.rss"]),
    ):
        built(tmp_path, (hub.url,), **texts)
        assert tell_hubs(tmp_path) == []
        assert hub.topics == told


def test_it_is_told_as_hubs_expect_it(tmp_path: Path, hub: Hub) -> None:
    tell_hubs(built(tmp_path, (hub.url,), eels="1"))
    topic = f"{ORIGIN}/eels.rss"
    assert hub.forms == [{"hub.mode": ["publish"], "hub.url": [topic], "hub.topic": [topic]}]


def test_a_hub_that_is_added_is_told_of_everything_and_the_other_of_nothing_more(tmp_path: Path, hub: Hub) -> None:
    tell_hubs(built(tmp_path, (hub.url,), eels="1", quays="1"))
    assert hub.topics == ["eels.rss", "quays.rss"]
    other = f"{hub.url}&other=1"
    tell_hubs(built(tmp_path, (hub.url, other), eels="1", quays="1"))
    assert hub.topics == ["eels.rss", "quays.rss"]
    assert hubs_of(tmp_path) == (hub.url, other)


def test_what_hubs_were_told_outlasts_the_builds(tmp_path: Path, hub: Hub) -> None:
    tell_hubs(built(tmp_path, (hub.url,), eels="1"))
    assert list(json.loads((tmp_path / TOLD).read_bytes())) == [hub.url]
    built(tmp_path, (hub.url,), quays="1")
    tell_hubs(tmp_path)
    assert list(json.loads((tmp_path / TOLD).read_bytes())[hub.url]) == [f"{ORIGIN}/quays.rss"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"7", b'{"http://127.0.0.1": 7}', b"\xff"])
def test_if_what_they_were_told_is_lost_they_are_told_again(tmp_path: Path, hub: Hub, damage: bytes) -> None:
    tell_hubs(built(tmp_path, (hub.url,), eels="1"))
    (tmp_path / TOLD).write_bytes(damage)
    assert tell_hubs(tmp_path) == []
    assert hub.topics == ["eels.rss", "eels.rss"]


def test_without_a_hub_nothing_is_kept(tmp_path: Path) -> None:
    assert announce(built(tmp_path, (), eels="1"), SECONDS) == []
    assert not (tmp_path / TOLD).exists()


def test_where_there_is_no_site_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="there is no site here"):
        hubs_of(tmp_path)
    assert "there is no site here" in announce(tmp_path, 0.1)[0]


# ── Hubs that do not take it ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (BUSY, "it answers 503 Service Unavailable"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "it answers 400 Bad Request"),
        (b"HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1/\r\n\r\n", "it answers 307 Elsewhere"),
        (b"HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\n\r\n", "it answers 302 Found"),
        (b"", "Remote end closed connection without response"),
        (b"\0\x1b[7m\xff\n", "??[7m\u00ff"),
    ],
    ids=lambda value: value.splitlines()[0].decode("latin-1") if isinstance(value, bytes) and value else "",
)
def test_a_hub_that_refuses_is_named_and_told_again_later(tmp_path: Path, hub: Hub, answer: bytes, reason: str) -> None:
    hub.answers = [ACCEPTED, answer, ACCEPTED]
    (failure,) = tell_hubs(built(tmp_path, (hub.url,), eels="1", quays="1", tides="1"))
    assert (failure.hub, failure.count, failure.reason.rstrip()) == (hub.url, 2, reason)
    assert hub.topics == ["eels.rss", "quays.rss"]
    assert tell_hubs(tmp_path) == []
    assert hub.topics == ["quays.rss", "tides.rss"]


def test_a_hub_that_is_down_keeps_no_other_from_being_told(tmp_path: Path, hub: Hub) -> None:
    down = "http://127.0.0.1:1/"
    (failure,) = tell_hubs(built(tmp_path, (down, hub.url), eels="1"))
    assert str(failure) == f"the hub {down} could not be told of a changed feed: Connection refused"
    assert hub.topics == ["eels.rss"]


# ── When hubs are told ───────────────────────────────────────────────────────────────────────────────────


def test_a_build_tries_again(tmp_path: Path, hub: Hub) -> None:
    hub.answers = [BUSY, ACCEPTED]
    assert announce(built(tmp_path, (hub.url,), eels="1"), SECONDS) == []
    assert hub.topics == ["eels.rss", "eels.rss"]


def test_a_build_does_not_wait_for_a_hub_that_hangs(tmp_path: Path, hub: Hub) -> None:
    hub.answers = [HANGS]
    begin = time.monotonic()
    assert announce(built(tmp_path, (hub.url,), eels="1"), 0.5) == ["no hub has answered within 0.5 seconds"]
    assert time.monotonic() - begin < 2


def test_while_serving_hubs_are_told_until_they_take_it_and_that_is_complained_about_once(
    tmp_path: Path, hub: Hub
) -> None:
    hub.answers = [BUSY, BUSY, ACCEPTED]
    complaints: list[str] = []
    with announcing(built(tmp_path, (hub.url,), eels="1"), complaints.append) as call:
        call()
        eventually((tmp_path / TOLD).exists)
        built(tmp_path, (hub.url,), eels="2")
        call()
        eventually(lambda: len(hub.forms) == 4)
    assert len(complaints) == 1
    assert complaints[0].endswith("could not be told of a changed feed: it answers 503 Service Unavailable")


def test_serving_ends_at_once_whatever_hubs_do(tmp_path: Path, hub: Hub) -> None:
    for answer in (HANGS, BUSY):
        hub.answers = [answer]
        with announcing(built(tmp_path, (hub.url,), eels="1"), pytest.fail) as call:
            begin = time.monotonic()
            call()
        assert time.monotonic() - begin < 4
