"""Category pages without dates, turned into feeds that people can trust."""

__version__ = "0.1.0"
