"""A reverse proxy that remembers what it was asked, so that a client's requests can be looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

_PER_CONNECTION = {"connection", "keep-alive", "transfer-encoding"}
"""Header fields that are of one connection alone (RFC 9110 section 7.6.1)."""


@dataclass(frozen=True)
class Request:
    """One request and its status; `is_conditional` if the client showed a validator that it had kept."""

    method: str
    path: str
    is_conditional: bool
    status: int


class RecordingProxy:
    """Listens at a port of its own from the beginning; `requests` grows as they are answered."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.upstream_port = 0
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                proxy.forward(self)

            do_HEAD = do_GET  # noqa: N815 -- the names are http.server's

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the same
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def before(self, port: int) -> Iterator[None]:
        """Stand before the server at this port of ours, for as long as the block lasts."""
        self.upstream_port = port
        thread = Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def forward(self, asked: BaseHTTPRequestHandler) -> None:
        connection = HTTPConnection("127.0.0.1", self.upstream_port, timeout=30)
        headers = {name: value for name, value in asked.headers.items() if name.lower() not in _PER_CONNECTION}
        connection.request(asked.command, asked.path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        # curl shows an empty tag if it has none yet.
        validators = (asked.headers.get(name, "").strip('"') for name in ("If-None-Match", "If-Modified-Since"))
        is_conditional = any(validators)
        self.requests.append(Request(asked.command, asked.path, is_conditional, answer.status))
        asked.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in _PER_CONNECTION:
                asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(body)
