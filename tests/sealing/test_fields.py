"""Sealed fields: plain in Python, unreadable in the database, and found by nothing but a hash."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.db.models import F, Q, Value
from django.test.utils import isolate_apps
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alongside import sealing
from alongside.casework.people.models import ContactPoint, IdentityChange, Person, Risk
from alongside.casework.schemes.models import Draft
from alongside.sealing import SealedJSON, SealedText
from alongside.sealing.keys import MARK, Ring
from alongside.trouble import WrongKeys
from tests.casework import made

SAID = "She keeps the key under the blue pot, 07700 900417"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def stands(model: type[models.Model], column: str, number: int) -> str:
    """What stands in the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM {model._meta.db_table} WHERE id = %s",
            [number],
        )
        return cursor.fetchone()[0]


def put(model: type[models.Model], column: str, number: int, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s", [text, number]
        )


class TestRoundTrip(TestCase):
    @settings(max_examples=40)
    @given(TEXTS)
    def test_any_text_comes_back_as_it_was(self, text):
        scheme = made.scheme()

        person = Person.objects.create(scheme=scheme, preferred_name="Peg", address=text)

        assert Person.objects.get(pk=person.pk).address == text
        assert stands(Person, "address", person.pk).startswith(MARK) == bool(text)

    @settings(max_examples=40)
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | TEXTS,
            lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
            max_leaves=8,
        )
    )
    def test_any_json_comes_back_as_it_was(self, value):
        ruth = made.worker("Ruth Adeyemi")

        draft = Draft.objects.create(worker=ruth, form="a.b", fields={"said": value})

        assert Draft.objects.get(pk=draft.pk).fields == {"said": value}
        assert stands(Draft, "fields", draft.pk).startswith(MARK)


def test_empty_stays_empty_and_is_asked_for_as_ever(aldermouth, peg):
    other = made.person(aldermouth, "Tomasz", "Wilk", address="3 Mill Lane")

    assert stands(Person, "address", peg.pk) == ""
    assert list(Person.objects.filter(address="")) == [peg]
    assert list(Person.objects.exclude(address="")) == [other]
    assert list(Person.objects.filter(~Q(address=""))) == [other]
    assert list(Person.objects.filter(Q(address="") & Q(dogs=""))) == [peg]
    assert not Person.objects.filter(address=None).exists()
    assert not Person.objects.filter(address__isnull=True).exists()


@pytest.mark.parametrize(
    "asked",
    [
        Q(address="3 Mill Lane"),
        Q(address__in=["3 Mill Lane"]),
        Q(address__icontains="mill"),
        Q(address__startswith="3"),
        Q(address__gt="3"),
        Q(address__regex="."),
        Q(address=F("dogs")),
        Q(risks__what="unsteady on steps"),
        ~Q(address="3 Mill Lane"),
    ],
)
def test_nothing_else_can_be_asked_of_a_sealed_field(peg, asked):
    with pytest.raises(FieldError, match=r"(Person.address|Risk.what) is sealed, so \w+ cannot"):
        list(Person.objects.filter(asked))


def test_a_transform_of_a_sealed_field_is_none(peg):
    with pytest.raises(FieldError, match="is sealed"):
        Person.objects.filter(address__lower="3 mill lane")


def test_get_or_create_by_a_sealed_field_is_refused_and_writes_nothing(peg, ruth):
    with pytest.raises(FieldError, match=r"people\.Risk\.what is sealed"):
        Risk.objects.get_or_create(person=peg, what="unsteady on steps")

    assert not Risk.objects.exists()


@isolate_apps()
def test_an_order_or_an_index_of_a_sealed_field_is_a_fault_that_the_checks_find():
    class Noise(models.Model):
        words = SealedText()
        first = SealedText(db_index=True)
        once = SealedText(unique=True)
        right = SealedText()

        class Meta:
            app_label = "people"
            ordering = ["-words"]

    found = {name for name in ("words", "first", "once", "right") if faults_of(Noise, name)}

    assert found == {"words", "first", "once"}


def faults_of(model: type[models.Model], name: str) -> list[str]:
    field = model._meta.get_field(name)
    return [fault.id for fault in field.check() if fault.id == "sealing.E001"]


def test_bulk_writes_seal_too(aldermouth):
    people = Person.objects.bulk_create(
        Person(scheme=aldermouth, preferred_name=name, address=f"{name}’s house")
        for name in ("Peg", "Len")
    )
    for person in people:
        person.address = f"Beside {person.address}"
    Person.objects.bulk_update(people, ["address"])
    Person.objects.filter(preferred_name="Len").update(dogs="Two, friendly")

    assert [p.address for p in Person.objects.order_by("pk")] == [
        "Beside Peg’s house",
        "Beside Len’s house",
    ]
    assert [p.dogs for p in Person.objects.order_by("pk")] == ["", "Two, friendly"]
    for person in people:
        assert stands(Person, "address", person.pk).startswith(MARK)
    assert stands(Person, "dogs", people[1].pk).startswith(MARK)


def test_values_subqueries_and_related_rows_are_opened(peg, ruth):
    Risk.objects.create(person=peg, what="Unsteady", since=date(2026, 1, 5), recorded_by=ruth)
    Person.objects.filter(pk=peg.pk).update(address="3 Mill Lane")
    newest = Risk.objects.filter(person=models.OuterRef("pk")).values("what")[:1]

    assert list(Person.objects.values_list("address", flat=True)) == ["3 Mill Lane"]
    assert Person.objects.values("risks__what").get() == {"risks__what": "Unsteady"}
    assert Person.objects.annotate(risk=models.Subquery(newest)).get().risk == "Unsteady"
    assert Person.objects.annotate(kept=F("address")).get().kept == "3 Mill Lane"
    assert Risk.objects.select_related("person").get().person.address == "3 Mill Lane"


def test_one_text_does_not_open_in_another_column(peg):
    Person.objects.filter(pk=peg.pk).update(key_safe="4711")
    put(Person, "dogs", peg.pk, stands(Person, "key_safe", peg.pk))

    assert Person.objects.get(pk=peg.pk).dogs.startswith("(This cannot be read.")


def damaged(person: Person) -> str:
    sealed = stands(Person, "address", person.pk)
    put(Person, "address", person.pk, sealed[:-8] + "AAAAAAA=")
    return stands(Person, "address", person.pk)


def test_a_damaged_text_is_named_by_model_field_and_row_and_the_others_are_read(
    aldermouth, peg, caplog
):
    other = made.person(aldermouth, "Len", "Cole", address=SAID)
    damaged(other)

    found = list(Person.objects.order_by("pk"))

    assert [person.address for person in found] == [
        "",
        f"(This cannot be read. Please pass on: people.Person.address {other.pk})",
    ]
    said = [record.getMessage() for record in caplog.records if "opened" in record.getMessage()]
    assert said == [f"people.Person.address in row {other.pk} cannot be opened"]


def test_what_is_saved_beside_a_damaged_text_leaves_it_as_it_stands(aldermouth):
    len_ = made.person(aldermouth, "Len", "Cole", address=SAID)
    as_it_stands = damaged(len_)
    again = Person.objects.get(pk=len_.pk)

    again.preferred_name = "Lenny"
    again.save()
    sent_back = Person.objects.get(pk=len_.pk)
    sent_back.address = str(sent_back.address)  # as from a form that it was shown in
    sent_back.save()

    assert stands(Person, "address", len_.pk) == as_it_stands
    assert Person.objects.get(pk=len_.pk).preferred_name == "Lenny"


def test_a_damaged_text_is_put_right_by_writing_it_anew(aldermouth):
    len_ = made.person(aldermouth, "Len", "Cole", address=SAID)
    damaged(len_)
    again = Person.objects.get(pk=len_.pk)

    again.address = "3 Mill Lane"
    again.save()

    assert Person.objects.get(pk=len_.pk).address == "3 Mill Lane"


@pytest.mark.parametrize("row", ["?", "{other}", "999999"])
def test_the_words_for_a_damaged_text_copy_nobody_elses(aldermouth, peg, row):
    other = made.person(aldermouth, "Len", "Cole", address=SAID)
    asked = f"(This cannot be read. Please pass on: people.Person.address {row})"

    Person.objects.filter(pk=peg.pk).update(address=asked.format(other=other.pk))

    assert Person.objects.get(pk=peg.pk).address == asked.format(other=other.pk)


def test_a_hash_of_a_damaged_number_stays_as_it_was(aldermouth):
    len_ = made.person(aldermouth, "Len", "Cole", nhs_number="9434765919")
    hashed = stands(Person, "nhs_hash", len_.pk)
    put(Person, "nhs_number", len_.pk, stands(Person, "nhs_number", len_.pk)[:-8] + "AAAAAAA=")
    again = Person.objects.get(pk=len_.pk)

    again.save()

    assert stands(Person, "nhs_hash", len_.pk) == hashed


def test_a_value_of_json_that_is_damaged_is_refused(ruth):
    draft = Draft.objects.create(worker=ruth, form="a.b", fields={"said": SAID})
    put(Draft, "fields", draft.pk, "nothing sealed")

    with pytest.raises(WrongKeys) as refusal:
        Draft.objects.get(pk=draft.pk)

    assert refusal.value.found == f"schemes.Draft.fields in row {draft.pk} cannot be opened."
    assert refusal.value.try_this.startswith("alongside keys check")


def test_what_was_sealed_with_other_keys_is_refused_by_name(peg, settings):
    Person.objects.filter(pk=peg.pk).update(address=SAID)
    settings.KEYS = ",".join(Ring.new().write())

    with pytest.raises(WrongKeys, match=rf"people\.Person\.\w+ in row {peg.pk} cannot be"):
        Person.objects.get(pk=peg.pk)


def test_what_is_not_sealed_is_not_taken_for_words(peg):
    put(Person, "address", peg.pk, SAID)

    assert SAID not in Person.objects.get(pk=peg.pk).address


def test_fields_that_a_query_leaves_out_are_not_opened(peg, django_assert_num_queries):
    put(Person, "address", peg.pk, "not sealed, so it cannot be opened")

    assert Person.objects.defer("address").get(pk=peg.pk).preferred_name == "Peg"
    assert Person.objects.only("preferred_name").get(pk=peg.pk).preferred_name == "Peg"


def test_a_form_may_take_no_more_than_the_field_says(aldermouth, ruth):
    person = Person(scheme=aldermouth, preferred_name="Peg", key_safe="4" * 121)

    with pytest.raises(ValidationError) as refusal:
        person.full_clean()

    assert set(refusal.value.message_dict) == {"key_safe"}


def test_a_hash_is_kept_in_step_however_a_row_is_written(aldermouth, peg):
    hashed = sealing.keyed_hash("health number", "9434765919")
    peg.nhs_number = "9434765919"

    peg.save(update_fields=["nhs_number"])

    assert Person.objects.get(nhs_hash=hashed) == peg
    peg.save(update_fields=["preferred_name"])
    peg.nhs_number = ""
    peg.save()
    assert Person.objects.get(nhs_hash="") == peg
    Person.objects.bulk_create(
        [Person(scheme=aldermouth, preferred_name="Len", nhs_number="9434765919")]
    )
    assert Person.objects.get(nhs_hash=hashed).preferred_name == "Len"


@pytest.mark.parametrize("number", ["nhs_number", "chi_number", "hcn_number"])
def test_a_health_number_is_found_whichever_nation_gave_it(peg, number):
    setattr(peg, number, "9434765919")
    peg.save()

    assert list(Person.objects.all().numbered(["9434765919"])) == [peg]
    assert not Person.objects.all().numbered(["", "9434765918"])


@pytest.mark.parametrize(
    "typed", ["07700 900417", "+44 7700 900417", "0044 7700 900 417", "+44 (0) 7700 900417"]
)
def test_a_telephone_has_one_hash_however_it_is_written(peg, typed):
    point = ContactPoint.objects.create(person=peg, kind="telephone", value=typed)

    assert point.found_by == ContactPoint.hash_of("07700900417")
    assert stands(ContactPoint, "found_by", point.pk) == point.found_by


def test_a_change_of_identity_has_to_change_something(peg, ruth):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="change_changes"), transaction.atomic():
        IdentityChange.objects.create(person=peg, field="address", was="", became="", by=ruth)


def test_what_is_written_down_for_a_migration_has_no_secrets():
    _, path, _, options = SealedText(blank=True, max_length=30).deconstruct()
    assert (path, options) == (
        "alongside.sealing.fields.SealedText",
        {"blank": True, "max_length": 30},
    )
    _, path, _, options = sealing.KeyedHash(of="value", purpose="contact point").deconstruct()
    assert path == "alongside.sealing.fields.KeyedHash"
    assert "of" not in options


def test_no_words_and_no_json_are_null_where_a_column_may_be():
    field = SealedJSON(null=True)

    assert field.get_db_prep_value(None, connection) is None
    assert field.from_db_value(None, None, connection) is None


def test_a_value_in_an_expression_is_sealed(peg):
    field = Person._meta.get_field("address")
    Person.objects.update(address=Value("3 Mill Lane", output_field=field))

    assert Person.objects.get().address == "3 Mill Lane"


def test_what_is_short_is_opened_once_and_what_is_long_each_time(aldermouth, monkeypatch):
    note = "She spoke of her garden. " * 20
    person = made.person(aldermouth, "Len", "Cole", address="3 Mill Lane", visiting_note=note)
    opened = []
    really = Ring.open

    def counted(self: Ring, sealed: str, *, of: str) -> str:
        opened.append(of)
        return really(self, sealed, of=of)

    monkeypatch.setattr(Ring, "open", counted)

    for _ in range(3):
        again = Person.objects.get(pk=person.pk)
        assert (again.address, again.visiting_note) == ("3 Mill Lane", note)

    assert opened.count("people.person.address") == 1
    assert opened.count("people.person.visiting_note") == 3
