"""Everything that happened to one person, newest first, from every room; told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.urls import reverse

from alongside.casework.followup.models import Attempt
from alongside.casework.measures.models import AnswerMode, Measure, Stage
from alongside.casework.measures.queries import InstrumentScores, Scored
from alongside.casework.people.models import Person
from alongside.casework.people.words import spoken
from alongside.casework.referrals.models import Decision, Referral, Source
from alongside.casework.schemes.words import day_month
from alongside.casework.signposting.models import Outcome, Signpost, SignpostStep
from alongside.casework.support import queries as support
from alongside.casework.support.models import Episode
from alongside.casework.support.queries.timeline import Happening

from .. import words

KINDS = {
    "contacts": ("contact", "appointment"),
    "plan": ("plan", "goal", "rehearsal", "ending"),
    "connections": ("connection",),
    "measures": ("measure",),
}
LABELS = {
    "all": "All",
    "contacts": "Contacts",
    "plan": "Plan",
    "connections": "Connections",
    "measures": "Measures",
}
SHOWN = 14


@dataclass(frozen=True)
class Timeline:
    """Lines by week, newest first, with the filters and how many are not shown."""

    weeks: list[tuple[str, list[Happening]]]
    filters: list[tuple[str, int, str, bool]]
    older: str  # "Show three older"; empty where everything is shown
    show: str


def timeline(
    person: Person,
    episodes: list[Episode],
    sent: list[Referral],
    scores: list[InstrumentScores],
    show: str,
    *,
    whole: bool,
) -> Timeline:
    """The lines of one filter. `scores` are those of all episodes."""
    lines = _lines(person, episodes, sent, scores)
    show = show if show in LABELS else "all"
    chosen = [line for line in lines if show == "all" or line.kind in KINDS[show]]
    shown = chosen if whole else chosen[:SHOWN]
    weeks = groupby(shown, key=lambda line: _week(line, episodes))
    return Timeline(
        weeks=[(week, list(some)) for week, some in weeks],
        filters=_filters(lines, show),
        older=_older(len(chosen) - len(shown)),
        show=show,
    )


def _lines(
    person: Person,
    episodes: list[Episode],
    sent: list[Referral],
    scores: list[InstrumentScores],
) -> list[Happening]:
    lines = [line for one in episodes for line in support.happenings(one)]
    lines += [*_connections(person), *_measured(person, scores), *_reached(person)]
    decisions = _decisions(sent)
    lines += [_sent(referral, decisions.get(referral.pk)) for referral in sent]
    accepted = {one.on for one in decisions.values() if one.kind == Decision.Kind.ACCEPT}
    lines = _told_once(lines, accepted, spoken(person.pronouns).their)
    # Within a day the referral came first and the goodbye last, whatever the rooms hand over.
    lines.sort(key=lambda line: (line.on, ORDER.get(line.kind, 1)), reverse=True)
    return lines


ORDER = {"referral": 0, "ending": 2}


def _filters(lines: list[Happening], show: str) -> list[tuple[str, int, str, bool]]:
    counts = {"all": len(lines)} | {
        name: sum(line.kind in kinds for line in lines) for name, kinds in KINDS.items()
    }
    return [
        (label, counts[name], f"?show={name}#happened", name == show)
        for name, label in LABELS.items()
        if counts[name] or (lines and name == show)
    ]


def _older(hidden: int) -> str:
    return f"Show {words.number(hidden)} older" if hidden else ""


def _week(line: Happening, episodes: list[Episode]) -> str:
    """The clock of the run of support in which it happened."""
    before = [one for one in episodes if one.started_on and one.started_on <= line.on]
    if not before:
        return "Before support"
    episode = max(before, key=lambda one: (one.started_on, one.pk))
    if episode.ended_on is not None and line.on > episode.ended_on:
        return "After the goodbye"
    last_day = line.on == episode.ends_about()  # it belongs to the last week
    return f"Week {(episode.week(line.on) or 1) - last_day}"


def _told_once(lines: list[Happening], accepted: set[date], their: str) -> list[Happening]:
    """One line where two rooms tell of the same hour: the conversation of a visit, the goals of
    a plan, the connector to whom an accepted referral was given."""
    met = {line.on for line in lines if line.tone == "met"}
    agreed = {line.on for line in lines if line.kind == "plan"}
    talked = {line.on for line in lines if line.kind == "conversation"} & met
    goals = {day: sum(_is_new_goal(line) and line.on == day for line in lines) for day in agreed}
    kept = [
        line
        for line in lines
        if not (line.kind == "conversation" and line.on in met)
        and not (_is_new_goal(line) and line.on in agreed)
        and not (line.title.startswith("Given to") and line.on in accepted)
    ]
    first = min((line.on for line in kept if line.tone == "met"), default=None)
    return [_in_full(line, talked, goals, first, their) for line in kept]


def _is_new_goal(line: Happening) -> bool:
    return line.kind == "goal" and line.title == "A goal"


def _in_full(
    line: Happening, talked: set[date], goals: dict[date, int], first: date | None, their: str
) -> Happening:
    if line.kind == "plan" and goals.get(line.on):
        how_many = words.upper_first(words.count(goals[line.on], "goal"))
        return replace(line, words=f"{how_many}, in {their} own words.")
    if line.tone == "met" and line.on in talked:
        line = replace(line, tags=(*line.tags, "Conversation"))
    if line.tone == "met" and line.on == first and line.title == "Telephone":
        return replace(line, title="First telephone call")
    return line


def _connections(person: Person) -> Iterator[Happening]:
    steps = SignpostStep.objects.filter(signpost__episode__person=person).select_related("signpost")
    moved = {(one.signpost_id, one.outcome) for one in steps}
    for signpost in Signpost.objects.filter(episode__person=person):
        if (signpost.pk, signpost.outcome) not in moved:
            yield _connection(signpost, signpost.outcome, signpost.made_on, signpost.note)
    for step in steps:
        yield _connection(step.signpost, step.outcome, step.on, step.words)


def _connection(signpost: Signpost, outcome: str, on: date, said: str) -> Happening:
    label = Outcome(outcome).label
    went = outcome in (Outcome.ATTENDED, Outcome.SETTLED)
    title = f"Introduced to {signpost.what}" if outcome == Outcome.INTRODUCED else ""
    return Happening(
        kind="connection",
        on=on,
        title=title or f"{signpost.what}: {label.lower()}",
        words=said,
        url=reverse("signposting:signpost", args=[signpost.pk]),
        icon="link",
        tone="good" if went else "",
    )


def _measured(person: Person, scores: list[InstrumentScores]) -> Iterator[Happening]:
    rows = {row.measure.pk: (one, row) for one in scores for row in one.rows}
    answered = Measure.objects.filter(episode__person=person).select_related("recorded_by")
    by_day = groupby(
        answered.order_by("completed_on", "stage", "mode", "pk"),
        key=lambda one: (one.completed_on, one.stage, one.mode),
    )
    for (on, stage, mode), some in by_day:
        sets = list(some)
        yield Happening(
            kind="measure",
            on=on,
            title=f"Questions for the {Stage(stage).label.lower()}",
            detail=_how_answered(mode, person.preferred_name, sets[0].recorded_by.called),
            words=_what_came_of(sets, [rows[one.pk] for one in sets if one.pk in rows]),
            url=reverse("measures:measure", args=[sets[0].pk]),
            icon="ruler",
        )


def _how_answered(mode: str, called: str, worker: str) -> str:
    return {
        AnswerMode.SELF.value: f"answered by {called} on the screen",
        AnswerMode.READ_OUT.value: f"read out by {worker}",
        AnswerMode.TELEPHONE.value: "by telephone",
        AnswerMode.PAPER.value: "on paper",
        AnswerMode.LINK.value: "by a link",
    }[mode]


def _what_came_of(sets: list[Measure], scored: list[tuple[InstrumentScores, Scored]]) -> str:
    """*Two sets answered, nothing left out.* or *7 now, 8 at the start.*"""
    changed = [(one, row) for one, row in scored if row.change and one.first]
    if len(sets) == 1 and changed:
        one, row = changed[0]
        assert one.first is not None  # chosen for it above
        return f"{row.total} now, {one.first.total} at the start."
    whole = [one for one in sets if one.has_answers]
    left_out = sum(answer is None for one in whole for answer in one.answers)
    left = f"{words.count(left_out, 'question')} left out" if left_out else "nothing left out"
    return f"{words.upper_first(words.count(len(sets), 'set'))} answered, {left}."


def _reached(person: Person) -> Iterator[Happening]:
    for attempt in Attempt.objects.filter(episode__person=person).select_related("by"):
        talked = attempt.outcome == Attempt.Outcome.TALKED
        outcome = attempt.get_outcome_display()
        yield Happening(
            kind="contact",
            on=attempt.on,
            title=f"{attempt.get_kind_display()} call",
            detail=f"{words.lower_first(outcome)}, {attempt.by.called}",
            words=attempt.note,
            icon="phone" if talked else "missed",
            tone="met" if talked else "",
        )


def _decisions(sent: list[Referral]) -> dict[int, Decision]:
    """The newest decision on each referral."""
    made = Decision.objects.filter(referral__in=sent).order_by("pk")
    found = made.select_related("by", "allocated_to", "redirected_to_scheme")
    return {one.referral_id: one for one in found}


BY = {
    "nhs": "the NHS",
    "local_authority": "the council",
    "national_government": "a government department",
    "host_organisation": "another service of ours",
    "third_sector": "a charity or community group",
    "private_sector": "a business or landlord",
    "family_or_friend": "family or a friend",
    "other": "somebody else",
}


def _sent(referral: Referral, decision: Decision | None) -> Happening:
    by = referral.referrer_organisation or BY.get(referral.source, "")
    title = f"Referred by {by}" if by else "A referral"
    who = ", ".join(filter(None, [referral.referrer_name, referral.referrer_role]))
    return Happening(
        kind="referral",
        on=referral.received_on,
        title="Asked for support" if referral.source == Source.SELF else title,
        detail=who,
        words=_decided(decision) if decision else "",
        icon="in",
    )


def _decided(decision: Decision) -> str:
    """*Accepted by Dilys on 16 October, and given to Ruth.*"""
    done = f"by {decision.by.called} on {day_month(decision.on)}"
    if decision.kind == Decision.Kind.ACCEPT and decision.allocated_to:
        return f"Accepted {done}, and given to {decision.allocated_to.called}."
    if decision.kind == Decision.Kind.WAIT:
        return words.sentences([f"Left to wait {done}", decision.why])
    if decision.kind == Decision.Kind.REDIRECT:
        scheme = decision.redirected_to_scheme
        to = scheme.name if scheme else decision.redirected_to
        return f"Passed on to {to} {done}."
    return f"{decision.get_kind_display()}: recorded {done}."
