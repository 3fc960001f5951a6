from .contact import Contact, ContactVersion, Mode, Who
from .conversation import Barrier, ConversationWords, Prompt, Tag
from .diary import Appointment, Visit
from .ending import Ending, Rehearsal
from .episode import EndReason, Episode, Extension, Handover
from .fares import FareHelp
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
    "FareHelp",
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
