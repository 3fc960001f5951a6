"""The contract as objects, and as the description of a package."""

import json
from pathlib import Path

import pytest

from alongside import extract
from alongside.extract import Format
from alongside.extract.contract import version
from tests.shared_data import shared


def test_every_table_comes_after_those_that_it_points_to():
    seen = set()
    for name, table in extract.tables().items():
        seen.add(name)
        assert {link.table for link in table.links} <= seen


def test_only_three_tables_have_to_be_there():
    required = [name for name, table in extract.tables().items() if table.required]

    assert required == ["schemes", "referrals", "episodes"]


def test_a_column_knows_what_may_stand_in_it():
    contacts = extract.table("contacts")

    assert contacts.key == ("contact_id",)
    assert contacts.links == (extract.Link("episode_id", "episodes", "episode_id"),)
    assert contacts.column("minutes").most == 1440
    assert contacts.column("worker").choices == ("connector", "volunteer")
    assert contacts.column("contact_id").unique
    assert not contacts.column("minutes").unique
    assert contacts.file_name("parquet") == "contacts.parquet"


def test_what_the_contract_does_not_have_is_not_found():
    with pytest.raises(KeyError):
        extract.table("people")
    with pytest.raises(KeyError):
        extract.table("contacts").column("note")


def test_a_key_can_be_of_several_columns_or_of_none():
    assert extract.table("life_transitions").key == ("episode_id", "transition")
    assert extract.table("costs").key == ()


def test_a_package_is_described_as_the_contract_does_without_what_is_not_there():
    described = extract.describe(["episodes", "schemes"])

    assert [one["name"] for one in described["resources"]] == ["schemes", "episodes"]
    assert described["title"] == "De-identified extract of a connector service"
    assert extract.describe(extract.tables()) == json.loads(contract().read_text())


def test_a_package_in_parquet_says_so():
    (described,) = extract.describe(["schemes"], Format.PARQUET)["resources"]

    assert described["path"] == "schemes.parquet"
    assert described["format"] == "parquet"
    assert described["mediatype"] == "application/vnd.apache.parquet"
    assert "encoding" not in described


def test_the_contract_is_shipped_unchanged():
    assert contract().read_bytes() == shared("contract", "datapackage.json").read_bytes()


def contract() -> Path:
    return Path(extract.__file__).with_name("datapackage.json")


def test_the_contract_says_which_version_it_is():
    assert version() == json.loads(contract().read_bytes())["version"]
