"""Russian days and times of day."""

# ruff: noqa: E501, RUF001 -- a rule is a row, and Cyrillic is meant

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import Meaning, RelativeDay, Shift, Unit
from feeds.timex.readings import calendar_day, clock, clock_time, fixed_day, nothing, relative_day, side, weekday


def _part_of_this_day(found: Found) -> Meaning:
    """`этим утром`, `прошлой ночью`."""
    return RelativeDay(side(found) or 0, time=clock(found))


def _day_beside(direction: int) -> Meaning:
    return Shift(abs(direction), Unit.DAY, direction or 1, is_anaphoric=True)


_ENVIRONMENT = "(?! (разработки|рабочего|выполнения|исполнения|обитания|для|пользователя|программирования))"

DAYS = (
    Rule(
        "holiday-name",
        "в чёрную пятницу и вербное воскресенье",
        "(чёрн|чёрная|чёрную|чёрной|черная|черную|черной|страстная|страстную|великая|великую|вербное|прощёное|светлое|кровавое) FULLWEEKDAY",
        nothing,
    ),
    Rule("new-year", "Перед [Новым годом] было", "(новый|нового|новым|новому) (год|года|годом|году)", fixed_day(1, 1)),
    Rule("christmas", "Перед [Рождеством] было", "рождество|рождества|рождеством|рождеству", fixed_day(12, 25)),
    Rule(
        "day-month-range-months",
        "С [28 июня] по 3 июля 2012",
        "(DOW_)?DAYOF MON_(?=( (по|до|и) (DOW_)?|~)DAYOF MON_(YEARTAIL))",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-range",
        "С [8] по 14 июля 2012",
        "(DOW_)?DAYOF(?=( (по|до|и|или) (DOW_)?|~)DAYOF MON_(YEARTAIL)?)",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-clock",
        "Это [13 октября 2022 года в 18:30] было",
        "(DOW_)?DAYOF MON_(YEARTAIL)?( |,)(в )?(HOUR:SIXTY|HOUR (час|часа|часов))",
        calendar_day,
    ),
    Rule(
        "day-month",
        "Это [четверг, 13 октября 2022 года], было",
        "(DOW_)?DAYOF( |-)MON_(YEARTAIL)?",
        calendar_day,
        may_touch=True,
    ),
    Rule("weekday", "Это в [прошлую пятницу] было", "SIDE WEEKDAY( DAYPART)?|FULLWEEKDAY( DAYPART)?", weekday),
    Rule("wednesday", "Это в [среду] было", f"(?<=(в|во) )WEEKDAY{_ENVIRONMENT}( DAYPART)?", weekday),
    Rule("near-day", "Это [вчера вечером] было", "NEARDAY( DAYPART)?", relative_day),
    Rule("this-morning", "Это [прошлой ночью] было", "SIDE DAYPART", _part_of_this_day),
    Rule("next-day", "Это [на следующий день] было", "на (следующий|другой) день", lambda _: _day_beside(+1)),
    Rule("day-before", "Это [накануне] было", "накануне", lambda _: _day_beside(-1)),
    Rule("same-day", "Это [в тот же день] было", "(в )?тот же день|в (этот|тот) день", lambda _: _day_beside(0)),
    Rule("clock", "Это [в 18:30] было", "в CLOCK", clock_time),
    Rule("clock-24", "Это до [18:30] было", "HOUR:SIXTY(:SIXTY)?", clock_time),
)
