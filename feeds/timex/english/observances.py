"""Days and months that the world, or much of the press, observes under a name: facts of the calendar."""

from collections.abc import Mapping

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import CalendarDay, CalendarMonth, FloatingDay, Meaning
from feeds.timex.readings import easter, fixed_day, year_of

OBSERVED: Mapping[str, tuple[int, int]] = {
    "aids": (12, 1), "autism": (4, 2), "bee": (5, 20), "biodiversity": (5, 22), "cancer": (2, 4), "diabetes": (11, 14),
    "environment": (6, 5), "food": (10, 16), "health": (4, 7), "hepatitis": (7, 28), "humanitarian": (8, 19),
    "literacy": (9, 8), "malaria": (4, 25), "migrants": (12, 18), "nurses": (5, 12), "ocean": (6, 8), "oceans": (6, 8),
    "peace": (9, 21), "poetry": (3, 21), "population": (7, 11), "rabies": (9, 28), "radio": (2, 13),
    "refugee": (6, 20), "teachers": (10, 5), "toilet": (11, 19), "tourism": (9, 27), "tuberculosis": (3, 24),
    "water": (3, 22), "wildlife": (3, 3), "workers": (5, 1), "youth": (8, 12),
}  # fmt: skip
"""What a World or International Day is of, and its month and day."""


def _observed(found: Found) -> Meaning:
    month, day = found["OBSERVED"]
    return CalendarDay(month, day, year_of(found))


def _day(name: str, month: int, day: int, pattern: str = "") -> Rule:
    """A day with a fixed date."""
    return Rule(_named(name), f"on [{name}] they", f"({pattern or name.lower()})(( |,)YEARNOW)?", fixed_day(month, day))


def _floating(name: str, month: int, weekday: int, nth: int, pattern: str = "") -> Rule:
    """A day on the `nth` weekday of a month (-1 the last)."""
    return Rule(
        _named(name),
        f"on [{name}] they",
        f"({pattern or name.lower()})(( |,)YEARNOW)?",
        lambda found: FloatingDay(month, weekday, nth, year_of(found)),
    )


def _beside_easter(name: str, offset: int) -> Rule:
    """A day that moves with Easter."""
    return Rule(_named(name), f"on [{name}] they", f"({name.lower()})(( |,)YEARNOW)?", easter(offset))


def _month(name: str, month: int) -> Rule:
    """A month that is given to something."""
    return Rule(
        _named(name),
        f"in [{name}] they",
        f"{name.lower()}(( |,)YEARNOW)?",
        lambda found: CalendarMonth(month, year_of(found)),
    )


def _named(name: str) -> str:
    return name.lower().replace(" ", "-").replace("'", "")


OBSERVANCES = (
    Rule(
        "world-day",
        "for [World AIDS Day 2021] they",
        "(world|international) OBSERVED (awareness )?day(( |,)YEARNOW)?",
        _observed,
    ),
    _day("International Holocaust Remembrance Day", 1, 27),
    _day("Data Privacy Day", 1, 28),
    _day("World Press Freedom Day", 5, 3),
    _day("World Mental Health Day", 10, 10),
    _day("World Blood Donor Day", 6, 14),
    _day("World No Tobacco Day", 5, 31),
    _day("World Intellectual Property Day", 4, 26),
    _day("International Day of Peace", 9, 21),
    _day("International Human Rights Day", 12, 10, "(international )?human rights day"),
    _day("United Nations Day", 10, 24),
    _day("Europe Day", 5, 9),
    _day("Epiphany", 1, 6),
    _day("Inauguration Day", 1, 20),
    _day("April Fools' Day", 4, 1, "april (fools`|fool's |fools )day"),
    _day("Tax Day", 4, 15),
    _day("Anzac Day", 4, 25),
    _day("Cinco de Mayo", 5, 5),
    _day("Juneteenth", 6, 19),
    _day("Canada Day", 7, 1),
    _day("Bastille Day", 7, 14),
    _day("Women's Equality Day", 8, 26),
    _day("Patriot Day", 9, 11),
    _day("Constitution Day", 9, 17),
    _day("All Saints' Day", 11, 1, "all saints(`| )day"),
    _day("Guy Fawkes Night", 11, 5, "guy fawkes (night|day)|bonfire night"),
    _day("Remembrance Day", 11, 11, "(?<!(holocaust|transgender|slavery|genocide) )remembrance day"),
    _day("Pearl Harbor Day", 12, 7, "pearl harbor (remembrance )?day"),
    _floating("Patriots' Day", 4, 0, 3, "patriots(`| )day"),
    _floating("Arbor Day", 4, 4, -1),
    _floating("Armed Forces Day", 5, 5, 3),
    _floating("Indigenous Peoples' Day", 10, 0, 2, "indigenous peoples(`| )day"),
    _beside_easter("Mardi Gras", -47),
    _beside_easter("Ascension Day", 39),
    _beside_easter("Whit Monday", 50),
    _month("Black History Month", 2),
    _month("Women's History Month", 3),
    _month("Pride Month", 6),
    _month("Breast Cancer Awareness Month", 10),
    _month("Domestic Violence Awareness Month", 10),
    _month("Cybersecurity Awareness Month", 10),
    _month("Native American Heritage Month", 11),
)
