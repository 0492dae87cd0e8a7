"""German."""

from feeds.timex.figures import figures
from feeds.timex.german.cues import AUXILIARIES, BYLINES, FUTURE, PAST, PAST_ENDINGS, REPORTING
from feeds.timex.german.days import DAYS
from feeds.timex.german.feasts import FEASTS
from feeds.timex.german.spans import SPANS
from feeds.timex.german.words import DOTTED, MACROS, WORDS
from feeds.timex.language import Language

LANGUAGE = Language(
    code="de",
    words=WORDS,
    macros=MACROS,
    rules=(*figures(day_first=True), *FEASTS, *DAYS, *SPANS),
    future=FUTURE,
    past=PAST,
    reporting=REPORTING,
    past_endings=PAST_ENDINGS,
    bylines=BYLINES,
    auxiliaries=AUXILIARIES,
    dotted=DOTTED,
)
