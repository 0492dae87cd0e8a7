"""From build to build: what was published keeps its id and its date, whatever becomes of the listing and the ledger."""

import contextlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeds.errors import LedgerError, UnreadError
from feeds.ledger import open_ledger
from feeds.publish import Outcome, publish
from feeds.site import locked_site
from feeds.web import create_app

NOW = datetime(2024, 6, 1, 9, 30, tzinfo=UTC)

QUAY = "North quay closed\n\nThe harbour office shut the north quay on May 14, after the gale tore at its fenders."
CHOIR = "Sing with the net loft choir\n\nThe choir meets in the loft, for an hour and a half. You need not own a boat."
FISH = "A fish with a round face\n\nOn May 3 the fourth class met a lumpsucker, and named it Mayor."
CRANE = "The crane lifts again\n\nIts new cable came by boat from the mainland, and so did the man who fits it."


class Place:
    """A folder of listings, the site that is made of it, and the ledger between them."""

    def __init__(self, folder: Path) -> None:
        self.content, self.out = folder / "content", folder / "site"
        self.content.mkdir()

    def write(self, name: str, *entries: str, captured: str = "2024-05-17", header: str = "Category: Quays") -> None:
        day = f"Captured: {captured}\n" if captured else ""
        text = f"{header}\n{day}\n" + "\n\n\n".join(entries) + "\n"
        (self.content / f"{name}.txt").write_text(text, encoding="utf-8")

    def build(self, days: int = 0, *, may_repeat: bool = False) -> Outcome:
        return publish(self.content, self.out, NOW + timedelta(days=days), may_repeat=may_repeat)

    def items(self, slug: str = "quays") -> dict[str, dict[str, Any]]:
        """What a feed holds, by title."""
        return {item["title"]: item for item in json.loads((self.out / f"{slug}.json").read_bytes())["items"]}

    def promises(self, slug: str = "quays") -> dict[str, tuple[str, str]]:
        """Ids and dates by title."""
        return {title: (item["id"], item["date_published"]) for title, item in self.items(slug).items()}

    def files(self) -> dict[str, bytes]:
        paths = (path for path in self.out.rglob("*") if path.is_file() and ".feeds" not in path.parts)
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}

    def export(self) -> list[str]:
        with open_ledger(self.content / ".ledger.sqlite") as ledger:
            return list(ledger.export())

    def lose_ledger(self) -> None:
        (self.content / ".ledger.sqlite").unlink()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


# ── The ledger and the site ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("captured", ["2024-05-17", ""])
def test_days_go_by_and_nothing_moves(place: Place, captured: str) -> None:
    place.write("quays", QUAY, CHOIR, FISH, captured=captured)
    place.build()
    before, promised = place.files(), place.export()
    for days in (1, 40, 400):
        assert place.build(days).changes.written == ()
        assert place.files() == before
    assert [line for line in place.export() if '"id": ' in line] == [line for line in promised if '"id": ' in line]


def test_a_lost_ledger_and_a_lost_site_come_back_to_the_byte(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.build()
    before = place.files()
    place.lose_ledger()
    assert place.build(90).changes.written == ()
    assert place.files() == before


def test_a_ledger_lost_after_several_captures_comes_back_to_the_byte(place: Place) -> None:
    place.write("2024-05-04", FISH, captured="2024-05-04")
    place.build(-25)
    place.write("2024-05-17", QUAY, CHOIR, FISH, captured="2024-05-17")
    place.build(-10)
    place.write("2024-05-21", CRANE, QUAY, captured="2024-05-21")
    place.build()
    before = place.files()
    place.lose_ledger()
    assert place.build(90).changes.written == ()
    assert place.files() == before


def test_an_export_makes_the_same_feeds_elsewhere(place: Place, tmp_path: Path) -> None:
    place.write("quays", QUAY, CHOIR, FISH, captured="")
    place.build()
    place.write("quays", QUAY.replace("gale", "storm"), FISH, captured="")
    place.build(3)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = Place(tmp_path / "elsewhere")
    with open_ledger(elsewhere.content / ".ledger.sqlite") as ledger:
        assert ledger.load(place.export()) == 3
    elsewhere.write("quays", QUAY.replace("gale", "storm"), FISH, captured="")
    elsewhere.build(9)
    assert elsewhere.files() == place.files()


def test_a_refused_listing_leaves_its_category_as_it_was(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, captured="")
    place.build()
    before, promised = place.files(), place.export()
    place.write("quays", QUAY.replace("closed\n", "closed\nDate: soon\n"), captured="")
    assert any(diagnostic.is_error for diagnostic in place.build(5).diagnostics)
    assert (place.files(), place.export()) == (before, promised)


def test_the_ledger_lies_where_the_setting_says(place: Place) -> None:
    (place.content / "feeds.toml").write_text('ledger = "../kept/here.sqlite"\n')
    (place.content.parent / "kept").mkdir()
    place.write("quays", QUAY)
    place.build()
    assert (place.content.parent / "kept/here.sqlite").exists()
    assert not list(place.content.glob(".ledger*"))


# ── Edits ────────────────────────────────────────────────────────────────────────────────────────────────


def edited_title(place: Place) -> None:
    place.write("quays", QUAY.replace("North quay closed", "North quay closed until May"), CHOIR, FISH)


def edited_text(place: Place) -> None:
    place.write("quays", QUAY, CHOIR.replace("an hour and a half", "two hours"), FISH)


def edited_date_words(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH.replace("May 3", "Friday"))


def moved(place: Place) -> None:
    place.write("quays", CHOIR, FISH, QUAY)


def recaptured(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH, captured="2024-05-30")


def added(place: Place) -> None:
    place.write("quays", CRANE, QUAY, CHOIR, FISH)


def fallen_off(place: Place) -> None:
    place.write("quays", CRANE, QUAY, CHOIR)


@pytest.mark.parametrize("edit", [edited_title, edited_text, edited_date_words, moved, recaptured, added, fallen_off])
def test_no_edit_moves_an_id_or_a_date(place: Place, edit: Callable[[Place], None]) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.build()
    before = set(place.promises().values())
    edit(place)
    place.build(2)
    assert before <= set(place.promises().values())


def to_the_second(moment: str) -> str:
    return datetime.fromisoformat(moment).isoformat(timespec="seconds")


def test_an_edit_is_told_once(place: Place) -> None:
    place.write("quays", QUAY, CHOIR)
    place.build()
    edited_text(place)
    place.build(1)
    place.build(2)
    modified = {title: to_the_second(item["date_modified"]) for title, item in place.items().items()}
    published = {title: to_the_second(item["date_published"]) for title, item in place.items().items()}
    assert modified["Sing with the net loft choir"] == "2024-06-02T09:30:00+00:00"
    assert modified["North quay closed"] == published["North quay closed"]


def test_words_that_a_date_rests_on_are_found_again_or_left_out(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.build()
    place.write(
        "quays", QUAY.replace("The harbour", "As you know, the harbour"), CHOIR, FISH.replace("May 3", "Monday")
    )
    place.build()
    page = (place.out / "quays/index.html").read_text(encoding="utf-8")
    assert "shut the north quay on <mark>May 14</mark>" in page
    assert "read from words that were edited since" in page
    assert "<mark>Monday</mark>" not in page


def test_what_is_taken_out_is_gone_and_comes_back(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.build()
    before = place.promises()
    place.write("quays", QUAY, FISH)
    place.build(1)
    assert set(place.promises()) == {"North quay closed", "A fish with a round face"}
    place.write("quays", QUAY, CHOIR, FISH)
    place.build(2)
    assert place.promises() == before


def test_a_new_entry_lies_between_two_builds(place: Place) -> None:
    place.write("quays", CHOIR, FISH, captured="")
    place.build()
    place.build(3)
    place.write("quays", CRANE, CHOIR, FISH, captured="")
    place.build(5)
    published = datetime.fromisoformat(place.items()["The crane lifts again"]["date_published"])
    assert (NOW + timedelta(days=3)).date() <= published.date() <= (NOW + timedelta(days=5)).date()
    page = (place.out / "quays/index.html").read_text(encoding="utf-8")
    assert page.count("first seen on 6 June 2024; not yet there on 4 June.") == 1


# ── Captures ─────────────────────────────────────────────────────────────────────────────────────────────


def test_captures_bound_what_came_between_them(place: Place) -> None:
    place.write("old", CHOIR, FISH, captured="2024-05-14")
    place.write("new", CRANE, CHOIR, captured="2024-05-20")
    place.build()
    assert list(place.items()) == ["The crane lifts again", "Sing with the net loft choir", "A fish with a round face"]
    published = place.items()["The crane lifts again"]["date_published"]
    assert "2024-05-14" <= published[:10] <= "2024-05-20"
    page = (place.out / "quays/index.html").read_text(encoding="utf-8")
    assert page.count("first seen on 20 May 2024; not yet there on 14 May.") == 1


def test_an_entry_keeps_its_id_when_a_later_capture_has_it_under_another_title(place: Place) -> None:
    retitled = QUAY.replace("North quay closed", "The north quay is closed to all boats", 1)
    place.write("first", QUAY, FISH, captured="2024-05-15")
    place.build()
    former = place.promises()["North quay closed"]
    place.write("second", CHOIR, retitled, FISH, captured="2024-05-17")
    place.build(days=1)
    assert place.promises()["The north quay is closed to all boats"] == former
    assert "North quay closed" not in place.promises()
    kept = place.promises()
    place.lose_ledger()
    place.build(days=1)
    assert place.promises() == kept


def test_what_vanishes_from_within_a_later_capture_is_withdrawn(place: Place) -> None:
    place.write("1", QUAY, CHOIR, FISH, captured="2024-05-14")
    place.write("2", QUAY, FISH, captured="2024-05-20")
    place.build()
    assert list(place.items()) == ["North quay closed", "A fish with a round face"]
    withdrawn = [json.loads(line) for line in place.export() if '"id": ' in line]
    assert [row["title"] for row in withdrawn if row["withdrawn"]] == ["Sing with the net loft choir"]
    place.write("3", QUAY, CHOIR, FISH, captured="2024-05-25")
    place.build(1)
    assert len(place.items()) == 3


# ── What would come back as unread ───────────────────────────────────────────────────────────────────────


def test_a_build_refuses_to_give_as_new_what_was_read(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.build()
    before, promised = place.files(), place.export()
    place.write("quays", QUAY, CHOIR.replace("choir\n", "choir\nId: tag:example.org,2024:choir\n", 1), FISH)
    with pytest.raises(UnreadError, match=r"quays\.txt: 'Sing with the net loft choir' would come back as unread"):
        place.build(1)
    assert (place.files(), place.export()) == (before, promised)
    place.build(1, may_repeat=True)
    assert place.items()["Sing with the net loft choir"]["id"] == "tag:example.org,2024:choir"


def test_a_category_with_a_new_name_is_refused_unless_it_says_so(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.build()
    before = place.promises()
    place.write("quays", QUAY, CHOIR, FISH, header="Category: Docks")
    with pytest.raises(UnreadError, match=r"'North quay closed' and 2 more would come back as unread"):
        place.build(1)
    place.write("quays", CRANE, QUAY, CHOIR, FISH, header="Category: Docks\nFormerly: Quays")
    place.build(1)
    assert before.items() < place.promises("docks").items()
    place.build(2)
    assert before.items() < place.promises("docks").items()


# ── Addresses that were left ─────────────────────────────────────────────────────────────────────────────


def test_old_addresses_of_a_renamed_category_lead_to_the_new_ones(place: Place) -> None:
    (place.content / "feeds.toml").write_text('base_url = "https://feeds.example.org/news"\n')
    place.write("quays", QUAY, CHOIR)
    place.build()
    feed_id = place.files()["quays.atom"].split(b"</id>")[0]
    place.write("quays", QUAY, CHOIR, header="Category: Kåfjord docks\nFormerly: Quays")
    place.build(1)
    client = create_app(place.out).test_client()
    for old, new in [
        ("quays.rss", "kafjord-docks.rss"),
        ("quays/", "kafjord-docks/"),
        ("quays", "kafjord-docks/"),
        ("quays/archive-1.atom", "kafjord-docks/archive-1.atom"),
    ]:
        response = client.get(f"/{old}")
        assert (response.status_code, response.headers["Location"]) == (308, f"https://feeds.example.org/news/{new}")
        assert client.head(f"/{old}").status_code == 308
    assert client.get("/kafjord-docks.rss").status_code == 200
    assert b'content="0; url=https://feeds.example.org/news/kafjord-docks/"' in place.files()["quays/index.html"]
    assert "quays.rss" not in place.files()
    assert feed_id in place.files()["kafjord-docks.atom"]
    place.write("quays", QUAY, CHOIR, header="Category: Piers\nFormerly: Kåfjord docks")
    place.build(2)
    for old in ("quays.rss", "kafjord-docks.rss"):
        assert client.get(f"/{old}").headers["Location"] == "https://feeds.example.org/news/piers.rss"


def test_a_removed_category_is_gone_until_it_returns(place: Place) -> None:
    place.write("quays", QUAY, CHOIR)
    place.write("eels", FISH, header="Category: Eels")
    place.build()
    before = place.promises()
    (place.content / "quays.txt").unlink()
    (place.content / "eels.txt").write_text("broken")
    place.build(1)
    client = create_app(place.out).test_client()
    assert client.get("/quays.rss").status_code == 404  # the broken file may have been anything
    place.write("eels", FISH, header="Category: Eels")
    place.build(2)
    assert [client.get(path).status_code for path in ("/quays.rss", "/quays/", "/eels.rss")] == [410, 410, 200]
    assert client.get("/quays/archive-1.rss").status_code == 410
    place.write("quays", QUAY, CHOIR)
    place.build(3)
    assert client.get("/quays.rss").status_code == 200
    assert place.promises() == before


def test_a_new_category_may_take_an_address_that_was_left(place: Place) -> None:
    place.write("quays", QUAY, CHOIR)
    place.build()
    place.write("quays", QUAY, CHOIR, header="Category: Docks\nFormerly: Quays")
    place.build(1)
    place.write("fish", FISH, header="Category: Quays")
    place.build(2)
    client = create_app(place.out).test_client()
    assert [client.get(path).status_code for path in ("/quays.rss", "/quays/", "/docks.rss")] == [200, 200, 200]
    assert list(place.items()) == ["A fish with a round face"]


def test_a_former_name_that_is_in_use_takes_nothing_away(place: Place) -> None:
    place.write("quays", QUAY, CHOIR)
    place.build()
    before = place.promises()
    place.write("docks", QUAY, header="Category: Docks\nFormerly: Quays")
    place.build(1)
    assert place.promises() == before
    assert list(place.items("docks")) == ["North quay closed"]


def test_the_id_of_a_feed_outlives_all_its_names(place: Place) -> None:
    place.write("quays", QUAY, CHOIR)
    place.build()
    first = feed_id(place, "quays")
    place.write("quays", QUAY, CHOIR, header="Category: Docks\nFormerly: Quays")
    place.build(1)
    place.write("quays", QUAY, CHOIR, header="Category: Piers\nFormerly: Docks")
    place.build(2)
    place.write("quays", QUAY, CHOIR, header="Category: Piers")
    place.build(3)
    assert feed_id(place, "piers") == first
    place.write("new", FISH, header="Category: Quays")
    place.build(4)
    assert feed_id(place, "quays") != first


def feed_id(place: Place, slug: str) -> bytes:
    return place.files()[f"{slug}.atom"].split(b"<id>")[1].split(b"</id>")[0]


# ── Stories that go from one category to another ─────────────────────────────────────────────────────────

EELS = "Category: Eels"
EEL = "An eel in the font\n\nNobody knows how it came there, and the verger has stopped asking it."
PINNED = CHOIR.replace("choir\n", "choir\nId: tag:example.org,2024:choir\n", 1)
NAMED = CHOIR.replace("choir\n", "choir\nId: choir\n", 1)


@pytest.mark.parametrize("story", [CHOIR, PINNED, NAMED], ids=["no id", "an id", "a name"])
@pytest.mark.parametrize("builds_between", [0, 1, 3], ids=["at once", "paste after a build", "paste after some"])
def test_a_story_that_is_cut_and_pasted_keeps_its_id_and_its_date(
    place: Place, story: str, builds_between: int
) -> None:
    place.write("quays", QUAY, story, FISH)
    place.write("eels", EEL, header=EELS)
    place.build()
    before = place.promises() | place.promises("eels")
    place.write("quays", QUAY, FISH)
    for _ in range(builds_between):
        place.build(0)
    place.write("eels", EEL, story, header=EELS)
    for day in (0, 1, 2):
        outcome = place.build(day)
        assert not outcome.diagnostics
        assert list(place.promises()) == ["North quay closed", "A fish with a round face"]
        assert place.promises() | place.promises("eels") == before
    place.write("quays", QUAY, story, FISH)
    place.write("eels", EEL, header=EELS)
    place.build(2)
    assert len(place.promises()) == 3
    assert place.promises() | place.promises("eels") == before


def test_a_story_may_be_edited_as_it_moves(place: Place) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.write("eels", EEL, header=EELS)
    place.build()
    before = place.promises()["Sing with the net loft choir"]
    place.write("quays", QUAY, FISH)
    place.write("eels", CHOIR.replace("a boat", "a boat, or a net"), EEL, header=EELS)
    place.build(1)
    assert place.promises("eels")["Sing with the net loft choir"] == before
    modified = place.items("eels")["Sing with the net loft choir"]["date_modified"]
    assert to_the_second(modified) == "2024-06-02T09:30:00+00:00"


@pytest.mark.parametrize("is_withdrawn", [True, False], ids=["taken out long ago", "still there"])
def test_what_another_category_has_too_is_a_story_of_its_own(place: Place, *, is_withdrawn: bool) -> None:
    place.write("quays", QUAY, CHOIR, FISH)
    place.write("eels", EEL, header=EELS)
    place.build()
    if is_withdrawn:
        place.write("quays", QUAY, FISH)
        place.build(1)
    before = place.promises()
    place.write("eels", CHOIR, EEL, header=EELS)
    place.build(3)
    assert place.promises() == before
    assert place.promises("eels")["Sing with the net loft choir"] not in before.values()


def test_an_id_that_two_files_state_stays_where_it_is(place: Place) -> None:
    place.write("quays", QUAY, PINNED, FISH)
    place.write("eels", EEL, header=EELS)
    place.build()
    before = place.files()
    place.write("eels", PINNED, EEL, header=EELS)
    (told,) = place.build(1).diagnostics
    assert str(told) == (
        f"{place.content}/eels.txt:4: error: Id 'tag:example.org,2024:choir' belongs to the entry at "
        f"{place.content}/quays.txt:9: take one of the two out, or give this one another Id"
    )
    assert place.files() == before


def test_an_id_of_an_entry_that_states_none_there_stays_where_it_is(place: Place) -> None:
    """As when a pinned file is copied and its first copy was never pinned."""
    place.write("quays", QUAY, CHOIR, FISH)
    place.write("eels", EEL, header=EELS)
    place.build()
    before = place.files()
    minted = place.promises()["Sing with the net loft choir"][0]
    place.write("eels", EEL, CHOIR.replace("choir\n", f"choir\nId: {minted}\n", 1), header=EELS)
    (told,) = place.build(1).diagnostics
    assert str(told).startswith(f"{place.content}/eels.txt:9: error: Id {minted!r} belongs to the entry at ")
    assert f"{place.content}/quays.txt:9: take one of the two out" in str(told)
    assert place.files() == before


def test_a_wrong_id_harms_its_entry_alone_and_what_was_published_of_that_stays(place: Place) -> None:
    place.write("quays", QUAY, PINNED, FISH)
    place.write("eels", EEL, header=EELS)
    place.build()
    before = place.promises("eels")
    wrong = EEL.replace("font\n", "font\nId: tag:example.org,2024:choir\n", 1)
    place.write("eels", "A second eel\n\nIt was found in the organ, and played on.", wrong, header=EELS)
    assert [told.line for told in place.build(1).diagnostics if told.is_error] == [9]
    assert before.items() < place.promises("eels").items()
    assert set(place.promises("eels")) == {"A second eel", "An eel in the font"}


def test_a_story_whose_category_cannot_be_read_waits(place: Place) -> None:
    place.write("quays", QUAY, PINNED, FISH)
    place.write("eels", EEL, header=EELS)
    place.build()
    before = place.files()
    (place.content / "quays.txt").write_text("broken")
    (place.out / ".feeds/listings/quays.txt").unlink()
    place.write("eels", PINNED, EEL, header=EELS)
    told = [str(told) for told in place.build(1).diagnostics]
    assert told[1] == (
        f"{place.content}/eels.txt:4: error: Id 'tag:example.org,2024:choir' belongs to category 'Quays', of which a "
        "file cannot be read: mend that first"
    )
    assert {path: body for path, body in before.items() if path.startswith("eels.")}.items() <= place.files().items()


def test_a_pinned_story_outlives_its_category(place: Place) -> None:
    place.write("quays", PINNED)
    place.write("eels", EEL, header=EELS)
    place.build()
    before = place.promises()
    (place.content / "quays.txt").unlink()
    place.write("eels", EEL, PINNED, header=EELS)
    place.build(1)
    assert before.items() < place.promises("eels").items()
    assert create_app(place.out).test_client().get("/quays.rss").status_code == 410


# ── When a feed has changed ──────────────────────────────────────────────────────────────────────────────


def test_a_feed_is_updated_by_whatever_changes_in_it_and_never_goes_back(place: Place) -> None:
    place.write("eels", EEL, header=EELS)
    place.write("quays", QUAY, CHOIR, FISH)
    place.build()
    moments = [feed_updated(place)]
    steps: list[tuple[Callable[[], None], bool]] = [
        (lambda: place.write("quays", QUAY, FISH), True),  # withdrawn
        (lambda: None, False),
        (lambda: place.write("quays", QUAY, CHOIR, FISH), True),  # returned
        (lambda: place.write("quays", QUAY, CHOIR.replace("\n", "\nDate: 2024-05-08\n", 1), FISH), True),  # re-dated
        (lambda: place.write("quays", QUAY, CRANE.replace("\n", "\nDate: 2024-05-08\n", 1), CHOIR, FISH), True),
        (lambda: None, False),
        ((place.content / "quays.txt").unlink, True),
        (lambda: place.write("quays", QUAY, CRANE, CHOIR, FISH), True),
    ]
    for day, (step, is_change) in enumerate(steps, 1):
        step()
        place.build(day)
        moments.append(feed_updated(place))
        assert (moments[-1] > moments[-2]) is is_change, day
        assert moments[-1] >= moments[-2]
    before = place.files()
    exported = place.export()
    place.lose_ledger()
    with open_ledger(place.content / ".ledger.sqlite") as ledger:
        ledger.load(exported)
    place.build(20)
    assert place.files() == before


def feed_updated(place: Place) -> str:
    """Of the feed of everything, which has Last-Modified from it."""
    return place.files()["all.atom"].split(b"<updated>")[1].split(b"</updated>")[0].decode()


# ── Another site's ledger ────────────────────────────────────────────────────────────────────────────────


def test_a_site_does_not_build_on_the_ledger_of_another_one(place: Place, tmp_path: Path) -> None:
    place.write("quays", QUAY, CHOIR)
    place.build()
    promised = place.export()
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    (other.content / "feeds.toml").write_text(f'ledger = "{place.content}/.ledger.sqlite"\n')
    other.write("eels", EEL, header=EELS)
    with pytest.raises(LedgerError, match=r"the ledger is another site's, with 'Quays', .*: set another `ledger`"):
        other.build()
    assert place.export() == promised
    (place.content / "quays.txt").unlink()
    place.write("eels", EEL, header=EELS)
    place.build(1)  # the site itself may put another category in the place of all that it had
    assert list(place.items("eels")) == ["An eel in the font"]


# ── Publishers that wait for each other ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("what", ["site", "ledger"])
def test_who_had_to_wait_reads_what_is_there_by_then(place: Place, what: str) -> None:
    place.write("quays", QUAY, FISH)
    place.build()
    with ThreadPoolExecutor(1) as pool:
        with contextlib.ExitStack() as other:
            if what == "site":
                other.enter_context(locked_site(place.out))
            else:
                ledger = other.enter_context(open_ledger(place.content / ".ledger.sqlite"))
                other.enter_context(ledger.publishing())
            waiting = pool.submit(place.build, 1)
            assert not wait([waiting], timeout=0.5).done
            place.write("quays", QUAY, CHOIR, FISH)
        waiting.result(60)
    assert len(place.items()) == 3
