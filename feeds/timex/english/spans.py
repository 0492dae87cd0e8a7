"""Weeks, months, seasons, quarters, years, decades, centuries, and vague points in time."""

from feeds.timex.language import Rule
from feeds.timex.readings import (
    anaphoric_unit,
    century,
    decade,
    ended_quarter,
    month,
    month_of_year,
    one_unit,
    quarter,
    relative_unit,
    season,
    told_unit,
    vague_times,
    year,
)

_FISCAL = "(fiscal |financial |calendar )?(year )?"
_WHICH_YEAR = "SIDE (fiscal |calendar )?year|(the )?(fiscal |calendar )?(year )?YEARNOW|fiscal YEARNOW"
_QUARTER = "((fiscal )?NTH( |-)(fiscal |fiscal-)?(QUARTERUNIT|HALFUNIT)|QUARTERNAME)"
_PLAIN_QUARTER = "(the )?(fiscal )?NTH (fiscal )?(QUARTERUNIT|HALFUNIT)|NTH-(QUARTERUNIT|HALFUNIT)|QUARTERNAME"
_NOT_A_YEAR = "(?!( |-)(MEASURE|UNITS|UNIT|SCALE|ZONE|hours)|;TRIPLE|·DIGITS|:)"

SPANS = (
    Rule(
        "part-month",
        "It met in [early October 2022] in",
        "(PARTOF_|PART( |-))(SIDE )?(MONTH|ABBRMONTH.)(( |,| of )YEAR)?(?! DAYOF)",
        month,
    ),
    Rule(
        "month-of-year",
        "It met in [June of last year] in",
        "(PARTOF_|PART( |-))?(FULLMONTH|ABBRMONTH.)( |,| of )SIDE year",
        month_of_year,
    ),
    Rule("month-year", "It met in [October 2022] in", "(MONTH( |,| of |, of |-|/)YEAR|ABBRMONTH.(,)?YEAR)", month),
    Rule("month-side", "It met [last October] in", "(the )?(this )?SIDE (MONTH)(?! DAYOF)", month),
    Rule(
        "month",
        "It met in [October] in",
        "SUREMONTH|(?<=(PREP|DETERMINER) )NAMEMONTH(?! NAMEMONTH)|((?<=PREP )|(?<=FULLMONTH (and|or) ))"
        "(FULLMONTH(?! DAYOF)|ABBRMONTH(?=.))",
        month,
    ),
    Rule("month-name", "[April] ends soon, said April Jones", "NAMEMONTH", month, may_be_name=True),
    Rule("season-year", "It met in [the summer of 1989] in", "(PARTOF_|PART_)?(the )?SEASON( of |,| )YEARNOW", season),
    Rule(
        "season-side",
        "It met [early this summer] in",
        "(PARTOF_|PART_)?(the )?(this )?(SIDE|PREVIOUS) SEASON(?! (DAYOF))",
        season,
    ),
    Rule(
        "season-known",
        "It met in [the fall] in",
        "(PARTOF_|PART_)(the )?SEASON|(?<=in )the SEASON(?! of)|(?<=(in|by|until|of) )SEASON(?! of)",
        season,
    ),
    Rule("season", "It met one cold [winter] in", "SURESEASON", season),
    Rule(
        "quarter-of",
        "It grew in [the third quarter of 1989] in",
        f"(PARTOF_|PART_)?(the )?{_QUARTER}( of |,| )(the )?({_WHICH_YEAR})",
        quarter,
    ),
    Rule(
        "quarter-of-year",
        "It grew in [fiscal 1989's fourth quarter] in",
        f"({_WHICH_YEAR})'s {_QUARTER}|(the )?YEARNOW {_QUARTER}",
        quarter,
    ),
    Rule("quarter", "It grew in [the third quarter] in", f"(PARTOF_|PART_)?({_PLAIN_QUARTER})( of the year)?", quarter),
    Rule(
        "decade",
        "It grew in [the early 1990s] in",
        "(PARTOF_)?(the )?(PART( |-))?(DECADE|DECADE2)|the (PART( |-))?DECADENAME|the YEAR's(?! _)",
        decade,
    ),
    Rule("decade-apostrophe", "It grew in [the '80s] in", "(the|PART|the PART)^DECADE2", decade),
    Rule(
        "century",
        "It grew in [the late 19th century] in",
        "(PARTOF_)?(the )?(PART( |-))?(the )?NTH( |-)(century(?! of)|centuries)",
        century,
    ),
    Rule("years-first", "It grew in [1989]-1991 or", "YEARNEAR(?=(~|/)YEARNEAR)", year, may_touch=True),
    Rule("years-last", "It grew in 1989-[1991] or", "(?<=FIRSTYEAR(~|/))YEARNEAR", year, may_touch=True),
    Rule("year-of", "It grew by [the end of 2013] in", f"(PARTOF_|PART_)({_FISCAL})YEARNOW", year),
    Rule(
        "year-fiscal",
        "It grew in [fiscal 1990] in",
        "(the )?((fiscal|financial|calendar|academic) year|year|fiscal) YEAR",
        year,
    ),
    Rule("year", "It grew in [2013] in", f"(?<=PREP )YEARNOW{_NOT_A_YEAR}", year),
    Rule("year-early", "It was built in [1066], before", "(?<=(in|since|circa|around) )YEAR(?! |-|;|·)", year),
    Rule("year-short", "It was built in ['98] by", "(?<=PREP^)YEAR2(?! (UNITS|MEASURE))", year),
    Rule("year-bare", "The conference [2013] ended", f"(?<!LABEL )(?<!(.|/|;|:))YEARNEAR{_NOT_A_YEAR}", year),
    Rule("past-week", "It grew over [the past week] in", "the (last|past|next) LONGUNIT", one_unit),
    Rule(
        "part-of-unit",
        "It grew by [the end of the year] in",
        "PARTOF_(the |SIDE |the SIDE )?(fiscal |calendar )?LONGUNIT|LONGUNIT('s)?( |-)end( YEARNOW)?",
        relative_unit,
    ),
    Rule("part-in-unit", "It grew [later in the year] in", "PART in the (DAYUNIT|LONGUNIT)", relative_unit),
    Rule("mid-unit", "It grew by [midyear] in", "(MIDUNIT|mid-LONGUNIT)( YEARNOW)?", relative_unit),
    Rule(
        "previous-unit",
        "It grew in [the previous year] in",
        "(the )?(PREVIOUS|SAME) (fiscal |calendar )?LONGUNIT",
        anaphoric_unit,
    ),
    Rule(
        "this-unit",
        "It grew [earlier this year] in",
        "(PART( |-))?(the )?(this )?SIDE (fiscal |calendar )?LONGUNIT",
        relative_unit,
    ),
    Rule("the-quarter", "It grew in [the quarter] in", "(?<=(in|for|during) )the QUARTERUNIT", ended_quarter),
    Rule(
        "the-year",
        "It grew for [the year] in",
        "(?<=(in|for|during|through|throughout) )the YEARUNIT(?! (of|that|when|before|after|to|YEAR)|-)",
        told_unit,
    ),
    Rule("the-weekend", "It grew over [the weekend] in", "the WEEKENDUNIT", relative_unit),
    Rule("vague-times", "It grew in [recent years] in", "(the )?SIDE UNITS|(the PREVIOUS|PRIOR) UNITS", vague_times),
)
