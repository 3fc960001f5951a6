"""Reading the directory."""

from . import checks, duplicates, showing

__all__ = ["checks", "duplicates", "showing"]
