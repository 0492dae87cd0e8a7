"""German days and times of day."""

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import Meaning, RelativeDay, Shift, Unit, Weekday
from feeds.timex.readings import (
    calendar_day,
    clock,
    clock_time,
    day_of_figures,
    fixed_day,
    nothing,
    relative_day,
    side,
    weekday,
)


def _weekday_part(found: Found) -> Meaning:
    """`Montagabend`: day and part of day in one word."""
    number, time = found["WEEKDAYPART"]
    return Weekday(number, side(found), time=time)


def _this_part_of_day(found: Found) -> Meaning:
    return RelativeDay(side(found) or 0, time=clock(found))


def _day_beside(direction: int) -> Meaning:
    return Shift(abs(direction), Unit.DAY, direction or 1, is_anaphoric=True)


_READ_FIGURES = day_of_figures(day_first=True)

DAYS = (
    Rule(
        "holiday-name",
        "am Schwarzen Freitag im Sommerloch",
        "(schwarzer|schwarzen|weißer|weißen) FULLWEEKDAY|FULLWEEKDAY der 13(?!.FULLMONTH)",
        nothing,
    ),
    Rule("christmas-eve", "An [Heiligabend] ist", "heiligabend", fixed_day(12, 24)),
    Rule("christmas", "Vor [Weihnachten] ist", "weihnachten", fixed_day(12, 25)),
    Rule("new-year-eve", "An [Silvester] ist", "silvester", fixed_day(12, 31)),
    Rule("new-year", "An [Neujahr] ist", "(neujahr|neujahrstag)( YEARNOW)?", fixed_day(1, 1)),
    Rule("may-day", "Am [Tag der Arbeit] ist", "tag der arbeit", fixed_day(5, 1)),
    Rule(
        "day-month-range-months",
        "Vom [28. Juni] bis zum 3. Juli 2012",
        "(DOW_)?DAYDOT_MON_(?=( (bis|und)( zum)? |~)(DOW_)?DAYDOT_MON_ YEAR)",
        calendar_day,
    ),
    Rule(
        "day-month-range",
        "Vom [8]. bis 14. Juli 2012",
        "(DOW_)?DAY(?=((.| )(bis|und|oder|auf|bzw)(.| )((zum|den|dem|am) )?|≈|~)(DOW_)?DAY.MON_(YEARTAIL)?)",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-clock",
        "Am [13. Oktober 2022 um 18:30 Uhr] ist",
        "(DOW_)?DAYDOT_MON_(YEARTAIL)?(,| )((um|ab|gegen) )?CLOCK",
        calendar_day,
    ),
    Rule(
        "day-month",
        "Am [Donnerstag, den 13. Oktober 2022] ist",
        "(DOW_)?DAYDOT_MON_(YEARTAIL)?",
        calendar_day,
        may_touch=True,
    ),
    Rule("day-month-figures", "Am [13.10]. ist", "(?<=ON )DAY·DAY(?=.)(?!·DIGITS)(?!·YEAR)", _READ_FIGURES),
    Rule("figures-short-day", "Am [3.4.13] ist", "(?<=ON )DAY·DAY·YEAR2", _READ_FIGURES),
    Rule("month-day", "Ottawa, [Oktober 13, 2022] - hier", "FULLMONTH DAY,YEAR", calendar_day),
    Rule("weekday-part", "Am [Montagabend] ist", "(SIDE )?WEEKDAYPART", _weekday_part),
    Rule("weekday", "Am [kommenden Freitag] ist", "(SIDE )?FULLWEEKDAY( (DAYPART|früh))?", weekday),
    Rule(
        "near-day",
        "Es ist [gestern Abend] passiert",
        "NEARDAY( (DAYPART|früh|mittag|abend|nacht|morgen))?",
        relative_day,
    ),
    Rule("this-morning", "Es ist [diese Nacht] passiert", "SIDE DAYPART", _this_part_of_day),
    Rule(
        "next-day",
        "Es ist [am Tag darauf] passiert",
        "(am )?tag darauf|am (nächsten|folgenden) tag|tags darauf",
        lambda _: _day_beside(+1),
    ),
    Rule("day-before", "Es ist [am Vortag] passiert", "(am )?vortag|tags zuvor", lambda _: _day_beside(-1)),
    Rule("same-day", "Es ist [am selben Tag] passiert", "am (selben|gleichen) tag", lambda _: _day_beside(0)),
    Rule("clock", "Es ist [18:30 Uhr] dort", "CLOCK", clock_time),
    Rule("clock-24", "Es ist [18:30] dort", "HOUR:SIXTY(:SIXTY)?", clock_time),
)
