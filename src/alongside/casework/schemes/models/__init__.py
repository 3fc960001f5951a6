from .cover import Cover
from .draft import Draft, SentForm
from .scheme import Area, Instrument, Nation, Programme, Scheme
from .worker import WITH_PEOPLE, Membership, ProgrammeMembership, ProgrammeRole, Role, Worker

__all__ = [
    "WITH_PEOPLE",
    "Area",
    "Cover",
    "Draft",
    "Instrument",
    "Membership",
    "Nation",
    "Programme",
    "ProgrammeMembership",
    "ProgrammeRole",
    "Role",
    "Scheme",
    "SentForm",
    "Worker",
]
