"""Time expressions in text: found by rules, told as meanings, resolved to TIMEX3 values.

Words and rules of a language are tables in its own module; the engine knows no language. Nothing here knows feeds.
"""

from feeds.timex.language import Language
from feeds.timex.languages import language
from feeds.timex.tagger import find_timexes
from feeds.timex.timexes import Resolved, Timex
from feeds.timex.units import Tense, TimexType, Unit

__all__ = ["Language", "Resolved", "Tense", "Timex", "TimexType", "Unit", "find_timexes", "language"]
