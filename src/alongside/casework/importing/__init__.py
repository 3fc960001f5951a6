"""Floor 9: an existing service's spreadsheets come in.

A file goes one way::

    reading.open_book(file)      bytes → sheets of cells; what a file may be, and how it is mended
    headings.find(…)             which row has the headings, and which column each one is
    parsing.parse(…)             cells → values, row by row: mended and said, or a fault
    checking.check(…)            against what is here: references, rules of the rooms below
    actions.bring_in(…)          all of it in one transaction, or nothing

Nothing before `checking` knows the database. What can be brought in is a *kind*.

How to add a kind
-----------------
Write `kinds/<name>.py` with one `KIND`, and add it to `KINDS` in `kinds/__init__.py`::

    KIND = Kind(
        name="costs",  # `alongside import costs FILE`, and the address of its page
        title="Costs",
        one="line of costs",
        many="lines of costs",
        intro="What a scheme spent, by month.",
        columns=(
            Column("month", "Any day of the month.", values.day, "01/04/2026", required=True),
            Column("kind", "What it was for.", values.one_of(CostKind.choices), "running"),
            …
        ),
        check=check,
        write=write,
        own=Own("cost_ref"),  # the reference by which the same row is known again
        roles=(Role.COORDINATOR, Role.ADMINISTRATOR),  # who may bring it in by the browser
        people=False,  # no person stands in it
    )

The columns drive everything else: parsing, the page that explains them, the templates to download,
the preview, the guide. `check(rows, place)` gets the rows that parsed and that are not here yet
(`RowIn`: `number`, and `values` by the column's name, without those that were empty) and the
`Place` (scheme, who brings it in, today, what the references mean); it calls
`place.fault(row, column, words)` for each thing that cannot be, and gives back what is to be
written for each row that can (a list of `Planned(row, thing)`). `write(planned, place)` writes them
through the room's own function and gives back the objects in the same order (or an empty list,
where no reference needs keeping). Both run again inside the transaction that writes.
"""
