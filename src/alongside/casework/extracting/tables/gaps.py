"""The gaps: what people wanted, and nothing suited; and what became of each."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.casework.community.models import Gap
from alongside.casework.community.rules import standing
from alongside.extract import Row

from .source import AT_ONCE, Source, by_day


def gaps(source: Source) -> Iterator[Row]:
    """One row a gap that was opened in the period, with where filling it has got to.

    Where its episode is not in the extract, because it began outside the period, the gap stands
    without one. What was written down by mistake is left out.
    """
    found = source.choice.gaps().select_related("group").order_by("opened_on", "pk")
    inside = set(source.choice.episodes().filter(gaps__isnull=False).values_list("pk", flat=True))
    ordered = by_day(
        found.iterator(AT_ONCE),
        day=lambda gap: gap.opened_on,
        id_of=lambda gap: source.ids.of("gap", gap.pk),
    )
    for id_, gap in ordered:
        yield _row(source, id_, gap, gap.episode_id in inside)


def _row(source: Source, id_: str, gap: Gap, with_episode: bool) -> Row:
    now = standing(gap)
    return (
        id_,
        source.ids.of_scheme(gap.scheme_id),
        source.ids.of("episode", gap.episode_id) if with_episode and gap.episode_id else None,
        gap.opened_on,
        gap.need,
        gap.barrier,
        now.status,
        now.waiting,
        now.running_on,
        now.self_sustaining_on,
        now.closed_on,
    )
