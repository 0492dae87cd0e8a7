"""English."""

from feeds.timex.english.cues import (
    AUXILIARIES,
    BYLINES,
    COMPLEMENTIZERS,
    FUTURE,
    LEADS,
    PAST,
    PAST_ENDINGS,
    REPORTING,
    UNMARKED,
)
from feeds.timex.english.days import DAYS
from feeds.timex.english.feasts import FEASTS, OBSERVED
from feeds.timex.english.lengths import LENGTHS, VAGUE
from feeds.timex.english.names import NAMES
from feeds.timex.english.spans import SPANS
from feeds.timex.english.words import DOTTED, MACROS, WORDS
from feeds.timex.figures import figures
from feeds.timex.language import Language

LANGUAGE = Language(
    code="en",
    words={**WORDS, "OBSERVED": OBSERVED},
    macros=MACROS,
    rules=(*figures(day_first=False), *NAMES, *FEASTS, *DAYS, *SPANS, *LENGTHS, *VAGUE),
    future=FUTURE,
    past=PAST,
    reporting=REPORTING,
    past_endings=PAST_ENDINGS,
    bylines=BYLINES,
    auxiliaries=AUXILIARIES,
    dotted=DOTTED,
    complementizers=COMPLEMENTIZERS,
    unmarked=UNMARKED,
    leads=LEADS,
    day_first=False,
)
