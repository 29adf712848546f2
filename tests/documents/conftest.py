"""Fixtures of the forms' tests."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> QApplication:
    """The one application of the process: made here, or a later test of the window could make none."""
    return qapp
