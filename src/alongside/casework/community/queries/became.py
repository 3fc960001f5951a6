"""What became of gaps: filled, how long it took, still going without us."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from alongside.casework.schemes.models import Scheme, Worker

from ..models import Closing, Gap
from ..rules import standing


@dataclass(frozen=True)
class Became:
    """Of all gaps of a scheme, in numbers."""

    gaps: int
    waiting: int
    filled: int  # something has run for them
    days: int | None  # from the day a gap was met until something ran: half took no longer
    without_us: int  # still going without us


def became(worker: Worker, scheme: Scheme) -> Became:
    """What came of the gaps of a scheme, since it writes them down."""
    gaps = Gap.objects.counted_for(worker).filter(scheme=scheme).exclude(closing=Closing.MISTAKE)
    told = [(gap, standing(gap)) for gap in gaps.select_related("group", "filled_by")]
    took = [(now.running_on - gap.opened_on).days for gap, now in told if now.running_on]
    return Became(
        gaps=len(told),
        waiting=sum(now.status in ("open", "planning") for _, now in told),
        filled=len(took),
        days=round(median(took)) if took else None,
        without_us=sum(_goes_on(gap) for gap, now in told if now.self_sustaining_on),
    )


def _goes_on(gap: Gap) -> bool:
    """Whether what fills it goes on, as far as we know."""
    if gap.filled_by is not None:
        return gap.filled_by.status == "active"
    return gap.group is not None and gap.group.state == "self_sustaining"
