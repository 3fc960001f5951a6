"""What goes with improvement: plainly, with all factors together, and allowing for the start."""

from __future__ import annotations

from ...figure import Figure, Status
from ...findings import Findings
from ..charts import forest
from ..document import Block, Heading, Picture, Prose, Section, Table
from ..labels import LEVELS, term
from ..methods import method_of
from ..numbers import interval, shown
from ..tables import based_on


def section(findings: Findings) -> Section:
    """Shares and means of each group; the models; the adjusted model."""
    if (why := _why_none(findings)) is not None:
        blocks: list[Block] = [Prose((why,))]
        return Section("what-goes-with-it", "What goes with improvement", "", tuple(blocks), 3)
    chart = forest(findings)
    blocks = [
        *([Picture(chart)] if chart else []),
        Prose((TOGETHER,)),
        *_groups(findings),
        *_model(findings, "factor", "Points of change, all factors together", MORE_IS_BETTER),
        Heading("Allowing for how lonely people were at the start"),
        Prose((REGRESSION,)),
        *_model(findings, "adjusted", "Score at the end, allowing for the start", LESS_IS_BETTER),
    ]
    base = "People with both scores of loneliness."
    return Section("what-goes-with-it", "What goes with improvement", base, tuple(blocks), 3)


TOGETHER = (
    "These are things that go together. They do not say that one is the cause of the other."
    " Intervals allow for people of one scheme being more alike."
)
REGRESSION = (
    "People who start highest have most room to fall, and some would have fallen anyway"
    " (regression to the mean). So this table compares scores at the end among people who started"
    " with the same score. A minus means less lonely at the end."
)
MORE_IS_BETTER = "Points less lonely"
LESS_IS_BETTER = "Points at the end"


def _why_none(findings: Findings) -> str | None:
    """The reason, where no group has anybody in it and all for the same one."""
    figures = [findings.figures.get(f"factor.{name}.less") for name in LEVELS]
    reasons = {figure.why for figure in figures if figure is not None}
    return reasons.pop() if len(reasons) == 1 and "" not in reasons else None


def _groups(findings: Findings) -> list[Block]:
    rows, methods = [], []
    for name, words in LEVELS.items():
        less, change = (findings.figures.get(f"factor.{name}.{what}") for what in KINDS)
        if less is not None and change is not None:
            rows.append((words, based_on(less), _both(less), _both(change)))
            methods.append(method_of(less.id))
    if not rows:
        return []
    head = ("Group", "Less lonely at the end", "Share", "Mean change in points")
    numeric = (False, False, True, True)
    caption = "Each group by itself, with 95% intervals"
    return [
        Table("factor-groups", caption, head, tuple(rows), numeric, methods=tuple(methods)),
    ]


KINDS = ("less", "change")


def _model(findings: Findings, start: str, caption: str, head: str) -> list[Block]:
    found = [
        (id_.split(".")[1], figure, findings[f"{id_}.p"])
        for id_, figure in findings.figures.items()
        if id_.startswith(f"{start}.") and id_.endswith(".slope")
    ]
    if not found:
        return []
    reasons = {figure.why for _, figure, _ in found}
    if len(reasons) == 1 and "" not in reasons:
        why = reasons.pop()
        return [Prose((f"{caption}: {why[:1].lower()}{why[1:]}",))]
    rows = tuple(
        (f"{term(name)[0]}, against {term(name)[1]}", _both(slope), _p(slope, p))
        for name, slope, p in found
    )
    return [
        Table(
            f"{start}-model",
            f"{caption}, with 95% intervals",
            ("Factor", head, "p"),
            rows,
            (False, True, True),
            methods=tuple(method_of(slope.id) for _, slope, _ in found),
        )
    ]


def _both(figure: Figure) -> str:
    """Value and interval in one cell."""
    between = interval(figure)
    return f"{shown(figure)} ({between})" if between else shown(figure)


def _p(slope: Figure, p: Figure) -> str:
    return slope.why if slope.status is Status.NOT_AVAILABLE else shown(p)
