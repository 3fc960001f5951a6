"""Make the fonts of the PDFs from the browser's: see README.md beside this file."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FROM = HERE / "node_modules/@fontsource/atkinson-hyperlegible/files"
SOURCES = HERE.parent / "src/alongside"
TO = (SOURCES / "casework/site/fonts", SOURCES / "evaluation/report/fonts")
HINTS = ["fpgm", "prep", "cvt ", "gasp"]  # for screens; they cannot be joined


def join(weight: str, to: Path) -> None:
    """Join the basic and the extended Latin letters, which browsers get apart, into one TTF."""
    with tempfile.TemporaryDirectory() as folder:
        halves = []
        for part in ("latin", "latin-ext"):
            font = TTFont(FROM / f"atkinson-hyperlegible-{part}-{weight}-normal.woff2")
            made_on = font["head"].modified
            font.flavor = None
            font.save(Path(folder) / f"{part}.ttf")
            halves.append(f"{folder}/{part}.ttf")
        joined = Merger(options=Options(drop_tables=HINTS)).merge(halves)
    joined["head"].created = joined["head"].modified = made_on  # the same bytes each time
    joined.recalcTimestamp = False
    joined.save(to)


if __name__ == "__main__":
    for folder in [Path(sys.argv[1])] if len(sys.argv) > 1 else TO:
        join("400", folder / "AtkinsonHyperlegible-Regular.ttf")
        join("700", folder / "AtkinsonHyperlegible-Bold.ttf")
