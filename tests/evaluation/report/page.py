"""Reads a page of HTML as a browser would find it: elements, their attributes and their words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

ALONE = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    above: tuple[str, ...]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class Page(HTMLParser):
    """All elements in order; `unclosed` holds what was opened and not closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[Element] = []
        self.open: list[Element] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"<{one.tag}> is never closed" for one in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, dict(attrs), tuple(each.tag for each in self.open))
        self.all.append(one)
        if tag not in ALONE:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append(Element(tag, dict(attrs), tuple(each.tag for each in self.open)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.words.append(data)

    def these(self, *tags: str) -> list[Element]:
        return [one for one in self.all if one.tag in tags]

    @property
    def ids(self) -> Counter[str]:
        return Counter(one.attributes["id"] or "" for one in self.all if "id" in one.attributes)

    @property
    def links(self) -> list[str]:
        return [one.attributes.get("href") or "" for one in self.these("a")]
