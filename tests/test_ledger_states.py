"""Whatever happens to a page, what was promised of its stories stays: arbitrary days of editing, checked after each.

Every story has a token of its own, which stands where an entry's line number does and nowhere else: no rule of the
program looks at it, and so it tells independently which story a publication is.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from feeds.ledger import mint_id
from feeds.model import EntryFields, ListedEntry, Listing, Publication
from feeds.promise import Memory, look

CATEGORY = "Quays"
BEGIN = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
NOUNS = (
    "boat",
    "eel",
    "crane",
    "net",
    "buoy",
    "ferry",
    "tide",
    "rope",
    "gull",
    "anchor",
    "lamp",
    "mast",
    "cargo",
    "weir",
)
VERBS = (
    "found",
    "sold",
    "mended",
    "lost",
    "painted",
    "counted",
    "moved",
    "hidden",
    "washed",
    "borrowed",
    "lifted",
    "shown",
)
PLACES = [f"{side} {place}" for side in ("north", "south", "upper", "old") for place in ("quay", "pier", "mill")]

chances = st.integers(0, 10**6).map(random.Random)


@dataclass
class Story:
    """A story as its editor knows it, and what readers were promised of it."""

    token: int
    title: str
    text: str
    text_of: int  # the token of the story that had the text first: a near-twin has another's
    stated: date | None = None
    promised: Publication | None = None

    @property
    def promise(self) -> Publication:
        assert self.promised
        return self.promised

    @property
    def entry(self) -> ListedEntry:
        return ListedEntry(self.title, (self.text,), EntryFields(date=self.stated), line=self.token)


def sentence(chance: random.Random, words: int) -> str:
    said = [
        f"{chance.choice(NOUNS)}{chance.randrange(100)}" if chance.random() < 0.3 else chance.choice(NOUNS + VERBS)
        for _ in range(words)
    ]
    return " ".join(said).capitalize() + "."


def with_a_word_changed(chance: random.Random, text: str) -> str:
    words = text.split()
    words[chance.randrange(len(words))] = "truly"
    return " ".join(words)


@dataclass
class Page:
    """The page of the category, and what has left it: from within, or off its end."""

    listed: list[Story] = field(default_factory=list)
    removed: list[Story] = field(default_factory=list)
    fallen: list[Story] = field(default_factory=list)

    @property
    def everything(self) -> list[Story]:
        return [*self.listed, *self.removed, *self.fallen]


class Editing(RuleBasedStateMachine):
    """Days of a page: one change, then a look at it, which is what a build does."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.ledger: tuple[Publication, ...] = ()
        self.last_view: date | None = None
        self.captured: date | None = None
        self.now = BEGIN
        self.tokens = 0
        self.given: set[str] = set()
        self.is_in_order = True  # down the page, dates fall: nothing was moved or dated by hand, and the clock ran on

    # ── What editors do ──────────────────────────────────────────────────────────────────────────────────

    @initialize(count=st.integers(1, 6), is_captured=st.booleans())
    def begin(self, count: int, *, is_captured: bool) -> None:
        self.page.listed = [self.story() for _ in range(count)]
        self.captured = self.now.date() if is_captured else None
        self.look()

    @rule()
    def add(self) -> None:
        self.page.listed.insert(0, self.story())
        self.look()

    @rule(chance=chances)
    def add_near_twin(self, chance: random.Random) -> None:
        twin = chance.choice(self.page.listed)
        if any(story.text_of == twin.text_of for story in (*self.page.removed, *self.page.fallen)):
            return  # a twin of what has left the page may as well be that story, come back under another title
        title = f"{twin.title} {NOUNS[self.tokens % len(NOUNS)]} {VERBS[self.tokens // len(NOUNS) % len(VERBS)]}"
        self.page.listed.insert(0, replace(self.story(), title=title, text=twin.text, text_of=twin.text_of))
        self.look()

    @rule(chance=chances)
    def use_a_title_again(self, chance: random.Random) -> None:
        self.page.listed.insert(0, replace(self.story(), title=chance.choice(self.page.everything).title))
        self.look()

    @rule(chance=chances)
    def edit_title(self, chance: random.Random) -> None:
        story = chance.choice(self.page.listed)
        story.title = chance.choice([f"{story.title} again", f"{story.title} {chance.choice(PLACES)}"])
        self.look({story.token})

    @rule(chance=chances)
    def edit_text(self, chance: random.Random) -> None:
        story = chance.choice(self.page.listed)
        before, words = story.text, story.text.split()
        story.text = chance.choice([
            with_a_word_changed(chance, story.text),
            f"{story.text} {sentence(chance, 8)}",
            " ".join(words[: max(16, len(words) // 2)]),
        ])  # fmt: skip
        self.look({story.token} if story.text != before else ())

    @rule(chance=chances)
    def move(self, chance: random.Random) -> None:
        story = self.page.listed.pop(chance.randrange(len(self.page.listed)))
        self.page.listed.insert(chance.randint(0, len(self.page.listed)), story)
        self.is_in_order = False
        self.look()

    @precondition(lambda self: len(self.page.listed) > 2)
    @rule(chance=chances)
    def remove_from_within(self, chance: random.Random) -> None:
        place = chance.randrange(len(self.page.listed) - 1)
        self.page.removed.append(self.page.listed.pop(place))
        self.look()

    @precondition(lambda self: len(self.page.listed) > 2)
    @rule(count=st.integers(1, 2))
    def fall_off(self, count: int) -> None:
        for _ in range(min(count, len(self.page.listed) - 1)):
            self.page.fallen.append(self.page.listed.pop())
        self.look()

    @precondition(lambda self: self.page.removed)
    @rule()
    def put_back(self) -> None:
        story = self.page.removed.pop()
        newer = [other for other in self.page.listed if other.promise.published > story.promise.published]
        self.is_in_order &= len(newer) < len(self.page.listed)
        self.page.listed.insert(len(newer), story)
        self.look()

    @precondition(lambda self: self.page.fallen)
    @rule()
    def show_more(self) -> None:
        self.page.listed.append(self.page.fallen.pop())
        self.look()

    @rule(chance=chances, days=st.integers(-9, 0))
    def state_date(self, chance: random.Random, days: int) -> None:
        story = chance.choice(self.page.listed)
        story.stated = min(story.promise.published, self.now).date() + timedelta(days)
        self.is_in_order = False
        self.look(dated={story.token})

    # ── What happens to the program ──────────────────────────────────────────────────────────────────────

    @rule()
    def copy_the_page_again(self) -> None:
        self.captured = self.now.date()
        self.look()

    @rule(hours=st.integers(1, 100))
    def clock_goes_backwards(self, hours: int) -> None:
        self.now -= timedelta(hours=hours)
        self.is_in_order = False  # what is added now is dated before what was there
        self.look()

    @rule(hours=st.integers(0, 200))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.look()

    @precondition(lambda self: all(story.stated < self.now.date() for story in self.page.listed if story.stated))
    @rule()
    def lose_the_ledger(self) -> None:
        self.ledger, self.last_view, self.given = (), None, set()
        self.page.removed, self.page.fallen = [], []
        for story in self.page.listed:
            story.promised = None
        self.look()
        titles = [story.title for story in self.page.listed]
        for story in self.page.listed:
            if titles.count(story.title) == 1:
                assert story.promise.id == mint_id(CATEGORY, story.title)

    # ── What readers see ─────────────────────────────────────────────────────────────────────────────────

    def story(self) -> Story:
        self.tokens += 1
        chance = random.Random(self.tokens)  # noqa: S311 - it makes words, not secrets
        title = f"{chance.choice(NOUNS)} {chance.choice(VERBS)} at {chance.choice(PLACES)} {chance.choice(NOUNS)}"
        return Story(self.tokens, title.capitalize(), sentence(chance, 30), self.tokens)

    def look(self, edited: Sequence[int] | set[int] = (), dated: Sequence[int] | set[int] = ()) -> None:
        """Look at the page an hour later, and compare what is promised now with what was promised before."""
        self.now += timedelta(hours=1, seconds=13)  # so that no two looks are at the same second, however clocks go
        entries = tuple(story.entry for story in self.page.listed)
        listing = Listing(Path("quays.txt"), CATEGORY, entries, captured=self.captured)
        former = self.ledger
        found, self.last_view = look(Memory(former, self.last_view), [listing], self.now)
        self.ledger = found.publications
        ids = [publication.id for publication in self.ledger]
        assert len(set(ids)) == len(ids)
        assert {publication.id for publication in former} <= set(ids)
        by_id = {publication.id: publication for publication in self.ledger}
        for story, publication in zip(self.page.listed, self.ledger, strict=False):
            assert publication.entry == replace(story.entry, line=0)
            assert publication.withdrawn is None
            self.compare(story, publication, is_edited=story.token in edited, is_dated=story.token in dated)
            story.promised = publication
        for story in [*self.page.removed, *self.page.fallen]:
            publication = by_id[story.promise.id]
            self.compare(story, publication, is_edited=False, is_dated=False)
            story.promised = publication
        if self.is_in_order:
            assert all(story.promise.withdrawn for story in self.page.removed)
            assert not any(story.promise.withdrawn for story in self.page.fallen)
        owners = [story.promise.id for story in self.page.everything]
        assert sorted(owners) == sorted(ids)

    def compare(self, story: Story, publication: Publication, *, is_edited: bool, is_dated: bool) -> None:
        promise = story.promised
        assert publication.published <= publication.updated
        if promise is None:
            assert publication.id not in self.given
            self.given.add(publication.id)
            assert publication.first_seen == self.now
            assert publication.published <= self.now
            assert publication.updated == publication.published
            return
        assert publication.id == promise.id
        assert publication.first_seen == promise.first_seen
        if is_dated:
            assert publication.published.date() == story.stated
        else:
            assert publication.published == promise.published
        if is_edited:
            assert publication.updated > promise.updated
        else:
            assert publication.updated == max(promise.updated, publication.published)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
