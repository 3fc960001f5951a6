"""The written framework for *how much support may somebody need*: versioned data, and its rule.

Two coordinators who read the same four descriptions a domain mean the same. What the rule is, and
why, stands in docs/methods/complexity.md. Nothing here reads the database.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CURRENT = "2026-1"
DATA = Path(__file__).parent / "data"
LEVELS = ("low", "medium", "high")


@dataclass(frozen=True)
class Step:
    """One of a domain's four levels."""

    number: int  # 1 needs least, 4 needs most
    short: str  # "Some bad days": beside the dots
    words: str  # what it means, in a sentence


@dataclass(frozen=True)
class Domain:
    """One part of the framework, with its question and its four levels."""

    code: str
    name: str
    brief: str  # where there is little room, beside the dots
    ask: str
    steps: tuple[Step, ...]

    def step(self, number: int) -> Step:
        """The level with this number, 1 to 4."""
        return self.steps[number - 1]


@dataclass(frozen=True)
class Rule:
    """One domain that is high enough decides; so do several that are nearly."""

    high_from_one: int
    high_from_several: int
    medium_from_one: int
    medium_from_several: int
    several: int


@dataclass(frozen=True)
class Overall:
    """What an overall level is called, and what it means for the support."""

    code: str
    name: str
    means: str


@dataclass(frozen=True)
class Framework:
    """One version: its domains, what the overall levels mean, and the rule between them."""

    version: str
    question: str
    domains: tuple[Domain, ...]
    overall: Mapping[str, Overall]
    rule: Rule

    def domain(self, code: str) -> Domain:
        """The domain with this code; KeyError where the version has none."""
        return {domain.code: domain for domain in self.domains}[code]

    def fault(self, levels: Mapping[str, int]) -> str:
        """Why these levels cannot be assessed, for the worker; "" where they can."""
        known = {domain.code for domain in self.domains}
        if not levels:
            return "Choose a level for at least one part. What you do not know yet can stay open."
        if unknown := sorted(set(levels) - known):
            return f"The framework of {self.version} has no part called {', '.join(unknown)}."
        if any(level not in (1, 2, 3, 4) for level in levels.values()):
            return "A level is 1, 2, 3 or 4. Choose one of the four descriptions."
        return ""

    def compute(self, levels: Mapping[str, int]) -> str:
        """The overall level, "low", "medium" or "high", from the domains that are known.

        A domain that is not known yet counts for nothing, so the level can only rise when more
        becomes known.
        """
        given, rule = list(levels.values()), self.rule
        if _reaches(given, one=rule.high_from_one, several=rule.high_from_several, n=rule.several):
            return "high"
        if _reaches(
            given, one=rule.medium_from_one, several=rule.medium_from_several, n=rule.several
        ):
            return "medium"
        return "low"

    def not_known(self, levels: Mapping[str, int]) -> int:
        """How many domains have no level yet."""
        return sum(domain.code not in levels for domain in self.domains)


def _reaches(levels: list[int], *, one: int, several: int, n: int) -> bool:
    return any(level >= one for level in levels) or sum(level >= several for level in levels) >= n


def current() -> Framework:
    """The version that new assessments are made with."""
    return load(CURRENT)


@cache
def load(version: str) -> Framework:
    """Read one version. Old versions stay readable, because old assessments name them.

    Raises LookupError where there is no such version.
    """
    path = DATA / f"framework-{version}.toml"
    if not path.is_file():
        kept = ", ".join(sorted(found.stem[10:] for found in DATA.glob("framework-*.toml")))
        raise LookupError(f"There is no framework {version}. These are kept: {kept}.")
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return Framework(
        version=read["version"],
        question=read["question"],
        domains=tuple(_domain(part) for part in read["domains"]),
        overall={code: Overall(code, **read["levels"][code]) for code in LEVELS},
        rule=Rule(**read["rule"]),
    )


def _domain(part: dict[str, str | list[dict[str, str]]]) -> Domain:
    steps = [step for step in part["levels"] if isinstance(step, dict)]
    return Domain(
        code=str(part["code"]),
        name=str(part["name"]),
        brief=str(part["brief"]),
        ask=str(part["ask"]),
        steps=tuple(Step(number, **step) for number, step in enumerate(steps, start=1)),
    )
