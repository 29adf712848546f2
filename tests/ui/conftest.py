"""A look for screens that nobody sees. The platform without a display is chosen in tests/conftest.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.look import Look
from desktop.ui.theme import Appearance, Density


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light scheme at 100 %."""
    look = Look(qapp)
    look.choose(appearance=Appearance.LIGHT, scale=100, density=Density.NORMAL)
    yield look
    qapp.setStyleSheet("")
    look.deleteLater()
