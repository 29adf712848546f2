"""Fixtures of the tests of copies and rescue files."""

from pathlib import Path

import pytest

from tests.cli.terminal import PASSPHRASE, Terminal, make_profile


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal on a profile that has joined office 53."""
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    make_profile(tmp_path / "terminal")
    return Terminal(tmp_path / "terminal", capsys)
