"""This laptop as a hub: its socket, its name on the network, and its lock, opened and closed together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from desktop.app.opening import OpenProfile
from desktop.services.exchange.courier import laptop_name
from desktop.storage.links import Code
from desktop.storage.profile import alone
from desktop.sync.addresses import EVERYWHERE
from desktop.sync.found import announced, own_addresses
from desktop.sync.hub_server import HubServer, NoSocket

__all__ = ["EVERYWHERE", "HubPost", "NoSocket"]
IN_USE = "Laptop ini sudah menjadi pos sinkronisasi di jendela Lontar yang lain."


class HubPost:
    """A hub that runs. Made by one process of a profile at a time."""

    def __init__(self, profile: OpenProfile, on_news: Callable[[], None]) -> None:
        self._profile = profile
        self._on_news = on_news
        self._open = ExitStack()
        self._server: HubServer | None = None
        self.addresses: tuple[str, ...] = ()
        self.announced = False

    def start(self, host: str, port: int) -> None:
        """Begins. Raises InUse and NoSocket."""
        with ExitStack() as stack:
            stack.enter_context(alone(self._profile.place.hub_lock, told=IN_USE))
            name = self._profile.read(laptop_name).result()
            server = HubServer(self._profile.replica, name, self._on_news, self._profile.place.sync_lock.parent)
            server.start(host, port)
            stack.callback(server.stop)
            found = own_addresses() if host == EVERYWHERE else [server.host]
            interfaces = None if host == EVERYWHERE else [server.host]
            self.announced = stack.enter_context(announced(name, server.port, found, interfaces))
            self.addresses = tuple(f"http://{address}:{server.port}" for address in found)
            self._server = server
            self._open = stack.pop_all()

    def code(self, *, fresh: bool = False) -> Code | None:
        """The pairing code to show now; None when it does not run."""
        return self._server.code(fresh=fresh) if self._server is not None else None

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._server is not None

    def stop(self) -> None:
        """Ends."""
        self._server, self.addresses = None, ()
        self._open.close()
