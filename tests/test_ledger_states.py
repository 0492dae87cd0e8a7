"""Whatever happens to a page, what was promised of its stories stays: arbitrary days of editing, checked after each.

Every story has a token of its own, which stands where an entry's line number does and nowhere else: no rule of the
program looks at it, and so it tells independently which story a publication is.
"""

import os
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from feeds.ledger import mint_id, recognise
from feeds.listing import merged_by_capture
from feeds.model import EPOCH, EntryFields, ListedEntry, Listing, Order, Publication
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

STEPS_DONE: Counter[str] = Counter()
"""How often a page was looked at, by what it was known from."""

chances = st.integers(0, 10**6).map(random.Random)
orders = st.sampled_from([None, Order.NEWEST_FIRST, Order.OLDEST_FIRST])


@dataclass
class Story:
    """A story as its editor knows it, and what readers were promised of it."""

    token: int
    title: str
    text: str
    text_of: int  # the token of the story that had the text first: a near-twin has another's
    stated: date | None = None
    stated_id: str | None = None
    promised: Publication | None = None
    has_returned: bool = False

    @property
    def promise(self) -> Publication:
        assert self.promised
        return self.promised

    @property
    def entry(self) -> ListedEntry:
        return ListedEntry(self.title, (self.text,), EntryFields(date=self.stated, id=self.stated_id), line=self.token)

    @property
    def is_pinned(self) -> bool:
        return self.promised is not None and self.stated_id is not None


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
        self.memory = Memory()
        self.category, self.formerly = CATEGORY, ""
        self.order: Order | None = None
        self.captured: date | None = None
        self.keeps_captures = False  # or the page is written over, day by day
        self.captures: list[Listing] = []
        self.now = BEGIN
        self.tokens = 0
        self.given: set[str] = set()
        self.is_in_order = True  # down the page, dates fall: nothing was moved or dated by hand, and the clock ran on

    # ── What editors do ──────────────────────────────────────────────────────────────────────────────────

    @initialize(count=st.integers(1, 6), kind=st.sampled_from(["undated", "copy", "captures"]), order=orders)
    def begin(self, count: int, kind: str, order: Order | None) -> None:
        self.page.listed = [self.story() for _ in range(count)]
        self.captured = None if kind == "undated" else self.now.date()
        self.keeps_captures = kind == "captures"
        self.order = order
        self.look()
        if self.keeps_captures:
            self.copy_the_page_again(days=1)

    @rule()
    def add(self) -> None:
        self.page.listed.insert(0, self.story())
        self.look()

    @rule(name=st.sampled_from(["tag:example.org,2024:{}", "story-{}"]))
    def add_under_an_id(self, name: str) -> None:
        self.page.listed.insert(0, replace(self.story(), stated_id=name.format(self.tokens)))
        self.look()

    @rule(days=st.integers(1, 4))
    def announce(self, days: int) -> None:
        self.page.listed.insert(0, replace(self.story(), stated=self.now.date() + timedelta(days)))
        self.is_in_order = False  # what is added on top of it comes before it
        self.look()

    @precondition(lambda self: not self.keeps_captures)  # where one twin is in an old capture, and the other in a new
    @rule(chance=chances)
    def add_near_twin(self, chance: random.Random) -> None:
        twin = chance.choice(self.page.listed)
        gone = (*self.page.removed, *self.page.fallen)
        if not twin.promised or any(story.text_of == twin.text_of for story in gone):
            return  # beside what is not on the page, or not yet in a feed, a twin may as well be that story, retitled
        title = f"{twin.title} {NOUNS[self.tokens % len(NOUNS)]} {VERBS[self.tokens // len(NOUNS) % len(VERBS)]}"
        self.page.listed.insert(0, replace(self.story(), title=title, text=twin.text, text_of=twin.text_of))
        self.look()

    @precondition(lambda self: not self.keeps_captures)  # in two captures, one title and half a text are one story
    @rule(chance=chances)
    def use_a_title_again(self, chance: random.Random) -> None:
        self.page.listed.insert(0, replace(self.story(), title=chance.choice(self.page.everything).title))
        self.look()

    @precondition(lambda self: self.can_edit())
    @rule(chance=chances)
    def edit_title(self, chance: random.Random) -> None:
        story = chance.choice(self.can_edit())
        story.title = chance.choice([f"{story.title} again", f"{story.title} {chance.choice(PLACES)}"])
        self.look({story.token})

    @precondition(lambda self: self.can_edit())
    @rule(chance=chances)
    def edit_text(self, chance: random.Random) -> None:
        story = chance.choice(self.can_edit())
        before, words = story.text, story.text.split()
        story.text = chance.choice([
            with_a_word_changed(chance, story.text),
            f"{story.text} {sentence(chance, 8)}",
            " ".join(words[: max(16, len(words) // 2)]),
        ])  # fmt: skip
        self.look({story.token} if story.text != before else ())

    @precondition(lambda self: any(story.promised for story in self.page.listed))
    @rule(chance=chances)
    def pin(self, chance: random.Random) -> None:
        story = chance.choice([story for story in self.page.listed if story.promised])
        story.stated_id = story.stated_id or story.promise.id
        self.look()

    @precondition(lambda self: not self.keeps_captures)  # an older one does not know the id, and tells another story
    @precondition(lambda self: any(story.is_pinned for story in self.page.listed))
    @rule(chance=chances)
    def rewrite_what_has_an_id(self, chance: random.Random) -> None:
        story = chance.choice([story for story in self.page.listed if story.is_pinned])
        other = self.story()
        story.title, story.text, story.text_of = other.title, other.text, other.token
        self.look({story.token})

    @rule(chance=chances)
    def move(self, chance: random.Random) -> None:
        story = self.page.listed.pop(chance.randrange(len(self.page.listed)))
        self.page.listed.insert(chance.randint(0, len(self.page.listed)), story)
        self.is_in_order = False
        self.look()

    @precondition(lambda self: len(self.page.listed) > 2)
    @rule(chance=chances)
    def remove_from_within(self, chance: random.Random) -> None:
        self.leave(self.page.listed.pop(chance.randrange(len(self.page.listed) - 1)), self.page.removed)
        self.look()

    @precondition(lambda self: len(self.page.listed) > 2)
    @rule(count=st.integers(1, 2))
    def fall_off(self, count: int) -> None:
        for _ in range(min(count, len(self.page.listed) - 1)):
            self.leave(self.page.listed.pop(), self.page.fallen)
        self.look()

    def can_edit(self) -> list[Story]:
        """What is on the page as every older capture tells it.

        What is edited again and again in the last one alone may not be known in the others any more: see README.md,
        "What it cannot do".
        """
        told = [(entry.line, entry.text) for capture in self.captures for entry in capture.entries]
        return [
            story
            for story in self.page.listed
            if all(text == story.entry.text for token, text in told if token == story.token)
        ]

    def leave(self, story: Story, gone: list[Story]) -> None:
        if story.promised:  # what was only announced is forgotten
            gone.append(story)

    @precondition(lambda self: self.page.removed)
    @rule()
    def put_back(self) -> None:
        story = self.page.removed.pop()
        story.has_returned = True
        newer = [
            other
            for other in self.page.listed
            if not other.promised or other.promise.published > story.promise.published
        ]
        self.is_in_order &= len(newer) < len(self.page.listed)
        self.page.listed.insert(len(newer), story)
        self.look()

    @precondition(lambda self: self.page.fallen)
    @rule()
    def show_more(self) -> None:
        self.page.listed.append(self.page.fallen.pop())
        self.look()

    @rule(chance=chances, days=st.integers(-9, 3))
    def state_date(self, chance: random.Random, days: int) -> None:
        """A day that is still to come counts from its coming on."""
        story = chance.choice(self.page.listed)
        story.stated = min(story.promised.published if story.promised else self.now, self.now).date() + timedelta(days)
        self.is_in_order = False
        self.look()

    @rule(name=st.sampled_from(["Piers", "Docks", CATEGORY]))
    def rename(self, name: str) -> None:
        if name != self.category:
            self.category, self.formerly = name, self.category
        self.look()

    # ── What happens to the program ──────────────────────────────────────────────────────────────────────

    @rule(days=st.integers(1, 5))
    def copy_the_page_again(self, days: int) -> None:
        self.now += timedelta(days)
        if self.captured and self.captured >= self.now.date():  # the clock went backwards
            return
        if self.keeps_captures:
            self.captures.append(self.listing())
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

    @precondition(lambda self: not self.keeps_captures)
    @precondition(lambda self: all(story.stated < self.now.date() for story in self.page.listed if story.stated))
    @rule()
    def lose_the_ledger(self) -> None:
        self.memory, self.given = Memory(), set()
        self.page.removed, self.page.fallen = [], []
        for story in self.page.listed:
            story.promised = None
        self.look()
        titles = [story.title for story in self.page.listed]
        for story in self.page.listed:
            if titles.count(story.title) == 1 and not story.stated_id:
                assert story.promise.id == mint_id(self.category, story.title)

    # ── What readers see ─────────────────────────────────────────────────────────────────────────────────

    def story(self) -> Story:
        self.tokens += 1
        chance = random.Random(self.tokens)  # noqa: S311 - it makes words, not secrets
        title = f"{chance.choice(NOUNS)} {chance.choice(VERBS)} at {chance.choice(PLACES)} {chance.choice(NOUNS)}"
        return Story(self.tokens, title.capitalize(), sentence(chance, 30), self.tokens)

    def listing(self) -> Listing:
        """The page as it is now."""
        entries = tuple(story.entry for story in self.page.listed)
        if self.order is Order.OLDEST_FIRST:
            entries = entries[::-1]
        path = Path("quays.txt")
        return Listing(path, self.category, entries, self.captured, order=self.order, formerly=self.formerly or None)

    def look(self, edited: Sequence[int] | set[int] = ()) -> None:
        """Look at the page an hour later, and compare what is promised now with what was promised before."""
        self.now += timedelta(hours=1, seconds=13)  # so that no two looks are at the same second, however clocks go
        before = self.memory
        captures = [replace(capture, category=self.category) for capture in self.captures]
        pages = list(merged_by_capture([*captures, self.listing()], recognise))
        self.memory, _ = look(before, pages, self.now)
        STEPS_DONE["several captures" if captures else "one page"] += 1
        former = {publication.id: publication for publication in before.publications}
        by_id = {publication.id: publication for publication in self.memory.publications}
        assert len(by_id) == len(self.memory.publications)
        assert former.keys() <= by_id.keys()
        for story in self.page.listed:
            self.compare_listed(story, by_id, former, is_edited=story.token in edited)
        for story in [*self.page.removed, *self.page.fallen]:
            self.compare(story, by_id[story.promise.id], is_edited=False)
        if self.is_in_order:
            assert all(story.promise.withdrawn for story in self.page.removed)
            # What a capture lacks that is kept is as that one says, once the last one no longer reaches down to it.
            stays = [story for story in self.page.fallen if not (captures and story.has_returned)]
            assert not any(story.promise.withdrawn for story in stays)
        owners = {story.promise.id for story in self.page.everything if story.promised}
        assert len(owners) == sum(story.promised is not None for story in self.page.everything)
        assert owners == by_id.keys()
        self.compare_feeds(before)

    def compare_listed(
        self, story: Story, by_id: dict[str, Publication], former: dict[str, Publication], *, is_edited: bool
    ) -> None:
        """A story that is on the page is promised, unless it states a day that has yet to come."""
        if story.promised:
            publication = by_id[story.promise.id]
        else:
            listed = replace(story.entry, line=0)
            new = [each for each in by_id.values() if each.id not in former and each.entry == listed]
            assert len(new) == (story.stated is None or story.stated <= self.now.date()), story
            if not new:
                return
            publication = new[0]
        assert publication.withdrawn is None
        assert (publication.entry.title, publication.entry.paragraphs) == (story.title, (story.text,))
        self.compare(story, publication, is_edited=is_edited)

    def compare(self, story: Story, publication: Publication, *, is_edited: bool) -> None:
        promise, story.promised = story.promised, publication
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
        is_dated = story.stated is not None and story.stated <= self.now.date()
        if is_dated and promise.published.date() != story.stated and story in self.page.listed:
            assert publication.published.date() == story.stated
        else:
            assert publication.published == promise.published
        # What leaves the last capture is as those before tell it, whose wording may be older, until it is back.
        is_reverted = publication.digest != promise.digest and bool(self.captures)
        if is_edited or is_reverted:
            assert publication.updated > promise.updated
        else:
            assert publication.updated == max(promise.updated, publication.published)

    def compare_feeds(self, before: Memory) -> None:
        """The feed's own `updated` moves if and only if what it shows does, and never back."""
        if not before.publications:
            return
        shown, shown_before = (
            {(each.id, each.digest, each.published) for each in memory.publications if not each.withdrawn}
            for memory in (self.memory, before)
        )
        assert (updated_of(self.memory) > updated_of(before)) == (shown != shown_before)
        assert updated_of(self.memory) >= updated_of(before)


def updated_of(memory: Memory) -> datetime:
    moments = [publication.updated for publication in memory.publications if not publication.withdrawn]
    return max([*moments, memory.changed or EPOCH])


TestEditing = Editing.TestCase
# A few seconds; in CI a minute or two. The same each time, so that nobody's change is held up by chance.
IN_CI = "CI" in os.environ
EXAMPLES, STEPS = (100, 30) if IN_CI else (12, 20)
TestEditing.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, derandomize=True)


def test_enough_was_edited(capsys: pytest.CaptureFixture[str]) -> None:
    """Says in CI how many steps there were."""
    if not STEPS_DONE:
        pytest.skip("it counts the steps of the test before")
    assert STEPS_DONE["one page"] > EXAMPLES
    assert STEPS_DONE["several captures"]
    if IN_CI:
        with capsys.disabled():
            print(f"\n{STEPS_DONE.total()} steps of editing: {dict(STEPS_DONE)}")  # noqa: T201 -- for who reads the log
