import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from feeds import phrases
from feeds.formats import FORMATS, STATIC_FILES
from feeds.formats.pages import Run, by_month, doubtful, feed_page, marked_lines, moved_page, static_file
from feeds.formats.parts import permitted, web_url
from feeds.model import (
    MEDIA_DIRECTORY,
    Basis,
    Dating,
    Enclosure,
    Entry,
    Episode,
    Evidence,
    Feed,
    Funding,
    Person,
    Podcast,
    Site,
    Transcript,
)

GOLDEN = Path(__file__).parent / "golden"  # what is written is held to be just this in test_formats.py
PAGES = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.html"))
NOON = datetime(2022, 10, 13, 12, tzinfo=UTC)
SITE = Site("Coast", "https://coast.example", "en")

every_page = pytest.mark.parametrize("path", PAGES)


def page(path: str) -> html.HtmlElement:
    return html.fromstring((GOLDEN / path).read_text(encoding="utf-8"))


def entry(title: str, *paragraphs: str, spans: tuple[tuple[int, int], ...] = ()) -> Entry:
    text = "\n".join((title, *paragraphs))
    evidence = tuple(Evidence(text[start:end], start, end, "", "") for start, end in spans)
    dating = Dating(NOON, NOON.date(), NOON.date(), Basis.MENTIONED, 0.9, evidence)
    return Entry("urn:x:1", title, paragraphs, NOON, NOON, dating, "C", "c", "en")


def test_there_are_pages_to_test() -> None:
    assert "index.html" in PAGES
    assert len(PAGES) > 3


# ── What holds on every page ─────────────────────────────────────────────────────────────────────────────


@every_page
def test_needs_no_script_and_passes_a_strict_content_security_policy(path: str) -> None:
    tree = page(path)
    assert not tree.xpath("//script | //style | //@style | //iframe | //object | //base")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not [link for link in tree.xpath("//@href") if link.strip().lower().startswith(("javascript:", "data:"))]


@every_page
def test_every_link_within_the_site_leads_somewhere(path: str) -> None:
    here = f"https://x/prefix/{path.removesuffix('index.html')}"
    for link in page(path).xpath("//@href"):
        if urlsplit(link).scheme:
            continue
        address = urlsplit(urljoin(here, link))
        assert address.path.startswith("/prefix/")  # works wherever the site is mounted
        target = unquote(address.path.removeprefix("/prefix/"))
        is_file_of_a_listing = Path(target).parts[1:2] == (MEDIA_DIRECTORY,)  # a browser fetches these, in its walk
        if target not in STATIC_FILES and not is_file_of_a_listing:
            file = GOLDEN / (target + "index.html" if target.endswith("/") or not target else target)
            assert file.is_file(), link
            if address.fragment:
                assert html.parse(file).xpath("//*[@id=$id]", id=unquote(address.fragment)), link


@every_page
def test_landmarks_headings_and_names(path: str) -> None:
    tree = page(path)
    assert tree.get("lang") == "en"
    assert tree.findtext("head/title")
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == len(tree.xpath("/html/body/header")) == 1
    assert tree.xpath("//body/*[1]/@href") == ["#main"]
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert all("".join(heading.itertext()).strip() for heading in tree.iter("h1", "h2", "h3", "a", "title"))
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)


@every_page
def test_feeds_are_discovered(path: str) -> None:
    found = {
        unquote(urljoin(f"https://x/{path}", link.get("href", ""))).removeprefix("https://x/"): link.get("type")
        for link in page(path).xpath("//link[@rel='alternate']")
    }
    stems = {file.stem for file in GOLDEN.glob("*.rss")} if path == "index.html" else {Path(path).parts[0], "all"}
    lists = {"feeds.opml": "text/x-opml"} if path == "index.html" else {}
    assert found == {stem + form.suffix: form.media_type for stem in stems for form in FORMATS} | lists


def test_a_category_page_shows_each_date_and_its_reasons() -> None:
    articles = page("harbour-notices/index.html").xpath("//article")
    shown = [
        (
            one.xpath("string(.//time/@datetime)"),
            words(one.xpath("string(.//p[@class='when']/a/text())"), one.xpath("string(.//p[@class='when']//time)")),
            words(one.xpath("string(.//span[@class='sure'])")),
            one.xpath(".//mark/text()"),
            words(one.xpath("string(.//p[@class='reasons'])")),
        )
        for one in articles
    ]
    assert shown == [
        (
            "2022-10-13",
            "13 October 2022",
            "93% sure",
            ["on Oct. 13"],
            "Between 13 and 14 October 2022; read from on Oct. 13.",
        ),
        (
            "2022-10-13",
            "about 13 October 2022",
            "34% sure",
            [],
            "Between 4 and 13 October 2022; placed by its neighbours.",
        ),
        (
            "2022-10-03",
            "3 October 2022",
            "70% sure",
            ["Monday, 3 October", "Monday, 3 October 2022"],
            "Between 28 September and 3 October 2022; read from Monday, 3 October, Monday, 3 October 2022.",
        ),
        ("2022-09-30", "30 September 2022", "as stated", [], ""),
        (
            "2022-09-27",
            "27 September 2022",
            "55% sure",
            ["يوم الثلاثاء"],
            "Between 24 September and 1 October 2022; read from يوم الثلاثاء.",
        ),
        (
            "2021-12-31",
            "about 31 December 2021",
            "12% sure",
            [],
            "Between 20 December 2021 and 3 January 2022; placed by its neighbours.",
        ),
    ]


def words(*texts: str) -> str:
    return " ".join(" ".join(texts).split())


@every_page
def test_the_address_of_every_feed_that_is_offered_can_be_copied(path: str) -> None:
    tree = page(path)
    for row in tree.xpath("//ul[@class='formats']/li"):
        link = urljoin(f"https://coast.example/notices/{path}", row.xpath("string(a/@href)"))
        assert row.xpath("string(code)") == link
    stems = {file.stem for file in GOLDEN.glob("*.rss")} if path == "index.html" else {Path(path).parts[0]}
    assert len(tree.xpath("//ul[@class='formats']/li/code")) == len(stems) * len(FORMATS)


def test_months_are_named_once_and_lead_to_their_entries() -> None:
    def at(stamp: str) -> Entry:
        return replace(entry(stamp), published=datetime.fromisoformat(stamp))

    stamps = ["2022-11-01T00:30+09:00", "2022-10-31T15:00+00:00", "2022-11-01T00:10+09:00", "2021-10-01T12:00+00:00"]
    assert [
        (month.id, month.name, month.year, [entry.title for entry in month.entries])
        for month in by_month([at(stamp) for stamp in stamps])
    ] == [
        ("2022-11", "November", 2022, [stamps[0], stamps[2]]),
        ("2022-10", "October", 2022, [stamps[1]]),
        ("2021-10", "October", 2021, [stamps[3]]),
    ]
    tree = page("harbour-notices/index.html")
    assert [
        (words(row.xpath("string(span)")), [words(link.text) for link in row.xpath("a")])
        for row in tree.xpath("//nav[@class='months']//li")
    ] == [("2022", ["October", "September"]), ("2021", ["December"])]


def test_the_page_of_a_category_that_moved_leads_on_and_is_discovered() -> None:
    tree = html.fromstring(moved_page("鳥", SITE, FORMATS).decode())
    there = "https://coast.example/%E9%B3%A5/"
    assert tree.xpath("string(//meta[@http-equiv='refresh']/@content)") == f"0; url={there}"
    assert tree.xpath("//main//a/@href") == [there]
    assert tree.xpath("//link[@rel='alternate']/@href") == [f"{there[:-1]}{form.suffix}" for form in FORMATS]


# ── Pictures and recordings ──────────────────────────────────────────────────────────────────────────────


def test_a_recording_can_be_heard_fetched_and_read() -> None:
    episode = replace(
        entry("The bell <buoy>"),
        image="media/c/bell buoy.png",
        image_alt='A "bell"',
        enclosure=Enclosure("media/c/bell buoy.mp3", 1_234_567, "audio/mpeg", 3723),
        episode=Episode(
            number=3,
            season=2,
            explicit=True,
            persons=(Person("Ada", url="https://ada.example/"), Person("Bo", "guest", "javascript:alert(1)")),
            transcript=Transcript("https://words.example/bell.vtt", "text/vtt"),
            chapters="media/c/bell.json",
        ),
    )
    podcast = Podcast("guid", funding=Funding("https://give.example/", "Oil the bell"))
    feed = Feed("c", "urn:x:0", "C", "", "en", NOON, (episode,), image="media/c/cover.png", podcast=podcast)
    tree = html.fromstring(feed_page(feed, feed, SITE, FORMATS).decode())
    article = next(tree.iter("article"))
    assert [(img.get("src"), img.get("alt")) for img in tree.iter("img")] == [
        ("../media/c/cover.png", ""),
        ("../media/c/bell%20buoy.png", 'A "bell"'),
    ]
    assert [dict(audio.attrib) for audio in tree.iter("audio")] == [
        {
            "controls": "",
            "preload": "none",
            "src": "../media/c/bell%20buoy.mp3",
            "aria-label": "Recording: The bell <buoy>",
        }
    ]
    told = [words(*map(str, line.itertext())) for line in article.iterfind("div/p")]
    assert told == [
        "Season 2, episode 3 · Explicit · 1:02:03 · Download (1.2 MB) · Transcript · Chapters",
        "With Ada (host), Bo (guest)",
    ]
    assert article.xpath("div//a/@href") == [
        "../media/c/bell%20buoy.mp3",
        "https://words.example/bell.vtt",
        "../media/c/bell.json",
        "https://ada.example/",
    ]
    assert tree.xpath("//header//p[@class='count']/a/@href") == ["https://give.example/"]


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (59, "0:59"), (123, "2:03"), (3600, "1:00:00")])
def test_clock(seconds: int, shown: str) -> None:
    assert phrases.clock(seconds) == shown


@pytest.mark.parametrize(
    ("length", "shown"), [(1, "1 kB"), (28_600, "29 kB"), (999_499, "999 kB"), (999_501, "1.0 MB"), (10**8, "100.0 MB")]
)
def test_file_size(length: int, shown: str) -> None:
    assert phrases.file_size(length) == shown


# ── Words that a date rests on ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "spans", "marked"),
    [
        (("on Monday",), [], ["on Monday"]),
        (("on Monday",), [(3, 9)], ["on [Monday]"]),
        (("on Monday",), [(0, 9)], ["[on Monday]"]),
        (("Title", "on Monday"), [(9, 15)], ["Title", "on [Monday]"]),
        (("Monday", "Monday"), [(0, 6), (7, 13)], ["[Monday]", "[Monday]"]),
        (("3 May and 4 May",), [(10, 15), (0, 5)], ["[3 May] and [4 May]"]),
        (("Monday, 3 May 2022",), [(0, 13), (8, 18)], ["[Monday, 3 May 2022]"]),  # overlapping
        (("Monday, 3 May",), [(0, 13), (8, 13)], ["[Monday, 3 May]"]),  # one within the other
        (("MondayTuesday",), [(0, 6), (6, 13)], ["[MondayTuesday]"]),  # touching
        (("ab", "cd"), [(1, 4)], ["a[b]", "[c]d"]),  # over the end of a line
        (("", "cd"), [(0, 1), (9, 12), (2, 2)], ["", "cd"]),  # of nothing
    ],
)
def test_marked_lines(lines: tuple[str, ...], spans: list[tuple[int, int]], marked: list[str]) -> None:
    assert [
        "".join(f"[{run.text}]" if run.marked else run.text for run in line)
        for line in marked_lines(entry(*lines, spans=tuple(spans)))
    ] == marked


@given(
    st.lists(st.text(max_size=12), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_marking_loses_nothing_and_marks_just_the_evidence(lines: list[str], spans: list[tuple[int, int]]) -> None:
    got = marked_lines(entry(*lines, spans=tuple(spans)))
    assert ["".join(run.text for run in line) for line in got] == lines
    assert all(run.text for line in got for run in line)
    assert all(a.marked != b.marked for line in got for a, b in pairwise(line))
    flags = [flag for line in got for flag in (*flags_of(line), None)][:-1]
    expected = {i for start, end in spans for i in range(start, end)}
    assert [flag for flag in enumerate(flags) if flag[1] is not None] == [
        (i, i in expected) for i, flag in enumerate(flags) if flag is not None
    ]


def flags_of(line: list[Run]) -> list[bool | None]:
    return [run.marked for run in line for _ in run.text]


# ── Any text, and links of any kind ──────────────────────────────────────────────────────────────────────


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1), st.text())
def test_any_text_stands_on_the_page_as_it_is(title: str, paragraph: str) -> None:
    feed = Feed("c", "urn:x:0", "C", "", "en", NOON, (entry(title, paragraph),))
    tree = html.fromstring(feed_page(feed, feed, SITE, FORMATS).decode())
    assert tree.xpath("string(//h3)") == permitted(title)
    assert not tree.xpath("//script")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (None, None),
        ("", None),
        ("/local", None),
        ("mailto:a@b.example", None),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)//https://x.example", None),
        ("https://", None),
        ("http://[", None),
        ("https://x.example/a?b=c&d=%20#e", "https://x.example/a?b=c&d=%20#e"),
        ("https://x.example/é\x00", "https://x.example/%C3%A9"),
        ("https://x.example/a[1]%zz?b[]=^#c#d", "https://x.example/a%5B1%5D%25zz?b%5B%5D=%5E#c%23d"),
        ("https://bücher.example:81/", "https://xn--bcher-kva.example:81/"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ('https://x.example/"><b>', "https://x.example/%22%3E%3Cb%3E"),
    ],
)
def test_web_url(link: str | None, address: str | None) -> None:
    assert web_url(link) == address


# ── Words for dates and doubts ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2022, 10, 13), date(2022, 10, 13), "on 13 October 2022"),
        (date(2022, 10, 4), date(2022, 10, 13), "between 4 and 13 October 2022"),
        (date(2022, 9, 28), date(2022, 10, 3), "between 28 September and 3 October 2022"),
        (date(2021, 12, 31), date(2022, 1, 1), "between 31 December 2021 and 1 January 2022"),
        (date(2021, 10, 4), date(2022, 10, 4), "between 4 October 2021 and 4 October 2022"),
    ],
)
def test_interval(earliest: date, latest: date, words: str) -> None:
    assert phrases.interval(earliest, latest) == words


@pytest.mark.parametrize(
    ("confidence", "words", "level", "about"),
    [
        (0.0, "1% sure", 1, True),
        (0.199, "20% sure", 1, True),
        (0.2, "20% sure", 2, True),
        (0.499, "50% sure", 3, True),
        (0.5, "50% sure", 3, False),
        (0.74, "74% sure", 4, False),
        (0.8, "80% sure", 5, False),
        (1.0, "99% sure", 5, False),
    ],
)
def test_certainty(confidence: float, words: str, level: int, about: bool) -> None:  # noqa: FBT001 - a table's column
    assert phrases.certainty(confidence) == words
    assert phrases.certainty_level(confidence) == level
    assert doubtful(Dating(NOON, NOON.date(), NOON.date(), Basis.ORDER, confidence)) is about


# ── The stylesheet ───────────────────────────────────────────────────────────────────────────────────────

PALETTE = re.compile(r":root \{(.*?)\}", re.DOTALL)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize(
    ("text", "background"),
    [("ink", "paper"), ("ink", "card"), ("ink", "mark"), ("muted", "paper"), ("muted", "card"), ("link", "paper"),
     ("link", "card"), ("paper", "link")],
)  # fmt: skip
def test_contrast_is_enough_to_read(scheme: int, text: str, background: str) -> None:
    palettes = PALETTE.findall(static_file("style.css").decode())
    colours = dict(re.findall(r"--([a-z-]+): #([0-9a-f]+);", palettes[scheme]))
    lighter, darker = sorted((luminance(colours[text]), luminance(colours[background])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5  # WCAG 2.2, level AA


def test_the_stylesheet_loads_nothing() -> None:
    assert "url(" not in static_file("style.css").decode()
    assert "@import" not in static_file("style.css").decode()
