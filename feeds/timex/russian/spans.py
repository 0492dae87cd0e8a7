"""Russian weeks, months, seasons, years, distances and lengths of time, and what recurs."""

# ruff: noqa: RUF001 -- a rule is a row, and Cyrillic is meant

from collections.abc import Callable

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import Decade, Duration, Meaning, ReferenceKind, Shift, Unit
from feeds.timex.readings import (
    amount,
    anaphoric_unit,
    century,
    duration,
    month,
    quarter,
    recurrence,
    reference,
    relative_unit,
    season,
    unit,
    year,
)

_YEARS = "(год|года|году|годом|г)"
_NOT_A_YEAR = "(?! MEASURE|;DIGITS|·DIGITS| TRIPLE|:)"


def _vague(found: Found) -> Meaning | None:
    kinds = {-1: ReferenceKind.PAST, 0: ReferenceKind.PRESENT, 1: ReferenceKind.FUTURE}
    return reference(kinds[found["SIDES"]])(found)


def _distance(direction: int, *, is_anaphoric: bool = False) -> Callable[[Found], Meaning]:
    """So many units off; Russian says `неделю назад` for one."""
    return lambda found: Shift(
        amount(found) if "VAGUE" in found or amount(found) else 1, unit(found), direction, is_anaphoric
    )


def _decade(found: Found) -> Meaning | None:
    """The decade of four figures, or of two in the last century."""
    first_year = found["YEAR"] if "YEAR" in found else 1900 + found["DIGITS"]
    return Decade(first_year, found.get("PART")) if first_year % 10 == 0 else None


SPANS = (
    Rule("part-month", "Это [в начале октября 2022 года] было", "PARTOF_(SIDE )?MON_(YEARTAIL)?", month),
    Rule(
        "month-year",
        "Это в [октябре 2022 года] было",
        "MON_( |,|(?<=ABBRMONTH).)YEAR(?!;DIGITS|·DIGITS)(YEARWORD_)?",
        month,
    ),
    Rule("month-aside", "Это в [прошлом октябре] было", "SIDE FULLMONTH", month),
    Rule("month", "Это в [октябре] было", "SUREMONTH", month),
    Rule(
        "season",
        "Это [летом 2012 года] было",
        f"(PARTOF_)?SEASON YEARNOW( {_YEARS})?|SIDE SEASON|SURESEASON|PARTOF_SEASON|SEASON SIDE {_YEARS}",
        season,
    ),
    Rule(
        "quarter",
        "Это в [третьем квартале 2012 года] было",
        f"(PARTOF_)?NTH (QUARTERUNIT|HALFUNIT)( YEARNOW( {_YEARS})?)?",
        quarter,
    ),
    Rule("century", "Это в [XIX веке] было", "(PARTOF_)?(NTH|NTH-(м|го)) (век|века|веке|столетия|столетии)", century),
    Rule("decade", "Это в [1990-х годах] было", "(PARTOF_)?(YEARNOW|DIGITS)-(е|х) (годы|годов|годах|гг)", _decade),
    Rule("year-part", "Это [в конце 2012 года] было", f"PARTOF_YEARNOW( {_YEARS}|{_NOT_A_YEAR})", year),
    Rule("year-named", "Это в [2012 году] было", f"YEARNOW {_YEARS}", year),
    Rule("year", "Это в [2012] было", f"(?<=PREP )YEARNOW{_NOT_A_YEAR}", year),
    Rule("unit-aside", "Это [на прошлой неделе] было", "(PARTOF_|(на|в|за|с|до) )?SIDE LONGUNIT", relative_unit),
    Rule("part-of-unit", "Это [в конце года] было", "PARTOF_LONGUNIT", relative_unit),
    Rule("same-unit", "Это [в том же году] было", "(в )?(том|той) SAME LONGUNIT", anaphoric_unit),
    Rule("weekend", "Это [в эти выходные] было", "(в |на )?(эти |прошлые |минувшие |этих )?WEEKENDUNIT", relative_unit),
    Rule("ago", "Это [три дня назад] было", "(APPROX_)?(LENGTH|UNIT) (тому )?назад", _distance(-1)),
    Rule("half-year-ago", "Это [полгода назад] было", "полгода назад", lambda _: Shift(6, Unit.MONTH, -1)),
    Rule("in-length", "Это [через три дня] будет", "через (APPROX_)?(LENGTH|UNIT)(?! после)", _distance(+1)),
    Rule(
        "later",
        "Это [спустя два года] было",
        "(спустя|через) (APPROX_)?(LENGTH|UNIT)|(APPROX_)?LENGTH (спустя|позже|позднее)",
        _distance(+1, is_anaphoric=True),
    ),
    Rule(
        "earlier",
        "Это [за два дня до] праздника",
        "за (APPROX_)?LENGTH до|(APPROX_)?LENGTH (ранее|раньше)",
        _distance(-1, is_anaphoric=True),
    ),
    Rule("vague-times", "Это [в ближайшие дни] будет", "(в |на )?SIDES (VAGUE )?UNIT", _vague),
    Rule("past-length", "Это [за последние три месяца] было", "(в |за |на )?SIDES COUNT UNIT", duration),
    Rule(
        "every",
        "Это [каждую неделю] бывает",
        "(каждый|каждую|каждое|каждые|каждого|каждой) (COUNT )?(UNIT|WEEKDAY|FULLMONTH|SEASON)",
        recurrence,
    ),
    Rule("weekdays", "Это [по вторникам] бывает", "по WEEKDAYS", recurrence),
    Rule("frequency", "Это [ежегодно] бывает", "FREQUENCY", recurrence),
    Rule("half-year", "Это длилось [полгода] там", "полгода", lambda _: Duration(6, Unit.MONTH)),
    Rule("length", "Это длилось [около трёх лет] там", "(APPROX_)?LENGTH", duration),
    Rule(
        "now",
        "Это [сейчас] так",
        "сейчас|теперь|ныне|в настоящее время|в настоящий момент|на данный момент",
        reference(ReferenceKind.PRESENT),
    ),
    Rule("recently", "Это [недавно] было", "недавно|в последнее время|ранее", reference(ReferenceKind.PAST)),
    Rule(
        "soon",
        "Это [скоро] будет",
        "скоро|вскоре|в скором времени|в ближайшее время|в ближайшем будущем",
        reference(ReferenceKind.FUTURE),
    ),
)
