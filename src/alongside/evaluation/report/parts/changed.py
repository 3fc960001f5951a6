"""What changed: loneliness and its reliable change, wellbeing, health limits."""

from __future__ import annotations

from ...findings import Findings
from ...wellbeing import BENCHMARK
from ..charts import scores, wellbeing
from ..document import Block, Heading, Note, Picture, Prose, Section
from ..key import there
from ..numbers import people, written
from ..tables import of, prose, say, table


def section(findings: Findings) -> Section:
    """Scores at the end against the start, on those who have both."""
    pairs = findings["loneliness.pairs"]
    base = f"{people(int(pairs.value or 0))} with both scores." if there(pairs) else ""
    blocks = (*_loneliness(findings), *_wellbeing(findings), *_health(findings))
    return Section("what-changed", "What changed", base, blocks)


def _loneliness(findings: Findings) -> list[Block]:
    both = scores(findings)
    return [
        *prose(
            say(
                findings,
                "{v0} of {on0} were less lonely at the end ({ci0}), {v1} had the same score ({ci1})"
                " and {v2} were more lonely ({ci2}).",
                "loneliness.change.less",
                "loneliness.change.same",
                "loneliness.change.more",
            ),
        ),
        *_reliable(findings),
        *([Picture(both)] if both else []),
        *table(
            "loneliness-figures",
            "Loneliness in numbers",
            of(findings, *(f"loneliness.{name}" for name in LONELINESS)),
        ),
    ]


LONELINESS = (
    "start.count",
    "start.lonely",
    "start.severe",
    "pairs",
    "start_paired.mean",
    "end_paired.mean",
    "change.mean",
    "change.less",
    "change.same",
    "change.more",
    "change.p",
    "lonely_to_not",
    "not_to_lonely",
    "mcnemar.p",
    "alpha",
    "reliable.threshold",
    "reliable.less",
    "reliable.more",
)


def _reliable(findings: Findings) -> list[Block]:
    found = [
        *say(
            findings,
            "A change of one point is within the scale’s own error. Only changes of more than {v0}"
            " points are more than that error explains, in 95 of 100. By this stricter count {v1}"
            " of {on1} were less lonely ({ci1}).",
            "loneliness.reliable.threshold",
            "loneliness.reliable.less",
        ),
        *say(
            findings,
            "{v0} of {on0} were more lonely ({ci0}).",
            "loneliness.reliable.more",
        ),
    ]
    if not found:
        found = ["A change of one point is within the scale’s own error.", _no_threshold(findings)]
    return [Note("How much is a real change?", (" ".join(found),))]


def _no_threshold(findings: Findings) -> str:
    why = findings["loneliness.reliable.threshold"].why
    return f"The stricter count cannot be made. {why}".strip()


def _wellbeing(findings: Findings) -> list[Block]:
    chart = wellbeing(findings)
    return [
        Heading("Wellbeing"),
        *prose(
            say(
                findings,
                "Of {on0} asked twice, wellbeing was better at the end for {v0} ({ci0}), the same"
                " for {v1} ({ci1}) and worse for {v2} ({ci2}).",
                "wellbeing.change.improved",
                "wellbeing.change.same",
                "wellbeing.change.reduced",
            ),
        ),
        *([Picture(chart)] if chart else []),
        *([Prose((benchmark(findings),))] if chart else []),
        *table(
            "wellbeing-figures",
            "Wellbeing in numbers",
            of(findings, *(f"wellbeing.{name}" for name in WELLBEING)),
        ),
    ]


WELLBEING = (
    "start.count",
    "end.count",
    "start.mean",
    "end.mean",
    "pairs",
    "change.mean",
    "change.improved",
    "change.same",
    "change.reduced",
    "start.below_national",
    "start.at_or_above_national",
    "end.at_or_above_national",
)


def benchmark(findings: Findings) -> str:
    """What the scores are held against, where that comes from, and on which scale it is."""
    value = written(findings.benchmark, 1)
    first = f"The benchmark is {value}, and scores are held against it on the metric scale"
    first += " of SWEMWBS, 7 to 35."
    if findings.benchmark == BENCHMARK:
        return (
            f"{first} It is the figure that the published evaluation of Connecting Communities"
            " (University of Sheffield, 2019) used for the nation; that report does not say"
            " whether it is on the raw or the metric scale, so read it with care."
        )
    return f"{first} It was chosen by whoever made this report."


def _health(findings: Findings) -> list[Block]:
    ids = ("health_limits.start.all_of_the_time", "health_limits.end.all_of_the_time")
    return [
        Heading("Health and seeing people"),
        *prose(
            say(
                findings,
                "Health limited what people did with others all of the time for {v0} of {on0} at"
                " the start ({ci0}), and for {v1} of {on1} at the end ({ci1}). Those asked at the"
                " end are not all of those asked at the start.",
                *ids,
            )
        ),
        *table("health-figures", "Health limits in numbers", of(findings, *ids)),
    ]
