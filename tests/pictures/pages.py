"""Take the README's pictures of pages and feeds anew: look at them before you commit them.

    pip install -e '.[browser]' && python tests/pictures/pages.py

It needs Debian's chromium, fonts-liberation and pngquant.
"""

import base64
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from wsgiref.simple_server import WSGIRequestHandler, make_server

from playwright.sync_api import Browser, sync_playwright

from feeds.web import create_app

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LARGEST = 120_000

Scheme = Literal["light", "dark"]

# Panels of one height stand side by side: the path that is opened, the colour scheme, the width.
PICTURES: dict[str, tuple[int, list[tuple[str, Scheme, int]]]] = {
    "pages.png": (1060, [("grassroots-resistance/", "light", 880), ("", "dark", 420)]),
    "feed.png": (560, [("harbour-sounds.rss", "light", 650), ("harbour-sounds.atom", "dark", 650)]),
}

FRAME = """<!doctype html><style>
  body { margin: 0; padding: 20px; display: flex; gap: 20px; width: max-content; background: #8a949b; }
  img { display: block; border-radius: 10px; }
</style>"""


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def sample_site() -> Iterator[str]:
    """The sample content as it looks with an address of its own, and where it is served meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        content, site = Path(folder, "content"), Path(folder, "site")
        shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns(".*"))
        settings = content / "feeds.toml"
        text = settings.read_text("utf-8").replace("http://127.0.0.1:8000", "https://feeds.example.org")
        settings.write_text(text, "utf-8")
        command = [sys.executable, "-m", "feeds", "build", "--content", str(content), "--out", str(site)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own command
        with make_server("127.0.0.1", 0, create_app(site), handler_class=Quiet) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()


def panel(chromium: Browser, url: str, scheme: Scheme, width: int, height: int) -> str:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    shot = base64.b64encode(page.screenshot()).decode()
    context.close()
    return f'<img src="data:image/png;base64,{shot}">'


def main() -> None:
    with sample_site() as origin, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name, (height, panels) in PICTURES.items():
            page = chromium.new_page(viewport={"width": 1600, "height": height})
            shown = (panel(chromium, origin + path, scheme, width, height) for path, scheme, width in panels)
            page.set_content(FRAME + "".join(shown))
            place = HERE / name
            page.locator("body").screenshot(path=place)
            subprocess.run(  # noqa: S603 - a constant command
                ["pngquant", "--force", "--speed", "1", "--strip", "--output", place, "64", place],  # noqa: S607 - Debian's
                check=True,
            )
            if place.stat().st_size > LARGEST:
                sys.exit(f"{place}: {place.stat().st_size} bytes are more than {LARGEST}")


if __name__ == "__main__":
    main()
