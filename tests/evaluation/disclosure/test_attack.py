"""Attacks on what is published: no hidden count comes back."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alongside.evaluation import Findings, Options, Period, Status, Unit, evaluate, findings_of
from alongside.evaluation.disclosure import as_counts, controlled, why_not_published

from ...shared_data import shared
from .attacker import Attacker
from .definitions import base_of
from .found import count, findings, sources
from .programmes import POPULATION, options, programme
from .turned_back import ranges_by_odds

# What a hidden count may be known to, where it is less than a small count's seven possible numbers.
WIDE = {
    "loneliness.completion": 2,  # between two totals, both shown for their own sake, rounded
    "missing.end_share": 2,
    "matched.incomplete": 5,
    "matched.outside_ages": 5,  # between the pairs of people, and the matched ones
    "matched.no_counterpart": 5,
    "matched.treated": 2,  # no small count: hidden in place of the whole comparison
    "start": 5,  # a mean of few people says how many at most stand at an end of the scale
    "end": 5,
}


def truth(findings: Findings) -> dict[str, int]:
    """The true number of everything that the attacker asks for."""
    found = {}
    for figure in findings.figures.values():
        if figure.unit is Unit.COUNT and figure.status is Status.OK:
            found[figure.id] = int(figure.value or 0)
        elif figure.n is not None and figure.base is not None:
            found[figure.id] = figure.n
            found[f"not {figure.id}"] = figure.base - figure.n
            found[base_of(figure.id)] = figure.base
    for flow in findings.flows:
        ways = (flow.start, flow.end, flow.later)
        found["flow " + "".join("L" if each else "N" for each in ways)] = flow.people or 0
    for score in findings.scores:
        found |= {f"start {score.score}": score.at_start, f"end {score.score}": score.at_end}
    for part in findings.parts:
        id_ = f"{part.figure} in {part.kind} {part.name}"
        found |= {id_: part.n, f"not {id_}": part.base - part.n, f"base {id_}": part.base}
    for each in findings.reach:
        found[f"reach.{each.kind}"] = each.of_supported
        if each.kind == "age":
            found[f"reach.age.{each.group}"] = each.supported
    return found


def got_back(attacker: Attacker, true: dict[str, int]) -> list[tuple[str, int, int, int]]:
    """The hidden counts of somebody that are known more exactly than “1 to 7”; of those from 8 on,
    which are hidden for the sake of others, more exactly than a rounded number tells."""
    assert not attacker.errs(true)
    found = []
    for name in attacker.suspects():
        many = true.get(name, 0)
        if not many:
            continue
        low, high = attacker.range_of(name)
        assert low <= many <= high, f"the attacker is wrong about {name}: {low} {many} {high}"
        plain = name.removeprefix("old ").removeprefix("new ").removeprefix("not ")
        wide = WIDE.get(plain.partition(" ")[0], 7 if many < 8 else 5)
        if name.startswith("new ") and many >= 8:
            wide = 2  # the earlier publication tells about how many
        if high - low + 1 < wide:
            found.append((name, many, low, high))
    return found


@pytest.mark.parametrize("seed", range(1, 5))
def test_no_hidden_count_of_a_made_up_programme_comes_back(tmp_path: Path, seed: int):
    found = findings_of(
        evaluate(
            programme(tmp_path / "x", seed, people=60 * seed), options(tmp_path / "more", seed)
        )
    )

    attacker = Attacker().reads(controlled(found), population=list(POPULATION))

    assert len(attacker.hidden) > 20
    assert not got_back(attacker, truth(found))


@pytest.mark.parametrize("seed", range(5, 8))
def test_two_publications_a_week_apart_give_none_back(tmp_path: Path, seed: int):
    folder, more = programme(tmp_path / "x", seed), tmp_path / "more"
    first, week_later = (
        findings_of(evaluate(folder, options(more, seed, period=Period(last=day))))
        for day in (date(2024, 9, 1), date(2024, 9, 8))
    )
    old, new = as_counts(first), as_counts(week_later)
    attacker = Attacker().reads(controlled(first), "old ", list(POPULATION))

    if not why_not_published(new, old):
        attacker.reads(controlled(week_later, beside=[old]), "new ", list(POPULATION))
        attacker.grows("old ", "new ", but=("matched", "reliable", "pairs with items"))

    true = {f"old {name}": many for name, many in truth(first).items()}
    true |= {f"new {name}": many for name, many in truth(week_later).items()}
    assert not got_back(attacker, true)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    into = tmp_path_factory.mktemp("cohort")
    with zipfile.ZipFile(shared("data", "cohort-a.zip")) as archive:
        archive.extractall(into)
    given = Options(comparison=shared("data", "cohort-a-comparison.csv"), quick=True)
    return findings_of(evaluate(into / "cohort-a", given))


def test_no_hidden_count_of_six_thousand_episodes_comes_back(cohort: Findings):
    attacker = Attacker().reads(controlled(cohort))

    assert not got_back(attacker, truth(cohort))


@pytest.mark.parametrize("seed", [3, 8])
def test_regressions_solved_backwards_give_no_hidden_count_back(tmp_path: Path, seed: int):
    found = findings_of(
        evaluate(
            programme(tmp_path / "x", seed, people=90 * seed), options(tmp_path / "more", seed)
        )
    )
    published, true = controlled(found), truth(found)
    attacker = Attacker().reads(published)
    about_pairs = ("factor", "base factor", "not factor", "loneliness", "start ", "end ")
    names = [name for name in sorted(attacker.hidden) if name.startswith(about_pairs)]

    solved = ranges_by_odds(attacker, published, names)

    assert solved
    for name, (low, high) in solved.items():
        assert low <= true.get(name, 0) <= high
        assert high - low + 1 >= 5, (name, true.get(name), low, high)


def test_the_attack_finds_what_rounding_alone_gives_away():
    """13, 13 and 1 of 27: printed as 15, 15 and a total of 25."""
    figures = sources(13, 13, 1)
    shown = [replace(each, value=None, n=each.n and 15, base=25) for each in figures]
    shown[0] = replace(shown[0], value=25)
    shown[3] = replace(shown[3], n=None, base=None, status=Status.SUPPRESSED)

    attacker = Attacker().reads(findings(shown, published=True))

    assert attacker.range_of("referrals.source.third_sector") == (0, 1)


def test_the_attack_finds_what_a_week_gives_away(tmp_path: Path):
    """Published without regard to what was published before."""
    old = [count("referrals.count", 49), *sources(42, 7)[1:]]
    new = [count("referrals.count", 52), *sources(44, 8)[1:]]
    attacker = Attacker().reads(controlled(findings(old)), "old ")

    attacker.reads(controlled(findings(new)), "new ").grows("old ", "new ", but=())

    assert attacker.range_of("old referrals.source.self") == (4, 9)
    assert why_not_published(findings(new), findings(old))
