"""Connections: what people were connected to and how far it got; and what there was not."""

from __future__ import annotations

from ...figure import Figure
from ...findings import Findings
from ..charts import destinations
from ..document import Block, Heading, Picture, Section
from ..numbers import shown
from ..tables import of, prose, say, table, under


def section(findings: Findings) -> Section:
    """Connections by destination and by how far they got; gaps."""
    chart = destinations(findings)
    blocks: list[Block] = [
        *prose(
            say(
                findings,
                "{v0} of those supported were connected to something at least once ({ci0}, {on0}).",
                "signposts.people_share",
            ),
            say(
                findings,
                "Of {on0} that people went to, {v0} settled there ({ci0}).",
                "signposts.settled_of_attended",
            ),
        ),
        *([Picture(chart)] if chart else []),
        *table(
            "connections-figures",
            "Connections in numbers",
            of(
                findings,
                "signposts.count",
                "signposts.people_share",
                "signposts.settled_of_attended",
            ),
        ),
        *table("connections-outcomes", "How far connections got", _under(findings, "outcome")),
        *table("connections-how", "How connections were made", _under(findings, "how")),
        *table("connections-reasons", "Why some did not go on", _under(findings, "reason")),
        *_gaps(findings),
    ]
    made = findings["signposts.count"]
    base = f"{shown(made)} connections." if made.value is not None else ""
    return Section("connections", "Connections and gaps", base, tuple(blocks))


def _under(findings: Findings, what: str) -> list[Figure]:
    return under(findings, f"signposts.{what}.")


def _gaps(findings: Findings) -> list[Block]:
    return [
        Heading("Gaps: what people wanted, and nothing suited"),
        *prose(
            say(
                findings,
                "{v0} gaps were written down.",
                "gaps.count",
            ),
            say(
                findings,
                "Where something was started, half ran within {v0} days ({on0}).",
                "gaps.days_to_running.median",
            ),
        ),
        *table(
            "gaps-figures",
            "Gaps in numbers",
            of(
                findings,
                "gaps.count",
                "gaps.days_to_running.median",
                "gaps.self_sustaining_of_running",
            ),
        ),
        *table("gaps-status", "Where filling them has got to", under(findings, "gaps.status.")),
        *table("gaps-barriers", "Why nothing suited", under(findings, "gaps.barrier."), "Barrier"),
    ]
