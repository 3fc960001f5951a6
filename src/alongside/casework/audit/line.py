"""One line of the audit as it is written down: numbers and codes, no thing and no worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

Detail = str | int | bool | list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A write to a thing, or a look at it. `Line.of` reads the numbers from the thing itself."""

    action: str  # "EPISODE_ENDED", "LOOKED"
    thing_label: str  # "support.episode"
    thing_number: int | None
    worker_number: int | None = None  # None: the service itself
    person_number: int | None = None
    scheme_number: int | None = None
    page: str = ""
    detail: dict[str, Detail] = field(default_factory=dict)
    at: datetime | None = None  # None: when it is written

    @classmethod
    def of(
        cls,
        action: str,
        *,
        to: Model,
        by: Model | None,
        page: str = "",
        at: datetime | None = None,
        **detail: Detail,
    ) -> Line:
        """The line for this thing, which says whose record it is part of by `audit_person_id`."""
        return cls(
            action=action,
            thing_label=to._meta.label_lower,
            thing_number=to.pk,
            worker_number=by.pk if by is not None else None,
            person_number=getattr(to, "audit_person_id", None),
            scheme_number=getattr(to, "audit_scheme_id", None),
            page=page,
            detail=detail,
            at=at,
        )
