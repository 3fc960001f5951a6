"""Reads the instruments from their files: one TOML file each, in `data/`."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.instruments.model import (
    Band,
    Important,
    Instrument,
    Item,
    Option,
    Reliable,
    Threshold,
)
from alongside.instruments.words import Direction, OfferedFrom, Scoring

DATA = files("alongside.instruments") / "data"
ORDER = ("ucla3", "ons_loneliness", "ons4", "health_limits_social", "swemwbs", "cel")


class NoSuchInstrument(LookupError):
    """The message says which name was asked for and which there are."""


@cache
def load(instrument_id: str) -> Instrument:
    """Read one instrument by its id, as the extract spells it (`ucla3`, `swemwbs`, …)."""
    if instrument_id not in ORDER:
        raise NoSuchInstrument(
            f"There is no instrument called {instrument_id!r}. It must be one of "
            f"{', '.join(ORDER)}. Try one of these, or add a file for it to instruments/data."
        )
    table = tomllib.loads((DATA / f"{instrument_id}.toml").read_text(encoding="utf-8"))
    return _instrument(table)


def all_instruments() -> tuple[Instrument, ...]:
    """Give every instrument, in the order in which a worker is offered them."""
    return tuple(load(instrument_id) for instrument_id in ORDER)


def _instrument(table: dict[str, Any]) -> Instrument:
    direction = Direction(table["direction"])
    metric = table.get("metric_table")
    score_range = table.get("score_range")
    return Instrument(
        id=table["id"],
        title=table["title"],
        short_title=table["short_title"],
        intro=table["intro"],
        lead_in=table.get("lead_in", ""),
        items=tuple(_item(item, table.get("options", []), direction) for item in table["items"]),
        scoring=Scoring(table["scoring"]),
        score_range=(score_range[0], score_range[1]) if score_range else None,
        recorded=table["recorded"],
        metric=_metric(metric) if metric else (),
        direction=direction,
        bands=_bands(table),
        thresholds=tuple(Threshold(**row) for row in table.get("thresholds", [])),
        better_words=table.get("better_words", ""),
        worse_words=table.get("worse_words", ""),
        reliable=Reliable(**table["reliable"]) if "reliable" in table else None,
        important=Important(**table["important"]) if "important" in table else None,
        offered_from=OfferedFrom(table["offered_from"]),
        contract=table["contract"],
        wording_supplied=table["wording_supplied"],
        licence=table["licence"],
        source=table["source"],
    )


def _item(row: dict[str, Any], shared: list[dict[str, Any]], direction: Direction) -> Item:
    """Read one item: its answers are its own scale of numbers, or those that all items share."""
    options = _scale(row["scale"]) if "scale" in row else tuple(_option(each) for each in shared)
    return Item(
        key=row["key"],
        wording=row["wording"],
        short=row["short"],
        options=tuple(reversed(options)) if row.get("reverse_shown") else options,
        direction=Direction(row.get("direction", direction)),
        bands=_bands(row),
    )


def _option(row: dict[str, Any]) -> Option:
    points = None if row.get("not_scored") else row.get("points", row["code"])
    return Option(code=row["code"], label=row["label"], points=points)


def _scale(row: dict[str, Any]) -> tuple[Option, ...]:
    """Make the options of a numbered scale whose two ends have words."""
    ends = {row["from"]: f" – {row['low']}", row["to"]: f" – {row['high']}"}
    codes = range(row["from"], row["to"] + 1)
    return tuple(Option(code, f"{code}{ends.get(code, '')}", code) for code in codes)


def _bands(row: dict[str, Any]) -> tuple[Band, ...]:
    return tuple(Band(**band) for band in row.get("bands", []))


def _metric(name: str) -> tuple[tuple[int, float], ...]:
    with (DATA / name).open(encoding="utf-8") as file:
        return tuple((int(row["raw"]), float(row["metric"])) for row in csv.DictReader(file))
