"""From findings to the document of a report: what stands in it, and in what order."""

from __future__ import annotations

from ..figure import Status
from ..findings import Findings
from . import key, methods
from .charts import three_shares
from .document import Block, Document, Link, Picture, Prose, Section, Sure
from .key import there
from .numbers import day, interval, month, people, roughly, shown
from .parts import (
    came,
    changed,
    compared,
    connected,
    cost,
    factors,
    measured,
    quality,
    reading,
    schemes,
    support,
)
from .run import Run

MADE_UP = "Made-up people, for demonstration."
INSIDE = "Not for publication."
PUBLISHED = "Small numbers are hidden."
IN_BRACKETS = "In brackets is the 95% interval: where the true figure probably lies."


def compose(findings: Findings, run: Run) -> Document:
    """Everything that a report says. Nothing else is read: no row of a person's reaches it."""
    return Document(
        title=key.title(findings),
        lead=lead(findings),
        made=made(findings, run),
        banner=banner(findings, run),
        sections=(_key(findings), *_sections(findings, run), *_methods()),
        how_sure=tuple(how_sure(findings)),
        links=(Link("The figures as a spreadsheet", "tables.xlsx"), Link("Methods", "#methods")),
    )


def _key(findings: Findings) -> Section:
    """The findings in sentences, and the one picture that stands for all of them."""
    chart = three_shares(findings)
    blocks: tuple[Block, ...] = (key.key_findings(findings), *([Picture(chart)] if chart else []))
    return Section("key-findings", "Key findings", IN_BRACKETS, blocks)


def _sections(findings: Findings, run: Run) -> tuple[Section, ...]:
    return (
        came.section(findings),
        support.section(findings),
        changed.section(findings),
        measured.not_measured(findings),
        factors.section(findings),
        measured.follow_up(findings),
        compared.section(findings),
        connected.section(findings),
        schemes.section(findings),
        cost.section(findings),
        quality.section(findings, run),
        reading.section(findings),
    )


def _methods() -> tuple[Section, ...]:
    said = Prose(
        (
            "One page a method: what it asks, the formula, what it cannot say, and an example that"
            " can be worked by hand or with the program.",
        )
    )
    return (Section("methods", "Methods", "", (said,)), *methods.sections())


def lead(findings: Findings) -> str:
    """Of what, when, and on how many: the line below the title."""
    named = len(findings.schemes)
    first = [f"{named:,} scheme{'' if named == 1 else 's'}"] if named else []
    if findings.first and findings.last:
        ends = dict.fromkeys((month(findings.first), month(findings.last)))
        first.append(" to ".join(ends))
    counted = (
        ("referrals.count", "{}"),
        ("loneliness.pairs", "{} with a score at the start and at the end"),
        ("follow_up.count", "{} asked again later"),
    )
    said = [
        words.format(_how_many(findings, id_))
        for id_, words in counted
        if findings[id_].status is not Status.NOT_AVAILABLE
    ]
    return f"{', '.join(first)}. {', '.join(said)}.".removeprefix(". ")


def _how_many(findings: Findings, id_: str) -> str:
    figure = findings[id_]
    if not there(figure):
        return "too few people to show"
    count = int(figure.value or 0)
    if not count:
        return "no referrals" if id_ == "referrals.count" else "nobody"
    if id_ == "referrals.count":
        return f"{count:,} referral{'' if count == 1 else 's'}"
    return people(count)


def made(findings: Findings, run: Run) -> str:
    """What it was made with, at the foot of it."""
    named = len(findings.schemes)
    of = f"{named:,} scheme{'’s' if named == 1 else 's’'} extract" if named else "an extract"
    return (
        f"Made by Alongside {run.version} on {day(run.made_on)} from {of}."
        f" Contract {run.contract}, seed {run.seed}."
    )


def banner(findings: Findings, run: Run) -> str:
    """What every page says: whether it may be published, and whether anybody is in it."""
    about = PUBLISHED if findings.published else INSIDE
    return " ".join([*([MADE_UP] if run.made_up else []), about])


def how_sure(findings: Findings) -> list[Sure]:
    """What the findings cannot say, in three or four sentences."""
    return [*_missing(findings), *_error(findings), *_compared(findings), *_few(findings)]


def _missing(findings: Findings) -> list[Sure]:
    pairs, referred = findings["loneliness.pairs"], findings["referrals.count"]
    link = Link("Who was not measured", "#who-was-not-measured")
    if not (there(pairs) and there(referred)) or not referred.value:
        return []
    share = (pairs.value or 0.0) / referred.value
    if share >= 1:
        return []
    said = f"{shown(pairs)} of {shown(referred)} referred have both scores, {roughly(share)}."
    head = "Most people are missing." if share < 0.5 else "Some people are missing."
    return [Sure(head, said, link)]


def _error(findings: Findings) -> list[Sure]:
    less = findings["loneliness.reliable.less"]
    said = "Only a larger change is more than that error explains."
    if there(less):
        said = (
            f"Counting only changes beyond it, {shown(less)} of {people(less.base or 0)} were less"
            f" lonely ({interval(less)})."
        )
    link = Link("Reliable change", "#what-changed")
    return [Sure("One point is within the scale’s error.", said, link)]


def _compared(findings: Findings) -> list[Sure]:
    if there(findings["matched.less.difference"]):
        said = "The matched people may differ in ways nobody recorded."
        link = Link("How they were matched", "#compared")
        return [Sure("A comparison is not a trial.", said, link)]
    said = "Some would have felt less lonely without support, and nobody was compared with them."
    return [
        Sure("Before and after is no proof.", said, Link("How to read this", "#how-to-read-this"))
    ]


def _few(findings: Findings) -> list[Sure]:
    follow = findings["follow_up.count"]
    if follow.status is Status.NOT_AVAILABLE or not follow.value:
        said = "Nobody was asked again three months or more after the end."
        return [Sure("What lasted is not known.", said, Link("What lasted", "#follow-up"))]
    return []
