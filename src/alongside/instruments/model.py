"""What a questionnaire is made of. Frozen: it is read from its file and never altered."""

from dataclasses import dataclass
from math import sqrt

from alongside.instruments.words import Direction, OfferedFrom, Scoring


@dataclass(frozen=True)
class Option:
    """One answer that can be given. `code` is kept; `points` is what it counts for."""

    code: int
    label: str
    points: int | None  # None: counts as not answered ("don't know")


@dataclass(frozen=True)
class Band:
    """A stretch of the scale, both ends included, in words for workers."""

    key: str
    low: float
    high: float
    label: str


@dataclass(frozen=True)
class Threshold:
    """A line on the scale that the figures use: at it, or past it in the worse direction."""

    key: str
    at: float
    label: str


@dataclass(frozen=True)
class Item:
    """One question or statement, with its answers in the order in which they are shown."""

    key: str
    wording: str
    short: str
    options: tuple[Option, ...]
    direction: Direction
    bands: tuple[Band, ...] = ()

    @property
    def codes(self) -> tuple[int, ...]:
        """Every code that an answer can have."""
        return tuple(option.code for option in self.options)

    def option(self, code: int) -> Option:
        """Find the answer with this code; KeyError where there is none."""
        for option in self.options:
            if option.code == code:
                return option
        raise KeyError(code)


def reliable_threshold(sd: float, alpha: float) -> float:
    """Give the change that error alone would pass in one of twenty: 1.96 · √2 · sd · √(1 − alpha).

    Jacobson and Truax, 1991. `sd` is of the scores at the start (n − 1), `alpha` Cronbach's.
    """
    if not (sd >= 0 and alpha <= 1):
        raise ValueError(
            f"A standard deviation of {sd} and an alpha of {alpha} were given. The first cannot "
            "be under 0, nor the second over 1. Try computing both again from the start scores."
        )
    return 1.96 * sqrt(2) * sd * sqrt(1 - alpha)


@dataclass(frozen=True)
class Reliable:
    """What the scale's own error is worked out from, and where the two numbers come from."""

    sd: float
    alpha: float
    source: str

    @property
    def threshold(self) -> float:
        """Give the points that a change must pass; see `reliable_threshold`."""
        return reliable_threshold(self.sd, self.alpha)


@dataclass(frozen=True)
class Important:
    """The changes, in points, that studies call important to people."""

    low: float
    high: float
    source: str


@dataclass(frozen=True)
class Instrument:
    """A questionnaire: what is asked, how it is scored, and what may be done with it."""

    id: str
    title: str  # the person reads this, and the intro and the lead-in
    short_title: str  # workers read this
    intro: str
    lead_in: str
    items: tuple[Item, ...]
    scoring: Scoring
    score_range: tuple[int, int] | None  # of the total before any conversion; None: no total
    recorded: bool  # whether a total without answers is accepted
    metric: tuple[tuple[int, float], ...]  # (raw total, metric score); empty: none published
    direction: Direction
    bands: tuple[Band, ...]
    thresholds: tuple[Threshold, ...]
    better_words: str
    worse_words: str
    reliable: Reliable | None
    important: Important | None
    offered_from: OfferedFrom
    contract: bool  # whether the extract carries it
    wording_supplied: bool  # False: a licence is needed, and the items are numbered placeholders
    licence: str
    source: str

    @property
    def value_range(self) -> tuple[float, float] | None:
        """Give the lowest and highest score as the figures use it; None where there is no total."""
        if self.metric:
            return self.metric[0][1], self.metric[-1][1]
        return self.score_range

    def metric_of(self, raw: int) -> float | None:
        """Convert a raw total by the published table; None where the scale has no such table."""
        return dict(self.metric).get(raw)

    def band_of(self, value: float) -> Band | None:
        """Find the band that a score falls in."""
        return band_of(self.bands, value)

    def reaches(self, key: str, value: float) -> bool:
        """Tell whether a score is at the named threshold or worse; KeyError where there is none."""
        at = {threshold.key: threshold.at for threshold in self.thresholds}[key]
        return value >= at if self.direction is Direction.LOWER_IS_BETTER else value <= at


def band_of(bands: tuple[Band, ...], value: float) -> Band | None:
    """Find the first band that holds this value."""
    return next((band for band in bands if band.low <= value <= band.high), None)


def not_before_acceptance(instrument: Instrument) -> bool:
    """Tell whether it must not be put to anybody whose referral has not been accepted.

    True where its authors forbid its use for screening.
    """
    return instrument.offered_from is OfferedFrom.ACCEPTANCE
