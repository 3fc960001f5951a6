"""What is asked on the pages of settings and of My account."""

from .fields import DAYS
from .holiday import HolidayForm
from .scheme import FOR_COORDINATORS, SECTIONS, AreaForm
from .worker import (
    ByAdministrator,
    CoverForm,
    Details,
    LastDay,
    NewWorker,
    RoleFields,
    RoleForSomebody,
    details_of,
    room_of,
)

__all__ = [
    "DAYS",
    "FOR_COORDINATORS",
    "SECTIONS",
    "AreaForm",
    "ByAdministrator",
    "CoverForm",
    "Details",
    "HolidayForm",
    "LastDay",
    "NewWorker",
    "RoleFields",
    "RoleForSomebody",
    "details_of",
    "room_of",
]
