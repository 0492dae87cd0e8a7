"""The ledger's storage: the same tests over SQLite and over a real PostgreSQL."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from itertools import count, islice
from pathlib import Path
from threading import Event

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgres_server import Server

import feeds.ledger.postgres
import feeds.ledger.sqlite
from feeds.errors import LedgerError
from feeds.ledger.exchange import CategoryState, publication_of, publication_record
from feeds.ledger.schema import MIGRATIONS
from feeds.ledger.store import Ledger, open_ledger, read_ledger
from feeds.model import Basis, Dating, EntryFields, Evidence, ListedEntry, Publication
from feeds.publish import publish

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases/ledger/store"
BACKENDS = ("sqlite", "postgres")
OSLO = timezone(timedelta(hours=2))
NOON = datetime(2024, 5, 14, 12, tzinfo=OSLO)
VIEW = date(2024, 5, 17)

NewPlace = Callable[[str], str]


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return count()


@pytest.fixture
def new_place(tmp_path: Path, numbers: Iterator[int], request: pytest.FixtureRequest) -> NewPlace:
    """Makes an empty place for a ledger of a backend; PostgreSQL starts only if it is asked for."""

    def make(backend: str) -> str:
        number = next(numbers)
        if backend == "sqlite":
            return str(tmp_path / f"ledger-{number}.sqlite")
        server: Server = request.getfixturevalue("postgres")
        return server.new_schema(f"ledger_{number}")

    return make


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, new_place: NewPlace) -> str:
    return new_place(request.param)


def publication(entry_id: str, title: str = "North quay closed", *paragraphs: str) -> Publication:
    dating = Dating(NOON, NOON.date(), VIEW, Basis.ORDER, 0.31)
    return Publication(entry_id, ListedEntry(title, paragraphs), dating, NOON, NOON)


def written(ledger: Ledger, slug: str, *publications: Publication, view: date = VIEW) -> None:
    with ledger.category(slug) as category:
        category.write(publications, view, slug.title())


def kept(ledger: Ledger, slug: str) -> tuple[Publication, ...]:
    with ledger.category(slug) as category:
        return category.publications


def dump_of_version_1(place: str) -> None:
    execute(place, (CASES / "version-1.sql").read_text(encoding="utf-8"))


def execute(place: str, script: str) -> None:
    """Run statements past the ledger."""
    if place.startswith("postgresql:"):
        with psycopg.connect(place) as server:
            server.execute(script.encode())
    else:
        with closing(sqlite3.connect(place)) as file:
            file.executescript(script)


# ── What is written is kept ──────────────────────────────────────────────────────────────────────────────

# What listings can hold: neither line feeds and other control characters nor halves of a pair.
texts = st.text(st.characters(exclude_categories=("Cc", "Cs")))
# Offsets of old local times have seconds, but none has fractions.
zones = st.integers(-14 * 3600, 14 * 3600).map(lambda seconds: timezone(timedelta(seconds=seconds)))
moments = st.datetimes(datetime(1000, 1, 1), datetime(3000, 1, 1), timezones=zones)  # noqa: DTZ001 -- Hypothesis adds it
days = st.dates(date(1000, 1, 1), date(3000, 1, 1))
evidence = st.builds(Evidence, texts, st.integers(0, 10**9), st.integers(0, 10**9), texts, texts)
publications = st.builds(
    Publication,
    texts,
    st.builds(
        partial(ListedEntry, line=0),
        texts,
        st.lists(texts).map(tuple),
        st.builds(
            EntryFields,
            st.none() | days | moments,
            *[st.none() | texts] * 6,
            *[st.none() | st.integers(1, 10**9)] * 3,
            st.none() | texts,
            st.none() | st.booleans(),
            *[st.none() | texts] * 3,
        ),
    ),
    st.builds(
        Dating, moments, days, days, st.sampled_from(Basis), st.floats(0, 1), st.lists(evidence).map(tuple),
        st.none() | days, st.none() | days,
    ),
    moments,
    moments,
    st.none() | moments,
    st.none() | days,
)  # fmt: skip


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(publications, min_size=1, max_size=4, unique_by=lambda publication: publication.id))
def test_every_publication_is_read_as_it_was_written(
    new_place: NewPlace, backend: str, wanted: list[Publication]
) -> None:
    with open_ledger(new_place(backend)) as ledger:
        written(ledger, "quays", *wanted)
        found = kept(ledger, "quays")
        assert found == tuple(wanted)
        # Moments are equal wherever on Earth they are told; the bytes of feeds are not.
        assert list(map(publication_record, found)) == list(map(publication_record, wanted))


def test_publications_stand_in_the_order_in_which_they_came_and_none_is_forgotten(place: str) -> None:
    one, two, three = map(publication, ("one", "two", "three"))
    edited = replace(two, entry=ListedEntry("South quay closed"), withdrawn=NOON, updated=NOON + timedelta(1))
    with open_ledger(place) as ledger:
        written(ledger, "quays", two, one)
        written(ledger, "quays", three, edited)
        written(ledger, "quays", view=VIEW + timedelta(1))
    with open_ledger(place) as ledger, ledger.category("quays") as category:
        assert category.publications == (edited, one, three)
        assert category.last_view == VIEW + timedelta(1)


def test_a_new_category_is_empty_and_looking_at_it_changes_nothing(place: str) -> None:
    with open_ledger(place) as ledger:
        with ledger.category("quays") as category:
            assert (category.publications, category.last_view) == ((), None)
        assert ledger.categories() == {}


def test_a_block_that_raises_leaves_no_trace(place: str) -> None:
    with open_ledger(place) as ledger:
        written(ledger, "quays", publication("one"))
        before = list(ledger.export())

        def interrupted() -> None:
            with ledger.category("quays") as category:
                category.write([publication("one", "Edited"), publication("two")], VIEW + timedelta(1), "Other")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert list(ledger.export()) == before


def test_an_id_is_given_once_in_the_whole_ledger(place: str) -> None:
    with open_ledger(place) as ledger:
        written(ledger, "quays", publication("one"))
        before = list(ledger.export())
        with pytest.raises(
            LedgerError, match=r"the id 'one' was given to an entry of 'quays' and cannot be .* 'piers'"
        ):
            written(ledger, "piers", publication("two"), publication("one"))
        with pytest.raises(LedgerError, match="2 entries of 'piers' would have the id 'three'"):
            written(ledger, "piers", publication("three"), publication("three"))
        assert list(ledger.export()) == before


def test_blocks_do_not_nest(place: str) -> None:
    with open_ledger(place) as ledger:
        outer = ledger.publishing()
        with outer, pytest.raises(LedgerError, match="transaction within a transaction"), ledger.publishing():
            pass


# ── Categories come, go, and change their names ──────────────────────────────────────────────────────────


def test_a_renamed_category_keeps_its_publications_and_remembers_its_former_names(place: str) -> None:
    one, two, three, four = map(publication, ("one", "two", "three", "four"))
    with open_ledger(place) as ledger:
        written(ledger, "quay", one)
        with ledger.category("quays") as category:
            category.adopt("quay")
            assert (category.publications, category.last_view) == ((one,), VIEW)
            category.write([two, *category.publications], VIEW, "Quays")
        written(ledger, "piers", three)
        with ledger.category("harbour") as category:
            for former in ("piers", "jetties", "quays", "quay", "harbour"):
                category.adopt(former)
            assert category.publications == (three, one, two)
            category.write([*category.publications, four], VIEW, "Harbour")
        assert kept(ledger, "harbour") == (three, one, two, four)
        assert ledger.categories() == {
            "harbour": CategoryState("Harbour", ("jetties", "piers", "quay", "quays"), last_view=VIEW)
        }


def test_a_category_that_takes_a_former_name_later_is_left_alone(place: str) -> None:
    one, two = map(publication, ("one", "two"))
    with open_ledger(place) as ledger:
        written(ledger, "quay", one)
        for _ in range(2):
            with ledger.category("quays") as category:
                category.adopt("quay")
                category.write(category.publications, VIEW, "Quays")
            written(ledger, "quay", two)
        assert (kept(ledger, "quays"), kept(ledger, "quay")) == ((one,), (two,))
        assert ledger.categories()["quays"].former == ("quay",)


def test_a_former_name_stays_with_the_first_category_that_states_it(place: str) -> None:
    with open_ledger(place) as ledger:
        for slug in ("quays", "piers"):
            with ledger.category(slug) as category:
                category.adopt("harbour")
                category.write([], VIEW, slug)
        assert {slug: state.former for slug, state in ledger.categories().items()} == {
            "piers": (),
            "quays": ("harbour",),
        }


def test_a_category_is_removed_and_returns_with_all_it_had(place: str) -> None:
    with open_ledger(place) as ledger:
        written(ledger, "quays", publication("one"))
        with ledger.category("quays") as category:
            category.remove(NOON)
        assert ledger.categories() == {"quays": CategoryState("Quays", removed=NOON, last_view=VIEW, changed=NOON)}
        written(ledger, "quays")
        assert ledger.categories() == {"quays": CategoryState("Quays", last_view=VIEW, changed=NOON)}
        assert kept(ledger, "quays") == (publication("one"),)


def test_a_publication_goes_to_another_category_and_leaves_room_for_others(place: str) -> None:
    one, two, three, four = map(publication, ("one", "two", "three", "four"))
    edited = replace(one, entry=ListedEntry("South quay closed"))
    with open_ledger(place) as ledger:
        written(ledger, "quays", one, two)
        with ledger.publishing(), ledger.category("quays") as quays, ledger.category("piers") as piers:
            piers.take("one", quays)
            assert (quays.publications, piers.publications) == ((two,), (one,))
            piers.write([edited], VIEW, "Piers")
            quays.write([two, three], VIEW, "Quays")
        written(ledger, "quays", four)
        written(ledger, "piers", publication("five"))
        assert (kept(ledger, "quays"), kept(ledger, "piers")) == ((two, three, four), (edited, publication("five")))
        assert ledger.holders() == {"one": "piers", "two": "quays", "three": "quays", "four": "quays", "five": "piers"}


def test_what_a_feed_is_called_is_kept_until_it_is_told_anew(place: str) -> None:
    with open_ledger(place) as ledger:
        for change in ({"feed_id": "urn:feed", "changed": NOON}, {}, {"changed": NOON + timedelta(1)}):
            with ledger.category("quays") as category:
                category.write([], VIEW, "Quays", **change)
            with ledger.category("quays") as category:
                assert (category.feed_id, category.changed) == ("urn:feed", change.get("changed", NOON))


# ── Export and import ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("other", BACKENDS)
def test_what_one_backend_exports_another_one_imports(place: str, other: str, new_place: NewPlace) -> None:
    dump_of_version_1(place)
    with open_ledger(place) as ledger, open_ledger(new_place(other)) as copy:
        with ledger.category("quays") as category:
            category.adopt("harbour-notices")
            category.write([publication("one"), *category.publications], VIEW, "Quays")
            category.remove(NOON)
        exported = list(ledger.export())
        assert copy.load(exported) == 5
        assert list(copy.export()) == exported
        assert copy.categories() == ledger.categories()
        for slug in ledger.categories():
            assert kept(copy, slug) == kept(ledger, slug)
        assert copy.load(exported) == 0  # what is there already may be said again
        assert list(copy.export()) == exported


def test_on_an_imported_ledger_the_same_feeds_are_built_to_the_byte(
    place: str, new_place: NewPlace, tmp_path: Path
) -> None:
    """And not on an empty one, since words were edited meanwhile."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    config = (content / "feeds.toml").read_text(encoding="utf-8")

    def built(at: str, now: datetime, out: str) -> dict[str, bytes]:
        (content / "feeds.toml").write_text(f"{config}\nledger = {json.dumps(at)}\n", encoding="utf-8")
        publish(content, tmp_path / out, now)
        return {path.name: path.read_bytes() for path in (tmp_path / out).iterdir() if path.is_file()}

    now = datetime(2024, 12, 1, 9, 30, tzinfo=OSLO)
    built(place, now, "site")
    listing = content / "harbour-notices.txt"
    listing.write_text(listing.read_text(encoding="utf-8") + "The harbour office is sorry.\n", encoding="utf-8")
    built(place, now + timedelta(1), "site")
    copies = [new_place(backend) for backend in BACKENDS]
    for copy in copies:
        with open_ledger(place) as ledger, open_ledger(copy) as imported:
            imported.load(ledger.export())
    original, first, second, forgetful = (
        built(at, now + timedelta(2), f"site-{number}")
        for number, at in enumerate([place, *copies, new_place("sqlite")])
    )
    assert original == first == second
    assert original != forgetful


def test_an_export_shows_as_little_difference_as_there_is(place: str) -> None:
    one, two = publication("one"), publication("two")
    with open_ledger(place) as ledger:
        written(ledger, "piers", publication("zero"))
        written(ledger, "quays", one, two)
        before = list(ledger.export())
        written(ledger, "quays", publication("three"), replace(one, withdrawn=NOON), two)
        after = list(ledger.export())
    assert [line for line in after if line not in before] == [
        before[4].replace('"withdrawn": null', '"withdrawn": "2024-05-14T12:00:00+02:00"'),
        before[4].replace('"id": "one"', '"id": "three"'),
    ]
    assert after[:4] == before[:4]
    assert after[5] == before[5]


HEAD = '{"feeds ledger": 1}'
QUAYS = '{"category": "quays", "name": "Quays", "former": [], "removed": null, "last_view": null}'
ONE = (
    '{"id": "one", "title": "T", "paragraphs": [], "fields": {}, "dating": {"published": "2024-05-14T12:00:00+02:00",'
    ' "earliest": "2024-05-14", "latest": "2024-05-14", "basis": "order", "confidence": 1, "evidence": [],'
    ' "absent_on": null, "seen_on": null}, "updated": "2024-05-14T12:00:00+02:00",'
    ' "first_seen": "2024-05-14T12:00:00+02:00", "withdrawn": null}'
)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "line 1: is missing: an export is never empty"),
        (["<rss/>"], "line 1: .*Expecting value"),
        (["[]"], r"line 1: .*\[\] is not a dict"),
        (["[" * 10**5], "line 1: .*recursion"),
        (['{"feeds ledger": 4}'], "line 1: .*the first one must be .*a newer release"),
        ([HEAD, ONE], "line 2: a publication stands before any category"),
        ([HEAD, QUAYS, ""], "line 3: .*Expecting value"),
        ([HEAD, QUAYS.replace('"name": "Quays", ', "")], "line 2: .*'name' is missing"),
        ([HEAD, QUAYS.replace("[]", "[7]")], "line 2: .*7 is not a str"),
        ([HEAD, QUAYS.replace("quays", "\\ud800")], "line 2: .*surrogates not allowed"),
        ([HEAD, QUAYS, ONE.replace('"id"', '"guid"')], "line 3: .*'id' is missing"),
        ([HEAD, QUAYS, ONE.replace('"id"', '"a": 1, "id"')], "line 3: .*'a' is unknown"),
        ([HEAD, QUAYS, ONE.replace("order", "guess")], "line 3: .*'guess' is not a valid Basis"),
        ([HEAD, QUAYS, ONE.replace('e": 1', 'e": true')], "line 3: .*True is not a float or int"),
        ([HEAD, QUAYS, ONE.replace("12:00:00+02:00", "12:00:00")], "line 3: .*'2024-05-14T12:00:00' has no offset"),
        ([HEAD, QUAYS, ONE.replace('"2024-05-14"', '"2024-05-32"')], "line 3: .*day is out of range"),
        ([HEAD, QUAYS, ONE, ONE.replace('"T"', '"U"')], "line 4: .* knows the entry with the id 'one' otherwise"),
        ([HEAD, QUAYS, QUAYS.replace("Quays", "Kais")], "line 3: .* knows category 'quays' otherwise"),
        ([HEAD, QUAYS, ONE, QUAYS.replace("quays", "kais"), ONE], "the id 'one' was given to an entry of 'quays'"),
        ([HEAD, QUAYS.replace("[]", '["a"]'), QUAYS.replace("quays", "kais").replace("[]", '["a"]')],
         "line 3: .* knows a former name of category 'kais' otherwise"),
    ],
)  # fmt: skip
def test_an_import_that_is_broken_or_contradicts_is_refused_as_a_whole(
    place: str, lines: list[str], message: str
) -> None:
    with open_ledger(place) as ledger:
        written(ledger, "piers", publication("two"))
        before = list(ledger.export())
        with pytest.raises(LedgerError, match=message) as refusal:
            ledger.load(lines)
        assert "\n" not in str(refusal.value)
        assert list(ledger.export()) == before


def test_the_lines_that_these_refusals_change_are_right_without_the_change(place: str) -> None:
    with open_ledger(place) as ledger:
        assert ledger.load([HEAD, QUAYS, ONE]) == 1


# ── One schema after another ─────────────────────────────────────────────────────────────────────────────


def test_a_ledger_of_schema_version_1_is_brought_up_with_all_it_holds(place: str) -> None:
    dump_of_version_1(place)
    expected = (CASES / "version-1.jsonl").read_text(encoding="utf-8").splitlines()
    for _ in range(2):
        with open_ledger(place) as ledger:
            assert list(ledger.export()) == expected


def test_a_ledger_of_a_newer_release_is_refused_and_left_as_it_is(place: str) -> None:
    with open_ledger(place) as ledger:
        written(ledger, "quays", publication("one"))
        before = list(ledger.export())
    execute(place, "UPDATE feeds_schema SET version = version + 1")
    for _ in range(2):
        with pytest.raises(LedgerError, match=rf"a newer release .*\(schema {len(MIGRATIONS) + 1}.*; install"):
            open_ledger(place)
    execute(place, "UPDATE feeds_schema SET version = version - 1")
    with open_ledger(place) as ledger:
        assert list(ledger.export()) == before


def test_a_migration_that_fails_halfway_leaves_the_ledger_as_it_was(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump_of_version_1(place)
    with monkeypatch.context() as patched:
        broken = (MIGRATIONS[0], (*MIGRATIONS[1], "ALTER TABLE feeds_nothing ADD COLUMN name TEXT"))
        patched.setattr("feeds.ledger.schema.MIGRATIONS", broken)
        with pytest.raises(LedgerError, match="feeds_nothing"):
            open_ledger(place)
    with open_ledger(place) as ledger:
        assert list(ledger.export()) == (CASES / "version-1.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "version", [None, 1, 2, 3, 4], ids=["none", "version 1", "version 2", "version 3", "the present one"]
)
def test_a_ledger_is_read_without_a_trace_whatever_its_version(
    place: str, version: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if version:
        dump_of_version_1(place)
        with monkeypatch.context() as patched:
            patched.setattr("feeds.ledger.schema.MIGRATIONS", MIGRATIONS[:version])
            open_ledger(place).close()
    before = traces(place)
    with read_ledger(place) as ledger:
        exported = list(ledger.export())
        written(ledger, "quays", publication("one"))
        assert kept(ledger, "quays") == (publication("one"),)
    assert traces(place) == before
    expected = (CASES / "version-1.jsonl").read_text(encoding="utf-8").splitlines()
    assert exported == (expected if version else expected[:1])


def traces(place: str) -> object:
    """All that a reader could leave: files and their times, or tables and what they hold."""
    if not place.startswith("postgresql:"):
        files = Path(place).parent.glob(f"{Path(place).name}*")
        return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in files}
    with psycopg.connect(place) as server:
        names = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        return {name: server.execute(f"SELECT * FROM {name}".encode()).fetchall() for (name,) in names}  # noqa: S608


def test_what_a_killed_publisher_has_left_in_the_log_is_read_without_a_trace(tmp_path: Path) -> None:
    place = tmp_path / "ledger.sqlite"
    script = "import os, sys; from feeds.ledger.store import open_ledger; ledger = open_ledger(sys.argv[1]); "
    killed = f"{script}ledger.load(open(sys.argv[2])); os._exit(0)"
    exported = CASES / "version-1.jsonl"
    subprocess.run([sys.executable, "-c", killed, place, exported], cwd=ROOT, check=True, timeout=60)  # noqa: S603
    before = traces(str(place))
    assert f"{place.name}-wal" in str(before)
    with read_ledger(place) as ledger:
        assert list(ledger.export()) == exported.read_text(encoding="utf-8").splitlines()
    assert traces(str(place)) == before


def test_a_ledger_of_a_newer_release_is_not_read(place: str) -> None:
    open_ledger(place).close()
    execute(place, "UPDATE feeds_schema SET version = version + 1")
    with pytest.raises(LedgerError, match=r"a newer release .*; install that release") as refusal, read_ledger(place):
        pass
    assert "/feeds-" not in str(refusal.value)


# ── Several publishers at once ───────────────────────────────────────────────────────────────────────────

PUBLISHER = """
import sys
from dataclasses import replace
from datetime import date, datetime, UTC
from feeds.ledger.store import open_ledger
from feeds.model import Basis, Dating, ListedEntry, Publication

place, name = sys.argv[1:]
now = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
dating = Dating(now, now.date(), now.date(), Basis.ORDER, 0.5)
for number in range(50):
    with open_ledger(place) as ledger, ledger.category("quays") as category:
        counter, *others = category.publications or [Publication("counter", ListedEntry("0"), dating, now, now)]
        counted = replace(counter, entry=ListedEntry(str(int(counter.entry.title) + 1)))
        added = Publication(f"{name}-{number}", ListedEntry(counted.entry.title), dating, now, now)
        category.write([counted, *others, added], date(2024, 5, 17), "Quays")
"""


def test_eight_publishers_of_one_category_lose_nothing(place: str) -> None:
    """Each of them reads, changes and writes 50 times, and opens the ledger anew each time, from when it was none."""
    publishers = [
        subprocess.Popen(  # noqa: S603 -- our own script
            [sys.executable, "-c", PUBLISHER, place, name], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for name in "abcdefgh"
    ]
    ends = [(publisher.communicate(timeout=300)[0].decode(), publisher.returncode) for publisher in publishers]
    assert ends == [("", 0)] * 8
    with open_ledger(place) as ledger:
        counter, *added = kept(ledger, "quays")
    assert counter.entry.title == "400"
    # Each saw what all before it had done: the order in which they came is the one in which they counted.
    assert [one.entry.title for one in added] == [str(number) for number in range(1, 401)]
    assert {one.id for one in added} == {f"{name}-{number}" for name in "abcdefgh" for number in range(50)}


def test_a_second_publisher_waits_until_the_first_is_done(place: str) -> None:
    has_asked, is_done = Event(), Event()

    def second() -> tuple[bool, tuple[Publication, ...]]:
        with open_ledger(place) as ledger:
            has_asked.set()
            with ledger.category("quays") as category:
                return is_done.is_set(), category.publications

    with ThreadPoolExecutor(1) as pool, open_ledger(place) as ledger:
        with ledger.category("quays") as category:
            waiting = pool.submit(second)
            assert has_asked.wait(60)
            category.write([publication("one")], VIEW, "Quays")
            assert not waiting.done()
            is_done.set()
        assert waiting.result(60) == (True, (publication("one"),))


def test_who_waits_too_long_is_told_why(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (feeds.ledger.sqlite, feeds.ledger.postgres):
        monkeypatch.setattr(module, "PATIENCE", 0.2)
    with open_ledger(place) as first, open_ledger(place) as second:
        with (
            first.category("quays"),
            pytest.raises(LedgerError, match=r"another publisher has kept .* for 0.2 seconds; try again"),
            second.category("quays"),
        ):
            pass
        written(second, "quays", publication("one"))


def test_readers_do_not_wait(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (feeds.ledger.sqlite, feeds.ledger.postgres):
        monkeypatch.setattr(module, "PATIENCE", 0.2)
    with open_ledger(place) as first, open_ledger(place) as second:
        written(first, "quays", publication("one"))
        with first.category("quays") as category:
            category.write([publication("two")], VIEW, "Quays")
            assert len(list(islice(second.export(), 10))) == 3


# ── What cannot be a ledger ──────────────────────────────────────────────────────────────────────────────


def test_a_file_that_is_no_ledger_is_refused_in_one_line_and_left_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "ledger.sqlite"
    place.write_bytes(b"Category: Quays\n" * 100)
    with pytest.raises(LedgerError, match=r"^\S+/ledger.sqlite: is no ledger, or a damaged one .*; move it away"):
        open_ledger(place)
    assert place.read_bytes() == b"Category: Quays\n" * 100


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"^\S+/missing/ledger.sqlite: .* see that its folder is there"):
        open_ledger(tmp_path / "missing/ledger.sqlite")


def test_a_row_that_another_program_has_changed_is_named(place: str) -> None:
    with open_ledger(place) as ledger:
        written(ledger, "quays", publication("one"))
        execute(place, "UPDATE feeds_publication SET updated = 'yesterday'")
        with pytest.raises(LedgerError, match=r"the id 'one' was changed by another program: .*'yesterday'"):
            kept(ledger, "quays")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://ann:secret@127.0.0.1:1/feeds", r"^postgresql://ann@127.0.0.1:1/feeds: .*refused"),
        ("postgresql:///feeds?host=/nowhere&password=secret", r"^postgresql:///feeds: .*No such file"),
        ("postgresql://[/feeds?password=secret", r"no URL of a PostgreSQL database"),
        ("postgresql:///feeds?secret=secret", r"^postgresql:///feeds: .*invalid URI query parameter"),
    ],
)
def test_a_server_that_cannot_be_reached_is_named_without_the_password(url: str, message: str) -> None:
    with pytest.raises(LedgerError, match=message) as refusal:
        open_ledger(url)
    assert "=secret" not in str(refusal.value)
    assert ":secret" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_database_that_cannot_hold_every_language_is_refused(postgres: Server) -> None:
    postgres.run("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(LedgerError, match=r"^postgresql:///narrow: the database is in LATIN1; make one with"):
        open_ledger(postgres.url("narrow"))


def test_a_server_that_dies_within_a_block_keeps_nothing_of_it(postgres: Server) -> None:
    place = postgres.new_schema("dying")
    with open_ledger(place) as ledger:
        written(ledger, "quays", publication("one"))
        before = list(ledger.export())

        def orphaned() -> None:
            with ledger.category("quays") as category:
                category.write([publication("two")], VIEW, "Quays")
                postgres.kill()
                postgres.start()

        with pytest.raises(LedgerError, match=r"^postgresql:///postgres: the ledger cannot be used: "):
            orphaned()
    with open_ledger(place) as ledger:
        assert list(ledger.export()) == before


def test_only_who_keeps_the_ledger_in_postgresql_needs_psycopg(tmp_path: Path) -> None:
    """Python takes a module of the value None for one that is not installed."""
    script = "import sys; sys.modules['psycopg'] = None; from feeds.ledger.store import open_ledger; "
    for place, complaint in [
        (tmp_path / "ledger.sqlite", ""),
        ("postgresql:///feeds", "needs psycopg: install feeds with its extra, as in `pip install 'feeds[postgres]'`"),
    ]:
        done = subprocess.run(  # noqa: S603 -- our own script
            [sys.executable, "-c", f"{script} open_ledger({str(place)!r}).close()"],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.stderr.rstrip().endswith(complaint)
        assert bool(done.returncode) is bool(complaint)


def test_a_record_of_the_wrong_type_is_refused_wherever_it_is() -> None:
    record = publication_record(publication("one", "North quay closed", "It was shut."))
    assert publication_of(record) == publication("one", "North quay closed", "It was shut.")
    for key in record:
        with pytest.raises(ValueError, match="is not a "):
            publication_of({**record, key: 7})
