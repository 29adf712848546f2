"""What the command line says of the road to the centre."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.practice.centre import CentreProcess
from desktop.storage.profile import open_profile
from desktop.sync import keys
from tests.cli.terminal import CHEAP, PASSPHRASE, Terminal


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CentreProcess]:
    made = CentreProcess(tmp_path)
    made.init("53", "BPSDMD Provinsi NTT")
    made.start()
    made.wait()
    yield made
    made.stop()


@pytest.fixture
def laptop(
    centre: CentreProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    terminal = Terminal(tmp_path / "a", capsys)
    keys.create(open_profile(terminal.directory).directory, PASSPHRASE, CHEAP)
    code = centre.code("Adriana Bire", "organiser", "53")
    terminal.ask("join", "--server", f"http://127.0.0.1:{centre.port}", "--code", code)
    return terminal


def test_sync_and_doctor_name_the_cause_only_when_there_is_one(centre: CentreProcess, laptop: Terminal) -> None:
    assert "cause" not in laptop.ask("sync")
    assert all("cause" not in one for one in laptop.ask("doctor")["findings"])
    centre.stop()
    said = laptop.type("sync", "--json")
    assert (said.code, said.answer["cause"]) == (4, "closed")
    assert "tidak berjalan" in said.err
    said = laptop.type("doctor", "--json", "--lang", "en")
    found = {one["what"]: one for one in said.answer["findings"]}
    assert (said.code, found["server"]["cause"]) == (4, "closed")
    assert "no Lontar server runs on it" in found["server"]["message"]
    assert not [what for what, one in found.items() if what != "server" and "cause" in one]
