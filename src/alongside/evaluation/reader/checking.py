"""What cannot all be true: of one row, and of the parts of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .printed import Percentage, Span
from .statements import Statement
from .wholes import Whole, wholes_of


@dataclass(frozen=True)
class Fault:
    """Something that cannot be true: where, what, and what would be allowed."""

    rows: tuple[int, ...]
    statement: str
    found: str
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        at = f"Row {self.rows[0]}" if len(self.rows) == 1 else f"Rows {_listed(self.rows)}"
        return "\n  ".join((f"{at}, {self.statement}: {self.found}", *self.allowed))


def check(statements: tuple[Statement, ...]) -> tuple[Fault, ...]:
    """Every fault: those of rows, then those of wholes, each in the order of the file."""
    wholes = wholes_of(statements)
    of_rows = [fault for each in statements for fault in _row(_on_its_base(each, wholes))]
    of_wholes = [fault for whole in wholes for fault in _whole(whole)]
    return (*of_rows, *of_wholes)


def what_it_allows(statement: Statement) -> tuple[str, ...]:
    """The counts that the percentage allows on the base, and the bases that the count allows."""
    percentage, count, base = statement.percentage, statement.count, statement.base
    if percentage is None:
        return ()
    said = []
    if base is not None:
        some = percentage.counts(base)
        said.append(
            f"{percentage.text} of {base:,} allows {some}."
            if some
            else f"No count of {base:,} is {percentage.text}."
        )
    if count is not None:
        bases = percentage.bases(count)
        said.append(
            f"{count:,} as {percentage.text} needs a base of {bases}."
            if bases
            else f"{count:,} is {percentage.text} of no base."
        )
    return tuple(said)


def _on_its_base(statement: Statement, wholes: tuple[Whole, ...]) -> Statement:
    """A part whose percentage has no base of its own stands on that of its whole."""
    for whole in wholes if statement.percentage else ():
        if statement.base is None and statement in whole.parts:
            base = whole.base_of(statement)
            return Statement(
                statement.row, statement.text, statement.percentage, statement.count, base
            )
    return statement


def _row(statement: Statement) -> Iterator[Fault]:
    percentage, count, base = statement.percentage, statement.count, statement.base
    at, allowed = (statement.row,), what_it_allows(statement)
    if count is not None and base is not None and count > base:
        yield Fault(at, statement.text, f"{count:,} is more than its base, {base:,}.", allowed)
    elif percentage is None:
        return
    elif base is not None and not percentage.counts(base):
        yield Fault(at, statement.text, f"nothing is {percentage.text} of {base:,}.", allowed)
    elif count is not None and base is not None and count not in percentage.counts(base):
        found = f"{count:,} is not {percentage.text} of {base:,}."
        yield Fault(at, statement.text, found, allowed)
    elif count is not None and not percentage.bases(count):
        found = f"{count:,} is {percentage.text} of nothing."
        yield Fault(at, statement.text, found, allowed)


# ---- Parts and wholes ----------------------------------------------------------------------------


def _whole(whole: Whole) -> Iterator[Fault]:
    """The counts alone, the percentages alone; and both together where neither has a fault."""
    alone = [fault for fault in (_counts(whole), _percentages(whole)) if fault]
    yield from alone
    together = None if alone else _together(whole)
    if together:
        yield together


def _counts(whole: Whole) -> Fault | None:
    counts = [part.count for part in whole.parts]
    known = [count for count in counts if count is not None]
    if whole.size is None or not known:
        return None
    total, said = sum(known), _and(f"{count:,}" for count in known)
    added = f"{said} add to {total:,}" if len(known) > 1 else f"{said} stands alone"
    if len(known) == len(counts) and total != whole.size:
        return _fault(whole, f"{added}, not {whole.size:,}.")
    if total > whole.size:
        return _fault(whole, f"{added}, more than the whole of {whole.size:,}.")
    return None


def _percentages(whole: Whole) -> Fault | None:
    """On a base that is known the counts that they allow; without one the percentages, rounded."""
    said = [part.percentage for part in whole.parts if part.percentage]
    if len(said) < len(whole.parts):
        return None
    if whole.base is not None and whole.size is not None:
        return _on_a_base(whole, said, whole.base, whole.size)
    return _added_up(whole, said) if whole.on_one_base else None


def _on_a_base(whole: Whole, said: list[Percentage], base: int, size: int) -> Fault | None:
    spans = [each.counts(base) for each in said]
    total = _sum(spans)
    if size in total or not all(spans):  # of an empty one the row tells already
        return None
    of = f"{_and(each.text for each in said)} of {base:,} allow only {_and(spans)}"
    return _fault(whole, f"{of}, which are {total}, not {size:,}.")


def _added_up(whole: Whole, said: list[Percentage]) -> Fault | None:
    low, high = sum(each.low for each in said), sum(each.high for each in said)
    wanted = whole.total.percentage if whole.total else None
    least, most = (wanted.low, wanted.high) if wanted else (100, 100)
    if low <= most and high >= least:
        return None
    found = f"{_and(each.text for each in said)} add to {float(low):g} to {float(high):g}%"
    shown = wanted.text if wanted else "100%"
    return _fault(whole, f"{found} with all rounding allowed for, not to {shown}.")


def _together(whole: Whole) -> Fault | None:
    """Every count that a row allows, added up, beside every count that the whole allows."""
    allowed = [_allowed(part, whole.base_of(part)) for part in whole.parts]
    wanted = _allowed(whole.total, whole.total.base or whole.base) if whole.total else Span(0, None)
    if whole.size is not None:
        wanted = wanted.both(Span(whole.size, whole.size))
    if not all(allowed) or not wanted:  # the rows say so already
        return None
    total = _sum(allowed)
    if total.both(wanted):
        return None
    return _fault(whole, f"its parts allow {_and(allowed)}: together {total}, not {wanted}.")


def _allowed(statement: Statement, base: int | None) -> Span:
    span = Span(0, base)
    if statement.count is not None:
        span = span.both(Span(statement.count, statement.count))
    if statement.percentage is not None and base is not None:
        span = span.both(statement.percentage.counts(base))
    return span


def _fault(whole: Whole, found: str) -> Fault:
    rows = {each.row for each in (*whole.parts, *([whole.total] if whole.total else []))}
    return Fault(tuple(sorted(rows)), whole.name, found)


def _sum(spans: list[Span]) -> Span:
    total = Span(0, 0)
    for span in spans:
        total = total + span
    return total


def _and(texts: Iterable[object]) -> str:
    each = [str(text) for text in texts]
    return " and ".join(filter(None, (", ".join(each[:-1]), each[-1])))


def _listed(rows: tuple[int, ...]) -> str:
    if rows == tuple(range(rows[0], rows[-1] + 1)):
        return f"{rows[0]} to {rows[-1]}"
    return _and(rows)
