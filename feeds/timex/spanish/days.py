"""Spanish days and times of day."""

# ruff: noqa: E501 -- a rule is a row

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import Meaning, RelativeDay, Shift, Unit, Weekday
from feeds.timex.readings import (
    calendar_day,
    clock,
    clock_time,
    fixed_day,
    nothing,
    recurrence,
    relative_day,
    side,
    weekday,
)


def _part_of_this_day(found: Found) -> Meaning:
    """`anoche`, `esta noche`."""
    return RelativeDay(0, time=clock(found))


def _weekday_aside(found: Found) -> Meaning:
    return Weekday(found["WEEKDAY"], side(found), time=clock(found))


def _day_beside(direction: int) -> Meaning:
    return Shift(abs(direction), Unit.DAY, direction or 1, is_anaphoric=True)


DAYS = (
    Rule(
        "holiday-name",
        "en Santo Domingo el Domingo de Ramos",
        "(santo|plácido|puerto|josé|juan) domingo|(miércoles|jueves|viernes|domingo|lunes|sábado) (de ceniza|santo|de ramos|de resurrección|de pascua|negro)|viernes 13(?! de)|hoy en día",
        nothing,
    ),
    Rule(
        "christmas",
        "Antes de [Navidad] hubo",
        "(?<=(de|en|por|para|desde|hasta) )navidad|(el )?día de navidad",
        fixed_day(12, 25),
    ),
    Rule("christmas-eve", "En [Nochebuena] hubo", "nochebuena", fixed_day(12, 24)),
    Rule("new-year-eve", "En [Nochevieja] hubo", "nochevieja", fixed_day(12, 31)),
    Rule("new-year", "El [día de Año Nuevo de 1970] hubo", "(día de )?año nuevo(( de | )YEAR)?", fixed_day(1, 1)),
    Rule(
        "day-month-range-months",
        "Del [28 de junio] al 3 de julio de 2012",
        "(DOW_)?(DAY|DAYORD)OF_MON_(?=( (al|hasta el|y el) (DOW_)?|~)(DAY|DAYORD)OF_MON_(YEARTAIL))",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-range",
        "Del [8] al 14 de julio de 2012",
        "(DOW_)?(DAY|DAYORD)(?=( (al|y|a|o|hasta el|y el|e) (DOW_)?|~)(DAY|DAYORD)OF_MON_(YEARTAIL)?)",
        calendar_day,
        may_touch=True,
    ),
    Rule(
        "day-month-clock",
        "El [13 de octubre de 2022 a las 18:30] hubo",
        "(DOW_)?(DAY|DAYORD)OF_MON_(YEARTAIL)?( |,)a (las|la) (HOUR:SIXTY( (h|hs|horas))?|HOUR( (h|hs|horas))?(?!·|:))",
        calendar_day,
    ),
    Rule(
        "day-month",
        "El [jueves 13 de octubre de 2022] hubo",
        "(DOW_)?(DAY|DAYORD)OF_MON_(YEARTAIL)?",
        calendar_day,
        may_touch=True,
    ),
    Rule("month-day", "Ottawa, [octubre 13, 2022] aquí", "FULLMONTH DAY,YEAR", calendar_day),
    Rule(
        "weekday-aside",
        "Hubo [el viernes pasado] algo",
        "(el )?SIDE FULLWEEKDAY|(el )?FULLWEEKDAY( SIDE( viene)?)",
        _weekday_aside,
    ),
    Rule("weekday-this", "Hubo [este miércoles] algo", "SIDENOW FULLWEEKDAY( PARTOFDAY)?", _weekday_aside),
    Rule("weekdays", "Abre [los sábados] allí", "(todos )?los (FULLWEEKDAY|WEEKDAYS)", recurrence),
    Rule("weekday", "Hubo el [martes por la noche] algo", "FULLWEEKDAY( PARTOFDAY)?", weekday),
    Rule("near-day-but-one", "Será [pasado mañana] allí", "pasado mañana", lambda _: RelativeDay(2)),
    Rule("day-before-near", "Fue [antes de ayer] allí", "antes de ayer", lambda _: RelativeDay(-2)),
    Rule("last-night", "Fue [anoche] allí", "anoche", lambda _: RelativeDay(-1, time="NI")),
    Rule("near-day", "Fue [ayer por la tarde] allí", "(?<!(la|una|cada) )NEARDAY( PARTOFDAY)?", relative_day),
    Rule("this-morning", "Fue [esta mañana] allí", "SIDENOW DAYPART", _part_of_this_day),
    Rule("next-day", "Fue [al día siguiente] allí", "(al|el) día siguiente", lambda _: _day_beside(+1)),
    Rule("day-before", "Fue [el día anterior] allí", "(el )?día anterior", lambda _: _day_beside(-1)),
    Rule("same-day", "Fue [ese mismo día] allí", "(ese|aquel|el mismo|ese mismo) día", lambda _: _day_beside(0)),
    Rule("clock", "Será [a las 18:30 horas] allí", "a (las|la) (CLOCK)", clock_time),
    Rule("clock-24", "Será a las diez o [18:30 h] allí", "HOUR:SIXTY(:SIXTY)?( (h|hs|horas))?", clock_time),
)
