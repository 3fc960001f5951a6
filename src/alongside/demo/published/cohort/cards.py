"""Dealing: exact counts become cards, and the seed decides who gets which. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

Card = TypeVar("Card")
Hand = TypeVar("Hand")


def deck(counts: Mapping[Card, int]) -> list[Card]:
    """Each card as often as its count says, in the order of the counts."""
    return [card for card, often in counts.items() for _ in range(often)]


def deal(
    cards: Sequence[Card],
    hands: Sequence[Hand],
    random: Random,
    first: Callable[[Hand], float] | None = None,
) -> Iterable[tuple[Hand, Card]]:
    """One card for each hand: shuffled, or the first cards to those with the highest `first`."""
    if first is None:
        return zip(hands, random.sample(cards, len(cards)), strict=True)
    ranked = sorted(random.sample(hands, len(hands)), key=first, reverse=True)
    return zip(ranked, cards, strict=True)


def take(some: Sequence[Hand], how_many: int, random: Random, what: str) -> list[Hand]:
    """So many of them, by lot. Raises ValueError, with `what`, where there are too few."""
    if len(some) < how_many:
        raise ValueError(f"{what}: {how_many} are wanted, and there are {len(some)}")
    return random.sample(some, how_many)


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of a total in proportion to the weights; they add up to it exactly."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(each) for each in exact]
    rest = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in rest[: total - sum(parts)]:
        parts[at] += 1
    return parts
