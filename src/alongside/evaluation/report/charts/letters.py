"""How wide words are in the report's own font, so that no label is cut off or meets another."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FAMILY = "Atkinson Hyperlegible"
FILES = {False: "AtkinsonHyperlegible-Regular.ttf", True: "AtkinsonHyperlegible-Bold.ttf"}


@dataclass(frozen=True)
class Letters:
    """Advance widths of one font file, in parts of the font's size."""

    widths: dict[str, float]
    other: float  # of a letter that the font has not: it comes from the next font in the list

    def width(self, text: str) -> float:
        """Width of a line at size 1."""
        return sum(self.widths.get(letter, self.other) for letter in text)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in pixels."""
    return letters(bold).width(text) * size


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than the room, broken between words; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def packed(
    wanted: Sequence[float], widths: Sequence[float], gap: float, most: float
) -> list[float]:
    """Where labels in one line begin: as near to where they are wanted as they can be without
    meeting, from 0 to `most`. They keep their order."""
    places: list[float] = []
    least = 0.0
    for want, width in zip(wanted, widths, strict=True):
        places.append(max(want, least))
        least = places[-1] + width + gap
    for at in reversed(range(len(places))):
        places[at] = min(places[at], most - widths[at])
        most = places[at] - gap
    return places


@cache
def letters(bold: bool) -> Letters:
    """Read the widths from the font itself: tables head, hhea, hmtx and cmap of OpenType."""
    font = (files("alongside.evaluation.report") / "fonts" / FILES[bold]).read_bytes()
    tables = _tables(font)
    (units,) = struct.unpack_from(">H", font, tables["head"] + 18)
    (measured,) = struct.unpack_from(">H", font, tables["hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * measured, font, tables["hmtx"])[::2]
    glyphs = _glyphs(font, tables["cmap"])
    last = len(advances) - 1
    widths = {chr(code): advances[min(glyph, last)] / units for code, glyph in glyphs.items()}
    return Letters(widths, widths["w"])


def _tables(font: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count))
    return {name.decode("ascii"): start for name, _, start, _ in records}


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Letters to glyphs, from the subtable of format 4, which every font for the web has."""
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    starts = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * n)[2] + cmap for n in range(count)]
    at = next(start for start in starts if struct.unpack_from(">H", font, start) == (4,))
    (twice,) = struct.unpack_from(">H", font, at + 6)
    n = twice // 2

    def row(offset: int, kind: str) -> tuple[int, ...]:
        return struct.unpack_from(f">{n}{kind}", font, offset)

    ends, begins = row(at + 14, "H"), row(at + 16 + twice, "H")
    deltas, offsets_at = row(at + 16 + 2 * twice, "h"), at + 16 + 3 * twice
    found: dict[int, int] = {}
    for place, offset in enumerate(row(offsets_at, "H")):
        for code in range(begins[place], min(ends[place], 0xFFFE) + 1):
            glyph = code
            if offset:
                here = offsets_at + 2 * place + offset + 2 * (code - begins[place])
                (glyph,) = struct.unpack_from(">H", font, here)
            found[code] = (glyph + deltas[place]) & 0xFFFF
    return found
