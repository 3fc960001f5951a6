"""From live data to the rows of the contract's tables, a thousand records at a time.

`rows_of_tables` is what `alongside.extract.write` takes. Every row is made here, and nowhere is a
word or a number of a person read that does not go in: see decided.toml in this room.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from alongside.extract import Row

from ..snapshot import one_moment
from .costs import costs
from .episodes import episodes, life_transitions
from .gaps import gaps
from .happenings import contacts, measures, not_measured, signposts
from .referrals import referrals
from .schemes import schemes
from .source import LeftOut, Progress, Source

__all__ = ["LeftOut", "Progress", "Source", "rows_of_tables"]


def rows_of_tables(source: Source) -> Generator[tuple[str, Iterable[Row]], None, None]:
    """Each table's name with its rows, to be read one after the other. All of one moment.

    What the service does not record has no table: costs where nobody has entered any.
    What is left out is counted in `source.left_out`.
    """
    with one_moment():
        source.read_order()
        yield "schemes", schemes(source)
        yield "referrals", referrals(source)
        yield "episodes", episodes(source)
        yield "life_transitions", life_transitions(source)
        yield "contacts", contacts(source)
        yield "measures", measures(source)
        yield "not_measured", not_measured(source)
        yield "signposts", signposts(source)
        yield "gaps", gaps(source)
        if spent := costs(source):
            yield "costs", spent
