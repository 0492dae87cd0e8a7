"""Names: feasts, which are days, and names that only look like a time."""

# ruff: noqa: E501 -- a rule is a row

from collections.abc import Callable

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import FloatingDay, Meaning
from feeds.timex.readings import clock, easter, fixed_day, nothing, year_of


def _floating(month: int, weekday: int, nth: int) -> Callable[[Found], Meaning | None]:
    """A feast on the `nth` weekday of a month (-1 the last)."""
    return lambda found: FloatingDay(month, weekday, nth, year_of(found), time=clock(found))


def _feast(name: str, example: str, pattern: str, read: Callable[[Found], Meaning | None]) -> Rule:
    return Rule(name, example, f"({pattern})(( |,)YEARNOW)?", read)


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
        "(black|bloody|super|fat|whit|cyber|giving|shrove|ruby) FULLWEEKDAY|FULLWEEKDAY the 13th"
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
    _feast("palm-sunday", "on [Palm Sunday] they", "palm sunday", easter(-7)),
    _feast("ash-wednesday", "on [Ash Wednesday] they", "ash wednesday", easter(-46)),
    _feast("holy-thursday", "on [Maundy Thursday] they", "(holy|maundy) thursday", easter(-3)),
    _feast("good-friday", "on [Good Friday] they", "good friday", easter(-2)),
    _feast("holy-saturday", "on [Holy Saturday] they", "(holy|easter) saturday", easter(-1)),
    _feast("easter-monday", "on [Easter Monday] they", "easter monday", easter(1)),
    _feast("easter", "before [Easter] they", "easter( sunday| day)?", easter(0)),
    _feast("christmas-eve", "on [Christmas Eve] they", "christmas eve", fixed_day(12, 24)),
    _feast(
        "christmas",
        "before [Christmas] they",
        "christmas( day)?(?! tree| card| party| carol| music| gift)",
        fixed_day(12, 25),
    ),
    _feast("new-year-eve", "on [New Year's Eve] they", "new year's eve", fixed_day(12, 31)),
    _feast("new-year", "on [New Year's Day] they", "new year's( day)?", fixed_day(1, 1)),
    _feast("halloween", "at [Halloween] they", "halloween", fixed_day(10, 31)),
    _feast("valentine", "on [Valentine's Day] they", "(saint |st.)?valentine's day", fixed_day(2, 14)),
    _feast("saint-patrick", "on [St. Patrick's Day] they", "(saint |st.)patrick's day", fixed_day(3, 17)),
    _feast("groundhog-day", "on [Groundhog Day] they", "groundhog day", fixed_day(2, 2)),
    _feast("earth-day", "on [Earth Day] they", "earth day", fixed_day(4, 22)),
    _feast("flag-day", "on [Flag Day] they", "flag day", fixed_day(6, 14)),
    _feast("may-day", "on [May Day] they", "may day", fixed_day(5, 1)),
    _feast("womens-day", "on [International Women's Day] they", "international women's day", fixed_day(3, 8)),
    _feast("independence-day", "on [the Fourth of July] they", "(the )?fourth of july|july fourth", fixed_day(7, 4)),
    _feast("veterans-day", "on [Veterans Day] they", "(veterans|veteran's|armistice) day", fixed_day(11, 11)),
    _feast("boxing-day", "on [Boxing Day] they", "boxing day", fixed_day(12, 26)),
    _feast("thanksgiving", "before [Thanksgiving] they", "thanksgiving( day)?", _floating(11, 3, 4)),
    _feast("labor-day", "after [Labor Day] they", "labor day", _floating(9, 0, 1)),
    _feast("memorial-day", "on [Memorial Day] they", "memorial day", _floating(5, 0, -1)),
    _feast(
        "king-day",
        "on [Martin Luther King Jr. Day] they",
        "martin luther king(,jr| jr)?(.| )day|mlk day",
        _floating(1, 0, 3),
    ),
    _feast(
        "presidents-day",
        "on [Presidents Day] they",
        "(presidents|president's) day|washington's birthday",
        _floating(2, 0, 3),
    ),
    _feast("columbus-day", "on [Columbus Day] they", "columbus day", _floating(10, 0, 2)),
    _feast("mothers-day", "on [Mother's Day] they", "(mother's|mothers) day", _floating(5, 6, 2)),
    _feast("fathers-day", "on [Father's Day] they", "(father's|fathers) day", _floating(6, 6, 3)),
    _feast("election-day", "before [Election Day] they", "election day", _floating(11, 1, 1)),
)
