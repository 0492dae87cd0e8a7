"""A PostgreSQL server of our own, from the installed binaries: in a temporary folder, and reached by a socket in it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import psycopg

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps the binaries of every version, off the PATH."""


def find_binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, of the newest version; None where there is no PostgreSQL."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


class Server:
    """A running server; a context manager that stops it and removes its folder.

    PostgreSQL refuses to run as root, so root runs it as the user whom Debian's package makes.
    """

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._home = Path(tempfile.mkdtemp(prefix="feeds-postgres-"))
        self._as_user: dict[str, Any] = {"cwd": "/", "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self._home, user.pw_uid, user.pw_gid)
            self._as_user |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            subprocess.run(  # noqa: S603 -- PostgreSQL's own
                [self._binaries / "initdb", "-D", self._home / "data", "-U", "feeds", "--auth=trust", "--no-sync",
                 "--encoding=UTF8", "--locale=C"],
                check=True, timeout=120, **self._as_user,
            )  # fmt: skip
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)  # PostgreSQL's immediate shutdown
            self._process.communicate(timeout=60)
        shutil.rmtree(self._home)

    def url(self, database: str = "postgres", **parameters: str) -> str:
        """Where a database of the server is, with further parameters of libpq."""
        given = {"host": str(self._home), "user": "feeds", **parameters}
        return f"postgresql:///{database}?" + "&".join(f"{name}={quote(value, '')}" for name, value in given.items())

    def new_schema(self, name: str) -> str:
        """The URL of an empty schema, made for it."""
        self.run(f'CREATE SCHEMA "{name}"')
        return self.url(options=f"-csearch_path={name}")

    def run(self, statement: str) -> None:
        """Execute a statement that is trusted, outside of any transaction."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        """Start it, and wait until it answers: after a crash, until it has recovered."""
        self._process = subprocess.Popen(  # noqa: S603 -- PostgreSQL's own
            [self._binaries / "postgres", "-D", self._home / "data", "-k", self._home, "-c", "listen_addresses="],
            **{**self._as_user, "stdout": subprocess.DEVNULL},
        )
        wait_until(self._answers)

    def kill(self) -> None:
        """Kill the server and every process of it at once, by SIGKILL, and wait until they are gone."""
        assert self._process
        pid = self._process.pid
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        for victim in (pid, *children):
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:  # it has just ended by itself
                continue
        self._process.communicate()
        wait_until(lambda: not any(is_running(child) for child in children))
        self._process = None

    def _answers(self) -> bool:
        assert self._process
        if self._process.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended with status {self._process.returncode}")
        try:
            psycopg.connect(self.url()).close()
        except psycopg.OperationalError:
            return False
        return True


def is_running(pid: int) -> bool:
    """Whether a process is there that has not ended; nobody may have asked for its status yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Ask again and again. Raises `TimeoutError`."""
    pause = 0.02
    for _ in range(round(seconds / pause)):
        if is_so():
            return
        sleep(pause)
    raise TimeoutError
