"""Writes of this room. `by` is the worker who does it; None is the service itself."""

from .cover import CannotEndCover, CannotSetCover, end_cover, set_cover
from .role import (
    CannotEndRole,
    CannotGiveRole,
    end_programme_role,
    end_role,
    give_programme_role,
    give_role,
    set_room,
)
from .scheme import (
    CannotAddArea,
    CannotAddProgramme,
    CannotAddScheme,
    CannotChangeArea,
    CannotChangeScheme,
    add_area,
    add_programme,
    add_scheme,
    change_area,
    change_scheme,
)
from .worker import (
    CannotAddWorker,
    CannotChangeWorker,
    add_worker,
    change_worker,
    take_away_second_step,
)

__all__ = [
    "CannotAddArea",
    "CannotAddProgramme",
    "CannotAddScheme",
    "CannotAddWorker",
    "CannotChangeArea",
    "CannotChangeScheme",
    "CannotChangeWorker",
    "CannotEndCover",
    "CannotEndRole",
    "CannotGiveRole",
    "CannotSetCover",
    "add_area",
    "add_programme",
    "add_scheme",
    "add_worker",
    "change_area",
    "change_scheme",
    "change_worker",
    "end_cover",
    "end_programme_role",
    "end_role",
    "give_programme_role",
    "give_role",
    "set_cover",
    "set_room",
    "take_away_second_step",
]
