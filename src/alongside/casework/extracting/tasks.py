"""What is done in the background: making what somebody asked for on the page."""

from __future__ import annotations

from alongside.background import in_background

from . import actions, making
from .models import Extract


@in_background
def make_extract(number: int) -> None:
    """Make the zip file of an extract that was asked for; asked twice, it is made once.

    What a killed process had begun is not tried again: it might be what killed it.
    """
    making.clear_old()
    extract = Extract.objects.get(pk=number)
    if extract.state != Extract.State.BEING_MADE:
        return
    try:
        _make(extract)
    finally:
        making.clear_old()


def _make(extract: Extract) -> None:
    try:
        if making.begin(extract):
            making.make_zip(extract)
            return
    except Exception:
        actions.give_up(extract=extract, by=extract.asked_by)
        raise
    actions.give_up(extract=extract, by=extract.asked_by)
