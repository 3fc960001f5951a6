import json
import string

import pytest

from alongside.instruments import (
    Direction,
    Instrument,
    Mode,
    NoSuchInstrument,
    NotMeasured,
    Stage,
    all_instruments,
    load,
    not_before_acceptance,
)
from tests.shared_data import shared

AVOIDED = ("lonely people", "sufferer", "suffers", "victim", "client", "patient", "failed")


def every_word(instrument: Instrument) -> str:
    """All that a person or a worker can read of an instrument."""
    own = [instrument.title, instrument.short_title, instrument.intro, instrument.lead_in]
    bands = [band.label for band in instrument.bands]
    return " ".join([*own, *bands, instrument.better_words, instrument.worse_words]).lower()


def test_there_are_six_instruments_and_five_are_in_the_extract() -> None:
    found = {instrument.id: instrument.contract for instrument in all_instruments()}

    assert found == {
        "ucla3": True,
        "ons_loneliness": True,
        "ons4": True,
        "health_limits_social": True,
        "swemwbs": True,
        "cel": False,
    }


def test_an_unknown_instrument_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(NoSuchInstrument, match=r"no instrument called 'ucla20'.*ucla3, ons_lonel"):
        load("ucla20")


@pytest.mark.parametrize("instrument", all_instruments(), ids=lambda each: each.id)
def test_an_instrument_says_why_we_ask_and_where_it_comes_from(instrument: Instrument) -> None:
    assert instrument.title
    assert "We " in instrument.intro
    assert instrument.intro.endswith(".")
    assert instrument.licence
    assert instrument.source
    assert "http" not in instrument.licence + instrument.source


@pytest.mark.parametrize("instrument", all_instruments(), ids=lambda each: each.id)
def test_our_own_words_never_put_anybody_down(instrument: Instrument) -> None:
    words = every_word(instrument)

    assert not [avoided for avoided in AVOIDED if avoided in words]
    assert "lonely" not in words  # only in the published questions


@pytest.mark.parametrize("instrument", all_instruments(), ids=lambda each: each.id)
def test_every_item_has_a_key_of_its_own_and_answers_with_codes_of_their_own(
    instrument: Instrument,
) -> None:
    keys = [item.key for item in instrument.items]

    assert len(set(keys)) == len(keys)
    for item in instrument.items:
        assert len(set(item.codes)) == len(item.codes) >= 2
        assert set(item.key) <= set(string.ascii_lowercase + string.digits + "_")


@pytest.mark.parametrize("instrument", all_instruments(), ids=lambda each: each.id)
def test_the_range_is_what_the_items_can_add_up_to(instrument: Instrument) -> None:
    lowest = highest = 0
    for item in instrument.items:
        points = [option.points for option in item.options if option.points is not None]
        lowest, highest = lowest + min(points), highest + max(points)

    assert instrument.score_range in (None, (lowest, highest))


def test_ucla3_has_the_published_wording_and_answers() -> None:
    ucla3 = load("ucla3")

    assert [item.wording for item in ucla3.items] == [
        "How often do you feel that you lack companionship?",
        "How often do you feel left out?",
        "How often do you feel isolated from others?",
    ]
    assert [(option.code, option.label) for option in ucla3.items[0].options] == [
        (1, "Hardly ever or never"),
        (2, "Some of the time"),
        (3, "Often"),
    ]


@pytest.mark.parametrize(
    ("value", "lonely", "severe"), [(5, False, False), (6, True, False), (8, True, True)]
)
def test_ucla3_counts_six_as_lonely_and_eight_as_severe(
    value: int, lonely: bool, severe: bool
) -> None:
    ucla3 = load("ucla3")

    assert ucla3.reaches("lonely", value) is lonely
    assert ucla3.reaches("severe", value) is severe


def test_where_higher_is_better_a_threshold_is_reached_from_above() -> None:
    direct = load("ons_loneliness")

    assert direct.direction is Direction.HIGHER_IS_BETTER
    assert direct.reaches("often", 1)
    assert not direct.reaches("often", 2)


def test_a_threshold_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("swemwbs").reaches("lonely", 20)


def test_an_answer_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("ucla3").items[0].option(4)


def test_only_the_campaign_tool_must_wait_until_a_referral_is_accepted() -> None:
    waiting = [each.id for each in all_instruments() if not_before_acceptance(each)]

    assert waiting == ["cel"]


def test_the_campaign_tool_shows_its_second_statement_from_the_other_end() -> None:
    first, second, third = load("cel").items

    assert first.codes == third.codes == (1, 2, 3, 4, 5, 6)
    assert second.codes == (6, 5, 4, 3, 2, 1)


def test_swemwbs_ships_without_its_licensed_wording() -> None:
    swemwbs = load("swemwbs")

    assert not swemwbs.wording_supplied
    assert [item.wording for item in swemwbs.items] == [f"Statement {n}" for n in range(1, 8)]
    assert [each.id for each in all_instruments() if not each.wording_supplied] == ["swemwbs"]


def test_anxiety_alone_of_the_four_is_better_lower() -> None:
    lower = [item.key for item in load("ons4").items if item.direction is Direction.LOWER_IS_BETTER]

    assert lower == ["anxious"]


def test_value_ranges_are_those_of_the_figures() -> None:
    ranges = {instrument.id: instrument.value_range for instrument in all_instruments()}

    found = [ranges[name] for name in ("ucla3", "swemwbs", "ons4")]
    assert found == [(3, 9), (7.0, 35.0), None]


def test_codes_read_as_the_extract_has_them_with_words_beside_them() -> None:
    assert [stage.value for stage in Stage] == ["start", "review", "end", "follow_up"]
    assert [mode.value for mode in Mode] == ["self", "read_out", "telephone", "paper", "link"]
    assert NotMeasured.choices() == [
        ("too_early", "Too early to ask"),
        ("declined", "Did not want to"),
        ("not_able", "Was not able to"),
        ("forgot", "We forgot to ask"),
        ("could_not_reach", "We could not reach them"),
    ]
    assert Stage("follow_up").label == "At follow-up"
    assert f"{Mode.LINK}" == "link"


def test_codes_are_those_of_the_data_package() -> None:
    package = json.loads(shared("contract", "datapackage.json").read_text(encoding="utf-8"))
    enums = {
        (table["name"], field["name"]): field["constraints"]["enum"]
        for table in package["resources"]
        for field in table["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    }

    assert enums["measures", "stage"] == [code for code, _ in Stage.choices()]
    assert enums["measures", "mode"] == [code for code, _ in Mode.choices()]
    assert enums["not_measured", "reason"] == [code for code, _ in NotMeasured.choices()]
    assert set(enums["measures", "instrument"]) == {e.id for e in all_instruments() if e.contract}
