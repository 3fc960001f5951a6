"""From a score to answers, item by item, as somebody would have given them. Pure."""

from __future__ import annotations

from itertools import product
from random import Random

# Answers of 1 to 3 to three questions, by their sum.
UCLA3 = {
    total: [items for items in product((1, 2, 3), repeat=3) if sum(items) == total]
    for total in range(3, 10)
}


def ucla3(total: int, random: Random) -> tuple[int, ...]:
    """Three answers; people who often lack company mostly feel left out too."""
    known = UCLA3[total]
    alike = [items for items in known if max(items) - min(items) <= 1]
    return random.choice(alike if random.random() < 0.7 else known)


def swemwbs(raw: int, random: Random) -> tuple[int, ...]:
    """Seven answers of 1 to 5 with this raw total, some a little higher and some lower."""
    low, rest = divmod(raw, 7)
    items = [low + (at < rest) for at in range(7)]
    random.shuffle(items)
    for _ in range(4):
        up, down = random.sample(range(7), 2)
        if items[up] < 5 and items[down] > 1:
            items[up] += 1
            items[down] -= 1
    return tuple(items)
