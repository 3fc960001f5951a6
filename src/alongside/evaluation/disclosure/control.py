"""The findings as they may be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .. import stats
from ..cleaning import Finding
from ..figure import Figure, Status
from ..findings import Findings, Flow, Score
from ..population import Reach
from ..schemes import Part
from ..social_value import Swing
from .counting import counts_of, flow_name, part_name
from .differing import too_near
from .hiding import Hiding
from .means import tells
from .relations import base_name, rests_on
from .rounding import Rules, decimals

NOT_OF_PEOPLE = {"schemes", "costs", "values"}  # tables whose rows are nobody
OUTCOMES = ("less", "lonely_to_not", "became_lonely")
ANY_LOSS = "sroi.ratio"


def controlled(
    findings: Findings,
    *,
    suppress_below: int = 8,
    round_to: int = 5,
    beside: Iterable[Mapping[str, int]] = (),
) -> Findings:
    """Findings with what could tell of a few people hidden, and all else rounded.

    - A hidden figure is SUPPRESSED; its value, n, base and interval are None. So is one that is not
      available for a reason that would tell of a few people.
    - A hidden count of a flow or a score is None.
    - Schemes, nations, groups of the population and swings that are hidden are left out; so is a
      finding about the data that is of a few rows (its row counts are taken for people's).
      No example ids.

    `beside` are the `as_counts` of runs published before: what differs from one of them by fewer
    than eight people in its own base or numerators is hidden. ValueError for numbers below 1.
    """
    rules = Rules(suppress_below, round_to)
    counts = counts_of(findings)
    hiding = Hiding(counts, rules)
    start = [id_ for old in beside for id_ in too_near(findings, old, rules)]
    hiding.settle(start, lambda now: tells(findings, now))
    figures = _figures(findings, hiding, rules)
    return replace(
        findings,
        figures=figures,
        quality=tuple(_quality(findings.quality, rules)),
        parts=tuple(_parts(findings, figures, hiding, rules)),
        reach=tuple(_reach(findings.reach, hiding, rules)),
        sensitivity=_sensitivity(findings, figures),
        flows=tuple(_flow(each, hiding, rules) for each in findings.flows),
        scores=tuple(_score(each, hiding, rules) for each in findings.scores),
        published=True,
        suppress_below=suppress_below,
        round_to=round_to,
    )


def _figures(findings: Findings, hiding: Hiding, rules: Rules) -> dict[str, Figure]:
    gives = rests_on(findings.figures)
    found = {}
    for id_, figure in findings.figures.items():
        if figure.status is Status.OK:
            found[id_] = _hidden(figure) if id_ in hiding.gone else _shown(figure, rules)
        else:
            found[id_] = _hidden(figure) if _tells_why(id_, gives, hiding) else figure
    for name in OUTCOMES:
        _difference(found, findings, f"matched.{name}", rules)
    _e_value(found)
    return found


def _shown(figure: Figure, rules: Rules) -> Figure:
    return replace(rules.figure(figure), least=None, rests_on=())


def _hidden(figure: Figure) -> Figure:
    blank = replace(figure, value=None, n=None, base=None, ci_low=None, ci_high=None)
    return replace(blank, status=Status.SUPPRESSED, why="", least=None, rests_on=())


def _tells_why(id_: str, gives: dict[str, set[str]], hiding: Hiding) -> bool:
    """Whether the reason why a figure is not there is about a few people."""
    return base_name(id_) in hiding.hidden or not hiding.gone.isdisjoint(gives.get(id_, ()))


def _difference(found: dict[str, Figure], findings: Findings, name: str, rules: Rules) -> None:
    """The difference of two published shares; its interval as wide as before, to whole percent."""
    three = [found.get(f"{name}.{each}") for each in ("treated", "comparison", "difference")]
    if any(each is None or each.status is not Status.OK for each in three):
        return
    ours, theirs, difference = (each for each in three if each)
    value = (ours.value or 0.0) - (theirs.value or 0.0)
    exact = findings[difference.id]
    low = high = None
    if exact.ci_low is not None and exact.ci_high is not None:
        half = decimals((exact.ci_high - exact.ci_low) / 2, 2)
        low, high = value - half, value + half
    found[difference.id] = replace(difference, value=value, ci_low=low, ci_high=high)


def _e_value(found: dict[str, Figure]) -> None:
    """That of the two published shares: the exact one, to two decimals, gives both counts away."""
    names = ("matched.less.treated", "matched.less.comparison", "matched.less.e_value")
    three = [found.get(name) for name in names]
    if any(each is None or each.status is not Status.OK for each in three):
        return
    ours, theirs, e_value = (each for each in three if each)
    value = stats.e_value((ours.value or 0.0) / theirs.value) if theirs.value else None
    found[e_value.id] = replace(e_value, value=None if value is None else decimals(value, 2))


def _parts(
    findings: Findings, figures: dict[str, Figure], hiding: Hiding, rules: Rules
) -> Iterable[Part]:
    for part in findings.parts:
        whole = figures.get(part.figure)
        if part_name(part) not in hiding.gone and whole and whole.value is not None:
            yield rules.part(part, whole.value)


def _reach(reach: tuple[Reach, ...], hiding: Hiding, rules: Rules) -> Iterable[Reach]:
    for each in reach:
        if f"reach.{each.kind}.{each.group}" not in hiding.gone:
            yield rules.reach(each)


def _sensitivity(findings: Findings, figures: dict[str, Figure]) -> tuple[Swing, ...]:
    ratio = figures.get(ANY_LOSS)
    if ratio is None or ratio.status is not Status.OK:
        return ()
    return tuple(
        replace(
            swing,
            ratio_at_low=decimals(swing.ratio_at_low, 2),
            ratio_at_high=decimals(swing.ratio_at_high, 2),
        )
        for swing in findings.sensitivity
    )


def _flow(flow: Flow, hiding: Hiding, rules: Rules) -> Flow:
    return replace(flow, people=_count(flow_name(flow), flow.people, hiding, rules))


def _score(score: Score, hiding: Hiding, rules: Rules) -> Score:
    start, end = (
        _count(f"scores.{stage}.{score.score}", many, hiding, rules)
        for stage, many in (("start", score.at_start), ("end", score.at_end))
    )
    return Score(score.score, start, end)


def _count(name: str, many: int | None, hiding: Hiding, rules: Rules) -> int | None:
    return None if many is None or name in hiding.gone else rules.rounded(many)


def _quality(found: tuple[Finding, ...], rules: Rules) -> Iterable[Finding]:
    for each in found:
        if each.table in NOT_OF_PEOPLE:
            yield replace(each, example_ids=())
        elif not any(rules.is_small(many) for many in (each.rows, each.of - each.rows, each.of)):
            rows, of = rules.rounded(each.rows), rules.rounded(each.of)
            yield replace(each, rows=rows, of=of, example_ids=())
