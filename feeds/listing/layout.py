"""Lines to entries: which blocks of text are titles, and which paragraphs belong to them.

A *block* is a run of lines without a blank one. Where a file parts some blocks by one blank line and others by two
or more, the author has said it all: two part entries, one parts paragraphs. Where all gaps are alike, titles are told
from paragraphs by what they look like (`_weigh`) and by what stands beside them (`_most_likely_titles`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from math import inf, log, log2
from statistics import median

from feeds.listing.decode import Line
from feeds.listing.fields import ENTRY_FIELDS, find_field, is_meant_as_field, split_field
from feeds.listing.report import Report

_CLOSING = r"""[)\]}"'’”»›」』）]*"""  # noqa: RUF001 - quotes and brackets that may follow a closing mark
_FULL_STOP = re.compile(rf"[.…。．｡।۔]{_CLOSING}$")  # noqa: RUF001 - the full stops of several scripts
_OTHER_STOP = re.compile(rf"[!?:;,！？؟]{_CLOSING}$")  # noqa: RUF001 - the same; titles use them too
_NEW_SENTENCE = re.compile(rf"[^\W\d_]{{2}}[.!?…]{_CLOSING} \W?(?=[^\W\d_])[^a-z]|[。！？]")  # noqa: RUF001 - the same

_RULE = re.compile(r"(?:[-_=*~#+•·—–―─━═] ?){3,}")  # noqa: RUF001 - a line that is drawn, not written
_FOOTER = re.compile(
    r"(?:page|seite|página|pagina|стр\.?) \d+(?: ?(?:of|/|von|de|sur|из) ?\d+)?|\d+ of \d+"
    r"|©.*|.*\ball rights reserved\.?",
    re.IGNORECASE,
)

_WIDEST_WRAP = 130
"""Nobody wraps lines wider than this; a file with longer lines has one line to a paragraph."""

_LONGEST_TITLE_LINES = 3
_PROSE_LENGTH = 150
"""Characters from which a text without a full stop at its end is still taken for prose."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines without a blank one between them, and the number of blank ones before.

    `is_title` is None as long as only the looks of the block can tell.
    """

    lines: tuple[Line, ...]
    gap: int
    is_title: bool | None = None

    @property
    def text(self) -> str:
        """The lines as one, unwrapped."""
        return unwrap(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The lines of an entry by their part.

    `fields` are the known ones right under the title, `unknown` the lines among them that are only shaped like one.
    """

    title: tuple[Line, ...]
    fields: tuple[Line, ...]
    unknown: tuple[Line, ...]
    paragraphs: tuple[Block, ...]


def unwrap(texts: Iterable[str]) -> str:
    """Hard-wrapped lines as one, joined by a blank, or by nothing after a word's hyphen and within CJK text."""
    joined = "\n".join(texts)
    if "\n" not in joined:
        return joined
    joined = re.sub(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])", "", joined)
    joined = re.sub(
        "(?<=[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60])\n(?=[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60])", "", joined
    )
    return joined.replace("\n", " ")


def split_blocks(lines: Iterable[Line]) -> list[Block]:
    """The blocks of a file in order."""
    blocks: list[Block] = []
    run: list[Line] = []
    gap = 0
    for line in (*lines, Line(0, "")):
        if line.text:
            run.append(line)
            continue
        if run:
            blocks.append(Block(tuple(run), gap))
            run, gap = [], 0
        gap += 1
    return blocks


def read_strictly(blocks: Sequence[Block]) -> list[RawEntry]:
    """Entries of a listing whose header says `Layout: strict`: nothing is guessed.

    Two or more blank lines part entries; an entry's first line is its title.
    """
    return [_read_entry(chunk, 1) for chunk in _part(blocks)]


def read_entries(blocks: Sequence[Block], report: Report) -> list[RawEntry]:
    """Entries of a listing of any layout. Drawn rules between entries are left out, footers kept, both reported."""
    width = _wrap_width(blocks)
    if len({min(block.gap, 2) for block in blocks[1:]}) == 2:  # noqa: PLR2004 - both one blank line and more occur
        chunks = _part(_set_junk_aside(blocks, report, is_spaced=True))
        _warn_of_hidden_entries(chunks, report)
    else:
        chunks = _part(_most_likely_titles(_split_glued(_set_junk_aside(blocks, report, is_spaced=False), width)))
    return [_read_entry(chunk, _title_length(chunk, width)) for chunk in chunks]


# ── Gaps, rules and footers ──────────────────────────────────────────────────────────────────────────────────────────


def _part(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each entry: one that is known as a title, or stands after two blank lines, begins an entry."""
    chunks: list[list[Block]] = []
    for block in blocks:
        begins = block.gap > 1 if block.is_title is None else block.is_title
        if begins or not chunks:
            chunks.append([])
        chunks[-1].append(block)
    return chunks


def _warn_of_hidden_entries(chunks: Sequence[Sequence[Block]], report: Report) -> None:
    """Point out entries that hold several titles with their texts, as where two blank lines were meant to be one."""
    for chunk in chunks:
        if len(chunk) < 2 * _FEWEST_HIDDEN:
            continue
        titles = [block for block in _most_likely_titles(chunk) if block.is_title]
        if len(titles) >= max(_FEWEST_HIDDEN, len(chunk) / 2):
            report.warn(
                titles[1].lines[0].number,
                f"this may be the title of an entry, one of {len(titles)} read as one: put two blank lines above each",
            )


_FEWEST_HIDDEN = 3


def _set_junk_aside(blocks: Sequence[Block], report: Report, *, is_spaced: bool) -> list[Block]:
    """The blocks without rules, with footers marked as text; within a spaced entry both are the author's own."""
    kept: list[Block] = []
    after_rule = False
    for index, block in enumerate(blocks):
        following = blocks[index + 1].gap if index + 1 < len(blocks) else 2
        is_inside = is_spaced and block.gap < 2 and following < 2 and index > 0  # noqa: PLR2004 - blank lines
        if not is_inside and all(_RULE.fullmatch(line.text) for line in block.lines):
            report.warn(
                block.lines[0].number, "left out a line of punctuation: two blank lines are enough between entries"
            )
            after_rule = True
        elif not is_inside and kept and all(_FOOTER.fullmatch(line.text) for line in block.lines):
            report.warn(
                block.lines[0].number,
                "kept what looks like a footer as a paragraph: delete it if it is none of the text",
            )
            kept.append(replace(block, is_title=False))
            after_rule = after_rule or is_spaced
        else:
            kept.append(replace(block, is_title=True) if after_rule else block)
            after_rule = False
    return kept


# ── Titles and paragraphs by their looks ─────────────────────────────────────────────────────────────────────────────


def _most_likely_titles(blocks: Sequence[Block]) -> list[Block]:
    """Every block marked as title or text.

    Looks alone decide first. How often a title or a text followed the other then tells the file's habit (titles alone,
    one paragraph each, several…), and the most likely sequence under that habit is the answer.
    """
    unclosed = [len(block.text) for block in blocks if not _FULL_STOP.search(block.text)]
    usual_length = median(unclosed) if unclosed else 0
    looks = [_weigh(block, usual_length) if index else _CERTAIN for index, block in enumerate(blocks)]
    follows = _HABIT + Counter(pairwise(weight > 0 for weight in looks))
    costs = {
        (before, after): -log(count / (follows[before, True] + follows[before, False]))
        for (before, after), count in follows.items()
    }
    return [replace(block, is_title=state) for block, state in zip(blocks, _decode(looks, costs), strict=True)]


def _decode(looks: Sequence[float], costs: Mapping[tuple[bool, bool], float]) -> list[bool]:
    """The cheapest sequence of titles (True) and texts: Viterbi's search over two states."""
    score = {True: 0.0, False: -_CERTAIN}
    steps: list[dict[bool, bool]] = []
    for weight in looks:
        came_from = {
            after: score[True] - costs[True, after] > score[False] - costs[False, after] for after in (True, False)
        }
        score = {
            after: score[before] - costs[before, after] + (weight if after else -weight)
            for after, before in came_from.items()
        }
        steps.append(came_from)
    state = score[True] > score[False]
    states = []
    for came_from in reversed(steps):
        states.append(state)
        state = came_from[state]
    return states[::-1]


_HABIT = Counter({(True, False): 3, (False, True): 3, (True, True): 1, (False, False): 1})
"""How often a title (True) or text follows the other, before the file is known: mostly they alternate."""

_CERTAIN = 1e6
"""A weight that no sum of looks outweighs; finite, so that contradictions still compare."""


def _weigh(block: Block, usual_length: float) -> float:
    """How much a block looks like a title (above 0) or like prose (below): a rough logarithm of the odds.

    Titles have no full stop, hold one sentence, and are short. How short depends on the file: `usual_length` is the
    median length of its blocks without a full stop.
    """
    if block.is_title is not None:
        return _CERTAIN if block.is_title else -_CERTAIN
    if any(find_field(line.text, ENTRY_FIELDS) for line in block.lines[1:]):
        return _CERTAIN
    text = block.text
    closed = -2.0 if _FULL_STOP.search(text) else 0.0 if _OTHER_STOP.search(text) else 1.5
    sentences = -1.0 if _NEW_SENTENCE.search(text) else 0.0
    longest = min(max(2.2 * usual_length, 60), 110)
    return closed + sentences + max(-2.0, min(2.0, log2(longest / len(text))))


def _split_glued(blocks: Sequence[Block], width: float) -> list[Block]:
    """Blocks that hold a title and, without a blank line below it, the paragraph: parted in two."""
    if len(blocks) == 1 and len(blocks[0].lines) > _LONGEST_TITLE_LINES:
        return _split_unspaced(blocks[0], width)
    parted: list[Block] = []
    for block in blocks:
        length = _text_below(block.lines, width)
        is_known = block.is_title is not None or any(is_meant_as_field(line.text) for line in block.lines[1:])
        if length and not is_known and not _FULL_STOP.search(block.lines[length - 1].text):
            parted.append(Block(block.lines[:length], block.gap, is_title=True))
            parted.append(Block(block.lines[length:], 1, is_title=False))
        else:
            parted.append(block)
    return parted


def _split_unspaced(block: Block, width: float) -> list[Block]:
    """A file without any blank line: every line, or run of lines that were wrapped, is a block."""
    runs: list[list[Line]] = []
    for line in block.lines:
        is_field = find_field(line.text, ENTRY_FIELDS) is not None
        if runs and (is_field or _is_full(runs[-1][-1], line, width)):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [Block(tuple(run), 1) for run in runs]


# ── Within an entry ──────────────────────────────────────────────────────────────────────────────────────────────────


def _read_entry(chunk: Sequence[Block], title_length: int) -> RawEntry:
    first, *rest = chunk
    title, below = first.lines[:title_length], first.lines[title_length:]
    shaped = list(takewhile(lambda line: split_field(line.text), below))
    # A text may begin like a field ("Result: none"): it is one only above a real field, or with nothing else below it.
    if len(shaped) < len(below):
        while shaped and not is_meant_as_field(shaped[-1].text):
            shaped.pop()
    fields = tuple(line for line in shaped if find_field(line.text, ENTRY_FIELDS))
    unknown = tuple(line for line in shaped if not find_field(line.text, ENTRY_FIELDS))
    text = below[len(shaped) :]
    return RawEntry(title, fields, unknown, (Block(text, 0), *rest) if text else tuple(rest))


def _title_length(chunk: Sequence[Block], width: float) -> int:
    """How many lines of an entry's first block are its title: those above its fields and its text."""
    lines = chunk[0].lines
    for index, line in enumerate(lines[1:], start=1):
        if is_meant_as_field(line.text):
            return _text_below(lines[:index], width) or index
    return len(lines) if chunk[0].is_title else _text_below(lines, width) or len(lines)


def _text_below(lines: Sequence[Line], width: float) -> int:
    """The number of title lines above prose in the same block; 0 where all of the lines are of one kind.

    A line that had room for the next one's first word was ended on purpose: it ends the title.
    """
    if len(lines) == 1:
        return 0
    length = 1
    while length < len(lines) and _is_full(lines[length - 1], lines[length], width):
        length += 1
    if length == len(lines) or length > _LONGEST_TITLE_LINES:
        return 0
    rest = unwrap(line.text for line in lines[length:])
    is_prose = _FULL_STOP.search(rest) or len(rest) > _PROSE_LENGTH or len(lines) > _LONGEST_TITLE_LINES
    return length if is_prose else 0


def _is_full(line: Line, following: Line, width: float) -> bool:
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > width


def _wrap_width(blocks: Sequence[Block]) -> float:
    """The width at which the file's lines were wrapped, or infinity if they were not."""
    # A single word may stand out beyond the margin, and a field is never wrapped.
    lengths = (
        len(line.text)
        for block in blocks
        for line in block.lines
        if " " in line.text and not find_field(line.text, ENTRY_FIELDS)
    )
    longest = max(lengths, default=0)
    return longest if longest <= _WIDEST_WRAP else inf
