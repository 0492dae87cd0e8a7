import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from postgres_server import Server, find_binaries

settings.register_profile("untimed", settings(), deadline=None)  # no test judges speed
settings.load_profile("untimed")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; review their diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[dict[str, bytes]], None]:
    """Compares documents by path with the files of tests/golden/, byte for byte, none missing and none left over."""

    def compare(documents: dict[str, bytes]) -> None:
        committed = {path.relative_to(GOLDEN).as_posix(): path for path in sorted(GOLDEN.rglob("*")) if path.is_file()}
        if request.config.getoption("--update-golden"):
            for left_over in committed.keys() - documents.keys():
                committed[left_over].unlink()
            for name, body in documents.items():
                (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
                (GOLDEN / name).write_bytes(body)
            pytest.skip(f"wrote {len(documents)} golden files")
        assert {name: path.read_bytes() for name, path in committed.items()} == documents

    return compare


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server. Where none is installed, its tests are skipped; in CI they fail."""
    binaries = find_binaries()
    if binaries is None:
        reason = "PostgreSQL is not installed (apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with Server(binaries) as server:
        yield server
