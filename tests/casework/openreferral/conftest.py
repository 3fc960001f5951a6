"""What these tests ask."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from alongside.casework.directory.search import index
from alongside.casework.openreferral import numbering

from . import world

API = "/api/open-referral/"


class Reader:
    """A program that reads the API."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, path: str = "", **asked: Any) -> Any:
        return self.client.get(API + path, asked)

    def data(self, path: str = "", **asked: Any) -> Any:
        response = self.get(path, **asked)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def names(self, **asked: Any) -> list[str]:
        return [one["name"] for one in self.data("services", **asked)["contents"]]


@pytest.fixture(autouse=True)
def _no_list_is_kept():
    numbering.forget()


@pytest.fixture
def entries(aldermouth):
    made = world.directory(aldermouth)
    index.refresh([one.pk for one in made.values()])
    return made


@pytest.fixture
def reader(entries):
    return Reader()
