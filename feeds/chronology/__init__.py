"""From a listing to one dating an entry: the day of its publication, how sure that is, and why."""

from feeds.chronology.dating import date_listing

__all__ = ["date_listing"]
