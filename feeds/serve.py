"""A built site on the network: granian serves it, watchfiles tells when its content changes.

Two processes share nothing but the built site. The one that was started watches the content and rebuilds; the
other (this module run as a program) is the server, in a session of its own, so that Ctrl-C reaches the first
alone and ends both in good order. Should the first be killed, the other ends by itself.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TextIO

from feeds.errors import FeedsError, ServeError

_WORKERS = min(4, os.cpu_count() or 1)
_THREADS = 128  # each download of a long file that takes its time holds one
_SECONDS_TO_START = 30
_SECONDS_TO_FINISH = 3  # for downloads under way; container runtimes kill after ten
_TICK_MILLISECONDS = 200


def serve(  # noqa: PLR0913 -- where, what, and when
    site: Path,
    host: str,
    port: int,
    rebuild: Callable[[], None],
    watch: Sequence[Path],
    *,
    is_due: Callable[[], bool] = lambda: False,
    published: Callable[[], None] = lambda: None,
) -> None:
    """Build, serve on http://host:port/, and build again whenever something at the watched paths changes.

    So it does when a build `is_due`, which is asked several times a second. `port` 0 means any free one. Returns after
    Ctrl-C or SIGTERM. A later rebuild that raises a `FeedsError` is reported in one line, and what was built before
    goes on being served; the first one's is passed on. After each that succeeds, `published` is called, as soon as the
    server answers.

    Raises `ServeError` if the address cannot be had or the server ends unasked.
    """
    # Also where a shell has started us with SIGINT ignored, as it does with jobs in the background.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        address, port = _bind(host, port)
        with _server(site, address, port) as server:
            changes = _changes(watch, site)
            next(changes)  # from here on no change is missed
            rebuild()
            _wait_until_ready(server, address, port)
            name = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104 -- compared, not bound
            _say(f"Serving http://{f'[{name}]' if ':' in name else name}:{port}/ (stop with Ctrl-C)", sys.stdout)
            published()
            for has_changed in changes:
                if server.poll() is not None:
                    raise ServeError(f"{address}:{port}: the server has ended unasked, with status {server.returncode}")
                if has_changed or is_due():
                    _rebuild(rebuild, published)


def _rebuild(rebuild: Callable[[], None], published: Callable[[], None]) -> None:
    try:
        rebuild()
    except FeedsError as error:
        _say(f"feeds: {error}", sys.stderr)
    else:
        published()


# ── The server ───────────────────────────────────────────────────────────────────────────────────────────


def _bind(host: str, port: int) -> tuple[str, int]:
    """See that the address is free, as granian would share it with another; gives numbers for names."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
            0
        ]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
            return str(address[0]), probe.getsockname()[1]
    except OSError as error:
        raise ServeError(f"{host}:{port}: {error.strerror}; choose another --host or --port") from error


@contextmanager
def _server(site: Path, address: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server as a process that ends with the block, and all its workers with it."""
    # Found where this module was, and not in the directory in which somebody happens to be (-P).
    python_path = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH"))))
    server = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own module
        [sys.executable, "-P", "-m", "feeds.serve", str(site), address, str(port)],
        env={**os.environ, "PYTHONPATH": python_path},
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield server
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(2 * _SECONDS_TO_FINISH)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


def _wait_until_ready(server: subprocess.Popen[bytes], address: str, port: int) -> None:
    """Return when the app has answered a request."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 -- compared, not bound
    deadline = time.monotonic() + _SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(local, port, timeout=_SECONDS_TO_START)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
        else:
            return
        finally:
            connection.close()
    raise ServeError(f"{address}:{port}: the server does not start")


def _run(site: str, address: str, port: str) -> None:
    """Be the server, until SIGTERM or the end of standard input: the other process has gone."""
    from granian import Granian  # noqa: PLC0415 -- the process that watches needs no server
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 -- the same

    from feeds.web import create_app  # noqa: PLC0415 -- nor the app

    def follow() -> None:
        os.read(sys.stdin.fileno(), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=follow, daemon=True).start()
    server = Granian(
        "feeds.web:create_app",
        address=address,
        port=int(port),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=_WORKERS,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_FINISH,
        log_enabled=False,
    )
    server.serve(target_loader=partial(create_app, Path(site)), wrap_loader=False)


# ── The content ──────────────────────────────────────────────────────────────────────────────────────────


def _changes(paths: Sequence[Path], site: Path) -> Iterator[bool]:
    """Tell again and again, forever, whether something at the paths has changed since it was last told.

    Directories are watched with all that lies in them, but for hidden files and the built site. Files, and
    what a directory's name stands for, are compared by their state: editors and deployments put a new one in
    the place of the old, and the system's watch would stay with the old.
    """
    from watchfiles import watch  # noqa: PLC0415 -- the server process needs no watcher

    is_pending = False
    while True:
        states = [_state(path) for path in paths]
        directories = [path.resolve() for path in paths if path.is_dir()]
        for changes in watch(
            *directories,
            watch_filter=_content_filter(directories, site.resolve()),
            rust_timeout=_TICK_MILLISECONDS,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            if states != [_state(path) for path in paths]:
                is_pending = True  # told only when the new state is watched
                break
            yield is_pending or bool(changes)
            is_pending = False


def _state(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    identity = (status.st_dev, status.st_ino)
    return identity if path.is_dir() else (*identity, status.st_size, status.st_mtime_ns)


def _content_filter(directories: Sequence[Path], site: Path) -> Callable[[object, str], bool]:
    """Leave out what no build reads: hidden files, the backups that editors make, and our own output."""

    def is_content(_change: object, name: str) -> bool:
        path = Path(name)
        if path.is_relative_to(site) or path.name.endswith("~"):
            return False
        within = [path.relative_to(directory) for directory in directories if path.is_relative_to(directory)]
        return any(not any(part.startswith(".") for part in relative.parts) for relative in within)

    return is_content


def _say(line: str, stream: TextIO) -> None:
    stream.write(f"{line}\n")
    stream.flush()


if __name__ == "__main__":
    _run(*sys.argv[1:])
