"""May this happen, and if not, why? Pure functions; a refusal is a sentence for the worker."""

from .contact import Said, why_not_record_contact, why_not_rehearse
from .days import count, named, near, short, with_weekday
from .episode import (
    EpisodeState,
    clock_words,
    state,
    why_not_end,
    why_not_extend,
    why_not_hand_over,
    why_not_open,
    why_not_promise,
)
from .fares import why_not_help_with_fare
from .moving_in import Arrival, why_not_bring_in
from .plan import (
    why_not_agree,
    why_not_change,
    why_not_goal,
    why_not_goal_status,
    why_not_review,
    why_not_say,
    why_not_step,
    why_not_tag,
)
from .taper import Taper, days_apart, goodbye_from, taper, taper_words

__all__ = [
    "Arrival",
    "EpisodeState",
    "Said",
    "Taper",
    "clock_words",
    "count",
    "days_apart",
    "goodbye_from",
    "named",
    "near",
    "short",
    "state",
    "taper",
    "taper_words",
    "why_not_agree",
    "why_not_bring_in",
    "why_not_change",
    "why_not_end",
    "why_not_extend",
    "why_not_goal",
    "why_not_goal_status",
    "why_not_hand_over",
    "why_not_help_with_fare",
    "why_not_open",
    "why_not_promise",
    "why_not_record_contact",
    "why_not_rehearse",
    "why_not_review",
    "why_not_say",
    "why_not_step",
    "why_not_tag",
    "with_weekday",
]
