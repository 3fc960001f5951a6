"""After the answers: thanks to the person, the score for the worker."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes import handed_over
from alongside.casework.schemes.requests import WorkerRequest

from .. import queries
from ..models import Measure


@login_required
@require_http_methods(["GET"])
def thanks(request: WorkerRequest, measure_id: int) -> HttpResponse:
    """For the person, on the worker's device: thanks, their answers if they like, never a score."""
    measure = _seen(request, measure_id, "thanks")
    wants_answers = request.GET.get("answers") == "1"
    due = queries.next_due(measure, timezone.localdate())
    more = ""
    if due:
        where = measure.episode.person_id, due.instrument, due.stage
        more = reverse("measures:ask", args=where)
        handed_over.also_opens(request, more)
    said = _about(measure) | {"answers": _in_words(measure) if wants_answers else [], "more": more}
    return render(request, "measures/thanks.html", said)


@login_required
@require_http_methods(["GET"])
def handed_back(request: WorkerRequest, measure_id: int) -> HttpResponse:
    """The worker has the device again. The score is one step away, not over a shoulder."""
    measure = _seen(request, measure_id, "handed back")
    return render(request, "measures/handed_back.html", _about(measure))


@login_required
@require_http_methods(["GET"])
def measure(request: WorkerRequest, measure_id: int) -> HttpResponse:
    """The score, the change, and how much of it lies within the scale's own error."""
    found = _seen(request, measure_id, "measure")
    said = _about(found) | {
        "scored": queries.scored(found),
        "all": next(
            each for each in queries.scores(found.episode) if each.instrument.id == found.instrument
        ),
        "answers": _in_words(found),
        "next": queries.next_due(found, timezone.localdate()),
    }
    return render(request, "measures/measure.html", said)


def _seen(request: WorkerRequest, measure_id: int, page: str) -> Measure:
    seen = Measure.objects.seen_by(request.user)
    seen = seen.select_related("episode__person", "episode__scheme", "recorded_by")
    found = get_object_or_404(seen, pk=measure_id)
    audit.looked(at=found, by=request.user, page=page)
    return found


def _about(measure: Measure) -> dict[str, object]:
    episode = measure.episode
    asked = queries.asked_in(episode.scheme, measure.instrument)
    return {"measure": measure, "person": episode.person, "scheme": episode.scheme, "asked": asked}


def _in_words(measure: Measure) -> list[tuple[str, str]]:
    """Each question with the answer that was given; nothing where the total alone was kept."""
    if not measure.has_answers:
        return []
    asked = queries.asked_in(measure.episode.scheme, measure.instrument)
    return [
        (item.wording, "Left out" if code is None else item.option(code).label)
        for item, code in zip(asked.items, measure.answers, strict=True)
    ]
