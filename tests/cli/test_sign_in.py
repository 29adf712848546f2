"""lontar sign-in: who of a shared laptop works on it."""

from __future__ import annotations

from dataclasses import replace

from desktop.app.opening import open_profile
from desktop.storage.registration import register
from desktop.sync import keys
from desktop.sync.keys import Sources
from tests.cli.terminal import PASSPHRASE, Terminal
from tests.services.laptop import registration


def test_who_works_is_told_and_chosen_by_name(terminal: Terminal) -> None:
    assert terminal.ask("sign-in") == {"person": "Adriana Bire", "people": ["Adriana Bire"]}
    second = replace(registration(3, "53", 900), person_name="Beni Tefa")
    sources = Sources(environment={"LONTAR_PASSPHRASE": PASSPHRASE})
    with open_profile(terminal.directory, sources, keys.MemoryKeyring()) as profile:
        profile.read(register, second).result()
    assert terminal.ask("sign-in")["person"] == "Beni Tefa"
    made = terminal.id("class", "create", "--title", "DLA", "--office", "53")
    assert made.startswith("900-")
    assert terminal.ask("sign-in", "--person", "adriana bire")["person"] == "Adriana Bire"
    made = terminal.id("class", "create", "--title", "DLA", "--office", "53")
    assert made.startswith("7-")
    said = terminal.type("sign-in", "--person", "Citra")
    assert (said.code, "Adriana Bire, Beni Tefa" in said.err) == (3, True)
    assert terminal.type("sign-in").out.splitlines() == [
        "* Adriana Bire",
        "  Beni Tefa",
        "Yang bekerja sekarang: Adriana Bire.",
    ]
