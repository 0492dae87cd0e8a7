"""French."""

from feeds.timex.figures import figures
from feeds.timex.french.cues import AUXILIARIES, BYLINES, FUTURE, FUTURE_ENDINGS, PAST, PAST_ENDINGS, REPORTING
from feeds.timex.french.days import DAYS
from feeds.timex.french.feasts import FEASTS
from feeds.timex.french.spans import SPANS
from feeds.timex.french.words import DOTTED, MACROS, WORDS
from feeds.timex.language import Language

LANGUAGE = Language(
    code="fr",
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
