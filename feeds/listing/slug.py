"""The name of a category as it stands in addresses and file names."""

import re
import unicodedata
from hashlib import sha256

# Latin letters that Unicode does not take apart into a letter and an accent.
_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"})  # noqa: RUF001 - the Turkish dotless i is meant

_LONGEST = 150
"""In bytes of UTF-8. File systems allow 255, and suffixes are still to come."""


def category_slug(category: str) -> str:
    """A category's stem in addresses: `Grassroots Resistance` gives `grassroots-resistance`.

    Lower case; Latin letters without accents; letters, digits and vowel signs of other scripts as they are (NFC);
    each run of anything else one hyphen. Never empty: a name without letters and digits gives a hash. Two names may
    share a slug; whoever publishes them has to refuse the second.
    """
    kept: list[str] = []
    is_latin = False
    for character in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", category).casefold()).translate(_LATIN):
        base = unicodedata.normalize("NFD", character)[0]
        if unicodedata.category(character).startswith("M"):
            kept.append("" if is_latin else character)
        elif base.isalnum():
            is_latin = unicodedata.name(base, "").startswith("LATIN")
            kept.append(base if is_latin else character)
        elif unicodedata.category(character) != "Cf":  # joiners and direction marks are no separators
            kept.append("-")
    slug = re.sub("-+", "-", "".join(kept)).strip("-")
    digest = sha256(category.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    if len(slug.encode()) > _LONGEST:
        return slug.encode()[:_LONGEST].decode(errors="ignore").rstrip("-") + f"-{digest}"
    return slug or f"category-{digest}"
