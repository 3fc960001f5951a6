"""The published programme of 2017 and 2018, as demonstration: made-up people, exact marginals.

`cohort` makes the people from a seed, without Django; `writing` writes them into the database;
`figures.toml` says which count stands for each published figure, and what was assumed.
"""

from __future__ import annotations

from collections.abc import Callable

from ..summary import DemoSummary

__all__ = ["is_there", "load"]


def load(*, seed: int, progress: Callable[[str, int, int], None]) -> DemoSummary:
    """Write 39 schemes and 5,787 people into the database; all of it or nothing."""
    from .cohort import make
    from .writing import write

    return write(make(seed), progress)


def is_there() -> bool:
    """Whether this part is in the database already."""
    from alongside.casework.schemes.models import Programme

    from .writing import PROGRAMME

    return Programme.objects.filter(name=PROGRAMME).exists()
