"""A form that arrives twice has one effect: a second tap, or a phone that sends it again.

Each form carries a token, made when it was shown. It is written in the same transaction as the
form's effect, so either both are there or neither is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from .models import SentForm, Worker
from .requests import WorkerRequest

P = ParamSpec("P")
View = Callable[Concatenate[WorkerRequest, P], HttpResponse]
HOME = "/"
KEPT = timedelta(days=60)  # a device keeps what it has not sent for thirty days


def new_token() -> str:
    """A token for a form that is about to be shown."""
    return str(uuid4())


def already(token: str | UUID, worker: Worker) -> str | None:
    """Where the first arrival of this form was sent on to; None when it is the first.

    On a shared device somebody else may be signed in by then: they are sent home.
    """
    found = SentForm.objects.filter(token=token).first()
    if found is None:
        return None
    return found.answer if found.worker_id == worker.pk and found.answer else HOME


def remember(token: str | UUID, worker: Worker, answer: str) -> None:
    """Keep where this form's arrival was sent on to. Call it within the effect's transaction.

    Tokens older than a device keeps its unsent notes are forgotten on the way.
    """
    old = timezone.now() - KEPT
    SentForm.objects.filter(worker=worker, at__lt=old).delete()
    SentForm.objects.create(token=token, worker=worker, answer=answer)


def once(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Run a POST view once for each `token`; a second arrival goes where the first was sent.

    Only an answer that redirects counts as arrived: a form shown again with its errors may be sent
    again. A form without a token runs as it is. Stands below `login_required`.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        ours = cast(WorkerRequest, request)
        token = _token_of(request)
        if token is None:
            return view(ours, *args, **kwargs)
        with transaction.atomic():
            if not _claim(token, ours.user):
                return redirect(already(token, ours.user) or HOME)
            response = view(ours, *args, **kwargs)
            arrived = SentForm.objects.filter(token=token)
            if isinstance(response, HttpResponseRedirect):
                arrived.update(answer=response.url)
            else:
                arrived.delete()
            return response

    return answer


def _token_of(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def _claim(token: UUID, worker: Worker) -> bool:
    """Write the token first: another arrival at the same moment waits here until we are done."""
    try:
        with transaction.atomic():
            remember(token, worker, "")
    except IntegrityError:
        return False
    return True
