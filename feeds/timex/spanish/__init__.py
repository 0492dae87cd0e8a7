"""Spanish."""

from feeds.timex.figures import figures
from feeds.timex.language import Language
from feeds.timex.spanish.cues import AUXILIARIES, BYLINES, FUTURE, FUTURE_ENDINGS, PAST, PAST_ENDINGS, REPORTING
from feeds.timex.spanish.days import DAYS
from feeds.timex.spanish.feasts import FEASTS
from feeds.timex.spanish.spans import SPANS
from feeds.timex.spanish.words import DOTTED, MACROS, WORDS

LANGUAGE = Language(
    code="es",
    words=WORDS,
    macros=MACROS,
    rules=(*figures(day_first=True), *FEASTS, *DAYS, *SPANS),
    future=FUTURE,
    past=PAST,
    reporting=REPORTING,
    past_endings=PAST_ENDINGS,
    future_endings=FUTURE_ENDINGS,
    bylines=BYLINES,
    auxiliaries=AUXILIARIES,
    dotted=DOTTED,
)
