"""The words of English time expressions, by category, and the macros of the rules."""

# ruff: noqa: E501, SIM905 -- a list of words reads best as a line of words

from collections.abc import Mapping
from typing import Any

from feeds.timex.units import Part, Unit

_MONTHS = "january february March april May june july August september october november december".split()
_MONTH_ABBREVIATIONS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY_ABBREVIATIONS = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Weds": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4, "Sat": 5, "Sun": 6,
}  # fmt: skip
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_UNITS = {
    "second": Unit.SECOND, "minute": Unit.MINUTE, "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK,
    "weekend": Unit.WEEKEND, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR, "decade": Unit.DECADE,
}  # fmt: skip


def _ordinal(number: int) -> str:
    return f"{number}{_SUFFIXES.get(number, 'th')}"


WORDS: Mapping[str, Mapping[str, Any]] = {
    # Months; SUREMONTH are those that are no other word.
    "FULLMONTH": {name: number for number, name in enumerate(_MONTHS, 1)},
    "SUREMONTH": {name: number for number, name in enumerate(_MONTHS, 1) if name not in {"March", "May", "August", "april", "june"}},
    "NAMEMONTH": {"April": 4, "June": 6, "August": 8},
    "ABBRMONTH": _MONTH_ABBREVIATIONS,
    "MONTH": {name: number for number, name in enumerate(_MONTHS, 1)} | _MONTH_ABBREVIATIONS,
    # Weekdays
    "FULLWEEKDAY": {name: number for number, name in enumerate(_WEEKDAYS)},
    "WEEKDAY": {name: number for number, name in enumerate(_WEEKDAYS)} | _WEEKDAY_ABBREVIATIONS,
    "WEEKDAYS": {f"{name}s": number for number, name in enumerate(_WEEKDAYS)},
    # Days told from the day of writing, and parts of the day
    "NEARDAY": {"today": 0, "yesterday": -1, "tomorrow": 1},
    "DAYPART": {
        "morning": "MO", "mornings": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI",
        "midday": "MI", "nighttime": "NI",
    },
    "TONIGHT": {"tonight": "NI"},
    "NAMEDHOUR": {"noon": "12:00", "midnight": "24:00", "midday": "12:00"},
    "HOURNAME": {name: number for number, name in enumerate(_NUMBERS[:12], 1)},
    "HHMM": {f"{hour:02}{minute:02}": f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)},
    "HOURPM": {f"{hour}{half}": hour % 12 + shift for hour in range(1, 13) for half, shift in (("am", 0), ("pm", 12))},
    "MINUTEPM": {f"{minute:02}{half}": (minute, shift) for minute in range(60) for half, shift in (("am", 0), ("pm", 12))},
    "MERIDIEM": {"am": 0, "pm": 12},
    "HALFDAY": {"a": 0, "p": 12},
    "ZONE": dict.fromkeys(
        "=EST =EDT =ET =CST =CDT =CT =MST =MDT =MT =PST =PDT =PT =GMT =UTC =BST =CET =CEST =EEST =IST =JST =Z".split()
    ),
    "ZONENAME": dict.fromkeys("=Eastern =Central =Mountain =Pacific =Greenwich =local =Moscow =Beijing =London".split()),
    # Numbers
    "NUM": {name: number for number, name in enumerate(_NUMBERS, 1)},
    "TENS": {name: 10 * number for number, name in enumerate(_TENS, 2)},
    "SCALE": {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12},
    "FRACTION": {"half": 0.5, "quarters": 0.75},
    "AND": {"and": None},
    "ARTICLE": {"a": 1, "an": 1},
    "PAIR": {"couple": 2, "pair": 2},
    "VAGUE": dict.fromkeys("few several many some numerous countless hundreds thousands dozens".split()),
    "MEASURE": dict.fromkeys(
        "percent pct million billion trillion hundred thousand points people dollars cents degrees miles feet "
        "inches pounds years months weeks days hours minutes of".split()
    ),
    "FIRSTDAY": {_ordinal(number): number for number in range(1, 32)},
    # Ordinals
    "DAYORD": {name: number for number, name in enumerate(_ORDINALS, 1)}
    | {"thirtieth": 30}
    | {_ordinal(number): number for number in range(1, 32)},
    "NTH": {name: number for number, name in enumerate(_ORDINALS, 1)}
    | {_ordinal(number): number for number in range(1, 32)}
    | {"final": -1, "last": -1, "1h": 1, "2h": 2},
    "QUARTERNAME": {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "1q": 1, "2q": 2, "3q": 3, "4q": 4},
    # Units
    # "a second look": a second is told only in the plural.
    "UNIT": {name: unit for name, unit in _UNITS.items() if unit is not Unit.SECOND}
    | {"century": Unit.CENTURY, "half": Unit.HALF, "fortnight": Unit.WEEK, "millennium": Unit.MILLENNIUM},
    "UNITS": {f"{name}s": unit for name, unit in _UNITS.items()}
    | {"centuries": Unit.CENTURY, "mins": Unit.MINUTE, "hrs": Unit.HOUR, "moments": Unit.SECOND, "fortnights": Unit.WEEK, "yrs": Unit.YEAR},
    "LONGUNIT": {
        "week": Unit.WEEK, "weekend": Unit.WEEKEND, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR,
        "decade": Unit.DECADE, "century": Unit.CENTURY,
    },
    "DAYUNIT": {"day": Unit.DAY},
    "QUARTERUNIT": {"quarter": Unit.QUARTER},
    "HALFUNIT": {"half": Unit.HALF},
    "YEARUNIT": {"year": Unit.YEAR, "month": Unit.MONTH},
    "WEEKENDUNIT": {"weekend": Unit.WEEKEND},
    "MIDUNIT": {"midyear": Unit.YEAR, "midweek": Unit.WEEK, "midmonth": Unit.MONTH, "yearend": Unit.YEAR},
    "SAME": {"same": 0},
    "PRIOR": {"previous": -1, "prior": -1},
    "PREVIOUS": {"previous": -1, "preceding": -1, "prior": -1, "following": 1},
    "UNITLONG": {
        "daylong": Unit.DAY, "weeklong": Unit.WEEK, "monthlong": Unit.MONTH, "yearlong": Unit.YEAR,
        "decadelong": Unit.DECADE, "hourlong": Unit.HOUR, "weekslong": Unit.WEEK, "monthslong": Unit.MONTH,
        "yearslong": Unit.YEAR, "dayslong": Unit.DAY, "hourslong": Unit.HOUR, "decadeslong": Unit.DECADE,
    },
    "FREQUENCY": {
        "=daily": Unit.DAY, "=hourly": Unit.HOUR, "=weekly": Unit.WEEK, "=biweekly": Unit.WEEK,
        "=monthly": Unit.MONTH, "=quarterly": Unit.QUARTER, "=yearly": Unit.YEAR, "=annually": Unit.YEAR,
    },
    # Sides and parts of a span
    "SIDENOW": {"last": -1, "this": 0},
    "SIDE": {
        "last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1, "recent": -1, "latest": -1,
    },
    "PART": {
        "early": Part.START, "earlier": Part.START, "mid": Part.MID, "late": Part.END, "later": Part.END,
    },
    "PARTNOUN": {
        "beginning": Part.START, "start": Part.START, "outset": Part.START, "middle": Part.MID, "midpoint": Part.MID,
        "end": Part.END, "close": Part.END,
    },
    # Seasons, decades
    "SEASON": {"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "fall": "FA", "autumn": "FA",
               "winter": "WI", "wintertime": "WI"},
    "SURESEASON": {"=summer": "SU", "=autumn": "FA", "=winter": "WI", "=springtime": "SP", "=summertime": "SU"},
    "DECADENAME": {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
                   "seventies": 1970, "eighties": 1980, "nineties": 1990},
    # Words before which a bare month or year is a time
    "PREP": dict.fromkeys(
        "in since by until till from of for before after during through throughout around circa between to late early "
        "mid".split()
    ),
    # Words after which a number that looks like a year is none
    "LABEL": dict.fromkeys(
        "section sections no nos number room flight route highway title resolution bill article page model version "
        "interstate rule form chapter suite box channel platform part public law order pl usc isbn docket case about "
        "around approximately roughly nearly almost over under than least most to windows area level grade section "
        "usd us eur gbp to top".split()
    ),
    "DETERMINER": dict.fromkeys("the a an this that his her its their our my".split()),
}  # fmt: skip

DOTTED = frozenset({"m", "M"} | set(_MONTH_ABBREVIATIONS) | {name.upper() for name in _MONTH_ABBREVIATIONS})

_APPROXIMATORS = (
    "about|around|approximately|roughly|nearly|almost|some|over|under|exactly|barely|(more|less|fewer) than|at least|"
    "at most|up to|as much as|as many as|as long as|as little as"
)
MACROS: Mapping[str, str] = {
    "MON_": "MONTH |ABBRMONTH.",
    "DAYOF": "DAY(?!( |-)MEASURE|·DIGITS|;TRIPLE|:)|DAYORD",
    "DOW_": "((this|next|last) ((past|coming) )?)?WEEKDAY( DAYPART)?(,the |,| the | |.)",
    "YEARTAIL": "(,| |,of | of )YEAR",
    "RANGEWORD": "to|through|thru|until|till",
    "APPROX_": f"({_APPROXIMATORS}) ",
    "PLUSHALF": "( |-)AND( |-)a( |-)FRACTION",
    "COUNT": "NUM·DIGITS|NUM;TRIPLE|TENS-NUM|TENS|NUM( |-)SCALE|NUM|VAGUE( SCALE| more)?( of)?",
    "AMOUNT": "ARTICLE (good |full |whole |single |mere )?(VAGUE( of| more| SCALE)?|PAIR( of)?|FRACTION|SCALE)"
    "|FRACTION ARTICLE|COUNT(PLUSHALF)?|ARTICLE",
    "NOTE": "business|working|calendar|consecutive|straight|full|more|long|additional|whole|short|fiscal|different",
    "LENGTH": "AMOUNT( |-)((NOTE )?UNITS|(NOTE )?UNIT(?! of)(PLUSHALF)?)",
    "PART_": "(the )?PART( |-)",
    "PARTOF_": "(the )?(very )?PARTNOUN of ",
    "CLOCK": "HOUR((:|·)SIXTY(:SIXTY)?)?( |-)?(MERIDIEM|HALFDAY·m)|HOUR(:|·)MINUTEPM|HOURPM|(HOUR|HOURNAME) o'clock",
    "ZONE_": "( |.|,)ZONE|( |.)(ZONENAME|new york|hong kong) (standard |daylight |summer )?time|,ZONE",
}
