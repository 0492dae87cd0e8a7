"""Distances in time, lengths of time, what recurs, and vague points in time."""

# ruff: noqa: E501 -- a rule is a row

from feeds.timex.language import Rule
from feeds.timex.meaning import ReferenceKind
from feeds.timex.readings import duration, one_unit, recurrence, reference, same_period, shift, year_ago

LENGTHS = (
    Rule("ago", "It opened [three days ago] in", "(APPROX_)?(LENGTH|UNITS) ago", shift(-1)),
    Rule(
        "year-ago",
        "above [the year-earlier quarter] in",
        "(ARTICLE |the )?LONGUNIT-(ago|earlier)( (QUARTERUNIT|period|month|week))?",
        year_ago,
    ),
    Rule(
        "same-period",
        "below [the same period last year] in",
        "the (same|like|comparable|corresponding|similar) (QUARTERUNIT|period|month|week|time)"
        "( of | in | )(SIDE year|the PREVIOUS year|YEARNOW|a year (ago|earlier|before))",
        same_period,
    ),
    Rule(
        "year-period",
        "below [the 1988 period] in",
        "the ((same|like|comparable|corresponding|similar) )?YEARNOW (period|quarter)",
        same_period,
    ),
    Rule(
        "earlier",
        "It opened [two weeks earlier] in",
        "(APPROX_)?(LENGTH|UNITS) (earlier|previously|prior)(?! to)",
        shift(-1, is_anaphoric=True),
    ),
    Rule("later", "It opened [two weeks later] in", "(APPROX_)?(LENGTH|UNITS) later", shift(+1, is_anaphoric=True)),
    Rule(
        "from-now",
        "It opens [two weeks from now] in",
        "(APPROX_)?(LENGTH|UNITS) (from|after) (now|today)|(LENGTH|UNITS) hence",
        shift(+1),
    ),
    Rule("age", "A [89-year-old] writer", "(COUNT( |-)(UNIT|UNITS)( |-)old|COUNT UNITS of age)", duration),
    Rule(
        "every",
        "It meets [every two weeks] in",
        "(every|each) (other )?(COUNT )?(UNIT|UNITS|FULLWEEKDAY( DAYPART)?|FULLMONTH|SEASON|DAYPART)",
        recurrence,
    ),
    Rule(
        "times-a",
        "It meets [twice a week] in",
        "(once|twice|NUM times|COUNT times) (a|an|per|each|every) UNIT",
        recurrence,
    ),
    Rule("per", "at 40 tons [per day] in", "per UNIT", recurrence),
    Rule("weekdays", "It meets on [Sundays] in", "WEEKDAYS( DAYPART)?", recurrence),
    Rule("frequency", "It meets [daily] in", "FREQUENCY", recurrence),
    Rule(
        "past-length",
        "It grew over [the past three months] in",
        "(the |these |this |its |their )?(SIDE |first )(APPROX_)?(AMOUNT)( |-)(NOTE )?(UNITS|UNIT)",
        duration,
    ),
    Rule(
        "length",
        "It took [about three years] in",
        "(APPROX_)?(the )?LENGTH(?!( |-)old| of age|-(end|ago|earlier))",
        duration,
    ),
    Rule("unitlong", "after a [yearlong] search", "UNITLONG|UNIT( |-)long", one_unit),
)

VAGUE = (
    Rule(
        "turn-of-century",
        "It grew at [the turn of the century] in",
        "(the )?turn of the century",
        reference(ReferenceKind.PAST),
    ),
    Rule(
        "now",
        "It grows [right now] in",
        "(right |just )?now(?! that)|currently|nowadays|at present|presently|these days|the present( time| day)?|(?<=at )(the|this) (moment)",
        reference(ReferenceKind.PRESENT),
    ),
    Rule(
        "current",
        "its [current] chief",
        "current(?! (FULLMONTH|LONGUNIT|affairs|account))",
        reference(ReferenceKind.PRESENT),
    ),
    Rule(
        "recently",
        "It grew [recently] in",
        "(more |most |until )?recently|lately|recent(?! UNITS)|long ago|the (recent|distant) past|(?<=in )the past",
        reference(ReferenceKind.PAST),
    ),
    Rule(
        "future",
        "It grows in [the near future] in",
        "(?<=in )the ((near|foreseeable|immediate|distant) )?future(?! of)"
        "|(?<=(for|of|about) )the ((near|foreseeable|immediate|distant) )?future(?! of)((?! )|(?= (PREP|and|or|will|is|was|as|that|to)))",
        reference(ReferenceKind.FUTURE),
    ),
)
