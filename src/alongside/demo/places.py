"""A programme of three invented schemes in three nations, and who works there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from alongside.casework.schemes import actions
from alongside.casework.schemes.models import Area, Scheme, Worker

PROGRAMME = "Neighbours Together"
PASSWORD = "kettle-on-at-half-past"
SIGN_INS = ("ruth", "dilys", "lena", "amir", "isla", "gareth")


@dataclass(frozen=True)
class Person:
    """A worker to be."""

    key: str
    name: str
    roles: tuple[str, ...]
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("English",)
    telephone: str = ""


@dataclass(frozen=True)
class Place:
    """A scheme to be."""

    key: str
    name: str
    public_name: str
    nation: str
    areas: dict[str, list[str]]
    call: tuple[str, str]
    workers: tuple[Person, ...]
    settings: dict[str, object] = field(default_factory=dict)


PLACES = (
    Place(
        "aldermouth",
        "Aldermouth Connectors",
        "Out and About Aldermouth",
        "england",
        {"Quayside": ["AD1"], "Fenny Lane": ["AD2"], "Marlpit": ["AD3"], "Thornhythe": ["AD4"]},
        ("Dilys Harcourt", "01632 960118"),
        (
            Person(
                "ruth",
                "Ruth Adeyemi",
                ("connector",),
                ("Fenny Lane", "Thornhythe"),
                ("English", "Yoruba"),
                "07700 900101",
            ),
            Person(
                "bushra",
                "Bushra Malik",
                ("connector",),
                ("Fenny Lane", "Quayside"),
                ("English", "Urdu", "Punjabi"),
                "07700 900102",
            ),
            Person(
                "owen",
                "Owen Castellani",
                ("connector",),
                ("Marlpit",),
                ("English", "Welsh"),
                "07700 900103",
            ),
            Person(
                "hana",
                "Hana Idris",
                ("connector",),
                ("Quayside", "Marlpit"),
                ("English", "Arabic", "British Sign Language"),
                "07700 900104",
            ),
            Person("dilys", "Dilys Harcourt", ("coordinator",), telephone="01632 960118"),
            Person("lena", "Lena Marsh", ("safeguarding_lead",), telephone="07700 900106"),
            Person("amir", "Amir Sadiq", ("administrator",)),
            Person("eva", "Eva Lindgren", ("evaluator",)),
        ),
        {"instruments": ["ucla3", "ons_loneliness"]},
    ),
    Place(
        "glen_torran",
        "Glen Torran Connectors",
        "Glen Torran Together",
        "scotland",
        {"Torran Bridge": ["GT1"], "Kirkbrae": ["GT2"], "Millbank": ["GT3"], "Lochend": ["GT4"]},
        ("Morag Sinclair", "01632 960221"),
        (
            Person("isla", "Isla Fraser", ("connector",), ("Lochend", "Kirkbrae")),
            Person("rory", "Rory Munro", ("connector",), ("Torran Bridge", "Millbank")),
            Person("morag", "Morag Sinclair", ("coordinator", "safeguarding_lead")),
            Person("colin", "Colin Bain", ("administrator",)),
        ),
    ),
    Place(
        "cwm_derwen",
        "Cwm Derwen Connectors",
        "Gyda’n Gilydd Cwm Derwen",
        "wales",
        {"Derwen": ["DW1"], "Pont Isaf": ["DW2"], "Melin Wen": ["DW3"]},
        ("Rhian Prosser", "01632 960331"),
        (
            Person(
                "gareth", "Gareth Llewelyn", ("connector",), ("Pont Isaf",), ("Welsh", "English")
            ),
            Person(
                "nia", "Nia Bowen", ("connector",), ("Derwen", "Melin Wen"), ("Welsh", "English")
            ),
            Person("rhian", "Rhian Prosser", ("coordinator", "safeguarding_lead", "administrator")),
        ),
        {"caseloads_shared": False},
    ),
)


@dataclass
class Cast:
    """Schemes, areas and workers by their short names."""

    schemes: dict[str, Scheme] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    connectors: dict[str, list[Worker]] = field(default_factory=dict)
    coordinators: dict[str, Worker] = field(default_factory=dict)


def found(today: date) -> Cast:
    """Set the programme up, as its administrators would have three years ago."""
    cast = Cast()
    since = today - timedelta(days=1100)
    programme = actions.add_programme(name=PROGRAMME, made_up=True, by=None)
    for place in PLACES:
        name, telephone = place.call
        scheme = actions.add_scheme(
            programme=programme,
            name=place.name,
            public_name=place.public_name,
            nation=place.nation,
            by=None,
            call_name=name,
            call_telephone=telephone,
            call_hours="Monday to Friday, 9am to 5pm",
            lone_working_told=name,
            **({"instruments": ["ucla3"]} | place.settings),
        )
        cast.schemes[place.key] = scheme
        for area, prefixes in place.areas.items():
            cast.areas[area] = actions.add_area(
                scheme=scheme, name=area, postcode_prefixes=prefixes, by=None
            )
        for person in place.workers:
            _employ(cast, place.key, person, since)
    morag = cast.workers["morag"]
    actions.give_programme_role(
        worker=morag, programme=programme, role="resolver", on=since, by=None
    )
    _employ_elsewhere(cast, since)
    _let_in(cast)
    return cast


def _let_in(cast: Cast) -> None:
    """One made-up password for everybody, hashed once: hashing is slow by design."""
    numbers = [worker.pk for worker in cast.workers.values()]
    Worker.objects.filter(pk__in=numbers).update(password=make_password(PASSWORD))


def _employ(cast: Cast, key: str, person: Person, since: date) -> None:
    worker = actions.add_worker(
        email=f"{person.key}@example.org",
        name=person.name,
        telephone=person.telephone,
        languages=list(person.languages),
        working_days=[0, 1, 2, 3, 4],
        areas=[cast.areas[area] for area in person.areas],
        by=None,
    )
    cast.workers[person.key] = worker
    for role in person.roles:
        actions.give_role(worker=worker, scheme=cast.schemes[key], role=role, on=since, by=None)
    if "connector" in person.roles:
        cast.connectors.setdefault(key, []).append(worker)
    if "coordinator" in person.roles:
        cast.coordinators[key] = worker


def _employ_elsewhere(cast: Cast, since: date) -> None:
    """The evaluator of one scheme is that of all; a commissioner reads what is published."""
    for key in ("glen_torran", "cwm_derwen"):
        actions.give_role(
            worker=cast.workers["eva"],
            scheme=cast.schemes[key],
            role="evaluator",
            on=since,
            by=None,
        )
    commissioner = actions.add_worker(email="carol@example.org", name="Carol Whitby", by=None)
    cast.workers["carol"] = commissioner
    actions.give_role(
        worker=commissioner,
        scheme=cast.schemes["aldermouth"],
        role="commissioner",
        on=since,
        by=None,
    )
