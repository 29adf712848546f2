"""What takes something away from this laptop. Each first writes a rescue file of what the centre has not acknowledged.

`TAKES_AWAY` names all such commands. A test runs every command of the program with work that waits, and fails for one
that removes anything and is not named here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.app import safekeeping
from desktop.app.opening import NoProfile, OpenProfile, place_of
from desktop.app.removing import remove
from desktop.app.safekeeping import RescueFile
from desktop.services.faults import Ambiguous, NotHere
from desktop.services.offices import office_named
from desktop.storage import leaving
from desktop.storage.backup import restoring
from desktop.storage.profile import alone
from desktop.storage.replica import Replica
from desktop.sync import keys
from desktop.sync.addresses import is_loopback, server_address
from desktop.sync.faults import PlainRoad
from desktop.sync.machine import sign

TAKES_AWAY: Final = {
    "restore": "the replica as it is now",
    "reset": "everything of the profile but its rescue files",
    "sign-out": "a person's key",
    "leave": "everything of an office",
    "server set": "the address at which the centre was found",
}
"""Commands by their words, and what they take away."""
Agree = Callable[[RescueFile], None]
"""Called with the rescue file that was written, before anything is taken away; raises to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was taken away, and where the work is that the centre lacks. waiting: changes that travel on from here."""

    what: str
    rescue: RescueFile
    waiting: int = 0


def sign_out(opened: OpenProfile, person: str, agree: Agree) -> Left:
    """A person leaves this laptop; what they made travels on in their name. Raises NotHere, Ambiguous, LastPerson."""
    found = opened.read(_person_named, person).result()
    rescue = safekeeping.write_rescue(opened, "sign-out")
    agree(rescue)
    waiting = opened.read(leaving.sign_out, found[0], sign).result()
    return Left(what=found[2], rescue=rescue, waiting=waiting)


def _person_named(replica: Replica, name: str) -> tuple[int, int, str]:
    everybody = leaving.persons(replica)
    found = [one for one in everybody if one[2].casefold() == name.strip().casefold() or str(one[0]) == name.strip()]
    told = ", ".join(f"{one[2]} ({one[0]})" for one in everybody) or "-"
    if not found:
        raise NotHere(f'Tidak ada "{name}" di laptop ini. Yang ada: {told}.')
    if len(found) > 1:
        raise Ambiguous(f'"{name}" ada lebih dari satu; sebutkan nomornya: {told}.')
    return found[0]


def leave_office(opened: OpenProfile, code: str, agree: Agree) -> Left:
    """Everything of an office leaves this laptop. Raises NotHere, and WorkedOn when somebody worked on meanwhile."""
    office = opened.read(office_named, code).result()
    rescue = safekeeping.write_rescue(opened, "leave")
    agree(rescue)
    opened.read(leaving.leave_office, office.realm, rescue.dots).result()
    return Left(what=office.name, rescue=rescue)


def move_server(opened: OpenProfile, url: str, code: str | None, agree: Agree, *, insecure: bool = False) -> Left:
    """The server of an office is at another address. Raises BadServer, PlainRoad, NotHere, Unsuitable."""
    address = server_address(url)
    if address.startswith("http://") and not insecure and not is_loopback(address):
        raise PlainRoad(f"{address} tidak memakai enkripsi. Pakai https, atau izinkan dengan --insecure.")
    office = opened.read(office_named, code).result()
    rescue = safekeeping.write_rescue(opened, "server")
    agree(rescue)
    old = opened.read(leaving.move_office, office.realm, address, insecure=insecure).result()
    return Left(what=old, rescue=rescue)


def reset(
    directory: Path | None, sources: keys.Sources, ring: keys.Keyring, agree: Agree, folder: Path | None = None
) -> Left:
    """Removes the profile's replica, copies, logs and key; rescue files and damaged replicas stay.

    Nobody may have the profile open. Raises NoProfile, Locked, InUse.
    """
    place = place_of(directory)
    if place.is_new:
        raise NoProfile(f"Tidak ada data Lontar di {place.directory}.")
    key = keys.obtain(place.directory, ring, sources)
    with alone(place.use_lock, told=restoring.BUSY), alone(place.sync_lock):
        restoring.finish(place)
        rescue = safekeeping.rescue_closed(place, key, "reset", folder)
        agree(rescue)
        remove(place, ring)
    return Left(what=str(place.directory), rescue=rescue)
