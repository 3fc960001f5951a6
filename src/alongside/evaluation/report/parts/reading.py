"""How to read this: the measures, the doubts, and what figures cannot say."""

from __future__ import annotations

from ...findings import Findings
from ..document import Block, Heading, Prose, Section
from ..numbers import FEW
from ..tables import say
from .changed import benchmark


def section(findings: Findings) -> Section:
    """For a reader who has never seen such a report."""
    threshold = " ".join(
        say(
            findings,
            "On these people the error is {v0} points.",
            "loneliness.reliable.threshold",
        )
    )
    told = (
        ("What the measures are", (*MEASURES, benchmark(findings))),
        ("What the interval says", INTERVALS),
        ("One point is within the scale’s error", (f"{ERROR} {threshold}".strip(),)),
        ("Some would have got better anyway", REGRESSION),
        ("Who is missing", MISSING),
        ("What a matched comparison can and cannot say", MATCHED),
        ("What a social return is, and is not", RETURN),
    )
    blocks: list[Block] = []
    for head, paragraphs in told:
        blocks += [Heading(head), Prose(tuple(paragraphs))]
    return Section("how-to-read-this", "How to read this", "", tuple(blocks))


MEASURES = (
    "Loneliness is measured by three questions (UCLA-3): how often people lack company, feel left"
    " out, and feel cut off from others. The score goes from 3, least lonely, to 9, most. In this"
    " report lonely means 6 or more. That is a line for counting many people, and says nothing"
    " about one person.",
    "Wellbeing is measured by seven statements (SWEMWBS), such as feeling useful and feeling close"
    " to other people. The score goes from 7 to 35, and more is better.",
)
INTERVALS = (
    "Numbers about a few hundred people would come out a little otherwise with another few"
    " hundred. The 95% interval is where the true figure probably lies. If two intervals lie far"
    " apart, the difference is probably real; if an interval takes in no difference, there may be"
    " none. Fewer people make a wider interval.",
    f"Figures that rest on fewer than {FEW} people are marked Few people. Read them as a hint.",
)
ERROR = (
    "Somebody who answers the three questions twice, with nothing changed, often scores a point"
    " more or less. So one point is no proof of change for one person, and this report gives a"
    " second, stricter count of people whose change is larger than the scale’s own error."
)
REGRESSION = (
    "People come to a service when things are at their worst. Many would feel somewhat better"
    " later in any case, and those with the highest scores have most room to fall. This is called"
    " regression to the mean. A plain comparison of before and after counts it as change. Look at"
    " the matched comparison, and at the factors that allow for the score at the start.",
)
MISSING = (
    "Only people with a score at the start and at the end can show a change. Those without a"
    " second score may have done better, or worse. The report says how many they are, what the"
    " result would be if none or all of them had got better, and what it would be if they did as"
    " well as people like them.",
)
MATCHED = (
    "Each person supported is set beside a person of the same kind, as far as it was recorded, who"
    " was not supported. If those supported did better, support is one explanation. Others"
    " remain: people who say yes to support may differ in ways that nobody recorded, and the"
    " survey was done by other people on other days. It is stronger than before and after, and"
    " weaker than a trial.",
)
RETURN = (
    "A social return puts a price on changes, by a list of values that somebody chose, and divides"
    " it by what was spent. It depends on that list as much as on what happened. It is not money"
    " that anybody gets back. Compare two such ratios only where the list is the same.",
)
