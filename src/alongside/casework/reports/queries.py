"""What is said of a run: its parts in words, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.casework.schemes.models import Programme, Scheme, Worker
from alongside.casework.schemes.words import day, listed

from . import comparing, place
from .models import INSIDE, ReportFile, Run

NAMED = 3  # schemes that are named one by one
HEAVY = ("counts", "said", "why_failed")
OFFERED = {
    "report": "The whole report, one file that opens in any browser",
    "pdf": "The report as a PDF, to print or to send",
    "tables": "All tables, as a spreadsheet",
    "figures": "All figures, for programs (JSON)",
    "all": "Everything in one zip file, with the pictures",
}


@dataclass(frozen=True)
class Line:
    """One run in the list."""

    run: Run
    period: str
    schemes: str
    tag: tuple[str, str]  # words, and how they look


@dataclass(frozen=True)
class Download:
    """One file that can be fetched."""

    what: str
    words: str
    size: int  # bytes


def lines(runs: Iterable[Run]) -> list[Line]:
    """The runs of a page of the list."""
    return [Line(run, period(run), schemes(run), tag(run)) for run in runs]


def listed_for(worker: Worker) -> QuerySet[Run]:
    """The runs that this worker may know of, newest first, with what the list says of them."""
    found = Run.objects.seen_by(worker).select_related("asked_by", "programme")
    return found.prefetch_related("schemes").defer(*HEAVY)


def period(run: Run) -> str:
    """*1 January to 31 December 2018*; an end that is open is said."""
    first, last = run.from_on, run.to_on
    if first is None and last is None:
        return f"Everything until {day(timezone.localtime(run.asked_at).date())}"
    if first is None or last is None:
        return f"From {day(first)} on" if first else f"Until {day(last)}" if last else ""
    begin = day(first) if first.year != last.year else f"{first.day} {first:%B}"
    return f"{begin} to {day(last)}"


def schemes(run: Run) -> str:
    """Their names; of many how many, and of which programme."""
    found = list(run.schemes.all())
    if len(found) <= NAMED:
        return listed([scheme.name for scheme in found])
    return f"{len(found)} schemes of {run.programme.name}"


def tag(run: Run) -> tuple[str, str]:
    """How it stands, in a word or two, and how that looks."""
    if run.withdrawn_at is not None:
        return "Withdrawn", "late"
    if run.published_at is not None:
        return "Published", "done"
    if run.state != Run.State.READY:
        return run.get_state_display(), "late" if run.state == Run.State.FAILED else "soon"
    return ("Not for publication", "") if run.is_kept else ("No longer kept", "")


def made_with(run: Run) -> list[str]:
    """The files that it was made with, in words."""
    return [
        f"{file.get_kind_display()}: {file.name}"
        for file in (run.comparison, run.values, run.population)
        if file is not None
    ]


def downloads(run: Run) -> list[Download]:
    """The files that are there."""
    found = [(what, place.file_of(run, what)) for what in OFFERED]
    return [Download(what, OFFERED[what], path.stat().st_size) for what, path in found if path]


def said(run: Run, version: str = "") -> dict[str, Any]:
    """Title and key findings of what may be read of it now, or of the version that is named."""
    now = place.FULL if run.published_at is None else place.PUBLISHED
    found: dict[str, Any] = run.said.get(version or now, {"title": "", "items": []})
    return found


@dataclass(frozen=True)
class May:
    """What this worker may do with a run."""

    inside: bool  # reads what is not published
    open: bool
    publish: bool
    withdraw: bool
    why_not_publish: str = ""


def may(run: Run, worker: Worker, today: date) -> May:
    """What this worker may do with a run that they may know of."""
    evaluates = Run.objects.evaluated_by(worker).filter(pk=run.pk).exists()
    opens = Run.objects.opened_by(worker).filter(pk=run.pk).exists()
    inside = opens and all(worker.has_role(*INSIDE, scheme=scheme) for scheme in run.schemes.all())
    asks = evaluates and run.published_at is None and run.is_kept
    why_not = comparing.why_not_publish(run, today) if asks else ""
    return May(
        inside, opens and run.is_kept, asks and not why_not, evaluates and run.stands, why_not
    )


def programmes_for(worker: Worker, *roles: str) -> list[tuple[Programme, list[Scheme]]]:
    """The programmes in which this worker holds one of these roles, each with those schemes."""
    held = Scheme.objects.filter(pk__in=worker.scheme_ids(*roles)).select_related("programme")
    found: dict[Programme, list[Scheme]] = {}
    for scheme in held.order_by("programme__name", "name"):
        found.setdefault(scheme.programme, []).append(scheme)
    return list(found.items())


def files_for(worker: Worker) -> QuerySet[ReportFile]:
    """The files of this worker's programmes."""
    found = ReportFile.objects.seen_by(worker).select_related("programme", "added_by")
    return found.defer("content")
