"""Finding what there is nearby.

`find(Query(...), worker=...)` gives what fits and why; `index.refresh(ids)` is called by whoever
writes entries. How it works, and why so: docs/decisions/0030-finding.md.
"""

from . import cells, index
from .finding import PAGE, find
from .query import Found, Query, Results, SortBy

__all__ = ["PAGE", "Found", "Query", "Results", "SortBy", "cells", "find", "index"]
