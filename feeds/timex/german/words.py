"""The words of German time expressions, by category, and the macros of the rules."""

# ruff: noqa: E501, SIM905 -- a list of words reads best as a line of words

from collections.abc import Mapping
from typing import Any

from feeds.timex.units import Part, Unit

_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_FULL_MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {"Jänner": 1, "Feber": 2, "Maerz": 3}
_MONTH_ABBREVIATIONS = {
    "Jan": 1, "Feb": 2, "Mär": 3, "Mrz": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Okt": 10,
    "Nov": 11, "Dez": 12,
}  # fmt: skip
_WEEKDAYS = {
    "Montag": 0, "Dienstag": 1, "Mittwoch": 2, "Donnerstag": 3, "Freitag": 4, "Samstag": 5, "Sonnabend": 5,
    "Sonntag": 6,
}  # fmt: skip
_DAYPARTS = {
    "morgen": "MO", "vormittag": "MO", "mittag": "MI", "nachmittag": "AF", "abend": "EV", "nacht": "NI",
}  # fmt: skip
_NUMBERS = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn".split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_ORDINALS = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft".split()
_ENDINGS = ("e", "en", "er", "es", "em")
_UNITS = {
    "Sekunde": Unit.SECOND, "Minute": Unit.MINUTE, "Stunde": Unit.HOUR, "Tag": Unit.DAY, "Woche": Unit.WEEK,
    "Wochenende": Unit.WEEKEND, "Monat": Unit.MONTH, "Quartal": Unit.QUARTER, "Halbjahr": Unit.HALF,
    "Jahr": Unit.YEAR, "Jahrzehnt": Unit.DECADE, "Jahrhundert": Unit.CENTURY, "Jahrtausend": Unit.MILLENNIUM,
}  # fmt: skip
_SIDES = {
    "letzt": -1, "vergangen": -1, "vorig": -1, "dies": 0, "laufend": 0, "kommend": 1, "nächst": 1, "folgend": 1,
}  # fmt: skip


def _inflected(stems: Mapping[str, Any]) -> dict[str, Any]:
    """An adjective's stem with each of its endings."""
    return {f"{stem}{ending}": value for stem, value in stems.items() for ending in _ENDINGS}


def _plural(noun: str) -> tuple[str, ...]:
    """A noun's nominative and dative plural."""
    return (f"{noun}n",) if noun.endswith("e") else (f"{noun}e", f"{noun}en")


WORDS: Mapping[str, Mapping[str, Any]] = {
    # Months; SUREMONTH are those that are no given name.
    "FULLMONTH": _FULL_MONTHS,
    "SUREMONTH": {name: number for name, number in _FULL_MONTHS.items() if number not in {4, 5, 6, 8}},
    "ABBRMONTH": _MONTH_ABBREVIATIONS,
    "MONTH": _FULL_MONTHS | _MONTH_ABBREVIATIONS,
    # Weekdays
    "FULLWEEKDAY": _WEEKDAYS | {f"{name}s": number for name, number in _WEEKDAYS.items()},
    "WEEKDAY": _WEEKDAYS | {"Mo": 0, "Di": 1, "Mi": 2, "Do": 3, "Fr": 4, "Sa": 5, "So": 6},
    "WEEKDAYS": {f"={name.lower()}s": number for name, number in _WEEKDAYS.items()},
    "WEEKDAYPART": {
        f"{name}{part}": (number, time) for name, number in _WEEKDAYS.items() for part, time in _DAYPARTS.items()
    },
    # Days told from the day of writing, and parts of the day
    "NEARDAY": {"vorgestern": -2, "gestern": -1, "heute": 0, "=morgen": 1, "übermorgen": 2},
    "DAYPART": {part.capitalize(): time for part, time in _DAYPARTS.items()} | {"früh": "MO"},
    # Numbers
    "DAYORD": _inflected({"erst": 1}),
    "NUM": dict.fromkeys("ein eine einer einem einen eines".split(), 1)
    | {name: number for number, name in enumerate(_NUMBERS, 2)}
    | {"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5, "viereinhalb": 4.5},
    "TENS": {name: 10 * number for number, name in enumerate(_TENS, 2)},
    "SCALE": {"hundert": 100, "tausend": 1000, "Dutzend": 12},
    "VAGUE": dict.fromkeys("einige einigen einiger wenige wenigen mehrere mehreren paar viele vielen zahlreiche".split()),
    "MEASURE": dict.fromkeys("Euro Dollar Mark Prozent Millionen Milliarden Millionen Menschen Personen Pakete".split()),
    "NTH": _inflected({stem: number for number, stem in enumerate(_ORDINALS, 1)} | {"letzt": -1})
    | {str(number): number for number in range(1, 22)},
    "QUARTERNAME": {"=Q1": 1, "=Q2": 2, "=Q3": 3, "=Q4": 4},
    # Units
    "UNIT": _UNITS | {"Tages": Unit.DAY, "Monats": Unit.MONTH, "Jahres": Unit.YEAR, "Jahrhunderts": Unit.CENTURY},
    "UNITS": {plural: unit for noun, unit in _UNITS.items() for plural in _plural(noun)},
    "LONGUNIT": {
        "Woche": Unit.WEEK, "Wochenende": Unit.WEEKEND, "Wochenendes": Unit.WEEKEND, "Monat": Unit.MONTH,
        "Monats": Unit.MONTH, "Quartal": Unit.QUARTER, "Quartals": Unit.QUARTER, "Halbjahr": Unit.HALF,
        "Halbjahres": Unit.HALF, "Jahr": Unit.YEAR, "Jahre": Unit.YEAR, "Jahres": Unit.YEAR,
        "Jahrzehnt": Unit.DECADE, "Jahrzehnts": Unit.DECADE, "Jahrhundert": Unit.CENTURY,
        "Jahrhunderts": Unit.CENTURY, "Jahrtausend": Unit.MILLENNIUM,
    },
    "QUARTERUNIT": {"Quartal": Unit.QUARTER, "Quartals": Unit.QUARTER},
    "HALFUNIT": {"Halbjahr": Unit.HALF, "Halbjahres": Unit.HALF},
    "WEEKENDUNIT": {"Wochenende": Unit.WEEKEND},
    "MIDUNIT": {"Wochenmitte": Unit.WEEK, "Jahresmitte": Unit.YEAR, "Jahresende": Unit.YEAR, "Jahreswechsel": Unit.YEAR,
                "Monatsende": Unit.MONTH, "Jahresbeginn": Unit.YEAR, "Jahresanfang": Unit.YEAR},
    "UNITLONG": _inflected(
        {"tagelang": Unit.DAY, "wochenlang": Unit.WEEK, "monatelang": Unit.MONTH, "jahrelang": Unit.YEAR}
    )
    | {"tagelang": Unit.DAY, "wochenlang": Unit.WEEK, "monatelang": Unit.MONTH, "jahrelang": Unit.YEAR},
    "FREQUENCY": {"täglich": Unit.DAY, "wöchentlich": Unit.WEEK, "monatlich": Unit.MONTH, "jährlich": Unit.YEAR,
                  "stündlich": Unit.HOUR},
    # Sides and parts of a span
    "SIDE": _inflected(_SIDES),
    "PREVIOUS": _inflected({"vorherig": -1, "darauffolgend": 1}),
    "SAME": {"selben": 0, "demselben": 0, "derselben": 0, "gleichen": 0},
    "PART": {
        "Anfang": Part.START, "Beginn": Part.START, "Mitte": Part.MID, "Ende": Part.END, "=frühen": Part.START,
        "=späten": Part.END,
    },
    # Seasons
    "SEASON": {"Frühling": "SP", "Frühjahr": "SP", "Sommer": "SU", "Herbst": "FA", "Winter": "WI",
               "Frühlings": "SP", "Frühjahrs": "SP", "Sommers": "SU", "Herbstes": "FA", "Winters": "WI"},
    "DECADENAME": {f"{year}er": year for year in range(1800, 2030, 10)}
    | {f"{year}er": 1900 + year for year in range(20, 100, 10)},
    # Words before which a bare month or year is a time
    "PREP": dict.fromkeys("im in seit bis ab vor nach vom von zum Jahr Jahre Jahres Jahren zwischen um Saison".split()),
    "ON": dict.fromkeys("am vom bis zum dem den der seit ab ein".split()),
}  # fmt: skip

DOTTED = frozenset(_MONTH_ABBREVIATIONS)

MACROS: Mapping[str, str] = {
    "MON_": "(FULLMONTH|ABBRMONTH(?=.| YEAR|,))",
    "DOW_": "(SIDE )?(WEEKDAY|FULLWEEKDAY)(,| )((den|dem|der) )?",
    "YEARTAIL": "( |,|(?<=ABBRMONTH).)YEAR(?! MEASURE|;DIGITS|·DIGITS)",
    "DAYDOT_": "DAY.|DAY |DAYORD ",
    "COUNT": "NUM;DIGITS|NUM( SCALE)?|TENS|(ein )?VAGUE|SCALE",
    "NOTE_": "(ganze |ganzen |volle |vollen |lange |langen |weitere |weiteren |gute |guten )",
    "LENGTH": "COUNT( |-)(NOTE_)?(UNITS|UNIT)",
    "APPROX_": "(etwa |rund |ungefähr |knapp |fast |über |mehr als |weniger als |gut |nur |erst |genau |mindestens |circa )",
    "PARTOF_": "PART (der |des |dieses |dieser |SIDE )?",
    "CLOCK": "HOUR((:|·)SIXTY)? uhr( SIXTY)?",
}
