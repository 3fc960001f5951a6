"""HTML, made plain text. A page that is hostile is only text afterwards.

>>> plain("<p>Tea &amp; <b>cake</b></p><ul><li>Tuesdays</li></ul>")
'Tea & cake\\n• Tuesdays'
>>> plain("for those aged <50")
'for those aged <50'
"""

from __future__ import annotations

import html
import re
from typing import Any

import nh3

LONGEST_READ = 1_000_000  # letters of one text that are looked at
MARKED = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
BREAKS = re.compile(r"<(?:br|/p|/div|/h[1-6]|/tr|/ul|/ol|/table)\b[^<>]{0,200}>", re.IGNORECASE)
ITEM = re.compile(r"<li\b[^<>]{0,200}>", re.IGNORECASE)
LINK = re.compile(
    r"<a\b[^<>]{0,400}?\bhref\s*=\s*[\"']?(https?://[^\"'\s<>]{1,300})[^<>]{0,400}>([^<>]{0,300})</a\s*>",
    re.IGNORECASE,
)
UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0x200B])


def plain(text: str) -> str:
    """Without tags and entities; as it is where it has none."""
    text = visible(text[:LONGEST_READ])
    if MARKED.search(text) is None:
        return text
    text = LINK.sub(_link, text)
    text = ITEM.sub("\n• ", BREAKS.sub("\n", text))
    bare = nh3.clean(text, tags=set(), clean_content_tags={"script", "style"})
    return tidy(visible(html.unescape(bare)))


def visible(text: str) -> str:
    """Without letters that no database keeps or nobody can see."""
    return text.translate(UNSEEN).encode("utf-8", "ignore").decode()


def tidy(text: str) -> str:
    """One space between words, at most one empty line between lines."""
    lines = [" ".join(line.split()) for line in text.replace("\r", "\n").split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(line for line in kept if line != "•").strip()


def kept_as_it_came(value: Any, depth: int = 0) -> Any:
    """A value that has no field here, without what a database cannot hold. None: too deep."""
    if isinstance(value, str):
        return visible(value)
    if depth > 12:
        return None
    if isinstance(value, dict):
        return {visible(str(key)): kept_as_it_came(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [kept_as_it_came(one, depth + 1) for one in value]
    return value


def _link(found: re.Match[str]) -> str:
    """Where a link led is said, when its words do not say it."""
    address, words = found[1], found[2]
    same = words.strip().startswith(("http", "www.")) or address.rstrip("/").endswith(words.strip())
    return address if same else f"{words} ({address})"
