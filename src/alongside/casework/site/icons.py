"""The icons: outlines of 24 by 24, drawn for this project. Always beside a word."""

from __future__ import annotations

from markupsafe import Markup

PATHS = {
    "phone": (
        '<path d="M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0'
        ' 0 1 3 5a2 2 0 0 1 2-2z"/>'
    ),
    "home": ('<path d="M3 11 12 4l9 7"/><path d="M5.5 10v10h13V10"/><path d="M10 20v-6h4v6"/>'),
    "chat": ('<path d="M4 5h16v11H10l-5 4v-4H4z"/>'),
    "people": (
        '<circle cx="9" cy="8" r="3.2"/>'
        '<path d="M3 20c0-4 2.5-6 6-6s6 2 6 6"/>'
        '<path d="M16 5.2a3 3 0 0 1 0 5.8M18 14.5c2 .8 3 2.6 3 5.5"/>'
    ),
    "flag": ('<path d="M6 21V4h11l-2.5 4L17 12H6"/>'),
    "link": (
        '<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1"/>'
        '<path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>'
    ),
    "ruler": ('<path d="M3 16 16 3l5 5L8 21z"/><path d="m7 12 2 2M10 9l2 2M13 6l2 2"/>'),
    "letter": ('<path d="M3 6h18v12H3z"/><path d="m3 7 9 7 9-7"/>'),
    "check": ('<path d="m5 12.5 4.5 4.5L19 7.5"/>'),
    "warn": ('<path d="M12 4 2.5 20h19z"/><path d="M12 10v4.5M12 17.4v.1"/>'),
    "search": ('<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>'),
    "in": ('<path d="M12 3v11M7.5 10 12 14.5 16.5 10"/><path d="M4 16v4h16v-4"/>'),
    "missed": (
        '<path d="M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0'
        ' 0 1 3 5a2 2 0 0 1 2-2z"/>'
        '<path d="m15 3 6 6M21 3l-6 6"/>'
    ),
    "save": ('<path d="M5 12a7 7 0 1 0 2.2-5.100"/><path d="M4 4v4h4"/>'),
    "plus": ('<path d="M12 5v14M5 12h14"/>'),
    "clock": ('<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>'),
    "calendar": ('<path d="M4 6h16v14H4z"/><path d="M4 10.500h16M8.500 3v5M15.500 3v5"/>'),
    "dot": ('<circle cx="12" cy="12" r="3"/>'),
    "out": ('<path d="M9 4H5v16h4"/><path d="M10 12h10M16 8l4 4-4 4"/>'),
    "shield": ('<path d="M12 3 4.5 6v6c0 4.5 3 7.5 7.5 9 4.5-1.5 7.5-4.5 7.5-9V6z"/>'),
    "book": (
        '<path d="M4 5c3-1.5 5.5-1.5 8 0v15c-2.5-1.5-5-1.5-8 0z"/>'
        '<path d="M20 5c-3-1.5-5.5-1.5-8 0v15c2.5-1.5 5-1.5 8 0z"/>'
    ),
}
MARKS = {
    "done": '<circle cx="12" cy="12" r="11" fill="currentColor" stroke="none"/>'
    '<path d="m7 12.4 3.4 3.400L17 9" stroke="#fff" stroke-width="2.5"/>',
    "to_do": '<circle cx="12" cy="12" r="10"/>',
    "under_way": '<circle cx="12" cy="12" r="10"/>'
    '<path d="M12 2a10 10 0 0 1 0 20z" fill="currentColor" stroke="none"/>',
    "dropped": '<circle cx="12" cy="12" r="10"/><path d="M7 12h10"/>',
}
TAG = (
    '<svg class="al-icon{more}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    "{body}</svg>"
)


def icon(name: str) -> Markup:
    """An icon beside a word; hidden from screen readers, since the word says it."""
    return Markup(TAG.format(more="", body=PATHS[name]))  # noqa: S704 - our own markup


def mark(status: str) -> Markup:
    """How far a step has got: full, half or empty circle; the word stands hidden beside it."""
    return Markup(TAG.format(more=" al-icon--mark", body=MARKS[status]))  # noqa: S704 - our own


def weeks(n: int, of: int = 12, big: bool = False, upto: int = 0) -> Markup:
    """The weeks of support as squares, always beside *Week n of 12*; after `of`, amber."""
    within = "".join('<i class="on"></i>' if i <= n else "<i></i>" for i in range(1, of + 1))
    beyond = "".join(
        f'<i class="{"over" if i <= n else "more"}"></i>' for i in range(of + 1, max(upto, n) + 1)
    )
    size = " al-weeks--big" if big else ""
    squares = f'<span class="al-weeks{size}" aria-hidden="true">{within}{beyond}</span>'
    return Markup(squares)  # noqa: S704 - made of our own words


def logo(first: str = "#0b5563", second: str = "#d9a441") -> Markup:
    """Two people side by side, one taller."""
    return Markup(  # noqa: S704 - our own markup
        '<svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" focusable="false">'
        f'<circle cx="11" cy="7.5" r="4.5" fill="{first}"/>'
        f'<path d="M4 31V21a7 7 0 0 1 14 0v10z" fill="{first}"/>'
        f'<circle cx="24.5" cy="12" r="3.8" fill="{second}"/>'
        f'<path d="M20 31v-8.5a5.3 5.3 0 0 1 10.5 0V31z" fill="{second}"/></svg>'
    )
