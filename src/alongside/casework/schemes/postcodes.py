"""Postcodes of the United Kingdom, the Isle of Man and the forces' post office. Pure."""

from __future__ import annotations

import re

# What may stand at each place of a postcode, as Royal Mail's guide to its address file has it.
MAY = {
    "F": "ABCDEFGHIJKLMNOPRSTUWYZ",  # the first letter
    "S": "ABCDEFGHKLMNOPQRSTUVWXY",  # the second
    "T": "ABCDEFGHJKPSTUW",  # the last of A9A
    "E": "ABEHMNPRVWXY",  # the last of AA9A
    "d": "123456789",
    "0": "0123456789",
    "l": "ABDEFGHJLNPQRSTUWXYZ",  # the last two
}
SHAPES = ("Fd0ll", "Fd00ll", "FS00ll", "FSd00ll", "FdT0ll", "FSdE0ll")
OFTEN_MEANT = {"0": "O", "O": "0", "1": "I", "I": "1"}
BFPO = re.compile(r"BFP[O0]([0-9]{1,4})")
GIRO = re.compile(r"G[I1]R[O0]AA")


def normal_postcode(typed: str) -> str:
    """A postcode as the Royal Mail writes it: *SO14 2AA* for *s014 2aa*.

    O and nought, I and one are mended where only the other can stand. What cannot be a postcode
    comes back tidied only; `postcode_fault` says so.
    """
    tidy = re.sub(r"[^A-Z0-9]", "", typed.upper())
    if forces := BFPO.fullmatch(tidy):
        return f"BFPO {forces[1]}"
    if GIRO.fullmatch(tidy):
        return "GIR 0AA"
    found = _fitting(tidy) or tidy
    return f"{found[:-3]} {found[-3:]}" if len(found) > 4 else found


def postcode_fault(typed: str) -> str:
    """Nothing where it is empty, or can be a whole postcode."""
    plain = normal_postcode(typed).replace(" ", "")
    if not typed.strip() or plain == "GIR0AA" or BFPO.fullmatch(plain) or _fitting(plain):
        return ""
    return "That is not a whole postcode. Write it like AD4 2QT, or leave it empty."


def _fitting(tidy: str) -> str:
    """The shape that it fits with the fewest characters mended; nothing where it fits none."""
    fits = [mended for shape in SHAPES if (mended := _mended(tidy, shape))]
    return min(fits, key=lambda mended: _mends(mended, tidy), default="")


def _mends(mended: str, tidy: str) -> int:
    return sum(one != other for one, other in zip(mended, tidy, strict=True))


def _mended(tidy: str, shape: str) -> str:
    if len(tidy) != len(shape):
        return ""
    found = ""
    for typed, place in zip(tidy, shape, strict=True):
        meant = typed if typed in MAY[place] else OFTEN_MEANT.get(typed, "")
        if not meant or meant not in MAY[place]:
            return ""
        found += meant
    return found
