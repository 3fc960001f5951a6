"""What a report was made with: enough to make the same again, and to see that it is the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from alongside.extract import Package, read
from alongside.extract.contract import DESCRIPTION
from alongside.extract.contract import version as version_of_contract
from alongside.extract.hashes import Hashes

from ..evaluate import Options

NO_DESCRIPTION = (
    f"The extract has no {DESCRIPTION} that can be read. Its files were read by their names, and"
    " they fit."
)


@dataclass(frozen=True)
class Input:
    """One file that was read: what it is, what it is called, and its SHA-256 in hexadecimal."""

    what: str  # a table, or comparison, comparison_map, values, population
    file: str
    sha256: str


@dataclass(frozen=True)
class Run:
    """One making of a report. The same inputs and options give the same but for `made_on`."""

    version: str
    contract: str
    options: dict[str, Any]
    seed: int
    inputs: tuple[Input, ...]
    made_on: date
    publish: bool = False
    suppress_below: int = 8
    round_to: int = 5
    notes: tuple[str, ...] = field(default=())
    made_up: bool = False  # the extract says that nobody in it is real

    def as_json(self) -> dict[str, Any]:
        """The object of `run.json`. Files stand in it by name: a path can tell who somebody is."""
        return {
            "version": self.version,
            "contract": self.contract,
            "made_on": self.made_on.isoformat(),
            "seed": self.seed,
            "options": self.options,
            "inputs": [
                {"what": one.what, "file": one.file, "sha256": one.sha256} for one in self.inputs
            ],
            "notes": list(self.notes),
        }


def run_of(
    extract: Path,
    options: Options,
    *,
    publish: bool = False,
    suppress_below: int = 8,
    round_to: int = 5,
    earlier: Sequence[str] = (),
    hashes: Hashes | None = None,
) -> Run:
    """Write down what an evaluation of this folder is made with.

    Called before the files are read, so that the hashes are of what was read or it shows.
    `earlier` are the names of what it is held against, to be published beside; `hashes` are those
    of files that are being made already. Raises `NotReadable` as `extract.read` does.
    """
    package = read(extract)
    described = _description(extract / DESCRIPTION)
    return Run(
        version=version("alongside"),
        contract=version_of_contract(),
        options=_told(options)
        | {"publish": publish, "suppress_below": suppress_below, "round_to": round_to}
        | ({"earlier": list(earlier)} if earlier else {}),
        seed=options.seed,
        inputs=tuple(_inputs(package, options, hashes)),
        made_on=options.today,
        publish=publish,
        suppress_below=suppress_below,
        round_to=round_to,
        notes=() if described is not None else (NO_DESCRIPTION,),
        made_up=described is not None and described.get("made_up") is True,
    )


def _description(path: Path) -> dict[str, Any] | None:
    """What the extract says of itself: `"made_up": true` in a demonstration's. None where nothing
    can be read."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _told(options: Options) -> dict[str, Any]:
    first, last = options.period.first, options.period.last
    return {
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "benchmark": options.benchmark,
        "quick": options.quick,
    }


def _inputs(package: Package, options: Options, hashes: Hashes | None) -> list[Input]:
    beside = {
        "comparison": options.comparison,
        "comparison_map": options.comparison_map,
        "values": options.values,
        "population": options.population,
    }
    files = {**package.files, **{what: path for what, path in beside.items() if path}}
    made = hashes or Hashes(files.values())
    return [Input(what, path.name, made[path]) for what, path in files.items()]
