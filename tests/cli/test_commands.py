"""What a person types, what they read, and how it ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
import typer
from django.db import OperationalError
from typer.testing import CliRunner, Result

from alongside import demo, trouble
from alongside.casework.audit.models import Event
from alongside.casework.schemes.models import Membership, Programme, Scheme, Worker
from alongside.cli import app, demonstration, managing, serving
from alongside.cli.commands import Commands
from alongside.cli.exits import MEANING, OF_TROUBLE, Exit

PASSWORD = "a long walk by the river\n"


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=typed)


@pytest.mark.parametrize("kind", list(OF_TROUBLE), ids=lambda kind: kind.__name__)
def test_each_kind_of_trouble_is_said_in_three_lines_and_has_its_exit_code(kind: Any):
    trial = typer.Typer(cls=Commands)
    trial.callback()(lambda: None)

    @trial.command()
    def go() -> None:
        raise kind("A [tag].", needed="Another.", try_this="This.")

    ended = CliRunner().invoke(trial, ["go"])

    assert ended.stderr == "Found:  A [tag].\nNeeded: Another.\nTry:    This.\n"
    assert ended.stdout == ""
    assert ended.exit_code == OF_TROUBLE[kind]


def test_every_kind_of_trouble_has_an_exit_code_of_its_own():
    kinds = set(trouble.Trouble.__subclasses__())

    assert set(OF_TROUBLE) == kinds
    assert len(set(OF_TROUBLE.values())) == len(kinds)
    assert set(MEANING) == set(Exit)


def test_a_command_that_is_none_is_told_how_to_learn():
    ended = run("srve")

    assert ended.exit_code == Exit.USAGE
    assert "--help" in ended.stderr


def test_without_words_the_command_teaches():
    ended = run()

    assert "alongside serve --demo" in ended.output


def test_the_version_is_told():
    assert run("--version").stdout.startswith("alongside 0.")


# ---- worker add ----
ADD = ("worker", "add", "michael@example.org", "--name", "Michael Osei", "--scheme", "Harbour")


def test_the_first_administrator_is_added_with_their_scheme(db: None):
    ended = run(*ADD, "--role", "administrator", "--nation", "scotland", typed=PASSWORD)

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert "Michael Osei can sign in with michael@example.org" in ended.stdout
    michael = Worker.objects.get(email="michael@example.org")
    assert michael.check_password(PASSWORD.strip())
    assert Membership.objects.get(worker=michael).scheme.nation == "scotland"
    assert set(Event.objects.values_list("worker_number", flat=True)) == {None}


def test_a_worker_can_have_two_roles_in_a_scheme_that_is_there(db: None):
    programme = Programme.objects.create(name="Shore")
    Scheme.objects.create(programme=programme, name="Harbour", public_name="H", nation="wales")

    ended = run(*ADD, "--role", "coordinator", "--role", "safeguarding_lead", typed=PASSWORD)

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert "coordinator and safeguarding_lead at Harbour" in ended.stdout
    assert Membership.objects.count() == 2


def test_a_new_scheme_goes_into_the_one_programme_there_is(db: None):
    programme = Programme.objects.create(name="Shore")

    run(*ADD, "--role", "connector", "--nation", "wales", typed=PASSWORD)

    assert Scheme.objects.get().programme == programme


def test_a_scheme_that_is_not_there_is_named_with_how_to_make_it(db: None):
    ended = run(*ADD, "--role", "connector", typed=PASSWORD)

    assert ended.exit_code == OF_TROUBLE[trouble.Refused]
    assert "There is no scheme called Harbour; there are: none yet." in ended.stderr
    assert "--nation england" in ended.stderr
    assert not Worker.objects.exists()


def test_a_name_that_two_schemes_have_is_refused(db: None):
    for name in ("Shore", "Hills"):
        programme = Programme.objects.create(name=name)
        Scheme.objects.create(programme=programme, name="Harbour", public_name="H", nation="wales")

    ended = run(*ADD, "--role", "connector", typed=PASSWORD)

    assert ended.exit_code == OF_TROUBLE[trouble.Refused]
    assert "More than one scheme is called Harbour." in ended.stderr


def test_a_role_that_is_none_is_refused_before_a_password_is_asked(db: None):
    ended = run(*ADD, "--role", "boss")

    assert ended.exit_code == OF_TROUBLE[trouble.Refused]
    assert "“boss” is not a role." in ended.stderr
    assert "assword" not in ended.output


def test_a_rule_of_the_service_refuses_and_nothing_is_written(db: None):
    ended = run(*ADD, "--role", "connector", "--nation", "wales", typed="short\n")

    assert ended.exit_code == OF_TROUBLE[trouble.Refused]
    assert "too short" in ended.stderr
    assert not Scheme.objects.exists()
    assert not Event.objects.exists()


def test_a_password_is_asked_twice_at_a_keyboard(monkeypatch: pytest.MonkeyPatch):
    from alongside.cli import workers

    asked: dict[str, Any] = {}
    monkeypatch.setattr(workers.sys, "stdin", type("Keyboard", (), {"isatty": lambda self: True})())
    monkeypatch.setattr(
        workers.typer, "prompt", lambda words, **how: asked.update(how) or "typed unseen"
    )

    assert workers.ask_password() == "typed unseen"
    assert asked == {"hide_input": True, "confirmation_prompt": True}


def test_a_worker_is_not_added_to_a_database_that_is_not_up_to_date(
    db: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("alongside.cli.workers.changes_waiting", lambda: 2)

    ended = run(*ADD, "--role", "connector", typed=PASSWORD)

    assert ended.exit_code == Exit.NO_DATABASE
    assert "alongside manage migrate" in ended.stderr


# ---- demo ----
def make_up(*, seed: int, today: date, progress: Any) -> demo.DemoSummary:
    """A demonstration of one scheme."""
    progress("Making up one scheme", 1, 1)
    programme = Programme.objects.create(name=f"Seed {seed}")
    Scheme.objects.create(programme=programme, name="Harbour", public_name="H", nation="wales")
    peg = demo.SignIn("peg@example.org", "a password", "Peg", "connector at Harbour")
    return demo.DemoSummary(people=0, sign_ins=(peg,))


@pytest.fixture
def quick_demonstration(db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(demo, "load", make_up)
    yield
    demonstration.sign_ins_file().unlink(missing_ok=True)


def test_the_demonstration_is_loaded_and_its_sign_ins_are_shown(quick_demonstration: None):
    ended = run("demo", "--seed", "7")

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert Programme.objects.get().name == "Seed 7"
    assert "peg@example.org" in ended.stdout
    assert "Peg, connector at Harbour" in ended.stdout


def test_the_demonstration_is_never_mixed_with_what_is_there(quick_demonstration: None):
    run("demo")

    ended = run("demo")

    assert ended.exit_code == Exit.NOT_EMPTY
    assert "schemes in this database already" in ended.stderr
    assert Programme.objects.count() == 1


def test_serving_the_demonstration_loads_it_once(quick_demonstration: None):
    demonstration.load_once()
    demonstration.load_once()

    assert Programme.objects.count() == 1


def test_sign_ins_of_another_database_are_not_shown(
    quick_demonstration: None, capsys: pytest.CaptureFixture[str]
):
    demonstration.load(seed=1)
    Scheme.objects.all().delete()

    demonstration.show_sign_ins()

    assert capsys.readouterr().out == ""


def test_a_database_that_is_behind_is_brought_up_to_date_first(
    quick_demonstration: None, monkeypatch: pytest.MonkeyPatch
):
    done: list[str] = []
    monkeypatch.setattr(demonstration, "changes_waiting", lambda: 3)
    monkeypatch.setattr(demonstration, "migrate", lambda: done.append("migrated"))

    demonstration.load_once()
    run("demo")

    assert done == ["migrated", "migrated"]


# ---- serve ----
def test_a_port_that_is_taken_is_refused_before_anything_else():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("serve", "--port", str(port))

    assert ended.exit_code == Exit.CANNOT_LISTEN
    assert f"127.0.0.1:{port} cannot be used: Address already in use." in ended.stderr


def test_an_address_of_another_machine_is_refused():
    ended = run("serve", "--host", "2001:db8::1")

    assert ended.exit_code == Exit.CANNOT_LISTEN


def test_serving_waits_for_a_database_that_is_up_to_date(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serving, "changes_waiting", lambda: 4)

    ended = run("serve", "--port", "18765")

    assert ended.exit_code == Exit.NO_DATABASE
    assert "waits for 4 changes" in ended.stderr


def test_a_database_that_does_not_answer_is_told_without_its_address(
    db: None, monkeypatch: pytest.MonkeyPatch
):
    from django.db import OperationalError
    from django.db.migrations import executor

    def silent(*_: Any) -> None:
        raise OperationalError("password authentication failed for ruth at db.example.org")

    monkeypatch.setattr(executor, "MigrationExecutor", silent)

    with pytest.raises(trouble.NoDatabase) as reason:
        managing.changes_waiting()

    assert reason.value.found == "The database does not answer (OperationalError)."
    assert "ruth" not in str(reason.value)


def test_djangos_own_commands_can_be_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.argv", ["alongside"])

    assert run("manage", "version").stdout.startswith("5.2")


# ---- worker resolver ----
def test_a_resolver_is_named_and_ended_from_the_command_line(worker_of_harbour):
    named = run("worker", "resolver", "MICHAEL@example.org")

    assert named.exit_code == 0
    assert "Michael Osei is the resolver of" in named.stdout
    assert Event.objects.filter(action="PROGRAMME_ROLE_GIVEN").count() == 1

    again = run("worker", "resolver", "michael@example.org")

    assert again.exit_code == OF_TROUBLE[trouble.Refused]
    assert "already" in again.stderr

    ended = run("worker", "resolver", "michael@example.org", "--end")

    assert ended.exit_code == 0
    assert Worker.objects.get().programme_roles.get().ended_on is not None
    assert "is no resolver" in run("worker", "resolver", "michael@example.org", "--end").stderr


def test_a_resolver_who_is_not_there_or_has_no_role_is_refused(worker_of_harbour):
    assert "Nobody signs in with" in run("worker", "resolver", "q@example.org").stderr

    Membership.objects.all().delete()

    assert "no role in any scheme today" in run("worker", "resolver", "michael@example.org").stderr


@pytest.fixture
def worker_of_harbour(db: None) -> None:
    added = run(*ADD, "--nation", "england", "--role", "connector", typed=PASSWORD)
    assert added.exit_code == 0, added.stderr


# ---- worker sign-out ----
def test_a_worker_or_everybody_is_signed_out_from_the_command_line(worker_of_harbour, client):
    from alongside.casework.schemes.models import Worker

    michael = Worker.objects.get(email="michael@example.org")
    client.force_login(michael)

    one = run("worker", "sign-out", "michael@example.org")
    client.force_login(michael)
    everybody = run("worker", "sign-out", "--all")

    assert one.stdout == "Michael Osei is signed out everywhere: sessions ended: 1.\n"
    assert everybody.stdout == "Everybody is signed out everywhere: sessions ended: 1.\n"
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("said", [(), ("ruth@example.org", "--all")])
def test_who_is_to_be_signed_out_has_to_be_said(said):
    assert "It was not said who" in run("worker", "sign-out", *said).stderr


# ---- manage ----
def test_djangos_own_commands_say_in_words_that_the_database_does_not_answer(tmp_path):
    settings = {
        "ALONGSIDE_DATA": str(tmp_path),
        "ALONGSIDE_DATABASE_URL": "postgresql://peg:secret@127.0.0.1:1/alongside",
    }
    environment = {key: value for key, value in os.environ.items() if "ALONGSIDE" not in key}

    ended = subprocess.run(
        [sys.executable, "-m", "alongside.cli", "manage", "migrate"],
        env=environment | settings,
        capture_output=True,
        text=True,
    )

    assert ended.returncode == Exit.NO_DATABASE
    assert "Found:  The database does not answer (OperationalError)." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr


def test_another_failure_of_the_database_is_not_taken_for_that(
    monkeypatch: pytest.MonkeyPatch, db: None
):
    def fails(words: list[str]) -> None:
        raise OperationalError("another")

    monkeypatch.setattr("django.core.management.execute_from_command_line", fails)

    with pytest.raises(OperationalError, match="another"):
        managing.manage(["migrate"])
