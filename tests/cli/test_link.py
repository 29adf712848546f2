"""What the command line says of the road to the centre."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop.practice.centre import CentreProcess
from desktop.storage.database import Database
from desktop.storage.profile import open_profile
from desktop.storage.replica import Replica
from desktop.sync import keys
from desktop.sync.status import Attempt, store_attempt
from tests.cli.terminal import CHEAP, PASSPHRASE, Terminal

ROSTER = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"


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


def test_status_tells_the_turn_while_there_is_one(centre: CentreProcess, laptop: Terminal) -> None:
    with closing(open_profile_again(laptop)) as database:
        replica = Replica(database)
        at = int(time.time()) + 4000
        database.call(store_attempt, replica, Attempt(at, 0, 37)).result()
    turn = laptop.ask("status")["turn"]
    assert (turn["position"], turn["at"][:16]) == (37, iso(at)[:16])
    assert "urutan 37" in laptop.type("status").out
    laptop.ask("sync")
    assert "turn" not in laptop.ask("status")


def open_profile_again(terminal: Terminal) -> Database:
    """The replica of a terminal, past all commands."""
    place = open_profile(terminal.directory)
    return Database(place.replica, keys.unlock(place.directory, PASSPHRASE))


def iso(at: int) -> str:
    """As the office's zone writes a time: WITA."""
    return datetime.fromtimestamp(at, timezone(timedelta(hours=8))).isoformat()


def test_status_forecasts_what_waits_once_the_road_is_known(laptop: Terminal) -> None:
    class_id = laptop.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    told = laptop.ask("status")["forecast"]
    assert (told["bytes"] > 0, told["seconds"]) == (True, None), "the speed is not known yet"
    laptop.ask("sync")
    assert "forecast" not in laptop.ask("status"), "nothing waits"
    laptop.ask("people", "import", str(ROSTER), "--class", class_id)
    laptop.ask("sync")
    laptop.id("class", "create", "--title", "DLA NTT 2026", "--office", "53")
    told = laptop.ask("status")["forecast"]
    assert 150 < told["bytes"] < 1500
    assert 1 <= told["seconds"] <= 5
    assert "detik" in laptop.type("status").out
    road = [one for one in laptop.ask("doctor")["findings"] if one["what"] == "road"]
    assert [one["ok"] for one in road] == [True]
    assert "kbit/detik" in road[0]["message"]


def test_a_budget_is_set_shown_and_taken_away_and_a_sync_by_hand_goes_through(laptop: Terminal) -> None:
    assert laptop.ask("budget") == {"day_bytes": None, "spent": 0, "metered": "pause"}
    laptop.ask("sync")
    set_to = laptop.ask("budget", "--day", "0,0001", "--metered", "ignore")
    assert (set_to["day_bytes"], set_to["metered"]) == (100, "ignore")
    assert set_to["spent"] > 100
    assert "Jatah data hari ini habis" in laptop.type("budget").out
    assert "Jatah data" in next(one["message"] for one in laptop.ask("doctor")["findings"] if one["what"] == "budget")
    assert "budget is spent" in laptop.type("budget", "--lang", "en").out
    assert laptop.ask("status")["budget"] == {"day": 100, "spent": set_to["spent"]}
    laptop.ask("sync")
    assert laptop.ask("budget", "--day", "off")["day_bytes"] is None
    assert "budget" not in laptop.ask("status")
    for wrong in ("nol", "-1", "0"):
        assert laptop.type("budget", "--day", wrong).code == 2
