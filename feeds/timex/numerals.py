"""Numbers as texts write them in figures, by category, in every language.

Days, months, hours and years are separate categories of the same words, so that a pattern says what it means.
"""

from collections.abc import Mapping
from typing import Any

_SMALL = {str(number): number for number in range(1000)}
_PADDED = {f"{number:02}": number for number in range(100)}

NUMERALS: Mapping[str, Mapping[str, Any]] = {
    "NUM": _SMALL,
    "TRIPLE": {f"{number:03}": number for number in range(1000)},
    "DIGITS": _SMALL | _PADDED,
    "DAY": {str(day): day for day in range(1, 32)} | {f"{day:02}": day for day in range(1, 10)},
    "FIRSTDAY": {str(day): day for day in range(1, 32)},
    "DAY2": {f"{day:02}": day for day in range(1, 32)},
    "MONTHNUM": {str(month): month for month in range(1, 13)} | {f"{month:02}": month for month in range(1, 10)},
    "MONTHNUM2": {f"{month:02}": month for month in range(1, 13)},
    "HOUR": {str(hour): hour for hour in range(25)} | {f"{hour:02}": hour for hour in range(10)},
    "SIXTY": {f"{minute:02}": minute for minute in range(60)},
    "SIXTYZ": {f"{second:02}Z": second for second in range(60)},
    "DAYTHOUR": {f"{day:02}T{hour:02}": (day, hour) for day in range(1, 32) for hour in range(24)},
    "YEAR": {str(year): year for year in range(1000, 2200)},
    "YEARNOW": {str(year): year for year in range(1700, 2060)},
    "YEARNEAR": {str(year): year for year in (*range(1900, 2000), *range(2001, 2040))},
    "FIRSTYEAR": {str(year): year for year in range(1900, 2040)},
    "YEAR2": _PADDED,
    "DECADE": {f"{year}s": year for year in range(1000, 2100, 10)},
    "DECADE2": {f"{year:02}s": 1900 + year if year >= 20 else 2000 + year for year in range(0, 100, 10)},  # noqa: PLR2004 -- "the '20s" were 1920 in most of the texts we have
    # Chinese, Japanese and Korean write a sign after the figure.
    "SIGNEDMONTH": {str(month): month for month in range(1, 13)} | {f"{month:02}": month for month in range(1, 10)},
    "YEARSIGN": dict.fromkeys("年년"),
    "MONTHSIGN": dict.fromkeys("月월"),
    "DAYSIGN": dict.fromkeys("日号號일"),
    "WEEKNUM": {f"W{week:02}": week for week in range(1, 54)},
}
