"""Sending what was written to organisers: after it is kept, again where it failed, reminders."""

from __future__ import annotations

import logging
from datetime import datetime, time

from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.casework.schemes.secret_links import hash_of, new_secret

from .models import Introduction, IntroductionMessage
from .queries.introductions import may_write
from .rules_introductions import LINK

logger = logging.getLogger("alongside.signposting")


def send(number: int) -> bool:
    """Send one message, with a link made for it. False where it went before, or cannot go now.

    The link's hash is kept before the message leaves, so that no link goes out which we do not
    know; of two processes at once, one sends.
    """
    with transaction.atomic():
        message = IntroductionMessage.objects.select_for_update(of=("self",)).get(pk=number)
        if message.sent_at is not None:
            return False
        secret = new_secret()
        message.token_hash, message.sent_at = hash_of(secret), timezone.now()
        message.save(update_fields=["token_hash", "sent_at"])
    introduction = message.introduction
    link = introduction.site + reverse("frontdoor:introduction", args=[secret])
    words = message.words.replace(LINK, link)
    try:
        send_mail(message.subject, words, None, [introduction.to])
    except Exception:  # a mail server fails in many ways, and each means: later
        logger.exception("an introduction could not be sent")
        IntroductionMessage.objects.filter(pk=number).update(sent_at=None)
        return False
    return True


def hold_back(message: IntroductionMessage) -> None:
    """Keep a message as if it had been sent on its day, with a link that nobody has."""
    noon = datetime.combine(message.introduction.asked_on, time(12))
    message.token_hash = hash_of(new_secret())
    message.sent_at = timezone.make_aware(noon)
    message.save(update_fields=["token_hash", "sent_at"])


def send_what_is_due() -> None:
    """Every hour: what could not be sent before, and the reminders of the day.

    What waits goes out only where it is still right: the yes may have been taken back meanwhile.
    """
    from .actions.introductions import remind  # it sends through this file

    today = timezone.localdate()
    unsent = IntroductionMessage.objects.filter(sent_at=None, introduction__answer="")
    unsent = unsent.filter(introduction__expires_on__gte=today)
    for message in list(unsent.select_related("introduction__signpost__episode__person")):
        if may_write(message.introduction, today):
            send(message.pk)
    due = Introduction.objects.waiting(today).filter(remind_on__lte=today)
    for introduction in due.exclude(messages__kind="reminder"):
        remind(introduction=introduction, on=today, by=None)
