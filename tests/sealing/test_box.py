"""What stands in no field of ours: sealed for one purpose, and opened for no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.sealing import Box, NotOpened
from alongside.sealing.keys import Ring


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_put_in_comes_out(text):
    assert Box("session").open(Box("session").seal(text)) == text


def test_it_opens_for_its_own_purpose_alone():
    with pytest.raises(NotOpened):
        Box("second factor").open(Box("session").seal("4711"))


def test_it_does_not_open_with_other_keys(settings):
    sealed = Box("session").seal("4711")
    settings.KEYS = ",".join(Ring.new().write())

    with pytest.raises(NotOpened):
        Box("session").open(sealed)


@pytest.mark.parametrize("sealed", ["", "4711", "no base64: é", "AAAA"])
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(NotOpened):
        Box("session").open(sealed)


def test_it_still_opens_after_a_rotation(settings):
    sealed = Box("session").seal("4711")
    ring = Ring.read(settings.KEYS).with_new_key().with_first_key_alone()
    settings.KEYS = ",".join(ring.write())

    assert Box("session").open(sealed) == "4711"
