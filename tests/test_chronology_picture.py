"""The committed picture of a posterior is the one that its script draws."""

import re
import runpy
from pathlib import Path

import pytest
from lxml import etree

PICTURES = Path(__file__).parent / "pictures"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return str(runpy.run_path(str(PICTURES / "posterior.py"))["picture"]()).encode()


def test_the_committed_picture_is_up_to_date(drawn: bytes) -> None:
    """Word for word; numbers within half a pixel, for releases of NumPy may round sums in different ways."""
    committed = (PICTURES / "posterior.svg").read_bytes()
    mend = "the picture is out of date: run `python tests/pictures/posterior.py` and look at it"
    assert NUMBER.sub("#", drawn.decode()) == NUMBER.sub("#", committed.decode()), mend
    numbers = [list(map(float, NUMBER.findall(picture.decode()))) for picture in (drawn, committed)]
    assert numbers[0] == pytest.approx(numbers[1], abs=0.5, rel=0), mend


def test_the_picture_is_small_and_speaks_to_those_who_cannot_see_it(drawn: bytes) -> None:
    assert len(drawn) < 60_000
    root = etree.fromstring(drawn)
    title, description = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    dates = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "date"]
    assert title
    assert description
    assert len(dates) == 10
    assert all(f": {day}, " in description for day in dates)
    assert "prefers-color-scheme: dark" in (root.findtext(f"{SVG}style") or "")
