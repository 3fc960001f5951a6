"""Taking a source in: compared with what is here, and written, all of it or nothing.

    counts = take_in(run=run, entries=…, report=report, today=today, by=worker)

What a worker corrected is never written over: what the source says now is put beside it. What the
source no longer has becomes doubtful; nothing is deleted.
"""

from .taking import CannotTakeIn, Counts, take_in

__all__ = ["CannotTakeIn", "Counts", "take_in"]
