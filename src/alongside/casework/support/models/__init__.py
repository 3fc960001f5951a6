from .contact import Contact, ContactVersion, Mode, Who
from .conversation import Barrier, ConversationWords, Prompt, Tag
from .diary import Appointment, Visit
from .ending import Ending, Rehearsal
from .episode import EndReason, Episode, Extension, Handover
from .plan import Goal, NeedCode, Plan, PlanAgreement, Step, SupportCode
from .supervision import RecordRead

__all__ = [
    "Appointment",
    "Barrier",
    "Contact",
    "ContactVersion",
    "ConversationWords",
    "EndReason",
    "Ending",
    "Episode",
    "Extension",
    "Goal",
    "Handover",
    "Mode",
    "NeedCode",
    "Plan",
    "PlanAgreement",
    "Prompt",
    "RecordRead",
    "Rehearsal",
    "Step",
    "SupportCode",
    "Tag",
    "Visit",
    "Who",
]
