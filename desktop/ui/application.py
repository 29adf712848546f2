"""The one QApplication of the process."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """The application, made when there is none yet."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["lontar"])
