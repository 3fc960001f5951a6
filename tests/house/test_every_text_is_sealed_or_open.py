"""Every column that can hold words is sealed, or open for a reason that is written here.

Coded choices, days and numbers stay as they are: they are what lists and figures are made of.
"""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.db import models

from alongside.sealing.fields import KeyedHash, Sealed

from .tree import assert_only_allowed, name, sources

CAN_HOLD_WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
)
NAME = "names stay searchable, also when misspelt"
CODE = "codes and numbers, no words of a person"
OURS = "the service's own, printed for everybody"
SIGNS_IN = "what a worker signs in with"
TIES = "a link of the audit's chain"
DJANGO = "names of our own code, kept by Django"

PUBLIC = "what an organisation says of itself, given out to everybody"

OPEN_RECORDS = {  # whole: every column of them
    f"directory.{name}": PUBLIC
    for name in [
        "Organisation",
        "Identifier",
        "Place",
        "Access",
        "Activity",
        "ActivityPlace",
        "Time",
        "NotOn",
        "CostOption",
        "Language",
        "ServiceArea",
        "Contact",
        "Phone",
        "Taxonomy",
        "Term",
        "Tag",
        "Stop",
        "Postcode",
        "District",
        "Source",
        "SourceRun",
        "Imported",
        "Said",
        "Listing",
        "SearchWord",
        "SearchTrigram",
    ]
}

OPEN = {
    "people.Person.preferred_name": NAME,
    "people.Person.given_name": NAME,
    "people.Person.family_name": NAME,
    "people.Person.postcode": "lists, areas and duplicates go by it; the street is sealed",
    "people.Person.language": "whom an interpreter could meet; a few hundred words in all",
    "people.Person.adjustments": CODE,
    "people.Person.gp_practice": "an organisation's public name",
    "people.Person.gp_ods_code": "an organisation's public code",
    "people.ImportantPerson.name": NAME,
    "people.IdentityChange.field": CODE,
    "people.Merge.moved": CODE,
    "people.Merge.had": CODE,
    "people.Merge.stayed": CODE,
    "support.Step.who_name": NAME,
    "support.Contact.volunteer_name": NAME,
    "support.ConversationWords.barriers": CODE,
    "signposting.Introduction.site": "the address of this service, which its links begin with",
    "signposting.IntroductionMessage.token_hash": "a hash",
    "support.Tag.word": "a word for an interest, once an episode, which the database sees to",
    "support.Ending.may_slip": CODE,
    "referrals.Referral.referrer_name": NAME,
    "referrals.Referral.referrer_organisation": "an organisation's name",
    "referrals.Decision.redirected_to": "an organisation's name",
    "referrals.Assessment.framework": CODE,
    "referrals.Assessment.levels": CODE,
    "measures.Measure.answers": CODE,
    "measures.LicensedWording.licence": "a licence's reference",
    "measures.LicensedWording.wording": "a questionnaire's printed words, of nobody",
    "schemes.Programme.name": OURS,
    "schemes.Scheme.name": OURS,
    "schemes.Scheme.public_name": OURS,
    "schemes.Scheme.area_code": OURS,
    "schemes.Scheme.languages": OURS,
    "schemes.Scheme.call_name": OURS,
    "schemes.Scheme.call_telephone": OURS,
    "schemes.Scheme.call_hours": OURS,
    "schemes.Scheme.reminder_days": CODE,
    "schemes.Scheme.instruments": CODE,
    "schemes.Area.name": OURS,
    "schemes.Area.postcode_prefixes": OURS,
    "schemes.SchoolHoliday.name": OURS,
    "schemes.Worker.password": "a slow hash",
    "schemes.Worker.email": SIGNS_IN,
    "schemes.Worker.name": NAME,
    "schemes.Worker.first_name": NAME,
    "schemes.Worker.languages": "who could meet whom; a few hundred words in all",
    "schemes.Worker.working_days": CODE,
    "schemes.Worker.diary_token": "a hash",
    "schemes.Draft.form": CODE,
    "schemes.SentForm.answer": "an address of ours, with numbers alone",
    "audit.Event.link": TIES,
    "audit.Event.action": CODE,
    "audit.Event.thing_label": CODE,
    "audit.Event.page": CODE,
    "audit.Event.detail": CODE,
    "audit.Head.link": TIES,
    "audit.Head.seal": TIES,
    "extracting.Extract.for_whom": "who gets an extract: an organisation's name",
    "extracting.Extract.rows": CODE,
    "extracting.Extract.left_out": CODE,
    "extracting.Extract.hashes": CODE,
    "directory.Proposal.values": "what an entry is to say, given out to everybody once it does",
    "directory.Proposal.taken": CODE,
    "directory.Proposal.before": "what an entry said, given out to everybody",
    "directory.OrganiserLink.token_hash": "a hash",
    "directory.Merge.moved": CODE,
    "directory.Merge.filled": CODE,
    "importing.ExternalReference.kind": CODE,
    "importing.ExternalReference.key": "a keyed hash",
    "importing.ExternalReference.says": "keyed hashes",
    "importing.SavedMapping.kind": CODE,
    "importing.SavedMapping.names": "headings and codes of another system's export",
    "importing.Upload.kind": CODE,
    "importing.Upload.names": "headings and codes of another system's export",
    "importing.Upload.done": CODE,
    "reports.ReportFile.name": "what a file with a survey or a set of values is called",
    "reports.ReportFile.sha256": "a hash",
    "reports.Run.beside": CODE,
    "auth.Permission.name": DJANGO,
    "auth.Permission.codename": DJANGO,
    "auth.Group.name": DJANGO,
    "contenttypes.ContentType.app_label": DJANGO,
    "contenttypes.ContentType.model": DJANGO,
    "sessions.Session.session_key": "random",
    "sessions.Session.session_data": "sealed by site.sealed_sessions",
    "account.EmailAddress.email": SIGNS_IN,
    "account.EmailConfirmation.key": "random",
    "mfa.Authenticator.data": "its secrets are sealed by site.accounts",
    "django_tasks_database.DBTaskResult.args_kwargs": "numbers: see alongside.background",
    "django_tasks_database.DBTaskResult.task_path": DJANGO,
    "django_tasks_database.DBTaskResult.worker_ids": "random",
    "django_tasks_database.DBTaskResult.queue_name": DJANGO,
    "django_tasks_database.DBTaskResult.backend_name": DJANGO,
    "django_tasks_database.DBTaskResult.return_value": "nothing: see alongside.background",
    "django_tasks_database.DBTaskResult.exception_class_path": DJANGO,
    "django_tasks_database.DBTaskResult.traceback": "a failure's kind alone: alongside.background",
}


def test_every_text_is_sealed_or_open_for_a_reason():
    found = {
        f"{model._meta.label}.{field.name}": "decide: a SealedText, or a reason in OPEN"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CAN_HOLD_WORDS)
        and not field.choices
        and not isinstance(field, Sealed | KeyedHash)
        and model._meta.label not in OPEN_RECORDS
    }

    assert_only_allowed(found, OPEN)


def test_records_that_are_open_as_a_whole_hold_nothing_sealed():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model._meta.label in OPEN_RECORDS and isinstance(field, Sealed | KeyedHash)
    }

    assert not found
    assert OPEN_RECORDS.keys() <= {model._meta.label for model in apps.get_models()}


def test_every_hash_is_of_a_sealed_field_and_has_a_purpose():
    hashes = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, KeyedHash)
    ]

    assert hashes
    for field in hashes:
        assert isinstance(field.model._meta.get_field(field.of), Sealed)
        assert field.purpose


ORDERS = {"order_by", "latest", "earliest", "distinct"}


def test_nothing_is_put_in_the_order_of_what_is_sealed():
    """The database would order by noise, and say nothing. (Filters are refused by the fields.)"""
    sealed, open_too = set[str](), set[str]()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            (sealed if isinstance(field, Sealed) else open_too).add(field.name)
    found = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            for column in ordered_by(node):
                if column in sealed - open_too:
                    found[f"{name(path)}:{column}"] = "an order of what is sealed"

    assert_only_allowed(found, {})


def ordered_by(node: ast.AST) -> list[str]:
    """The columns, in the call of a query, by which it is put in order."""
    if not (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ORDERS
    ):
        return []
    words = [one.value for one in node.args if isinstance(one, ast.Constant)]
    return [str(word).lstrip("-").rpartition("__")[2] for word in words]


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_no_model_is_in_the_order_of_what_is_sealed(model):
    faults = [
        fault
        for field in model._meta.concrete_fields
        if isinstance(field, Sealed)
        for fault in field.check()
    ]

    assert not faults
