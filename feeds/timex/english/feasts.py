"""English feasts, and the days and months that the world, or much of the press, observes under a name."""

from collections.abc import Mapping

from feeds.timex.feasts import beside_easter, in_month, on_date, on_weekday
from feeds.timex.language import Found, Rule
from feeds.timex.meaning import CalendarDay, Meaning
from feeds.timex.readings import year_of

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


FEASTS = (
    Rule(
        "world-day",
        "for [World AIDS Day 2021] they",
        "(world|international) OBSERVED (awareness )?day(( |,)YEARNOW)?",
        _observed,
    ),
    on_date("on [International Holocaust Remembrance Day] they", 1, 27),
    on_date("on [Data Privacy Day] they", 1, 28),
    on_date("on [World Press Freedom Day] they", 5, 3),
    on_date("on [World Mental Health Day] they", 10, 10),
    on_date("on [World Blood Donor Day] they", 6, 14),
    on_date("on [World No Tobacco Day] they", 5, 31),
    on_date("on [World Intellectual Property Day] they", 4, 26),
    on_date("on [International Day of Peace] they", 9, 21),
    on_date("on [International Human Rights Day] they", 12, 10, "(international )?human rights day"),
    on_date("on [United Nations Day] they", 10, 24),
    on_date("on [Europe Day] they", 5, 9),
    on_date("on [Epiphany] they", 1, 6),
    on_date("on [Inauguration Day] they", 1, 20),
    on_date("on [April Fools' Day] they", 4, 1, "april (fools`|fool's |fools )day"),
    on_date("on [Tax Day] they", 4, 15),
    on_date("on [Anzac Day] they", 4, 25),
    on_date("on [Cinco de Mayo] they", 5, 5),
    on_date("on [Juneteenth] they", 6, 19),
    on_date("on [Canada Day] they", 7, 1),
    on_date("on [Bastille Day] they", 7, 14),
    on_date("on [Women's Equality Day] they", 8, 26),
    on_date("on [Patriot Day] they", 9, 11),
    on_date("on [Constitution Day] they", 9, 17),
    on_date("on [All Saints' Day] they", 11, 1, "all saints(`| )day"),
    on_date("on [Guy Fawkes Night] they", 11, 5, "guy fawkes (night|day)|bonfire night"),
    on_date("on [Remembrance Day] they", 11, 11, "(?<!(holocaust|transgender|slavery|genocide) )remembrance day"),
    on_date("on [Pearl Harbor Day] they", 12, 7, "pearl harbor (remembrance )?day"),
    on_weekday("on [Patriots' Day] they", 4, 0, 3, "patriots(`| )day"),
    on_weekday("on [Arbor Day] they", 4, 4, -1),
    on_weekday("on [Armed Forces Day] they", 5, 5, 3),
    on_weekday("on [Indigenous Peoples' Day] they", 10, 0, 2, "indigenous peoples(`| )day"),
    beside_easter("on [Mardi Gras] they", -47),
    beside_easter("on [Ascension Day] they", 39),
    beside_easter("on [Whit Monday] they", 50),
    in_month("in [Black History Month] they", 2),
    in_month("in [Women's History Month] they", 3),
    in_month("in [Pride Month] they", 6),
    in_month("in [Breast Cancer Awareness Month] they", 10),
    in_month("in [Domestic Violence Awareness Month] they", 10),
    in_month("in [Cybersecurity Awareness Month] they", 10),
    in_month("in [Native American Heritage Month] they", 11),
    beside_easter("on [Palm Sunday] they", -7),
    beside_easter("on [Ash Wednesday] they", -46),
    beside_easter("on [Maundy Thursday] they", -3, "(holy|maundy) thursday"),
    beside_easter("on [Good Friday] they", -2),
    beside_easter("on [Holy Saturday] they", -1, "(holy|easter) saturday"),
    beside_easter("on [Easter Monday] they", 1),
    beside_easter("before [Easter] they", 0, "easter( sunday| day)?"),
    on_date("on [Christmas Eve] they", 12, 24),
    on_date("before [Christmas] they", 12, 25, "christmas( day)?(?! tree| card| party| carol| music| gift)"),
    on_date("on [New Year's Eve] they", 12, 31),
    on_date("on [New Year's Day] they", 1, 1, "new year's( day)?"),
    on_date("at [Halloween] they", 10, 31),
    on_date("on [Valentine's Day] they", 2, 14, "(saint |st.)?valentine's day"),
    on_date("on [St. Patrick's Day] they", 3, 17, "(saint |st.)patrick's day"),
    on_date("on [Groundhog Day] they", 2, 2),
    on_date("on [Earth Day] they", 4, 22),
    on_date("on [Flag Day] they", 6, 14),
    on_date("on [May Day] they", 5, 1),
    on_date("on [International Women's Day] they", 3, 8),
    on_date("on [the Fourth of July] they", 7, 4, "(the )?fourth of july|july fourth"),
    on_date("on [Veterans Day] they", 11, 11, "(veterans|veteran's|armistice) day"),
    on_date("on [Boxing Day] they", 12, 26),
    on_weekday("before [Thanksgiving] they", 11, 3, 4, "thanksgiving( day)?"),
    on_weekday("after [Labor Day] they", 9, 0, 1),
    on_weekday("on [Memorial Day] they", 5, 0, -1),
    on_weekday("on [Martin Luther King Jr. Day] they", 1, 0, 3, "martin luther king(,jr| jr)?(.| )day|mlk day"),
    on_weekday("on [Presidents Day] they", 2, 0, 3, "(presidents|president's) day|washington's birthday"),
    on_weekday("on [Columbus Day] they", 10, 0, 2),
    on_weekday("on [Mother's Day] they", 5, 6, 2, "(mother's|mothers) day"),
    on_weekday("on [Father's Day] they", 6, 6, 3, "(father's|fathers) day"),
    on_weekday("before [Election Day] they", 11, 1, 1),
)
