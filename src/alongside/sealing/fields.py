"""Fields that are sealed in the database and plain in Python, and the hashes that find them.

A sealed field has no lookups but *is it empty* and *is it null*: a filter on anything else, which
could never find a row, is refused. To find rows by a whole value, keep a `KeyedHash` beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core import checks
from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import Exact, IsNull, Lookup

from alongside.trouble import WrongKeys

from . import kept
from .keys import NotOpened
from .unreadable import Unreadable, is_damaged, row_meant

Given = TypeVar("Given")
Got = TypeVar("Got")

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    class Text(models.TextField[Given, Got]):
        """What a subclass says it takes and gives."""

    HashField = models.CharField[str, str]
    IsExactly = Exact[Any]
else:

    class Text(models.TextField, Generic[Given, Got]):
        """The same, where Django's own fields know nothing of types."""

    HashField = models.CharField
    IsExactly = Exact


class _EmptyOnly(IsExactly):
    """`field=""`, and nothing else."""

    def get_prep_lookup(self) -> Any:
        if self.rhs is not None and self.rhs != "":  # None: Django makes *is null* of it
            raise FieldError(_why_not(self.lhs.output_field, "exact"))
        return self.rhs


class Sealed(Text[Given, Got]):
    """What sealed fields have in common."""

    sealed_for: str  # the one place where its texts can be opened: people.person.address

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any) -> None:
        super().contribute_to_class(cls, name, *args)
        self.sealed_for = f"{cls._meta.label_lower}.{name}"

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        if lookup_name == "isnull":
            return IsNull
        if lookup_name == "exact":
            return _EmptyOnly
        raise FieldError(_why_not(self, lookup_name))

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """An index or an order of what is sealed would be one of noise."""
        found = list(super().check(**options))
        ordered = {str(one).lstrip("-") for one in self.model._meta.ordering or ()}
        indexed = getattr(self, "db_index", False)  # the stubs do not know it
        if self.unique or indexed or self.name in ordered:
            found.append(
                checks.Error(
                    "A sealed field has no order, and no two of its values are the same.",
                    hint="Take unique, db_index or Meta.ordering away from it.",
                    obj=self,
                    id="sealing.E001",
                )
            )
        return found

    def seal(self, plain: str) -> str:
        """As it stands in the database. Empty stays empty."""
        return kept.ring(fresh=True).seal(plain, of=self.sealed_for) if plain else ""

    def open(self, sealed: str) -> str:
        """The text again; NotOpened where that cannot be."""
        try:
            return kept.opened(sealed, of=self.sealed_for)
        except NotOpened:  # perhaps with a key that was made since the file was read
            return kept.opened(sealed, of=self.sealed_for, fresh=True)

    def open_of_row(self, sealed: str, connection: BaseDatabaseWrapper) -> str:
        """The text again; where that cannot be, an error that says in which row it stands."""
        if not sealed:
            return ""
        try:
            return self.open(sealed)
        except NotOpened:
            raise self._cannot_open(sealed, connection) from None

    @property
    def place(self) -> str:
        """What it is called in messages: people.Person.address."""
        return f"{self.model._meta.label}.{self.name}"

    def _row_of(self, sealed: str, connection: BaseDatabaseWrapper) -> Any:
        """The number of the row in which this text stands."""
        key = self.model._meta.pk.column
        found = self._looked_up(key, self.column, sealed, connection)
        return "?" if found is None else found

    def _looked_up(
        self, wanted: str, column: str, value: Any, connection: BaseDatabaseWrapper
    ) -> Any:
        table, quote = self.model._meta.db_table, connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {quote(wanted)} FROM {quote(table)} WHERE {quote(column)} = %s",  # noqa: S608 - names of ours
                [value],
            )
            row = cursor.fetchone()
        return row[0] if row else None

    def _cannot_open(self, sealed: str, connection: BaseDatabaseWrapper) -> WrongKeys:
        return WrongKeys(
            f"{self.place} in row {self._row_of(sealed, connection)} cannot be opened.",
            needed="The key that it was sealed with, and the text as it was sealed.",
            try_this="alongside keys check: it says whether a key is missing or rows are damaged.",
        )


class SealedText(Sealed[str, str]):
    """Words of a person, or a number of theirs. Give `max_length` for what a form may take."""

    description = "Text that is sealed in the database"

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        if max_length is not None:
            self.validators.append(MaxLengthValidator(max_length))

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if isinstance(value, Unreadable):
            return value.sealed
        plain = super().get_db_prep_value(value, connection, prepared)
        if plain is None:
            return None
        return self._as_it_stands(str(plain), connection) or self.seal(str(plain))

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | None:
        """The words; of a damaged text a sentence in their place, which says where it stands."""
        if not value:
            return value
        try:
            return self.open(value)
        except NotOpened:
            if not is_damaged(value, {key.name for key in kept.ring().keys}):
                raise self._cannot_open(value, connection) from None
        return Unreadable.at(self.place, self._row_of(value, connection), value)

    def _as_it_stands(self, plain: str, connection: BaseDatabaseWrapper) -> str:
        """The damaged text again, where a form sends back what was shown in its place."""
        row = row_meant(plain, self.place)
        if row is None or not row.isdecimal():
            return ""
        key = self.model._meta.pk.column
        sealed = self._looked_up(self.column, key, int(row), connection) or ""
        try:
            self.open(sealed)
        except NotOpened:
            return str(sealed)
        return ""  # it can be read by now, and is not copied from there


class SealedJSON(Sealed[Any, Any]):
    """A value of JSON that holds words of a person. No query can look into it."""

    if TYPE_CHECKING:  # what the types of Django's models ask for
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    description = "JSON that is sealed in the database"

    def to_python(self, value: Any) -> Any:
        return value

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        return None if value is None else self.seal(json.dumps(value, ensure_ascii=False))

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> Any:
        return None if value is None else json.loads(self.open_of_row(value, connection))


class KeyedHash(HashField):
    """A keyed hash of a value beside it, by which rows are found: `KeyedHash(of="nhs_number")`.

    `of` names the sealed field, and `normal`, where that may be written in several ways, a property
    with the one normal way. `save` and `bulk_create` keep the hash in step, and an empty value has
    an empty one; a model that is saved with `update_fields` adds the hash by `hashes_too`. What to
    look for is made by `keyed_hash(purpose, value)`.
    """

    description = "Keyed hash of a sealed value"

    def __init__(
        self, *args: Any, of: str = "", normal: str = "", purpose: str = "", **options: Any
    ) -> None:
        options.setdefault("max_length", 32)
        options.setdefault("blank", True)
        options.setdefault("editable", False)
        super().__init__(*args, **options)
        self.of = of
        self.normal = normal or of
        self.purpose = purpose

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        found = self.hash_for(model_instance)
        setattr(model_instance, self.attname, found)
        return found

    def hash_for(self, row: models.Model) -> str:
        """What it has to be for this row."""
        if isinstance(getattr(row, self.of), Unreadable):
            return str(getattr(row, self.attname))  # nothing better is known
        value = getattr(row, self.normal)
        return kept.keyed_hash(self.purpose, value) if value else ""


def hashes_too(model: type[models.Model], names: Iterable[str] | None) -> list[str] | None:
    """The fields to save, and with each the hash that is made of it. None stays None: all."""
    if names is None:
        return None
    given = list(names)
    hashes = [field for field in model._meta.concrete_fields if isinstance(field, KeyedHash)]
    return given + [field.name for field in hashes if field.of in given and field.name not in given]


def _why_not(field: Any, lookup: str) -> str:
    return (
        f"{field.model._meta.label}.{field.name} is sealed, so {lookup} cannot find anything in it."
        " Only its being empty can be asked; find a whole value by a KeyedHash beside it."
    )
