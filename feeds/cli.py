"""The commands, and the only clock of the program."""

import dataclasses
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeds import __version__
from feeds.errors import FeedsError, ListingError
from feeds.model import Diagnostic

if TYPE_CHECKING:
    from feeds.config import Config

# Each command imports what it needs when it runs: `feeds build` loads no web framework, `--help` nothing at all.
# ruff: noqa: PLC0415
# click takes the character \b in a docstring to mean that the lines below are not to be wrapped.
# ruff: noqa: D301

_INTERRUPTED = 130  # what a shell reports of a program that Ctrl-C has ended: 128 + SIGINT

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
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        advice = f" (see '{context.command_path} --help')" if context else ""
        click.echo(f"feeds: {error.format_message().rstrip('.')}{advice}", err=True)
        status = error.exit_code
    except FeedsError as error:
        click.echo(f"feeds: {error}", err=True)
        status = 1
    except (click.Abort, KeyboardInterrupt):
        status = _INTERRUPTED
    sys.exit(status)


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
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@commands.command()
@_content
@_out
def build(content: Path, out: Path) -> int:
    """Write the site; what has not changed is not touched.

    \b
    feeds build
    feeds build --content notices --out /srv/www/feeds

    A listing that cannot be read is named, with its line; what was last published of it stays, and so do all other
    categories. The exit status is then 1.
    """
    from feeds.config import DEFAULTS

    diagnostics = _build(content, out, DEFAULTS, told=set())
    return 1 if _has_errors(diagnostics) else 0


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

    told: set[Diagnostic] = set()
    # Until the settings say where readers find the site, they find it here.
    defaults = Config(base_url=f"http://127.0.0.1:{port}") if port else Config()

    def rebuild() -> None:
        diagnostics = _build(content, out, defaults, told)
        told.clear()
        told.update(diagnostics)

    serve_site(out, host, port, rebuild, [content, content / FILE_NAME])
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
def explain(files: tuple[Path, ...], captured: datetime | None, form: str) -> int:
    """Show how the date of every entry was found, and how sure it is.

    \b
    feeds explain content/harbour-notices.txt
    feeds explain page.txt --captured 2022-10-14
    feeds explain content/*.txt --format json | jq .published

    Settings are read from feeds.toml beside each file.
    """
    from feeds.chronology import date_listing
    from feeds.config import load_config
    from feeds.explanation import as_json_lines, as_table
    from feeds.listing import read_listing

    now = _now()
    if captured and captured.date() > now.date():
        raise click.BadParameter(f"{captured.date()} lies in the future", param_hint="'--captured'")
    settings_of = cache(load_config)
    diagnostics: list[Diagnostic] = []
    for number, path in enumerate(files):
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
        datings = date_listing(listing, now)
        if form == "table" and number:
            click.echo()
        for line in as_json_lines(listing, datings) if form == "json" else as_table(listing, datings):
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

    The exit status is 1 if there are errors; with --strict, also if there are warnings.
    """
    from feeds.config import load_config
    from feeds.content import read_content
    from feeds.listing import parse_listing

    config = load_config(content)
    parse = partial(parse_listing, today=_now().date(), timezone=config.timezone, language=config.language)
    found = read_content(content, parse)
    for diagnostic in found.diagnostics:
        click.echo(str(diagnostic))
    errors = sum(diagnostic.is_error for diagnostic in found.diagnostics)
    warnings = len(found.diagnostics) - errors
    categories = _count(len(found.captures), "category", "categories")
    click.echo(f"{categories} read, {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return 1 if errors or (strict and warnings) else 0


# ── What several commands do ─────────────────────────────────────────────────────────────────────────────


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- this is the one clock, and it is passed on


def _build(content: Path, out: Path, defaults: "Config", told: set[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Publish, and tell what changed and every complaint, but for warnings that have been told before."""
    from feeds.publish import publish

    with _progress() as progress:
        outcome = publish(content, out, _now(), progress, defaults)
    _tell(diagnostic for diagnostic in outcome.diagnostics if diagnostic.is_error or diagnostic not in told)
    changes = outcome.changes
    counts = f"{len(changes.written)} written, {len(changes.unchanged)} unchanged, {len(changes.deleted)} deleted"
    click.echo(f"{out}: {counts}")
    return outcome.diagnostics


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
