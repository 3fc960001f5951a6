"""`alongside directory index`: what the search finds entries by, made again."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from alongside.casework.directory.models import Listing, Posting, SearchWord
from alongside.casework.directory.search import Query, find
from alongside.cli.commands import app
from tests.casework.directory.search import town

pytestmark = pytest.mark.django_db


def test_the_index_is_made_again_with_nothing_left_of_words_that_are_gone(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("alongside.cli.directory.open_database", lambda: None)
    choir = town.activity("Choir")
    Posting.objects.all().delete()
    Listing.objects.all().delete()
    SearchWord.objects.create(stem="gone", seen="gone")

    ended = CliRunner().invoke(app, ["directory", "index"])

    assert ended.exit_code == 0
    assert "1 entry can be found." in ended.stdout
    assert find(Query("choir"), worker=None).found[0].activity_id == choir.pk
    assert list(SearchWord.objects.values_list("stem", flat=True)) == ["choir"]
