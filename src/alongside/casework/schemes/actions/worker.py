"""Workers: everybody who signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef

from alongside.casework import audit

from .. import rules
from ..models import Area, Membership, Role, Worker

DETAILS = frozenset(
    {
        "name",
        "email",
        "first_name",
        "telephone",
        "home_postcode",
        "languages",
        "working_days",
        "areas",
        "is_active",
    }
)


class CannotAddWorker(Exception):
    """Why nobody can be added so."""


class CannotChangeWorker(Exception):
    """Why a worker's details cannot be what was asked."""


@transaction.atomic
def add_worker(
    *,
    email: str,
    name: str,
    by: Worker | None,
    password: str | None = None,
    first_name: str = "",
    telephone: str = "",
    home_postcode: str = "",
    languages: list[str] | None = None,
    working_days: list[int] | None = None,
    areas: list[Area] | None = None,
) -> Worker:
    """Add somebody who signs in. Without a password they set one by the link in an email."""
    worker = Worker(
        email=email.strip().lower(),
        name=name.strip(),
        first_name=first_name.strip(),
        telephone=telephone.strip(),
        home_postcode=home_postcode.strip(),
        languages=languages or [],
        working_days=sorted(working_days or []),
    )
    refusal = _refusal(worker) or _password_refusal(password, worker)
    if refusal:
        raise CannotAddWorker(refusal)
    worker.set_password(password)
    worker.save()
    worker.areas.set(areas or [])
    audit.record("WORKER_ADDED", to=worker, by=by)
    return worker


@transaction.atomic
def change_worker(*, worker: Worker, changes: dict[str, Any], by: Worker | None) -> Worker:
    """Change details; those whose value is the same are left alone, and not told in the audit."""
    if unknown := sorted(changes.keys() - DETAILS):
        raise ValueError(f"a worker has no details called {', '.join(unknown)}")
    kept = Worker.objects.select_for_update().get(pk=worker.pk)
    changed = sorted(field for field in changes if _current(kept, field) != _wanted(changes, field))
    for field in changed:
        if field != "areas":
            setattr(kept, field, _wanted(changes, field))
    if refusal := _refusal(kept) or _sign_in_refusal(kept):
        raise CannotChangeWorker(refusal)
    if changed:
        kept.save()
        if "areas" in changed:
            kept.areas.set(changes["areas"])
        if "email" in changed:  # what allauth remembers of the old one must not let anybody in
            EmailAddress.objects.filter(user=kept).delete()
        audit.record("WORKER_CHANGED", to=kept, by=by, fields=changed)
    return kept


def _current(worker: Worker, field: str) -> Any:
    if field == "areas":
        return set(worker.areas.values_list("pk", flat=True))
    return getattr(worker, field)


def _wanted(changes: dict[str, Any], field: str) -> Any:
    value = changes[field]
    if field == "areas":
        return {area.pk for area in value}
    if field == "email":
        return str(value).strip().lower()
    return value.strip() if isinstance(value, str) else value


def _refusal(worker: Worker) -> str:
    if not worker.name:
        return "Enter a name."
    try:
        validate_email(worker.email)
    except ValidationError:
        return "Enter an email address in full, such as ruth@example.org."
    if Worker.objects.filter(email__iexact=worker.email).exclude(pk=worker.pk).exists():
        return (
            "Somebody signs in with this email address already. Give them a role instead, or use"
            " another address."
        )
    return ""


def _sign_in_refusal(worker: Worker) -> str:
    if worker.is_active:
        return ""
    mine = worker.memberships.filter(role=Role.ADMINISTRATOR, ended_on=None)
    others = Membership.objects.filter(
        scheme=OuterRef("scheme"), role=Role.ADMINISTRATOR, ended_on=None, worker__is_active=True
    ).exclude(worker=worker)
    return rules.why_not_stop_sign_in(
        only_administrator_of=list(
            mine.filter(~Exists(others)).values_list("scheme__name", flat=True)
        )
    )


def _password_refusal(password: str | None, worker: Worker) -> str:
    if password is None:
        return ""
    try:
        validate_password(password, worker)
    except ValidationError as reasons:
        return " ".join(reasons.messages)
    return ""


@transaction.atomic
def take_away_second_step(*, worker: Worker, by: Worker | None) -> None:
    """Forget a worker's authenticator and recovery codes: they have lost both."""
    Authenticator.objects.filter(user=worker).delete()
    audit.record("SECOND_STEP_TAKEN_AWAY", to=worker, by=by)
