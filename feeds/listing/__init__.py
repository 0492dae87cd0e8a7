"""Text to `Listing`, and back: the listing format, its merged captures, and the names of categories in addresses."""

from feeds.listing.lines import field_line
from feeds.listing.merge import merge_captures, merged_by_capture
from feeds.listing.parse import parse_listing, read_listing
from feeds.listing.pin import pin_fields
from feeds.listing.render import render_listing
from feeds.listing.slug import category_slug
from feeds.listing.twins import near_twins

__all__ = [
    "category_slug",
    "field_line",
    "merge_captures",
    "merged_by_capture",
    "near_twins",
    "parse_listing",
    "pin_fields",
    "read_listing",
    "render_listing",
]
