"""The words of Spanish time expressions, by category, and the macros of the rules."""

# ruff: noqa: SIM905 -- a list of words reads best as a line of words

from collections.abc import Mapping
from typing import Any

from feeds.timex.units import Part, Unit

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_FULL_MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {"setiembre": 9}
_MONTH_ABBREVIATIONS = {
    "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sep": 9, "sept": 9, "set": 9,
    "oct": 10, "nov": 11, "dic": 12,
}  # fmt: skip
_WEEKDAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
_NUMBERS = "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis".split()
_TENS = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ORDINALS = "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo".split()
_UNITS = {
    "segundo": Unit.SECOND, "minuto": Unit.MINUTE, "hora": Unit.HOUR, "día": Unit.DAY, "semana": Unit.WEEK,
    "trimestre": Unit.QUARTER, "semestre": Unit.HALF, "año": Unit.YEAR, "década": Unit.DECADE, "siglo": Unit.CENTURY,
    "milenio": Unit.MILLENNIUM,
}  # fmt: skip
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split()

WORDS: Mapping[str, Mapping[str, Any]] = {
    # Months; SUREMONTH are those that are no given name when capitalised.
    "FULLMONTH": _FULL_MONTHS,
    "SUREMONTH": {name: number for name, number in _FULL_MONTHS.items() if number not in {4, 5, 7}}
    | {"=abril": 4, "=mayo": 5, "=julio": 7},
    "ABBRMONTH": _MONTH_ABBREVIATIONS,
    "MONTH": _FULL_MONTHS | _MONTH_ABBREVIATIONS,
    # Weekdays
    "FULLWEEKDAY": {name: number for number, name in enumerate(_WEEKDAYS)} | {"miercoles": 2, "sabado": 5},
    "WEEKDAY": {name: number for number, name in enumerate(_WEEKDAYS)} | {"miercoles": 2, "sabado": 5},
    "WEEKDAYS": {"sábados": 5, "domingos": 6},
    # Days told from the day of writing, and parts of the day
    "NEARDAY": {"anteayer": -2, "antier": -2, "ayer": -1, "hoy": 0, "mañana": 1},
    "DAYPART": {"madrugada": "MO", "mañana": "MO", "mediodía": "MI", "tarde": "AF", "noche": "NI"},
    # Numbers
    "DAYORD": {"primero": 1} | {f"{day}{mark}": day for day in range(1, 32) for mark in "º°"},
    "NUM": {"un": 1, "una": 1} | {name: number for number, name in enumerate(_NUMBERS, 2)},
    "TENS": {name: 10 * number for number, name in enumerate(_TENS, 2)},
    "SCALE": {"cien": 100, "mil": 1000, "docena": 12},
    "VAGUE": dict.fromkeys("unos unas algunos algunas varios varias pocos pocas muchos muchas numerosos".split()),
    "ROUND": dict.fromkeys("par decena quincena veintena docena".split()),
    "FRACTION": {"medio": 0.5, "media": 0.5},
    "MEASURE": dict.fromkeys("millones mil euros dólares pesos personas años meses días paquetes".split()),
    "NTH": {name: number for number, name in enumerate(_ORDINALS, 1)}
    | {"primera": 1, "segunda": 2, "tercera": 3, "último": -1, "última": -1, "1er": 1, "2do": 2, "3er": 3, "4to": 4}
    | {f"={roman}": number for number, roman in enumerate(_ROMAN, 1)},
    "QUARTERNAME": {"t1": 1, "t2": 2, "t3": 3, "t4": 4},
    # Units
    "UNIT": _UNITS | {"mes": Unit.MONTH},
    "UNITS": {f"{name}s": unit for name, unit in _UNITS.items()} | {"meses": Unit.MONTH},
    "LONGUNIT": {
        "semana": Unit.WEEK, "mes": Unit.MONTH, "trimestre": Unit.QUARTER, "semestre": Unit.HALF, "año": Unit.YEAR,
        "década": Unit.DECADE, "siglo": Unit.CENTURY,
    },
    "QUARTERUNIT": {"trimestre": Unit.QUARTER},
    "HALFUNIT": {"semestre": Unit.HALF},
    "WEEKENDUNIT": {"semana": Unit.WEEKEND},
    # Sides and parts of a span
    "SIDENOW": {"este": 0, "esta": 0},
    "SIDE": {
        "pasado": -1, "pasada": -1, "último": -1, "última": -1, "presente": 0, "actual": 0, "próximo": 1, "próxima": 1,
        "que": 1,
    },
    "SIDES": {"últimos": -1, "últimas": -1, "pasados": -1, "pasadas": -1, "próximos": 1, "próximas": 1, "estos": 0,
              "estas": 0},
    "SAME": {"mismo": 0, "misma": 0},
    "PREVIOUS": {"anterior": -1, "siguiente": 1},
    "PART": {
        "principios": Part.START, "principio": Part.START, "comienzos": Part.START, "comienzo": Part.START,
        "inicios": Part.START, "inicio": Part.START, "mediados": Part.MID, "finales": Part.END, "final": Part.END,
        "fines": Part.END, "fin": Part.END,
    },
    # Seasons
    "SEASON": {"primavera": "SP", "verano": "SU", "otoño": "FA", "invierno": "WI"},
    # Words before which a bare year is a time
    "PREP": dict.fromkeys("en desde hasta para entre hacia durante año tras".split()),
}  # fmt: skip

DOTTED = frozenset(_MONTH_ABBREVIATIONS)

MACROS: Mapping[str, str] = {
    "MON_": "(FULLMONTH|ABBRMONTH(?=.| YEAR| de YEAR|,))",
    "OF_": "( de | del mes de |-| )",
    "DOW_": "(SIDENOW )?WEEKDAY(,| )((día|el) )?",
    "YEARTAIL": "( de | del | del año |,de |,| |(?<=ABBRMONTH).)YEAR(?! MEASURE|;DIGITS|·DIGITS)",
    "PARTOFDAY": "(por la |de la |a la |en la |al )DAYPART",
    "COUNT": "NUM;DIGITS|TENS y NUM|TENS|NUM( SCALE)?|VAGUE|(un |una )ROUND de|SCALE",
    "NOTE_": "(largos |largas |primeros |primeras |buenos )",
    "LENGTH": "COUNT (NOTE_)?(UNITS|UNIT)( y FRACTION)?",
    "APPROX_": "(unos |unas |aproximadamente |cerca de |casi |alrededor de |más de |menos de |apenas |solo |al menos )",
    "PARTOF_": "(a |al |para |desde |hasta )?PART( de | del )(mes de |año )?",
    "CLOCK": "HOUR(:|·)SIXTY( (h|hs|horas|hrs))?|HOUR (h|hs|horas|hrs)",
}
