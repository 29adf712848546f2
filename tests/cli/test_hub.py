"""lontar hub on the command line: names, JSON and exit codes that others build on."""

from __future__ import annotations

from pathlib import Path

from desktop.sync.hub_server import HubServer
from tests.cli.terminal import Terminal
from tests.roads.laptop import Laptop


def test_a_laptop_is_paired_listed_and_forgotten(terminal: Terminal, tmp_path: Path) -> None:
    hub = Laptop(tmp_path, "pos")
    server = HubServer(hub.replica, "Pos Kupang")
    server.start("127.0.0.1", 0)
    try:
        address = f"127.0.0.1:{server.port}"
        wrong = terminal.type("hub", "pair", "--address", address, "--code", "12345", "--json")
        assert (wrong.code, wrong.answer["exit"]) == (3, 3)
        digits = server.code().digits
        other = f"{(int(digits) + 1) % 10**6:06}"
        assert terminal.type("hub", "pair", "--address", address, "--code", other).code == 5
        paired = terminal.ask("hub", "pair", "--address", address, "--code", digits)
        assert (paired["name"], paired["address"]) == ("Pos Kupang", f"http://{address}")
        shown = terminal.ask("hub", "list")
        assert set(shown) == {"is_hub", "hubs", "guests", "waiting"}
        assert [(each["id"], each["last_met"]) for each in shown["hubs"]] == [(paired["id"], None)]
        assert terminal.ask("hub", "forget", paired["id"]) == {"forgotten": True}
        assert terminal.type("hub", "forget", paired["id"]).code == 3
        assert terminal.type("hub", "forget", "no id").code == 3
        assert terminal.ask("hub", "list")["hubs"] == []
    finally:
        server.stop()
        hub.close()


def test_where_no_hub_is_pairing_says_so_and_a_new_code_can_be_made(terminal: Terminal) -> None:
    said = terminal.type("hub", "pair", "--address", "127.0.0.1:9", "--code", "123456", "--lang", "en")
    assert said.code == 4
    assert said.err.strip()
    codes = {terminal.ask("hub", "code")["code"] for _ in range(3)}
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 1
    assert terminal.type("hub", "pair", "--code", "123456").code == 2


def test_without_a_hub_status_and_sync_say_nothing_of_one(terminal: Terminal) -> None:
    assert "at_hub" not in terminal.ask("status")
    assert "hubs" not in terminal.type("sync", "--json").answer
