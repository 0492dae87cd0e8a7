"""Russian."""

from feeds.timex.figures import figures
from feeds.timex.language import Language
from feeds.timex.russian.cues import AUXILIARIES, BYLINES, FUTURE, PAST, PAST_ENDINGS, REPORTING
from feeds.timex.russian.days import DAYS
from feeds.timex.russian.feasts import FEASTS
from feeds.timex.russian.spans import SPANS
from feeds.timex.russian.words import DOTTED, MACROS, WORDS

LANGUAGE = Language(
    code="ru",
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
