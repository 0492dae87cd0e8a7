"""Chinese days and times of day."""

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import (
    CalendarDay,
    ClockTime,
    DayOfMonth,
    InRelativeYear,
    Meaning,
    RelativeDay,
    RelativeUnit,
    Shift,
    Unit,
    Weekday,
)
from feeds.timex.readings import calendar_day, clock, clock_time, relative_day, side, weekday


def _day_of_near_year(found: Found) -> Meaning | None:
    """`去年10月13日`; of this year, the day is told as if it stood alone."""
    day = calendar_day(found)
    offset: int = found["NEARYEAR"]
    return InRelativeYear(day, offset) if offset and isinstance(day, CalendarDay) else day


def _day_of_month(found: Found) -> Meaning:
    """`13日`, `本月13日`."""
    day: int = found["DAY"] if "DAY" in found else found["FIRSTDAY"]
    return DayOfMonth(day, side(found), time=clock(found))


def _weekday_of_week(found: Found) -> Meaning:
    """`上周四`: the Thursday of the week before."""
    return Weekday(found["WEEKDAY"], side(found), by_week=True, time=clock(found))


def _week_of_weekday(found: Found) -> Meaning:
    """`上上周四`: told as its week."""
    return RelativeUnit(Unit.WEEK, found["FARSIDE"])


def _near_part(found: Found) -> Meaning:
    """`今晨`, `昨晚8点`."""
    offset, part = found["NEARPART"]
    time = clock(found)
    if time is not None and part == "NI" and time < "12":
        time = f"{int(time[:2]) + 12}{time[2:]}"
    return RelativeDay(offset, time=time or part)


def _named_part(found: Found) -> Meaning:
    return ClockTime(time=found["NAMEDPART"])


def _day_beside(found: Found) -> Meaning:
    offset: int = found["OTHERDAY"]
    return Shift(abs(offset), Unit.DAY, offset or 1, is_anaphoric=True, time=clock(found))


def _feast(found: Found) -> Meaning:
    month, day = found["FEAST"]
    return CalendarDay(month, day, found.get("YEAR"))


DAYS = (
    Rule("feast", "在[元旦]休市", "(YEAR_)?FEAST", _feast),
    Rule(
        "day-range",
        "于[10月13]至15日举行",
        "(YEAR_)?SIGNEDMONTH∘MONTHSIGN∘DAY(?=(~|∘TO∘)DAY∘DAYSIGN)",
        calendar_day,
        may_touch=True,
    ),
    Rule("day-weekday", "于[2022年10月13日星期四]举行", "(YEAR_)?DATE∘WEEKDAY(TAIL)?", calendar_day, may_touch=True),
    Rule("day-clock", "于[10月13日上午9时30分]举行", "(YEAR_)?DATE(TAIL)", calendar_day, may_touch=True),
    Rule("day-of-near-year", "于[去年10月13日]举行", "NEARYEAR∘DATE(TAIL)?", _day_of_near_year),
    Rule("day-of-near-month", "于[本月13日]举行", "SIDE∘UNITS∘DAY∘DAYSIGN(TAIL)?", _day_of_month),
    Rule(
        "day-of-month",
        "发言人[13日]表示",
        "(?<!STREAK∅)(?<!TO∅)(?<!~)FIRSTDAY∘DAYUNIT(?!∘(BEFORE|AFTER|WITHIN|DAYSLONG))(TAIL)?",
        _day_of_month,
    ),
    Rule("weekday-of-week", "于[上周四上午]举行", "SIDE∘(UNIT∘)?WEEKDAY(TAIL)?", _weekday_of_week),
    Rule("weekday-of-far-week", "于[上上周四]举行", "FARSIDE∘WEEKDAY", _week_of_weekday),
    Rule("weekday", "于[星期四晚上8点]举行", "WEEKDAY(TAIL)?", weekday),
    Rule("near-day", "于[昨天下午3点半]举行", "NEARDAY(TAIL)?", relative_day),
    Rule("near-part", "于[今晨]举行", "NEARPART(∘HOURS)?", _near_part),
    Rule("other-day", "于[次日凌晨]举行", "OTHERDAY(TAIL)?", _day_beside),
    Rule("clock", "于[下午3时15分]举行", "DAYPART∘HOURS|HOUR∘HOURSIGN∅SIXTY∅MINUTESIGN", clock_time),
    Rule("part-of-day", "于[傍晚]举行", "NAMEDPART", _named_part),
)
