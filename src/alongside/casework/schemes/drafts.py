"""What is typed in a form is kept on the server until it is saved, so that nothing is lost.

A draft is seen by nobody but the worker who typed it and is no record of anything yet; therefore
it makes no audit line. Old ones are deleted when a new one is begun.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TypeAlias

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from .models import Draft, Worker

Fields: TypeAlias = dict[str, str | list[str]]

FORM = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+(:[a-z0-9_-]+)*")  # "support.contact:41"
LONGEST_NAME = 80
MOST_BYTES = 100_000
MOST_FORMS = 200  # of one worker; somebody who types has a handful
KEPT_FOR = timedelta(days=30)
NEVER_KEPT = ("csrfmiddlewaretoken", "token", "pressed_at", "draft")
SEAL = "alongside.drafts"


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
    if _unwritable(fields):
        raise CannotKeep("There is a sign in it that cannot be written. Type it again.")
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


def seal(worker: Worker, form: str) -> str:
    """What a form carries in its hidden field `draft`: whose it is and which, signed by us.

    With it a form that arrives after its worker was signed out can still be kept for them, and for
    nobody else, without any script.
    """
    return signing.dumps([worker.pk, form], salt=SEAL)


def keep_sealed(sent: QueryDict) -> bool:
    """Keep a form that arrived from somebody who is signed out by now; False if it is not ours."""
    try:
        number, form = signing.loads(sent.get("draft", ""), salt=SEAL, max_age=KEPT_FOR)
        keep(Worker.objects.get(pk=number, is_active=True), form, as_fields(sent))
    except (signing.BadSignature, Worker.DoesNotExist, CannotKeep):
        return False
    return True


def as_fields(sent: QueryDict) -> Fields:
    """A form as it arrived: one value a name, or a list where a name stands more than once."""
    return {
        name: values[0] if len(values) == 1 else [str(value) for value in values]
        for name, values in sent.lists()
    }


def checked(fields: object) -> Fields:
    """What arrived as JSON, if it is names with a text or a list of texts."""
    if not isinstance(fields, Mapping) or not all(
        isinstance(value, str)
        or (isinstance(value, list) and all(isinstance(one, str) for one in value))
        for value in fields.values()
    ):
        raise CannotKeep("This is not what a form holds.")
    return dict(fields)


def _unwritable(fields: Fields) -> bool:
    """Whether it holds half a sign or a zero byte: no form sends them; PostgreSQL takes none."""
    texts = [text for name, value in fields.items() for text in (name, *value)]
    return any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in "".join(texts))


def _forget_old(worker: Worker) -> None:
    Draft.objects.filter(kept_at__lte=timezone.now() - KEPT_FOR).delete()
    newest = Draft.objects.filter(worker=worker).order_by("-kept_at", "-pk")
    Draft.objects.filter(pk__in=list(newest.values_list("pk", flat=True)[MOST_FORMS:])).delete()
