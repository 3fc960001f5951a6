"""How old somebody is on a day. Pure."""

from __future__ import annotations

from datetime import date


def age_on(born: date | None, about: int | None, about_on: date | None, on: date) -> int | None:
    """Whole years on a day, from the date of birth or from *about how old, on a day*.

    None where neither is known. `about_on` is the day on which they were about that old.
    """
    if born:
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if about is not None and about_on is not None:
        return about + (on - about_on).days // 365
    return None
