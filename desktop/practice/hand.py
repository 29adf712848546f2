"""A hand on the real widgets: opens the window, presses keys, waits for what they do, and takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest

from contract.faults import WorldFault
from desktop.app.desk import Desk
from desktop.ui.application import application
from desktop.ui.place import Place
from desktop.ui.register.grid import RegisterGrid
from desktop.ui.register.model import RegisterModel
from desktop.ui.screens import Screens
from desktop.ui.window import Window

SIZE = (1366, 690)
_PATIENCE_S = 60
_KEYS = {"H": Qt.Key.Key_H, "I": Qt.Key.Key_I, "S": Qt.Key.Key_S, "A": Qt.Key.Key_A, "DL": Qt.Key.Key_D}


class Stuck(WorldFault):
    """What was awaited on the screen did not come."""


class Hand:
    """One window of one desk. Thread: UI."""

    def __init__(self, desk: Desk) -> None:
        application()
        self._screens = Screens(application())
        self._screens.open(desk)
        self.wait(lambda: self._screens.window is not None, "jendela terbuka")
        self.window.resize(*SIZE)

    @property
    def window(self) -> Window:
        """The window."""
        window = self._screens.window
        if window is None:
            raise Stuck("Jendela sudah ditutup.")
        return window

    def wait(self, holds: Callable[[], object], what: str, patience_s: float = _PATIENCE_S) -> None:
        """Lets the program run until `holds`. Raises Stuck."""
        ends = time.monotonic() + patience_s
        while not holds():
            if time.monotonic() > ends:
                raise Stuck(f"Menunggu terlalu lama: {what}.")
            self._let_run(50)

    def go(self, page: str, **state: Any) -> None:
        """Shows a page."""
        self.window.go(Place(page=page, state=state))
        self.wait(lambda: self.window.place.page == page, page)
        self._settle()

    def register(self, class_id: int, session: int) -> RegisterGrid:
        """The register of a class with the cursor in the first row of a session."""
        self.go("class", **{"class": class_id, "tab": "attendance", "attendance": {"class": class_id}})
        grid = self._grid()
        model = grid.model()
        assert isinstance(model, RegisterModel)
        self.wait(lambda: model.rowCount() and model.column_of(session) >= 0, "daftar presensi")
        grid.go_to(0, model.column_of(session))
        self._settle()
        return grid

    def _grid(self) -> RegisterGrid:
        self.wait(lambda: self.window.findChild(RegisterGrid) is not None, "daftar presensi")
        grid = self.window.findChild(RegisterGrid)
        assert isinstance(grid, RegisterGrid)
        return grid

    def mark(self, grid: RegisterGrid, statuses: list[str]) -> None:
        """Presses one key a person, from the first row down, without waiting for what comes of it."""
        for status in statuses:
            QTest.keyClick(grid, _KEYS[status])

    def picture(self, path: Path) -> None:
        """What the window shows now, as a PNG."""
        self._settle()
        self.window.grab().save(str(path))

    def _settle(self) -> None:
        """Gives answers that are on their way the time to arrive and be drawn."""
        ends = time.monotonic() + 0.4
        while time.monotonic() < ends:
            self._let_run(20)

    def _let_run(self, most_ms: int) -> None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, most_ms)
        # Outside exec() nobody else deletes what was put off.
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        time.sleep(0.003)

    def close(self) -> None:
        """Closes the window; what it wants to remember is on its way."""
        self._screens.close()
        self._settle()
