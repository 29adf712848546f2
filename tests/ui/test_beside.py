"""Laptops beside each other in two clicks: being the hub, and pairing with one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.services.exchange.hub import HubView, LinkView, NearbyHub
from desktop.services.exchange.journey import SyncState
from desktop.ui.dialogs.beside import HubDialog, PairDialog
from desktop.ui.pages.sync_page import SyncPage
from desktop.ui.place import Place
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.hand import click

SEEN = LinkView(id="00", name="Laptop Sabu", address="", paired_at=1_753_660_800, last_at=1_753_664_400)
NEW = LinkView(id="01", name="Laptop Rote", address="", paired_at=1_753_660_800, last_at=None)


@pytest.fixture
def page(open_window: Opener, desk: Desk) -> SyncPage:
    window = open_window(desk)
    window.go(Place(page="sync"))
    assert isinstance(window.page, SyncPage)
    return window.page


def pairing(page: SyncPage, qtbot: QtBot) -> PairDialog:
    click(page.beside)
    qtbot.waitUntil(lambda: bool(page.findChildren(PairDialog)))
    (dialog,) = page.findChildren(PairDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_a_hub_that_is_seen_is_paired_by_its_six_digits(page: SyncPage, desk: Desk, qtbot: QtBot) -> None:
    desk.hubs_nearby = (NearbyHub(name="Pos Kupang", address="http://192.168.1.20:8153"),)
    dialog = pairing(page, qtbot)
    qtbot.waitUntil(lambda: dialog.address.text() == "192.168.1.20:8153")
    dialog.code.setText("123 456")
    with qtbot.waitSignal(dialog.changed):
        click(dialog.verb)
    assert desk.created == [("192.168.1.20:8153", "123 456")]


def test_without_an_address_or_digits_it_says_what_is_missing(page: SyncPage, desk: Desk, qtbot: QtBot) -> None:
    dialog = pairing(page, qtbot)
    click(dialog.verb)
    assert desk.asked["pair_hub"] == 0
    dialog.address.setText("192.168.1.20")
    click(dialog.verb)
    assert desk.asked["pair_hub"] == 0


def test_a_wrong_code_is_told_and_can_be_typed_again(page: SyncPage, desk: Desk, qtbot: QtBot) -> None:
    desk.failing["pair_hub"] = WorldFault("Kode pos belum benar. Periksa enam angka di layar pos.")
    dialog = pairing(page, qtbot)
    dialog.address.setText("192.168.1.20")
    dialog.code.setText("000000")
    click(dialog.verb)
    qtbot.waitUntil(lambda: "belum benar" in dialog._fault.text())
    assert dialog.verb.isEnabled()


def test_the_second_click_makes_this_laptop_the_hub_and_shows_its_code(
    page: SyncPage, desk: Desk, qtbot: QtBot
) -> None:
    desk.hub = replace(desk.hub, view=HubView(on=False, guests=(SEEN, NEW), hubs=(), waiting=3))
    click(pairing(page, qtbot).become)
    qtbot.waitUntil(lambda: bool(page.findChildren(HubDialog)))
    (dialog,) = page.findChildren(HubDialog)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.changed):
        click(dialog.verb)
    assert dialog.code.text() == "123 456"
    assert "192.168.1.20:8153" in dialog.address.text()
    assert "Laptop Sabu" in dialog.guests.text()
    assert "Laptop Rote" in dialog.guests.text()
    assert "3" in dialog.waiting.text()
    click(dialog.renew)
    qtbot.waitUntil(lambda: dialog.code.text() == "654321"[:3] + " " + "654321"[3:])
    with qtbot.waitSignal(dialog.changed):
        click(dialog.verb)
    assert not desk.hub.running
    assert not dialog.code.isVisible()


def test_what_lies_at_a_hub_is_named_beside_the_stick(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    for state, words in (
        (SyncState(pending=3, carried=3, at_hub=3), "laptop pos"),
        (SyncState(pending=3, carried=3, stick=12), "flashdisk 12"),
        (SyncState(pending=3, carried=3, stick=12, at_hub=1), "flashdisk 12 dan laptop pos"),
    ):
        desk.sync = state
        window = open_window(desk)
        window.go(Place(page="home"))
        qtbot.waitUntil(lambda window=window, words=words: said(window, words))  # type: ignore[misc]


def said(window: object, words: str) -> bool:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(window, QWidget)
    return any(words in label.text() for label in window.findChildren(QLabel))
