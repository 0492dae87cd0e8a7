"""Chinese, in simplified and traditional characters."""

from feeds.timex.chinese.compounds import COMPOUNDS
from feeds.timex.chinese.cues import AUXILIARIES, BYLINES, FUTURE, PAST, REPORTING
from feeds.timex.chinese.days import DAYS
from feeds.timex.chinese.spans import SPANS
from feeds.timex.chinese.words import MACROS, WORDS
from feeds.timex.figures import figures
from feeds.timex.language import Language

LANGUAGE = Language(
    code="zh",
    words=WORDS,
    macros=MACROS,
    rules=(*DAYS, *SPANS, *figures(day_first=True)),
    future=FUTURE,
    past=PAST,
    reporting=REPORTING,
    bylines=BYLINES,
    auxiliaries=AUXILIARIES,
    compounds=COMPOUNDS,
)
