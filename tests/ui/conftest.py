"""A look and a window for screens that nobody sees. The platform without a display is chosen in tests/conftest.py."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk as RealDesk
from desktop.ui.look import Look
from desktop.ui.place import Place
from desktop.ui.port import Lock, Services
from desktop.ui.screens import Screens
from desktop.ui.theme import Appearance, Density
from desktop.ui.window import Window
from tests.ui.desk import Desk
from tests.ui.office import CLASS
from tests.ui.real import played_desk

Opener = Callable[[Services], Window]


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> Iterator[None]:
    """Rubbish of windows is looked for on this thread, as in the program."""
    gc.disable()
    qapp.processEvents()  # what the last test's window had still to hear
    yield
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


class PatientBot(QtBot):
    """Waits half a minute for what takes milliseconds on an idle machine: tests share two processors."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 30_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """A hand that is patient."""
    return PatientBot(request)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light scheme at 100 %."""
    look = Look(qapp)
    look.choose(appearance=Appearance.LIGHT, scale=100, density=Density.NORMAL)
    yield look
    qapp.setStyleSheet("")
    look.deleteLater()


@pytest.fixture
def screens(qapp: QApplication) -> Iterator[list[Screens]]:
    """All that open_window opened, newest last; closed after the test."""
    opened: list[Screens] = []
    yield opened
    for screen in opened:
        screen.close()
    qapp.setStyleSheet("")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, screens: list[Screens]) -> Opener:
    """Open the window of an office, 1366 x 690, as the program does."""
    return lambda desk: shown(qapp, qtbot, screens, desk)


def shown(qapp: QApplication, qtbot: QtBot, screens: list[Screens], desk: Services, lock: Lock | None = None) -> Window:
    """The window of an office, 1366 x 690, active."""
    screen = Screens(qapp)
    screens.append(screen)
    with qtbot.waitSignal(screen.opened):
        screen.open(desk, lock=lock)
    window = screen.window
    assert window is not None
    window.resize(1366, 690)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def desk() -> Desk:
    """The practice office."""
    return Desk()


@pytest.fixture
def played(tmp_path: Path) -> Iterator[RealDesk]:
    """A real replica with a whole training in it."""
    with played_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, played: RealDesk) -> Iterator[Window]:
    """The window over that replica; it is closed before the replica is."""
    opened: list[Screens] = []
    yield shown(qapp, qtbot, opened, played)
    for screen in opened:
        screen.close()
    qapp.setStyleSheet("")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.clear()
    gc.collect()  # on this thread: what is left of the widgets is not for the thread of the next replica to take apart


def register_place(session: int = 103, person: int = 501) -> Place:
    """The register at a cell; Sesi 3 and the first person when nothing else is said."""
    inside = {"session": session, "person": person}
    return Place(page="class", state={"class": CLASS, "tab": "attendance", "attendance": inside})
