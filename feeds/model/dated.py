"""When its entries were published, and why that is thought."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Basis(StrEnum):
    """What a date rests on: a `Date:` field, words in the entry's text, or its place in the listing alone."""

    STATED = "stated"
    MENTIONED = "mentioned"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the entry (`text[start:end]` of `ListedEntry.text`) and what they were read as.

    `value` is the TIMEX3 value (`2022-10-13`, `2022-10`…) for a text of the day of publication; `rule` names the
    grammar's rule.
    """

    text: str
    start: int
    end: int
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Dating:
    """When an entry was published, how sure that is, and why.

    `earliest` and `latest` are days in the listing's time zone that hold the truth in 80 % of cases;
    `confidence` is the probability that `published` lies within a day of it. If the page was seen before without
    the entry, `absent_on` is the last day of that, and `seen_on` the first day on which the entry was there.
    """

    published: datetime
    earliest: date
    latest: date
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    absent_on: date | None = None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entry's publication beside its own words.

    `dating` has been promised before and stays; `absent_on` and `seen_on` are as in `Dating`.
    """

    dating: Dating | None = None
    absent_on: date | None = None
    seen_on: date | None = None


UNKNOWN = Known()
"""Of an entry that is seen for the first time, on a page that is."""
