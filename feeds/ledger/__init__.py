"""Ids and dates: once given, they stay."""

from feeds.ledger.identity import entry_ids, is_uri, mint_id, publications

__all__ = ["entry_ids", "is_uri", "mint_id", "publications"]
