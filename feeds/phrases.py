"""Dates and doubts in words a newspaper reader understands."""

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month(day: date) -> str:
    """`October 2022`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """`13 October 2022`."""
    return f"{day.day} {month(day)}"


def distance(day: date, other: date) -> str:
    """How `day` stands to the `other` one: `the same day`, `the day after`, `3 days before`."""
    days = abs((day - other).days)
    if not days:
        return "the same day"
    side = "after" if day > other else "before"
    return f"the day {side}" if days == 1 else f"{days} days {side}"


def interval(earliest: date, latest: date) -> str:
    """The days from `earliest` to `latest`, both included: `between 4 and 13 October 2022`."""
    if earliest == latest:
        return f"on {full_date(latest)}"
    if earliest.year != latest.year:
        first = full_date(earliest)
    elif earliest.month != latest.month:
        first = f"{earliest.day} {MONTHS[earliest.month - 1]}"
    else:
        first = f"{earliest.day}"
    return f"between {first} and {full_date(latest)}"


def appearance(absent_on: date, seen_on: date) -> str:
    """When a page was first seen with something: `first seen on 20 October 2022; not yet there on 14 October`."""
    if absent_on == seen_on:
        return f"first seen on {full_date(seen_on)}; not yet there earlier that day"
    before = (
        full_date(absent_on) if absent_on.year != seen_on.year else f"{absent_on.day} {MONTHS[absent_on.month - 1]}"
    )
    return f"first seen on {full_date(seen_on)}; not yet there on {before}"


def clock(seconds: int) -> str:
    """How long something lasts: `0:07`, `2:03`, `1:02:03`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def file_size(length: int) -> str:
    """How large a file of `length` bytes is: `57 kB`, `1.2 MB`."""
    kilobytes = max(1, round(length / 1000))
    return f"{kilobytes} kB" if len(str(kilobytes)) < len("1000") else f"{length / 1e6:.1f} MB"


def certainty(confidence: float) -> str:
    """The probability of being within a day of the truth, never rounded to certainty: `93% sure`."""
    percent = min(99, max(1, round(confidence * 100)))
    return f"{percent}% sure"


def certainty_level(confidence: float) -> int:
    """The same in fifths, from 1 to 5, for the eye."""
    return 1 + min(4, max(0, int(confidence * 5)))
