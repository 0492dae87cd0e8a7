"""What a command loads: nobody who builds waits for a web framework, and nobody who asks for help for anything."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WEB = {"flask", "granian", "watchfiles", "werkzeug"}
FORMATS = {"feedgen", "jinja2", "lxml"}
DATES = {"dateutil", "numpy"}

LISTING = "Category: Quays\nCaptured: 2024-05-17\n\nNorth quay closed\n\nThe north quay was shut on May 14.\n"


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The top-level packages that Python imports when it runs with these arguments."""
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-X", "importtime", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return set(re.findall(r"^import time: +\d+ \| +\d+ \| +(\w+)", done.stderr, re.MULTILINE))


@pytest.mark.parametrize(
    ("arguments", "needed", "unwanted"),
    [
        (["-m", "feeds", "--help"], {"click"}, WEB | FORMATS | DATES),
        (["-m", "feeds", "--version"], {"click"}, WEB | FORMATS | DATES),
        (["-m", "feeds", "build"], {"feedgen", "jinja2", "numpy"}, WEB),
        (["-m", "feeds", "check"], {"dateutil"}, WEB | FORMATS | {"numpy"}),
        (["-m", "feeds", "explain", "content/quays.txt"], {"numpy"}, WEB | FORMATS),
        (["-c", "import feeds.web"], {"flask"}, {"feedgen", "lxml", "granian", "watchfiles"} | DATES),
        (["-c", "import feeds.timex"], {"feeds"}, WEB | FORMATS | {"click", "numpy"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_what_it_needs(
    tmp_path: Path, arguments: list[str], needed: set[str], unwanted: set[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/quays.txt").write_text(LISTING)
    found = loaded(tmp_path, *arguments)
    assert needed <= found
    assert not unwanted & found
