"""lontar courier on the command line: names, JSON and exit codes that others build on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import PASSPHRASE, Terminal
from tests.cli.test_road import centre, joined
from tests.roads.centre import Centre

__all__ = ["centre"]


def test_work_goes_there_and_back_by_stick(
    centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LONTAR_PASSPHRASE", PASSPHRASE)
    island, _ = joined(centre, tmp_path / "a", capsys, "Adriana Bire")
    town, _ = joined(centre, tmp_path / "b", capsys, "Yohanes Leo")
    stick = tmp_path / "FLASHDISK"
    stick.mkdir()
    island.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    written = island.ask("courier", "write", str(stick))
    assert (written["changes"], written["number"], written["left"]) == (1, 1, 0)
    assert written["authors"] == [{"author": written["authors"][0]["author"], "n0": 1, "n1": 1}]
    file = Path(written["file"])
    assert file.parent == stick
    assert written["bytes"] == file.stat().st_size
    status = island.ask("status")
    assert (status["pending"], status["carried"]) == (1, 1)

    nobody = Terminal(tmp_path / "nobody", capsys)
    shown = nobody.ask("courier", "inspect", str(file))
    assert (shown["office"], shown["number"], shown["whole"]) == ("53", 1, True)
    assert shown["authors"] == written["authors"] == shown["parcels"][0]["authors"]
    assert shown["written_at"].endswith("+08:00")
    assert shown["answers"] == []

    assert town.ask("courier", "read", str(stick))["taken"] == 1
    assert town.ask("courier", "read", str(file))["already"] == 1
    town.ask("sync")
    town.ask("courier", "write", str(stick))
    back = island.ask("courier", "read", str(stick))
    assert (back["answers"], back["sent"], back["problems"]) == (1, 1, [])
    status = island.ask("status")
    assert (status["pending"], status["carried"]) == (0, 0)

    file.write_bytes(file.read_bytes()[:-1])
    damaged = nobody.type("courier", "inspect", str(file), "--json")
    assert damaged.code == 3
    assert (json.loads(damaged.out)["whole"], json.loads(damaged.out)["part"]) == (False, 1)
    some = island.type("courier", "read", str(stick), "--json")
    assert (some.code, some.answer["problems"][0]["part"]) == (3, 1)
    for wrong, code in ((("courier", "write", str(tmp_path / "away")), 3), (("courier", "read"), 2)):
        said = island.type(*wrong)
        assert said.code == code
        assert said.err.strip()
