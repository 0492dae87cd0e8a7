"""Let a WebSub hub and a subscriber that we did not write (Flask-WebSub) live on feeds of ours.

    python -m venv websub && websub/bin/pip install flask-websub celery
    python tests/clients/websub.py websub/bin/python

A feed that changes must reach its subscriber as the bytes that are served, and one that does not change must not. A hub
that is down must neither delay nor fail a publication, and must be told once it is up again.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

PARTS = Path(__file__).with_name("flask_websub_parts.py")
SECONDS = 30
LONGEST_BUILD = 12
Running = AbstractContextManager[None]
QUAYS = """\
Category: Quays
Captured: 2024-05-17

North quay closed

The harbour office shut the north quay on May 14.
"""
EELS = """\
Category: Eels
Captured: 2024-05-20

A long one

It was caught yesterday, and let go.
"""
SERVER = """
import sys
from wsgiref.simple_server import make_server
from feeds.web import create_app
make_server("127.0.0.1", int(sys.argv[2]), create_app(sys.argv[1])).serve_forever()
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def eventually(happens: Callable[[], object], what: str, log: Path | None = None) -> None:
    deadline = time.monotonic() + SECONDS
    while not happens():
        if time.monotonic() > deadline:
            said = log.read_text("utf-8", "replace") if log else ""
            sys.exit(f"websub: this never happens: {what}\n{said}")
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def running(log: Path, port: int, *command: str) -> Iterator[None]:
    """A program that serves at the port, for as long as the block lasts."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)  # noqa: S603 -- the programs below
        try:
            eventually(lambda: answers(port), f"{command} serves at port {port}", log)
            yield
        finally:
            process.terminate()
            process.wait(SECONDS)


def fetch(url: str, form: dict[str, str] | None = None) -> bytes:
    data = urlencode(form).encode() if form else None
    with urlopen(url, data, timeout=SECONDS) as answer:  # noqa: S310 -- a server of ours
        body: bytes = answer.read()
        return body


class Scene:
    """Listings, their site, a hub and a subscriber."""

    def __init__(self, root: Path, python: str) -> None:
        self.root = root
        self.python = python
        self.content, self.site, self.mail = root / "content", root / "site", root / "mail"
        self.hub_port, self.subscriber_port, self.port = free_port(), free_port(), free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        for folder in (self.content, self.mail):
            folder.mkdir()
        hub = f"http://127.0.0.1:{self.hub_port}/hub"
        (self.content / "feeds.toml").write_text(f'base_url = "{self.origin}"\nhub = "{hub}"\n', "utf-8")
        self.write("quays", QUAYS)
        self.write("eels", EELS)

    def write(self, name: str, text: str) -> None:
        (self.content / f"{name}.txt").write_text(text, "utf-8")

    def log(self, name: str) -> Path:
        return self.root / f"{name}.log"

    def hub(self) -> Running:
        return running(
            self.log("hub"), self.hub_port, self.python, str(PARTS), "hub", str(self.hub_port), str(self.root)
        )

    def subscriber(self) -> Running:
        port = self.subscriber_port
        return running(self.log("subscriber"), port, self.python, str(PARTS), "subscriber", str(port), str(self.mail))

    def feeds(self, command: str, *options: str) -> tuple[str, ...]:
        content = () if command == "ping" else ("--content", str(self.content))
        return (sys.executable, "-m", "feeds", command, *content, "--out", str(self.site), *options)

    def serve(self) -> Running:
        return running(self.log("serve"), self.port, *self.feeds("serve", "--port", str(self.port)))

    def run(self, command: str, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- ours
            self.feeds(command, *options), capture_output=True, text=True, check=False
        )

    def build(self) -> tuple[str, float]:
        """Build, which must succeed; what it complains of, and how many seconds it took."""
        begin = time.monotonic()
        done = self.run("build")
        if done.returncode:
            sys.exit(f"websub: feeds build ended with status {done.returncode}: {done.stderr}")
        return done.stderr, time.monotonic() - begin

    def subscribe(self, path: str) -> None:
        fetch(f"http://127.0.0.1:{self.subscriber_port}/subscribe", {"url": f"{self.origin}/{path}"})
        eventually(lambda: self.received("confirmed", path), f"a subscription to {path}", self.log("subscriber"))

    def received(self, kind: str, path: str) -> list[bytes]:
        topic = quote(f"{self.origin}/{path}", safe="")
        files = self.mail.glob(f"{kind} {topic} *")
        return [file.read_bytes() for file in sorted(files, key=lambda file: int(file.name.rpartition(" ")[2]))]

    def await_delivery(self, path: str, number: int, words: bytes) -> None:
        """Wait until the feed has been delivered that often; the last time it must be as it is served."""
        eventually(lambda: len(self.received("delivered", path)) >= number, f"{path} delivered", self.log("hub"))
        self.refuse_more(path, number)
        last = self.received("delivered", path)[-1]
        if words not in last or last != fetch(f"{self.origin}/{path}"):
            sys.exit(f"websub: {path} was not delivered as it is served")
        say(f"{path}: {len(last)} bytes delivered, as served")

    def refuse_more(self, path: str, number: int) -> None:
        found = len(self.received("delivered", path))
        if found != number:
            sys.exit(f"websub: {path} was delivered {found} times, not {number}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def follow(scene: Scene) -> None:
    """`feeds serve`: what changes is delivered, at once or when the hub is up again; what does not change is not."""
    changed = ("quays.rss", "quays.atom", "quays.json", "all.rss")
    with scene.serve():
        with scene.hub():
            told = scene.site / ".feeds/websub.json"
            eventually(lambda: told.exists() and told.read_text("utf-8").count(scene.origin) == 9, "all is told once")
            for path in (*changed, "eels.rss"):
                scene.subscribe(path)
            scene.write("quays", QUAYS.replace("North", "South"))
            for path in changed:
                scene.await_delivery(path, 1, b"South quay")
        scene.write("quays", QUAYS.replace("North", "West"))
        eventually(lambda: b"West" in fetch(f"{scene.origin}/quays.rss"), "the hub is down, and the feed changes")
        eventually(lambda: "could not be told" in scene.log("serve").read_text("utf-8"), "and that is told")
        with scene.hub():
            for path in changed:
                scene.await_delivery(path, 2, b"West quay")
    scene.refuse_more("eels.rss", 0)


def build(scene: Scene) -> None:
    """`feeds build`, with the site on any other server: the same."""
    with running(scene.log("server"), scene.port, sys.executable, "-c", SERVER, str(scene.site), str(scene.port)):
        with scene.hub():
            scene.write("eels", EELS.replace("long", "short"))
            complaint, _ = scene.build()
            if complaint:
                sys.exit(f"websub: feeds build complains: {complaint}")
            scene.await_delivery("eels.rss", 1, b"A short one")
        scene.write("eels", EELS.replace("long", "round"))
        if scene.run("build", "--no-ping").stderr or scene.run("ping").returncode != 1:
            sys.exit(
                "websub: a build that was not to tell the hub did so, or `feeds ping` did not notice that it is down"
            )
        complaint, seconds = scene.build()
        if "could not be told of 6 changed feeds" not in complaint or seconds > LONGEST_BUILD:
            sys.exit(f"websub: with the hub down, a build took {seconds:.1f} s and said: {complaint}")
        say(f"the hub is down: built in {seconds:.1f} s; {complaint.strip()}")
        with scene.hub():
            for command in ("ping", "build", "ping"):  # the first has something left to tell
                scene.run(command)
                scene.await_delivery("eels.rss", 2, b"A round one")
    scene.refuse_more("eels.rss", 2)
    scene.refuse_more("quays.rss", 2)
    say("what did not change was not delivered")


def main() -> None:
    """See that both deliver what has changed; ends with a line that says what does not work."""
    (python,) = sys.argv[1:]
    with tempfile.TemporaryDirectory() as root:
        scene = Scene(Path(root), python)
        with scene.subscriber():
            follow(scene)
            build(scene)


if __name__ == "__main__":
    main()
