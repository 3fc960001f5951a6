"""Who was not measured, and what that could do to the figures; and what lasted."""

from __future__ import annotations

from ...figure import Figure
from ...findings import Findings
from ..charts import flow
from ..document import Block, Picture, Prose, Section
from ..tables import of, prose, say, table, under


def not_measured(findings: Findings) -> Section:
    """How many have no score at the end, the bounds, and the weighted figures."""
    blocks = (
        *prose(
            say(
                findings,
                "{v0} of {on0} who have ended, and who had a score at the start, have none at the"
                " end ({ci0}).",
                "missing.end_share",
            ),
            say(
                findings,
                "If none of the people without a score at the end were less lonely, {v0} were; if"
                " all of them were, {v1}. The truth lies between the two.",
                "missing.bound.less_low",
                "missing.bound.less_high",
            ),
            say(
                findings,
                "If people without a score did as well as people like them who have one, {v0} were"
                " less lonely ({ci0}; weighted, {on0}).",
                "missing.ipw.less",
            ),
        ),
        *table("missing-figures", "Who was not measured, in numbers", _figures(findings)),
        *table(
            "missing-reasons",
            "Why there is no loneliness score at the end",
            under(findings, "not_measured."),
            "Reason",
        ),
    )
    return Section("who-was-not-measured", "Who was not measured", "", tuple(blocks), 3)


def _figures(findings: Findings) -> list[Figure]:
    return of(
        findings,
        "loneliness.completion",
        "missing.end_share",
        "missing.bound.less_low",
        "missing.bound.less_high",
        "missing.ipw.less",
        "missing.ipw.change",
    )


def follow_up(findings: Findings) -> Section:
    """What became of those who were asked again, three months or more after the end."""
    chart = flow(findings)
    blocks: list[Block] = [
        *prose(
            say(
                findings,
                "Against the start, {v0} of {on0} asked again were less lonely ({ci0}).",
                "follow_up.less",
            ),
            say(
                findings,
                "Against the end, {v0} had become more lonely ({ci0}).",
                "follow_up.declined",
            ),
        ),
        *([Picture(chart)] if chart else []),
        *([Prose((FEW_ASKED,))] if findings["follow_up.count"].value else []),
        *table("follow-up-figures", "Follow-up in numbers", under(findings, "follow_up.")),
    ]
    base = "People with scores at the start, at the end, and 90 days or more after the end."
    return Section("follow-up", "What lasted", base, tuple(blocks), 3)


FEW_ASKED = (
    "Those who were asked again are often few, and are those who could be reached. They need not"
    " be like the others."
)
