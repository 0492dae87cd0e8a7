"""Spanish weeks, months, seasons, years, distances and lengths of time, and what recurs."""

# ruff: noqa: E501 -- a rule is a row

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import Decade, Meaning, ReferenceKind, RelativeUnit, Unit
from feeds.timex.readings import (
    anaphoric_unit,
    century,
    duration,
    month,
    quarter,
    recurrence,
    reference,
    relative_unit,
    season,
    shift,
    side,
    year,
)

_NOT_A_YEAR = "(?! MEASURE|;DIGITS|·DIGITS| TRIPLE|:)"


def _vague(found: Found) -> Meaning | None:
    kinds = {-1: ReferenceKind.PAST, 0: ReferenceKind.PRESENT, 1: ReferenceKind.FUTURE}
    return reference(kinds[found["SIDES"]])(found)


def _weekend(found: Found) -> Meaning:
    return RelativeUnit(Unit.WEEKEND, side(found) or 0)


def _decade(found: Found) -> Meaning | None:
    """`los años 1990`, `los años 90`, `la década de 1990`."""
    first_year = found["YEAR"] if "YEAR" in found else 1900 + found["DIGITS"]
    return Decade(first_year, found.get("PART")) if first_year % 10 == 0 else None


SPANS = (
    Rule("part-month", "Fue [a principios de octubre de 2022] allí", "PARTOF_(SIDE )?MON_(YEARTAIL)?", month),
    Rule(
        "month-year",
        "Fue en [octubre de 2022] allí",
        "MON_( de | del | del año |,| |/|(?<=ABBRMONTH).)YEAR(?!;DIGITS|·DIGITS)",
        month,
    ),
    Rule(
        "month-aside",
        "Fue [el pasado mes de mayo] allí",
        "(el )?SIDE (mes de )?FULLMONTH|FULLMONTH SIDE( viene)?",
        month,
    ),
    Rule("month", "Fue en [octubre] allí", "SUREMONTH|mes de FULLMONTH", month),
    Rule(
        "season",
        "Fue en [el verano de 2012] allí",
        "(PARTOF_)?(el |la |)?SEASON( de | )YEARNOW|(PARTOF_)?(SIDENOW SEASON|(el |la )?SIDE SEASON|(el |la )?SEASON SIDE( viene)?)|(?<=(en) )SEASON",
        season,
    ),
    Rule(
        "quarter",
        "Fue en [el tercer trimestre de 2012] allí",
        "(PARTOF_)?(el )?NTH (QUARTERUNIT|HALFUNIT)(( de | del | del año )YEARNOW)?|QUARTERNAME YEARNOW",
        quarter,
    ),
    Rule("century", "Fue en [el siglo XIX] allí", "(PARTOF_)?(el )?siglo NTH", century),
    Rule(
        "decade",
        "Fue en [los años 1990] allí",
        "(PARTOF_)?(los años|la década de|la década de los|década de los|los años de) (YEARNOW|DIGITS)(?! de)",
        _decade,
    ),
    Rule("year-part", "Fue [a finales de 2012] allí", f"PARTOF_(SIDE )?YEARNOW{_NOT_A_YEAR}", year),
    Rule("year-named", "Fue [el año 2012] allí", f"(el |al )?año YEARNOW{_NOT_A_YEAR}", year),
    Rule(
        "year",
        "Fue en [2012] allí",
        f"((?<=PREP )|(?<=en el )|(?<=YEARNOW y )|(?<=(de|temporada) )(?=YEARNOW(?! )))YEARNOW{_NOT_A_YEAR}",
        year,
    ),
    Rule(
        "unit-aside",
        "Fue [la semana pasada] allí",
        "(PARTOF_)?(el |la )?(LONGUNIT SIDE( viene)?|SIDE LONGUNIT)",
        relative_unit,
    ),
    Rule("this-unit", "Fue [este mes] allí", "(PARTOF_)?SIDENOW (mismo |misma )?LONGUNIT", relative_unit),
    Rule("part-of-unit", "Fue [a finales de año] allí", "(a |al |para )?PART (de |del |de la )LONGUNIT", relative_unit),
    Rule(
        "other-unit",
        "Fue [la semana siguiente] allí",
        "(el |la )?LONGUNIT PREVIOUS|(el |la |ese |esa )SAME LONGUNIT",
        anaphoric_unit,
    ),
    Rule(
        "weekend",
        "Fue [el pasado fin de semana] allí",
        "(el |este )?(SIDE )?fin de WEEKENDUNIT( SIDE( viene)?)?",
        _weekend,
    ),
    Rule("ago", "Fue [hace tres días] allí", "(desde )?hace (APPROX_)?LENGTH|LENGTH atrás", shift(-1)),
    Rule("in-length", "Será [dentro de tres días] allí", "dentro de (APPROX_)?LENGTH", shift(+1)),
    Rule(
        "later", "Fue [dos semanas después] allí", "(APPROX_)?LENGTH (después|más tarde)", shift(+1, is_anaphoric=True)
    ),
    Rule("earlier", "Fue [dos semanas antes] allí", "(APPROX_)?LENGTH antes", shift(-1, is_anaphoric=True)),
    Rule(
        "vague-times",
        "Será en [los próximos días] allí",
        "(los |las )?SIDES (VAGUE )?UNITS|(los |las )UNITS SIDES",
        _vague,
    ),
    Rule(
        "past-length", "Fue en [los últimos tres meses] allí", "(los |las )?(SIDES COUNT|COUNT SIDES) UNITS", duration
    ),
    Rule(
        "every",
        "Se ve [cada semana] allí",
        "cada (COUNT )?(UNIT|UNITS|FULLWEEKDAY|FULLMONTH|SEASON)|(todos los|todas las) (UNITS)|(?<=(MEASURE|veces|vez) )al UNIT|por UNIT",
        recurrence,
    ),
    Rule("age", "Un escritor de [89 años de edad]", "COUNT UNITS de edad", duration),
    Rule("length", "Duró [unos tres años] allí", "(APPROX_)?LENGTH", duration),
    Rule(
        "now",
        "Se ve [actualmente] allí",
        "ahora|actualmente|hoy en día|en la actualidad|en este momento",
        reference(ReferenceKind.PRESENT),
    ),
    Rule(
        "recently", "Se vio [recientemente] allí", "recientemente|últimamente|hace poco", reference(ReferenceKind.PAST)
    ),
    Rule("soon", "Se verá [próximamente] allí", "próximamente|pronto|en breve", reference(ReferenceKind.FUTURE)),
)
