"""Fixtures of the command line's tests."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.cli.terminal import PASSPHRASE, Terminal, make_profile


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal on a profile that has joined office 53."""
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    make_profile(tmp_path / "profile")
    return Terminal(tmp_path / "profile", capsys)


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in a folder without a profile."""
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    return Terminal(tmp_path / "nothing", capsys)


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> QApplication:
    """The one application of the process: a command that prints would make one that no window can use."""
    return qapp
