"""What came of an activity for a scheme's own people, and how soon its organiser answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Q

from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Worker

from ..models import Introduction, Outcome, Signpost

INTRODUCED = (Outcome.INTRODUCED, Outcome.ATTENDED, Outcome.SETTLED)
WENT = (Outcome.ATTENDED, Outcome.SETTLED)


@dataclass(frozen=True)
class Numbers:
    """How many connections of these schemes ever got so far, and days until organisers answered."""

    suggested: int
    introduced: int
    attended: int
    settled: int
    asked: int  # introductions by message
    answered: int
    days_to_answer: float | None  # the median

    @property
    def answers_in_words(self) -> str:
        if not self.asked:
            return "No introduction was sent by message yet"
        if self.days_to_answer is None:
            return f"Not answered yet, of {self.asked} sent"
        took = round(self.days_to_answer)
        after = f"after {took} day{'' if took == 1 else 's'}" if took else "on the same day"
        return f"{self.answered} of {self.asked} answered, usually {after}"


def of_activity(activity: Activity, worker: Worker, on: date) -> Numbers:
    """Of the worker's own schemes, also of entries that were merged into this one. Two queries.

    Nothing of it leaves the scheme; what does is the report's, under disclosure control.
    """
    schemes = worker.scheme_ids("connector", "coordinator", "safeguarding_lead")
    theirs = Q(activity=activity) | Q(activity__merged_into=activity)
    counted = Signpost.objects.filter(theirs, episode__scheme__in=schemes).aggregate(
        every=Count("pk", distinct=True),
        introduced=Count("pk", Q(steps__outcome__in=INTRODUCED), distinct=True),
        attended=Count("pk", Q(steps__outcome__in=WENT), distinct=True),
        settled=Count("pk", Q(steps__outcome=Outcome.SETTLED), distinct=True),
    )
    same = Q(signpost__activity=activity) | Q(signpost__activity__merged_into=activity)
    sent = Introduction.objects.filter(same, signpost__episode__scheme__in=schemes)
    spans = list(sent.values_list("asked_on", "answered_on"))
    took = [(answered - asked).days for asked, answered in spans if answered]
    return Numbers(
        suggested=counted["every"],
        introduced=counted["introduced"],
        attended=counted["attended"],
        settled=counted["settled"],
        asked=len(spans),
        answered=len(took),
        days_to_answer=median(took) if took else None,
    )
