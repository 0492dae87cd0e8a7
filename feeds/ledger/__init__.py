"""Ids and dates: once given, they stay."""

from feeds.ledger.identity import entry_ids, is_uri, mint_id, without_repeated_ids
from feeds.ledger.matching import match, recognise
from feeds.ledger.rules import Change, Changed, advance, changes, edited_on, known_of, unread, view_of
from feeds.ledger.store import Ledger, open_ledger

__all__ = [
    "Change", "Changed", "Ledger", "advance", "changes", "edited_on", "entry_ids", "is_uri", "known_of", "match",
    "mint_id", "open_ledger", "recognise", "unread", "view_of", "without_repeated_ids",
]  # fmt: skip
