"""The whole way, joined: listings are read, dated, promised, put into feeds, and written as a site."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from feeds.config import DEFAULTS, Config, load_config
from feeds.content import read_content
from feeds.feed import EPOCH, delivery_of, everything, feed_of, site_of
from feeds.formats import feed_urls, render, render_redirects
from feeds.ledger import open_ledger
from feeds.listing import parse_listing
from feeds.model import DELIVERY, Diagnostic, Document
from feeds.promise import moved_categories, promises, refuse_unread
from feeds.site import Changes, read_document, write_site

LAST_GOOD = PurePosixPath(".feeds/listings")
"""Where a site keeps the listings that it was made from: what stays published while a file is broken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did to the site, and every complaint about the content.

    `withheld` are the moments at which entries come due that state a date after now, the next one first. `hubs` are
    to be told of what has changed.
    """

    changes: Changes
    diagnostics: tuple[Diagnostic, ...]
    withheld: tuple[datetime, ...] = ()
    hubs: tuple[str, ...] = ()


def publish(
    content: Path,
    out: Path,
    now: datetime,
    progress: Callable[[str], None] = lambda _: None,
    defaults: Config = DEFAULTS,
    *,
    may_repeat: bool = False,
) -> Outcome:
    """Build the site of the listings in `content` into `out`; `now` is the moment at which new entries are first seen.

    What is published is in the ledger before it is in the site. A listing that cannot be read is complained about, and
    what was last published of it stays. An entry that states a date after `now` is withheld until then. `progress` is
    told each category before it is dated; `defaults` are the settings where the content has none. Raises `ConfigError`,
    `ContentError`, `LedgerError`, `SiteError`, and, unless it `may_repeat` itself, `UnreadError` instead of giving
    subscribers as new what they have read.
    """
    config = load_config(content, defaults)
    parse = partial(parse_listing, today=now.date(), timezone=config.timezone, language=config.language)
    read = read_content(content, parse, last_good=lambda name: read_document(out, LAST_GOOD / name))
    with open_ledger(config.ledger_of(content, out)) as ledger:
        found = list(promises(ledger, read, now, lambda new: may_repeat or not new.unread, progress))
        if not may_repeat:
            refuse_unread(found)
        moved = moved_categories(ledger, read, now)
    feeds = [feed_of(promise.page, promise.publications, config) for promise in found]
    sources = [Document(LAST_GOOD / name, data, EPOCH) for name, data in read.sources.items()]
    whole = everything(feeds, config)
    documents = render(feeds, whole, site_of(config))
    redirects = render_redirects(moved, site_of(config), EPOCH)
    delivery = delivery_of(feed_urls([*feeds, whole], site_of(config)), config)
    changes = write_site(out, [*sources, *documents, *redirects, Document(DELIVERY, delivery.as_json(), EPOCH)])
    withheld = sorted(moment for promise in found for moment in promise.withheld(now))
    return Outcome(changes, read.diagnostics, tuple(withheld), config.hub)
