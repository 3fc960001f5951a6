"""One thing that is wrong, in one sentence and one of advice."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 40  # signs of a value that are shown


@dataclass(frozen=True)
class Fault:
    """Where it is, what is wrong there, and what to do; of a whole table no row is named."""

    table: str
    what: str  # goes on after "In contacts, row 12, column minutes: "
    remedy: str
    row: int | None = None
    column: str = ""
    code: str = ""  # the library's name for this kind of fault

    @property
    def kind(self) -> tuple[str, str, str]:
        """Faults of one kind in one column are listed up to a number."""
        return (self.table, self.column, self.code)

    @property
    def where(self) -> str:
        """*In contacts, row 12, column minutes*."""
        row = f", row {self.row}" if self.row is not None else ""
        column = f", column {self.column}" if self.column else ""
        return f"In {self.table}{row}{column}"

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}"


def shown(value: object) -> str:
    """A value between quotes, without its end where it is long."""
    text = " ".join(str(value).split())
    return f"“{text[:LONGEST]}…”" if len(text) > LONGEST else f"“{text}”"
