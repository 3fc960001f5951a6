"""What support was: contacts, hours, days and ways."""

from __future__ import annotations

from ...findings import Findings
from ..document import Section
from ..tables import of, prose, say, table, under


def section(findings: Findings) -> Section:
    """How long support lasted, how often, and how people were reached."""
    blocks = (
        *prose(
            say(
                findings,
                "Half of those supported were reached {v0} times or fewer, and three in four {v1}"
                " times or fewer ({on0}).",
                "support.contacts.median",
                "support.contacts.p75",
            ),
            say(
                findings,
                "They had {v0} hours with somebody on average ({on0}, {ci0} hours).",
                "support.hours.mean",
            ),
            say(
                findings,
                "For {v0} of {on0} support lasted one day ({ci0}).",
                "support.one_day",
            ),
        ),
        *table(
            "support-amounts",
            "Days, contacts and hours",
            of(
                findings,
                "support.days.median",
                "support.days.p75",
                "support.one_day",
                "support.under_13_weeks",
                "support.contacts.median",
                "support.contacts.p75",
                "support.at_most_weekly",
                "support.hours.mean",
            ),
        ),
        *table("support-ways", "How people were reached", under(findings, "support.mode."), "Way"),
    )
    base = "Episodes that have ended; only contacts that reached the person are counted."
    return Section("support", "Support", base, blocks)
