"""The words of Russian time expressions, by category, and the macros of the rules."""

# ruff: noqa: E501, SIM905, RUF001 -- a list of words reads best as a line of words, and Cyrillic is meant

from collections.abc import Iterable, Mapping
from typing import Any

from feeds.timex.units import Part, Unit


def _forms(stems: Mapping[str, Any], endings: Iterable[str]) -> dict[str, Any]:
    """Each stem with each of its endings."""
    return {f"{stem}{ending}": value for stem, value in stems.items() for ending in endings}


def _adjectives(stems: Mapping[str, Any], *, soft: bool = False) -> dict[str, Any]:
    """The singular forms of adjectives."""
    return _forms(stems, "ий его ему ем им ей юю яя ее".split() if soft else "ый ого ому ом ым ой ую ая ое".split())


_SOFT_MONTHS = {
    "январ": 1, "феврал": 2, "апрел": 4, "июн": 6, "июл": 7, "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12,
}  # fmt: skip
_FULL_MONTHS = (
    _forms(_SOFT_MONTHS, ("ь", "я", "е", "ю", "ем", "ём"))
    | _forms({"март": 3, "август": 8}, ("", "а", "е", "у", "ом"))
    | _forms({"ма": 5}, ("й", "я", "е", "ю"))
)
_MONTH_ABBREVIATIONS = {
    "янв": 1, "фев": 2, "февр": 2, "мар": 3, "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "сент": 9, "окт": 10,
    "ноя": 11, "нояб": 11, "дек": 12,
}  # fmt: skip
_WEDNESDAY = _forms({"сред": 2}, ("а", "ы", "е", "у", "ой"))
_SURE_WEEKDAYS = (
    _forms({"понедельник": 0, "вторник": 1, "четверг": 3}, ("", "а", "у", "е", "ом"))
    | _forms({"пятниц": 4}, ("а", "ы", "е", "у", "ей"))
    | _forms({"суббот": 5}, ("а", "ы", "е", "у", "ой"))
    | _forms({"воскресень": 6}, ("е", "я", "ю", "ем"))
)
_NUMBERS = {
    1: "один одна одну одного одной", 2: "два две двух двумя", 3: "три трёх трех тремя", 4: "четыре четырёх четырех",
    5: "пять пяти", 6: "шесть шести", 7: "семь семи", 8: "восемь восьми", 9: "девять девяти", 10: "десять десяти",
    11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати", 13: "тринадцать тринадцати", 14: "четырнадцать",
    15: "пятнадцать пятнадцати", 16: "шестнадцать", 17: "семнадцать", 18: "восемнадцать", 19: "девятнадцать",
}  # fmt: skip
_TENS = {
    20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока", 50: "пятьдесят", 60: "шестьдесят",
    70: "семьдесят", 80: "восемьдесят", 90: "девяносто",
}  # fmt: skip
_LONG_UNITS = (
    _forms({"недел": Unit.WEEK}, ("я", "и", "ю", "е", "ей", "ь"))
    | _forms({"месяц": Unit.MONTH, "квартал": Unit.QUARTER, "год": Unit.YEAR, "век": Unit.CENTURY},
             ("", "а", "у", "е", "ом", "ев", "ов", "ы"))
    | _forms({"полугоди": Unit.HALF, "десятилети": Unit.DECADE, "столети": Unit.CENTURY, "тысячелети": Unit.MILLENNIUM},
             ("е", "я", "и", "й"))
    | {"лет": Unit.YEAR}
)  # fmt: skip
_UNITS = (
    _forms({"секунд": Unit.SECOND, "минут": Unit.MINUTE}, ("", "а", "ы", "у"))
    | _forms({"час": Unit.HOUR}, ("", "а", "ов", "у"))
    | _forms({"д": Unit.DAY}, ("ень", "ня", "ней", "ню", "не", "ни"))
    | {"сутки": Unit.DAY, "суток": Unit.DAY, "выходных": Unit.WEEKEND, "выходные": Unit.WEEKEND}
    | _LONG_UNITS
)
_ORDINALS = {"перв": 1, "втор": 2, "четвёрт": 4, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9}
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split()

WORDS: Mapping[str, Mapping[str, Any]] = {
    # Months; SUREMONTH are written small, as names of people are not.
    "FULLMONTH": _FULL_MONTHS,
    "SUREMONTH": {f"={name}": number for name, number in _FULL_MONTHS.items()},
    "ABBRMONTH": _MONTH_ABBREVIATIONS,
    "MONTH": _FULL_MONTHS | _MONTH_ABBREVIATIONS,
    # Weekdays; the word for Wednesday also means an environment.
    "FULLWEEKDAY": _SURE_WEEKDAYS,
    "WEEKDAY": _SURE_WEEKDAYS | _WEDNESDAY,
    "WEEKDAYS": {"понедельникам": 0, "вторникам": 1, "средам": 2, "четвергам": 3, "пятницам": 4, "субботам": 5,
                 "воскресеньям": 6},
    # Days told from the day of writing, and parts of the day
    "NEARDAY": {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2},
    "DAYPART": {"утром": "MO", "утра": "MO", "днём": "AF", "днем": "AF", "дня": "AF", "вечером": "EV", "вечера": "EV",
                "ночью": "NI", "ночи": "NI"},
    # Numbers
    "NUM": {form: number for number, forms in _NUMBERS.items() for form in forms.split()}
    | {"полтора": 1.5, "полторы": 1.5, "полутора": 1.5},
    "TENS": {form: number for number, forms in _TENS.items() for form in forms.split()},
    "SCALE": {"сто": 100, "тысяч": 1000, "тысячу": 1000, "тысячи": 1000},
    "VAGUE": dict.fromkeys("несколько нескольких пару пара пары много многих многие".split()),
    "MEASURE": dict.fromkeys("тысяч миллионов миллиарда миллиардов рублей долларов евро человек процентов пакетов".split()),
    "NTH": _adjectives(_ORDINALS) | {"третий": 3, "третьего": 3, "третьем": 3, "третья": 3, "последнем": -1}
    | {str(number): number for number in range(1, 22)}
    | {f"={roman}": number for number, roman in enumerate(_ROMAN, 1)},
    # Units
    "UNIT": _UNITS,
    "LONGUNIT": _LONG_UNITS,
    "QUARTERUNIT": _forms({"квартал": Unit.QUARTER}, ("", "а", "е", "у")),
    "HALFUNIT": _forms({"полугоди": Unit.HALF}, ("е", "я", "и")),
    "WEEKENDUNIT": {"выходные": Unit.WEEKEND, "выходных": Unit.WEEKEND},
    # Sides and parts of a span
    "SIDE": _adjectives({"прошл": -1})
    | _adjectives({"минувш": -1, "истекш": -1, "последн": -1, "прошедш": -1}, soft=True)
    | _adjectives({"нынешн": 0, "текущ": 0}, soft=True)
    | {"этот": 0, "этого": 0, "этом": 0, "этой": 0, "эту": 0, "эта": 0, "этим": 0}
    | _adjectives({"следующ": 1, "будущ": 1, "ближайш": 1, "предстоящ": 1}, soft=True),
    "SIDES": {"прошлые": -1, "прошлых": -1, "минувшие": -1, "минувших": -1}
    | {"последние": -1, "последних": -1, "ближайшие": 1, "ближайших": 1, "следующие": 1, "следующих": 1, "эти": 0,
       "этих": 0, "предстоящие": 1, "предстоящих": 1},
    "SAME": {"же": 0},
    "PART": _forms({"начал": Part.START}, ("о", "а", "е", "у"))
    | _forms({"середин": Part.MID}, ("а", "ы", "е", "у"))
    | {"конец": Part.END, "конца": Part.END, "конце": Part.END, "концу": Part.END},
    "FREQUENCY": {"ежедневно": Unit.DAY, "еженедельно": Unit.WEEK, "ежемесячно": Unit.MONTH, "ежегодно": Unit.YEAR},
    # Seasons
    "SEASON": {"весна": "SP", "весны": "SP", "весне": "SP", "весну": "SP", "весной": "SP", "лето": "SU", "лета": "SU",
               "лету": "SU", "летом": "SU", "осень": "FA", "осени": "FA", "осенью": "FA", "зима": "WI", "зимы": "WI",
               "зиме": "WI", "зиму": "WI", "зимой": "WI"},
    "SURESEASON": {"весной": "SP", "летом": "SU", "осенью": "FA", "зимой": "WI"},
    # Words before which a bare year is a time
    "PREP": dict.fromkeys("в с до после".split()),
}  # fmt: skip

DOTTED = frozenset(_MONTH_ABBREVIATIONS) | {"г", "гг"}

MACROS: Mapping[str, str] = {
    "MON_": "(FULLMONTH|ABBRMONTH(?=.| YEAR|,))",
    "DAYOF": "DAY(-(го|ое|е|ого))?",
    "DOW_": "(SIDE )?WEEKDAY(,| )(DAYPART(,| ))?",
    "YEARWORD_": " (год|года|году|годом|г)",
    "YEARTAIL": "( |,|(?<=ABBRMONTH).)YEAR(?! MEASURE|;DIGITS|·DIGITS)(YEARWORD_)?",
    "COUNT": "NUM;DIGITS|TENS NUM|TENS|NUM( SCALE)?|VAGUE|SCALE",
    "NOTE_": "(полных |долгих |рабочих |последних |первых )",
    "LENGTH": "COUNT( |-)(NOTE_)?UNIT",
    "APPROX_": "(около |примерно |почти |более |менее |больше чем |более чем |менее чем |приблизительно )",
    "PARTOF_": "((в|к|с|до|на|во) )?(самом |самого )?PART ",
    "CLOCK": "HOUR(:|·)SIXTY|HOUR (час|часа|часов)(?! (назад|спустя))( DAYPART)?",
}
