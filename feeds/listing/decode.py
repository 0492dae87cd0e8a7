"""Bytes to lines: encodings, line ends, and the characters that no XML feed may hold."""

import codecs
import re
from typing import NamedTuple

from feeds.listing.report import Report

# Longest first: the mark of UTF-32 (little-endian) begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_NEWLINE = re.compile(r"\r\n|\r|\n")
"""The line ends that editors count. Other separators break a line in two, under one number."""

_SEPARATOR = re.compile("[\v\f\x85\u2028]")
_PAGE_BREAKS = "\v\f"
_SURROGATE = re.compile("[\ud800-\udfff]")

# What XML 1.0 (section 2.2) excludes, less the separators above; and byte order marks astray within the text.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\xad"
"""Characters without ink or width: a line of nothing else is blank."""


class Line(NamedTuple):
    """A line of text without its end, stripped of blanks on both sides; `number` counts from 1."""

    number: int
    text: str


def decode_lines(data: bytes, report: Report) -> list[Line]:
    """The lines of a file in UTF-8, or in UTF-16 or UTF-32 with a byte order mark.

    Runs of blanks, tabs and non-breaking spaces within a line become one ordinary blank. Lines break at LF, CRLF,
    CR, NEL, LS, and at vertical tabs and form feeds that stand between words; a paragraph separator (PS) is a
    blank line. Forbidden characters and lone surrogates are left out with a warning. Undecodable bytes are
    reported as an error, and then there are no lines.
    """
    text = _decode(data, report)
    if _SURROGATE.search(text):
        # Some programs write a character beyond the basic plane as a pair of surrogates, each in UTF-8.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    has_forbidden = _FORBIDDEN.search(text) is not None
    has_separators = _SEPARATOR.search(text) is not None or "\u2029" in text
    lines: list[Line] = []
    for number, raw in enumerate(_NEWLINE.split(text), start=1):
        kept = _without_forbidden(raw, number, report) if has_forbidden else raw
        pieces = [kept]
        if has_separators:
            pieces = _SEPARATOR.split(kept.strip(_PAGE_BREAKS).replace("\u2029", "\u2028\u2028"))
        lines.extend(Line(number, _tidy(piece)) for piece in pieces)
    return lines


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that a file begins with, if any, and the encoding of what follows."""
    return next(((mark, encoding) for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), (b"", "utf-8"))


def _decode(data: bytes, report: Report) -> str:
    mark, encoding = encoding_of(data)
    body = data[len(mark) :]
    try:
        return body.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        line = len(_NEWLINE.findall(body[: error.start].decode(encoding, "replace"))) + 1
        offset = len(mark) + error.start
        report.error(
            line,
            f"byte 0x{body[error.start]:02X} at offset {offset} is not {encoding.upper()}: save the file as UTF-8",
        )
        return ""


def _without_forbidden(raw: str, number: int, report: Report) -> str:
    found = sorted(set(_FORBIDDEN.findall(raw)))
    if not found:
        return raw
    names = ", ".join(f"U+{ord(character):04X}" for character in found)
    report.warn(number, f"left out {names}: no feed may hold such a character; delete it from the text")
    return _FORBIDDEN.sub("", raw)


def _tidy(piece: str) -> str:
    tidied = " ".join(piece.split())
    return tidied if tidied.strip(_INVISIBLE + " ") else ""
