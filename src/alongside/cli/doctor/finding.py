"""What one look found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is well, or that has to be mended, and how."""

    what: str
    well: bool
    found: str
    try_this: str = ""

    def line(self) -> str:
        """As it is printed: the state in letters, for whoever sees no colours."""
        state = "ok  " if self.well else "MEND"
        more = f"\n        Try: {self.try_this}" if self.try_this else ""
        return f"{state}  {self.what}: {self.found}{more}"


def well(what: str, found: str) -> Finding:
    """One that is well."""
    return Finding(what, True, found)


def mend(what: str, found: str, try_this: str) -> Finding:
    """One to mend."""
    return Finding(what, False, found, try_this)
