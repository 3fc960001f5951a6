"""A scheme that moves in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from alongside.casework.importing import actions
from alongside.casework.importing.actions import Done
from alongside.casework.importing.checking import check
from alongside.casework.importing.place import Place
from alongside.casework.schemes.models import Scheme, Worker

from .books import TODAY, parsed


@pytest.fixture
def bring(aldermouth: Scheme, dilys: Worker) -> Callable[..., Done]:
    """`bring("people", text)`: as Dilys, into Aldermouth."""

    def bring_in(kind: str, text: Any, **options: Any) -> Done:
        names = options.pop("names", None)
        return actions.bring_in(
            parsed=parsed(kind, text, names), scheme=aldermouth, today=TODAY, by=dilys, **options
        )

    return bring_in


@pytest.fixture
def wrong(aldermouth: Scheme, dilys: Worker) -> Callable[..., list[str]]:
    """`wrong("people", text)`: every fault, in sentences."""

    def sentences(kind: str, text: Any, **options: Any) -> list[str]:
        found = parsed(kind, text, options.get("names"))
        place = Place(aldermouth, dilys, TODAY, found)
        return [fault.sentence for fault in check(found, place).faults]

    return sentences
