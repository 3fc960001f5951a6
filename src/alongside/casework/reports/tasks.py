"""What is done in the background: making the report that somebody asked for on the page."""

from __future__ import annotations

import shutil

from alongside.background import in_background
from alongside.trouble import Trouble

from . import actions, making, place
from .models import Run

STOPPED = (
    "The process that made it was stopped in the middle, and nothing of it is kept. Ask for it"
    " again."
)


@in_background
def make_report(number: int) -> None:
    """Make the report that was asked for. What a killed process had begun is not tried again.

    It might be what killed it; so it says what happened, and who asked may ask again.
    """
    forget_old()
    run = Run.objects.get(pk=number)
    if run.state == Run.State.WORKING:
        shutil.rmtree(place.work_of(number), ignore_errors=True)
        actions.give_up(run=run, why=STOPPED, by=run.asked_by)
    if run.state == Run.State.ASKED:
        _make(run)


def _make(run: Run) -> None:
    run = actions.begin(run=run, by=run.asked_by)
    try:
        made = making.make(run, making.step_of(run))
        actions.finish(run=run, made=made, by=run.asked_by)
    except Trouble as trouble:  # a file that was chosen: who asked can mend it
        actions.give_up(run=run, why=str(trouble), by=run.asked_by)
    except Exception:
        actions.give_up(run=run, why="", by=run.asked_by)
        raise


def forget_old() -> None:
    """Remove what runs found whose days are over; what was ever published is compared with.

    A run on which nobody works any more says so, and what was taken from the records for it goes.
    """
    for run in Run.objects.filter(pk__in=place.left_behind(), state=Run.State.WORKING):
        actions.give_up(run=run, why=STOPPED, by=run.asked_by)
    Run.objects.not_kept().filter(published_at=None).update(counts={}, said={})
    place.clear_old()
