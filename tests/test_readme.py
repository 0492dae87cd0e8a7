"""What README.md says is true: its files are written, its commands are run, and their output is what it shows.

A fence says what becomes of its block: `text NAME`, `toml NAME` and `python NAME` are files; `console` holds commands
(`$ `) and their output, where a line `...` stands for any number of lines. Blocks of these kinds share one folder that
starts with a copy of `content/`. Blocks `sh run`, `sh test` and `sh fetch` need a new environment or a server and are
run by `.ci/run`. Files of other programs (`nginx`, `caddy`, `dockerfile`, `ini`) are only read.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from feeds.config import SETTINGS
from feeds.listing.fields import ENTRY_FIELDS, HEADER_FIELDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FILES = {"text", "toml", "python"}
OF_OTHER_PROGRAMS = {"nginx", "caddy", "dockerfile", "ini"}
BLOCK = re.compile(r"^```(?P<kind>\w+) ?(?P<name>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    kind: str
    name: str
    body: str
    line: int


def blocks() -> list[Block]:
    return [
        Block(found["kind"], found["name"], found["body"], README.count("\n", 0, found.start()) + 1)
        for found in BLOCK.finditer(README)
    ]


def test_every_block_is_of_a_kind_that_somebody_runs() -> None:
    found = blocks()
    assert README.count("```") == 2 * len(found)
    assert sorted(block.name for block in found if block.kind == "sh") == ["fetch", "run", "test"]
    assert {block.kind for block in found} <= FILES | OF_OTHER_PROGRAMS | {"console", "sh"}
    assert all(block.name for block in found if block.kind in FILES)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder with the sample content, where `feeds` is the command of this environment."""
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns(".*"))
    command = tmp_path / ".bin" / "feeds"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m feeds "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


def run(command: str, scratch: Path) -> tuple[int, str]:
    environment = {
        "PATH": f"{scratch / '.bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),  # so that an environment without `feeds` installed will do
        "HOME": str(scratch),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(  # noqa: S602 - the README's commands are meant for a shell
        command,
        shell=True,
        cwd=scratch,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout


def replay(block: Block, scratch: Path) -> str:
    """Do what the block says; returns it with the output that its commands really have."""
    if block.kind in FILES:
        file = scratch / block.name
        file.parent.mkdir(exist_ok=True)
        file.write_text(block.body, "utf-8")
    if block.kind == "python":
        status, output = run(f'"{sys.executable}" -W error {block.name}', scratch)
        assert (status, output) == (0, ""), f"README.md:{block.line}"
    if block.kind != "console":
        return block.body
    replayed = []
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.body, re.MULTILINE):
        status, output = run(command, scratch)
        assert status == (1 if "error:" in output else 0), f"README.md:{block.line}: {command}: {status}: {output}"
        is_excerpt = re.fullmatch(as_pattern(shown), output) is not None
        replayed.append(f"$ {command}\n{shown if is_excerpt else output}")
    assert replayed, f"README.md:{block.line}: a console block without a command"
    return "".join(replayed)


def as_pattern(shown: str) -> str:
    return "".join("(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in shown.splitlines(keepends=True))


def test_its_commands_print_what_it_shows(scratch: Path, request: pytest.FixtureRequest) -> None:
    text = README
    for block in blocks():
        text = text.replace(block.body, replay(block, scratch))
    if request.config.getoption("--update-golden"):
        (ROOT / "README.md").write_text(text, "utf-8")
        pytest.skip("wrote README.md")
    assert text == README


def test_the_map_of_the_house_is_complete() -> None:
    named = set(re.findall(r"`((?:feeds|content|tests|\.ci)/[\w./]*)`", README))
    missing = sorted(path for path in named if not (ROOT / path).exists())
    assert not missing, "README.md names what is not there"
    rooms = {
        f"feeds/{path.name}" if path.is_file() else f"feeds/{path.name}/"
        for path in (ROOT / "feeds").iterdir()
        if not path.name.startswith("__")
    }
    assert rooms <= named, "README.md does not name every module"


def test_every_field_and_setting_is_explained() -> None:
    fields = {field.name for field in (*HEADER_FIELDS.values(), *ENTRY_FIELDS.values())}
    assert set(re.findall(r"^\| `([A-Z][\w-]+)`", README, re.MULTILINE)) == fields
    settings = [tomllib.loads(block.body) for block in blocks() if block.name.endswith("feeds.toml")]
    assert [set(table) for table in settings] == [{*SETTINGS, "category"}]
