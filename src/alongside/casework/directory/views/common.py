"""What the pages of the directory have in common."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from alongside.casework.schemes.models import WITH_PEOPLE, Worker

from ..models import Activity
from ..queries import sent
from ..roles import brings_in, keeps


def keeps_it(worker: Worker) -> None:
    """Whoever does not keep the directory finds no page here."""
    if not keeps(worker):
        raise Http404


def entry(worker: Worker, activity_id: int) -> Activity:
    """An entry that this worker may change."""
    keeps_it(worker)
    return get_object_or_404(
        Activity.objects.seen_by(worker).select_related("organisation", "only_for"), pk=activity_id
    )


def waiting(worker: Worker) -> int:
    """How many proposals wait to be decided on."""
    return sent.proposals(worker).filter(decided_at=None).count()


def ways(worker: Worker, here: str) -> list[tuple[str, int | None, str, bool]]:
    """The work on the directory, as filters have it."""
    others = [("Other directories", None, reverse("directory:sources"), here == "sources")]
    typed = [("Only typed", None, reverse("signposting:unlisted"), here == "unlisted")]
    return [
        ("To check", None, reverse("directory:checks"), here == "checks"),
        ("Sent to us", waiting(worker), reverse("directory:proposals"), here == "proposals"),
        ("Look alike", None, reverse("directory:duplicates"), here == "duplicates"),
        *(typed if worker.has_role(*WITH_PEOPLE) else []),
        *(others if brings_in(worker) else []),
    ]
