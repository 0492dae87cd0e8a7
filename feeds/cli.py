"""The commands, and the only clock of the program.

One function a command; what is long about them is the help that they print.
"""

import dataclasses
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache, partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from feeds import __version__
from feeds.errors import FeedsError, ListingError
from feeds.model import Diagnostic

if TYPE_CHECKING:
    from feeds.config import Config
    from feeds.model import Listing
    from feeds.publish import Outcome

# Each command imports what it needs when it runs: `feeds build` loads no web framework, `--help` nothing at all.
# ruff: noqa: PLC0415
# click takes the character \b in a docstring to mean that the lines below are not to be wrapped.
# ruff: noqa: D301

_INTERRUPTED = 130  # what a shell reports of a program that Ctrl-C has ended: 128 + SIGINT

_SECONDS_TO_ANNOUNCE = 10
_SECONDS_TO_PING = 600

_content = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    metavar="DIR",
    help="The folder with the listings (*.txt) and feeds.toml.",
)
_out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("public"),
    show_default=True,
    metavar="DIR",
    help="The folder that the site is written to; it must be new, empty, or a site of ours.",
)


def main() -> None:
    """Run the command line, and end with 0, 1 (something is wrong), 2 (wrong usage) or 130 (Ctrl-C)."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show is no reason to fail
    try:
        status = commands.main(prog_name="feeds", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        advice = f" (see '{context.command_path} --help')" if context else ""
        status = _fail(f"{error.format_message().rstrip('.')}{advice}", error.exit_code)
    except FeedsError as error:
        status = _fail(str(error))
    except BrokenPipeError:  # who reads our output has had enough
        _leave_output()
        status = 1
    except OSError as error:  # all others are told by those who know what they are about
        _leave_output()
        status = _fail(f"{error.filename or 'the output'}: cannot be written: {error.strerror or error}")
    except (click.Abort, KeyboardInterrupt):
        status = _INTERRUPTED
    sys.exit(status)


def _fail(message: str, status: int = 1) -> int:
    with suppress(OSError):  # there may be nobody to tell
        click.echo(f"feeds: {message}", err=True)
    return status


def _leave_output() -> None:
    """Let what could not be written go, or Python would try once more at its end, and complain."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Turn category pages without dates into feeds with dates that people can trust.

    \b
    feeds serve                        build ./content, serve it, follow its changes
    feeds build --out public           write the site for any static host
    feeds explain content/news.txt     show how every date was found
    feeds check --strict               find what is wrong with the content
    feeds diff                         show what a build would change
    feeds ping                         tell the WebSub hubs what has changed
    feeds pin content/news.txt         write ids and dates into the file
    feeds ledger export ledger.jsonl   keep what was promised elsewhere
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@commands.command()
@_content
@_out
@click.option("--allow-unread", is_flag=True, help="Build even if subscribers get as new what they have read.")
@click.option("--ping/--no-ping", default=True, help="Tell the hub of changed feeds, if feeds.toml names one.")
def build(content: Path, out: Path, *, allow_unread: bool, ping: bool) -> int:
    """Write the site; what has not changed is not touched.

    \b
    feeds build
    feeds build --content notices --out /srv/www/feeds

    A listing that cannot be read is named, with its line; what was last published of it stays, and so do all other
    categories. The exit status is then 1. What `feeds diff` calls unread is not built.
    """
    from feeds.config import DEFAULTS

    outcome = _build(content, out, DEFAULTS, told=set(), may_repeat=allow_unread)
    if outcome.hubs and ping:
        _announce(out, _SECONDS_TO_ANNOUNCE)
    return 1 if _has_errors(outcome.diagnostics) else 0


@commands.command()
@_out
def ping(out: Path) -> int:
    """Tell the WebSub hubs of a site which feeds have changed since they were told last.

    \b
    feeds ping
    feeds ping --out /srv/www/feeds

    `feeds build` and `feeds serve` do so themselves. But a hub fetches at once what has changed: where a built site is
    copied elsewhere, use `feeds build --no-ping`, copy, and ping then. The exit status is 1 if a hub could not be told.
    """
    from feeds.websub import hubs_of

    if not hubs_of(out):
        raise click.UsageError(f"{out} names no hub: set `hub` in feeds.toml, and build")
    return 1 if _announce(out, _SECONDS_TO_PING) else 0


@commands.command()
@_content
@_out
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free one.")
def serve(content: Path, out: Path, host: str, port: int) -> int:
    """Build the site, serve it, and rebuild it as content changes.

    \b
    feeds serve
    feeds serve --content notices --port 8080
    feeds serve --host 0.0.0.0         for everybody in the network

    Ctrl-C stops it.
    """
    from feeds.config import FILE_NAME, Config
    from feeds.serve import serve as serve_site
    from feeds.websub import announcing

    told: set[Diagnostic] = set()
    due: list[datetime] = []
    # Until the settings say where readers find the site, they find it here.
    defaults = Config(base_url=f"http://127.0.0.1:{port}") if port else Config()

    def rebuild() -> None:
        due.clear()  # also if this fails: it is not to be tried without end
        outcome = _build(content, out, defaults, told, is_served=True)
        due.extend(outcome.withheld[:1])
        told.clear()
        told.update(outcome.diagnostics)

    def is_due() -> bool:
        return bool(due) and _now() >= due[0]

    with announcing(out, lambda failure: _warn(f"{failure}; it is told later")) as announce:
        serve_site(out, host, port, rebuild, [content, content / FILE_NAME], is_due=is_due, published=announce)
    return 0


@commands.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--captured",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day on which the page was copied, whatever its header says.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="A table for people, or one JSON object an entry and line.",
)  # fmt: skip
@click.option("--merge", is_flag=True, help="Take files of one category for captures of one page, as a build does.")
def explain(files: tuple[Path, ...], captured: datetime | None, form: str, *, merge: bool) -> int:
    """Show how the date of every entry was found, and how sure it is.

    \b
    feeds explain content/harbour-notices.txt
    feeds explain page.txt --captured 2022-10-14
    feeds explain content/*.txt --format json | jq .published
    feeds explain --merge page.2022-10-14.txt page.2022-10-20.txt

    Settings are read from feeds.toml beside each file.
    """
    from feeds.chronology import date_listing
    from feeds.config import load_config
    from feeds.explanation import as_json_lines, as_table
    from feeds.ledger import known_of, view_of
    from feeds.listing import category_slug, merge_captures, read_listing

    now = _now()
    if captured and captured.date() > now.date():
        raise click.BadParameter(f"{captured.date()} lies in the future", param_hint="'--captured'")
    settings_of = cache(load_config)
    diagnostics: list[Diagnostic] = []
    captures: dict[str, list[Listing]] = {}
    for path in files:
        config = settings_of(path.parent)
        try:
            listing = read_listing(path, today=now.date(), timezone=config.timezone, language=config.language)
        except ListingError as error:
            diagnostics += _tell(error.diagnostics)
            continue
        except OSError as error:
            diagnostics += _tell([Diagnostic(path, 0, f"cannot be read: {error.strerror}", is_error=True)])
            continue
        if captured:
            listing = dataclasses.replace(listing, captured=captured.date())
        captures.setdefault(category_slug(listing.category) if merge else str(path), []).append(listing)
    for number, page in enumerate(map(merge_captures, captures.values())):
        datings = date_listing(page, now, known_of((), page, [None] * len(page.entries), None, view_of(page, now)))
        if form == "table" and number:
            click.echo()
        for line in as_json_lines(page, datings) if form == "json" else as_table(page, datings):
            click.echo(line)
    return 1 if _has_errors(diagnostics) else 0


@commands.command()
@_content
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
def check(content: Path, *, strict: bool) -> int:
    """Name all that is wrong with the content, by file and line.

    \b
    feeds check
    feeds check --content notices --strict

    The exit status is 1 if there are errors; with --strict, also if there are warnings. Notes do not count.
    """
    from feeds.config import load_config
    from feeds.content import read_content, unknown_categories
    from feeds.listing import near_twins

    config = load_config(content)
    found = read_content(content, _parser(config, _now()))
    diagnostics = (*found.diagnostics, *unknown_categories(config, found))
    for diagnostic in diagnostics:
        click.echo(str(diagnostic))
    for page in (page for captures in found.captures.values() for page in captures):
        for entry, other, shared in near_twins(page):
            click.echo(
                f"{page.path}:{entry.line}: note: it has the {shared} of the entry on line {other.line}; they are two, "
                "and an Id for each keeps them apart however they are edited"
            )
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    categories = _count(len(found.captures), "category", "categories")
    click.echo(f"{categories} read, {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return 1 if errors or (strict and warnings) else 0


@commands.command()
@_content
@_out
def diff(content: Path, out: Path) -> int:
    """Show what a build would change in the eyes of subscribers; nothing is written.

    \b
    feeds diff
    feeds diff --content notices --out /srv/www/feeds

    The exit status is 1 if a build would fail, or refuse.
    """
    from feeds.config import load_config
    from feeds.difference import as_lines
    from feeds.ledger import read_ledger
    from feeds.promise import keep_promises, refuse_other_site
    from feeds.publish import has_category, read_site_content

    now = _now()
    config = load_config(content)
    with read_ledger(config.ledger_of(content, out)) as ledger, ledger.publishing():
        read = read_site_content(content, out, config, now, ledger.holders())
        refuse_other_site(ledger, read, partial(has_category, out))
        promises = keep_promises(ledger, read, now)
    complaints = (*read.diagnostics, *promises.complaints)
    _tell(diagnostic for diagnostic in complaints if diagnostic.is_error)
    for line in as_lines(promises):
        click.echo(line)
    return 1 if _has_errors(complaints) or any(promise.unread for promise in promises.found) else 0


@commands.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(dir_okay=False, path_type=Path))
def pin(files: tuple[Path, ...]) -> int:
    """Write the ids and dates that were published into listings, as Id and Date fields.

    \b
    feeds pin content/harbour-notices.txt
    feeds pin content/*.txt

    Nothing else in a file changes by a byte, and the feeds stay as they are. Settings are read from feeds.toml beside
    each file.
    """
    from feeds.config import load_config
    from feeds.pinning import pin_listing

    diagnostics: list[Diagnostic] = []
    for path in files:
        config = load_config(path.parent)
        try:
            count = pin_listing(path, config.ledger_of(path.parent), _parser(config, _now()))
        except ListingError as error:
            diagnostics += _tell(error.diagnostics)
        except OSError as error:
            if isinstance(error, FeedsError):
                raise
            diagnostics += _tell([Diagnostic(path, 0, f"cannot be pinned: {error.strerror}", is_error=True)])
        else:
            click.echo(f"{path}: {_count(count, 'entry', 'entries')} pinned")
    return 1 if _has_errors(diagnostics) else 0


@commands.group()
def ledger() -> None:
    """Take what was promised to another place: the ids and dates of all entries that were ever published.

    \b
    feeds ledger export ledger.jsonl
    feeds ledger import --content elsewhere ledger.jsonl
    """


@ledger.command()
@_content
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
def export(content: Path, file: Path) -> None:
    """Write the ledger to FILE, or to standard output, as JSON Lines.

    \b
    feeds ledger export ledger.jsonl
    feeds ledger export --content notices | git diff --no-index ledger.jsonl -
    """
    from feeds.config import load_config
    from feeds.ledger import read_ledger

    with read_ledger(load_config(content).ledger_of(content)) as remembered:
        lines = [f"{line}\n" for line in remembered.export()]
    if str(file) == "-":
        click.echo("".join(lines), nl=False)
        return
    # A pipe or a device is written to; a file is replaced in one step, so that a full disk spares the last export.
    is_plain = file.is_file() or not file.exists()
    try:
        with click.open_file(str(file), "w", encoding="utf-8", atomic=is_plain) as export:
            export.writelines(lines)
    except OSError as error:
        raise click.ClickException(f"{file}: cannot be written: {error.strerror}") from error


@ledger.command("import")
@_content
@click.argument("file", default="-", type=click.File(encoding="utf-8"))
def import_(content: Path, file: TextIO) -> None:
    """Read an export from FILE, or from standard input, into the ledger; what contradicts the ledger is refused.

    \b
    feeds ledger import ledger.jsonl
    feeds ledger import --content notices < ledger.jsonl
    """
    from feeds.config import load_config
    from feeds.ledger import open_ledger

    with open_ledger(load_config(content).ledger_of(content)) as remembered:
        click.echo(f"{_count(remembered.load(file), 'entry', 'entries')} added")


# ── What several commands do ─────────────────────────────────────────────────────────────────────────────


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- this is the one clock, and it is passed on


def _parser(config: "Config", now: datetime) -> "Callable[[bytes, Path], Listing]":
    from feeds.listing import parse_listing

    return partial(parse_listing, today=now.date(), timezone=config.timezone, language=config.language)


def _build(
    content: Path,
    out: Path,
    defaults: "Config",
    told: set[Diagnostic],
    *,
    may_repeat: bool = False,
    is_served: bool = False,
) -> "Outcome":
    """Publish, and tell what changed and every complaint, but for warnings that have been told before."""
    from feeds.publish import publish

    with _progress() as progress:
        outcome = publish(content, out, _now(), progress, defaults, may_repeat=may_repeat)
    _tell(diagnostic for diagnostic in outcome.diagnostics if diagnostic.is_error or diagnostic not in told)
    changes = outcome.changes
    counts = f"{len(changes.written)} written, {len(changes.unchanged)} unchanged, {len(changes.deleted)} deleted"
    click.echo(f"{out}: {counts}")
    if outcome.withheld:
        entries = _count(len(outcome.withheld), "entry", "entries")
        advice = "" if is_served else ": build again then"
        click.echo(f"{out}: {entries} withheld, the next until {outcome.withheld[0].isoformat(sep=' ')}{advice}")
    return outcome


def _announce(out: Path, seconds: float) -> bool:
    """Tell hubs what has changed, for so many seconds at most; returns whether that failed."""
    from feeds.websub import announce

    failures = announce(out, seconds)
    for failure in failures:
        _warn(f"{failure}; the next build tells it, or `feeds ping`")
    return bool(failures)


def _warn(line: str) -> None:
    click.echo(f"feeds: warning: {line}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show the category that is being dated, where a terminal watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    beginning_of_empty_line = "\r\x1b[K"
    try:
        yield lambda category: click.echo(f"{beginning_of_empty_line}Dating {category:.60}", err=True, nl=False)
    finally:
        click.echo(beginning_of_empty_line, err=True, nl=False)


def _tell(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    told = list(diagnostics)
    for diagnostic in told:
        click.echo(str(diagnostic), err=True)
    return told


def _has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.is_error for diagnostic in diagnostics)


def _count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
