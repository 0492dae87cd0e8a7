"""Documents become a directory that any static host can serve: atomically, and only what changed.

Each file is written beside its place and renamed into it, so that a reader sees the old file or the new one,
never a part. What we wrote is named in `.feeds/manifest.json`; nothing else is ever deleted. The file is long because
all that may happen to a site on its way to the disk, and after a kill, is decided here and nowhere else.
"""

import errno
import gzip
import io
import json
import os
import secrets
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from filecmp import cmp
from functools import partial
from pathlib import Path, PurePosixPath
from time import monotonic, sleep
from typing import NamedTuple

from feeds.errors import SiteError
from feeds.model import MEDIA_DIRECTORY, Document, MediaFile, is_compressible

_HOUSE = ".feeds"
_MANIFEST = PurePosixPath(_HOUSE, "manifest.json")
_LOCK = PurePosixPath(_HOUSE, "lock")
_TEMPORARY = ".feeds-"

PATIENCE = 300
"""Seconds to wait for another build: longer than one takes, shorter than people do."""

_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to a site, as paths of documents; `written` and `deleted` in the order in which it happened."""

    written: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    deleted: tuple[PurePosixPath, ...]


def write_site(out: Path, documents: Iterable[Document | MediaFile]) -> Changes:
    """Make the directory `out` hold exactly these documents, as `locked_site` does; nobody else writes meanwhile."""
    wanted = _in_order(documents)
    with locked_site(out) as write:
        return write(wanted.values())


@contextmanager
def locked_site(out: Path) -> Iterator[Callable[[Iterable[Document | MediaFile]], Changes]]:
    """Have the site in the directory `out` for oneself, and what makes it hold exactly the documents that are given.

    One build at a time has it; others wait. So what was read within the block is not older than what is there.

    A document with the bytes that are there already is not touched. A media file's bytes are compared only if size or
    time of its source are not those that it was copied with. Order is media, pages, archives, feeds, index, then
    deletions, so that nothing refers to what is not there yet, or no longer. Every text that is served has a gzip
    sibling (`PATH.gz`) with the same time. A build that was killed is repaired by the next.

    Raises `SiteError` if `out` holds files of somebody else's, a path leads out of it, or the system refuses.
    """
    with ExitStack() as stack:
        with _naming(out):
            _refuse_foreign(out)
            stack.enter_context(_lock(out))
        yield partial(_write_documents, out)


def _write_documents(out: Path, documents: Iterable[Document | MediaFile]) -> Changes:
    wanted = _in_order(documents)
    ours = {piece for path in wanted for piece in _pieces(path)}
    with _naming(out):
        manifest = _read_manifest(out)
        _refuse_ways_out(out, manifest.paths | ours)
        _sweep(out, [_MANIFEST] if manifest.is_complete else [_MANIFEST, *manifest.paths])
        copied = _stamps(out, wanted.values())
        stale = [document for document in wanted.values() if not _is_current(out, document, manifest, copied)]
        gone = sorted(manifest.paths - ours, key=_order, reverse=True)
        if stale or manifest != _Manifest(frozenset(ours), copied):
            # What is about to be written is named first: a killed build must find its own again.
            kept = {path: stamp for path, stamp in manifest.copied.items() if copied.get(path) == stamp}
            _write_manifest(out, _Manifest(manifest.paths | ours, kept, is_complete=False))
            for document in stale:
                _write(out, document)
            for path in gone:
                _delete(out, path)
            _sync_directories(out, [*(document.path for document in stale), *gone])
            _write_manifest(out, _Manifest(frozenset(ours), copied))
    written = {document.path: None for document in stale}
    unchanged = tuple(path for path in wanted if path not in written)
    return Changes(tuple(written), unchanged, tuple(path for path in gone if path.suffix != ".gz"))


def read_document(out: Path, path: PurePosixPath) -> bytes | None:
    """The bytes of a document as it was last written; None if there is none. Raises `SiteError`."""
    _check(path)
    return _read(out / path)


def write_note(out: Path, path: PurePosixPath, text: bytes) -> None:
    """Keep something of our own in the site that is no document of it: no build removes it. Raises `SiteError`."""
    _check(path)
    with _naming(out / path), _lock(out):  # a build removes temporary files that it takes for those of a killed one
        _replace(out / path, [text])


# ── Where things go ──────────────────────────────────────────────────────────────────────────────────────


def _in_order(documents: Iterable[Document | MediaFile]) -> dict[PurePosixPath, Document | MediaFile]:
    wanted: dict[PurePosixPath, Document | MediaFile] = {}
    for document in sorted(documents, key=lambda document: _order(document.path)):
        _check(document.path)
        if document.path in wanted:
            raise SiteError(f"{document.path}: two documents have this path; rename a category")
        wanted[document.path] = document
    return wanted


def _order(path: PurePosixPath) -> tuple[int, PurePosixPath]:
    """Media, pages, archives, feeds, index; deletions go the other way, a gzip sibling before its document."""
    if MEDIA_DIRECTORY in path.parts[1:2] and len(path.parts) > 2:  # noqa: PLR2004 - SLUG/media/NAME
        return 0, path
    match path.name.removesuffix(".gz").rpartition(".")[2]:
        case "html" if len(path.parts) > 1:
            rank = 1
        case "rss" | "atom" | "json":
            rank = 3 if len(path.parts) == 1 else 2  # archives lie in their category's directory
        case "html" | "opml":
            rank = 4
        case _:
            rank = 0
    return rank, path


def _pieces(path: PurePosixPath) -> Iterator[PurePosixPath]:
    """The files of a document, in the order in which they are written: whoever sees it new sees its sibling new."""
    if is_compressible(path):
        yield _gzipped(path)
    yield path


def _gzipped(path: PurePosixPath) -> PurePosixPath:
    return path.with_name(f"{path.name}.gz")


def _check(path: PurePosixPath) -> None:
    """Refuse a path that leads out of the site or takes the place of a file that we keep for ourselves."""
    is_clean = path.parts and not path.is_absolute() and ".." not in path.parts and not {"\0", "\\"} & set(str(path))
    is_reserved = path in (_MANIFEST, _LOCK) or path.name.startswith(_TEMPORARY)
    if not is_clean or is_reserved:
        raise SiteError(f"{str(path)!r} cannot be a document's path: give a relative one without '..' or '\\'")


def _refuse_ways_out(out: Path, paths: Iterable[PurePosixPath]) -> None:
    """See that no symbolic link among the directories of a site leads us elsewhere."""
    root = out.resolve()
    for directory in sorted({path.parent for path in paths}):
        if not (out / directory).resolve().is_relative_to(root):
            raise SiteError(f"{out / directory}: a symbolic link leads out of {out}; remove it")


# ── What is ours ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Manifest:
    """Every file that we wrote, or, while a build is not complete, may have written.

    `copied` are the sources of media files at the time of the copy.
    """

    paths: frozenset[PurePosixPath]
    copied: Mapping[PurePosixPath, "_Stamp"] = field(default_factory=dict)
    is_complete: bool = True


class _Stamp(NamedTuple):
    """Size and time (in nanoseconds) of a file: another version of it has another stamp."""

    size: int
    modified: int


def _stamp(place: Path) -> _Stamp:
    with _naming(place):
        status = place.stat()
    return _Stamp(status.st_size, status.st_mtime_ns)


def _refuse_foreign(out: Path) -> None:
    """Keep out of a directory with files of somebody else's.

    The manifest is looked for last: another build that has just begun writes it before any document.
    """
    is_foreign = out.exists() and any(place.name != _HOUSE for place in out.iterdir())
    if is_foreign and not (out / _MANIFEST).exists():
        raise SiteError(f"{out}: holds files that are not ours; name an empty or a new directory")


def _read_manifest(out: Path) -> _Manifest:
    text = _read(out / _MANIFEST)
    if text is None:
        return _Manifest(frozenset())
    try:
        fields = json.loads(text)
        copied = {PurePosixPath(path): _Stamp(*stamp) for path, stamp in fields.get("copied", {}).items()}
        manifest = _Manifest(frozenset(map(PurePosixPath, fields["paths"])), copied, bool(fields["complete"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise SiteError(f"{out / _MANIFEST}: is damaged; remove {out} and build again") from None
    for path in manifest.paths:
        _check(path)
    return manifest


def _write_manifest(out: Path, manifest: _Manifest) -> None:
    fields: dict[str, object] = {"complete": manifest.is_complete, "paths": sorted(map(str, manifest.paths))}
    if manifest.copied:
        fields["copied"] = {str(path): stamp for path, stamp in sorted(manifest.copied.items())}
    _replace(out / _MANIFEST, [json.dumps(fields, indent=1).encode() + b"\n"])
    _sync_directory((out / _MANIFEST).parent)


def _sweep(out: Path, paths: Iterable[PurePosixPath]) -> None:
    """Remove the temporary files that a killed build has left beside these."""
    for directory in sorted({path.parent for path in paths}):
        for place in sorted((out / directory).glob(f"{_TEMPORARY}*.tmp")):
            place.unlink(missing_ok=True)


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Let one build at a time write; the others wait. The system frees the lock of a killed one."""
    (out / _HOUSE).mkdir(parents=True, exist_ok=True)
    with (out / _LOCK).open("ab") as file:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 -- only POSIX systems have it

            deadline = monotonic() + PATIENCE
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    if monotonic() > deadline:
                        raise SiteError(f"{out}: another build has kept this site for {PATIENCE} seconds") from None
                    sleep(_PAUSE)
                    continue
                except OSError as error:
                    if error.errno not in (errno.ENOLCK, errno.EOPNOTSUPP):  # a file system without locks
                        raise
                break
        yield


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────


def _stamps(out: Path, documents: Iterable[Document | MediaFile]) -> dict[PurePosixPath, _Stamp]:
    """The stamps of all sources of media files; what stays though its source is gone has none."""
    return {
        document.path: _stamp(document.source)
        for document in documents
        if isinstance(document, MediaFile) and not _is_kept(out, document)
    }


def _is_kept(out: Path, file: MediaFile) -> bool:
    return file.source == out / file.path


def _is_current(
    out: Path, document: Document | MediaFile, manifest: _Manifest, copied: Mapping[PurePosixPath, _Stamp]
) -> bool:
    if isinstance(document, Document):
        return _is_written(out, document)
    stamp = copied.get(document.path)
    return stamp is None or _is_copied(out, document, manifest.copied.get(document.path), stamp)


def _is_written(out: Path, document: Document) -> bool:
    place = out / document.path
    if _read(place) != document.body:
        return False
    if not is_compressible(document.path):
        return True
    # Unpacking is cheap where packing is not, and what another zlib has packed is as good.
    packed = _read(place.with_name(f"{place.name}.gz"))
    try:
        return packed is not None and gzip.decompress(packed) == document.body
    except (OSError, EOFError, zlib.error):
        return False


def _is_copied(out: Path, file: MediaFile, former: _Stamp | None, stamp: _Stamp) -> bool:
    """Whether the site has the source as it is now; it was last copied when its stamp was the `former` one."""
    place = out / file.path
    if place.is_symlink() or not place.is_file() or place.stat().st_size != stamp.size:
        return False
    return former == stamp or cmp(file.source, place, shallow=False)


def _read(place: Path) -> bytes | None:
    """The bytes of a file, or None where there is no plain file of ours to keep."""
    if place.is_symlink():
        return None
    with _naming(place), suppress(FileNotFoundError):
        return place.read_bytes()
    return None


def _write(out: Path, document: Document | MediaFile) -> None:
    place = out / document.path
    with _naming(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(document, MediaFile):
        _copy(place, document)
        return
    for piece in _pieces(document.path):
        body = document.body if piece == document.path else _compress(document.body)
        _replace(out / piece, [body], document.last_modified)


def _copy(place: Path, file: MediaFile) -> None:
    """Copy piece by piece. A hard link would not do: it would change with its source, and the source's time with it."""
    before = _stamp(file.source)
    with _naming(file.source), file.source.open("rb") as source:
        _replace(place, iter(partial(source.read, _CHUNK), b""), file.last_modified)
    if _stamp(file.source) != before or place.stat().st_size != before.size:
        raise SiteError(f"{file.source}: changed while it was copied; build again")


_CHUNK = 1 << 20


def _compress(body: bytes) -> bytes:
    """Packed bytes without name, time or system in their header: the same text, the same bytes.

    Brotli at its best makes a feed of 660 KiB a quarter smaller than this, but takes fifty times as long for it, and
    most feed readers do not ask for it.
    """
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as file:
        file.write(body)
    return packed.getvalue()


def _replace(place: Path, body: Iterable[bytes], last_modified: datetime | None = None) -> None:
    """Put a file in place in one step; its bytes are on the disk before its name is."""
    temporary = place.with_name(f"{_TEMPORARY}{secrets.token_hex(8)}.tmp")
    try:
        with _naming(place), temporary.open("xb") as file:
            file.writelines(body)
            file.flush()
            if last_modified is not None:
                seconds = int(last_modified.timestamp())  # HTTP knows no fractions
                os.utime(temporary, (seconds, seconds))
            os.fsync(file.fileno())
            temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _delete(out: Path, path: PurePosixPath) -> None:
    """Remove a file of ours, and the directories that it leaves empty."""
    place = out / path
    with _naming(place):
        place.unlink(missing_ok=True)
        for directory in path.parents[:-1]:
            try:
                (out / directory).rmdir()
            except OSError:
                break


def _sync_directories(out: Path, paths: Iterable[PurePosixPath]) -> None:
    for directory in sorted({parent for path in paths for parent in path.parents}):
        with suppress(FileNotFoundError):  # a deletion has left it empty
            _sync_directory(out / directory)


def _sync_directory(directory: Path) -> None:
    """Bring renames and deletions to the disk (POSIX; Windows has no such call)."""
    if sys.platform != "win32":
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _naming(place: Path) -> Iterator[None]:
    """Turn what the system says into one line that names the place."""
    try:
        yield
    except SiteError:
        raise
    except OSError as error:
        raise SiteError(f"{place}: {error.strerror or error}") from error
