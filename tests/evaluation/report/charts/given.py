"""Findings to draw: a programme of 39 schemes, and others at the edges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alongside.evaluation.figure import Figure, Status, Told, Unit
from alongside.evaluation.findings import Findings, Flow, Score
from alongside.evaluation.population import Reach
from alongside.evaluation.schemes import MAIN, Z998, Part, limits_of
from alongside.evaluation.social_value import Swing
from alongside.evaluation.stats import Z95, wilson

SOURCES = {"nhs": 1273, "self": 1910, "third_sector": 810, "host_organisation": 463}
SOURCES |= {"family_or_friend": 10, "private_sector": 0, "other": 20, "unknown": 201}
WHERE = {"third_sector": 1721, "local_authority": 287, "nhs": 130, "other": 469}
FAR = {"suggested": 900, "introduced": 400, "attended": 350, "settled": 340, "stopped": 150}
FAR |= {"declined": 200, "unavailable": 90, "unknown": 177}
SCORES = [(8, 60), (40, 140), (100, 193), (130, 170), (150, 120), (200, 90), (192, 47)]
FLOWS = {(True, True, True): 28, (True, True, False): 2, (True, False, True): 25}
FLOWS |= {(True, False, False): 4, (False, True, True): 0, (False, True, False): 0}
FLOWS |= {(False, False, True): 3, (False, False, False): 9}
FACTORS = {
    "age_under_60": (1.44, 1.01, 2.06),
    "severe_at_start": (2.86, 1.94, 4.22),
    "transition_identified": (2.13, 1.47, 3.09),
    "contacts_one": (0.34, 0.25, 0.48),
    "contacts_over_twelve": (1.37, 0.32, 5.85),
    "female": (0.91, 0.63, 1.32),
}


def share(id_: str, n: int, base: int) -> Figure:
    return Told(id_, id_, "").share(n, base)


def number(id_: str, value: float, unit: Unit = Unit.RATIO, **more: Any) -> Figure:
    return Figure(id_, id_, value, unit, **more)


def figures() -> dict[str, Figure]:
    """Of a programme like the published one."""
    found = [
        share("loneliness.change.less", 566, 820),
        share("loneliness.change.same", 221, 820),
        share("loneliness.change.more", 33, 820),
        number("loneliness.pairs", 820, Unit.COUNT),
        number("loneliness.start_paired.mean", 7.1, Unit.POINTS, n=820, ci_low=7.0, ci_high=7.2),
        number("loneliness.end_paired.mean", 5.3, Unit.POINTS, n=820, ci_low=5.2, ci_high=5.4),
        number("loneliness.change.mean", 1.8, Unit.POINTS, n=820, ci_low=1.7, ci_high=1.9),
        number("wellbeing.start.mean", 18.2, Unit.POINTS, n=338, ci_low=17.8, ci_high=18.6),
        number("wellbeing.end.mean", 22.3, Unit.POINTS, n=111, ci_low=21.3, ci_high=23.3),
        number("wellbeing.change.mean", 3.6, Unit.POINTS, n=67, ci_low=2.4, ci_high=4.8),
        share("wellbeing.start.at_or_above_national", 57, 338),
        share("wellbeing.end.at_or_above_national", 43, 111),
        number("follow_up.count", 71, Unit.COUNT),
        share("follow_up.relapsed", 28, 71),
        number("matched.pairs", 640, Unit.COUNT),
        share("matched.less.treated", 416, 640),
        share("matched.less.comparison", 275, 640),
        number("matched.less.difference", 0.22, Unit.SHARE, n=640, ci_low=0.163, ci_high=0.277),
        share("matched.became_lonely.treated", 2, 50),
        share("matched.became_lonely.comparison", 3, 50),
        number(
            "matched.became_lonely.difference", -0.02, Unit.SHARE, n=50, ci_low=-0.1, ci_high=0.06
        ),
        number("sroi.ratio", 2.04),
        number("sroi.ratio_low", 1.71),
        number("sroi.ratio_high", 2.37),
        number("sroi.ratio_pairs", 0.5),
        number("sroi.ratio_ended", 2.04),
    ]
    for name, (value, low, high) in FACTORS.items():
        more = {"n": 706, "ci_low": low, "ci_high": high}
        found.append(number(f"factor.{name}.odds_ratio", value, Unit.ODDS_RATIO, **more))
    for name, before, after in (("age", 0.17, 0.05), ("gender_male", -0.23, -0.02)):
        found += [number(f"balance.{name}.before", before), number(f"balance.{name}.after", after)]
    for start, counts in (
        ("referrals.source", SOURCES),
        ("signposts.destination", WHERE),
        ("signposts.outcome", FAR),
    ):
        total = sum(counts.values())
        found += [share(f"{start}.{name}", n, total) for name, n in counts.items()]
    return {figure.id: figure for figure in found}


def part(figure: str, name: str, n: int, base: int, whole: float, kind: str = "scheme") -> Part:
    limits = [limit for z in (Z95, Z998) for limit in limits_of(whole, base, z)]
    return Part(figure, kind, name, n, base, n / base, *wilson(n, base), whole, *limits)


def parts(schemes: int = 39) -> tuple[Part, ...]:
    """Schemes of all sizes around one share; the last and the largest lies far below it."""
    found = []
    for main in MAIN:
        for at in range(1, schemes + 1):
            base = 4 + at * 3
            held = round(base * (0.7 + 0.1 * ((at % 5) - 2) / 2)) if at < schemes else base // 4
            found.append(part(main.id, f"Scheme {at}", held, base, 0.69))
        found.append(part(main.id, "northern_ireland", 69, 100, 0.69, "nation"))
    return tuple(found)


def reach(kind: str, level: str, ratio: float, low: float, high: float) -> Reach:
    return Reach(kind, level, 200, 5889, 3400000, 44700000, ratio, low, high)


def normal(**changed: Any) -> Findings:
    """The programme; what is said is different."""
    usual: dict[str, Any] = {
        "figures": figures(),
        "quality": (),
        "parts": parts(),
        "reach": (
            reach("age", "0-29", 0.42, 0.38, 0.45),
            reach("age", "85-", 4.64, 4.36, 4.94),
            reach("gender", "female", 1.28, 1.25, 1.3),
            reach("ethnicity", "mixed", 0.78, 0.66, 0.92),
        ),
        "sensitivity": (
            Swing("loneliness", "per_point", 300, 600, 1.6, 2.5),
            Swing("loneliness", "deadweight", 0.15, 0.45, 2.3, 1.7),
        ),
        "flows": tuple(Flow(*way, people=n) for way, n in FLOWS.items()),
        "scores": tuple(Score(at, *both) for at, both in enumerate(SCORES, 3)),
        "schemes": tuple(f"Scheme {at}" for at in range(1, 40)),
        "first": None,
        "last": None,
        "benchmark": 25.2,
    }
    return Findings(**(usual | changed))


def nothing() -> Findings:
    """Of an extract with nobody in it."""
    gone = {id_: one.without_value("There is nobody.") for id_, one in figures().items()}
    scores = tuple(Score(at, 0, 0) for at in range(3, 10))
    flows = tuple(Flow(*way, people=0) for way in FLOWS)
    none: dict[str, Any] = {"figures": gone, "scores": scores, "flows": flows}
    return normal(**none, parts=(), reach=(), sensitivity=())


def hidden() -> Findings:
    """With every value of a figure hidden, as for publication."""
    gone = {
        id_: replace(one.without_value(""), status=Status.SUPPRESSED)
        for id_, one in figures().items()
    }
    scores = tuple(Score(at, None, None) for at in range(3, 10))
    flows = tuple(Flow(*way, people=None) for way in FLOWS)
    none: dict[str, Any] = {"figures": gone, "scores": scores, "flows": flows}
    return normal(**none, parts=(), reach=(), sensitivity=(), published=True)


def with_figures(*changed: Figure, without: tuple[str, ...] = (), **more: Any) -> Findings:
    """The programme with some figures others, and some hidden."""
    found = figures() | {figure.id: figure for figure in changed}
    for id_ in without:
        found[id_] = replace(found[id_].without_value(""), status=Status.SUPPRESSED)
    return normal(figures=found, **more)


def everybody() -> Findings:
    """All less lonely, nobody lonely later, all of one source, two large schemes far apart."""
    return with_figures(
        share("loneliness.change.less", 820, 820),
        share("loneliness.change.same", 0, 820),
        share("loneliness.change.more", 0, 820),
        share("follow_up.relapsed", 0, 71),
        *(share(f"referrals.source.{name}", 50 if name == "nhs" else 0, 50) for name in SOURCES),
        scores=tuple(
            Score(at, 820 if at == 9 else 0, 820 if at == 3 else 0) for at in range(3, 10)
        ),
        flows=tuple(Flow(*way, people=71 if way == (True, False, False) else 0) for way in FLOWS),
        parts=(
            part("loneliness.change.less", "A long name by the sea", 1, 4000, 0.5),
            part("loneliness.change.less", "Another one by the sea", 3999, 4000, 0.5),
        ),
    )


def wide_apart() -> Findings:
    """Numbers as large, as small and as unsure as they come."""
    wild = {"n": 20, "ci_low": 0.0004, "ci_high": 8000.0}
    return with_figures(
        share("loneliness.change.less", 10_000, 1_000_000),
        share("loneliness.change.same", 10_000, 1_000_000),
        share("loneliness.change.more", 980_000, 1_000_000),
        number("factor.female.odds_ratio", 1.8, Unit.ODDS_RATIO, **wild),
        number("balance.age.before", -12.4),
        number("sroi.ratio", -0.3),
        number("sroi.ratio_low", -14.0),
        number("sroi.ratio_high", 120.0),
        number("wellbeing.end.mean", 34.9, Unit.POINTS, n=2, ci_low=12.0, ci_high=57.0),
        scores=tuple(Score(at, 123_456, None if at == 6 else 99_999) for at in range(3, 10)),
        flows=tuple(Flow(*way, people=100_000) for way in FLOWS),
        reach=(reach("ethnicity", "other", 0.001, 0.0002, 0.005), reach("age", "0-9", 60, 9, 400)),
    )


CASES = {
    "normal": normal,
    "everybody": everybody,
    "wide apart": wide_apart,
}
