"""What a feed format is to the rest of the house."""

from collections.abc import Callable
from dataclasses import dataclass

from feeds.model import MEDIA_TYPES, Entry, Feed, Site


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a feed down: `render` gives the whole document, `suffix` ends its address.

    The same feed and site always give the same bytes. `entry_size` is how many of them an entry takes, at most.
    """

    name: str
    suffix: str
    render: Callable[[Feed, Site], bytes]
    entry_size: Callable[[Entry, Feed, Site], int]

    @property
    def media_type(self) -> str:
        """The bare media type, as the `type` attribute of a link wants it."""
        return MEDIA_TYPES[self.suffix].partition(";")[0]
