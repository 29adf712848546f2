"""The offices of this laptop: which one is meant, and in whose zone its times are read."""

from __future__ import annotations

from contract.training.catalogue import AUTHOR
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.zones import WITA, Zone, zone_of
from desktop.storage.edit import NoAuthor
from desktop.storage.queries.lines import fetch_among
from desktop.storage.queries.offices import OfficeLine, offices, own_names
from desktop.storage.replica import Replica


def office_named(replica: Replica, code: str | None) -> OfficeLine:
    """The office with this Kemendagri code; without a code the only one. Raises NotHere, Unsuitable or NoAuthor."""
    joined = offices(replica)
    if not joined:
        raise NoAuthor("Laptop ini belum bergabung dengan kantor mana pun. Minta kode kepada pengelola lalu bergabung.")
    told = ", ".join(f"{office.code} ({office.name})" for office in joined)
    if code is None:
        if len(joined) == 1:
            return joined[0]
        raise Unsuitable(f"Laptop ini bergabung dengan beberapa kantor; sebutkan satu dengan --office: {told}.")
    found = next((office for office in joined if office.code == code.strip()), None)
    if found is None:
        raise NotHere(f'Laptop ini tidak bergabung dengan kantor "{code}". Yang ada: {told}.')
    return found


def office_of_realm(replica: Replica, realm: int) -> OfficeLine:
    """The office of a row's realm."""
    return next(office for office in offices(replica) if office.realm == realm)


def home_zone(replica: Replica) -> Zone:
    """The zone of the first office joined by code; WITA before any."""
    joined = offices(replica)
    return zone_of(joined[0].code) if joined else WITA


def author_names(replica: Replica, authors: list[int]) -> dict[int, str]:
    """Names of these authors: people of this laptop, and others as the centre told; unknown ones are left out."""
    told = {line.number: line.person_name for line in fetch_among(replica, AUTHOR, "number", authors)}
    own = {number: name for number, name in own_names(replica).items() if number in set(authors)}
    return {**own, **{number: name for number, name in told.items() if name}}
