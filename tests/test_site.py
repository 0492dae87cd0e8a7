"""A built site: whole files, only what changed, nobody else's."""

import gzip
import json
import multiprocessing
import os
import re
import signal
import stat
import subprocess
import sys
import textwrap
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.errors import SiteError
from feeds.model import Document, MediaFile
from feeds.site import Changes, locked_site, read_document, write_site

NOON = datetime(2022, 10, 14, 12, tzinfo=UTC)


def document(path: str, text: str = "words " * 99, last_modified: datetime = NOON) -> Document:
    return Document(PurePosixPath(path), text.encode(), last_modified)


def files(directory: Path) -> dict[str, bytes]:
    """Everything in a site but our own housekeeping."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", "lock")
    }


def state(path: Path) -> tuple[int, ...]:
    """What changes when somebody writes, renames or touches a file, and not when somebody reads it."""
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def names(paths: tuple[PurePosixPath, ...]) -> list[str]:
    return [str(path) for path in paths]


def test_documents_are_written_in_the_order_in_which_they_refer_to_each_other(tmp_path: Path) -> None:
    shuffled = [
        "index.html", "all.rss", "harbour.json", "harbour/1.atom", "harbour/index.html", "a.mp3", "feeds.opml",
        "style.css", "harbour.atom", "harbour/media/a.html", "harbour/media/a.chapters.json",
    ]  # fmt: skip
    changes = write_site(tmp_path / "site", map(document, shuffled))
    assert names(changes.written) == [
        "a.mp3", "harbour/media/a.chapters.json", "harbour/media/a.html", "style.css", "harbour/index.html",
        "harbour/1.atom", "all.rss", "harbour.atom", "harbour.json", "feeds.opml", "index.html",
    ]  # fmt: skip
    assert (changes.unchanged, changes.deleted) == ((), ())


def test_a_file_has_the_documents_bytes_and_time_and_everyone_may_read_it(tmp_path: Path) -> None:
    write_site(tmp_path, [document("harbour.rss", "<rss/>")])
    for name in ("harbour.rss", "harbour.rss.gz"):
        status = (tmp_path / name).stat()
        assert status.st_mtime == NOON.timestamp()
        assert status.st_mode & stat.S_IROTH
    assert (tmp_path / "harbour.rss").read_bytes() == b"<rss/>"


@pytest.mark.parametrize(
    ("path", "has_sibling"),
    [("a.rss", True), ("a/index.html", True), ("style.css", True), ("a.mp3", False), ("a.png", False),
     (".feeds/listings/harbour.txt", False)],
)  # fmt: skip
def test_only_text_that_is_served_has_a_gzip_sibling(tmp_path: Path, path: str, *, has_sibling: bool) -> None:
    write_site(tmp_path, [document(path)])
    sibling = tmp_path / f"{path}.gz"
    assert sibling.exists() is has_sibling
    if has_sibling:
        packed = sibling.read_bytes()
        assert gzip.decompress(packed) == document(path).body
        assert packed[3:8] == b"\0\0\0\0\0", "neither name nor time"


def test_a_document_can_be_read_back(tmp_path: Path) -> None:
    path = PurePosixPath(".feeds/listings/harbour.txt")
    assert read_document(tmp_path / "site", path) is None
    write_site(tmp_path / "site", [document(str(path))])
    assert read_document(tmp_path / "site", path) == document(str(path)).body
    with pytest.raises(SiteError):
        read_document(tmp_path / "site", PurePosixPath("../secret.txt"))


def test_an_unchanged_document_is_not_touched_at_all(tmp_path: Path) -> None:
    documents = [document("a.rss"), document("b.rss"), document("index.html")]
    write_site(tmp_path, documents)
    before = {path: state(path) for path in tmp_path.rglob("*") if path.is_file()}
    assert write_site(tmp_path, documents) == Changes((), tuple(d.path for d in documents), ())
    assert {path: state(path) for path in before} == before

    changes = write_site(tmp_path, [document("a.rss", "new"), *documents[1:]])
    assert names(changes.written) == ["a.rss"]
    assert state(tmp_path / "b.rss") == before[tmp_path / "b.rss"]


@pytest.fixture
def sound(tmp_path: Path) -> MediaFile:
    source = tmp_path / "source.mp3"
    source.write_bytes(b"sound" * 9)
    return MediaFile(PurePosixPath("harbour/media/sound.mp3"), source, NOON)


def test_a_media_file_is_copied_with_the_time_that_it_is_given(tmp_path: Path, sound: MediaFile) -> None:
    site = tmp_path / "site"
    assert names(write_site(site, [sound]).written) == ["harbour/media/sound.mp3"]
    status = (site / sound.path).stat()
    assert status.st_mtime == NOON.timestamp()
    assert status.st_nlink == 1  # not the source under another name
    assert files(site) == {"harbour/media/sound.mp3": b"sound" * 9}


def test_a_large_media_file_is_never_in_memory_as_a_whole(tmp_path: Path, sound: MediaFile) -> None:
    os.truncate(sound.source, 1 << 26)
    tracemalloc.start()
    write_site(tmp_path / "site", [sound])
    os.utime(sound.source)  # so that both are compared
    write_site(tmp_path / "site", [sound])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "site" / sound.path).stat().st_size == 1 << 26
    assert peak < 1 << 23


def test_a_media_file_is_copied_again_only_if_its_bytes_are_others(tmp_path: Path, sound: MediaFile) -> None:
    site = tmp_path / "site"
    write_site(site, [sound])
    before = state(site / sound.path)
    os.utime(sound.source, (1, 1))
    for _ in range(2):
        assert names(write_site(site, [sound]).unchanged) == ["harbour/media/sound.mp3"]
        assert state(site / sound.path) == before
    for bytes_of_the_same_number in (b"noise" * 9, b"music" * 9):
        sound.source.write_bytes(bytes_of_the_same_number)
        assert names(write_site(site, [sound]).written) == ["harbour/media/sound.mp3"]
        assert (site / sound.path).read_bytes() == bytes_of_the_same_number


def test_a_media_file_whose_source_is_the_site_itself_stays(tmp_path: Path, sound: MediaFile) -> None:
    site = tmp_path / "site"
    write_site(site, [sound])
    kept = MediaFile(sound.path, site / sound.path, NOON)
    before = state(site / sound.path)
    for _ in range(2):
        assert names(write_site(site, [kept]).unchanged) == ["harbour/media/sound.mp3"]
    assert state(site / sound.path) == before
    moved = MediaFile(PurePosixPath("quay/media/sound.mp3"), site / sound.path, NOON)
    changes = write_site(site, [moved])
    assert (names(changes.written), names(changes.deleted)) == (["quay/media/sound.mp3"], ["harbour/media/sound.mp3"])
    assert files(site) == {"quay/media/sound.mp3": b"sound" * 9}


def test_a_media_file_without_a_source_leaves_the_site_as_it_was(tmp_path: Path, sound: MediaFile) -> None:
    site = tmp_path / "site"
    write_site(site, [sound, document("harbour.rss")])
    before = files(site)
    sound.source.unlink()
    with pytest.raises(SiteError, match=re.escape(f"{sound.source}: No such file")):
        write_site(site, [sound, document("harbour.rss", "other words")])
    assert files(site) == before


def test_what_is_no_longer_a_document_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    write_site(tmp_path, [document("a.rss"), document("a/index.html"), document("b.rss")])
    (tmp_path / "CNAME").write_text("example.org")
    changes = write_site(tmp_path, [document("b.rss")])
    assert names(changes.deleted) == ["a.rss", "a/index.html"]
    assert list(files(tmp_path)) == ["CNAME", "b.rss", "b.rss.gz"]
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("damage", ["removed", "truncated", "stale"])
def test_a_damaged_gzip_sibling_is_made_anew(tmp_path: Path, damage: str) -> None:
    write_site(tmp_path, [document("a.rss")])
    sibling = tmp_path / "a.rss.gz"
    whole = sibling.read_bytes()
    match damage:
        case "removed":
            sibling.unlink()
        case "truncated":
            sibling.write_bytes(whole[:-9])
        case _:
            sibling.write_bytes(gzip.compress(b"old"))
    assert names(write_site(tmp_path, [document("a.rss")]).written) == ["a.rss"]
    assert sibling.read_bytes() == whole


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/etc/passwd", "cannot be a document's path"),
        ("../a.rss", "cannot be a document's path"),
        ("a/../../b.rss", "cannot be a document's path"),
        ("a\0b.rss", "cannot be a document's path"),
        ("a\\b.rss", "cannot be a document's path"),
        ("", "cannot be a document's path"),
        (".feeds/manifest.json", "cannot be a document's path"),
        (".feeds-1.tmp", "cannot be a document's path"),
    ],
)
def test_a_path_that_leads_out_is_refused_before_anything_is_written(tmp_path: Path, path: str, complaint: str) -> None:
    with pytest.raises(SiteError, match=complaint):
        write_site(tmp_path / "site", [document("a.rss"), document(path)])
    assert not (tmp_path / "site").exists()


def test_two_documents_cannot_have_one_path(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"a\.rss: two documents"):
        write_site(tmp_path, [document("a.rss", "one"), document("a.rss", "two")])


def test_a_directory_with_somebody_elses_files_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("the only copy")
    with pytest.raises(SiteError, match="holds files that are not ours"):
        write_site(tmp_path, [document("a.rss")])
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_symbolic_link_does_not_lead_us_out(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = tmp_path / "site"
    write_site(site, [document("a.rss")])
    (site / "media").symlink_to(elsewhere)
    with pytest.raises(SiteError, match="a symbolic link leads out"):
        write_site(site, [document("media/a.mp3")])
    assert list(elsewhere.iterdir()) == []


def test_a_file_that_was_replaced_by_a_link_becomes_a_file_again(tmp_path: Path) -> None:
    outside = tmp_path / "outside.rss"
    outside.write_bytes(document("a.rss").body)
    site = tmp_path / "site"
    write_site(site, [document("a.rss")])
    (site / "a.rss").unlink()
    (site / "a.rss").symlink_to(outside)
    write_site(site, [document("a.rss")])
    assert not (site / "a.rss").is_symlink()
    assert outside.exists()


@pytest.mark.parametrize(
    "manifest",
    ["", "{", "[]", '{"paths": 1, "complete": true}', '{"paths": ["../a"], "complete": true}'],
)
def test_a_damaged_manifest_is_an_error_of_one_line(tmp_path: Path, manifest: str) -> None:
    write_site(tmp_path, [document("a.rss")])
    (tmp_path / ".feeds/manifest.json").write_text(manifest)
    with pytest.raises(SiteError) as caught:
        write_site(tmp_path, [document("b.rss")])
    assert "\n" not in str(caught.value)
    assert (tmp_path / "a.rss").exists()


def test_what_the_system_refuses_is_told_with_the_path_and_earlier_documents_stay_whole(tmp_path: Path) -> None:
    write_site(tmp_path, [document("a.rss", "old")])
    (tmp_path / "b.rss").mkdir()
    with pytest.raises(SiteError, match=r"b\.rss: Is a directory"):
        write_site(tmp_path, [document("a.rss", "new"), document("b.rss")])
    assert (tmp_path / "a.rss").read_text() == "old"
    (tmp_path / "b.rss").rmdir()
    write_site(tmp_path, [document("a.rss", "new"), document("b.rss")])
    assert list(files(tmp_path)) == ["a.rss", "a.rss.gz", "b.rss", "b.rss.gz"]


def test_a_full_disk_leaves_the_earlier_document_whole(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk: the same call fails, in the midst of a document."""
    write_site(tmp_path, [document("a.mp3", "old")])
    program = textwrap.dedent("""
        import resource, signal, sys
        from datetime import UTC, datetime
        from pathlib import Path, PurePosixPath
        from feeds.errors import SiteError
        from feeds.model import Document, MediaFile
        from feeds.site import write_site
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        try:
            document = Document(PurePosixPath("a.mp3"), b"x" * 9999, datetime(2022, 1, 1, tzinfo=UTC))
            write_site(Path(sys.argv[1]), [document])
        except SiteError as error:
            print(error)
    """)
    done = subprocess.run(  # noqa: S603 -- the program above
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout == f"{tmp_path / 'a.mp3'}: File too large\n"
    assert files(tmp_path) == {"a.mp3": b"old"}


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody where we are root, who may write anywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_directory_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with without_privileges(), pytest.raises(SiteError, match="Permission denied"):
        write_site(tmp_path / "site", [document("a.rss")])


GENERATIONS = [[document(f"{n}.mp3", f"{g} " * 20_000) for n in range(40)] for g in range(2)]


def build_forever(site: Path) -> None:
    for generation in range(10_000):
        write_site(site, GENERATIONS[generation % 2])


def build_often(site: Path) -> None:
    for generation in range(20):
        write_site(site, GENERATIONS[generation % 2])


@pytest.mark.parametrize("milliseconds", [5, 20, 45, 80, 130])
def test_a_killed_build_leaves_whole_documents_and_the_next_one_cleans_up(tmp_path: Path, milliseconds: int) -> None:
    site = tmp_path / "site"
    build = multiprocessing.get_context("fork").Process(target=build_forever, args=(site,))
    build.start()
    while not site.exists():
        build.join(0.001)
    build.join(milliseconds / 1000)
    build.kill()
    build.join()
    assert build.exitcode == -signal.SIGKILL
    whole = {document.body for generation in GENERATIONS for document in generation}
    assert {body for name, body in files(site).items() if not Path(name).name.startswith(".feeds-")} <= whole
    write_site(site, GENERATIONS[0])
    assert files(site) == {str(d.path): d.body for d in GENERATIONS[0]}


def test_builds_at_the_same_time_take_turns(tmp_path: Path) -> None:
    site = tmp_path / "site"
    builds = [multiprocessing.get_context("fork").Process(target=build_often, args=(site,)) for _ in range(4)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0, 0, 0]
    assert files(site) == {str(d.path): d.body for d in GENERATIONS[1]}
    assert json.loads((site / ".feeds/manifest.json").read_text())["complete"] is True


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["a.rss", "b/index.html", "b/1.json", "c.mp3"]), st.text(max_size=9)),
        min_size=1,
        max_size=4,
    )
)
def test_a_site_is_what_was_written_last(
    tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, str]]
) -> None:
    site = tmp_path_factory.mktemp("site")
    for texts in builds:
        write_site(site, [document(path, text) for path, text in texts.items()])
    fresh = tmp_path_factory.mktemp("fresh")
    write_site(fresh, [document(path, text) for path, text in builds[-1].items()])
    assert files(site) == files(fresh)
    assert {name: body for name, body in files(site).items() if not name.endswith(".gz")} == {
        path: text.encode() for path, text in builds[-1].items()
    }


def test_who_waits_too_long_for_another_build_is_told_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.site.PATIENCE", 0.1)
    with (
        locked_site(tmp_path),
        pytest.raises(SiteError, match=r"another build has kept this site for 0\.1 seconds"),
        locked_site(tmp_path),
    ):
        pass
    write_site(tmp_path, [document("a.rss")])
