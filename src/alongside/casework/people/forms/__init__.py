"""The forms of a person's record."""

from .sections import SECTIONS, Add, Died, Important, Risks, Section

__all__ = ["SECTIONS", "Add", "Died", "Important", "Risks", "Section"]
