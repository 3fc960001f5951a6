"""A small made world in which every address has something behind it, and one worker a role."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from alongside.casework.consent.models import Consent
from alongside.casework.directory.models import (
    Activity,
    Notice,
    Proposal,
    SavedSearch,
    Source,
    SourceRun,
    Tip,
)
from alongside.casework.directory.models import Merge as EntriesMerged
from alongside.casework.extracting.models import Extract
from alongside.casework.importing.models import Upload
from alongside.casework.measures.models import Measure
from alongside.casework.people import actions as people
from alongside.casework.people.models import Glass, ImportantPerson, Person, Restriction, Risk
from alongside.casework.reports import place
from alongside.casework.reports.models import ReportFile, Run
from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes import actions as schemes
from alongside.casework.schemes.models import (
    Area,
    Cost,
    Cover,
    Expense,
    ProgrammeRole,
    Scheme,
    SchoolHoliday,
    Worker,
)
from alongside.casework.signposting.models import Introduction, Signpost
from alongside.casework.support import actions as support
from alongside.casework.support.models import (
    Appointment,
    Contact,
    ConversationWords,
    Ending,
    Episode,
    FareHelp,
    Goal,
    RecordRead,
    Step,
    Tag,
    Visit,
)
from tests.casework import made

from .missing import missing

# Who stands in which column of the table. Aldermouth does not share its caseloads, but for the
# connector of the column "shared", for whom it does.
ROLES = {
    "signed out": "",
    "no role": "nora",
    "outsider": "callum",
    "own connector": "ruth",
    "shared": "owen",
    "unshared": "owen",
    "covering": "hana",
    "coordinator": "dilys",
    "safeguarding lead": "lena",
    "evaluator": "eva",
    "commissioner": "colm",
    "administrator": "amina",
    "resolver": "rhona",
}
# In the second table: the same roles in another scheme; and Peg, Joan and Arthur restricted.
ELSEWHERE = {
    "other coordinator": "moira",
    "other lead": "gwen",
    "other evaluator": "elin",
    "other commissioner": "cai",
    "other administrator": "ailsa",
}
RESTRICTED = {
    "restricted, own": "ruth",
    "restricted, covering": "hana",
    "restricted, shared": "owen",
    "restricted, coordinator": "dilys",
    "restricted, lead": "lena",
    "restricted, resolver": "rhona",
}
NAMES = ("Peg", "Hollins", "Margaret", "Joan", "Tideswell", "Arthur", "Pym", "Ivy", "Larkrise")
NOTE = "She spoke of the lake."
WORRY = "A bruise that she would not speak of."
OF_THE_RECORD = ("Margaret", "900417", "AD4 1AA", NOTE, "Steep steps", "Graham", "See the lake")


@dataclass
class World:
    """One scheme with its people and workers, and another scheme."""

    today: date = field(default_factory=timezone.localdate)
    workers: dict[str, Worker] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    secret: str = ""

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["workers"].get(name) or self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None

    def days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def make() -> World:
    """Everything, written without the rooms' actions but for the calendar's secret."""
    world = World()
    world.things["aldermouth"] = made.scheme(caseloads_shared=False)
    world.things["elsewhere"] = made.scheme("Glen Torran Connectors", nation="scotland")
    world.things["area"] = Area.objects.create(scheme=world.aldermouth, name="Fenny Lane")
    _workers(world)
    _people(world)
    _support(world)
    _restricted(world)
    _happenings(world)
    _after(world)
    _money(world)
    _twice(world)
    _files(world)
    _nearby(world)
    world.things |= missing(world)
    world.secret = support.make_calendar_address(worker=world.ruth, by=world.ruth)
    return world


def _workers(world: World) -> None:
    here = world.aldermouth
    roles: list[tuple[str, str, str, Scheme | None]] = [
        ("nora", "Nora Quill", "", None),
        ("callum", "Callum Stewart", "connector", world.elsewhere),
        ("ruth", "Ruth Adeyemi", "connector", here),
        ("owen", "Owen Castellani", "connector", here),
        ("hana", "Hana Darwish", "connector", here),
        ("dilys", "Dilys Harcourt", "coordinator", here),
        ("lena", "Lena Marsh", "safeguarding_lead", here),
        ("eva", "Eva Lindgren", "evaluator", here),
        ("colm", "Colm Brody", "commissioner", here),
        ("amina", "Amina Yusuf", "administrator", here),
        ("moira", "Moira Bell", "coordinator", world.elsewhere),
        ("gwen", "Gwen Tait", "safeguarding_lead", world.elsewhere),
        ("elin", "Elin Berg", "evaluator", world.elsewhere),
        ("cai", "Cai Probert", "commissioner", world.elsewhere),
        ("ailsa", "Ailsa Rae", "administrator", world.elsewhere),
        ("rhona", "Rhona Kerr", "", None),
    ]
    for key, name, role, scheme in roles:
        world.workers[key] = made.worker(name, role, scheme)
    world.things["cover"] = Cover.objects.create(
        scheme=here,
        away=world.ruth,
        by=world.hana,
        from_on=world.days_ago(3),
        until_on=world.days_ago(-3),
    )
    world.things["school_holiday"] = SchoolHoliday.objects.create(
        scheme=here,
        name="Half-term",
        first_on=world.days_ago(-3),
        last_on=world.days_ago(-8),
        by=world.dilys,
    )
    world.things["membership"] = world.owen.memberships.get()
    schemes.give_programme_role(
        worker=world.rhona,
        programme=here.programme,
        role=ProgrammeRole.RESOLVER,
        on=world.days_ago(9),
        by=None,
    )


def _people(world: World) -> None:
    here, elsewhere = world.aldermouth, world.elsewhere
    world.things |= {
        "peg": made.person(here, given_name="Margaret", postcode="AD4 1AA"),
        "joan": made.person(here, "Joan", "Tideswell", telephone="01632 960222"),
        "arthur": made.person(here, "Arthur", "Pym", telephone="01632 960333"),
        "fiona": made.person(elsewhere, "Fiona", "Baird", telephone="01632 960444"),
    }
    peg: Person = world.peg
    world.things |= {
        "important": ImportantPerson.objects.create(person=peg, name="Graham", relation="son"),
        "risk": Risk.objects.create(
            person=peg, what="Steep steps", since=world.days_ago(9), recorded_by=world.ruth
        ),
        "consent": Consent.objects.create(
            person=peg,
            purpose="measures",
            agreed=True,
            on=world.days_ago(9),
            how="spoken",
            recorded_by=world.ruth,
        ),
        "concern": Concern.objects.create(
            scheme=here,
            person=peg,
            raised_by=world.ruth,
            raised_at=timezone.now(),
            what=WORRY,
        ),
        "waiting": made.referral(world.joan, world.dilys, received_on=world.days_ago(4)),
    }


def _support(world: World) -> None:
    begun = {"allocated_on": world.days_ago(16), "started_on": world.days_ago(14)}
    world.things["episode"] = made.episode(world.peg, world.ruth, **begun)
    world.things["fionas"] = made.episode(world.fiona, world.callum, **begun)
    world.things["arthurs"] = made.episode(
        world.arthur,
        world.ruth,
        allocated_on=world.days_ago(140),
        started_on=world.days_ago(130),
        ended_on=world.days_ago(30),
        end_reason="completed",
    )
    for whose, key in ((world.episode, "goal"), (world.fionas, "fionas_goal")):
        world.things[key] = _goal(whose, world)
    episode: Episode = world.episode
    world.things |= {
        "step": Step.objects.create(goal=world.goal, what="Ring the choir"),
        "words": ConversationWords.objects.create(
            episode=episode, prompt="matters", words=NOTE, on=world.days_ago(14), by=world.ruth
        ),
        "tag": Tag.objects.create(episode=episode, word="birds"),
        "read": RecordRead.objects.create(
            episode=episode, on=world.days_ago(2), by=world.dilys, note="Good to read."
        ),
    }


def _restricted(world: World) -> None:
    """Ivy, who is Ruth's as well; the lead has broken the glass, some days ago."""
    ivy = made.person(world.aldermouth, "Ivy", "Larkrise", telephone="01632 960555")
    now, day = timezone.now(), timedelta(days=1)
    world.things |= {
        "ivy": ivy,
        "ivys": made.episode(ivy, world.ruth, allocated_on=world.days_ago(9), started_on=None),
        "glass": Glass.objects.create(
            person=ivy, by=world.lena, reason="She rang.", at=now - 3 * day, until=now - 2 * day
        ),
    }
    restrict(ivy, world)


def share(world: World) -> None:
    """From now each connector of Aldermouth sees everybody."""
    Scheme.objects.filter(pk=world.aldermouth.pk).update(caseloads_shared=True)


def restrict(person: Person, world: World) -> None:
    """From now the record is restricted."""
    Restriction.objects.create(
        person=person,
        because="colleague",
        reason="Her sister works here.",
        began_at=timezone.now(),
        by=world.dilys,
    )
    Person.objects.filter(pk=person.pk).update(restricted=True)


def _goal(episode: Episode, world: World) -> Goal:
    return Goal.objects.create(plan=episode.plan, words="See the lake", set_on=world.days_ago(9))


def _happenings(world: World) -> None:
    episode, ruth = world.episode, world.ruth
    at = timezone.now()
    diary = {"scheme": world.aldermouth, "worker": ruth, "made_by": ruth, "person": world.peg}
    world.things |= {
        "contact": Contact.objects.create(
            episode=episode,
            occurred_on=world.days_ago(7),
            mode="telephone",
            reached=True,
            minutes=20,
            worker=ruth,
            note=NOTE,
        ),
        "appointment": Appointment.objects.create(episode=episode, starts_at=at, **diary),
        "visited": Appointment.objects.create(episode=episode, starts_at=at, **diary),
        "signpost": _signpost(episode, world),
        "fionas_signpost": _signpost(world.fionas, world),
        "introduction": _introduction(episode, world),
        "measure": Measure.objects.create(
            episode=episode,
            instrument="ucla3",
            stage="start",
            completed_on=world.days_ago(9),
            answers=[2, 2, 3],
            mode="read_out",
            recorded_by=ruth,
        ),
    }
    world.things["visit"] = Visit.objects.create(
        episode=episode,
        appointment=world.visited,
        worker=ruth,
        arrived_at=at,
        out_expected_at=at + timedelta(hours=2),
    )


def _nearby(world: World) -> None:
    """A choir that anybody may read of, with what waits beside it; and one that was merged."""
    choir = Activity.objects.create(name="Fenwater choir")
    again = Activity.objects.create(name="The Fenwater choir")
    world.things |= {
        "activity": choir,
        "activity_again": again,
        "proposal": Proposal.objects.create(
            activity=choir, origin="organiser", values={"description": "We sing."}
        ),
        "notice": Notice.objects.create(activity=choir, kind="closed"),
        "tip": Tip.objects.create(
            activity=choir, scheme=world.aldermouth, words="Side door", by=world.ruth
        ),
        "saved_search": SavedSearch.objects.create(
            worker=world.ruth, name="choir", asked="words=choir"
        ),
        "coming": SourceRun.objects.create(
            source=Source.objects.create(name="Fenwater Council", shape="hsds_uk"),
            by=world.ruth,
            state="read",
        ),
        "entries_merge": EntriesMerged.objects.create(
            what="activity", kept_number=choir.pk, gone_number=again.pk, by=world.ruth
        ),
    }


def _introduction(episode: Episode, world: World) -> Introduction:
    yes = Consent.objects.create(
        person=episode.person,
        purpose="introduce",
        agreed=True,
        on=world.days_ago(9),
        how="spoken",
        recorded_by=episode.connector,
    )
    return Introduction.objects.create(
        signpost=_signpost(episode, world),
        consent=yes,
        called="Peg",
        to="choir@example.org",
        reach="Ruth",
        site="https://alongside.example.org",
        asked_on=world.days_ago(9),
        remind_on=world.days_ago(2),
        expires_on=timezone.localdate() + timedelta(days=12),
        by=episode.connector,
    )


def _signpost(episode: Episode, world: World) -> Signpost:
    return Signpost.objects.create(
        episode=episode,
        made_on=world.days_ago(9),
        what="Fenwater choir",
        destination="third_sector",
        outcome="introduced",
        outcome_on=world.days_ago(9),
        first_time_on=world.days_ago(2),
        recorded_by=episode.connector,
    )


def _after(world: World) -> None:
    world.things["ending"] = Ending.objects.create(
        episode=world.arthurs,
        on=world.days_ago(30),
        what_changed="The lunch club, on Tuesdays.",
        checkin_on=world.today,
        follow_up_on=world.days_ago(-61),
        by=world.ruth,
    )


def _money(world: World) -> None:
    world.things |= {
        "programme": world.aldermouth.programme,
        "cost": Cost.objects.create(
            scheme=world.aldermouth, month=date(2026, 4, 1), kind="running", amount=900
        ),
        "expense": Expense.objects.create(
            worker=world.ruth,
            scheme=world.aldermouth,
            on=world.days_ago(3),
            kind="parking",
            amount=2,
        ),
        "fare": FareHelp.objects.create(
            episode=world.episode,
            on=world.days_ago(3),
            amount=5,
            what_for="Bus to the choir",
            by=world.ruth,
        ),
    }


def _twice(world: World) -> None:
    """Una is in here twice, and the resolver has seen it; Peg and Arthur are two people."""
    una, again = (
        made.person(world.aldermouth, "Una", "Frith", telephone=f"01632 96066{n}") for n in (6, 7)
    )
    by = {"on": world.days_ago(2), "by": world.rhona}
    world.things |= {
        "una": una,
        "merge": people.merge(kept=una, away=again, **by),
        "apart": people.tell_apart(
            first=world.peg, second=world.arthur, why="A woman and a man.", **by
        ),
    }


def _files(world: World) -> None:
    """A file on its way in, and an extract on its way out; neither is there to be fetched."""
    content = b64encode(b"preferred_name,telephone\nSal,01632 960999\n").decode()
    world.things |= {
        "upload": Upload.objects.create(
            scheme=world.aldermouth,
            kind="people",
            by=world.dilys,
            state="failed",
            content=content,
            size=42,
            bad_rows="preferred_name,telephone\nSal,\n",
        ),
        "extract": Extract.objects.create(
            asked_by=world.eva, for_whom="A university", format="csv", state="failed"
        ),
    }
    world.extract.schemes.add(world.aldermouth)
    _reports(world)


def _reports(world: World) -> None:
    """A report that was made, and one that is published, each with what stands in its files."""
    now, day = timezone.now(), timedelta(days=1)
    asked = {"asked_by": world.eva, "programme": world.aldermouth.programme}
    ready = asked | {"state": "ready", "made_at": now}
    published = {"published_at": now, "published_by": world.eva}
    world.things |= {
        "run": Run.objects.create(**ready, kept_until=now + day),
        "published_run": Run.objects.create(**ready, **published),
        "report_file": ReportFile.objects.create(
            programme=world.aldermouth.programme,
            kind="values",
            name="values.toml",
            size=7,
            added_by=world.eva,
        ),
    }
    for run, version in ((world.run, place.FULL), (world.published_run, place.PUBLISHED)):
        run.schemes.add(world.aldermouth)
        folder = place.folder_of(run.pk) / version
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("report.html", "report.pdf"):
            (folder / name).write_text("<html><body><p>What was found</p></body></html>")
