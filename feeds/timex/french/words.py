"""The words of French time expressions, by category, and the macros of the rules."""

# ruff: noqa: E501, SIM905 -- a list of words reads best as a line of words

from collections.abc import Mapping
from typing import Any

from feeds.timex.units import Part, Unit

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_UNACCENTED = {"fevrier": 2, "aout": 8, "decembre": 12}
_FULL_MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | _UNACCENTED
_MONTH_ABBREVIATIONS = {
    "janv": 1, "jan": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12,
}  # fmt: skip
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_NUMBERS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_ORDINALS = "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième".split()
_UNITS = {
    "seconde": Unit.SECOND, "minute": Unit.MINUTE, "heure": Unit.HOUR, "jour": Unit.DAY, "journée": Unit.DAY,
    "semaine": Unit.WEEK, "trimestre": Unit.QUARTER, "semestre": Unit.HALF, "an": Unit.YEAR, "année": Unit.YEAR,
    "décennie": Unit.DECADE, "siècle": Unit.CENTURY, "millénaire": Unit.MILLENNIUM,
}  # fmt: skip
_NTH = (
    {name: number for number, name in enumerate(_ORDINALS, 2)}
    | {"premier": 1, "première": 1, "second": 2, "seconde": 2, "dernier": -1, "dernière": -1, "1er": 1, "1re": 1}
    | {f"{number}{ending}": number for number in range(2, 32) for ending in ("e", "ème", "eme")}
)
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split()

WORDS: Mapping[str, Mapping[str, Any]] = {
    # Months; SUREMONTH are those that are no other word, nor a god's or a planet's name.
    "FULLMONTH": _FULL_MONTHS,
    "SUREMONTH": {name: number for name, number in _FULL_MONTHS.items() if number not in {3, 4, 5}}
    | {"=mars": 3, "=avril": 4, "=mai": 5},
    "ABBRMONTH": _MONTH_ABBREVIATIONS,
    "MONTH": _FULL_MONTHS | _MONTH_ABBREVIATIONS,
    # Weekdays
    "FULLWEEKDAY": {name: number for number, name in enumerate(_WEEKDAYS)},
    "WEEKDAY": {name: number for number, name in enumerate(_WEEKDAYS)},
    "WEEKDAYS": {f"{name}s": number for number, name in enumerate(_WEEKDAYS)},
    # Days told from the day of writing, and parts of the day; `aujourd` stands before `'hui`, `midi` after `après-`.
    "NEARDAY": {"hier": -1, "aujourd": 0, "demain": 1},
    "DAYPART": {"matin": "MO", "matinée": "MO", "midi": "AF", "soir": "EV", "soirée": "EV", "nuit": "NI"},
    "NAMEDHOUR": {"midi": "12:00", "minuit": "24:00"},
    "HOURPM": {f"{hour}h": hour for hour in range(25)},
    "CLOCKWORD": {f"{hour}h{minute:02}": (hour, minute) for hour in range(25) for minute in range(60)},
    # Numbers
    "DAYORD": {"1er": 1, "premier": 1},
    "NUM": {"un": 1, "une": 1} | {name: number for number, name in enumerate(_NUMBERS, 2)},
    "TENS": {"dix": 10, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    "SCALE": {"cent": 100, "cents": 100, "mille": 1000},
    "VAGUE": dict.fromkeys("quelques plusieurs nombreux nombreuses".split()),
    "ROUND": dict.fromkeys("dizaine quinzaine vingtaine trentaine centaine dizaines centaines".split()),
    "FRACTION": {"demi": 0.5, "demie": 0.5},
    "MEASURE": dict.fromkeys("millions milliards mille euros dollars francs personnes ans mois jours % de fois".split()),
    "NTH": _NTH
    | {f"={roman}{ending}": number for number, roman in enumerate(_ROMAN, 1) for ending in ("e", "ème", "")},
    "QUARTERNAME": {"t1": 1, "t2": 2, "t3": 3, "t4": 4},
    # Units
    "UNIT": _UNITS | {"mois": Unit.MONTH},
    "UNITS": {f"{name}s": unit for name, unit in _UNITS.items()} | {"mois": Unit.MONTH},
    "LONGUNIT": {
        "semaine": Unit.WEEK, "mois": Unit.MONTH, "trimestre": Unit.QUARTER, "semestre": Unit.HALF, "an": Unit.YEAR,
        "année": Unit.YEAR, "décennie": Unit.DECADE, "siècle": Unit.CENTURY,
    },
    "QUARTERUNIT": {"trimestre": Unit.QUARTER},
    "HALFUNIT": {"semestre": Unit.HALF},
    "WEEKENDUNIT": {"end": Unit.WEEKEND, "ends": Unit.WEEKEND},
    # Sides and parts of a span
    "SIDENOW": {"ce": 0, "cet": 0, "cette": 0},
    "SIDE": {
        "dernier": -1, "dernière": -1, "passé": -1, "passée": -1, "prochain": 1, "prochaine": 1,
    },
    "SIDES": {"derniers": -1, "dernières": -1, "prochains": 1, "prochaines": 1},
    "PART": {
        "début": Part.START, "mi": Part.MID, "milieu": Part.MID, "courant": Part.MID, "fin": Part.END,
    },
    # Seasons
    "SEASON": {"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"},
    "SURESEASON": {"printemps": "SP", "automne": "FA", "hiver": "WI"},
    # Words before which a bare year is a time
    "PREP": dict.fromkeys("en depuis dès avant après vers pour entre jusqu ici fin début courant".split()),
}  # fmt: skip

DOTTED = frozenset(_MONTH_ABBREVIATIONS)

MACROS: Mapping[str, str] = {
    "MON_": "(FULLMONTH|ABBRMONTH(?=.| YEAR|,))",
    "DAYOF": "(DAY er|DAY|DAYORD)",
    "PARTOFDAY": "(après-)?DAYPART",
    "DOW_": "(SIDENOW )?WEEKDAY(,le |,| le | )",
    "YEARTAIL": "( |,|(?<=ABBRMONTH).)YEAR(?!( |-)MEASURE|;DIGITS|·DIGITS)",
    "COUNT": "NUM;DIGITS|TENS-NUM|TENS et NUM|TENS|NUM( SCALE)?|(une )?VAGUE|une ROUND (de|d)",
    "NOTE_": "(longs |longues |bons |bonnes |petites |premiers |premières |belles )",
    "LENGTH": "COUNT( |')(NOTE_)?(UNITS|UNIT)( et FRACTION)?",
    "APPROX_": "(environ |près de |plus de |moins de |presque |à peine |au moins |déjà |maintenant |exactement )",
    # "début octobre", "au début du mois d'octobre", "à la fin de l'année"
    "PARTOF_": "PART( de | du | d'| des |-| )((le |l'|la )?(mois( de | d'))?)?",
    "CLOCK": "CLOCKWORD|HOUR h SIXTY|HOURPM|HOUR heures( SIXTY)?|HOUR h",
}
