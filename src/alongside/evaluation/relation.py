"""The relational step: from clean tables to one row an episode, in one place.

All figures about episodes come from `episodes_of`, whose columns are discrete. Another engine can
take its place by giving the same columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from alongside.extract import table

from .cleaning import Clean
from .questionnaires import Marks, first_of, last_of, marked
from .rows import Column, Packed, Rows, Texts, nothing

TRANSITIONS = table("life_transitions").column("transition").choices
EARLY = 90  # days after the end before which an answer is no follow-up
TEXTS = {"episode_id", "person_id", "end_reason", "gender", "ethnicity", "complexity"}


@dataclass(frozen=True)
class Episodes:
    """One row an episode, in the files' order, a column an array.

    Numbers are float64 with NaN where nothing is known; days are counted from 1970. Categories are
    arrays of text with "" where nothing is known; yes and no are 1, 0 or NaN. They are held in as
    few bytes as they need, and unpacked when they are asked for.
    """

    columns: Mapping[str, Column | Packed | Texts]
    many: int
    schemes: tuple[str, ...] = ()  # ids; `scheme` holds places in it
    scheme_names: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()  # of each scheme
    has: frozenset[str] = field(default_factory=frozenset)  # tables of the extract
    chosen: Column | None = None  # places of those that this is about; None: all of them

    def __getitem__(self, name: str) -> Column:
        column = self._some(name)
        return column.plain() if isinstance(column, Packed | Texts) else column

    def _some(self, name: str) -> Column | Packed | Texts:
        return self.columns[name] if self.chosen is None else self.columns[name][self.chosen]

    def __len__(self) -> int:
        return self.many if self.chosen is None else int(self.chosen.size)

    def where(self, chosen: Column) -> Episodes:
        """The episodes for which `chosen` (booleans) holds, or that stand at these places."""
        places = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        return replace(self, chosen=places if self.chosen is None else self.chosen[places])

    def different(self, name: str) -> int:
        """How many different texts a column has."""
        column = self._some(name)
        marks = np.sort(column.marks if isinstance(column, Texts) else self[name])
        return int((marks[1:] != marks[:-1]).sum() + bool(marks.size))

    def counts(self, name: str) -> dict[str, int]:
        """How many episodes have each category; "" where nothing is known."""
        column = self._some(name)
        return column.counts() if isinstance(column, Packed) else Counter(self[name].tolist())

    @property
    def ended(self) -> Column:
        return ~np.isnan(self["ended_on"])

    @cached_property
    def paired(self) -> Column:
        """Which episodes are a pair of UCLA-3: the start on or before the day of the end. Many
        figures ask for it."""
        return _pairs(self, "ucla")

    @property
    def wellbeing_paired(self) -> Column:
        """The same of SWEMWBS."""
        return _pairs(self, "swemwbs")


def _pairs(episodes: Episodes, of: str) -> Column:
    both = ~np.isnan(episodes[f"{of}_start"]) & ~np.isnan(episodes[f"{of}_end"])
    return both & ~(episodes[f"{of}_start_on"] > episodes[f"{of}_end_on"])


def episodes_of(clean: Clean) -> Episodes:
    """Join all tables to one row an episode."""
    episodes, schemes = clean["episodes"], clean["schemes"]
    columns = {
        **_own(clean, episodes),
        **_transitions(clean["life_transitions"], len(episodes)),
        **_contacts(clean["contacts"], len(episodes)),
        "signposts": Packed(_how_many(clean["signposts"]["episode_id"], len(episodes))),
        **_measures(clean["measures"], episodes),
    }
    ids, names = (_texts(clean, schemes, each) for each in ("scheme_id", "name"))
    choices = schemes.what.column("nation").choices
    nations = tuple(choices[code] for code in schemes["nation"])
    return Episodes(columns, len(episodes), ids, names, nations, clean.there)


def _texts(clean: Clean, rows: Rows, column: str) -> tuple[str, ...]:
    """A column of texts of a small table."""
    places = rows.places.tolist()
    found = clean.reader.texts(rows.what.name, column, places)
    return tuple(found[place] for place in places)


def _own(clean: Clean, episodes: Rows) -> dict[str, Column | Packed | Texts]:
    """What stands in the table of episodes itself, and the wait from the referral on."""
    started, ended = episodes["started_on"], episodes["ended_on"]
    referral = episodes["referral_id"]
    received = np.append(clean["referrals"]["received_on"], 0)[np.maximum(referral, -1)]

    def choice(name: str) -> Packed:
        return Packed(episodes[name], episodes.what.column(name).choices)

    return {
        "episode_id": clean.texts("episodes", "episode_id"),
        "person_id": clean.texts("episodes", "person_id"),
        "scheme": episodes["scheme_id"].astype(np.int64),
        "started_on": Packed(started),
        "ended_on": Packed(ended),
        "days": Packed(_less(ended, started, episodes.known("ended_on"))),
        "wait_days": Packed(_less(started, received, referral >= 0)),
        "end_reason": choice("end_reason"),
        "age": Packed(episodes["age"]),
        "gender": choice("gender"),
        "ethnicity": choice("ethnicity"),
        "lives_alone": Packed(episodes["lives_alone"]),
        "complexity": choice("complexity"),
        "transitions_asked": Packed(episodes["transitions_asked"]),
    }


def _less(later: Column, earlier: Column, both: Column) -> Column:
    return np.where(both, later - earlier, nothing(later)).astype(np.int32)


def _how_many(episode: Column, many: int) -> Column:
    """How many rows each episode has."""
    return np.bincount(episode, minlength=many).astype(np.int32)


def _any(episode: Column, many: int) -> Packed:
    """Which episodes have a row, as 1 and 0."""
    found = np.zeros(many, dtype=np.int8)
    found[episode] = 1
    return Packed(found)


def _transitions(rows: Rows, many: int) -> dict[str, Packed]:
    return {
        f"transition_{name}": _any(rows["episode_id"][rows.says("transition", name)], many)
        for name in TRANSITIONS
    }


def _contacts(rows: Rows, many: int) -> dict[str, Packed]:
    """Only contacts that reached the person count."""
    reached = rows["reached"] == 1
    episode, mode = rows["episode_id"][reached], rows["mode"][reached]
    modes = rows.what.column("mode").choices
    minutes = np.bincount(episode, weights=rows["minutes"][reached], minlength=many)
    return {
        "contacts": Packed(_how_many(episode, many)),
        "minutes": Packed(minutes.astype(np.int32)),
        "face_to_face": _any(episode[mode == modes.index("face_to_face")], many),
        "telephone": _any(episode[mode == modes.index("telephone")], many),
    }


def _measures(rows: Rows, episodes: Rows) -> dict[str, Packed]:
    """First valid start, last valid end, first valid follow-up 90 days or more after the end."""
    marks, many = marked(rows), len(episodes)
    ucla_start = first_of(rows, marks.of("ucla3", "start"), many)
    ucla_end = last_of(rows, marks.of("ucla3", "end"), many)
    followed = marks.of("ucla3", "follow_up")
    late, early = late_and_early(rows, followed, episodes)
    found = {
        **_pair("ucla", marks, ucla_start, ucla_end, whole=True),
        "ucla_follow_up": marks.at(first_of(rows, late, many)),
    }
    start, end = marks.of("swemwbs", "start"), marks.of("swemwbs", "end")
    both = first_of(rows, start, many), last_of(rows, end, many)
    found |= _pair("swemwbs", marks, *both, whole=False)
    for stage, pick in (("start", first_of), ("end", last_of)):
        chosen = pick(rows, marks.of("health_limits_social", stage), many)
        found[f"health_{stage}"] = marks.at(chosen)
    found |= {f"ucla_item_{n}": _at(rows[f"item_{n}"], ucla_start) for n in (1, 2, 3)}
    found["ucla_end_item_1"] = _at(rows["item_1"], ucla_end)
    found["early_follow_ups"] = _early(rows, marks, early, many)
    return found


def late_and_early(rows: Rows, followed: Column, episodes: Rows) -> tuple[Column, Column]:
    """Which of the chosen questionnaires came 90 days or more after the end, and which before."""
    ended = episodes["ended_on"][rows["episode_id"]]
    over = ended != nothing(ended)
    late = rows["completed_on"] >= ended.astype(np.int64) + EARLY
    return followed & over & late, followed & over & ~late


def _pair(of: str, marks: Marks, start: Column, end: Column, *, whole: bool) -> dict[str, Packed]:
    return {
        f"{of}_start": marks.at(start, whole=whole),
        f"{of}_start_on": _at(marks.rows["completed_on"], start),
        f"{of}_end": marks.at(end, whole=whole),
        f"{of}_end_on": _at(marks.rows["completed_on"], end),
    }


def _at(column: Column, places: Column) -> Packed:
    """The values at these places; nothing where the place is none."""
    return Packed(np.append(column, column.dtype.type(nothing(column)))[places])


def _early(rows: Rows, marks: Marks, early: Column, many: int) -> Packed:
    """How many follow-ups came too early, of episodes with any valid questionnaire."""
    counted = _how_many(rows["episode_id"][early], many)
    some = _any(rows["episode_id"][marks.valid], many).values == 1
    return Packed(np.where(some, counted, nothing(counted)))
