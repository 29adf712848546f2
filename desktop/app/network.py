"""What the system tells of the network: that it changed, and that its bytes are paid for. Where it tells anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation

_REACHES = (
    QNetworkInformation.Reachability.Online,
    QNetworkInformation.Reachability.Site,
    QNetworkInformation.Reachability.Local,
)
_CELLULAR = QNetworkInformation.TransportMedium.Cellular


def told_by_system() -> QNetworkInformation | None:
    """Whatever this system has for it; None where there is nothing."""
    if not QNetworkInformation.loadDefaultBackend():
        return None
    return QNetworkInformation.instance()


class NetworkWatch(QObject):
    """Calls `came` when a network comes or changes, and `metered` with what is known of its price: now, and on changes.

    `system` is the system's own teller, told_by_system(). Both are called on the thread of the window.
    """

    def __init__(self, system: QNetworkInformation, came: Callable[[], None], metered: Callable[[bool], None]) -> None:
        super().__init__()
        self._system, self._came, self._metered = system, came, metered
        system.reachabilityChanged.connect(self._reach)
        system.transportMediumChanged.connect(self._change)
        system.isMeteredChanged.connect(self._change)
        self._price()

    def _reach(self, reach: QNetworkInformation.Reachability) -> None:
        if reach in _REACHES:
            self._change()

    def _change(self, *_: object) -> None:
        self._price()
        self._came()

    def _price(self) -> None:
        """A telephone's network is paid by the byte, also where the system has no word for it."""
        self._metered(self._system.isMetered() or self._system.transportMedium() == _CELLULAR)
