"""The command as people run it: `python -m feeds` in a process of its own."""

import http.client
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
SECONDS = 30

HARBOUR = """\
Category: Harbour Notices
Captured: 2024-05-17

North quay closed

The harbour office shut the north quay on May 14.


Timetable for the summer
Date: 2024-04-26

From June the ferry sails every two hours.
"""
FERRY = HARBOUR.replace("Harbour Notices", "Ferries")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR)
    return folder


def command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "feeds", *arguments]


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Status, output and errors of the command, run in `folder`."""
    done = subprocess.run(  # noqa: S603 -- our own command
        command(arguments), cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    return done.returncode, done.stdout, done.stderr


def clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- commands read it too


# ── Manners ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["build", "serve", "explain", "check", "diff", "pin", "ping", "ledger"])
def test_help_teaches_by_example(tmp_path: Path, name: str) -> None:
    status, output, errors = run(tmp_path, name, "--help")
    assert (status, errors) == (0, "")
    assert re.search(rf"^  feeds {name} .*--?\w+", output, re.MULTILINE)
    assert name in run(tmp_path, "--help")[1]
    assert run(tmp_path)[:2] == run(tmp_path, "--help")[:2]


def test_it_knows_its_version(tmp_path: Path) -> None:
    assert re.fullmatch(r"feeds \d+\.\d+\.\d+\n", run(tmp_path, "--version")[1])


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["brew"], 2, r"feeds: No such command 'brew' \(see 'feeds --help'\)"),
        (["build", "--oops"], 2, r"feeds: No such option.*'?--oops'? \(see 'feeds build --help'\)"),
        (["build", "extra"], 2, r"feeds: Got unexpected extra argument.*"),
        (["explain"], 2, r"feeds: Missing argument.*"),
        (["explain", "content/harbour.txt", "--captured", "soon"], 2, r"feeds: Invalid value for '--captured'.*"),
        (
            ["explain", "content/harbour.txt", "--captured", "2999-01-01"],
            2,
            r"feeds: .*2999-01-01 lies in the future.*",
        ),
        (["explain", "content/harbour.txt", "--format", "xml"], 2, r"feeds: Invalid value for '--format'.*"),
        (["explain", "absent.txt"], 1, r"absent\.txt: error: cannot be read: No such file or directory"),
        (["serve", "--port", "80000"], 2, r"feeds: Invalid value for '--port'.*"),
        (["serve", "--port", "http"], 2, r"feeds: Invalid value for '--port'.*"),
        (["serve", "--host", "999.0.0.1"], 1, r"feeds: 999\.0\.0\.1:8000: .*; choose another --host or --port"),
        (["serve", "--content", "absent", "--port", "0"], 1, r"feeds: absent: .*No such file or directory.*"),
        (["build", "--content", "absent"], 1, r"feeds: absent: .*No such file or directory.*"),
        (["check", "--content", "absent"], 1, r"feeds: absent: .*No such file or directory.*"),
        (["ping"], 1, r"feeds: public: there is no site here: build it, or name it with --out"),
        (["build", "--out", "content"], 1, r"feeds: content: holds files that are not ours.*"),
        (["build", "--out", "content/harbour.txt/site"], 1, r"feeds: content/harbour\.txt/site.*: Not a directory"),
    ],
    ids=str,
)
def test_an_error_is_one_line(content: Path, arguments: list[str], status: int, complaint: str) -> None:
    code, output, errors = run(content.parent, *arguments)
    assert re.fullmatch(complaint + r"\n", errors), errors
    assert (code, output) == (status, "")


def test_a_wrong_setting_is_one_line_too(content: Path) -> None:
    (content / "feeds.toml").write_text("titel = 'x'")
    for name in ("build", "check"):
        status, _, errors = run(content.parent, name)
        assert status == 1
        assert re.fullmatch(r"feeds: content/feeds\.toml:1: error: .*\n", errors)


def test_a_reader_that_goes_away_is_no_error(content: Path) -> None:
    done = subprocess.run(  # noqa: S602 -- a pipe is what this is about
        f"{sys.executable} -m feeds explain {' '.join(['content/harbour.txt'] * 300)} | head -n 1",
        shell=True, cwd=content.parent, env=ENVIRONMENT, capture_output=True, text=True, check=True, timeout=SECONDS,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("Harbour Notices: 2 entries, captured on 2024-05-17\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize(
    "arguments",
    ["build", "explain content/harbour.txt", "check", "diff", "pin content/harbour.txt", "ledger export", "--version"],
)
def test_what_cannot_be_written_is_told_in_one_line(content: Path, arguments: str) -> None:
    run(content.parent, "build")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(  # noqa: S603 -- our own command
            command(arguments.split()), cwd=content.parent, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE,
            text=True, check=False, timeout=SECONDS,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "feeds: the output: cannot be written: No space left on device\n"


def test_ctrl_c_is_quiet(content: Path) -> None:
    os.mkfifo(content / "slow.txt")  # a listing that takes its time: nothing is ever written
    process = subprocess.Popen(  # noqa: S603 -- our own command
        command(["build"]), cwd=content.parent, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + SECONDS
    writer = -1
    while writer < 0:
        assert time.monotonic() < deadline
        with suppress(OSError):  # nobody reads yet
            writer = os.open(content / "slow.txt", os.O_WRONLY | os.O_NONBLOCK)
    # A signal between the opening and the reading of the file would be answered after the read, which never ends.
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)  # one signal is mostly enough, and its end is not to be disturbed
        assert time.monotonic() < deadline
    output, errors = process.communicate(timeout=SECONDS)
    os.close(writer)
    assert (process.returncode, output, errors.strip()) == (130, b"", b"")


def test_a_terminal_sees_progress_and_a_pipe_does_not(content: Path) -> None:
    assert run(content.parent, "build")[2] == ""
    terminal, end = pty.openpty()
    subprocess.run(  # noqa: S603 -- our own command
        command(["build"]), cwd=content.parent, env=ENVIRONMENT, stderr=end, stdout=subprocess.DEVNULL, check=True
    )
    os.close(end)
    seen = os.read(terminal, 9999)
    os.close(terminal)
    assert b"Dating Harbour Notices" in seen
    assert seen.endswith(b"\r\x1b[K"), "nothing of it stays"


@pytest.mark.parametrize("arguments", [["build"], ["check"], ["explain", "content/harbour.txt"], ["--help"]], ids=str)
def test_only_serving_needs_a_server(content: Path, arguments: list[str]) -> None:
    program = """
import atexit, sys
atexit.register(lambda: print(sorted({"flask", "granian", "watchfiles"} & sys.modules.keys()), file=sys.stderr))
from feeds.cli import main
main()
"""
    done = subprocess.run(  # noqa: S603 -- the program above
        [sys.executable, "-c", program, *arguments],
        cwd=content.parent, env=ENVIRONMENT, capture_output=True, text=True, check=True, timeout=SECONDS,
    )  # fmt: skip
    assert done.stderr == "[]\n"


# ── build ────────────────────────────────────────────────────────────────────────────────────────────────


def test_build_writes_a_site_and_then_only_what_changes(content: Path) -> None:
    folder = content.parent
    status, output, errors = run(folder, "build")
    assert (status, errors) == (0, "")
    assert re.fullmatch(r"public: \d+ written, 0 unchanged, 0 deleted\n", output)
    assert {"harbour-notices.rss", "harbour-notices.atom", "index.html"} <= {p.name for p in folder.glob("public/*")}

    assert re.fullmatch(r"public: 0 written, \d+ unchanged, 0 deleted\n", run(folder, "build")[1])

    (content / "ferry.txt").write_text(FERRY)
    before = (folder / "public/harbour-notices.rss").stat().st_mtime_ns
    run(folder, "build")
    assert (folder / "public/ferries.rss").exists()
    assert (folder / "public/harbour-notices.rss").stat().st_mtime_ns == before

    (content / "ferry.txt").unlink()
    assert re.fullmatch(r"public: \d+ written, \d+ unchanged, [1-9]\d* deleted\n", run(folder, "build")[1])
    assert not (folder / "public/ferries.rss").exists()


def test_a_broken_listing_is_named_and_its_last_good_feed_stays(content: Path) -> None:
    folder = content.parent
    run(folder, "build")
    good = (folder / "public/harbour-notices.rss").read_bytes()
    (content / "harbour.txt").write_text(HARBOUR.replace("2024-04-26", "some day"))
    (content / "ferry.txt").write_text(FERRY)
    status, output, errors = run(folder, "build")
    assert (status, output != "") == (1, True)
    assert re.fullmatch(r"content/harbour\.txt:10: error: .*\n", errors)
    assert (folder / "public/harbour-notices.rss").read_bytes() == good
    assert (folder / "public/ferries.rss").exists()


def test_a_build_tells_the_hub_and_does_not_fail_with_it(content: Path) -> None:
    folder = content.parent
    nowhere = "http://127.0.0.1:1/hub"
    (content / "feeds.toml").write_text(f'hub = "{nowhere}"')
    warning = f"feeds: warning: the hub {nowhere} could not be told of 6 changed feeds: Connection refused; "
    assert run(folder, "build", "--no-ping")[2] == ""
    status, output, errors = run(folder, "build")
    assert status == 0
    assert re.fullmatch(r"public: 0 written, \d+ unchanged, 0 deleted\n", output)
    assert errors == f"{warning}the next build tells it, or `feeds ping`\n"

    (content / "feeds.toml").unlink()
    run(folder, "build")
    assert run(folder, "ping")[2].startswith("feeds: public names no hub: set `hub` in feeds.toml, and build")


def test_a_build_says_what_is_withheld_and_until_when(content: Path) -> None:
    later = (clock() + timedelta(days=3)).replace(microsecond=0)
    fete = f"Fête\nDate: {later:%Y-%m-%d %H:%M:%S}\n\nAll are welcome.\n\n\n"
    far = "Regatta\nDate: 2999-01-01\n\nIn the bay.\n\n\n"
    (content / "harbour.txt").write_text(HARBOUR.replace("North quay", f"{far}{fete}North quay", 1))
    status, output, _ = run(content.parent, "build")
    assert (status, output.splitlines()[1]) == (
        0,
        f"public: 2 entries withheld, the next until {later}: build again then",
    )


# ── serve ────────────────────────────────────────────────────────────────────────────────────────────────


def test_serve_follows_the_content_until_ctrl_c(content: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 -- our own command
        command(["serve", "--port", "0"]),
        cwd=content.parent, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    try:
        assert re.fullmatch(r"public: \d+ written, .*\n", process.stdout.readline())
        ready = re.fullmatch(r"Serving http://127\.0\.0\.1:(\d+)/ .*\n", process.stdout.readline())
        assert ready

        def get(path: str) -> tuple[int, bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", int(ready[1]), timeout=SECONDS)
            connection.request("GET", path)
            response = connection.getresponse()
            answer = response.status, response.read()
            connection.close()
            return answer

        assert b"North quay closed" in get("/harbour-notices.rss")[1]
        assert get("/ferries.rss")[0] == 404

        (content / "ferry.txt").write_text(FERRY)
        assert process.stdout.readline().startswith("public: ")
        assert get("/ferries.rss")[0] == 200

        (content / "harbour.txt").write_text("no category here")
        assert re.fullmatch(r"content/harbour\.txt:1: error: .*\n", process.stderr.readline())
        assert process.stdout.readline().startswith("public: ")
        assert b"North quay closed" in get("/harbour-notices.rss")[1]

        (content / "feeds.toml").write_text("titel = 1")
        assert re.fullmatch(r"feeds: content/feeds\.toml:1: error: .*\n", process.stderr.readline())
        assert get("/ferries.rss")[0] == 200

        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=SECONDS) == ("", "")
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def test_serve_publishes_a_withheld_entry_by_itself_at_its_time(content: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 -- our own command
        command(["serve", "--port", "0"]),
        cwd=content.parent, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout
    try:
        said = [process.stdout.readline() for _ in range(2)]
        assert said[1].startswith("Serving")
        feed = content.parent / "public/harbour-notices.rss"
        due = clock() + timedelta(seconds=5)
        fete = f"Fête\nDate: {due:%Y-%m-%d %H:%M:%S.%f}\n\nAll are welcome.\n\n\n"
        draft = content.parent / "draft.txt"
        draft.write_text(HARBOUR.replace("North quay", f"{fete}North quay", 1))
        draft.replace(content / "harbour.txt")
        said = [process.stdout.readline() for _ in range(2)]
        assert said[1] == f"public: 1 entry withheld, the next until {due}\n"
        assert "Fête" not in feed.read_text()
        assert clock() < due, "this machine is too slow for this test"
        assert re.fullmatch(r"public: [1-9]\d* written, .*\n", process.stdout.readline())
        assert due <= clock() < due + timedelta(seconds=SECONDS)
        assert "Fête" in feed.read_text()
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=SECONDS)[0] == ""
    finally:
        process.kill()
        process.communicate()


# ── explain, check ───────────────────────────────────────────────────────────────────────────────────────


def test_explain_shows_people_a_table(content: Path) -> None:
    status, output, errors = run(content.parent, "explain", "content/harbour.txt")
    assert (status, errors) == (0, "")
    head, _, columns, first, why, second, because = output.splitlines()
    assert head == "Harbour Notices: 2 entries, captured on 2024-05-17"
    assert columns.split("  ")[0] == "Date"
    assert re.fullmatch(r"2024-05-1\d  2024-05-1\d to 2024-05-1\d  mentioned   \d\d%  North quay closed", first)
    assert re.fullmatch(r'"May 14" read as 14 May 2024(, and published .+)?', why.strip())
    assert re.fullmatch(r"2024-04-26  2024-04-26 {16}stated      99%  Timetable for the summer", second)
    assert because.strip() == "its Date field says so"


def test_explain_gives_programs_one_object_a_line(content: Path) -> None:
    status, output, errors = run(content.parent, "explain", "--format", "json", "content/harbour.txt")
    assert (status, errors) == (0, "")
    rows = [json.loads(line) for line in output.splitlines()]
    keys = ["listing", "index", "title", "published", "earliest", "latest", "basis", "confidence", "evidence"]
    assert [list(row) for row in rows] == [keys, keys]
    assert [(row["listing"], row["index"]) for row in rows] == [("content/harbour.txt", 0), ("content/harbour.txt", 1)]
    (found,) = rows[0]["evidence"]
    text = "North quay closed\nThe harbour office shut the north quay on May 14."
    assert text[found["start"] : found["end"]] == found["text"] == "May 14"
    assert list(found) == ["text", "start", "end", "value", "rule"]


def test_explain_takes_the_day_of_the_capture_from_the_command_line(content: Path) -> None:
    (content / "harbour.txt").write_text(HARBOUR.replace("Captured: 2024-05-17\n", ""))
    assert "the year is assumed" in run(content.parent, "explain", "content/harbour.txt")[1]
    _, output, _ = run(content.parent, "explain", "content/harbour.txt", "--captured", "2019-06-01", "--format", "json")
    assert json.loads(output.splitlines()[0])["published"].startswith("2019-05-")


def test_explain_goes_on_after_a_file_that_it_cannot_read(content: Path) -> None:
    (content / "broken.txt").write_text("no category here")
    status, output, errors = run(content.parent, "explain", "content/broken.txt", "content/harbour.txt")
    assert status == 1
    assert "North quay closed" in output
    assert re.fullmatch(r"content/broken\.txt:1: error: .*\n", errors)


@pytest.mark.parametrize(
    ("text", "strict", "status", "summary"),
    [
        (HARBOUR, True, 0, "1 category read, 0 errors, 0 warnings"),
        (HARBOUR.replace("Date:", "Dade:"), False, 0, "1 category read, 0 errors, 1 warning"),
        (HARBOUR.replace("Date:", "Dade:"), True, 1, "1 category read, 0 errors, 1 warning"),
        (HARBOUR.replace("2024-04-26", "some day"), False, 1, "0 categories read, 1 error, 0 warnings"),
    ],
)
def test_check_counts_and_decides(content: Path, text: str, *, strict: bool, status: int, summary: str) -> None:
    (content / "harbour.txt").write_text(text)
    code, output, errors = run(content.parent, "check", *(["--strict"] if strict else []))
    *complaints, last = output.splitlines()
    assert (code, last, errors) == (status, summary, "")
    assert all(re.fullmatch(r"content/harbour\.txt:\d+: (error|warning): .+", line) for line in complaints)
    assert len(complaints) == sum(map(int, re.findall(r"(\d+) (?:error|warning)", summary)))


def test_check_notes_what_looks_alike(content: Path) -> None:
    twins = (
        "The north quay is shut\n\nThe harbour office shut the north quay on May 14.\n\n\nTimetable for the summer\n"
    )
    (content / "harbour.txt").write_text(f"{HARBOUR.rstrip()}\n\n\n{twins}")
    status, output, _ = run(content.parent, "check", "--strict")
    assert status == 0
    assert [line.partition(";")[0] for line in output.splitlines()] == [
        "content/harbour.txt:15: note: it has the text of the entry on line 4",
        "content/harbour.txt:20: note: it has the title of the entry on line 9",
        "1 category read, 0 errors, 0 warnings",
    ]


def test_explain_takes_files_of_one_category_for_captures_if_told_to(content: Path) -> None:
    earlier = HARBOUR.replace("2024-05-17", "2024-05-10").replace(
        "North quay closed\n\nThe harbour office shut the north quay on May 14.\n\n\n", ""
    )
    (content / "earlier.txt").write_text(earlier)
    alone = run(content.parent, "explain", "--format", "json", "content/earlier.txt", "content/harbour.txt")[1]
    assert [json.loads(line)["index"] for line in alone.splitlines()] == [0, 0, 1], "each file is a page of its own"
    output = run(content.parent, "explain", "--merge", "content/earlier.txt", "content/harbour.txt")[1]
    assert output.startswith("Harbour Notices: 2 entries, captured on 2024-05-17")
    assert output.count("; first seen on 17 May 2024; not yet there on 10 May\n") == 1


# ── diff, pin, ledger ────────────────────────────────────────────────────────────────────────────────────


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_diff_tells_what_a_build_would_change_and_writes_nothing(content: Path) -> None:
    folder = content.parent
    none = "0 new, 0 returned, 0 moved, 0 edited, 0 re-dated, 0 withdrawn; would come back as unread: 0"
    before = everything_in(folder)
    status, output, errors = run(folder, "diff")
    assert (status, output.splitlines()[-1], errors) == (0, none.replace("0 new", "2 new"), "")
    assert everything_in(folder) == before
    run(folder, "build")
    assert run(folder, "diff") == (0, f"{none}\n", "")
    (content / "harbour.txt").write_text(HARBOUR.replace("every two", "every three").replace("04-26", "04-25"))
    before = everything_in(folder)
    assert run(folder, "diff")[1].splitlines() == [
        "edited     2024-04-25  Harbour Notices: Timetable for the summer",
        "re-dated   2024-04-25  Harbour Notices: Timetable for the summer (was 2024-04-26)",
        none.replace("0 edited, 0 re-dated", "1 edited, 1 re-dated"),
    ]
    assert everything_in(folder) == before


def test_diff_tells_where_stories_have_gone_and_what_is_wrong_with_ids(content: Path) -> None:
    folder = content.parent
    story = HARBOUR.partition("\n\n\n")[0].partition("\n\n")[2]
    (content / "eels.txt").write_text("Category: Eels\nCaptured: 2024-05-17\n\nAn eel\n\nSeen.\n")
    (content / "old.txt").write_text("Category: Old\nCaptured: 2024-05-17\n\nA relic\n\nFound.\n")
    run(folder, "build")
    (content / "old.txt").unlink()
    (content / "harbour.txt").write_text(HARBOUR.replace(f"{story}\n\n\n", ""))
    (content / "eels.txt").write_text(f"Category: Eels\nCaptured: 2024-05-17\n\n{story}\n\n\nAn eel\n\nSeen.\n")
    status, output, errors = run(folder, "diff")
    assert (status, errors) == (0, "")
    assert output.splitlines() == [
        "moved      2024-05-14  Eels: North quay closed (was in Harbour Notices)",
        "removed    Old, with all its entries",
        "0 new, 0 returned, 1 moved, 0 edited, 0 re-dated, 0 withdrawn; would come back as unread: 0",
    ]
    run(folder, "build")
    run(folder, "pin", "content/eels.txt")
    (content / "harbour.txt").write_text((content / "eels.txt").read_text().replace("Eels", "Harbour Notices"))
    for command in ("diff", "build"):
        status, _, errors = run(folder, command)
        assert status == 1
        assert re.fullmatch(
            r"(content/harbour\.txt:\d+: error: Id 'urn:uuid:\S+' belongs to the entry at .*\n){2}", errors
        )


def test_build_refuses_what_diff_calls_unread(content: Path) -> None:
    folder = content.parent
    run(folder, "build")
    before = everything_in(folder / "public")
    (content / "harbour.txt").write_text(HARBOUR.replace("Date:", "Id: n\nDate:"))
    status, output, _ = run(folder, "diff")
    assert (status, output.splitlines()[-1].partition("; ")[2]) == (1, "would come back as unread: 1")
    status, output, errors = run(folder, "build")
    assert (status, output) == (1, "")
    assert re.fullmatch(
        r"feeds: content/harbour\.txt: 'Timetable for the summer' would come back as unread.*\n", errors
    )
    assert everything_in(folder / "public") == before
    assert run(folder, "build", "--allow-unread")[0] == 0


def test_pin_writes_what_was_published_into_the_file(content: Path) -> None:
    folder = content.parent
    status, _, errors = run(folder, "pin", "content/harbour.txt")
    assert status == 1
    assert errors == (
        "content/harbour.txt: error: nothing of 'Harbour Notices' was published: run `feeds build` first\n"
    )
    run(folder, "build")
    before = {path: data for path, data in everything_in(folder / "public").items() if path.suffix != ".txt"}
    (content / "harbour.txt").chmod(0o640)
    assert run(folder, "pin", "content/harbour.txt") == (0, "content/harbour.txt: 2 entries pinned\n", "")
    text = (content / "harbour.txt").read_text()
    assert (text.count("\nDate: "), text.count("\nId: urn:uuid:")) == (2, 2)
    assert (content / "harbour.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in content.iterdir()) == [".ledger.sqlite", "harbour.txt"]
    assert run(folder, "build")[0] == 0
    assert before.items() <= everything_in(folder / "public").items()
    (content / ".ledger.sqlite").unlink()
    published = (folder / "public/harbour-notices.rss").read_bytes()
    run(folder, "build")
    assert (folder / "public/harbour-notices.rss").read_bytes() == published


def test_a_ledger_goes_elsewhere_and_back(content: Path) -> None:
    folder = content.parent
    run(folder, "build")
    assert run(folder, "ledger", "export", "kept.jsonl") == (0, "", "")
    kept = (folder / "kept.jsonl").read_text()
    assert kept == run(folder, "ledger", "export")[1]
    assert len(kept.splitlines()) == 4
    (content / ".ledger.sqlite").unlink()
    assert run(folder, "ledger", "import", "kept.jsonl") == (0, "2 entries added\n", "")
    assert run(folder, "ledger", "import", "kept.jsonl") == (0, "0 entries added\n", "")
    assert run(folder, "ledger", "export")[1] == kept
    status, _, errors = run(folder, "ledger", "import", "content/harbour.txt")
    assert status == 1
    assert re.fullmatch(r"feeds: .*\n", errors)
