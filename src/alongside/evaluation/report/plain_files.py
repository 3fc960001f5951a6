"""The files for other programs: JSON, CSV, and one row an episode as Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from alongside.cells import SafeWriter
from alongside.extract.parquet import as_the_disk_says

from ..figure import Figure
from ..findings import Findings
from ..population import Reach
from ..relation import TEXTS, Episodes
from ..schemes import Part
from ..social_value import Swing
from ..tables import connect
from .run import Run

FIGURE = (
    "id",
    "label",
    "value",
    "unit",
    "n",
    "base",
    "ci_low",
    "ci_high",
    "definition",
    "status",
    "why",
)
YES_OR_NO = ("lives_alone", "transitions_asked", "face_to_face", "telephone")


def as_json(told: Any) -> str:
    """JSON as people can read it too. ValueError for a number that is none: it is never written."""
    return json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_records(folder: Path, findings: Findings, run: Run) -> None:
    """The files that are always there: figures, data quality, sensitivity, how it was made."""
    figures = [figure.as_json() for figure in findings.figures.values()]
    _json(folder / "figures.json", figures)
    _json(folder / "quality.json", [finding.as_json() for finding in findings.quality])
    _json(folder / "run.json", run.as_json())
    write_rows(folder / "figures.csv", FIGURE, figure_rows(findings.figures.values()))
    _of(folder / "sensitivity.csv", Swing, findings.sensitivity)


def write_parts(folder: Path, findings: Findings) -> None:
    """What is no figure: schemes side by side, and people supported beside a population."""
    _of(folder / "schemes.csv", Part, findings.parts)
    _of(folder / "reach.csv", Reach, findings.reach)


def figure_rows(figures: Iterable[Figure]) -> Iterable[list[Any]]:
    """A row a figure, in the order of `FIGURE`."""
    for figure in figures:
        told = figure.as_json()
        yield [told.get(name) for name in FIGURE]


def write_rows(path: Path, names: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """CSV that no spreadsheet program takes for formulas."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = SafeWriter(file)
        writer.row(names)
        for row in rows:
            writer.row(row)


def _of(path: Path, kind: type[Swing] | type[Part] | type[Reach], found: Iterable[Any]) -> None:
    names = [field.name for field in fields(kind)]
    write_rows(path, names, ([getattr(one, name) for name in names] for one in found))


def _json(path: Path, told: Any) -> None:
    path.write_text(as_json(told), encoding="utf-8")


def write_episodes(path: Path, episodes: Episodes) -> None:
    """One row an episode: the table that all figures come from. It is about people, one by one.

    The scheme is its id; days are dates, yes and no are booleans; what is not known is empty.
    """
    with connect() as db, as_the_disk_says():
        db.register("rows", _columns(episodes))
        db.register("schemes", _schemes(episodes))
        chosen = ", ".join(_chosen(name) for name in episodes.columns)
        db.execute(
            f"COPY (SELECT {chosen} FROM rows LEFT JOIN schemes ON place = scheme ORDER BY turn)"
            f" TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)"
        )


def _columns(episodes: Episodes) -> dict[str, Any]:
    return {name: episodes[name] for name in episodes.columns} | {"turn": np.arange(len(episodes))}


def _schemes(episodes: Episodes) -> dict[str, Any]:
    ids = np.array(episodes.schemes, dtype=object)
    return {"place": np.arange(len(ids)), "scheme_id": ids}


def _chosen(name: str) -> str:
    if name == "scheme":
        return "scheme_id"
    if name in TEXTS:
        return f"nullif({name}, '') AS {name}"
    known = f"CASE WHEN NOT isnan({name}) THEN"
    if name.endswith("_on"):
        return f"{known} DATE '1970-01-01' + {name}::INTEGER END AS {name}"
    if name in YES_OR_NO or name.startswith("transition_"):
        return f"{known} {name} = 1 END AS {name}"
    whole = not name.startswith("swemwbs")
    return f"{known} {name}{'::INTEGER' if whole else ''} END AS {name}"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
