"""French days and times of day."""

# ruff: noqa: E501 -- a rule is a row

from dataclasses import replace

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import CalendarDay, ClockTime, Meaning, RelativeDay, Shift, Unit, Weekday
from feeds.timex.readings import calendar_day, clock, fixed_day, nothing, relative_day, side, weekday


def _clock(found: Found) -> str | None:
    """The time of day: `18h30` is one word, which only French has."""
    if "CLOCKWORD" in found:
        hour, minute = found["CLOCKWORD"]
        return f"{hour:02}:{minute:02}"
    return clock(found)


def _clock_time(found: Found) -> Meaning | None:
    time = _clock(found)
    return ClockTime(time=time) if time else None


def _day_and_time(found: Found) -> Meaning | None:
    """A day of a month with its time of day."""
    meaning = calendar_day(found)
    return replace(meaning, time=_clock(found)) if isinstance(meaning, CalendarDay) else meaning


def _farther_day(found: Found) -> Meaning:
    """`avant-hier`, `après-demain`."""
    return RelativeDay(2 * found["NEARDAY"], time=clock(found))


def _this_part_of_day(found: Found) -> Meaning:
    return RelativeDay(0, time=clock(found))


def _weekday_aside(found: Found) -> Meaning:
    """`vendredi prochain`; `ce vendredi` alone points at the week of writing."""
    return Weekday(found["WEEKDAY"], side(found), time=_clock(found))


def _day_beside(direction: int) -> Meaning:
    return Shift(abs(direction), Unit.DAY, direction or 1, is_anaphoric=True)


_SECOND = "( (et|ou|au|à) |~)"
"""What stands between the two days of a range or a list."""

DAYS = (
    Rule(
        "holiday-name",
        "le printemps arabe et le mercredi des Cendres",
        "printemps (arabe|arabes|de prague|des poètes|érable)|(mercredi|jeudi|vendredi|lundi|dimanche) (des cendres|saint|noir|de pâques|de pentecôte|des rameaux)|(heure|heures|jeux|vacances|université|camp|école|sports) d'(été|hiver)",
        nothing,
    ),
    Rule(
        "christmas", "Avant [Noël] ils", "(?<=(à|avant|pour|après|de|d) )noël|(veille|jour) de noël", fixed_day(12, 25)
    ),
    Rule("new-year", "Pour [le jour de l'An] ils", "(le )?(jour de l'an|nouvel an)", fixed_day(1, 1)),
    Rule("may-day", "La [fête du Travail] est", "fête du travail", fixed_day(5, 1)),
    Rule(
        "day-month-range-months",
        "Du [28 juin] au 3 juillet 2012",
        "(DOW_)?DAYOF MON_(?=( (au|et) (le )?(DOW_)?|~)DAYOF MON_ YEAR)",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-range",
        "Du [8] au 14 juillet 2012",
        f"(DOW_)?DAYOF(?={_SECOND}(le )?(DOW_)?DAYOF MON_(YEARTAIL)?)",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-clock",
        "Le [13 octobre 2022 à 18h30] ils",
        "(DOW_)?DAYOF MON_(YEARTAIL)?( |,)(à |vers |dès )?CLOCK",
        _day_and_time,
    ),
    Rule(
        "day-month",
        "Le [jeudi 13 octobre 2022] ils",
        "(DOW_)?DAYOF( |-)MON_(YEARTAIL|-YEAR)?",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "weekday-aside",
        "Vu [vendredi dernier] ici",
        "(SIDENOW )?FULLWEEKDAY( PARTOFDAY)?( en huit| SIDE)",
        _weekday_aside,
    ),
    Rule("weekday-number", "Un samedi 13 peut", "(?<=un )FULLWEEKDAY", nothing),
    Rule("weekday", "Vu [mardi soir] ici", "(PARTOFDAY de )?FULLWEEKDAY( PARTOFDAY)?", weekday),
    Rule("weekday-this", "Vu [ce mercredi] ici", "SIDENOW FULLWEEKDAY( PARTOFDAY)?", _weekday_aside),
    Rule("near-day-but-one", "Vu [avant-hier] ici", "(avant|après)-NEARDAY( PARTOFDAY)?", _farther_day),
    Rule("near-day", "Vu [hier soir] ici", "NEARDAY('hui)?( (au )?PARTOFDAY)?", relative_day, may_touch=True),
    Rule("this-morning", "Vu [ce matin] ici", "SIDENOW PARTOFDAY", _this_part_of_day),
    Rule("next-day", "Vu [le lendemain] ici", "(le )?lendemain(?! de)", lambda _: _day_beside(+1)),
    Rule("day-before", "Vu [la veille] ici", "(?<!(à|en) )la veille(?! (de|des|du|d))", lambda _: _day_beside(-1)),
    Rule("same-day", "Vu [ce jour-là] ici", "ce jour-là|le même jour|le jour même", lambda _: _day_beside(0)),
    Rule("this-day", "Vu [ce jour] ici", "ce jour", lambda _: RelativeDay(0)),
    Rule("clock", "Vu [à 18h30] ici", "(à|dès|vers) (CLOCK|NAMEDHOUR)", _clock_time),
    Rule("clock-24", "Vu à [18:30] ici", "HOUR:SIXTY(:SIXTY)?", _clock_time),
)
