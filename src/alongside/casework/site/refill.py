"""Putting what was typed back into a page’s form, as a browser would find it there.

It works on the page as it was made, so that every form of every room has it, and no view need know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict

LEAVE = {"csrfmiddlewaretoken"}  # the page’s own is the fresher one
TICKS = ("checkbox", "radio")
NO_VALUE = ("submit", "button", "image", "reset", "file", "password")
Attributes = dict[str, str | None]


def refill(page: str, path: str, typed: QueryDict) -> str | None:
    """The page with its form filled in; None when it has no form that sends these fields here."""
    forms = _Forms(path)
    forms.feed(page)
    fitting = [form for form in forms.found if form.fits(typed)]
    if not fitting:
        return None
    best = max(fitting, key=lambda form: form.likeness(typed))
    filler = _Filler(best.number, typed)
    filler.feed(page)
    filler.close()
    return "".join(filler.out)


@dataclass
class _Form:
    number: int  # which form of the page it is
    names: set[str] = field(default_factory=set)
    hidden: set[tuple[str, str]] = field(default_factory=set)

    def fits(self, typed: QueryDict) -> bool:
        return bool((self.names & set(typed)) - LEAVE)

    def likeness(self, typed: QueryDict) -> tuple[int, int]:
        """Several forms of one page may send here; a hidden word then says which it is."""
        same = sum(value in typed.getlist(name) for name, value in self.hidden)
        return same, len(self.names & set(typed))


class _Forms(HTMLParser):
    """The forms of a page that send to one address, and what they are made of."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self._at = path, -1
        self.found: list[_Form] = []
        self._form: _Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said: Attributes = dict(attrs)
        if tag == "form":
            self._at += 1
            here = (said.get("action") or self.path).split("?")[0] == self.path
            posts = (said.get("method") or "get").lower() == "post"
            self._form = _Form(self._at) if here and posts else None
            if self._form:
                self.found.append(self._form)
        elif self._form and (name := said.get("name")):
            self._form.names.add(name)
            if said.get("type") == "hidden":
                self._form.hidden.add((name, said.get("value") or ""))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


class _Filler(HTMLParser):
    """Writes the page again, letter by letter, but for the values of one form."""

    def __init__(self, number: int, typed: QueryDict) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._number, self._at, self._inside = number, -1, False
        self._typed = {name: list(values) for name, values in typed.lists()}
        self._select: str | None = None
        self._skipping = False  # what stood in a text field before

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            self._at += 1
            self._inside = self._at == self._number
        said: Attributes = dict(attrs)
        name = said.get("name") or ""
        if not self._inside or (name not in self._typed and not self._may_be_unticked(tag, said)):
            return self._as_it_is()
        if tag == "select":
            self._select = name
        if tag == "input" and name not in LEAVE and said.get("type") not in NO_VALUE:
            self.out.append(_written(tag, self._filled(said, name)))
        elif tag == "option":
            chosen = said.get("value") in self._typed.get(self._select or "", [])
            self.out.append(_written(tag, _marked(said, "selected", chosen)))
        elif tag == "textarea":
            self._as_it_is()
            self.out.append("\n" + escape(self._next(name)))
            self._skipping = True
        else:
            self._as_it_is()

    handle_startendtag = handle_starttag

    def _may_be_unticked(self, tag: str, said: Attributes) -> bool:
        """A box that was left empty is not sent at all; options have no name of their own."""
        if tag == "option":
            return self._select is not None
        return tag == "input" and said.get("type") in TICKS and bool(said.get("name"))

    def _filled(self, said: Attributes, name: str) -> Attributes:
        if said.get("type") in TICKS:
            ticked = (said.get("value") or "on") in self._typed.get(name, [])
            return _marked(said, "checked", ticked)
        return {**said, "value": self._next(name)}

    def _next(self, name: str) -> str:
        """One value after the other, where a name stands more than once."""
        values = self._typed[name]
        return str(values.pop(0) if len(values) > 1 else values[0]) if values else ""

    def _as_it_is(self) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._skipping = False
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._keep(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self._skipping:
            self.out.append(text)


def _marked(said: Attributes, mark: str, on: bool) -> Attributes:
    rest: dict[str, Any] = {name: value for name, value in said.items() if name != mark}
    return {**rest, mark: None} if on else rest


def _written(tag: str, said: Attributes) -> str:
    words = [
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in said.items()
    ]
    return f"<{tag}{''.join(words)}>"
