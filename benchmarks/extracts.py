"""Made-up extracts of any size, from a seed: the same number gives the same rows.

Shares and distributions are those of a real service's published years; one row in a thousand has a
fault, as rows have. DuckDB makes each value from a hash of the row's number, so that ten million
episodes stream to the disk and are never held.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from alongside.extract import table

CONTACTS, REFERRALS = 4, 1.25  # an episode
SURVEY = 8_000  # rows of the comparison
VALUES = """name = "Made-up values"
discount_rate = 0.035

[[outcome]]
id = "loneliness"
label = "Feeling less lonely"
instrument = "ucla3"
value = { per_point = 420.0 }
deadweight = 0.27
attribution = 0.10
range = { per_point = [300.0, 600.0], deadweight = [0.15, 0.45] }

[[outcome]]
id = "wellbeing"
label = "Better wellbeing"
instrument = "swemwbs"
value = { bands = [[7, 14, 0], [14, 18, 4000], [18, 22, 9000], [22, 26, 12500], [26, 36, 14000]] }
deadweight = 0.27
duration_years = 2
drop_off = 0.5
"""
SHARES = {  # of every hundred; what is left of it is empty
    "source": {
        "self": 26,
        "nhs": 22,
        "local_authority": 19,
        "third_sector": 13,
        "family_or_friend": 9,
        "host_organisation": 7,
        "other": 2,
        "private_sector": 1,
        "unknown": 1,
    },
    "outcome": {"accepted": 80, "declined": 10, "redirected": 4, "withdrawn": 4, "waiting": 2},
    "stop_gap": {"false": 62, "true": 8},
    "end_reason": {"completed": 66, "disengaged": 16, "health": 6, "referred_on": 6, "other": 6},
    "gender": {"female": 63, "male": 34, "not_stated": 2, "other": 1},
    "ethnicity": {"white": 82, "not_stated": 6, "asian": 6, "black": 3, "mixed": 2, "other": 1},
    "complexity": {"low": 40, "medium": 36, "high": 20},
    "transitions_asked": {"true": 77, "false": 13},
    "transition": {"health_issue": 57, "mobility_limitation": 17, "bereavement": 26},
    "contact_mode": {
        "face_to_face": 41,
        "telephone": 35,
        "video": 6,
        "letter": 6,
        "message": 6,
        "group": 6,
    },
    "destination": {"third_sector": 65, "local_authority": 11, "host_organisation": 11, "nhs": 13},
    "got_to": {
        "suggested": 31,
        "attended": 15,
        "settled": 14,
        "introduced": 14,
        "declined": 8,
        "unknown": 8,
        "stopped": 6,
        "unavailable": 4,
    },
    "how": {"told": 20, "telephoned_together": 20, "went_along": 20, "wrote": 20},
    "why": {"cost": 8, "health": 8, "not_for_me": 8, "too_far": 8},
    "reason": {"too_early": 40, "declined": 30, "forgot": 20, "could_not_reach": 10},
    "status": {"open": 20, "planning": 20, "running": 15, "self_sustaining": 25, "closed": 20},
    "barrier": {"cost": 20, "too_far": 30, "full": 30, "none_exists": 12},
}
ASKED = (  # instrument, stage, items, highest answer, days after the start, how many of 1,000
    ("ucla3", "start", 3, 3, 3, 425),
    ("ucla3", "end", 3, 3, 50, 145),
    ("ucla3", "review", 3, 3, 20, 13),
    ("ucla3", "follow_up", 3, 3, 260, 15),
    ("swemwbs", "start", 7, 5, 3, 207),
    ("swemwbs", "end", 7, 5, 50, 66),
    ("health_limits_social", "start", 1, 5, 3, 254),
    ("health_limits_social", "end", 1, 5, 50, 96),
)


@dataclass(frozen=True)
class Made:
    """Where one is, and what it is evaluated with."""

    folder: Path
    survey: Path
    values: Path


def make(into: Path, episodes: int, kind: str = "csv", seed: int = 1) -> Made:
    """Write an extract with so many episodes, a comparison and values into a folder."""
    folder = into / "extract"
    folder.mkdir(parents=True)
    with duckdb.connect(config={"threads": 1, "memory_limit": "2GB"}) as db:
        db.execute(f"CREATE MACRO r(i, salt) AS (hash(i, salt, {seed}) % 1000000) / 1000000.0")
        db.execute("CREATE MACRO id(i, kind) AS substr(md5(kind || i), 1, 16)")
        for name, rows in _tables(episodes).items():
            _write(db, rows, folder / table(name).file_name(kind), kind)
        _write(db, _survey(), into / "survey.csv", "csv")
    (into / "values.toml").write_text(VALUES)
    return Made(folder, into / "survey.csv", into / "values.toml")


def _write(db: duckdb.DuckDBPyConnection, rows: str, path: Path, kind: str) -> None:
    how = "FORMAT csv, HEADER" if kind == "csv" else "FORMAT parquet, COMPRESSION zstd"
    db.execute(f"COPY ({rows}) TO '{path}' ({how})")


def _pick(shares: str, salt: str = "") -> str:
    """SQL of a value drawn by its share."""
    drawn, whens = f"r(i, '{salt or shares}') * 100", []
    total = 0
    for value, share in SHARES[shares].items():
        total += share
        whens.append(f"WHEN {drawn} < {total} THEN '{value}'")
    return f"CASE {' '.join(whens)} END"


def _between(low: int, high: int, salt: str) -> str:
    return f"({low} + floor(r(i, '{salt}') * {high - low + 1})::INT)"


def _tables(many: int) -> dict[str, str]:
    """SQL for the rows of each table, each in the order of the contract's columns."""
    schemes = max(39, many // 5_000)
    return {
        "schemes": f"""SELECT id(i, 's') AS scheme_id, 'Scheme ' || i AS name,
            ['england', 'scotland', 'wales', 'northern_ireland'][1 + i % 4] AS nation,
            'E' || (7000000 + i) AS area_code FROM range({schemes}) AS t(i)""",
        "referrals": f"""SELECT id(i, 'r') AS referral_id, id({_person()}, 'p') AS person_id,
            id({_scheme(schemes)}, 's') AS scheme_id, {_received()} AS received_on,
            {_pick("source")} AS source,
            CASE WHEN i < {many} THEN 'accepted' ELSE {_pick("outcome")} END AS outcome,
            NULL::DATE AS decided_on, NULL::VARCHAR AS reason,
            ({_pick("stop_gap")})::BOOLEAN AS stop_gap
            FROM range({int(many * REFERRALS)}) AS t(i)""",
        "episodes": _episodes(many, schemes),
        "life_transitions": f"""SELECT id(i, 'e') AS episode_id, {_pick("transition")} AS transition
            FROM range({many}) AS t(i) WHERE r(i, 'transitions') < 0.65""",
        "contacts": _contacts(many),
        "measures": " UNION ALL ".join(_asked(many, *each) for each in ASKED),
        "not_measured": f"""SELECT id(i, 'e') AS episode_id, 'ucla3' AS instrument, 'end' AS stage,
            {_started()} + 50 AS "on", {_pick("reason")} AS reason
            FROM range({many}) AS t(i) WHERE r(i, 'not measured') < 0.24""",
        "signposts": f"""SELECT id(i, 'g') AS signpost_id,
            id(floor(r(i, 'whose') * {many})::BIGINT, 'e') AS episode_id, {_started()} AS made_on,
            {_pick("destination")} AS destination, NULL::VARCHAR AS activity_id,
            {_pick("got_to")} AS outcome, {_pick("how")} AS how, {_pick("why")} AS reason
            FROM range({int(many * 0.4)}) AS t(i)""",
        "gaps": _gaps(many, schemes),
        "costs": f"""SELECT id(i % {schemes}, 's') AS scheme_id,
            DATE '2017-05-01' + (i // {schemes} * 300)::INT AS incurred_on,
            CASE WHEN i < {schemes} THEN 'set_up' ELSE 'running' END AS kind,
            {_between(9_000, 40_000, "cost")}::DOUBLE AS amount_gbp
            FROM range({schemes * 4}) AS t(i)""",
    }


def _person() -> str:
    """One in twenty-five comes again."""
    return "CASE WHEN r(i, 'again') < 0.04 THEN i // 2 ELSE i END"


def _scheme(schemes: int) -> str:
    return f"floor(r(i, 'scheme') * {schemes})::BIGINT"


def _received() -> str:
    return f"DATE '2017-05-01' + {_between(0, 600, 'received')}"


def _started(number: str = "i") -> str:
    days = f"floor(r({number}, 'received') * 601)::INT + floor(r({number}, 'waits') * 40)::INT"
    return f"(DATE '2017-05-01' + ({days}))"


def _length(number: str = "i") -> str:
    """Days of support: many of one day, few of half a year; one in two thousand is a fault."""
    drawn = f"CASE WHEN r({number}, 'day') < 0.2 THEN 0 ELSE r({number}, 'length') END"
    return f"CASE WHEN r({number}, 'fault') < 0.0005 THEN -9 ELSE floor(150 * {drawn})::INT END"


def _episodes(many: int, schemes: int) -> str:
    ended = f"CASE WHEN r(i, 'ended') < 0.94 THEN {_started()} + {_length()} END"
    return f"""SELECT id(i, 'e') AS episode_id, id({_person()}, 'p') AS person_id,
        id(CASE WHEN r(i, 'lost') < 0.0005 THEN -1 ELSE {_scheme(schemes)} END, 's') AS scheme_id,
        id(i, 'r') AS referral_id, {_started()} AS started_on, {ended} AS ended_on,
        CASE WHEN r(i, 'ended') < 0.94 THEN {_pick("end_reason")} END AS end_reason,
        CASE WHEN r(i, 'age known') < 0.99 THEN {_between(18, 97, "age")} END AS age,
        {_pick("gender")} AS gender, {_pick("ethnicity")} AS ethnicity,
        CASE WHEN r(i, 'alone') < 0.95 THEN r(i, 'alone') < 0.55 END AS lives_alone,
        {_pick("complexity")} AS complexity,
        ({_pick("transitions_asked")})::BOOLEAN AS transitions_asked
        FROM range({many}) AS t(i)"""


def _contacts(many: int) -> str:
    """As many an episode as chance gives it, in the order of the episodes: few have very many."""
    return f"""SELECT id(i, 'c') AS contact_id, id(e, 'e') AS episode_id,
        {_started("e")} + floor(r(i, 'when') * greatest({_length("e")}, 1))::INT AS occurred_on,
        {_pick("contact_mode")} AS mode, {_between(5, 60, "minutes")} AS minutes,
        CASE WHEN r(i, 'worker') < 0.7 THEN 'connector' ELSE 'volunteer' END AS worker,
        r(i, 'reached') < 0.88 AS reached
        FROM (SELECT i, floor({many} * (i // 80 * 80 + 80 * pow(r(i, 'owner'), 3))
              / {many * CONTACTS + 80})::BIGINT AS e FROM range({many * CONTACTS}) AS t(i))"""


def _asked(
    many: int, instrument: str, stage: str, items: int, most: int, after: int, of_1000: int
) -> str:
    """Questionnaires of a sort. Support helps; one in a hundred has an answer missing or strange,
    one in twenty-five its score alone."""
    place, at_end = f"{instrument}{stage}", stage != "start"
    better = "+ 0.13" if instrument != "ucla3" else "- 0.13 - 0.06 * (r(i, 'alone') < 0.4)::INT"
    state = f"r(i, '{instrument}') * 0.7 + r(i, 'state') * 0.3 {better if at_end else '+ 0.08'}"

    def item(n: int) -> str:
        drawn = f"least({most}, greatest(1, 1 + floor({most} * ({state}"
        drawn += f" + 0.5 * r(i, '{place}{n}') - 0.25))::INT))"
        odd = f"WHEN r(i, '{place}odd') < 0.002 * {n} THEN CASE WHEN {n} = 1 THEN 9 END"
        return f"CASE WHEN r(i, '{place}told') < 0.04 THEN NULL {odd} ELSE {drawn} END"

    given = [item(n) if n <= items else "NULL::INT" for n in range(1, 8)]
    score = f"CASE WHEN {items} > 1 AND r(i, '{place}told') < 0.04 THEN {items} +"
    score += f" floor(r(i, '{place}score') * {items * (most - 1)}) END"
    listed = ", ".join(f"{each} AS item_{n}" for n, each in enumerate(given, 1))
    days = f"{after} + floor(r(i, '{place}day') * 10)::INT"
    return f"""SELECT id(i, 'e') AS episode_id, '{instrument}' AS instrument, '{stage}' AS stage,
        {_started()} + {days} AS completed_on, {listed}, {score}::DOUBLE AS score,
        'read_out' AS mode FROM range({many}) AS t(i)
        WHERE r(i, '{"asked" if stage in {"start", "end"} else place}')
              < {of_1000 / 1000}"""


def _gaps(many: int, schemes: int) -> str:
    running = "CASE WHEN r(i, 'runs') < 0.4 THEN DATE '2017-06-01' +"
    return f"""SELECT id(i, 'x') AS gap_id, id({_scheme(schemes)}, 's') AS scheme_id,
        CASE WHEN r(i, 'somebody') < 0.5 THEN id(i, 'e') END AS episode_id,
        DATE '2017-05-01' + {_between(0, 30, "opened")} AS opened_on, 'befriending' AS need,
        {_pick("barrier")} AS barrier, {_pick("status")} AS status,
        {_between(0, 9, "waiting")} AS people_waiting,
        {running} {_between(0, 99, "running")} END AS running_on,
        {running} 200 END AS self_sustaining_on, NULL::DATE AS closed_on
        FROM range({many // 20}) AS t(i)"""


def _survey() -> str:
    """People who were not supported, a year apart."""
    start = "3 + floor(r(i, 'b') * 7 * r(i, 'c'))"
    return f"""SELECT 'Z' || i AS id, {_between(50, 95, "a")} AS age,
        CASE WHEN r(i, 'g') < 0.55 THEN 'female' ELSE 'male' END AS gender, 'white' AS ethnicity,
        r(i, 'l') < 0.3 AS lives_alone, 3 AS health_limits_social, {start}::INT AS ucla_start,
        least(9, greatest(3, {start} + round(r(i, 'd') * 3 - 1.4)))::INT AS ucla_end
        FROM range({SURVEY}) AS t(i)"""
