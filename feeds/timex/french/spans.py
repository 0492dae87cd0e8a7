"""French weeks, months, seasons, years, distances and lengths of time, and what recurs."""

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
    year,
)

_NOT_A_YEAR = "(?!( |-)MEASURE|;DIGITS|·DIGITS| TRIPLE|:)"


def _vague(found: Found) -> Meaning | None:
    kinds = {-1: ReferenceKind.PAST, 1: ReferenceKind.FUTURE}
    return reference(kinds[found["SIDES"]])(found)


def _weekend(found: Found) -> Meaning:
    return RelativeUnit(Unit.WEEKEND, found.get("SIDE") or 0)


def _decade(found: Found) -> Meaning | None:
    """`années 1980`, `années 80`."""
    first_year = found["YEAR"] if "YEAR" in found else 1900 + found["DIGITS"]
    return Decade(first_year, found.get("PART")) if first_year % 10 == 0 else None


SPANS = (
    Rule("part-month", "Vu [début octobre 2022] ici", "((au|à la|à|en|dès) )?PARTOF_MON_(( |,|de | de )YEAR)?", month),
    Rule(
        "month-year",
        "Vu en [octobre 2022] ici",
        "(mois (de |d'))?MON_( |,| de |-|(?<=ABBRMONTH).)YEAR(?!;DIGITS|·DIGITS)",
        month,
        may_touch=True,
    ),
    Rule("month-aside", "Vu [en mai dernier] ici", "(en |au )?(mois (de |d'))?MON_ SIDE", month, may_touch=True),
    Rule("month-of", "Vu au [mois d'août] ici", "mois (de |d')MON_", month),
    Rule("month-elided", "L'édition d'[octobre] est", "(?<=d')SUREMONTH", month, may_touch=True),
    Rule("month", "Vu en [octobre] ici", "SUREMONTH", month),
    Rule(
        "season-aside",
        "Vu [cet automne] ici",
        "(début |mi-|fin )?(SIDENOW SEASON|l'SEASON SIDE|(le |au )SEASON SIDE)",
        season,
    ),
    Rule(
        "season-year",
        "Vu à [l'été 2012] ici",
        "(PARTOF_)?(l'SEASON|SURESEASON|(?<=cet )SEASON)( | de )YEARNOW(?!;DIGITS|·DIGITS)",
        season,
    ),
    Rule("season", "Vu au [printemps] ici", "(PARTOF_)?(l'SEASON|(?<=(au|le|en|cet) )SEASON)", season),
    Rule(
        "quarter",
        "Vu au [troisième trimestre 2012] ici",
        "(PARTOF_)?NTH (QUARTERUNIT|HALFUNIT)(( | de )YEARNOW| de l'année YEARNOW)?|QUARTERNAME YEARNOW",
        quarter,
    ),
    Rule(
        "century",
        "Vu au [XIXe siècle] ici",
        "(PARTOF_)?NTH siècle",
        century,
    ),
    Rule(
        "year-part",
        "Vu [fin 2012] ici",
        f"((à la|au|à|dès|d'ici) )?(la |le )?PART( de | de l'(année|an) |-| )YEARNOW{_NOT_A_YEAR}",
        year,
    ),
    Rule("decade", "Vu dans les [années 1980] ici", "(PARTOF_)?années (YEARNOW|DIGITS)(?! DAYOF)", _decade),
    Rule("year-named", "Vu [l'année 2012] ici", f"(l'(année|an)|année) YEARNOW{_NOT_A_YEAR}", year),
    Rule(
        "year",
        "Vu en [2012] ici",
        f"((?<=PREP )|(?<=ici à )|(?<=YEARNOW et )|(?<=(de|saison) )(?=YEARNOW(?! )))YEARNOW{_NOT_A_YEAR}",
        year,
    ),
    Rule(
        "unit-aside",
        "Vu [la semaine dernière] ici",
        "(en |au |à la )?(PART( de | du |-))?(l'|le |la )?LONGUNIT SIDE",
        relative_unit,
    ),
    Rule("this-unit", "Vu [cette semaine] ici", "(PART de )?SIDENOW LONGUNIT(-ci)?", relative_unit),
    Rule("same-unit", "Vu [la même année] ici", "(la |le )(même )LONGUNIT|SIDENOW LONGUNIT-là", anaphoric_unit),
    Rule(
        "part-of-unit",
        "Vu à [la fin de l'année] ici",
        "(la |le )?PART (de l'|de la |du |de )LONGUNIT(?! SIDE)",
        relative_unit,
    ),
    Rule("weekend", "Vu [le week-end dernier] ici", "(le |ce )?(week-WEEKENDUNIT|weekend)( SIDE)?", _weekend),
    Rule("ago", "Vu [il y a trois jours] ici", "((il y a|voici|voilà) (APPROX_)?LENGTH)(?! que)", shift(-1)),
    Rule("in-length", "Vu [dans trois jours] ici", "(d'ici |dans |sous )(APPROX_)?LENGTH", shift(+1), may_touch=True),
    Rule(
        "later", "Vu [deux semaines plus tard] ici", "(APPROX_)?LENGTH (plus tard|après)", shift(+1, is_anaphoric=True)
    ),
    Rule(
        "earlier",
        "Vu [deux semaines plus tôt] ici",
        "(APPROX_)?LENGTH (plus tôt|auparavant|avant)",
        shift(-1, is_anaphoric=True),
    ),
    Rule(
        "vague-times",
        "Vu [ces derniers jours] ici",
        "(les |ces |des |aux |ces )(tout |toutes )?SIDES UNITS|les LONGUNIT SIDES",
        _vague,
    ),
    Rule(
        "every",
        "Vu [chaque semaine] ici",
        "chaque (UNIT|FULLWEEKDAY( PARTOFDAY)?|FULLMONTH|SEASON)|(tous les|toutes les) (COUNT )?(UNITS|WEEKDAYS)|par (UNIT)",
        recurrence,
    ),
    Rule("weekdays", "Ouvert [les samedis] ici", "(les )?WEEKDAYS", recurrence),
    Rule(
        "past-length",
        "Vu [les trois derniers mois] ici",
        "(les |ces |des |nos )((COUNT )SIDES|SIDES COUNT|COUNT)( premiers| premières| prochains)? UNITS",
        duration,
    ),
    Rule("age", "Un écrivain [âgé de 89 ans]", "(âgé|âgée|âgés|âgées) de COUNT UNITS", duration),
    Rule("length", "Il dura [environ trois ans] ici", "(APPROX_)?LENGTH", duration),
    Rule(
        "now",
        "On voit [actuellement] cela",
        "maintenant|actuellement|en ce moment|désormais|à ce jour|à l'heure actuelle",
        reference(ReferenceKind.PRESENT),
    ),
    Rule(
        "recently", "On a vu [récemment] cela", "récemment|dernièrement|autrefois|jadis", reference(ReferenceKind.PAST)
    ),
    Rule("soon", "On verra [prochainement] cela", "prochainement|bientôt", reference(ReferenceKind.FUTURE)),
)
