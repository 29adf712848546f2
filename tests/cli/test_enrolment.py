"""lontar enrolment: the answers that others build on, from the nomination to the reserve who moves up."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from desktop.cli.setting import Setting
from desktop.cli.stopping import stoppable
from tests.cli.terminal import Terminal

ROSTER = "Nama,NIP,Instansi\n" + "".join(
    f"Calon {number},1981040220050120{number:02},Dinas {'Kesehatan' if number % 2 else 'Kominfo'}\n"
    for number in range(6)
)
NOBODY = {"warned": 0, "warnings": []}
"""The class is of no programme that asks for anything."""


def test_a_class_is_filled_from_the_nomination_to_the_reserve(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "peserta.csv"
    file.write_text(ROSTER, encoding="utf-8")
    terminal.ask("people", "import", str(file), "--office", "53")
    class_id = terminal.id("class", "create", "--title", "GCIO", "--office", "53")
    at = ("--class", class_id)

    assert terminal.type("enrolment", "register", *at).code == 2
    done = terminal.ask("enrolment", "nominate", *at, "--all", "--by", "BKD Provinsi NTT")
    assert done == {"moved": 6, "unchanged": 0, "moved_up": [], "refused": [], "unread": [], **NOBODY}
    ids = tmp_path / "ids.csv"
    people = {one["name"]: one["person"] for one in terminal.ask("enrolment", "list", *at)["enrolments"]}
    ids.write_text("id\n" + "\n".join([*people.values(), "198104022005012099"]) + "\n", encoding="utf-8")
    said = terminal.type("enrolment", "register", *at, "--ids", str(ids), "--json")
    assert said.code == 3
    assert said.answer["moved"] == 6
    assert said.answer["unread"][0].startswith("Baris 8: Tidak ada peserta dengan NIP 198104022005012099")

    assert terminal.ask("enrolment", "quota", *at) == {"id": class_id, "quota": None, "reserves": None}
    assert "tidak disebut" in terminal.type("enrolment", "select", *at, "--all", "--by", "name").err
    terminal.ask("enrolment", "quota", *at, "--quota", "3", "--reserves", "2")
    chosen = terminal.ask("enrolment", "select", *at, "--all", "--by", "name")
    assert (chosen["quota"], chosen["by"], chosen["rest"]) == (3, "name", 1)
    assert (chosen["selected"]["moved"], chosen["reserves"]["moved"]) == (3, 2)
    gone = terminal.ask("enrolment", "withdraw", *at, "--person", people["Calon 1"], "--reason", "sakit")
    assert gone["moved_up"] == [people["Calon 3"]]
    terminal.ask("enrolment", "decree", *at, "--number", "893/BPSDMD/2025", "--on", "18 Juli 2025")
    terminal.ask(
        "enrolment", "confirm", *at, "--status", "selected", "--decree", "893/BPSDMD/2025", "--on", "18/07/2025"
    )

    found = terminal.ask("enrolment", "list", *at, "--status", "confirmed", "--agency", "kominfo", "--limit", "1")
    assert found["by_status"] == {"confirmed": 2, "reserve": 1}
    assert (found["total"], found["quota"], found["decree_number"], found["decree_on"]) == (
        2,
        3,
        "893/BPSDMD/2025",
        "2025-07-18",
    )
    assert found["enrolments"] == [
        {
            "person": people["Calon 0"],
            "name": "Calon 0",
            "employee_number": "198104022005012000",
            "agency": "Dinas Kominfo",
            "district": None,
            "status": "confirmed",
            "status_label": "Ditetapkan",
            "roster_number": 1,
            "reserve_order": None,
            "nominated_by": "BKD Provinsi NTT",
            "decree_number": "893/BPSDMD/2025",
            "decided_on": "2025-07-18",
            "reason": None,
            "transferred_to": None,
            "transferred_from": None,
            "disputed": False,
        }
    ]
    assert found["over_quota"] == 0
    terminal.ask("enrolment", "quota", *at, "--quota", "0")
    assert terminal.ask("enrolment", "list", *at)["over_quota"] == 3
    terminal.ask("enrolment", "quota", *at, "--quota", str(found["quota"]))
    assert terminal.type("enrolment", "decree", *at, "--number", "893", "--on", "").code == 2
    refused = terminal.type("enrolment", "start", *at, "--person", people["Calon 1"], "--lang", "en", "--json")
    assert (refused.code, refused.answer["moved"]) == (3, 0)
    assert "is" in refused.answer["refused"][0]["why"]
    other = terminal.id("class", "create", "--title", "GCIO II", "--office", "53")
    assert terminal.ask("enrolment", "transfer", *at, "--person", people["Calon 0"], "--to", other) == {
        "person": people["Calon 0"],
        "status": "confirmed",
        "from": class_id,
        "to": other,
        "moved_up": [people["Calon 4"]],
        "left_group": None,
        "needs_group": False,
        **NOBODY,
    }


def test_ctrl_c_lets_the_running_batch_end_and_begins_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable(Setting(), ("orang", "people")) as progress:
        assert progress(0, 20)
        os.kill(os.getpid(), signal.SIGINT)
        assert not progress(10, 20)
    assert signal.getsignal(signal.SIGINT) is before
