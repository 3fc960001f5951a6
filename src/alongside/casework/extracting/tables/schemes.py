"""The schemes: by the names that the public knows them by."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.extract import Row

from .source import Source

SIGNS_OF_A_FORMULA = "=+-@ "


def schemes(source: Source) -> Iterator[Row]:
    """One row a scheme, by its code."""
    found = [(source.ids.of_scheme(scheme.pk), scheme) for scheme in source.choice.schemes]
    for code, scheme in sorted(found, key=lambda one: one[0]):
        yield (
            code,
            plain(scheme.public_name) or code,
            scheme.nation,
            plain(scheme.area_code) or None,
        )


def plain(name: str) -> str:
    """A name in one line, that no spreadsheet program takes for a formula."""
    line = " ".join(name.split())
    return "".join(letter for letter in line if letter.isprintable()).lstrip(SIGNS_OF_A_FORMULA)
