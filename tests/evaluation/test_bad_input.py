"""Files that cannot be used: one clear message that names file, column and row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from alongside.evaluation import Options, evaluate, tables
from alongside.evaluation.cleaning import Cleaning, Finding
from alongside.extract import table
from alongside.extract.parquet import turn_over
from alongside.trouble import NotReadable

from . import made

Spoil = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made.write(tmp_path / "x", **made.pairs((8, 5), (6, 6)))


def change(name: str, old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        path = folder / f"{name}.csv"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    return spoil


def as_latin_1(folder: Path) -> None:
    path = folder / "schemes.csv"
    path.write_bytes(path.read_text().replace("Scheme 1", "Sch\xe8me 1").encode("latin-1"))


def latin_1_above(folder: Path) -> None:
    path = folder / "schemes.csv"
    path.write_bytes(path.read_text().replace("name", "n\xe2me", 1).encode("latin-1"))


def latin_1_far_below(folder: Path) -> None:
    path = folder / "schemes.csv"
    lines = f"S2,{'x' * 20_000},england\nS3,Sch\xe8me,england\n"
    path.write_bytes(path.read_bytes() + lines.encode("latin-1"))


def cut_off(folder: Path) -> None:
    path = folder / "measures.csv"
    path.write_text(path.read_text()[:-30])


def open_quote(folder: Path) -> None:
    path = folder / "schemes.csv"
    path.write_text(path.read_text().replace("Scheme 1", '"Scheme 1'))


def open_quote_above(folder: Path) -> None:
    path = folder / "schemes.csv"
    path.write_text('"' + path.read_text() + "x" * 200_000)


def a_cost_below_nothing(folder: Path) -> None:
    (folder / "costs.csv").write_text("incurred_on,kind,amount_gbp\n2018-03-01,running,-5\n")


def as_parquet(folder: Path, age: str) -> Path:
    """The episodes with the types of the contract, and everybody of this age."""
    path = folder / "episodes.parquet"
    with duckdb.connect() as db:
        source = f"read_csv('{folder}/episodes.csv', nullstr = '')"
        chosen = f"* REPLACE (CAST('{age}' AS DECIMAL(38, 0)) AS age)"
        db.execute(f"COPY (SELECT {chosen} FROM {source}) TO '{path}'")
    (folder / "episodes.csv").unlink()
    return path


def an_age_that_no_number_holds(folder: Path) -> None:
    as_parquet(folder, "1" + "0" * 30)


def parquet_with_a_hole(folder: Path) -> None:
    path = as_parquet(folder, "70")
    there = path.read_bytes()
    path.write_bytes(there[:4] + bytes(len(there) // 4) + there[4 + len(there) // 4 :])


def blank_lines_above(folder: Path) -> None:
    path = folder / "episodes.csv"
    header, rest = path.read_text().split("\n", 1)
    path.write_text(f"{header}\n\n\n{rest.replace(',70,', ',seventy,', 1)}")


def a_cell_too_long_for_python(folder: Path) -> None:
    path = folder / "referrals.csv"
    header, first = path.read_text().split("\n")[:2]
    path.write_text(f"{header},more\n{first.replace('nhs', 'doctor')},{'x' * 200_000}\n")


def an_end_without_end(folder: Path) -> None:
    rows = "SELECT * REPLACE (DATE 'infinity' AS ended_on)"
    with duckdb.connect() as db:
        source = f"read_csv('{folder}/episodes.csv')"
        db.execute(f"COPY ({rows} FROM {source}) TO '{folder}/episodes.parquet'")
    (folder / "episodes.csv").unlink()


def no_parquet(folder: Path) -> None:
    (folder / "schemes.csv").unlink()
    (folder / "schemes.parquet").write_bytes(b"PAR1 and then nothing")


def other_type(folder: Path) -> None:
    with duckdb.connect() as db:
        source = f"read_csv('{folder}/episodes.csv', all_varchar = true)"
        db.execute(f"COPY (SELECT * FROM {source}) TO '{folder}/episodes.parquet'")
    (folder / "episodes.csv").unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (change("episodes", "started_on", "begun_on"), "episodes.csv has no column started_on"),
        (change("referrals", "nhs", "doctor"), "referrals.csv, row 2, column source: it says “doc"),
        (change("schemes", "england", "utopia"), "row 2, column nation: it says “utopia”"),
        (change("episodes", "2018-03-01", "2018-31-01"), "episodes.csv, row 2, column started_on"),
        (change("episodes", "2018-03-01", ""), "episodes.csv, row 2, column started_on: it says n"),
        (change("episodes", ",70,", ",seventy,"), "episodes.csv, row 2, column age: it says “sev"),
        (change("episodes", ",70,", ",700,"), "episodes.csv, row 2, column age: it says “700”"),
        (change("episodes", ",true,", ",perhaps,"), "episodes.csv, row 2, column lives_alone"),
        (change("episodes", "2018-03-01", "20180301"), "column started_on: it says “20180301”"),
        (change("episodes", "2018-03-01", "infinity"), "column started_on: it says “infinity”"),
        (change("episodes", "2018-03-01", "epoch"), "row 2, column started_on: it says “epoch”"),
        (blank_lines_above, "episodes.csv, row 4, column age: it says “seventy”"),
        (a_cell_too_long_for_python, "referrals.csv, row 2, column source: it says “doctor”"),
        (an_end_without_end, "episodes.parquet, row 2, column ended_on: it says “infinity”"),
        (change("episodes", ",70,", f",{'9' * 30},"), "row 2, column age: it says “999"),
        (
            a_cost_below_nothing,
            "costs.csv, row 2, column amount_gbp: it says “-5.0”. A number, 0 o",
        ),
        (as_latin_1, "schemes.csv, row 2, column name: it is not in UTF-8"),
        (latin_1_far_below, "schemes.csv, row 4, column name: it is not in UTF-8"),
        (latin_1_above, "schemes.csv, row 1, among the names of the columns"),
        (cut_off, "measures.csv, row 5, column"),
        (open_quote, "schemes.csv, row "),
        (open_quote_above, "schemes.csv, row 1, column"),
        (an_age_that_no_number_holds, "episodes.parquet, row 2, column age: it says “1000"),
        (parquet_with_a_hole, "episodes.parquet cannot be read"),
        (no_parquet, "schemes.parquet is no Parquet file"),
        (other_type, "episodes.parquet, column started_on: its type is VARCHAR"),
    ],
)
def test_what_is_wrong_and_where_is_said(folder: Path, spoil: Spoil, said: str):
    spoil(folder)

    with pytest.raises(NotReadable) as refused:
        evaluate(folder)

    assert said in str(refused.value)
    assert refused.value.needed
    assert refused.value.try_this


def test_parquet_gives_what_csv_gives(folder: Path, tmp_path: Path):
    there = tmp_path / "parquet"
    there.mkdir()
    for path in folder.glob("*.csv"):
        turn_over(path, there / f"{path.stem}.parquet", table(path.stem))

    assert evaluate(there).figures == evaluate(folder).figures


def test_a_large_extract_is_read_by_many_and_gives_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    by_one = evaluate(folder).figures
    monkeypatch.setattr(tables, "SMALL", 0)

    assert evaluate(folder).figures == by_one


# ---- the files beside the extract ----------------------------------------------------------------

VALUES = """
discount_rate = 0.035
[[outcome]]
id = "a"
instrument = "ucla3"
value = { per_point = 100.0 }
deadweight = 0.2
range = { deadweight = [0.1, 0.3] }
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("deadweight = 0.2", "deadweight = 1.2", "deadweight is 1.2"),
        ("deadweight = 0.2", "dead_weight = 0.2", "unknown key dead_weight"),
        ("deadweight = 0.2", 'deadweight = "much"', "deadweight is 'much'"),
        ("discount_rate = 0.035", "discount_rate = 1.5", "discount_rate is 1.5"),
        ("discount_rate = 0.035", "discount = 0.035", "unknown key discount"),
        ('"ucla3"', '"phq9"', "instrument is 'phq9'"),
        ("per_point = 100.0", "per_smile = 100.0", "unknown key per_smile"),
        ("{ per_point = 100.0 }", "{}", "value has 0 kinds"),
        ("{ per_point = 100.0 }", "{ bands = [] }", "bands is empty"),
        ("{ per_point = 100.0 }", "{ bands = [[9, 3, 1]] }", "a band is [9, 3, 1]"),
        ("[0.1, 0.3]", "[0.3, 0.1]", "range of deadweight is [0.3, 0.1]"),
        ("[0.1, 0.3]", "[0.1, 1.3]", "range of deadweight is [0.1, 1.3]"),
        ("[0.1, 0.3]", "[0.5, 0.6]", "does not hold its value 0.2"),
        ("deadweight = 0.2", 'deadweight = 0.2\npeople = "some"', "people is 'some'"),
        ("deadweight = 0.2", "deadweight = 0.2\nduration_years = 0", "duration_years is 0"),
        ("[[outcome]]", "[outcome", "it cannot be read"),
        ("{ per_point = 100.0 }", "{ bands = [[3, 6, 1]] }", "no band holds a score of 6"),
        ("{ per_point = 100.0 }", "{ bands = [[3, 10, nan]] }", "a band is [3, 10, nan]"),
        ("{ per_point = 100.0 }", "{ bands = 5 }", "bands is 5"),
        ("{ per_point = 100.0 }", "5", "it says 5 where keys belong"),
        ("per_point = 100.0", "per_point = inf", "per_point is inf"),
        ("per_point = 100.0", "per_point = nan", "per_point is nan"),
        ("{ deadweight = [0.1, 0.3] }", "[0.1, 0.3]", "it says [0.1, 0.3] where keys belong"),
        ("[0.1, 0.3]", "[0.1, nan]", "range of deadweight is [0.1, nan]"),
        ("deadweight = 0.2", "deadweight = 0.2\npeople = inf", "people is inf"),
        ("[[outcome]]", "outcome = 3\n[else]", "unknown key else"),
        (VALUES, "outcome = 3", "outcome is 3"),
        (VALUES, "outcome = [3]", "outcome 1: it says 3 where keys belong"),
        (
            VALUES,
            VALUES.replace("100.0", "0.0").replace("deadweight = [0.1, 0.3]", "per_point = [0, 9]"),
            "per_point is 0 and has a range",
        ),
    ],
)
def test_a_values_file_is_read_with_care(folder: Path, old: str, new: str, said: str):
    (folder / "costs.csv").write_text(
        "scheme_id,incurred_on,kind,amount_gbp\nS1,2018-01-01,running,100\n"
    )
    values = folder.parent / "values.toml"
    values.write_text(VALUES.replace(old, new))

    with pytest.raises(NotReadable) as refused:
        evaluate(folder, Options(values=values))

    assert said in str(refused.value)
    assert "values.toml" in str(refused.value)


def test_values_without_an_outcome_or_with_one_twice_are_refused(folder: Path):
    values = folder.parent / "values.toml"
    for text, said in (
        (VALUES.split("[[")[0], "no [[outcome]]"),
        (VALUES + "[[" + VALUES.split("[[")[1], "same id"),
    ):
        values.write_text(text)

        with pytest.raises(NotReadable) as refused:
            evaluate(folder, Options(values=values))

        assert said in str(refused.value)


SURVEY = "id,age,gender,lives_alone,ucla_start,ucla_end\nA,70,female,true,7,5\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("s.csv", SURVEY.replace("ucla_end", "later"), "s.csv has no column ucla_end"),
        ("s.csv", SURVEY.replace(",7,", ",seven,"), "s.csv, row 2, column ucla_start"),
        ("s.csv", SURVEY.replace("true", "maybe"), "s.csv, row 2, column lives_alone"),
        ("s.txt", SURVEY, "s.txt is no comparison file"),
        ("s.parquet", SURVEY, "s.parquet cannot be read as Parquet"),
        ("s.sav", SURVEY, "s.sav cannot be read as SPSS"),
    ],
)
def test_a_comparison_file_is_read_with_care(folder: Path, name: str, text: str, said: str):
    survey = folder.parent / name
    survey.write_text(text)

    with pytest.raises(NotReadable) as refused:
        evaluate(folder, Options(comparison=survey))

    assert said in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "area,group\nA,gender:female\n",
        "area,group,count\nA,tall,3\n",
        "area,group,count\nA,age:young,3\n",
        "area,group,count\nA,gender:female,many\n",
        "area,group,count\nA,gender:female,-1\n",
    ],
)
def test_a_population_file_is_read_with_care(folder: Path, text: str):
    population = folder.parent / "population.csv"
    population.write_text(text)

    with pytest.raises(NotReadable, match=r"population\.csv, row [12]:"):
        evaluate(folder, Options(population=population))


def test_a_population_file_of_another_encoding_is_refused(folder: Path):
    population = folder.parent / "population.csv"
    population.write_bytes("area,group,count\nYstâd,gender:female,3\n".encode("latin-1"))

    with pytest.raises(NotReadable, match=r"population\.csv, row 1: it cannot be read"):
        evaluate(folder, Options(population=population))


@pytest.mark.parametrize("text", [b"[columns", b"[columns]\nage = '\xe2ge'\n"])
def test_a_mapping_that_is_none_is_refused(folder: Path, text: bytes):
    survey, mapping = folder.parent / "s.csv", folder.parent / "names.toml"
    survey.write_text(SURVEY)
    mapping.write_bytes(text)

    with pytest.raises(NotReadable, match=r"names\.toml is no mapping that can be read"):
        evaluate(folder, Options(comparison=survey, comparison_map=mapping))


HEAD = "contact_id,episode_id,occurred_on,mode,minutes,worker,reached\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text(path.read_text()[:-50]),
        lambda path: path.write_text(path.read_text()[:-60]),
        lambda path: path.write_text(HEAD + "C0,E1,,,,,\n" + path.read_text()[len(HEAD) :]),
        lambda path: path.unlink(),
    ],
    ids=["a row gone", "cut within a row", "a row put above", "taken away"],
)
def test_a_file_that_changes_while_it_is_read_is_refused(
    change: Spoil, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    path = folder / "contacts.csv"
    lines = [f"C{n},E1,2017-01-0{n},telephone,20,connector,true\n" for n in range(1, 4)]
    path.write_text(HEAD + "".join(lines))
    findings = Cleaning.findings

    def after_a_change(cleaning: Cleaning) -> list[Finding]:
        change(path)
        return findings(cleaning)

    monkeypatch.setattr(Cleaning, "findings", after_a_change)

    with pytest.raises(NotReadable, match=r"contacts\.csv was changed while it was read"):
        evaluate(folder)


def test_what_lies_beside_is_refused_while_tables_are_read(folder: Path, monkeypatch):
    monkeypatch.setattr(tables, "SMALL", 0)
    survey = folder.parent / "s.csv"
    survey.write_text("nothing\n1\n")

    with pytest.raises(NotReadable, match=r"s\.csv"):
        evaluate(folder, Options(comparison=survey))


def test_texts_of_a_file_that_has_changed_since_are_refused(folder: Path):
    found = evaluate(folder)
    with (folder / "episodes.csv").open("a") as file:
        file.write("\n")

    with pytest.raises(NotReadable, match=r"episodes\.csv was changed while it was read"):
        found.episodes["person_id"]
