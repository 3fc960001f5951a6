"""What the published years are among the living ones: looked at while they are loaded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.followup import queries as after
from alongside.casework.measures.models import Stage
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Episode
from alongside.demo import DemoSummary


@dataclass(frozen=True)
class Among:
    """Counts and pages, taken down before the database is as it was."""

    going_on: int  # episodes
    due: int  # check-ins and follow-ups
    waiting: int  # referrals
    let_in: set[str]  # roles of those who can sign in with what was printed
    active: int  # workers who can sign in at all
    people_seen: int  # by the one coordinator
    pages: dict[str, str]  # of people, by what is particular about them
    lines: Counter[str]  # of the audit


def look(summary: DemoSummary) -> Among:
    """Look around with the programme loaded."""
    today = timezone.localdate()
    let_in = {
        one.role.split()[0]
        for one in summary.sign_ins
        if authenticate(None, email=one.email, password=one.password)
    }
    lead = Worker.objects.get(email=summary.sign_ins[0].email)
    return Among(
        going_on=Episode.objects.open().count(),
        due=len(after.coming(Episode.objects.all(), today)),
        waiting=Referral.objects.waiting().count(),
        let_in=let_in,
        active=Worker.objects.filter(is_active=True).count(),
        people_seen=Person.objects.seen_by(lead).count(),
        pages=_pages(lead),
        lines=Counter(Event.objects.values_list("action", flat=True)),
    )


def _pages(lead: Worker) -> dict[str, str]:
    client = Client()
    client.force_login(lead)
    seen = Episode.objects.filter(person__in=Person.objects.seen_by(lead))
    some = {
        "asked again": seen.filter(measures__stage=Stage.FOLLOW_UP),
        "talked": seen.filter(conversation__isnull=False, signposts__isnull=False),
        "nothing written down": seen.filter(contacts=None),
        "one day": seen.filter(one_off=True, contacts__isnull=False),
    }
    pages = {}
    for what, found in some.items():
        answer = client.get(f"/people/{found.order_by('pk')[0].person_id}/")
        assert answer.status_code == 200, (what, answer.headers.get("location"))
        pages[what] = answer.content.decode()
    pages["today"] = client.get("/").content.decode()
    return pages
