"""What is odd in the rows that stay: each kind counted, never silently."""

from __future__ import annotations

import duckdb

from .cleaning import Cleaning
from .relation import EARLY, ITEMS, Episodes, given, out_of_range, whole

INVALID = "No score."


def look(cleaning: Cleaning, db: duckdb.DuckDBPyConnection, episodes: Episodes) -> None:
    """Add the findings about rows that are kept."""
    _ended_before(cleaning)
    if "contacts" in episodes.has:
        _contacts_outside(cleaning)
    if "measures" in episodes.has:
        _questionnaires(cleaning)
        _early_follow_ups(cleaning)
        _end_before_start(cleaning, episodes)


def _count(
    cleaning: Cleaning, check: str, name: str, sql: str, of: str, effect: str, column: str = ""
) -> None:
    """`sql` selects an id a row, in the files' order."""
    rows = cleaning.db.execute(f"SELECT count(*) FROM ({sql})").fetchone()
    if not rows or not rows[0]:
        return
    every = cleaning.db.execute(f"SELECT count(*) FROM {of}").fetchone()
    examples = tuple(str(row[0]) for row in cleaning.db.execute(f"{sql} LIMIT 5").fetchall())
    cleaning.add(check, name, rows[0], every[0] if every else 0, examples, effect, column)


def _ended_before(cleaning: Cleaning) -> None:
    _count(
        cleaning,
        "end_before_start",
        "episodes",
        "SELECT episode_id FROM raw_episodes WHERE ended_on < started_on ORDER BY rowid",
        "raw_episodes",
        "The end is taken as missing: the episode is not an ended one.",
    )


def _contacts_outside(cleaning: Cleaning) -> None:
    _count(
        cleaning,
        "contact_outside_episode",
        "contacts",
        "SELECT c.contact_id FROM contacts AS c JOIN episodes AS e USING (episode_id)"
        " WHERE c.occurred_on < e.started_on OR c.occurred_on > e.ended_on ORDER BY c.place",
        "contacts",
        "Still counted.",
    )
    _count(
        cleaning,
        "minutes_without_reaching",
        "contacts",
        "SELECT contact_id FROM contacts WHERE NOT reached AND minutes > 0 ORDER BY place",
        "contacts",
        "Not counted: only contacts that reached the person are.",
    )


def _questionnaires(cleaning: Cleaning) -> None:
    for code, many in ITEMS.items():
        mine = f"instrument = '{code}'"
        of = f"(SELECT * FROM measures WHERE {mine})"
        total = " + ".join(f"item_{n}" for n in range(1, many + 1))
        tests = {
            "item_out_of_range": (out_of_range(code, many), INVALID),
            "items_missing": (
                f"{given(many)} AND NOT coalesce({whole(code, many)}, false)"
                f" AND NOT coalesce({out_of_range(code, many)}, false)",
                INVALID,
            ),
            "score_differs": (
                f"{whole(code, many)} AND score IS NOT NULL AND score <> {total}",
                "The items count.",
            ),
        }
        for check, (test, effect) in tests.items():
            sql = f"SELECT episode_id FROM {of} WHERE {test} ORDER BY place"
            _count(cleaning, check, "measures", sql, of, effect, code)


def _early_follow_ups(cleaning: Cleaning) -> None:
    _count(
        cleaning,
        "follow_up_early",
        "measures",
        "SELECT q.episode_id FROM scored AS q JOIN episodes AS e USING (episode_id)"
        " WHERE q.instrument = 'ucla3' AND q.stage = 'follow_up' AND q.mark IS NOT NULL"
        f" AND NOT coalesce(q.completed_on >= e.ended_on + {EARLY}, false) ORDER BY q.place",
        "(SELECT * FROM scored WHERE instrument = 'ucla3' AND stage = 'follow_up')",
        f"Left out: it was answered under {EARLY} days after the end.",
    )


def _end_before_start(cleaning: Cleaning, episodes: Episodes) -> None:
    for of, name in (("ucla", "ucla3"), ("swemwbs", "swemwbs")):
        late = episodes[f"{of}_start_on"] > episodes[f"{of}_end_on"]
        if late.any():
            ids = tuple(str(each) for each in episodes["episode_id"][late][:5])
            effect = "No pair: the start was answered after the end."
            cleaning.add(
                "start_after_end", "measures", int(late.sum()), len(episodes), ids, effect, name
            )
