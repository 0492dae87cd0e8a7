"""Hubs are told which feeds have changed (W3C WebSub), after the site is published and never in its way.

What each hub was told last is kept in the site, as a digest of every feed. So it is told of what has changed since
then and of nothing else; and what it could not be told, because it was down or the build was killed, it is told after
the next build.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from queue import Empty, SimpleQueue
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from feeds.errors import FeedsError, SiteError
from feeds.model import DELIVERY, Delivery
from feeds.site import read_document, write_note

TOLD = PurePosixPath(".feeds/websub.json")
"""Where a site keeps what hubs were told: a JSON object, of each hub one with the digest of each topic."""

Told = Mapping[str, Mapping[str, str]]

_SECONDS_TO_ANSWER = 5
_SECONDS_TO_STOP = 2
_LONGEST_REASON = 100
_PAUSES = (1, 2, 8, 60, 300, 900)
"""Seconds between one attempt and the next; after the last, the next build is waited for."""


@dataclass(frozen=True, slots=True)
class Untold:
    """A hub that could not be told of so many changed feeds, and why."""

    hub: str
    count: int
    reason: str

    def __str__(self) -> str:
        feeds = "a changed feed" if self.count == 1 else f"{self.count} changed feeds"
        return f"the hub {self.hub} could not be told of {feeds}: {self.reason}"


# ── When hubs are told ───────────────────────────────────────────────────────────────────────────────────


def announce(site: Path, seconds: float) -> list[str]:
    """Tell every hub what has changed, in several attempts if need be; gives up after so many seconds.

    Returns why it failed, if it did, in a line for each hub.
    """
    is_over = Event()
    failures: list[str] = []

    def attempt() -> None:
        for pause in (0, *_PAUSES[:2]):
            if is_over.wait(pause):
                return
            failures[:] = _attempt(site, is_over.is_set)
            if not failures:
                return

    # No time-out bounds the look-up of a name, or an answer that comes in drops.
    thread = Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(seconds)
    is_over.set()
    return failures or ([f"no hub has answered within {seconds:g} seconds"] if thread.is_alive() else [])


@contextmanager
def announcing(site: Path, complain: Callable[[str], None]) -> Iterator[Callable[[], None]]:
    """For as long as the block lasts, a thread that tells hubs what has changed each time that the function is called.

    The function returns at once. What fails is complained about once, and attempted again later.
    """
    calls: SimpleQueue[_Call] = SimpleQueue()
    thread = Thread(target=_follow, args=(site, calls, complain), daemon=True)
    thread.start()
    try:
        yield lambda: calls.put(_Call.ANNOUNCE)
    finally:
        calls.put(_Call.END)
        thread.join(_SECONDS_TO_STOP)


class _Call(Enum):
    ANNOUNCE = auto()
    END = auto()


def _follow(site: Path, calls: SimpleQueue[_Call], complain: Callable[[str], None]) -> None:
    """Attempt it at each call, and for some time after, until the call to end."""
    pauses: Iterator[int] = iter(())
    while True:
        try:
            call = calls.get(timeout=next(pauses, None))
        except Empty:
            call = None
        if call is _Call.END:
            return
        if call is _Call.ANNOUNCE:
            pauses = iter(_PAUSES)
        failures = _attempt(site, lambda: not calls.empty())
        if not failures:
            pauses = iter(())
        elif call is _Call.ANNOUNCE and calls.empty():
            for failure in failures:
                complain(failure)


def _attempt(site: Path, is_over: Callable[[], bool]) -> list[str]:
    try:
        return [str(untold) for untold in tell_hubs(site, is_over)]
    except FeedsError as error:
        return [str(error)]


# ── What they are told ───────────────────────────────────────────────────────────────────────────────────


def tell_hubs(site: Path, is_over: Callable[[], bool] = lambda: False) -> list[Untold]:
    """Tell every hub of the feeds that have changed since it was told last; returns what it could not be told.

    A hub that does not take one is not asked again for the others, and none is once it `is_over`. Raises `SiteError`
    if the site cannot be read, or what was told cannot be kept.
    """
    delivery = _delivery(site)
    digests = {topic: _digest(site, PurePosixPath(path)) for path, topic in delivery.topics.items()}
    told = _told(site)
    failed = []
    for hub in delivery.hubs:
        topics = untold(told.get(hub, {}), digests)
        for number, topic in enumerate(topics):
            reason = "there was no time left" if is_over() else _ping(hub, topic)
            if reason:
                failed.append(Untold(hub, len(topics) - number, reason))
                break
            told = with_told(told, hub, topic, digests)
            write_note(site, TOLD, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
    return failed


def untold(told: Mapping[str, str], digests: Mapping[str, str]) -> list[str]:
    """The topics whose digest is not the one that was told last."""
    return [topic for topic, digest in digests.items() if told.get(topic) != digest]


def with_told(told: Told, hub: str, topic: str, digests: Mapping[str, str]) -> Told:
    """What was told once the hub knows of the topic as it is now; topics that are no more are forgotten."""
    known = {**told.get(hub, {}), topic: digests[topic]}
    return {**told, hub: {topic: digest for topic, digest in known.items() if topic in digests}}


def hubs_of(site: Path) -> tuple[str, ...]:
    """The hubs that a site names. Raises `SiteError` if there is none."""
    return _delivery(site).hubs


def _delivery(site: Path) -> Delivery:
    text = read_document(site, DELIVERY)
    if text is None:
        raise SiteError(f"{site}: there is no site here: build it, or name it with --out")
    try:
        return Delivery.from_json(text)
    except (ValueError, TypeError, LookupError):
        raise SiteError(f"{site / DELIVERY}: is damaged; build the site again") from None


def _told(site: Path) -> Told:
    """What hubs were told; nothing, if the note of it is damaged: they are then told twice."""
    with suppress(ValueError, TypeError, AttributeError):
        return {hub: dict(topics) for hub, topics in json.loads(read_document(site, TOLD) or b"{}").items()}
    return {}


def _digest(site: Path, path: PurePosixPath) -> str:
    return sha256(read_document(site, path) or b"").hexdigest()


def _ping(hub: str, topic: str) -> str | None:
    """Tell a hub of one topic; returns why it could not be told, None if it was.

    WebSub leaves it to publishers and hubs how they talk (§3.2). These parameters are those of PubSubHubbub 0.4, its
    forerunner, and of the hubs of today; some want `hub.url`, others `hub.topic`.
    """
    form = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
    request = Request(hub, form, {"User-Agent": "feeds"})  # noqa: S310 -- the settings take http and https alone
    try:
        with _opener().open(request, timeout=_SECONDS_TO_ANSWER):
            return None
    except HTTPError as error:
        error.close()
        return _printable(f"it answers {error.code} {error.reason}")
    except (OSError, HTTPException, ValueError) as error:
        cause = getattr(error, "reason", error)
        return _printable(str(getattr(cause, "strerror", None) or cause) or type(cause).__name__)


def _opener() -> OpenerDirector:
    """What opens http and https, by a proxy if the environment names one, and nothing else.

    It follows no redirects: a form that is sent on arrives as a GET, and "on" may be anywhere.
    """
    opener = OpenerDirector()
    for kind in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        opener.add_handler(kind())
    return opener


def _printable(text: str) -> str:
    """`text` as a line fit for a terminal, whatever a hub has put into it."""
    return "".join(character if character.isprintable() else "?" for character in text.strip())[:_LONGEST_REASON]
