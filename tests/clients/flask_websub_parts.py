"""A hub and a subscriber that we did not write: Flask-WebSub's, each as a program of its own.

    python flask_websub_parts.py hub PORT FOLDER
    python flask_websub_parts.py subscriber PORT FOLDER

Needs Flask-WebSub and celery, in an environment of their own (`websub.py` names it). The subscriber subscribes to what
is posted to `/subscribe` as `url`, through discovery; confirmations and deliveries become files of its folder, with the
topic and its number in their names.
"""

import itertools
import sys
from pathlib import Path
from urllib.parse import quote

from celery import Celery
from flask import Flask, request
from flask_websub.hub import Hub, SQLite3HubStorage
from flask_websub.subscriber import (
    SQLite3SubscriberStorage,
    SQLite3TempSubscriberStorage,
    Subscriber,
    discover,
)


def hub_app(folder: Path) -> Flask:
    """The hub, which does at once and in the same process what it would give to celery's workers."""
    celery = Celery()
    celery.conf.task_always_eager = True
    app = Flask("hub")
    app.config["PUBLISH_SUPPORTED"] = True
    hub = Hub(SQLite3HubStorage(str(folder / "hub.sqlite")), celery)
    app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))
    return app


def subscriber_app(folder: Path) -> Flask:
    numbers = itertools.count(1)
    subscriber = Subscriber(
        SQLite3SubscriberStorage(str(folder / "subscriber.sqlite")),
        SQLite3TempSubscriberStorage(str(folder / "subscriber.sqlite")),
    )

    def keep(kind: str, topic: str, body: bytes) -> None:
        draft = folder / f".draft-{next(numbers)}"
        draft.write_bytes(body)
        draft.rename(folder / f"{kind} {quote(topic, safe='')} {next(numbers)}")

    subscriber.add_success_handler(lambda topic, _callback, mode: keep("confirmed", topic, mode.encode()))
    subscriber.add_listener(lambda topic, _callback, body: keep("delivered", topic, body))
    app = Flask("subscriber")
    app.register_blueprint(subscriber.build_blueprint(url_prefix="/callbacks"))

    @app.post("/subscribe")
    def subscribe() -> str:
        return str(subscriber.subscribe(**discover(request.form["url"])))

    return app


if __name__ == "__main__":
    part, port, folder = sys.argv[1:]
    app = {"hub": hub_app, "subscriber": subscriber_app}[part](Path(folder))
    app.run(port=int(port), threaded=True)
