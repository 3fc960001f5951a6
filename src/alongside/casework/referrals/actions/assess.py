"""How much support somebody may need, by the framework of its day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker

from .. import framework, rules
from ..models import Assessment, Referral


class CannotAssess(Exception):
    """Why an assessment cannot be kept like this."""


@transaction.atomic
def assess(
    *,
    person: Person,
    levels: dict[str, int],
    on: date,
    by: Worker,
    referral: Referral | None = None,
    overridden_to: str = "",
    override_reason: str = "",
) -> Assessment:
    """Keep how much support somebody may need. The one before stays, and shows in the history."""
    now = framework.current()
    fault = now.fault(levels)
    computed = "" if fault else now.compute(levels)
    if reason := rules.why_not_assess(
        fault=fault,
        computed=computed,
        overridden_to=overridden_to,
        override_reason=override_reason,
    ):
        raise CannotAssess(reason)
    assessment = Assessment.objects.create(
        person=person,
        referral=referral,
        framework=now.version,
        levels=levels,
        computed=computed,
        overridden_to=overridden_to,
        override_reason=override_reason.strip(),
        on=on,
        by=by,
    )
    audit.record("SUPPORT_NEED_ASSESSED", to=assessment, by=by, level=assessment.level)
    return assessment
