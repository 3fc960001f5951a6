"""The matched comparison, with its balance and what could be hidden in it."""

from __future__ import annotations

from ...figure import Figure, Status
from ...findings import Findings
from ..charts import balance, comparison
from ..document import Block, Bullets, Picture, Prose, Section
from ..tables import of, prose, say, table, under

MEANS_ONLY = (
    "It compares people who were supported with people like them, in what was recorded, who were"
    " not. It is no trial: who came may differ from who did not in ways that nobody wrote down."
)

LEFT_OUT = "Supported people left out because something to match on is not known: {v0}."


def section(findings: Findings) -> Section:
    """Outcomes of both sides, balance before and after, and how much hidden bias it would take."""
    pairs = findings["matched.pairs"]
    if pairs.status is Status.NOT_AVAILABLE:
        blocks: tuple[Block, ...] = (Prose((pairs.why,)),)
        return Section("compared", "Beside people who had no support", "", blocks, 3)
    drawn = [chart for chart in (comparison(findings), balance(findings)) if chart]
    outcomes = [
        *under(findings, "matched.less."),
        *under(findings, "matched.lonely_to_not."),
        *under(findings, "matched.became_lonely."),
    ]
    found: list[Block] = [
        Prose((MEANS_ONLY,)),
        *map(Picture, drawn),
        *_hidden(findings),
        *table("matched-people", "Who was matched", _people(findings)),
        *table("matched-outcomes", "What became of both sides", outcomes),
        *table(
            "matched-balance",
            "How alike the two sides are, in standard deviations",
            under(findings, "balance."),
        ),
    ]
    base = " ".join(
        (
            *say(findings, "{v0} pairs of people alike.", "matched.pairs"),
            *say(findings, LEFT_OUT, "matched.incomplete"),
        )
    )
    return Section("compared", "Beside people who had no support", base, tuple(found), 3)


def _people(findings: Findings) -> list[Figure]:
    return of(
        findings,
        "matched.treated",
        "matched.pairs",
        "matched.unmatched",
        "matched.incomplete",
        "matched.outside_ages",
        "matched.no_counterpart",
    )


def _hidden(findings: Findings) -> list[Block]:
    items = (
        *say(
            findings,
            "Something that nobody recorded would have to go with support, and with being less"
            " lonely, by a risk ratio of {v0} each, to explain the difference away (E-value).",
            "matched.less.e_value",
        ),
        *say(
            findings,
            "Hidden bias would have to make the odds of being supported more than {v0} times as"
            " large before chance alone could explain the difference (Rosenbaum’s gamma).",
            "matched.less.rosenbaum_gamma",
        ),
        *say(
            findings,
            "Many people are equally near. With the comparison’s rows in 200 other orders the"
            " difference was {v0} in the middle, {v1} at the least and {v2} at the most.",
            "matched.less.difference_median",
            "matched.less.difference_min",
            "matched.less.difference_max",
        ),
    )
    return [*prose(("How much could be hidden in it:",)), Bullets(items)] if items else []
