"""From an extract to figures: one call, the same inputs the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread

from alongside.extract import read

from . import (
    comparison,
    connections,
    factors,
    follow_up,
    loneliness,
    missing,
    reach,
    social_value,
    sroi,
    stats,
)
from . import support as support_figures
from . import wellbeing as wellbeing_figures
from .cleaning import Clean, Cleaning, Finding, Period
from .figure import Figure, by_id
from .population import Reach, against_population, read_population
from .quality import look
from .relation import Episodes, episodes_of
from .scan import Reader
from .schemes import Part, side_by_side
from .survey import Survey, read_survey
from .tables import connect
from .values import Values, read_values, refused


@dataclass(frozen=True)
class Options:
    """What an evaluation is asked for, besides the extract."""

    period: Period = field(default_factory=Period)
    comparison: Path | None = None
    comparison_map: Path | None = None
    values: Path | None = None
    population: Path | None = None
    benchmark: float = wellbeing_figures.BENCHMARK
    seed: int = 1
    quick: bool = False  # without the simulation and the shuffles
    today: date = field(default_factory=date.today)


@dataclass(frozen=True)
class Evaluation:
    """Everything that came out: figures by id, findings about the data, and the parts of the report
    that are tables rather than figures. `episodes` is the one table that all figures come from."""

    figures: dict[str, Figure]
    quality: tuple[Finding, ...]
    schemes: tuple[Part, ...]
    reach: tuple[Reach, ...]
    sensitivity: tuple[social_value.Swing, ...]
    episodes: Episodes
    options: Options

    def __getitem__(self, id_: str) -> Figure:
        return self.figures[id_]


def evaluate(folder: Path, options: Options | None = None) -> Evaluation:
    """Compute every figure of the contract from a data package.

    Raises `alongside.trouble.NotReadable`, which names file, column and row, where a file cannot be
    used; nothing is written by this.
    """
    wanted = options or Options()
    values = read_values(wanted.values) if wanted.values else None
    population = read_population(wanted.population) if wanted.population else {}
    with connect() as db:
        reader = Reader(db, read(folder))
        cleaning = Cleaning(reader, wanted.today)
        with reader.ahead():
            Thread(target=stats.special, daemon=True).start()  # it loads while the files are read
            survey = _survey(wanted)
            clean = cleaning.clean(wanted.period)
        episodes = episodes_of(clean)
        look(cleaning, clean, episodes)
    clean = clean.without("contacts", "measures", "life_transitions")
    found = _social_return(clean, episodes, values, wanted)
    with ThreadPoolExecutor(1 if reader.large else 2) as beside:
        noted = beside.submit(cleaning.findings)  # it reads files, which no figure needs
        matched = beside.submit(_matched, episodes, survey, wanted)
        if reader.large:  # one after the other, for the memory
            beside.shutdown()
        figures = by_id(_figures(clean, episodes, matched, found, wanted))
        findings = noted.result()
    findings += social_value.valued_twice(values) if values else []
    return Evaluation(
        figures,
        tuple(findings),
        tuple(side_by_side(episodes)),
        tuple(against_population(episodes, population)),
        tuple(social_value.sensitivity(found)) if isinstance(found, sroi.SocialReturn) else (),
        episodes,
        wanted,
    )


def _survey(wanted: Options) -> Survey | None:
    return read_survey(wanted.comparison, wanted.comparison_map) if wanted.comparison else None


def _social_return(
    clean: Clean, episodes: Episodes, values: Values | None, wanted: Options
) -> sroi.SocialReturn | str:
    if values is None or wanted.values is None:
        return "No values file was given."
    try:
        return sroi.social_return(clean["costs"], episodes, values)
    except sroi.ScoreOutsideBands as reason:
        raise refused(
            wanted.values, str(reason), "Bands that hold every score, 7 to 35."
        ) from reason


def _matched(episodes: Episodes, survey: Survey | None, wanted: Options) -> tuple[Figure, ...]:
    return tuple(comparison.matched(episodes, survey, quick=wanted.quick))


def _figures(
    clean: Clean,
    episodes: Episodes,
    matched: Future[tuple[Figure, ...]],
    found: sroi.SocialReturn | str,
    wanted: Options,
) -> Iterator[Figure]:
    yield from reach.referrals(clean)
    yield from reach.people(episodes)
    yield from support_figures.support(episodes)
    yield from connections.signposts(clean, episodes)
    yield from connections.gaps(clean, episodes)
    yield from connections.not_measured(clean, episodes)
    measured = (
        *loneliness.loneliness(episodes),
        *wellbeing_figures.wellbeing(episodes, wanted.benchmark),
        *wellbeing_figures.health_limits(episodes),
        *factors.factors(episodes),
        *missing.missing(episodes),
        *follow_up.follow_up(episodes),
        *matched.result(),
    )
    yield from measured if "measures" in episodes.has else map(_no_measures, measured)
    yield from social_value.figures(found, seed=wanted.seed, quick=wanted.quick)


def _no_measures(figure: Figure) -> Figure:
    return figure.without_value("The extract has no table of measures.")
