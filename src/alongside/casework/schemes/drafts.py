"""What is typed in a form is kept on the server until it is saved, so that nothing is lost.

A draft is seen by nobody but the worker who typed it and is no record of anything yet; therefore
it makes no audit line. Old ones are deleted when a new one is begun.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TypeAlias

from django.utils import timezone

from .models import Draft, Worker

Fields: TypeAlias = dict[str, str | list[str]]

FORM = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+(:[a-z0-9_-]+)*")  # "support.contact:41"
LONGEST_NAME = 80
MOST_BYTES = 100_000
MOST_FORMS = 200  # of one worker; somebody who types has a handful
KEPT_FOR = timedelta(days=30)
NEVER_KEPT = ("csrfmiddlewaretoken", "token")


class CannotKeep(Exception):
    """Why this cannot be kept: it is not from one of our forms, or it is too long."""


def keep(worker: Worker, form: str, fields: Fields) -> None:
    """Keep what is typed in this form, in place of what was kept before."""
    if not FORM.fullmatch(form) or len(form) > LONGEST_NAME:
        raise CannotKeep("This is not the name of a form.")
    fields = {
        name: value
        for name, value in fields.items()
        if name not in NEVER_KEPT and "password" not in name
    }
    if len(json.dumps(fields, ensure_ascii=False).encode()) > MOST_BYTES:
        raise CannotKeep("This is too long to be kept while typing. Save it, and go on after that.")
    _, begun = Draft.objects.update_or_create(worker=worker, form=form, defaults={"fields": fields})
    if begun:
        _forget_old(worker)


def read(worker: Worker, form: str) -> Fields | None:
    """What this worker had typed in this form and not saved; None when there is nothing."""
    found = Draft.objects.filter(
        worker=worker, form=form, kept_at__gt=timezone.now() - KEPT_FOR
    ).first()
    return found.fields if found else None


def drop(worker: Worker, form: str) -> None:
    """Forget what was typed: it is saved now, or not wanted."""
    Draft.objects.filter(worker=worker, form=form).delete()


def _forget_old(worker: Worker) -> None:
    Draft.objects.filter(kept_at__lte=timezone.now() - KEPT_FOR).delete()
    newest = Draft.objects.filter(worker=worker).order_by("-kept_at", "-pk")
    Draft.objects.filter(pk__in=list(newest.values_list("pk", flat=True)[MOST_FORMS:])).delete()
