"""What there is near the made-up people: three hundred activities around three invented schemes.

The same seed gives the same towns. Some entries are stale, some are gone, some have something else
waiting beside them, and a few are twice in the list, as in every directory.
"""

from .settling import settle
from .where import postcodes_of_people

__all__ = ["postcodes_of_people", "settle"]
