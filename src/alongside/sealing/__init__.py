"""What people said is sealed in the database, with keys that are kept elsewhere.

`SealedText` and `SealedJSON` stand in models as other fields do; `keyed_hash` finds a whole value;
`stable_key` gives other parts a key of their own. See docs/decisions/0010-sealed-fields.md.
"""

from .box import Box
from .checking import faults, ready
from .fields import KeyedHash, SealedJSON, SealedText, hashes_too
from .kept import keyed_hash, stable_key
from .keys import NotOpened

__all__ = [
    "Box",
    "KeyedHash",
    "NotOpened",
    "SealedJSON",
    "SealedText",
    "faults",
    "hashes_too",
    "keyed_hash",
    "ready",
    "stable_key",
]
