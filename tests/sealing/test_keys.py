"""Keys: what is sealed opens again, and with nothing else and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.sealing.keys import MARK, NotAKey, NotOpened, Ring

HERE = "people.person.address"
RING = Ring.new()
OTHER = Ring.new()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_again(text):
    sealed = RING.seal(text, of=HERE)

    assert RING.open(sealed, of=HERE) == text
    assert sealed.startswith(f"{MARK}{RING.in_use}.")
    assert sealed.isascii()


def test_the_same_text_is_never_sealed_the_same():
    assert RING.seal("3 Mill Lane", of=HERE) != RING.seal("3 Mill Lane", of=HERE)


def test_a_text_opens_in_its_own_place_alone():
    sealed = RING.seal("the code is 4711", of="people.person.key_safe")

    with pytest.raises(NotOpened):
        RING.open(sealed, of=HERE)


def test_a_text_does_not_open_with_other_keys():
    with pytest.raises(NotOpened):
        OTHER.open(RING.seal("3 Mill Lane", of=HERE), of=HERE)


def test_a_text_does_not_open_with_the_same_key_and_another_root():
    secret = b"k" * 32
    one, two = Ring.of(b"1" * 32, secret), Ring.of(b"2" * 32, secret)

    with pytest.raises(NotOpened):
        two.open(one.seal("3 Mill Lane", of=HERE), of=HERE)


@settings(max_examples=200)
@given(st.data())
def test_a_text_of_which_one_letter_was_changed_does_not_open(data):
    sealed = RING.seal("3 Mill Lane", of=HERE)
    at = data.draw(st.integers(0, len(sealed) - 1))
    letter = data.draw(st.characters(max_codepoint=126, min_codepoint=33))
    if letter == sealed[at] or (sealed[at] == "=" and letter == "="):
        return
    changed = sealed[:at] + letter + sealed[at + 1 :]

    try:
        opened = RING.open(changed, of=HERE)
    except NotOpened:
        return
    assert opened == "3 Mill Lane"  # a letter of base64 that says nothing


@pytest.mark.parametrize(
    "text",
    ["", "3 Mill Lane", "s1.", "s1.00000000.", f"s1.{RING.in_use}.é"],
    ids=["nothing", "plain", "mark alone", "no such key", "no ascii"],  # keys differ by process
)
def test_what_is_not_sealed_does_not_open(text):
    with pytest.raises(NotOpened):
        RING.open(text, of=HERE)


def test_what_was_sealed_before_a_new_key_still_opens_and_then_no_longer():
    before = RING.seal("3 Mill Lane", of=HERE)
    both = RING.with_new_key()

    assert both.open(before, of=HERE) == "3 Mill Lane"
    assert both.seal("x", of=HERE).startswith(f"{MARK}{both.in_use}.")
    assert both.in_use != RING.in_use
    with pytest.raises(NotOpened):
        both.with_first_key_alone().open(before, of=HERE)


def test_what_is_written_down_is_read_again():
    ring = RING.with_new_key()

    assert Ring.read("\n".join(["# for people", *ring.write()])) == ring
    assert Ring.read(",".join(ring.write())) == ring
    assert Ring.read(" , ".join(ring.write())) == ring


ROOT, KEY = RING.write()


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "it has no root"),
        ("# root:nothing but a remark", "it has no root"),
        (KEY, "it has no root"),
        (f"{ROOT},{OTHER.write()[0]},{KEY}", "it has 2 roots"),
        (ROOT, "it has a root, and no key"),
        (f"{ROOT} {KEY[:-5]}", "was not copied whole"),
        (f"{ROOT} {KEY[:-4]}é===", "was not copied whole"),
        (f"root:!!! {KEY}", "was not copied whole"),
        (f"{ROOT} 00000000:{KEY.partition(':')[2]}", "the key 00000000 was not copied whole"),
        (f"{OTHER.write()[0]} {KEY}", "or is of another root"),
        (f"{ROOT} {KEY} forgotten", "was not copied whole"),
    ],
    ids=range(11),  # keys differ by process
)
def test_what_is_no_ring_is_refused_without_showing_it(written, why):
    with pytest.raises(NotAKey, match=why) as refusal:
        Ring.read(written)

    for word in written.replace(",", " ").split():
        secret = word.partition(":")[2]
        assert not secret or secret not in str(refusal.value)


def test_a_ring_does_not_show_its_secrets():
    shown = repr(RING)

    for word in RING.write():
        assert word.partition(":")[2] not in shown


def test_a_stable_key_is_the_same_after_a_rotation_and_another_for_each_purpose():
    assert RING.with_new_key().with_first_key_alone().stable_key("audit") == RING.stable_key(
        "audit"
    )
    assert RING.stable_key("audit") != RING.stable_key("extract")
    assert RING.stable_key("audit") != OTHER.stable_key("audit")
    assert len(RING.stable_key("audit")) == 32


def test_what_was_sealed_years_ago_still_opens():
    """Fixed words: whoever changes how texts are sealed has to keep this way too."""
    ring = Ring.of(b"r" * 32, b"k" * 32)
    sealed = "s1.c32a61e5.lgh2UmnQUm1Q8FrIdfO0Iqml5LkRORPWrJV7WANL2ObKP+/Bz8d+/8cWIuFODzwW0U7w"

    assert ring.open(sealed, of="people.person.address") == "3 Mill Lane, Aldermouth"
    assert (
        ring.stable_key("audit").hex()
        == "f21aa745483dc8d34183ec091b0f072a1bf7480453d64753791fdf1a9349406c"
    )
