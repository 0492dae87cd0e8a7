"""Pages for people: the index and one page a feed, without scripts or inline styles.

Links within the site are relative, so that it works under any prefix and on any static host. The words of
the pages are English, whatever the language of the content; content carries its own `lang`.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from feeds import phrases
from feeds.formats.format import Format
from feeds.formats.opml import OPML_PATH
from feeds.formats.parts import GENERATOR, page_url, permitted, web_url
from feeds.model import CONTENT_SECURITY, Dating, Entry, Evidence, Feed, Site

NEWEST = 12
"""How many entries the index shows."""


LONG = 200
"""With more entries, a page is laid out as it is scrolled."""


class Month(NamedTuple):
    """The entries of one month, and the fragment that names it on their page."""

    id: str
    name: str
    year: int
    entries: list[Entry]


class Run(NamedTuple):
    """A stretch of text that a date rests on, or that it does not rest on."""

    text: str
    marked: bool


def marked_lines(entry: Entry) -> list[list[Run]]:
    """Title and paragraphs of an entry, each as runs that together are its text, no two alike in a row.

    Evidence may overlap, reach over the end of a line, or lie outside the text: what exists of it is marked.
    """
    lines = []
    start = 0
    for line in (entry.title, *entry.paragraphs):
        lines.append(_runs(line, start, entry.dating.evidence))
        start += len(line) + 1
    return lines


def _runs(line: str, start: int, evidence: Sequence[Evidence]) -> list[Run]:
    runs = []
    done = 0
    for span in sorted(evidence, key=lambda span: (span.start, span.end)):
        begin, end = max(span.start - start, done), min(span.end - start, len(line))
        if begin >= end:
            continue
        if begin > done:
            runs.append(Run(line[done:begin], marked=False))
        elif runs:  # touches the span before
            begin -= len(runs.pop().text)
        runs.append(Run(line[begin:end], marked=True))
        done = end
    if done < len(line):
        runs.append(Run(line[done:], marked=False))
    return runs


def marked_words(lines: Sequence[Sequence[Run]]) -> list[str]:
    """What is marked in the lines of an entry, each wording once, in the order of the text."""
    return list(dict.fromkeys(run.text for line in lines for run in line if run.marked))


def doubtful(dating: Dating) -> bool:
    """Whether the published day is more likely wrong than right, give or take a day."""
    return dating.confidence < 0.5  # noqa: PLR2004 - that is what "more likely" means


def by_month(entries: Sequence[Entry]) -> list[Month]:
    """The entries under the months of their dates, each month once, in order of appearance.

    Around midnight entries of several time zones may go from month to month and back.
    """
    months: dict[str, Month] = {}
    for entry in entries:
        day = entry.published
        fragment = f"{day.year:04}-{day.month:02}"
        months.setdefault(fragment, Month(fragment, phrases.MONTHS[day.month - 1], day.year, [])).entries.append(entry)
    return list(months.values())


def index_page(feeds: Sequence[Feed], everything: Feed, site: Site, formats: Sequence[Format]) -> bytes:
    """The front page: what feeds there are, how to subscribe, and the newest entries."""
    return _page(
        "index.html", root="./", url=site.url(""), site=site, formats=formats, feeds=feeds, everything=everything,
        alternates=(everything, *feeds), newest=everything.entries[:NEWEST], opml_path=OPML_PATH,
    )  # fmt: skip


def feed_page(feed: Feed, everything: Feed, site: Site, formats: Sequence[Format]) -> bytes:
    """The page of one feed, to stand at `SLUG/`: every entry with its date and the reasons for it.

    `feed` may hold fewer entries than `everything`, whose page then says so.
    """
    return _page(
        "feed.html", root="../", url=page_url(feed.slug, site), site=site, formats=formats, feed=feed,
        everything=everything,
        alternates=(feed,) if feed.slug == everything.slug else (feed, everything),
        months=by_month(feed.entries), long=LONG,
    )  # fmt: skip


def moved_page(slug: str, site: Site, formats: Sequence[Format]) -> bytes:
    """The page that stands where a category was, and leads to where it is."""
    return _page("moved.html", url=page_url(slug, site), site=site, slug=slug, formats=formats)


def reference(address: str, root: str) -> str:
    """How a page leads to a sound, a picture or a text: by its URL, or, within the site, from the page's `root`."""
    return web_url(address) or root + quote(permitted(address))


def static_file(name: str) -> bytes:
    """A file that all pages share, as it lies in this package."""
    return (files("feeds.formats") / "static" / name).read_bytes()


def _page(template: str, **context: object) -> bytes:
    return permitted(_environment().get_template(template).render(context)).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("feeds.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {
        "appearance": phrases.appearance,
        "certainty": phrases.certainty,
        "certainty_level": phrases.certainty_level,
        "clock": phrases.clock,
        "file_size": phrases.file_size,
        "full_date": phrases.full_date,
        "interval": phrases.interval,
        "marked_lines": marked_lines,
        "marked_words": marked_words,
        "reference": reference,
        "web_url": web_url,
    }
    environment.tests["doubtful"] = doubtful
    environment.globals |= {"content_security": CONTENT_SECURITY, "generator": GENERATOR}
    return environment
