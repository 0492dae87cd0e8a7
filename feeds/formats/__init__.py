"""The formats of a feed."""
