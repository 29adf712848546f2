"""What the system tells of the network reaches the runner."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from desktop.app.network import NetworkWatch, told_by_system

Reach, Medium = QNetworkInformation.Reachability, QNetworkInformation.TransportMedium


class System(QObject):
    """A system that tells what a test wants: its signals and questions are those of Qt."""

    reachabilityChanged = Signal(object)
    transportMediumChanged = Signal(object)
    isMeteredChanged = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.paid, self.medium = False, Medium.Ethernet

    def isMetered(self) -> bool:
        return self.paid

    def transportMedium(self) -> QNetworkInformation.TransportMedium:
        return self.medium


def test_a_network_that_comes_is_told_and_one_that_goes_is_not(qtbot: QtBot) -> None:
    system = System()
    came: list[int] = []
    paid: list[bool] = []
    watch = NetworkWatch(system, lambda: came.append(1), paid.append)  # type: ignore[arg-type]
    assert paid == [False]
    system.reachabilityChanged.emit(Reach.Disconnected)
    assert not came
    system.reachabilityChanged.emit(Reach.Online)
    assert len(came) == 1
    watch.deleteLater()


def test_a_paid_link_and_a_telephones_are_told_before_anything_is_sent_over_them(qtbot: QtBot) -> None:
    system = System()
    told: list[object] = []
    watch = NetworkWatch(system, lambda: told.append("came"), told.append)  # type: ignore[arg-type]
    system.paid = True
    system.isMeteredChanged.emit(True)
    system.paid, system.medium = False, Medium.Cellular
    system.transportMediumChanged.emit(Medium.Cellular)
    system.medium = Medium.WiFi
    system.transportMediumChanged.emit(Medium.WiFi)
    assert told == [False, True, "came", True, "came", False, "came"]
    watch.deleteLater()


def test_a_system_that_tells_nothing_is_no_fault(qtbot: QtBot) -> None:
    found = told_by_system()
    assert found is None or isinstance(found, QNetworkInformation)
