"""Parts of a report where figures are hidden, missing or of an unusual kind."""

from dataclasses import replace

import pytest

from alongside.evaluation import Findings, Status
from alongside.evaluation.figure import Figure
from alongside.evaluation.report import labels, tables
from alongside.evaluation.report.document import Note, Prose, Table
from alongside.evaluation.report.parts import came, cost, factors


def having(findings: Findings, *figures: Figure) -> Findings:
    return replace(findings, figures=findings.figures | {one.id: one for one in figures})


def hidden(figure: Figure) -> Figure:
    blank = replace(figure, value=None, n=None, base=None, ci_low=None, ci_high=None)
    return replace(blank, status=Status.SUPPRESSED)


def prose_of(section) -> str:
    return " ".join(
        p for block in section.blocks if isinstance(block, Prose) for p in block.paragraphs
    )


def test_a_hidden_ratio_keeps_its_place_beside_the_other(whole):
    section = cost.section(having(whole, hidden(whole["sroi.ratio_pairs"])))

    note = next(block for block in section.blocks if isinstance(block, Note))
    assert "(too few to show) on those measured, £" in note.paragraphs[0]


@pytest.mark.parametrize(
    ("deadweight", "said"),
    [
        (0.64, "Nothing would be gained if 64% of the change would have happened anyway."),
        (-0.47, "Even if nothing of the change would have happened anyway, less than a pound"),
    ],
)
def test_the_deadweight_at_which_nothing_is_gained_is_said_in_words(whole, deadweight, said):
    figure = replace(whole["sroi.break_even_deadweight"], value=deadweight, status=Status.OK)

    assert said in prose_of(cost.section(having(whole, figure)))


def test_what_is_hidden_of_a_social_return_is_not_told_in_sentences(whole):
    gone = ("sroi.break_even_deadweight", "sroi.simulated.low")

    said = prose_of(cost.section(having(whole, *(hidden(whole[id_]) for id_ in gone))))

    assert "Nothing would be gained" not in said
    assert "10,000 times" not in said


def test_an_interval_of_the_ratio_is_made_of_its_two_ends(whole):
    section = cost.section(whole)

    table = next(b for b in section.blocks if isinstance(b, Table) and b.id == "cost-ratios")
    assert " to " in table.rows[2][2]


def test_a_factor_that_does_not_vary_says_why_in_its_row(whole):
    female = [whole["factor.female.slope"], whole["factor.female.slope.p"]]
    missing = [one.without_value("It does not vary.") for one in female]

    section = factors.section(having(whole, *missing))

    model = next(b for b in section.blocks if isinstance(b, Table) and b.id == "factor-model")
    assert model.rows[-1] == ("Women, against men", "not available", "It does not vary.")


def test_without_factors_there_is_no_table_of_them(whole):
    kept = {id_: one for id_, one in whole.figures.items() if "factor." not in id_}
    kept = {id_: one for id_, one in kept.items() if "adjusted." not in id_}

    section = factors.section(replace(whole, figures=kept))

    assert not [block for block in section.blocks if isinstance(block, Table)]


def test_a_group_that_is_not_known_is_left_out_of_the_groups(whole):
    kept = {id_: one for id_, one in whole.figures.items() if id_ != "factor.female.no.change"}

    section = factors.section(replace(whole, figures=kept))

    groups = next(b for b in section.blocks if isinstance(b, Table) and b.id == "factor-groups")
    assert "Men" not in [row[0] for row in groups.rows]


def test_a_table_of_nothing_says_so():
    assert tables.table("none", "Something", []) == [
        Prose(("Something: there is nothing to show.",))
    ]


def test_names_are_words_that_people_use(whole):
    assert labels.label_of(whole["referrals.source.nhs"]) == "NHS"
    assert labels.label_of(whole["people.transition.not_asked"]) == "Not asked"
    assert labels.term("start_score")[1] == "a point less"
    assert labels.term("new_term") == ("New term", "the others")
    assert labels.check("points_nowhere.referral_id") == "An id that leads to no row (referral id)"
    assert labels.check("new_check") == "New check"


def test_counts_that_are_hidden_are_said_to_be_too_few(whole):
    section = came.section(having(whole, hidden(whole["referrals.count"])))

    assert section.base == "Too few referrals to show, 240 people supported."


def test_where_nobody_was_measured_no_word_about_factors_is_lost(whole):
    none = [
        figure.without_value("The extract has no table of measures.")
        for id_, figure in whole.figures.items()
        if id_.startswith(("factor.", "adjusted."))
    ]

    section = factors.section(having(whole, *none))

    assert section.blocks == (Prose(("The extract has no table of measures.",)),)
