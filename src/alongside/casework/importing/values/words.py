"""One of some words, or several of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .base import Cell, How, Reader, Value, Wrong, as_text, squeezed

YES = ("yes", "y", "true", "t", "1", "x", "ticked", "oes", "✓", "✔")
NO = ("no", "n", "false", "f", "0", "nac oes")
NOT_ASKED = ("not asked", "not recorded", "not known", "unknown", "n/a", "na", "-", "nk", "")


def one_of(
    choices: Iterable[tuple[str, str]], also: Mapping[str, Iterable[str]] | None = None
) -> Reader:
    """One code of these: written as the code, in our words, or in one of the others given."""
    codes = {str(code): str(words) for code, words in choices}
    known = _known(codes, also or {})

    def read(cell: Cell, how: How) -> Value:
        text = as_text(cell)
        return Value(_code(text, known, codes)) if text else Value(None)

    return Reader(read, "one of the words below", choices=codes, known=known)


def several_of(
    choices: Iterable[tuple[str, str]], also: Mapping[str, Iterable[str]] | None = None
) -> Reader:
    """Several codes of these, with semicolons between them."""
    codes = {str(code): str(words) for code, words in choices}
    known = _known(codes, also or {})

    def read(cell: Cell, how: How) -> Value:
        parts = [part.strip() for part in re.split(r"[;\n]", as_text(cell)) if part.strip()]
        if len(parts) == 1 and squeezed(parts[0]) not in known:
            parts = [part.strip() for part in parts[0].split(",") if part.strip()]
        found = list(dict.fromkeys(_code(part, known, codes) for part in parts))
        return Value(found or None)

    words = "any of the words below, with ; between them"
    return Reader(read, words, choices=codes, several=True, known=known)


def _known(codes: Mapping[str, str], also: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found = {squeezed(words): code for code, words in codes.items()}
    found |= {squeezed(other): code for code, others in also.items() for other in others}
    return found | {squeezed(code): code for code in codes}


def _code(text: str, known: Mapping[str, str], codes: Mapping[str, str]) -> str:
    code = known.get(squeezed(text))
    if code is None:
        raise Wrong(
            f"is none of the words that are known here. Write {either(list(codes))}; or say in the"
            " mapping what it means."
        )
    return code


def either(words: list[str]) -> str:
    """*a*, *a or b*, *a, b or c*."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _yes_no(cell: Cell, how: How) -> Value:
    if isinstance(cell, bool):
        return Value(cell)
    text = as_text(cell)
    found = _SAID.get(text.casefold(), _SAID.get(squeezed(text)))
    if found is None and squeezed(text) in _UNSAID:
        return Value(None)
    if found is None:
        raise Wrong("is neither yes nor no. Write yes or no, or leave it empty if nobody asked.")
    return Value(found)


_SAID = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
_UNSAID = {squeezed(word) for word in NOT_ASKED}
yes_no = Reader(
    _yes_no,
    "yes or no",
    choices={"yes": "Yes", "no": "No"},
    known={**dict.fromkeys(YES, "yes"), **dict.fromkeys(NO, "no")},
)


def _answer(cell: Cell, how: How) -> Value:
    said = _yes_no(cell, how).value
    return Value(None if said is None else "yes" if said else "no")


answer = Reader(
    _answer,
    "yes or no; empty where nobody has asked",
    choices={"yes": "Yes", "no": "No", "not_asked": "Not asked"},
    known={**yes_no.known, **{squeezed(word): "not_asked" for word in NOT_ASKED}},
)
