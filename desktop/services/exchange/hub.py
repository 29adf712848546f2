"""What people are told of hubs: the laptops that come to this one, and the hubs that this one goes to."""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.links import GUEST, HUB
from desktop.storage import cargo, links
from desktop.storage.replica import Replica
from desktop.storage.status import counts


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A laptop at the other end of a link. id: its name for `forget`; last_at: when it was met last (seconds)."""

    id: str
    name: str
    address: str
    paired_at: int
    last_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HubView:
    """This laptop among those beside it. on: it is a hub. guests: who comes to it; hubs: to whom it goes.

    waiting: parcels of others, and open changes of others, that wait here for the centre.
    """

    on: bool
    guests: tuple[LinkView, ...]
    hubs: tuple[LinkView, ...]
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HubStand:
    """The hub that this laptop is, or could be. code: the six digits, empty while it does not run in this window.

    elsewhere: it runs, but in another window or program of this profile.
    """

    view: HubView
    running: bool = False
    elsewhere: bool = False
    code: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyHub:
    """A hub that tells of itself on this network. Whether it is ours only the pairing proves."""

    name: str
    address: str


def hub_view(replica: Replica) -> HubView:
    """Where this laptop stands among those beside it."""
    with replica.database.reading():
        return HubView(
            on=links.is_hub(replica),
            guests=tuple(_view(link) for link in links.links(replica, HUB)),
            hubs=tuple(_view(link) for link in links.links(replica, GUEST)),
            waiting=cargo.waiting(replica) + counts(replica).others,
        )


def forget(replica: Replica, identifier: str) -> bool:
    """Ends a link, whichever end this laptop is; whether there was one of that id."""
    try:
        name = bytes.fromhex(identifier)
    except ValueError:
        return False
    return links.forget(replica, name)


def _view(link: links.Link) -> LinkView:
    return LinkView(
        id=link.id.hex(), name=link.name, address=link.address, paired_at=link.paired_at, last_at=link.last_at
    )
