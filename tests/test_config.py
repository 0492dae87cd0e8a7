"""Reading `feeds.toml`; refused settings stand in `cases/config/refused.json`."""

import json
from datetime import UTC
from pathlib import Path

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

from feeds.config import CategorySettings, Config, load_config
from feeds.errors import ConfigError

REFUSED = json.loads((Path(__file__).parent / "cases" / "config" / "refused.json").read_text(encoding="utf-8"))
assert REFUSED, "no cases of refused settings"


def config_of(folder: Path, toml: bytes) -> Config:
    (folder / "feeds.toml").write_bytes(toml)
    return load_config(folder)


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    assert load_config(tmp_path) == config_of(tmp_path, b"") == Config()
    assert (Config().base_url, Config().timezone, Config().entries_per_feed) == ("http://127.0.0.1:8000", UTC, 50)


def test_every_setting(tmp_path: Path) -> None:
    toml = """\ufeff
        title = "Harbour  Notices"
        base_url = "https://example.org/news/"
        description = "What happens at the quays"
        author = "Ada Brook"
        language = "en-GB"
        timezone = "Europe/Berlin"
        entries_per_feed = 20
        bytes_per_feed = 100_000
        hub = ["https://hub.example.org/", "https://websub.example.net", "https://hub.example.org/"]
        max_age = 600
        stale_while_revalidate = 0
        stale_if_error = 604800
    """
    berlin = tz.gettz("Europe/Berlin")
    assert berlin is not None
    assert config_of(tmp_path, toml.encode()) == Config(
        title="Harbour Notices",
        base_url="https://example.org/news",
        description="What happens at the quays",
        author="Ada Brook",
        language="en-GB",
        timezone=berlin,
        entries_per_feed=20,
        bytes_per_feed=100_000,
        hub=("https://hub.example.org/", "https://websub.example.net"),
        max_age=600,
        stale_while_revalidate=0,
        stale_if_error=604800,
    )
    assert config_of(tmp_path, b'hub = "https://hub.example.org/?a=1"').hub == ("https://hub.example.org/?a=1",)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["toml"])
def test_wrong_settings_are_refused_with_advice(case: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        config_of(tmp_path, case["toml"].encode(case.get("encoding", "utf-8")))
    assert str(raised.value) == f"{tmp_path}/{case['message']}"


def test_the_address_of_the_site_is_a_uri(tmp_path: Path) -> None:
    config = config_of(tmp_path, 'base_url = "https://küste.example/über/"'.encode())
    assert config.base_url == "https://xn--kste-0ra.example/%C3%BCber"


def test_a_category_may_have_settings_of_its_own(tmp_path: Path) -> None:
    config = config_of(
        tmp_path,
        b'content = "excerpt"\n\n'
        b'[category."Harbour Notices"]\nentries_per_feed = 9\ncontent = "full"\n[category.Eels]\n',
    )
    path = tmp_path / "feeds.toml"
    assert config.content == "excerpt"
    assert config.category == {
        "Harbour Notices": CategorySettings({"entries_per_feed": 9, "content": "full"}, path, 3),
        "Eels": CategorySettings({}, path, 6),
    }


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").mkdir()
    with pytest.raises(ConfigError, match=r"feeds\.toml: error: the file cannot be read"):
        load_config(tmp_path)


@given(st.one_of(st.binary(), st.text().map(lambda text: f"base_url = {json.dumps('http://' + text)}".encode())))
def test_any_bytes_give_settings_or_a_config_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        config = config_of(tmp_path_factory.getbasetemp(), data)
    except ConfigError as error:
        assert "\n" not in str(error)  # noqa: PT017 - both outcomes are right
    else:
        assert not config.base_url.endswith("/")


def test_the_ledger_of_listings_that_may_not_be_written_to_lies_beside_the_site(tmp_path: Path) -> None:
    assert Config().ledger_of(tmp_path, tmp_path / "site") == tmp_path / ".ledger.sqlite"
    absent = tmp_path / "absent"  # as little writable as a folder on a read-only disk
    assert Config().ledger_of(absent, tmp_path / "site") == tmp_path / ".site.ledger.sqlite"
    assert Config(ledger="../kept.sqlite").ledger_of(absent) == absent / "../kept.sqlite"
