"""The referrals: whatever became of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alongside.batches import together
from alongside.casework.referrals.models import Decision, Outcome
from alongside.extract import Row

from .among import Among
from .source import AT_ONCE, Source, by_day

FIELDS = ("received_on", "pk", "person_id", "scheme_id", "source", "stop_gap")
OUTCOMES: dict[str, str] = {
    Decision.Kind.ACCEPT: Outcome.ACCEPTED.value,
    Decision.Kind.DECLINE: Outcome.DECLINED.value,
    Decision.Kind.REDIRECT: Outcome.REDIRECTED.value,
    Decision.Kind.WITHDRAW: Outcome.WITHDRAWN.value,
}  # a decision to wait is none
WITH_REASON = (Decision.Kind.DECLINE, Decision.Kind.REDIRECT)


def referrals(source: Source) -> Iterator[Row]:
    """One row a referral received, with the newest decision on it."""
    found = source.choice.referrals().order_by("received_on", "pk")
    total, done = found.count(), 0
    rows = found.values_list(*FIELDS).iterator(AT_ONCE)
    ordered = by_day(
        rows, day=lambda row: row[0], id_of=lambda row: source.ids.of("referral", row[1])
    )
    for some in together(ordered, AT_ONCE):
        decided = _newest_decisions([row[1] for _, row in some])
        for id_, row in some:
            yield _row(source, id_, row, decided)
        done += len(some)
        source.progress("referrals", done, total)


def _row(source: Source, id_: str, row: Any, decided: dict[int, tuple[Any, ...]]) -> Row:
    received_on, number, person, scheme, sent_by, stop_gap = row
    return (
        id_,
        source.ids.of("person", person),
        source.ids.of_scheme(scheme),
        received_on,
        sent_by,
        *_decision(decided.get(number)),
        stop_gap,
    )


def _decision(newest: tuple[Any, ...] | None) -> tuple[Any, ...]:
    """Outcome, the day it was decided, and why where the contract asks why."""
    if newest is None or newest[0] not in OUTCOMES:
        return (Outcome.WAITING.value, None, None)
    kind, on, reason = newest
    return (OUTCOMES[kind], on, reason if kind in WITH_REASON else None)


def _newest_decisions(numbers: list[int]) -> dict[int, tuple[Any, ...]]:
    """Kind, day and reason of the newest decision on each of these referrals."""
    found = Decision.objects.filter(Among("referral_id", numbers)).order_by("pk")
    rows = found.values_list("referral_id", "kind", "on", "reason")
    return {number: tuple(decision) for number, *decision in rows}  # the last one stays
