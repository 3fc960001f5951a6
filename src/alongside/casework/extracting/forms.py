"""What an evaluator asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.schemes.models import Role, Scheme, Worker
from alongside.extract import Format
from alongside.forms import first_day, last_day


class Ask(forms.Form):
    """Schemes, a period, a form of file, and who gets it."""

    schemes = forms.ModelMultipleChoiceField(
        label="Which schemes",
        queryset=Scheme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one scheme."},
    )
    from_on = first_day()
    to_on = last_day()
    format = forms.ChoiceField(
        label="As what",
        choices=[
            (Format.CSV.value, "CSV, which every program reads"),
            (Format.PARQUET.value, "Parquet, smaller and with types"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    for_whom = forms.CharField(
        label="Who will get it, and what for",
        max_length=160,
        help_text="For example: Hill University, the yearly evaluation. It stands in the register.",
        error_messages={"required": "Say who will get it, and what for."},
    )

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        evaluated = Scheme.objects.filter(pk__in=worker.scheme_ids(Role.EVALUATOR))
        only = [scheme.pk for scheme in evaluated[:2]]
        kwargs["initial"] = {"format": Format.CSV, "schemes": only if len(only) == 1 else []}
        super().__init__(*args, **kwargs)
        field = self.fields["schemes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = evaluated
