"""Who came: referrals, who was supported, and how they compare with who lives there."""

from __future__ import annotations

from ...figure import Figure
from ...findings import Findings
from ..charts import population, sources
from ..document import Block, Heading, Picture, Prose, Section
from ..key import there
from ..numbers import capital, counted
from ..tables import of, prose, say, table, under


def section(findings: Findings) -> Section:
    """Referrals by source, reach, wait, and reach against the population."""
    came = _counted(findings["referrals.count"], "referral")
    supported = f"{_counted(findings['people.count'], 'person')} supported"
    blocks = (*_referrals(findings), *_people(findings), *_population(findings))
    return Section("who-came", "Who came", capital(f"{came}, {supported}."), blocks)


def _counted(figure: Figure, thing: str) -> str:
    if not there(figure):
        return f"too few {'people' if thing == 'person' else f'{thing}s'} to show"
    return counted(int(figure.value or 0), thing)


def _referrals(findings: Findings) -> list[Block]:
    chart = sources(findings)
    return [
        *prose(
            say(
                findings,
                "{v0} of {on0} came from the NHS or a local authority ({ci0}).",
                "referrals.source_group.statutory",
            ),
            say(
                findings,
                "Half of those supported began within {v0} days of being referred, and three in"
                " four within {v1} days ({on0}).",
                "referrals.wait_days.median",
                "referrals.wait_days.p75",
            ),
        ),
        *([Picture(chart)] if chart else []),
        *table("reach-referrals", "Referrals and waiting", _reach(findings)),
        *table(
            "reach-outcomes",
            "What was decided on referrals",
            under(findings, "referrals.outcome."),
            "Decision",
        ),
    ]


def _reach(findings: Findings) -> list[Figure]:
    return of(
        findings,
        "referrals.count",
        "people.count",
        "episodes.count",
        "referrals.source_group.statutory",
        "referrals.stop_gap",
        "referrals.wait_days.median",
        "referrals.wait_days.p75",
    )


def _people(findings: Findings) -> list[Block]:
    return [
        Heading("Who was supported"),
        Prose(
            (
                "An episode is one run of support, from start to goodbye. Somebody who was"
                " supported twice has two, and is counted in both.",
            )
        ),
        *table(
            "reach-age-gender",
            "Age and gender",
            [
                *of(findings, "people.age.median", "people.under_60", "people.under_70"),
                *under(findings, "people.gender."),
            ],
        ),
        *table("reach-ethnicity", "Ethnicity", under(findings, "people.ethnicity.")),
        *table(
            "reach-transitions",
            "Life transitions; somebody can have several",
            under(findings, "people.transition."),
        ),
    ]


def _population(findings: Findings) -> list[Block]:
    chart = population(findings)
    if chart:
        return [Heading("Beside who lives there"), Picture(chart)]
    why = TOO_SMALL if findings.published else NO_FILE
    return [Heading("Beside who lives there"), Prose((why,))]


NO_FILE = "No population file was given, so who came is not compared with who lives there."
TOO_SMALL = (
    "There is no comparison with who lives there to show: no population file was given, or too few"
    " people of each group came."
)
