"""Has NumPy and SciPy multiply matrices on one thread. Imported before either is loaded.

Ours are small: more threads wait for each other, and take processors from the reading of files. And
sums are the same on one processor and on many. Whoever has said otherwise is left with that.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
