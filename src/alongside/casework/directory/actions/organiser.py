"""Asking the organiser, by a link in a message, and what comes back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.secret_links import hash_of, new_secret
from alongside.casework.schemes.words import day

from .. import fields
from ..models import Activity, How, Notice, OrganiserLink, Proposal, Result
from . import checking

OPEN_FOR = timedelta(days=28)


class CannotAsk(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def ask(*, activity: Activity, to: str, stem: str, by: Worker) -> OrganiserLink:
    """Send the organiser a link to confirm or correct the entry.

    `stem` is where such links begin: https://…/confirm/. Only the hash of the secret is kept. The
    message says what is asked of whom, and nothing of anybody.
    """
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError:
        raise CannotAsk(
            f"{to or 'Nothing'} is not an email address. Write it like office@example.org."
        ) from None
    secret = new_secret()
    link = OrganiserLink.objects.create(
        activity=activity,
        token_hash=hash_of(secret),
        sent_to=to,
        sent_by=by,
        expires_on=timezone.localdate() + OPEN_FOR,
    )
    audit.record("ORGANISER_ASKED", to=link, by=by, activity=activity.pk)
    message = _message(activity, f"{stem}{secret}/", link, by)
    subject = f"Is what we say about {_one_line(activity.name)} still right?"
    transaction.on_commit(partial(send_mail, subject, message, None, [to]), robust=True)
    return link


def _one_line(name: str) -> str:
    """A name as a subject may have it: no line may begin in it."""
    return " ".join(name.split())


def _message(activity: Activity, address: str, link: OrganiserLink, by: Worker) -> str:
    return (
        "Hello,\n\n"
        f"We tell people near you about {_one_line(activity.name)}. Is what we say still right?\n\n"
        f"{address}\n\n"
        "It takes a minute, and you need no account. If something has changed, you can put it"
        f" right there. The link works until {day(link.expires_on)}.\n\n"
        f"Thank you,\n{by.name}\n"
    )


@transaction.atomic
def confirmed(*, link: OrganiserLink, by: None) -> None:
    """The organiser says that all is as we have it: that is a check."""
    checking.found(
        activity=link.activity,
        result=Result.STILL_ON,
        how=How.ORGANISER,
        on=timezone.localdate(),
        by=None,
    )
    _answered(link)
    audit.record("ORGANISER_CONFIRMED", to=link, by=by)


@transaction.atomic
def corrected(
    *, link: OrganiserLink, values: dict[str, str], words: str = "", by: None
) -> Proposal | None:
    """The organiser sends other values: they wait beside the entry. None when nothing differs."""
    changed = {
        name: value for name, value in values.items() if fields.differs(link.activity, name, value)
    }
    _answered(link)
    audit.record("ORGANISER_CORRECTED", to=link, by=by, fields=sorted(changed))
    if not changed and not words.strip():
        return None
    return Proposal.objects.create(
        activity=link.activity,
        origin=Proposal.Origin.ORGANISER,
        values=changed,
        from_words=words.strip(),
    )


@transaction.atomic
def closed(*, link: OrganiserLink, words: str = "", by: None) -> None:
    """The organiser says that it has closed: doubtful at once, and a worker looks into it."""
    checking.doubt(activity=link.activity, why=words, kind=Notice.Kind.CLOSED, by=None)
    _answered(link)
    audit.record("ORGANISER_CLOSED", to=link, by=by)


def _answered(link: OrganiserLink) -> None:
    link.answered_at = timezone.now()
    link.save(update_fields=["answered_at"])
