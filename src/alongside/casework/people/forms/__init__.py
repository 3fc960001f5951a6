"""The forms of a person's record."""

from .adding import Add, Died
from .around import Important, Risks, Transitions
from .base import Section
from .identity import Names
from .needs import HealthAndHome, Language, Visiting
from .reach import Reach

SECTIONS: dict[str, type[Section]] = {
    "names": Names,
    "reach": Reach,
    "language": Language,
    "health": HealthAndHome,
    "people": Important,
    "changes": Transitions,
    "risks": Risks,
    "visiting": Visiting,
}

__all__ = ["SECTIONS", "Add", "Died", "Important", "Reach", "Risks", "Section", "Transitions"]
