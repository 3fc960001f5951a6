"""Reads the structure of a tagged PDF, as a screen reader does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject


@dataclass
class Tag:
    """One tag, and what is in it in the order in which it is read: tags and words."""

    kind: str
    alt: str = ""
    scope: str = ""
    parts: list[Tag | str] = field(default_factory=list)

    def every(self, *kinds: str) -> Iterator[Tag]:
        """This tag and all in it of these kinds, in order."""
        if not kinds or self.kind in kinds:
            yield self
        for part in self.parts:
            if isinstance(part, Tag):
                yield from part.every(*kinds)

    @property
    def text(self) -> str:
        """All words in it, with single spaces."""
        each = (part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join(" ".join(each).split())


def open_pdf(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def structure(pdf: PdfReader) -> Tag:
    """The tags of a PDF under one root."""
    marked = {
        page.indirect_reference.idnum: _marked(pdf, page)
        for page in pdf.pages
        if page.indirect_reference
    }
    root = Tag("Root")
    _add(root, pdf.trailer["/Root"]["/StructTreeRoot"].get("/K"), marked, None)
    return root


def _add(to: Tag, found: Any, marked: dict[int, dict[int, str]], page: int | None) -> None:
    found = found.get_object() if hasattr(found, "get_object") else found
    if isinstance(found, list):
        for one in found:
            _add(to, one, marked, page)
    elif isinstance(found, int) and page is not None:
        to.parts.append(marked[page].get(found, ""))
    elif isinstance(found, DictionaryObject):
        page = found.raw_get("/Pg").idnum if "/Pg" in found else page
        if found.get("/Type") == "/MCR":
            _add(to, found["/MCID"], marked, page)
        elif "/S" in found:
            tag = Tag(found["/S"][1:], str(found.get("/Alt", "")), _scope(found))
            to.parts.append(tag)
            _add(tag, found.get("/K"), marked, page)


def _scope(found: DictionaryObject) -> str:
    for one in found.get("/A", []):
        if "/Scope" in one:
            return str(one["/Scope"])[1:]
    return ""


def _marked(pdf: PdfReader, page: Any) -> dict[int, str]:
    """The words of each marked piece of a page, by its number."""
    fonts = {name: _letters(font.get_object()) for name, font in _fonts(page).items()}
    words: dict[int, str] = {}
    inside: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), pdf).operations:
        if operator in (b"BDC", b"BMC"):
            more = operands[1] if len(operands) > 1 else {}
            inside.append(more.get("/MCID") if hasattr(more, "get") else None)
        elif operator == b"EMC":
            inside.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ"):
            number = next((one for one in reversed(inside) if one is not None), None)
            if number is not None:
                words[number] = words.get(number, "") + _said(operands[0], font)
    return words


def _fonts(page: Any) -> Any:
    return page["/Resources"].get("/Font", {})


def _said(shown: Any, font: dict[int, str]) -> str:
    pieces = shown if isinstance(shown, list) else [shown]
    said = ""
    for piece in pieces:
        if isinstance(piece, (bytes, str)):
            raw = piece if isinstance(piece, bytes) else piece.original_bytes
            codes = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
            said += "".join(font.get(code, "?") for code in codes)
    return said


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for, from its /ToUnicode."""
    lines = font["/ToUnicode"].get_object().get_data().decode("latin-1").splitlines()
    found: dict[int, str] = {}
    for line in lines:
        parts = line.replace("<", " ").replace(">", " ").split()
        if line.startswith("<") and len(parts) == 2:
            found[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found
