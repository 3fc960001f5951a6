"""A location, with its address and how to get in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from alongside.casework.directory.details import ACCESS
from alongside.casework.directory.models import Access, Place

from .about import phone
from .terms import OURS, our_attribute, tag
from .values import Record, written

NOT_SAID = "Not given"  # the standard asks for whole addresses, and not everybody gives one
NO_FIELD = ("address", "addresses", "accessibility")  # of which records are made


def place_listed(one: Place) -> Record:
    """Without what belongs to it."""
    also = {name: value for name, value in one.also.items() if name not in NO_FIELD}
    return written(_flat(one), {name: v for name, v in also.items() if not isinstance(v, list)})


def place_full(one: Place) -> Record:
    """With its addresses, its accessibility, its telephones and what is said of it."""
    more = one.also.get("addresses")
    ours = _flat(one) | {
        "addresses": [*_address(one), *(more if isinstance(more, list) else [])],
        "accessibility": [_access(each) for each in one.access.all()],
        "phones": [phone(each) for each in one.phones.all()],
        "attributes": [*(tag(each) for each in one.tags.all()), *_ours(one)],
    }
    also = {name: value for name, value in one.also.items() if name not in NO_FIELD}
    return written(ours, also)


def _flat(one: Place) -> Record:
    return {
        "id": one.public_id,
        "location_type": one.location_type,
        "name": one.name,
        "description": one.description,
        "latitude": one.latitude,
        "longitude": one.longitude,
    }


def _address(one: Place) -> Iterator[Record]:
    """The first address, where there is anything of it."""
    parts = (one.attention, one.address_1, one.city, one.region, one.state_province, one.postcode)
    also = one.also.get("address")
    if not any(parts) and not also:
        return
    town = one.city or one.region or one.state_province or NOT_SAID
    ours = {
        "id": one.address_id or uuid.uuid5(OURS, f"{one.public_id}\0address"),
        "attention": one.attention,
        "address_1": one.address_1 or one.name or NOT_SAID,
        "city": town,
        "region": one.region,
        "state_province": one.state_province or one.region or town,
        "postal_code": one.postcode,
        "country": one.country,
        "address_type": "physical" if one.location_type == "virtual" else one.location_type,
    }
    # What a feed said of the address and has no field here is nearer to the truth than a stand-in
    said = also if isinstance(also, dict) else {}
    stood_in = {name: said[name] for name in ("address_type", "country") if name in said}
    address = written(ours | stood_in, said)
    yield address | {"postal_code": address.get("postal_code", NOT_SAID)}


def _access(one: Access) -> Record:
    ours = {
        "id": one.public_id,
        "description": one.description,
        "details": one.details,
        "url": one.url,
    }
    return written(ours, one.also)


def _ours(one: Place) -> Iterator[Record]:
    for field in ACCESS:
        answer = getattr(one, field)
        if answer is not None:
            yield our_attribute(one.public_id, field, field if answer else f"not_{field}")
    if one.getting_there:
        yield our_attribute(one.public_id, "getting_there", "getting_there", one.getting_there)
