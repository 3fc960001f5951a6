"""People: who they are, how to reach them safely, what to know before the doorbell."""

from ..base import Kind, Own
from .columns import COLUMNS
from .known import doubles
from .rows import check, write

KIND = Kind(
    name="people",
    title="People",
    one="person",
    many="people",
    intro="Who is supported, or was: how to reach them safely, and what to know at the door.",
    columns=COLUMNS,
    check=check,
    write=write,
    own=Own("person_ref"),
    doubles=doubles,
)
