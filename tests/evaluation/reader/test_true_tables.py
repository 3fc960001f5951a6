"""True tables are never accused, however they were rounded; a slip beyond rounding always is."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from hypothesis import assume, given
from hypothesis import strategies as some

from alongside.evaluation.reader import Statement, check
from alongside.evaluation.reader.printed import read_percentage

decimals = some.integers(0, 2)
roundings = some.sampled_from([floor, ceil])
parts_of_tables = some.lists(some.integers(0, 400), min_size=1, max_size=6).filter(sum)


def printed(count: int, base: int, places: int, half: object) -> str:
    """The percentage as somebody prints it: halves up or down, as they like."""
    scaled = Fraction(100 * count, base) * 10**places
    whole = floor(scaled)
    rest = scaled - whole
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and half is ceil)
    return f"{Fraction(whole + up, 10**places).__float__():.{places}f}%"


@some.composite
def tables(draw: some.DrawFn) -> list[Statement]:
    """Parts of one whole, each cell there or not; the whole said by name, by column or not."""
    counts = draw(parts_of_tables)
    base = sum(counts)
    of = base + draw(some.integers(0, 300))  # percentages of a larger base
    way = draw(some.sampled_from(["total", "column", "part of a part", "unsaid"]))
    stands_on = of if way == "part of a part" else base
    rows = []
    for n, count in enumerate(counts):
        text = printed(count, stands_on, draw(decimals), draw(roundings))
        row = Statement(
            n + 2,
            f"F: {n}",
            read_percentage(text) if draw(some.booleans()) else None,
            count if draw(some.booleans()) else None,
            stands_on if draw(some.booleans()) or way == "part of a part" else None,
            "F" if way == "column" else "",
        )
        rows.append(row)
    share = read_percentage(printed(base, of, draw(decimals), draw(roundings)))
    known = draw(some.booleans())
    total = Statement(len(rows) + 2, "F: total")
    if way == "total":
        rows.append(replace(total, count=base if known else None, base=base))
    if way == "part of a part":
        rows.append(replace(total, percentage=share, count=base if known else None, base=of))
    return rows


@given(tables())
def test_true_tables_are_never_accused(rows: list[Statement]):
    assert [str(fault) for fault in check(tuple(rows))] == []


@given(some.integers(1, 3000), some.data(), decimals, roundings)
def test_a_count_that_does_not_round_to_its_percentage_is_always_found(
    base: int, data: some.DataObject, places: int, half: object
):
    true = data.draw(some.integers(0, base))
    changed = data.draw(some.integers(0, base + 50))
    text = printed(true, base, places, half)
    percentage = read_percentage(text)
    beyond = abs(Fraction(100 * changed, base) - Fraction(text[:-1])) > Fraction(1, 2 * 10**places)
    assume(beyond)

    faults = check((Statement(2, "Less", percentage, changed, base),))

    assert len(faults) == 1


@given(parts_of_tables, some.data())
def test_one_changed_count_of_a_whole_is_always_found(counts: list[int], data: some.DataObject):
    at = data.draw(some.integers(0, len(counts) - 1))
    changed = data.draw(some.integers(0, 500).filter(lambda n: n != counts[at]))
    rows = [Statement(n + 2, f"F: {n}", count=count) for n, count in enumerate(counts)]
    rows[at] = replace(rows[at], count=changed)
    total = Statement(99, "F: total", count=sum(counts))

    assert len(check((*rows, total))) == 1
    assert check((*rows, replace(total, count=sum(counts) - counts[at] + changed))) == ()
