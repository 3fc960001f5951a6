"""What holds of every breakdown and every share, whatever the numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alongside.evaluation import Status
from alongside.evaluation.disclosure import controlled

from .attacker import Attacker
from .found import BASE, count, findings, share, shown, sources

MANY = st.one_of(st.integers(0, 9), st.integers(0, 60))
BREAKDOWN = st.lists(MANY, min_size=2, max_size=6)


@given(BREAKDOWN)
def test_nothing_small_is_printed_and_hidden_ones_hold_enough(many: list[int]):
    kept = shown(controlled(findings(sources(*many)))) if sum(many) else [0 for _ in many]

    hidden = [n for n, told in zip(many, kept, strict=True) if told is None and n]
    left = [n for n, told in zip(many, kept, strict=True) if told is not None and n]
    assert all(n >= 8 and sum(many) - n not in range(1, 8) for n in left)
    assert not hidden or not left or (len(hidden) > 1 and sum(hidden) >= 16)
    assert all(told is None or told % 5 == 0 for told in kept)
    assert all(told == 0 for n, told in zip(many, kept, strict=True) if not n and sum(many) > 7)


@given(BREAKDOWN)
def test_no_hidden_part_of_a_breakdown_is_known_more_exactly_than_a_small_count(many: list[int]):
    figures = sources(*many) if sum(many) else [count(BASE, 0)]
    true = {f"referrals.source.{f.id.rpartition('.')[2]}": f.n for f in figures[1:]}

    attacker = Attacker().reads(controlled(findings(figures)))

    for name in attacker.hidden & {name for name, n in true.items() if n}:
        low, high = attacker.range_of(name)
        assert low <= true[name] <= high
        assert high - low + 1 >= 7, name


@given(st.integers(1, 400).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_share_and_its_interval_give_back_nothing_but_rounded_counts(both: tuple[int, int]):
    n, base = both

    kept = controlled(findings([share("health_limits.end.all_of_the_time", n, base)]))

    figure = kept["health_limits.end.all_of_the_time"]
    if figure.status is Status.SUPPRESSED:
        assert 1 <= n < 8 or 1 <= base - n < 8
    else:
        rounded_n, rounded_base = (5 * ((each + 2) // 5) for each in both)
        again = share(figure.id, rounded_n, rounded_base)
        assert (figure.value, figure.ci_low, figure.ci_high) == (
            again.value,
            again.ci_low,
            again.ci_high,
        )


@given(st.integers(8, 10_000), st.integers(1, 16))
def test_a_rounded_count_lies_within_half_a_step(many: int, step: int):
    kept = controlled(findings([count(BASE, many)]), round_to=step)

    told = int(kept[BASE].value or 0)
    assert told % step == 0
    assert -step <= 2 * (told - many) - (step % 2 == 1) <= step
