"""The programme, its schemes, and who worked in them; nearly nobody of them can sign in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from alongside.casework.schemes import actions
from alongside.casework.schemes.models import Area, Membership, Programme, Role, Scheme, Worker

from ...places import PASSWORD
from ...summary import SignIn
from ..cohort.rows import Cohort, Name, Place
from .bulk import told, write

PROGRAMME = "Open Doors, 2017 to 2018"
BEGAN, CLOSED = date(2017, 5, 1), date(2019, 6, 30)
INSTRUMENTS = ["ucla3", "swemwbs", "health_limits_social"]
READS_IN = "Saltersea"  # one coordinator can still sign in, and open the records of this place
EVERYWHERE = (
    ("petra", "Petra Vance", Role.EVALUATOR),
    ("howard", "Howard Iles", Role.COMMISSIONER),
)


@dataclass
class Founded:
    """Schemes by their place's number, with their areas, coordinators and connectors."""

    programme: Programme
    schemes: list[Scheme] = field(default_factory=list)
    areas: list[list[Area]] = field(default_factory=list)
    coordinators: list[Worker] = field(default_factory=list)
    connectors: list[list[Worker]] = field(default_factory=list)
    sign_ins: tuple[SignIn, ...] = ()


def found(cohort: Cohort) -> Founded:
    """Set up the programme with everybody who worked in it."""
    founded = Founded(actions.add_programme(name=PROGRAMME, made_up=True, by=None))
    founded.schemes = write(_scheme(place, founded.programme) for place in cohort.places)
    told("SCHEME_ADDED", founded.schemes)
    for place, scheme in zip(cohort.places, founded.schemes, strict=True):
        founded.areas.append(list(_areas(place, scheme)))
    written = write(area for areas in founded.areas for area in areas)
    told("AREA_ADDED", written)
    _employ(cohort, founded)
    founded.sign_ins = tuple(_let_in(cohort, founded))
    return founded


def _scheme(place: Place, programme: Programme) -> Scheme:
    return Scheme(
        programme=programme,
        name=f"{place.name} Connectors",
        public_name=f"Open Doors {place.name}",
        nation=place.nation,
        call_name=_called(place.coordinator),
        call_hours="Monday to Friday, 9am to 5pm",
        instruments=INSTRUMENTS,
    )


def _areas(place: Place, scheme: Scheme) -> list[Area]:
    return [
        Area(scheme=scheme, name=name, postcode_prefixes=[f"{place.postcodes}{number}"])
        for number, name in enumerate(place.areas, 1)
    ]


def _called(name: Name) -> str:
    return f"{name.first} {name.family}"


def _employ(cohort: Cohort, founded: Founded) -> None:
    """A coordinator and connectors a scheme, from the first day to the last; none can sign in."""
    for place in cohort.places:
        founded.coordinators.append(_worker(place.coordinator, place))
        founded.connectors.append([_worker(name, place) for name in place.connectors])
    team = [*founded.coordinators, *(one for some in founded.connectors for one in some)]
    told("WORKER_ADDED", write(team))
    roles = []
    for scheme, lead, some in zip(
        founded.schemes, founded.coordinators, founded.connectors, strict=True
    ):
        roles += [_role(lead, scheme, Role.COORDINATOR)]
        roles += [_role(one, scheme, Role.CONNECTOR) for one in some]
    told("ROLE_GIVEN", write(roles))


def _worker(name: Name, place: Place) -> Worker:
    dotted = re.sub(r"[^a-z.]", "", f"{name.first}.{name.family}".lower())
    where = re.sub(r"[^a-z]", "", place.name.lower())
    worker = Worker(
        email=f"{dotted}@{where}.example.org",
        name=_called(name),
        languages=["English"],
        working_days=[0, 1, 2, 3, 4],
        is_active=False,
    )
    worker.set_unusable_password()
    return worker


def _role(worker: Worker, scheme: Scheme, role: str, until: date | None = CLOSED) -> Membership:
    return Membership(worker=worker, scheme=scheme, role=role, started_on=BEGAN, ended_on=until)


def _let_in(cohort: Cohort, founded: Founded) -> list[SignIn]:
    """Who can sign in: a coordinator of one scheme; an evaluator and a commissioner of all."""
    at = next(n for n, place in enumerate(cohort.places) if place.name == READS_IN)
    lead, scheme = founded.coordinators[at], founded.schemes[at]
    everywhere = [Worker(email=f"{key}@example.org", name=name) for key, name, _ in EVERYWHERE]
    password = make_password(PASSWORD)
    for worker in (lead, *everywhere):
        worker.password, worker.is_active = password, True
    lead.save(update_fields=["password", "is_active"])
    told("WORKER_ADDED", write(everywhere))
    Membership.objects.filter(worker=lead).update(ended_on=None)
    roles = [
        _role(worker, one, role, until=None)
        for worker, (_, _, role) in zip(everywhere, EVERYWHERE, strict=True)
        for one in founded.schemes
    ]
    told("ROLE_GIVEN", write(roles))
    whole = f"{PROGRAMME} ({len(founded.schemes)} schemes)"
    return [
        SignIn(lead.email, PASSWORD, lead.name, f"coordinator at {scheme.name}"),
        *(
            SignIn(worker.email, PASSWORD, worker.name, f"{role.value} of {whole}")
            for worker, (_, _, role) in zip(everywhere, EVERYWHERE, strict=True)
        ),
    ]
