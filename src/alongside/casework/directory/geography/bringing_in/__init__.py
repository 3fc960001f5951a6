"""Files that others publish, read row by row: public stops, postcodes, names of councils' areas.

`kinds` says what a file is by its headings; `file` streams it, so that it may be far larger than
the memory. `alongside.casework.directory.actions.ground` writes.
"""

from .file import CannotRead, GroundFile, Reading
from .kinds import KINDS, GroundKind

__all__ = ["KINDS", "CannotRead", "GroundFile", "GroundKind", "Reading"]
