"""The script of ten editing days holds what it says: it asserts after each day, and here it is run."""

import sys
from importlib import util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "benchmarks/ten_days.py"


def test_ten_days_of_editing_move_nothing_that_should_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = util.spec_from_file_location("ten_days", SCRIPT)
    assert spec
    assert spec.loader
    script = util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "ten_days", script)  # its dataclasses look for it there
    spec.loader.exec_module(script)
    script.main()
    told = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("day ") for line in told) == 11
    assert "nothing has moved that should not" in told[-1]
