"""Ids and dates: once given, they stay."""

from feeds.ledger.identity import entry_ids, is_uri, mint_id, without_repeated_ids
from feeds.ledger.matching import match, recognise
from feeds.ledger.moving import Contest, Move, Standing, find_moves
from feeds.ledger.rules import Change, Changed, advance, changes, edited_on, known_of, last_change, unread, view_of
from feeds.ledger.store import CategoryLedger, Ledger, open_ledger, read_ledger

__all__ = [
    "CategoryLedger", "Change", "Changed", "Contest", "Ledger", "Move", "Standing", "advance", "changes", "edited_on",
    "entry_ids", "find_moves", "is_uri", "known_of", "last_change", "match", "mint_id", "open_ledger", "read_ledger",
    "recognise", "unread", "view_of", "without_repeated_ids",
]  # fmt: skip
