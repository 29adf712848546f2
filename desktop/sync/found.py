"""Finding hubs by themselves: zeroconf on the local network. Where it does not work, an address is typed."""

from __future__ import annotations

import contextlib
import logging
import secrets
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zeroconf import Error as ZeroconfError
from zeroconf import (
    InterfaceChoice,
    NonUniqueNameException,
    ServiceBrowser,
    ServiceInfo,
    ServiceListener,
    Zeroconf,
)

_log = logging.getLogger(__name__)
SERVICE = "_lontar._tcp.local."
FIND_S = 3.0
_RESOLVE_MS = 1500
_LABEL_BYTES = 40
_NAME = b"name"
Interfaces = Sequence[str] | None
"""Addresses of this machine to use; None for all."""


@dataclass(frozen=True, slots=True)
class FoundHub:
    """A hub that tells its name and address. Whether it is ours only the pairing proves."""

    name: str
    address: str


@contextlib.contextmanager
def announced(name: str, port: int, addresses: Sequence[str], interfaces: Interfaces = None) -> Iterator[bool]:
    """Tells the local network of a hub while the block runs; gives whether that is possible here."""
    with contextlib.ExitStack() as stack:
        told = False
        try:
            zeroconf = stack.enter_context(_opened(interfaces))
            service = _service(name, port, addresses)
            zeroconf.register_service(service, allow_name_change=True)
            stack.callback(_withdraw, zeroconf, service)
            told = True
        except (OSError, ZeroconfError, NonUniqueNameException) as error:
            _log.warning("hubs can't be announced here: %s", type(error).__name__)
        yield told


def _withdraw(zeroconf: Zeroconf, service: ServiceInfo) -> None:
    with contextlib.suppress(OSError, ZeroconfError):
        zeroconf.unregister_service(service)


def _service(name: str, port: int, addresses: Sequence[str]) -> ServiceInfo:
    shown = name.encode()[:200]
    plain = "".join(sign if sign.isalnum() else "-" for sign in name if sign.isascii())[:_LABEL_BYTES] or "pos"
    return ServiceInfo(
        SERVICE,
        f"{plain}-{secrets.token_hex(3)}.{SERVICE}",
        port=port,
        properties={_NAME: shown, b"v": b"1"},
        addresses=[socket.inet_aton(address) for address in addresses],
        server=f"{plain}-{secrets.token_hex(3)}.local.",
    )


def find(wait_s: float = FIND_S, interfaces: Interfaces = None) -> list[FoundHub]:
    """The hubs that answer within the time, by name; none where the network lets nobody ask."""
    try:
        with _opened(interfaces) as zeroconf:
            listener = _Listener()
            browser = ServiceBrowser(zeroconf, SERVICE, listener)
            time.sleep(wait_s)
            browser.cancel()
            found = {hub for name in listener.names for hub in _resolved(zeroconf, name)}
    except (OSError, ZeroconfError) as error:
        _log.warning("hubs can't be looked for here: %s", type(error).__name__)
        return []
    return sorted(found, key=lambda hub: (hub.name, hub.address))


def _resolved(zeroconf: Zeroconf, name: str) -> list[FoundHub]:
    service = zeroconf.get_service_info(SERVICE, name, timeout=_RESOLVE_MS)
    if service is None or not service.port:
        return []
    told = service.properties.get(_NAME) or b""
    shown = "".join(sign for sign in told.decode(errors="replace") if sign.isprintable())[:200]
    return [FoundHub(shown, f"http://{address}:{service.port}") for address in service.parsed_addresses()[:4]]


class _Listener(ServiceListener):
    """Collects names, on zeroconf's own thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: set[str] = set()

    @property
    def names(self) -> list[str]:
        """Those heard of and not withdrawn."""
        with self._lock:
            return sorted(self._names)

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """One more."""
        with self._lock:
            self._names.add(name)

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """One told something else of itself."""

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """One less."""
        with self._lock:
            self._names.discard(name)


@contextlib.contextmanager
def _opened(interfaces: Interfaces) -> Iterator[Zeroconf]:
    for address in interfaces or ():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))  # the library leaves sockets behind when it fails
    zeroconf = Zeroconf(interfaces=list(interfaces) if interfaces is not None else InterfaceChoice.All)
    try:
        yield zeroconf
    finally:
        zeroconf.close()


def own_addresses() -> list[str]:
    """The addresses under which this machine can be reached on its networks, the likeliest first."""
    found: list[str] = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: it only asks which address would be used
        found.append(str(probe.getsockname()[0]))
    with contextlib.suppress(OSError):
        found += [str(place[4][0]) for place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [each for each in dict.fromkeys(found) if not each.startswith("127.")] or ["127.0.0.1"]
