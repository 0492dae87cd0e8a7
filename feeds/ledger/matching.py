"""Which listed entry is which publication of old: the same story, however it was edited or moved."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from feeds.ledger.likeness import Comparison, Likeness, Words
from feeds.model import Basis, Dating, ListedEntry, Publication


@dataclass(frozen=True, slots=True)
class Standard:
    """What is asked of two that are to be one: any pair of likenesses (of title, of text), or that of brief ones."""

    title_and_text: tuple[tuple[float, float], ...]
    brief: float

    def is_met(self, likeness: Likeness) -> bool:
        """Whether the two are taken for one."""
        if likeness.is_brief:
            return likeness.text >= self.brief
        return any(likeness.title >= title and likeness.text >= text for title, text in self.title_and_text)


IN_PLACE = Standard(((1.0, 0.55), (0.6, 0.67), (0.25, 0.85), (0.0, 0.95)), brief=0.75)
OUT_OF_PLACE = Standard(((1.0, 0.85), (0.75, 0.97)), brief=0.9)
RENUMBERED = Standard(((0.6, 0.97),), brief=0.9)
"""In place, but with other numbers in the title, as releases, issues and years have. Out of place, that is another."""

RETURNED = Standard(((1.0, 0.85), (0.9, 0.97)), brief=0.95)
"""Of what was withdrawn: a near-twin of that is another story."""

KNOWN_SHARE = 3
"""One entry in so many must be a landmark before anything can be in place."""

HANDICAP = 0.2
"""What a withdrawn publication lacks beside one that is still published."""


def match(former: Sequence[Publication], entries: Sequence[ListedEntry]) -> list[int | None]:
    """For each entry of a listing, the index in `former` of the publication that it is, or None if it is new.

    Each publication is found once at most. The rule, in the order in which it is applied:

    1. An entry with an `Id:` is the publication that has this id or states it, and nothing else, whatever it says.
    2. The same content to the letter, dates aside; then the same but for case, punctuation and white space. Of copies
       that stand in the list together, each is the one between the same neighbours as before, and the rest are paired
       from the oldest up; one on top is new if its copies are all there still.
    3. Alike: titles and texts share enough, by the standards above. The titles are the same and most of the text is
       (a summary that was cut short, or grew, shares all of it); or a little of both was edited; or the text stayed
       under another title. The more alike are paired first, so that near-twins keep each its own past; after that
       what is still published comes before what was withdrawn, and the nearer before the farther.

    What was found so far are landmarks: an entry between the same ones as the publication is *in place*. Out of place,
    hardly a word may differ. For two different stories may be as alike as two versions of one (point releases, monthly
    columns), and follow each other down the page, but a story that is edited stays where it was. A title that is used
    again for another text is therefore new. If nothing is recognised, nothing is in place. What was withdrawn returns
    under its own title, but for a letter or a small word: a near-twin of it is another story.

    The standards lean to one side. An edit that is missed is seen twice in a feed reader; a story that is taken for
    another is never seen at all. They were set on 8,300 real entries of 19 sources (and, for what is out of place or
    withdrawn, raised since): of edits, most of them heavy, 95 in 100 are recognised on a page that is otherwise known;
    of 1,724 stories new on top of such a page none was taken for an old one, and of 8,152 on pages without anything
    known 12 were, all of them near-reprints ("May Project Goals Update", with the text of March). A `Link:` decides
    nothing, because one page often serves many entries.

    What remains: a story that is replaced in the very same place by one of the same title, in much the same words, is
    taken for an edit of it, and a near-twin with three quarters of the title for one that has fallen off the page. Of
    many entries with one title and hardly any text the nearest by words are compared alone, 30 of them, so that an
    edit among more may be missed. An `Id:` settles all of these.
    """
    # The oldest first; what was withdrawn comes last, and so is found only if nothing else is.
    ranks = sorted(
        range(len(former)), key=lambda index: (former[index].withdrawn is not None, former[index].published, -index)
    )
    ranked = [former[index] for index in ranks]
    pairs = _Pairs(ranked, entries)
    _pair_stated(pairs)
    _pair_equal(pairs, lambda place: _content(entries[place]), lambda index: _content(ranked[index].entry))
    if pairs.free_places() and pairs.free_indices():
        old = [Words(publication.entry) for publication in ranked]
        new = {place: Words(entries[place]) for place in pairs.free_places()}
        _pair_equal(pairs, lambda place: new[place].in_order, lambda index: old[index].in_order)
        _pair_alike(pairs, Comparison(old, new))
    return [ranks[pairs.found[place]] if place in pairs.found else None for place in range(len(entries))]


def recognise(newer: Sequence[ListedEntry], older: Sequence[ListedEntry]) -> dict[int, int]:
    """Which entries of an older copy of a page stand in a newer one: the newer index by the older, as `match` says.

    But an `Id:` that the older copy does not state yet, as it was written into the newer one since, decides nothing.
    """
    noon = datetime(2000, 1, 1, 12, tzinfo=UTC)  # any will do: what counts is that the copy is in order
    moments = (noon - timedelta(days=index) for index in range(len(older)))
    former = [
        Publication(
            id=f"urn:copy:{index}",
            entry=entry,
            dating=Dating(moment, moment.date(), moment.date(), Basis.ORDER, 0.0),
            updated=moment,
            first_seen=moment,
        )
        for index, (entry, moment) in enumerate(zip(older, moments, strict=True))
    ]
    stated = {entry.fields.id for entry in older}
    known = [
        entry if entry.fields.id in stated else replace(entry, fields=replace(entry.fields, id=None)) for entry in newer
    ]
    return {
        index: place
        for place, index in enumerate(match(former, known))
        if index is not None and (newer[place].fields.id in stated or not older[index].fields.id)
    }


class _Pairs:
    """The index of the publication that was found for each place in the listing, and what is still free."""

    def __init__(self, former: Sequence[Publication], entries: Sequence[ListedEntry]) -> None:
        self.former, self.entries = former, entries
        self.found: dict[int, int] = {}
        self._taken: set[int] = set()

    def add(self, place: int, index: int) -> None:
        """Take the two for one, if both are free."""
        if place not in self.found and index not in self._taken:
            self.found[place] = index
            self._taken.add(index)

    def free_indices(self) -> list[int]:
        """Publications that are not found yet."""
        return [index for index in range(len(self.former)) if index not in self._taken]

    def free_places(self) -> list[int]:
        """Entries for which none is found, from the end of the listing up; those that state an id never need one."""
        places = reversed(range(len(self.entries)))
        return [place for place in places if place not in self.found and not self.entries[place].fields.id]

    def landmarks(self) -> "_Landmarks":
        """What was found so far."""
        return _Landmarks(
            [(place, self.former[index].published) for place, index in sorted(self.found.items())], len(self.entries)
        )


class _Landmarks:
    """Entries that were found and stand in the order of their dates: others are between the same ones, or not.

    `found` are places in the listing, rising, with the moments of publication; `size` is the listing's. The list runs
    whichever way more of them do.
    """

    def __init__(self, found: Sequence[tuple[int, datetime]], size: int) -> None:
        ages = [-moment.timestamp() for _, moment in found]
        newest_first, oldest_first = _longest_rise(ages), _longest_rise([-age for age in ages])
        self._is_newest_first = len(newest_first) >= len(oldest_first)
        kept = newest_first if self._is_newest_first else oldest_first
        self._places = [found[position][0] for position in kept]
        self._moments = sorted(found[position][1] for position in kept)
        self.are_enough = bool(kept) and KNOWN_SHARE * len(kept) >= size

    def above(self, place: int) -> int:
        """How many stand above that place in the listing."""
        return bisect_left(self._places, place)

    def before(self, published: datetime) -> int:
        """How many stand above what was published then."""
        older = bisect_left(self._moments, published)
        return len(self._moments) - older if self._is_newest_first else older

    def distance(self, place: int, published: datetime) -> int:
        """How many stand between the place and where the publication belongs."""
        return abs(self.above(place) - self.before(published))

    def are_all_between(self, place: int, published: datetime) -> bool:
        """Whether the one stands at one end of the listing, and the other beyond the other end."""
        return bool(self._places) and self.distance(place, published) == len(self._places)


def _longest_rise(values: Sequence[float]) -> list[int]:
    """The positions of the longest part of the values that rises strictly, by patience sorting."""
    ends: list[float] = []  # the smallest value with which a rise of each length can end
    lasts: list[int] = []
    before: list[int | None] = []
    for position, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(lasts[length - 1] if length else None)
        ends[length : length + 1] = [value]
        lasts[length : length + 1] = [position]
    rise: list[int] = []
    step = lasts[-1] if lasts else None
    while step is not None:
        rise.append(step)
        step = before[step]
    return rise[::-1]


def _pair_stated(pairs: _Pairs) -> None:
    index_of = {publication.entry.fields.id: index for index, publication in enumerate(pairs.former)}
    index_of |= {publication.id: index for index, publication in enumerate(pairs.former)}
    for place in reversed(range(len(pairs.entries))):
        stated = pairs.entries[place].fields.id
        if stated and stated in index_of:
            pairs.add(place, index_of[stated])


def _content(entry: ListedEntry) -> Hashable:
    return entry.title, entry.paragraphs, replace(entry.fields, date=None, id=None)


def _pair_equal(
    pairs: _Pairs, key_of_place: Callable[[int], Hashable], key_of_index: Callable[[int], Hashable]
) -> None:
    """Pair entries whose keys are equal: those without copies, then copies in place, then the rest from the oldest."""
    keys = {place: key_of_place(place) for place in pairs.free_places()}
    former_keys = {index: key_of_index(index) for index in range(len(pairs.former))}
    count, former_count = Counter(keys.values()), Counter(former_keys.values())
    single = {place: key for place, key in keys.items() if count[key] == former_count[key] == 1}
    _pair_by_key(pairs, single, former_keys)
    landmarks = pairs.landmarks()
    _pair_by_key(
        pairs,
        {place: (key, landmarks.above(place)) for place, key in keys.items()},
        {index: (key, landmarks.before(pairs.former[index].published)) for index, key in former_keys.items()},
    )
    _pair_by_key(pairs, keys, former_keys, landmarks)


def _pair_by_key(
    pairs: _Pairs,
    keys: Mapping[int, Hashable],
    former_keys: Mapping[int, Hashable],
    landmarks: "_Landmarks | None" = None,
) -> None:
    """Pair places and indices of equal keys, the oldest first; never across all the landmarks, if there are any."""
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(pairs.free_indices()):
        waiting[former_keys[index]].append(index)
    for place in pairs.free_places():
        candidates = waiting.get(keys[place]) if place in keys else None
        if candidates and not (landmarks and landmarks.are_all_between(place, pairs.former[candidates[-1]].published)):
            pairs.add(place, candidates.pop())


def _pair_alike(pairs: _Pairs, comparison: Comparison) -> None:
    """Pair what is alike, twice: what was found the first time may show that others are in place."""
    candidates = list(comparison.candidates(pairs.free_indices()))
    for _ in range(2):
        landmarks = pairs.landmarks()
        ranked = []
        for place, index, likeness in candidates:
            publication = pairs.former[index]
            distance = landmarks.distance(place, publication.published)
            standard = _standard(
                is_in_place=landmarks.are_enough and not distance,
                is_withdrawn=publication.withdrawn is not None,
                same_numbers=likeness.same_numbers,
            )
            if standard and standard.is_met(likeness):
                handicap = HANDICAP if publication.withdrawn else 0
                ranked.append((handicap - likeness.title - likeness.text, distance, -place, index))
        for _, _, place, index in sorted(ranked):
            pairs.add(-place, index)


def _standard(*, is_in_place: bool, is_withdrawn: bool, same_numbers: bool) -> Standard | None:
    if is_withdrawn:
        return RETURNED if same_numbers else None
    if same_numbers:
        return IN_PLACE if is_in_place else OUT_OF_PLACE
    return RENUMBERED if is_in_place else None
