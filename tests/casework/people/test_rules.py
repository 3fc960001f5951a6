"""What may stand in a record: numbers, postcodes, telephones, days, and the words for the card."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.people import rules
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.people.rules import PointIn
from alongside.casework.schemes.postcodes import MAY, SHAPES

TODAY = date(2026, 11, 19)
nine_digits = st.text("0123456789", min_size=9, max_size=9)


def with_check_digit(nine: str) -> str | None:
    """Nine digits with the tenth that checks them, reckoned in another way than the rule does."""
    for last in "0123456789":
        digits = [int(digit) for digit in nine + last]
        weighed = [digit * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)]
        if sum(weighed) % 11 == 0:
            return nine + last
    return None


# ---- Numbers


@given(nine_digits)
def test_an_nhs_number_has_one_last_digit_at_most(nine):
    whole = with_check_digit(nine)
    fitting = [nine + last for last in "0123456789" if not rules.nhs_number_fault(nine + last)]

    assert fitting == ([whole] if whole and len(set(whole)) > 1 else [])


@given(nine_digits, st.integers(0, 9), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(nine, place, other):
    whole = with_check_digit(nine)
    if whole is None or whole[place] == other or len(set(whole)) == 1:
        return

    assert "a digit is wrong" in rules.nhs_number_fault(whole[:place] + other + whole[place + 1 :])


@given(st.text())
def test_whatever_is_typed_as_a_number_is_answered_with_words(typed):
    for fault in (rules.nhs_number_fault, rules.chi_fault, rules.hcn_fault):
        assert isinstance(fault(typed), str)


@pytest.mark.parametrize(
    ("fault", "typed"),
    [
        (rules.nhs_number_fault, "943 476 5919"),
        (rules.nhs_number_fault, "943-476-5919"),
        (rules.nhs_number_fault, ""),
        (rules.chi_fault, "010347 1235"),
        (rules.chi_fault, "  "),
        (rules.hcn_fault, "320 000 0015"),
        (rules.hcn_fault, ""),
    ],
)
def test_numbers_are_taken_as_they_are_read_out(fault, typed):
    assert fault(typed) == ""


@pytest.mark.parametrize("fault", [rules.nhs_number_fault, rules.chi_fault, rules.hcn_fault])
def test_the_example_in_a_refusal_is_a_number_that_would_be_taken(fault):
    example = fault("1").split("like ")[1].split(".")[0]

    assert fault(example) == ""


@pytest.mark.parametrize(
    ("fault", "typed", "words"),
    [
        (rules.nhs_number_fault, "943 476 5918", "not an NHS number: a digit is wrong"),
        (rules.nhs_number_fault, "943 476 591", "has ten digits, like 943 476 5919"),
        (rules.nhs_number_fault, "٩٤٣٤٧٦٥٩١٩", "has ten digits"),
        (rules.nhs_number_fault, "111 111 1111", "a digit is wrong"),
        (rules.chi_fault, "943 476 5919", "begins with the date of birth"),
        (rules.chi_fault, "010347 1236", "not a CHI number: a digit is wrong"),
        (rules.hcn_fault, "943 476 5919", "begin with 32 to 39"),
        (rules.hcn_fault, "320 000 0016", "not a Health and Care number"),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong(fault, typed, words):
    assert words in fault(typed)


@pytest.mark.parametrize(
    ("born", "can_be"), [("310299", False), ("290200", True), ("290299", False), ("290296", True)]
)
def test_a_chi_number_begins_with_a_day_that_there_was(born, can_be):
    number = next(filter(None, (with_check_digit(f"{born}{n:03}") for n in range(100, 999))))

    assert (rules.chi_fault(number) == "") is can_be


def test_a_number_is_shown_in_groups():
    assert rules.shown_number("9434765919") == "943 476 5919"
    assert rules.shown_number("12") == "12"


# ---- Postcodes


@st.composite
def postcodes(draw):
    shape = draw(st.sampled_from(SHAPES))
    return "".join(draw(st.sampled_from(MAY[place])) for place in shape)


@given(postcodes())
def test_every_postcode_is_taken_and_written_with_one_space(plain):
    normal = rules.normal_postcode(plain.lower())

    assert rules.postcode_fault(plain) == ""
    assert normal == f"{plain[:-3]} {plain[-3:]}"


@given(postcodes(), st.data())
def test_a_nought_for_an_o_is_mended_where_only_one_can_stand(plain, data):
    swapped = "".join(
        data.draw(st.sampled_from([one, {"O": "0", "0": "O", "1": "I", "I": "1"}.get(one, one)]))
        for one in plain
    )

    assert rules.postcode_fault(rules.normal_postcode(swapped)) == ""


@given(st.text())
def test_a_postcode_once_in_normal_form_stays_as_it_is(typed):
    normal = rules.normal_postcode(typed)

    assert rules.normal_postcode(normal) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("ad42qt", "AD4 2QT"),
        (" s014 2aa ", "SO14 2AA"),
        ("wia oax", "W1A 0AX"),
        ("EC1A-1BB", "EC1A 1BB"),
        ("im1 1aa", "IM1 1AA"),
        ("bl0 9zz", "BL0 9ZZ"),
        ("bfpo 58", "BFPO 58"),
        ("BFP0 5410", "BFPO 5410"),
        ("bf1 4fb", "BF1 4FB"),
        ("gir oaa", "GIR 0AA"),
    ],
)
def test_postcodes_are_mended_and_spaced(typed, normal):
    assert rules.normal_postcode(typed) == normal
    assert rules.postcode_fault(typed) == ""


@pytest.mark.parametrize("typed", ["AD4", "AD4 2", "AD4 2QC", "1AD 2QT", "E0 1AA", "Thornhythe"])
def test_what_is_no_whole_postcode_is_said_so(typed):
    assert "not a whole postcode" in rules.postcode_fault(typed)


def test_an_empty_postcode_is_no_fault():
    assert rules.postcode_fault(" ") == ""


# ---- Telephones and emails


@given(st.from_regex(r"07[0-9]{9}", fullmatch=True), st.data())
def test_a_telephone_is_the_same_however_it_is_written(digits, data):
    way = data.draw(st.sampled_from(["{0}", "+44{1}", "0044 {1}", "+44 (0){1}", "44{1}", "({0})"]))
    spaced = "".join(data.draw(st.sampled_from([one, f"{one} ", f"{one}-"])) for one in digits)

    assert rules.normal_telephone(way.format(spaced, spaced[1:].lstrip(" -"))) == digits


@given(st.text())
def test_whatever_is_typed_as_a_telephone_has_a_normal_form(typed):
    normal = rules.normal_telephone(typed)

    assert rules.normal_telephone(normal) == normal or normal.startswith(("00", "44"))
    assert set(normal.lstrip("+")) <= set("0123456789")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("07700900417", "07700 900417"),
        ("+44 7700 900417", "07700 900417"),
        ("02079460018", "020 7946 0018"),
        ("01134960018", "0113 496 0018"),
        ("08081570018", "0808 157 0018"),
        ("01632960217", "01632 960217"),
        ("+353 86 123 4567", "+353 86 123 4567"),
        ("07700 900417 ask for Jo", "07700 900417 ask for Jo"),
    ],
)
def test_a_telephone_is_shown_as_people_say_it(typed, shown):
    assert rules.shown_telephone(typed) == shown
    assert rules.telephone_fault(typed) == ""


@pytest.mark.parametrize("typed", ["0770", "07700 90041", "900417", "+", "00", "", "next door"])
def test_what_cannot_be_dialled_is_said_so(typed):
    assert "not a whole telephone number" in rules.telephone_fault(typed)


def test_a_number_from_abroad_keeps_its_country():
    assert rules.normal_telephone("00353 86 123 4567") == "+353861234567"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("peg", "it has no @"),
        ("peg@", "not a whole email"),
        ("peg@example", "not a whole email"),
        ("peg @example.org", "not a whole email"),
        (" Peg@Example.org ", ""),
    ],
)
def test_an_email_that_could_not_arrive_is_said_so(typed, words):
    assert words in rules.email_fault(typed) if words else rules.email_fault(typed) == ""


def test_a_point_says_how_it_is_kept_and_shown():
    telephone, email = PointIn("telephone", "07700900417"), PointIn("email", " Peg@Example.org ")

    assert (telephone.plain, telephone.shown, telephone.fault) == (
        "07700900417",
        "07700 900417",
        "",
    )
    assert (email.plain, email.shown, email.fault) == ("peg@example.org", "Peg@Example.org", "")


# ---- Days and the rest of the record


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (None, ""),
        (date(1948, 3, 27), ""),
        (TODAY, ""),
        (TODAY + timedelta(1), "20 November 2026 is still to come"),
        (date(1905, 1, 1), "over 120. Check the year"),
    ],
)
def test_a_day_of_birth_is_one_on_which_somebody_alive_was_born(born, words):
    fault = rules.birth_fault(born, TODAY)

    assert words in fault if words else fault == ""


@pytest.mark.parametrize("typed", ["", "Y99901", "y99 901", "99901"])
def test_a_practice_code_can_be_any_nations(typed):
    assert rules.ods_fault(typed) == ""


def test_a_practice_code_is_not_a_sentence():
    assert "letters and digits only" in rules.ods_fault("Marlpit Road")


@pytest.mark.parametrize(
    ("name", "ways", "address", "words"),
    [
        ("Peg", 1, "", ""),
        ("Peg", 0, "2 Staithe Cottages", ""),
        (" ", 1, "", "Enter a name to call them by"),
        ("Peg", 0, " ", "Enter one way to reach them"),
    ],
)
def test_a_name_and_one_way_to_reach_them_is_all_that_is_compulsory(name, ways, address, words):
    reason = rules.why_not_added(name, ways, address)

    assert words in reason if words else reason == ""


@pytest.mark.parametrize(
    ("died_on", "on", "words"),
    [
        (None, TODAY, ""),
        (None, TODAY + timedelta(1), "is still to come"),
        (None, date(1948, 3, 26), "before they were born, on 27 March 1948"),
        (TODAY, TODAY, "recorded already that they died, on 19 November 2026"),
    ],
)
def test_a_death_is_recorded_once_and_within_a_life(died_on, on, words):
    reason = rules.why_not_died(died_on, date(1948, 3, 27), on, TODAY)

    assert words in reason if words else reason == ""
    assert rules.why_not_died(None, None, TODAY, TODAY) == ""


def test_fields_are_tidied_as_they_are_kept():
    assert rules.tidy(
        {
            "preferred_name": " Peg ",
            "postcode": "ad42qt",
            "nhs_number": "943 476 5919",
            "gp_ods_code": "y99 901",
            "age_about": 78,
            "two_to_visit": True,
        },
        TODAY,
    ) == {
        "preferred_name": "Peg",
        "postcode": "AD4 2QT",
        "nhs_number": "9434765919",
        "gp_ods_code": "Y99901",
        "age_about": 78,
        "age_about_on": TODAY,
        "two_to_visit": True,
    }


def test_an_age_keeps_its_day_and_loses_it_together():
    earlier = date(2025, 1, 1)

    assert rules.tidy({"age_about": 70, "age_about_on": earlier}, TODAY)["age_about_on"] == earlier
    assert rules.tidy({"age_about": None}, TODAY)["age_about_on"] is None


def test_who_does_not_want_a_gp_has_no_practice():
    tidy = rules.tidy({"gp_not_wanted": True, "gp_practice": "Marlpit Road"}, TODAY)

    assert (tidy["gp_practice"], tidy["gp_ods_code"]) == ("", "")


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (Person(date_of_birth=date(1948, 3, 27)), "78"),
        (Person(age_about=70, age_about_on=date(2024, 11, 19)), "about 72"),
        (Person(), ""),
    ],
)
def test_an_age_is_said_as_surely_as_it_is_known(person, words):
    assert rules.age_words(person, TODAY) == words


# ---- Names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("peg hollins", ("Peg", "Margaret", "Hollins")),
        ("Hollins, Margaret".replace(",", ""), ("Peg", "", "Hollins")),  # the short form
        ("Pge", ("Peg", "", "Hollins")),
        ("barraclogh", ("Len", "Leonard", "Barraclough")),
        ("Lukasz", ("Łukasz", "", "Wójcik")),
        ("Wojcik", ("Łukasz", "", "Wójcik")),
        ("obrien", ("Siobhán", "", "O’Brien")),
        ("smith jones", ("Ann", "", "Smith-Jones")),
        ("Bill", ("William", "", "Orr")),
        ("Marg", ("Peg", "Margaret", "Hollins")),
    ],
)
def test_a_name_is_known_again_however_it_is_spelt_or_shortened(typed, names):
    assert rules.likeness(typed, *names).least > 0


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("peg wilk", ("Peg", "Margaret", "Hollins")),
        ("Rao", ("Sunita", "", "Roy")),
        ("Jo", ("Al", "", "Orr")),
        ("", ("Peg", "", "Hollins")),
        ("peg", ("", "", "")),
    ],
)
def test_another_name_is_not_like_it(typed, names):
    assert rules.likeness(typed, *names) == (0, 0)


def test_the_likest_comes_first():
    names = ("Peg", "Margaret", "Hollins")
    likes = [rules.likeness(typed, *names).mean for typed in ("peg", "marg", "maggie", "magaret")]

    assert likes == sorted(likes, reverse=True)


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_lies_between_nothing_and_the_same(typed, name):
    like = rules.likeness(typed, name)

    assert 0 <= like.least <= like.mean <= 100
    assert rules.likeness(name, name).least in (0, 100)


# ---- The card *Getting in touch*


def somebody(telephones=(), emails=(), **fields):
    person = Person(pk=1, preferred_name="Peg", **fields)
    points = [
        *(ContactPoint(kind="telephone", value=value, note=note) for value, note in telephones),
        *(ContactPoint(kind="email", value=value) for value in emails),
    ]
    person._prefetched_objects_cache = {"contact_points": points}
    return person


HERS = [("07700 900417", "")]


def test_the_card_says_ring_text_and_never_as_on_the_picture():
    card = rules.safe_contact(
        somebody(
            HERS,
            best_times="After 11am",
            text="first_name",
            voicemail="no",
            letter="no",
            who_else_may_answer="Her son",
            if_somebody_else_answers="It’s Ruth, I’ll ring again",
        )
    )

    assert card.rows == [
        ("Ring", "after 11am", "07700 900417"),
        ("Text", "Yes, but not who we are", ""),
        ("Never", "Voicemail or letters", ""),
    ]
    assert card.care == "If her son answers, say “It’s Ruth, I’ll ring again”."
    assert (card.ring, card.never) == ("07700 900417", "Voicemail or letters")


def test_what_was_not_asked_is_no_yes():
    card = rules.safe_contact(somebody(HERS, address="2 Staithe Cottages"))

    assert ("Ask", "Voicemail, texts and letters: not asked yet", "") in card.rows
    assert card.never == ""


def test_every_way_that_is_safe_is_on_the_card():
    card = rules.safe_contact(
        somebody(
            [*HERS, ("01632 960217", "Nessa next door")],
            ["peg@example.org"],
            address="2 Staithe Cottages",
            **dict.fromkeys(("text", "voicemail", "email", "letter"), "yes"),
        )
    )

    assert card.rows == [
        ("Ring", "", "07700 900417"),
        ("Or ring", "Nessa next door", "01632 960217"),
        ("Text", "Yes", ""),
        ("Email", "peg@example.org. Yes", ""),
        ("Write", "Yes", ""),
        ("Voicemail", "Yes", ""),
    ]


def test_who_cannot_use_a_telephone_is_not_rung_for_a_talk():
    card = rules.safe_contact(somebody(HERS, adjustments=["no_telephone"], voicemail="no"))

    assert card.rows[0] == ("Ring", "they cannot use it to talk", "07700 900417")


def test_whose_telephone_it_is_stands_beside_it_and_a_name_keeps_its_capital():
    card = rules.safe_contact(somebody([("01632 960217", "Nessa’s")], best_times="Tuesdays"))

    assert card.rows[0] == ("Ring", "Nessa’s, Tuesdays", "01632 960217")


def test_nobody_knows_yet_how():
    card = rules.safe_contact(somebody())

    assert card.rows == [("How", "Not known yet", "")]
    assert card.ring == ""


def test_only_a_letter_can_be_sent_without_telephone_and_email():
    card = rules.safe_contact(somebody(address="2 Staithe Cottages", letter="yes", text="yes"))

    assert card.rows == [("Write", "Yes", "")]


@pytest.mark.parametrize(
    ("fields", "care"),
    [
        ({}, ""),
        ({"say_who_we_are": "no"}, "Do not say who we are."),
        ({"who_else_may_answer": "her son."}, "Her son may answer."),
        (
            {"who_else_may_answer": "Graham", "say_who_we_are": "no"},
            "Graham may answer. Do not say who we are.",
        ),
        ({"if_somebody_else_answers": "“Hello”"}, "If somebody else answers, say “Hello”."),
        (
            {"who_else_may_answer": "Nobody", "if_somebody_else_answers": "Hello"},
            "If somebody else answers, say “Hello”.",
        ),
        (
            {"who_else_may_answer": "Graham", "if_somebody_else_answers": "Hello"},
            "If Graham answers, say “Hello”.",
        ),
    ],
)
def test_what_to_mind_is_one_sentence_or_two(fields, care):
    assert rules.safe_contact(somebody(HERS, **fields)).care == care


def test_before_the_doorbell():
    person = somebody(key_safe="By the side door", dogs="Biscuit", two_to_visit=True)

    assert rules.visiting_words(person) == [
        "Two of us visit, never one",
        "By the side door",
        "Biscuit",
    ]
    assert rules.visiting_words(somebody(visiting_note="Side door")) == ["Side door"]
