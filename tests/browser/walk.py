"""A browser walks through a built site: every page in every light, by eye, keyboard, screen reader and printer.

    npm install --no-save axe-core
    pip install -e '.[dev,browser]'
    pytest tests/browser/walk.py

It drives Debian's Chromium (or what CHROMIUM names) by Playwright, asks axe-core (the file AXE, if that is set) about
accessibility, and leaves pictures and a print in `artefacts/` (or ARTEFACTS). A tool that is missing is a failure:
nothing is skipped.
"""

import functools
import http.server
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ARTEFACTS = Path(os.environ.get("ARTEFACTS") or ROOT / "artefacts")
AXE = Path(os.environ.get("AXE") or ROOT / "node_modules/axe-core/axe.min.js")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"

MANY = 1000
ARABIC = quote("لوحة-الميناء")

PAGES = {
    "index": "",
    "category": "harbour-notices/",
    "podcast": "harbour-sounds/",
    "all": "all/",
    "awkward": "awkward-words/",
    "arabic": f"{ARABIC}/",
    "empty": "village-hall/",
}
"""What is looked at, by the names of its pictures."""

FEEDS = {
    "rss": ("harbour-notices.rss", "Harbour Notices", "This is a feed."),
    "atom": ("harbour-notices.atom", "Harbour Notices", "This is a feed."),
    "empty-rss": ("village-hall.rss", "Village Hall", "This is a feed."),
    "archive-rss": ("many-notices/archive-1.rss", "Many Notices", "This is a part of the archive"),
    "archive-atom": ("many-notices/archive-1.atom", "Many Notices", "This is a part of the archive"),
    "podcast-rss": ("harbour-sounds.rss", "Harbour Sounds", "This is a feed."),
    "opml": ("feeds.opml", "Three noticeboards", "This is a list of feeds"),
}
"""The same of feeds, with the title and the note on top that are to be seen."""

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone-light": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "has_touch": True},
    "phone-dark": {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}, "has_touch": True},
    # What a window of 1280 pixels holds when all is twice and four times as large (WCAG 2.2, 1.4.4 and 1.4.10).
    "zoom-200": {"viewport": {"width": 640, "height": 450}},
    "zoom-400": {"viewport": {"width": 320, "height": 256}},
    "forced-colours": {"forced_colors": "active", "viewport": {"width": 1280, "height": 900}},
}

every_look = pytest.mark.parametrize("look", LOOKS)
every_page = pytest.mark.parametrize("name", PAGES)


# ── A site, and a browser that tells what it complains about ─────────────────────────────────────────────


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample content, texts that pages break on, one long category, and one that has got a new name."""
    content = tmp_path_factory.mktemp("browser") / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(ROOT / "tests/browser/content", content, dirs_exist_ok=True)
    days = (f"{2024 - n // 336}-{12 - n // 28 % 12:02}-{28 - n % 28:02}" for n in range(MANY))
    notices = "\n\n\n".join(f"Notice of {day}\nDate: {day}\n\nThe tide comes and goes." for day in days)
    (content / "many.txt").write_text(f"Category: Many Notices\nCaptured: 2025-01-01\n\n{notices}\n", "utf-8")
    return content


@pytest.fixture(scope="module")
def origin(content: Path) -> Iterator[str]:
    """Where `feeds serve` serves the site of this content; it has been built before the category moved."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    settings = content / "feeds.toml"
    text = settings.read_text("utf-8")
    assert "http://127.0.0.1:8000" in text
    settings.write_text(text.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{port}"), "utf-8")
    feeds("build", content)
    moved = content / "moved.txt"
    moved.write_text(moved.read_text("utf-8").replace("Fish Market", "Fish Hall\nFormerly: Fish Market"), "utf-8")
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "serve", "--content", str(content), "--out", str(content.parent / "site"), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}/", server)
    finally:
        server.terminate()
        server.wait()


COMMAND = [sys.executable, "-m", "feeds"]


def feeds(command: str, content: Path) -> None:
    subprocess.run([*COMMAND, command, "--content", content, "--out", content.parent / "site"], check=True)  # noqa: S603 - our own command


def wait_for(origin: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        assert server.poll() is None, "feeds serve ended before it served"
        try:
            # The page of the new name is there when the second build is.
            urllib.request.urlopen(f"{origin}fish-hall/").close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return origin
    raise AssertionError("feeds serve serves nothing")


@contextmanager
def static_host(folder: Path) -> Iterator[str]:
    """A web server that knows nothing but files."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A browser window, and whatever went wrong in it."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure == "net::ERR_ABORTED" and not request.is_navigation_request():
            return  # the browser has left the page, or has heard enough
        self.faults.append(f"failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def go(self, path: str) -> Page:
        self.page.goto(urljoin(self.origin, path))
        return self.page

    def picture(self, name: str) -> None:
        is_html = self.page.evaluate("document.documentElement.localName === 'html'")
        # Playwright takes the size of a whole page from its <body>.
        self.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=is_html)


@contextmanager
def visit(chromium: Browser, origin: str, look: str = "light", **options: Any) -> Iterator[Visit]:  # noqa: ANN401 - Playwright's
    """A window with this look, in which nothing may go wrong."""
    context = chromium.new_context(**{**LOOKS[look], **options})
    try:
        visit = Visit(context.new_page(), origin)
        yield visit
        assert visit.faults == []
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page: the rule, and where it is broken."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 10, "axe has looked at nothing"
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


# ── Every page, in every look ────────────────────────────────────────────────────────────────────────────


@every_look
@every_page
def test_a_page_fits_its_window_and_nothing_goes_wrong(chromium: Browser, origin: str, look: str, name: str) -> None:
    with visit(chromium, origin, look) as window:
        page = window.go(PAGES[name])
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        cut = page.evaluate(
            """[...document.querySelectorAll('main *, header *, footer *')].filter(one =>
                 one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                 && getComputedStyle(one).position !== 'absolute').map(one => one.outerHTML.slice(0, 80))"""
        )
        window.picture(f"{name}.{look}")
        assert (overflow, cut) == (0, [])


@pytest.mark.parametrize("look", ["light", "dark", "phone-light"])
@every_page
def test_axe_finds_no_violation(chromium: Browser, origin: str, look: str, name: str) -> None:
    with visit(chromium, origin, look) as window:
        assert violations(window.go(PAGES[name])) == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_page_of_a_category_that_moved(chromium: Browser, content: Path, origin: str, look: str) -> None:
    with visit(chromium, origin, look) as window:
        assert window.go("fish-market/").url == urljoin(origin, "fish-hall/")  # our server says so itself
    with static_host(content.parent / "site") as files, visit(chromium, files, look) as window:
        # The target is held back, so that the page which leads there stays.
        window.page.route(urljoin(origin, "**"), lambda route: route.fulfill(status=204))
        page = window.go("fish-market/")
        assert page.locator("main a").get_attribute("href") == urljoin(origin, "fish-hall/")
        window.picture(f"moved.{look}")
        assert violations(page) == []
        window.faults.remove(f"failed: {origin}fish-hall/: net::ERR_ABORTED")  # where it would have led


# ── The walk ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("look", ["light", "dark", "phone-light", "phone-dark"])
def test_from_the_index_to_a_feed(chromium: Browser, origin: str, look: str) -> None:
    with visit(chromium, origin, look) as window:
        page = window.go("")
        page.get_by_role("link", name="Grassroots Resistance", exact=True).click()
        assert page.get_by_role("heading", level=1).inner_text() == "Grassroots Resistance"

        article = page.locator("article").first
        marked = article.locator("mark").first
        assert marked.inner_text() in article.locator("q").all_inner_texts()
        background = "one => getComputedStyle(one).backgroundColor"
        assert marked.evaluate(background) != article.evaluate(background)
        assert re.search("Between .* 2022; read from ", article.locator(".reasons").inner_text())
        assert re.fullmatch(r"\d\d?% sure", article.locator(".sure").inner_text().strip())

        article.locator(".when a").click()
        assert page.locator("article:target").count() == 1

        found = page.locator("link[rel=alternate][type='application/rss+xml']").first.get_attribute("href")
        assert found
        assert_styled(window, urljoin(page.url, found), "Grassroots Resistance", "This is a feed.")


PAPER = {False: "rgb(251, 250, 247)", True: "rgb(21, 24, 27)"}


def assert_styled(window: Visit, url: str, title: str, note: str) -> None:
    """A feed opened in a browser is a page that says what it is, and shows titles and days but no source code."""
    page = window.page
    answer = page.goto(url)
    assert answer
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    shown = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(one => ![...one.children].length
             && one.checkVisibility() && one.getBoundingClientRect().height > 0).map(one => one.textContent)"""
    )
    assert shown[0] == title
    assert not [text for text in shown if "<" in text or "urn:uuid:" in text]
    assert note in page.evaluate("getComputedStyle(document.documentElement, '::before').content")
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == PAPER[is_dark]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("look", ["light", "dark", "phone-light", "zoom-400"])
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_opened_in_a_browser(chromium: Browser, origin: str, look: str, name: str) -> None:
    with visit(chromium, origin, look) as window:
        path, title, note = FEEDS[name]
        assert_styled(window, urljoin(origin, path), title, note)
        window.picture(f"feed-{name}.{look}")


def test_a_feed_is_large_enough_to_read_on_a_phone(chromium: Browser, origin: str) -> None:
    screen = {"width": 390, "height": 844}
    with visit(chromium, origin, "phone-light", is_mobile=True, screen=screen, device_scale_factor=2) as window:
        page = window.go(FEEDS["rss"][0])
        title = page.locator("item > title").first
        # XML cannot ask for a window of the phone's width: it is laid out wide and shown small.
        assert title.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * 390 / innerWidth") > 15
        window.page.screenshot(path=ARTEFACTS / "feed-rss.phone-itself.png")


# ── By mouse, keyboard and printer ───────────────────────────────────────────────────────────────────────


def test_one_click_selects_an_address(chromium: Browser, origin: str) -> None:
    with visit(chromium, origin) as window:
        page = window.go("harbour-notices/")
        for suffix in ("rss", "atom", "json"):
            page.locator("code", has_text=f".{suffix}").click(position={"x": 20, "y": 8})
            assert page.evaluate("getSelection().toString()") == f"{origin}harbour-notices.{suffix}"


@pytest.mark.parametrize("name", ["index", "category", "podcast"])
def test_everything_is_reached_by_the_tab_key_and_seen_to_be(chromium: Browser, origin: str, name: str) -> None:
    with visit(chromium, origin) as window:
        page = window.go(PAGES[name])
        wanted = page.evaluate("[...document.querySelectorAll('a[href], audio[controls]')].map(one => one.outerHTML)")
        reached: list[dict[str, Any]] = []
        for _ in range(9 * len(wanted)):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                """(() => { const one = document.activeElement, box = one.getBoundingClientRect(),
                     style = getComputedStyle(one);
                   return {html: one.outerHTML, seen: box.width > 2 && box.height > 2
                     && box.top > -1 && box.bottom < innerHeight + 1 && style.outlineStyle !== 'none'} })()"""
            )
            if focused["html"].startswith("<body"):
                break
            if not reached or reached[-1]["html"] != focused["html"]:  # the parts of a player are of one element
                reached.append(focused)
        assert [one["html"] for one in reached] == wanted
        assert [one["html"] for one in reached if not one["seen"]] == []


def test_the_skip_link_leads_past_everything_to_the_content(chromium: Browser, origin: str) -> None:
    with visit(chromium, origin) as window:
        page = window.go("harbour-notices/")
        page.keyboard.press("Tab")
        window.picture("skip-link.light")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article') !== null")


def test_a_screen_reader_hears_the_date_its_doubt_and_its_reason(chromium: Browser, origin: str) -> None:
    with visit(chromium, origin) as window:
        heard = window.go("harbour-notices/").locator("article").nth(2).aria_snapshot()
        assert "Link to this entry of 16 May 2024" in heard
        assert "99% sure" in heard
        assert "On 16 May 2024; read from" in heard


def test_a_recording_plays_and_its_words_can_be_read(chromium: Browser, origin: str) -> None:
    with visit(chromium, origin) as window:
        article = window.go("harbour-sounds/").locator("article", has_text="The foghorn")
        sound = article.locator("audio")
        assert sound.evaluate("one => [one.paused, one.preload, one.readyState]") == [True, "none", 0]
        played = sound.evaluate(
            """one => new Promise((resolve, reject) => {
                 one.onended = () => resolve(one.duration); one.onerror = () => reject(one.error.message);
                 one.muted = true; one.playbackRate = 8; one.play() })"""
        )
        assert 5 < played < 7
        words = window.page.request.get(
            urljoin(window.page.url, article.get_by_text("Transcript").get_attribute("href"))
        )
        assert words.ok
        assert words.text().startswith("WEBVTT")


def test_a_print_has_what_is_to_be_read_and_no_buttons(chromium: Browser, origin: str) -> None:
    with visit(chromium, origin) as window:
        page = window.go("harbour-notices/")
        page.emulate_media(media="print")
        assert not page.locator(".subscribe").is_visible()
        assert all(one.is_visible() for one in page.locator("article h3, article .text, article .reasons").all())
        page.pdf(path=ARTEFACTS / "category.pdf", format="A4")
        window.picture("category.print")


@pytest.mark.parametrize("look", ["light", "phone-light"])
def test_a_permalink_far_down_a_long_page_is_where_it_leads(chromium: Browser, origin: str, look: str) -> None:
    with visit(chromium, origin, look) as window:
        page = window.go("many-notices/")
        assert page.locator("article").count() == MANY
        for n in (MANY - 1, 500):
            anchor = page.locator("article").nth(n).get_attribute("id")
            page.goto("about:blank")
            window.go(f"many-notices/#{anchor}")
            expect(page.locator("article:target h3")).to_be_in_viewport()
        page.get_by_role("link", name=re.compile("^January 2023")).click()
        expect(page.locator("h2", has_text="January 2023")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        window.page.screenshot(path=ARTEFACTS / f"many.{look}.png")
