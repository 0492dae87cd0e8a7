"""Days and times of day."""

# ruff: noqa: E501 -- a rule is a row

from feeds.timex.language import Rule
from feeds.timex.meaning import ReferenceKind
from feeds.timex.readings import (
    anaphoric_unit,
    calendar_day,
    calendar_day_of_year,
    clock_time,
    day_before,
    near_night,
    part_of_this_day,
    reference,
    relative_day,
    weekday,
    weekday_and_day,
    weekday_morning,
    weekday_of_week,
)

_AFTER_RANGE = (
    "((?<=MONTH FIRSTDAY~)|(?<=ABBRMONTH.FIRSTDAY~)|(?<=MONTH FIRSTDAY RANGEWORD )|(?<=ABBRMONTH.FIRSTDAY RANGEWORD ))"
    "DAYOF(YEARTAIL)?(?! MONTH|.ABBRMONTH)"
)
_AFTER_AND = "((?<=MONTH FIRSTDAY (and|or) )|(?<=ABBRMONTH.FIRSTDAY (and|or) ))DAYOF(YEARTAIL)?(?=,| PREP| at |.|:)(?! MONTH|.ABBRMONTH)"

DAYS = (
    Rule(
        "weekday-of-week",
        "It met [Tuesday of last week] in",
        "FULLWEEKDAY( DAYPART)?( of | )SIDE week",
        weekday_of_week,
    ),
    Rule(
        "weekday-and-day",
        "It met on [Tuesday the 18th] in",
        "FULLWEEKDAY( DAYPART)?(,| )the DAYORD(?! of)((?! )|(?= PREP))",
        weekday_and_day,
    ),
    Rule(
        "clock-day",
        "It opens at [3 p.m. Tuesday] in",
        "((about|around|approximately) )?CLOCK(ZONE_)?( |,|.)(FULLWEEKDAY( DAYPART)?|NEARDAY)(,MON_DAYOF(YEARTAIL)?)?",
        clock_time,
    ),
    Rule(
        "clock-tonight",
        "It opens at [8:05 tonight] in",
        "(HOUR:SIXTY|CLOCK)( |,)(TONIGHT|SIDENOW DAYPART)",
        part_of_this_day,
    ),
    Rule(
        "clock-part", "It opens at [8 in the morning] here", "HOUR(:SIXTY)?( o'clock)? (in the|at) DAYPART", clock_time
    ),
    Rule(
        "clock",
        "It opens at [10:30 a.m. EST] or",
        "((about|around|approximately|roughly|exactly) )?CLOCK(ZONE_)?",
        clock_time,
    ),
    Rule(
        "clock-24",
        "It opens at [14:30] here",
        "HHMM( hours)?(ZONE_)|HOUR:SIXTY(:SIXTY)?(ZONE_)|(?<=(at|by) )HOUR:SIXTY(:SIXTY)?",
        clock_time,
    ),
    Rule(
        "noon",
        "It opens at [noon] here",
        "(about |around )?NAMEDHOUR(ZONE_)?( (FULLWEEKDAY( DAYPART)?|NEARDAY))?",
        clock_time,
    ),
    Rule(
        "part-of-calendar-day",
        "On [the morning of Jan. 31] they",
        "(the )?DAYPART of (DOW_)?(MON_DAYOF(YEARTAIL)?|DAYOF MONTH( YEAR)?)",
        calendar_day,
    ),
    Rule("part-of-weekday", "On [the night of Sunday] they", "(the )?DAYPART of FULLWEEKDAY", weekday),
    Rule(
        "early-hours",
        "In [the early hours of Sunday] they",
        "the (early|small|wee|predawn) (morning )?hours of FULLWEEKDAY( morning)?",
        weekday_morning,
    ),
    Rule(
        "month-day-of-year",
        "It met on [July 1 of last year] in",
        "(DOW_)?MON_(DAY|DAYORD)( |,| of )SIDE year",
        calendar_day_of_year,
    ),
    Rule(
        "month-day",
        "It met on [Thursday, Oct. 13, 2022], in",
        "(PART |this |last |next )?(DOW_)?MON_(the )?DAYOF(YEARTAIL|(?=(~| RANGEWORD | and )FIRSTDAY(YEARTAIL)))?",
        calendar_day,
    ),
    Rule("month-day-range", "It met May 5-[7, 2022] in", _AFTER_RANGE, calendar_day, may_touch=True),
    Rule("month-day-list", "It met May 5 and [7], in", _AFTER_AND, calendar_day),
    Rule(
        "day-month-range",
        "It met [5]-7 May 2022 in",
        "(DAY|DAYORD)(?=(~| RANGEWORD | and | or )FIRSTDAY( of | )MONTH( YEAR)?)",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-last",
        "It met 5th-[7th of May 2022] in",
        "(?<=FIRSTDAY~)(DAY|DAYORD)( of | )MONTH(,YEAR| YEAR)?",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month",
        "It met on [the 3rd of May, 1989] in",
        "(DOW_)?((the )?(DAYOF( of | day of )|DAYORD )|DAYOF )(MONTH(,YEAR| YEAR)?|ABBRMONTH(.YEAR| YEAR)?)(?! DAYOF)",
        calendar_day,
    ),
    Rule("day-month-hyphen", "It met on [13-Oct-2022] in", "DAY-MONTH-YEAR", calendar_day),
    Rule(
        "weekday-night",
        "It met [late Thursday night] in",
        "((the )?(this )?SIDE |the PREVIOUS |PART )?FULLWEEKDAY DAYPART",
        weekday,
    ),
    Rule("weekday", "It met [last Thursday] in", "((the )?(this )?SIDE |the PREVIOUS |PART )?FULLWEEKDAY", weekday),
    Rule("near-day", "It met [yesterday morning] in", "(PART )?NEARDAY( DAYPART)?(?!s)", relative_day),
    Rule("tonight", "It meets [tonight] in", "(PART )?tonight", near_night),
    Rule(
        "overnight",
        "[Overnight], two bombs went off",
        "(?<!happen )overnight(?! (success|sensation|star|hit|delivery|mail|rate|rates|stay|stays|loan|loans|train|bag|camp)|-)",
        near_night,
    ),
    Rule("near-day-but-one", "It met [the day before yesterday] in", "(the )?day (before|after) NEARDAY", relative_day),
    Rule("this-morning", "It met [late last night] in", "(PART )?SIDENOW DAYPART", part_of_this_day),
    Rule(
        "next-morning",
        "It met [the next morning] in",
        "(the )?SIDE DAYPART|the (PREVIOUS|same) DAYPART",
        anaphoric_unit,
    ),
    Rule("same-day", "It met [that day] in", "(the same|that|that same|that very) (DAYPART|DAYUNIT)", anaphoric_unit),
    Rule(
        "that-year",
        "It met in [that year] in",
        "(?<=PREP )that LONGUNIT(?!-| -)|that LONGUNIT(?=,)|that same LONGUNIT",
        anaphoric_unit,
    ),
    Rule("next-day", "It met [the next day] in", "the (SIDE|PREVIOUS|same) DAYUNIT(?! of)", anaphoric_unit),
    Rule("day-before", "It met [the week before], in", "the (DAYUNIT|LONGUNIT|DAYPART) before(?! |-)", day_before),
    Rule("other-day", "It met [the other day] in", "the other (day|night|week)", reference(ReferenceKind.PAST)),
)
