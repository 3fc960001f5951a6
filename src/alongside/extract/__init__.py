"""The extract: a de-identified data package that casework writes and evaluators read.

What is in it is laid down in `datapackage.json` beside this file: its tables, their columns with
types and choices, and how they hang together. Nothing here knows of Django.

`tables()`, `table(name)`
    The contract as objects: `Table`, `Column`, `Link`.
`write(folder, rows_of_tables)`
    Streams rows into a folder, as CSV or Parquet; the folder appears whole or not at all.
`read(folder)`
    Finds the tables of a folder that somebody else wrote.
`check(folder)`
    Holds a folder against the contract with Frictionless, and says each fault in a sentence.
"""

from .checking import Checked, Fault, check
from .contract import Column, Link, Table, describe, table, tables
from .reading import Package, read
from .values import BreaksTheContract
from .writing import Format, Row, Value, Written, write

__all__ = [
    "BreaksTheContract",
    "Checked",
    "Column",
    "Fault",
    "Format",
    "Link",
    "Package",
    "Row",
    "Table",
    "Value",
    "Written",
    "check",
    "describe",
    "read",
    "table",
    "tables",
    "write",
]
