"""Pages that write to the directory, and its work lists."""

from . import checks, duplicates, entries, sent

__all__ = ["checks", "duplicates", "entries", "sent"]
