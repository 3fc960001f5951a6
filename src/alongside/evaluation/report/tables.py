"""Tables of figures, and sentences with figures in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..figure import Figure, Status
from ..findings import Findings
from .document import Block, Prose, Table
from .key import there
from .labels import label_of
from .methods import method_of
from .numbers import base_words, counted, interval, shown, thing_of

HEAD = ("Figure", "Value", "95% interval", "Based on")


def under(findings: Findings, *starts: str) -> list[Figure]:
    """Every figure whose id begins so, in the contract's order."""
    return [
        figure
        for start in starts
        for id_, figure in findings.figures.items()
        if id_.startswith(start)
    ]


def of(findings: Findings, *ids: str) -> list[Figure]:
    """The figures of these ids."""
    return [findings[id_] for id_ in ids]


def table(id_: str, caption: str, figures: Iterable[Figure], first: str = "Figure") -> list[Block]:
    """Figures as a table; one sentence in its place where none can be told, for one reason."""
    found = list(figures)
    if (why := _why_none(found)) is not None:
        return [Prose((f"{caption}: {why[:1].lower()}{why[1:]}",))]
    rows = tuple((label_of(one), shown(one), interval(one), based_on(one)) for one in found)
    keep = [n for n in range(4) if n < 2 or any(row[n] for row in rows)]
    return [
        Table(
            id_,
            caption,
            tuple((first, *HEAD[1:])[n] for n in keep),
            tuple(tuple(row[n] for n in keep) for row in rows),
            tuple(n in (1, 2) for n in keep),
            methods=tuple(method_of(one.id) for one in found),
        )
    ]


def _why_none(figures: list[Figure]) -> str | None:
    """The reason, where nothing is there and all is missing for the same one."""
    if not figures:
        return "There is nothing to show."
    reasons = {one.why for one in figures}
    missing = all(one.status is Status.NOT_AVAILABLE for one in figures)
    return reasons.pop() if missing and len(reasons) == 1 else None


def based_on(figure: Figure) -> str:
    """*566 of 820 people*, *820 people*; or the reason why there is no value."""
    if figure.status is Status.NOT_AVAILABLE:
        return figure.why
    if figure.n is not None and figure.base is not None:
        return f"{figure.n:,} of {counted(figure.base, thing_of(figure))}"
    return base_words(figure)


def say(findings: Findings, words: str, *ids: str) -> Iterator[str]:
    """A sentence with figures in it, where all of them are there. `{v0}` is the value of the first,
    `{ci0}` its interval and `{on0}` its base."""
    figures = [findings[id_] for id_ in ids]
    if not all(map(there, figures)):
        return
    filled: dict[str, str] = {}
    for n, figure in enumerate(figures):
        base = base_words(figure).removeprefix("of ")
        filled |= {f"v{n}": shown(figure), f"ci{n}": interval(figure), f"on{n}": base}
    yield words.format(**filled)


def prose(*sentences: Iterable[str]) -> list[Block]:
    """One paragraph of the sentences that there are; nothing where there is none."""
    said = " ".join(sentence for part in sentences for sentence in part)
    return [Prose((said,))] if said else []
