"""The one rule by which numbers of a report are rounded and put into words.

Shares are percentages without decimals, points and hours have one decimal, ratios two, p three;
amounts are in thousands of pounds. Halves go up, away from nought. A share that is not quite
everybody is never 100%, and one that is not quite nobody never 0%.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..figure import Figure, Status, Unit
from ..findings import Findings

FEW = 100  # a base under this many people is marked *Few people*
MINUS = "−"
NOT_SHOWN = {Status.SUPPRESSED: "too few to show", Status.NOT_AVAILABLE: "not available"}
SHARES = (  # the one table of words for shares: chart titles and key findings both use it
    (0.1, "a tenth"),
    (0.2, "a fifth"),
    (0.25, "a quarter"),
    (1 / 3, "a third"),
    (0.5, "half"),
    (2 / 3, "two thirds"),
    (0.75, "three quarters"),
    (0.9, "nine in ten"),
)
NEAR = 0.04 + 1e-9  # as much under a fraction is nearly it
AT = 0.01 + 1e-9  # as much away from a fraction is about it
THINGS = (  # what the base of a figure counts, by how its id begins; the first that fits
    ("referrals.wait_days", "episode"),
    ("referrals.", "referral"),
    ("people.", "episode"),
    ("support.", "episode"),
    ("signposts.people_share", "episode"),
    ("signposts.", "connection"),
    ("gaps.", "gap"),
    ("not_measured.", "missing answer"),
    ("sroi.simulated.", "draw"),
)


def rounded(value: float | Decimal, places: int = 0) -> Decimal:
    """The number as it is written, halves away from nought: 12.5 is 13, and 0.285 is 0.29."""
    return exact(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def exact(value: float | Decimal) -> Decimal:
    """The number as people would write it: 0.285, which a float only comes near."""
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def hundredfold(share: float) -> Decimal:
    """A share in percent, so that 28.5 is a half: 100 times the float is a little less."""
    return 100 * exact(share)


def written(value: float | Decimal, places: int = 0) -> str:
    """With commas at the thousands, and a real minus; nought has no sign."""
    number = rounded(value, places)
    return f"{MINUS if number < 0 else ''}{abs(number):,}"


def percent(share: float) -> str:
    """*69%*; *under 1%* and *over 99%* where rounding would say nobody, or everybody."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{written(hundredfold(share))}%"


def pounds(value: float) -> str:
    """To the nearest 1,000 pounds, or to the pound where it is under 10,000."""
    amount = written(abs(value) / 1000, 0) + ",000" if abs(value) >= 10_000 else written(abs(value))
    return f"{MINUS if rounded(value) < 0 else ''}£{amount}"


def ratio(value: float) -> str:
    """Two decimals; *under 0.01* where they would say nothing."""
    return "under 0.01" if 0 < value < 0.005 else written(value, 2)


def probability(value: float) -> str:
    """A p: three decimals, never 0."""
    if value < 0.001:
        return "less than 0.001"
    return "more than 0.999" if 0.999 < value < 1 else written(value, 3)


def whole_where_it_is(value: float) -> str:
    """A median or days: no decimal where there is none to show."""
    return written(value) if float(value).is_integer() else written(value, 1)


WRITTEN: dict[Unit, Callable[[float], str]] = {
    Unit.SHARE: percent,
    Unit.COUNT: written,
    Unit.MEAN: lambda value: written(value, 1),
    Unit.MEDIAN: whole_where_it_is,
    Unit.DAYS: whole_where_it_is,
    Unit.HOURS: lambda value: written(value, 1),
    Unit.POINTS: lambda value: written(value, 1),
    Unit.GBP: pounds,
    Unit.RATIO: ratio,
    Unit.ODDS_RATIO: ratio,
    Unit.P: probability,
}


def apart(figure: Figure) -> bool:
    """Whether it is a difference of two shares: that is counted in points, and can be negative."""
    return ".difference" in figure.id


def shown(figure: Figure) -> str:
    """The value in words: *69%*, *1.8*, *2.04*, *£4,692,000*, *+22 points*, *too few to show*."""
    if figure.status is not Status.OK or figure.value is None:
        return NOT_SHOWN.get(figure.status, NOT_SHOWN[Status.NOT_AVAILABLE])
    if apart(figure):
        return points(figure.value)
    return WRITTEN[figure.unit](figure.value)


def points(share: float) -> str:
    """A difference of two shares: *+22 points*, *−1 point*, *0 points*."""
    number = hundredfold(share)
    return f"{with_sign(number)} point{'' if abs(rounded(number)) == 1 else 's'}"


def with_sign(value: float | Decimal, places: int = 0) -> str:
    """*+3.6*, *−0.4*; nought has no sign."""
    return ("+" if rounded(value, places) > 0 else "") + written(value, places)


def interval(figure: Figure) -> str:
    """*66% to 72%*; nothing where there is none."""
    low, high = figure.ci_low, figure.ci_high
    if figure.status is not Status.OK or low is None or high is None:
        return ""
    if apart(figure):
        return f"{written(hundredfold(low))} to {written(hundredfold(high))} points"
    if figure.unit is Unit.SHARE:  # a limit is no finding: 0% and 100% may stand in it
        return f"{written(hundredfold(low))}% to {written(hundredfold(high))}%"
    return f"{WRITTEN[figure.unit](low)} to {WRITTEN[figure.unit](high)}"


def counted(n: int, thing: str) -> str:
    """*1 referral*, *820 people*."""
    if thing == "person":
        return people(n)
    return f"{n:,} {thing}{'' if n == 1 else 's'}"


def people(n: int) -> str:
    """*1 person*, *820 people*."""
    return "1 person" if n == 1 else f"{n:,} people"


def thing_of(figure: Figure) -> str:
    """What the base of a figure counts, in the singular."""
    return next((thing for start, thing in THINGS if figure.id.startswith(start)), "person")


def base_of(figure: Figure) -> int | None:
    """How many a figure rests on: the base of a share, else the number under a mean."""
    return figure.base if figure.base is not None else figure.n


def base_words(figure: Figure) -> str:
    """What a figure rests on: *of 820 people*; of a mean, *820 people*. Nothing where not known."""
    on = base_of(figure)
    if figure.status is not Status.OK or on is None:
        return ""
    return f"{'of ' if figure.base is not None else ''}{counted(on, thing_of(figure))}"


def few(figure: Figure) -> bool:
    """Whether it rests on so few people that it has to say so."""
    on = base_of(figure)
    return figure.status is Status.OK and on is not None and on < FEW


def roughly(share: float) -> str:
    """A share in words: *over two thirds*, *nearly half*, *about a quarter*, *few*, *none*."""
    if share <= 0 or share >= 1:
        return "none" if share <= 0 else "all"
    if share < SHARES[0][0] - NEAR / 2:
        return "few"
    if share > 1 - NEAR:
        return "nearly all"
    for fraction, words in SHARES:
        if abs(fraction - share) <= AT:
            return f"about {words}"
        if 0 < fraction - share <= NEAR:
            return f"nearly {words}"
    return "over " + [words for fraction, words in SHARES if fraction < share][-1]


def many(share: float) -> str:
    """How many of a few people, where a fraction would claim too much: *many*, *some*, *few*."""
    if share <= 0 or share >= 1:
        return "none" if share <= 0 else "all"
    limits = ((0.1, "few"), (0.25, "some"), (0.5, "many"))
    return next((words for limit, words in limits if share < limit), "most")


def capital(words: str) -> str:
    """With a capital letter, and the rest as it is."""
    return words[:1].upper() + words[1:]


def clear(figure: Figure, nothing: float = 0.0) -> int:
    """1 where the whole interval lies above what would be no difference, -1 below, else 0."""
    low, high = figure.ci_low, figure.ci_high
    if low is None or high is None:
        return 0
    return int(low > nothing) - int(high < nothing)


def points_apart(difference: Figure) -> str:
    """A difference of two shares: *20 points more (14 to 26)*; both ways where it may be none."""
    value = hundredfold(difference.value or 0.0)
    points = f"{written(abs(value))} point{'' if abs(rounded(value)) == 1 else 's'}"
    said = f"{points} {'more' if value > 0 else 'fewer'}" if rounded(value) else "no difference"
    if difference.ci_low is None or difference.ci_high is None:
        return said
    low, high = hundredfold(difference.ci_low), hundredfold(difference.ci_high)
    if value > 0 and rounded(low) >= 0:
        return f"{said} ({written(low)} to {written(high)})"
    if value < 0 and rounded(high) <= 0:
        return f"{said} ({written(-high)} to {written(-low)})"
    return f"{said} ({_either_way(low)} to {_either_way(high)})"


def _either_way(points: Decimal) -> str:
    if not rounded(points):
        return "none"
    return f"{written(abs(points))} {'more' if points > 0 else 'fewer'}"


def pounds_for_a_pound(value: float) -> str:
    """A return for each pound: *£2.04*."""
    return f"{MINUS if rounded(value, 2) < 0 else ''}£{written(abs(value), 2)}"


def of_whom(findings: Findings) -> str:
    """On whom the social return is counted, to follow it in a sentence: *, on those measured*."""
    ratio, measured, ended = (
        findings.figures[f"sroi.{name}"].value for name in ("ratio", "ratio_pairs", "ratio_ended")
    )
    if ratio is None or measured == ended:
        return ""
    if ratio == ended:
        return ", if all who ended changed alike"
    return ", on those measured" if ratio == measured else ""


def day(when: date) -> str:
    """*2 March 2026*."""
    return f"{when.day} {when:%B %Y}"


def month(when: date) -> str:
    """*March 2026*."""
    return f"{when:%B %Y}"
