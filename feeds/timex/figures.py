"""Dates written in figures alone, which every language shares."""

from feeds.timex.language import Language, Rule
from feeds.timex.meaning import CalendarWeek
from feeds.timex.readings import calendar_day, day_of_figures, iso_day, month, year, years_or_month

_ISO = (
    Rule(
        "iso-date-time",
        "Posted [2022-10-13T10:30:00Z].",
        "YEAR-MONTHNUM2-DAYTHOUR(:SIXTY(:(SIXTY|SIXTYZ))?)?",
        iso_day,
    ),
    Rule(
        "iso-date-time-blank",
        "Posted [2022-10-13 10:30] here",
        "YEAR-MONTHNUM2-DAY2 HOUR:SIXTY(:SIXTY)?",
        iso_day,
    ),
    Rule("iso-date", "Released on [2022-10-13].", "YEAR(-MONTHNUM2-|/MONTHNUM2/|·MONTHNUM2·)DAY2", iso_day),
    Rule(
        "iso-week",
        "Planned for [2022-W41].",
        "YEAR-WEEKNUM",
        lambda found: CalendarWeek(found["YEAR"], found["WEEKNUM"]),
    ),
    Rule(
        "iso-month",
        "The figures for [2022-10] are out",
        "YEAR-YEAR2(?!~)",
        years_or_month,
    ),
)


_EAST_ASIAN = (
    Rule(
        "signs-day",
        "于[2022年10月13日]发布",
        "(YEAR∘YEARSIGN∘)?SIGNEDMONTH∘MONTHSIGN∘DAY∘DAYSIGN",
        calendar_day,
    ),
    Rule("signs-month", "于[2022年10月]发布", "(YEAR∘YEARSIGN∘)?SIGNEDMONTH∘MONTHSIGN", month),
    Rule("signs-year", "于[2022年]开放 四月完工", "YEAR∘YEARSIGN", year),
)


def figures(*, day_first: bool) -> tuple[Rule, ...]:
    """The rules of dates in figures where `03/04/2022` is 3 April (`day_first`) or 4 March."""
    read = day_of_figures(day_first=day_first)
    return (
        *_ISO,
        *_EAST_ASIAN,
        Rule("figures", "on [13/10/2022] at", "DAY(/DAY/|·DAY·|-DAY-)YEAR", read),
        Rule("figures-short-year", "on [03.04.13] at", "DAY(/DAY/|-DAY-)YEAR2|(?=DAY2·DAY2·)DAY·DAY·YEAR2", read),
        Rule("newswire", "[89-11-02] 1450 EST", "YEAR2-MONTHNUM2-DAY2", iso_day),
    )


FIGURES = Language(code="", words={}, rules=figures(day_first=True))
"""What is read in a language that has no tables."""
