"""The error family: every error of ours is a `FeedsError`, and also the built-in that it resembles.

A message is one line that says what is wrong, where, and what to do about it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feeds.model import Diagnostic


class FeedsError(Exception):
    """The root of everything that `feeds` raises on purpose."""


class ListingError(FeedsError, ValueError):
    """A listing that cannot be published without guessing nonsense.

    `diagnostics` holds every complaint about the file, warnings included, in the order of their lines;
    at least one of them is an error.
    """

    def __init__(self, diagnostics: "tuple[Diagnostic, ...]") -> None:
        self.diagnostics = diagnostics
        super().__init__("; ".join(str(diagnostic) for diagnostic in diagnostics if diagnostic.is_error))


class MediaError(FeedsError, ValueError):
    """A file beside a listing that cannot be published; the message says why, and what to do."""


class ContentError(FeedsError, OSError):
    """A folder of listings that cannot be read, or has none; publishing it would empty the site."""


class ConfigError(FeedsError, ValueError):
    """A setting with a wrong name or value; the message names file, key and what is allowed."""


class SiteError(FeedsError, OSError):
    """The built site cannot be written or read; the message names the path and what the system said."""


class UnreadError(FeedsError, ValueError):
    """A build that would give subscribers as new what they have read; the message names an entry and the ways out."""


class ServeError(FeedsError, OSError):
    """The site cannot be served; the message names the address or the directory and what the system said."""


class LedgerError(FeedsError, OSError):
    """The ledger cannot be read or written, or holds what contradicts; the message names the ledger and the reason."""
