from .cost import Cost, CostKind, CostVersion
from .cover import Cover, walked_with_by
from .draft import Draft, SentForm
from .expense import Expense, ExpenseKind, ExpenseState, MileageRate
from .holiday import SchoolHoliday
from .scheme import Area, Instrument, Nation, Programme, Scheme
from .worker import WITH_PEOPLE, Membership, ProgrammeMembership, ProgrammeRole, Role, Worker

__all__ = [
    "WITH_PEOPLE",
    "Area",
    "Cost",
    "CostKind",
    "CostVersion",
    "Cover",
    "Draft",
    "Expense",
    "ExpenseKind",
    "ExpenseState",
    "Instrument",
    "Membership",
    "MileageRate",
    "Nation",
    "Programme",
    "ProgrammeMembership",
    "ProgrammeRole",
    "Role",
    "Scheme",
    "SchoolHoliday",
    "SentForm",
    "Worker",
    "walked_with_by",
]
