"""From a small extract to its charts, all the way."""

from __future__ import annotations

from alongside.evaluation import evaluate, findings_of
from alongside.evaluation.disclosure import controlled
from alongside.evaluation.report.charts import every
from tests.evaluation.made import pairs, write


def test_one_pair_has_its_shares_and_scores_and_who_referred_them(tmp_path):
    findings = findings_of(evaluate(write(tmp_path / "extract", **pairs((8, 5)))))

    charts = {chart.id: chart for chart in every(findings)}

    assert set(charts) == {"three-shares", "scores", "sources"}
    assert charts["three-shares"].title == "All were less lonely, and none were more lonely"
    assert charts["three-shares"].base.endswith("1 person with both scores. Few people.")
    assert charts["scores"].title.startswith("Scores did not clearly change")


def test_of_one_pair_nothing_is_published(tmp_path):
    findings = findings_of(evaluate(write(tmp_path / "extract", **pairs((8, 5)))))

    assert [chart.id for chart in every(controlled(findings))] == []


def test_of_nobody_there_is_no_chart(tmp_path):
    findings = findings_of(evaluate(write(tmp_path / "extract", episodes=[])))

    assert every(findings) == ()
