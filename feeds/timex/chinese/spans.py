"""Chinese weeks, months, seasons, years, distances and lengths of time, and what recurs."""

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import (
    CalendarDay,
    CalendarMonth,
    Century,
    Decade,
    Duration,
    Half,
    InRelativeYear,
    Meaning,
    Quarter,
    Recurrence,
    ReferenceKind,
    RelativeUnit,
    Season,
    Shift,
    Unit,
    Year,
)
from feeds.timex.readings import duration, nothing, recurrence, reference, shift, side, unit
from feeds.timex.units import Part


def _part(found: Found) -> Part | None:
    """The part of the span that is told."""
    for category in ("PART", "YEARPART", "MONTHPART", "THIRD", "EARLY"):
        if category in found:
            part: Part = found[category]
            return part
    return None


def _month(found: Found) -> Meaning:
    """`10月底`, `去年10月`."""
    month = CalendarMonth(found["MONTH"], found.get("YEAR"), _part(found))
    return InRelativeYear(month, found["NEARYEAR"]) if "NEARYEAR" in found else month


def _year(found: Found) -> Meaning:
    """`2022年底`, `去年底`, `年初`."""
    if "YEAR" in found:
        return Year(found["YEAR"], _part(found))
    return RelativeUnit(Unit.YEAR, found.get("NEARYEAR") or 0, _part(found))


def _unit(found: Found) -> Meaning:
    """`上个月`, `本周末`, `月底`."""
    offset = found["FARSIDE"] if "FARSIDE" in found else side(found) or 0
    return RelativeUnit(found.get("UNIT") or Unit.MONTH, offset, _part(found))


def _season(found: Found) -> Meaning:
    """`2022年冬季`, `去年夏天`, `今春`."""
    if "NEARSEASON" in found:
        offset, season = found["NEARSEASON"]
        return InRelativeYear(Season(season), offset)
    season = Season(found["SEASON"], found.get("YEAR"))
    return InRelativeYear(season, found["NEARYEAR"]) if "NEARYEAR" in found else season


def _quarter(found: Found) -> Meaning:
    """`2022年第三季度`, `去年三季度`."""
    return Quarter(found["QUARTERORD"], found.get("YEAR"), found.get("NEARYEAR"))


def _half(found: Found) -> Meaning:
    """`今年上半年`."""
    return Half(found["HALFORD"], found.get("YEAR"), found.get("NEARYEAR"))


def _decade(found: Found) -> Meaning | None:
    """`20世纪90年代`, `1990年代`, `九十年代`."""
    if "YEAR" in found:
        return Decade(found["YEAR"]) if found["YEAR"] % 10 == 0 else None
    first_year: int = found["DECADE"]
    return Decade(first_year + 100 * (found["CENTURYNUM"] - 20) if "CENTURYNUM" in found else first_year)


def _century(found: Found) -> Meaning:
    return Century(found["CENTURYNUM"])


def _half_a_year(_found: Found) -> Meaning:
    return Duration(6, Unit.MONTH)


def _other_year(found: Found) -> Meaning:
    offset: int = found["OTHERYEAR"]
    return Shift(offset, Unit.YEAR, 1, is_anaphoric=True)


def _every(found: Found) -> Meaning | None:
    """`每年10月1日`, `每周四`, `每三天`."""
    if "DAY" in found:
        return Recurrence(CalendarDay(found["MONTH"], found["DAY"]).value, Unit.YEAR)
    return recurrence(found)


def _vague_or_counted(found: Found) -> Meaning | None:
    return Shift(None, unit(found), -1) if "VAGUE" in found else shift(-1)(found)


SPANS = (
    Rule("month-part", "于[2022年10月底]举行", "(ANYYEAR_)?SIGNEDMONTH∘(MONTHPART|MONTHSIGN∘THIRD)", _month),
    Rule("month-of-near-year", "于[去年10月]举行", "NEARYEAR∘SIGNEDMONTH∘MONTHSIGN", _month),
    Rule(
        "quarter",
        "于[2022年第三季度]举行",
        "(ANYYEAR_)?(?<!BEFORE∅)(ORDINAL∅)?QUARTERORD∘QUARTERUNIT|ANYYEAR_(ORDINAL∅)?QUARTERORD∘SEASONUNIT",
        _quarter,
    ),
    Rule("quarters", "今年前三季度举行", "NUM∘QUARTERUNIT", nothing),
    Rule("nth-unit", "这是第三天了", "ORDINAL∅NUM∘(GE∘)?(UNIT|UNITS)", nothing),
    Rule("half", "于[今年上半年]举行", "(ANYYEAR_)?HALFORD∅HALFUNIT", _half),
    Rule(
        "season",
        "于[去年夏天]举行",
        "ANYYEAR_SEASON|NEARSEASON|(?<=SINCE∅)SEASON",
        _season,
    ),
    Rule(
        "decade",
        "始于[20世纪90年代]的",
        "(CENTURYNUM∘CENTURYSIGN∘|SIDE∘CENTURYSIGN∘)?DECADENAME∘DECADESIGN|YEAR∘DECADESIGN",
        _decade,
    ),
    Rule("century", "始于[19世纪]的", "CENTURYNUM∘CENTURYSIGN", _century),
    Rule("year-part", "于[2022年底]举行", "(YEAR∘(YEARSIGN∘)?|NEARYEAR∘)?YEARPART|NEARYEAR∘(PART|EARLY)", _year),
    Rule("near-year", "于[去年]举行", "NEARYEAR", _year),
    Rule("other-year", "于[次年]举行", "OTHERYEAR", _other_year),
    Rule("unit-aside", "于[上个月]举行", "(SIDE|FARSIDE)∘LONGUNIT(∘(EARLY|THIRD))?", _unit),
    Rule("month-part-aside", "于[本月底]举行", "((SIDE|FARSIDE)∘)?MONTHPART", _unit),
    Rule("weekend", "于[周末]举行", "WEEKENDUNIT", _unit),
    Rule(
        "every",
        "于[每周四]举行",
        "EVERY∘(UNIT∘DATE|UNIT∘SIGNEDMONTH∘MONTHSIGN|UNIT∘SEASON|WEEKDAY(TAIL)?|SEASON|UNIT(TAIL)?|UNITS|DAYUNIT(TAIL)?|DAYPART"
        "|(COUNT)∘DAYUNIT|LENGTH)",
        _every,
    ),
    Rule("frequency", "[一年一度]的节日", "FREQUENCY", _every),
    Rule("ago", "于[三天前]举行", "(APPROX∘)?(LENGTH|(COUNT)∘DAYUNIT)∅BEFORE", _vague_or_counted),
    Rule(
        "later",
        "于[两周后]举行",
        "(APPROX∘)?(LENGTH|(COUNT)∘DAYUNIT)∅AFTER",
        shift(+1, is_anaphoric=True),
    ),
    Rule("half-a-year", "历时[半年]结束", "(APPROX∘)?HALFUNIT", _half_a_year),
    Rule("length", "历时[近三年]结束", "(APPROX∘)*LENGTH", duration),
    Rule("now", "[目前]正在进行", "PRESENT", reference(ReferenceKind.PRESENT)),
    Rule("recently", "[近日]举行", "RECENTLY", reference(ReferenceKind.PAST)),
    Rule("soon", "[不久后]举行", "SOON", reference(ReferenceKind.FUTURE)),
)
