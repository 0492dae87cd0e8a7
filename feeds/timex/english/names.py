"""Names that only look like a time, and days that became the name of what happened on them."""

# ruff: noqa: E501 -- a rule is a row

from feeds.timex.language import Rule
from feeds.timex.readings import fixed_day, nothing

_ATTACKS = "(attack|attacks|terrorist|terror|hijackers|hijackings|commission|victims|families|tragedy|memorial)"

NAMES = (
    Rule(
        "name-newspaper",
        "as USA Today reported",
        "usa today|(?<=the )today show|FULLWEEKDAY (times|post|telegraph|mirror|mail|herald|express|star|review)",
        nothing,
    ),
    Rule(
        "name-broadcast",
        "on Saturday Night Live",
        "FULLWEEKDAY (night|morning) (live|football|fever)|good morning|morning edition|meet the press",
        nothing,
    ),
    Rule(
        "name-weekday",
        "after Black Friday sales",
        "(black|bloody|super|fat|cyber|giving|shrove|ruby) FULLWEEKDAY|FULLWEEKDAY the 13th"
        "|orthodox easter|easter (island|islands|islander|egg|eggs|seal|seals|bunny|rising|parade)|good friday (agreement|accord|accords)",
        nothing,
    ),
    Rule("name-century", "bought 20th Century Fox", "NTH century (fox|insurance|studios)", nothing),
    Rule("name-games", "at the Winter Olympics", "SEASON (olympics|olympic|paralympics|games|palace)", nothing),
    Rule(
        "name-place",
        "moved to Fall River",
        "fall river|spring (valley|hill|field|lake)|may (day)? ?parade|march madness",
        nothing,
    ),
    Rule(
        "name-second",
        "at second base",
        "second (base|place|lady|amendment|world|thought|opinion|avenue|street)",
        nothing,
    ),
    Rule(
        "eleventh-of-september-attacks",
        "the [Sept. 11] attacks",
        f"(september |sept.)(11|11th)(?= {_ATTACKS})|(?<=(attack|attacks) (of|on) )(september |sept.)11(?!(,| )YEAR)",
        fixed_day(9, 11, 2001),
    ),
    Rule(
        "sixth-of-january-attack",
        "the [Jan. 6] insurrection",
        "(january |jan.)(6|6th)(?= (insurrection|riot|rioters|committee|attack|defendants))",
        fixed_day(1, 6, 2021),
    ),
    Rule("eleventh-of-september", "since [9/11], travellers", "9/11(?!/|-)", fixed_day(9, 11, 2001)),
)
