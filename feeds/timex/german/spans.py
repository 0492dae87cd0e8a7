"""German weeks, months, seasons, years, distances and lengths of time, and what recurs."""

# ruff: noqa: E501 -- a rule is a row

from feeds.timex.language import Rule
from feeds.timex.meaning import ReferenceKind
from feeds.timex.readings import (
    anaphoric_unit,
    century,
    decade,
    duration,
    month,
    one_unit,
    quarter,
    recurrence,
    reference,
    relative_unit,
    season,
    shift,
    vague_times,
    year,
)

_NOT_A_YEAR = "(?! MEASURE|;DIGITS|·DIGITS| TRIPLE|:|-_)"


SPANS = (
    Rule("part-month", "Es ist [Anfang Oktober 2022] passiert", "PARTOF_MON_(( |,)YEAR)?", month),
    Rule("month-year", "Im [Oktober 2022] ist", "MON_( |,| des jahres |(?<=ABBRMONTH).)YEAR(?!;DIGITS|·DIGITS)", month),
    Rule("month-aside", "Im [vergangenen Oktober] ist", "SIDE FULLMONTH", month),
    Rule("month", "Im [Oktober] ist", "SUREMONTH|(?<=(im|seit|ab|bis|vom|zum|in|den|dem|für) )FULLMONTH", month),
    Rule(
        "season",
        "Im [Sommer 2012] ist",
        "(PARTOF_|SIDE )?SEASON (des jahres )?YEARNOW|PARTOF_SEASON|SIDE SEASON|(?<=(im|bis|zum) )SEASON",
        season,
    ),
    Rule(
        "quarter",
        "Im [dritten Quartal 2012] ist",
        "(PARTOF_)?NTH( |.)(QUARTERUNIT|HALFUNIT)( (des jahres )?YEARNOW)?|QUARTERNAME( |/)YEARNOW",
        quarter,
    ),
    Rule(
        "decade", "In den [1990er Jahren] ist", "(SIDE |PART (der )?)?DECADENAME( |-)(jahre|jahren|jahrzehnt)", decade
    ),
    Rule("century", "Im [19. Jahrhundert] ist", "(PARTOF_)?NTH(.| )(jahrhundert|jahrhunderts)", century),
    Rule("year-part", "Es ist [Ende 2012] passiert", f"PART (des jahres )?YEARNOW{_NOT_A_YEAR}", year),
    Rule(
        "year-named",
        "Es ist [im Jahr 2012] passiert",
        f"((im|seit dem|in den) )?(jahr|jahre|jahres|jahren) YEARNOW{_NOT_A_YEAR}",
        year,
    ),
    Rule("year", "Es ist in [2012] passiert", f"((?<=PREP )|(?<=YEARNOW und ))YEARNOW{_NOT_A_YEAR}", year),
    Rule(
        "unit-aside",
        "Es ist [letzte Woche] passiert",
        "(PARTOF_)?(in der |in den |im |am |in )?SIDE LONGUNIT",
        relative_unit,
    ),
    Rule(
        "previous-unit",
        "Es ist [im selben Jahr] passiert",
        "((im|am|in der) )?(SAME|PREVIOUS) LONGUNIT",
        anaphoric_unit,
    ),
    Rule("mid-unit", "Es ist zur [Jahresmitte] passiert", "MIDUNIT", relative_unit),
    Rule("part-of-unit", "Es ist [Ende des Jahres] passiert", "PART (der |des )LONGUNIT", relative_unit),
    Rule("weekend", "Es ist [am Wochenende] passiert", "am WEEKENDUNIT", relative_unit),
    Rule("ago", "Es ist [vor drei Tagen] passiert", "vor (APPROX_)?LENGTH", shift(-1)),
    Rule("in-length", "Es ist [in drei Tagen] soweit", "(?<!(al|als) )in (APPROX_)?LENGTH", shift(+1)),
    Rule(
        "later",
        "Es ist [zwei Wochen später] passiert",
        "(APPROX_)?LENGTH (später|danach|darauf|nach)",
        shift(+1, is_anaphoric=True),
    ),
    Rule(
        "earlier",
        "Es ist [zwei Wochen zuvor] passiert",
        "(APPROX_)?LENGTH (zuvor|vorher|früher|vor)",
        shift(-1, is_anaphoric=True),
    ),
    Rule(
        "vague-times",
        "Es ist [in den letzten Tagen] passiert",
        "((in|während) (den|der|diesen) )?SIDE (VAGUE )?UNITS|seit kurzem",
        vague_times,
    ),
    Rule("past-length", "In [den letzten drei Monaten] ist", "(die |den |der )?SIDE COUNT UNITS", duration),
    Rule(
        "every",
        "Es tagt [jede Woche] dort",
        "(jede|jeden|jedes|jeder|jedem) (NTH |COUNT )?(UNIT|FULLWEEKDAY|FULLMONTH|SEASON|DAYPART)|alle (COUNT )?UNITS|(pro|je) UNIT",
        recurrence,
    ),
    Rule("weekdays", "Es tagt [montags] dort", "WEEKDAYS", recurrence),
    Rule("frequency", "Es tagt [täglich] dort", "FREQUENCY", recurrence),
    Rule("age", "Ein [89 Jahre alter] Dichter", "COUNT( |-)UNITS (alt|alte|alter|alten|altes)", duration),
    Rule("length", "Es dauerte [etwa drei Jahre] dort", "(APPROX_)?LENGTH", duration),
    Rule("unitlong", "Nach [jahrelangem] Warten", "UNITLONG", one_unit),
    Rule(
        "now",
        "Es ist [derzeit] so",
        "jetzt|derzeit|zurzeit|zur zeit|momentan|gegenwärtig|nun|ab sofort",
        reference(ReferenceKind.PRESENT),
    ),
    Rule(
        "recently",
        "Es ist [kürzlich] passiert",
        "kürzlich|neulich|vor kurzem|unlängst|jüngst",
        reference(ReferenceKind.PAST),
    ),
    Rule("soon", "Es wird [demnächst] geschehen", "demnächst|in kürze|bald", reference(ReferenceKind.FUTURE)),
)
