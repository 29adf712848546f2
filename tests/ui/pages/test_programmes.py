"""Programmes in a real window over a real replica: what is shown of each, and what can be done with one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from contract.training.programmes.figures import Measure
from contract.training.programmes.file import file_text
from contract.training.rights.roles import Role
from desktop.app.desk import Desk
from desktop.documents.press.sheets import Chart, TileMap
from desktop.services.programmes.figures import figures
from desktop.services.programmes.files import list_programmes, shipped_files
from desktop.services.programmes.templates import list_templates
from desktop.services.programmes.trainings import list_trainings
from desktop.ui.pages.class_page import ClassPage
from desktop.ui.pages.programmes.opening_dialog import OpenTrainingDialog, ReplicateDialog
from desktop.ui.pages.programmes.programme_page import ProgrammePage
from desktop.ui.pages.programmes.programmes_page import ProgrammesPage
from desktop.ui.place import Place
from desktop.ui.room import Room
from desktop.ui.window import Window
from tests.ui.hand import click, press
from tests.ui.real import PROGRAMME

DTS = "dts-manggarai-barat"
DISTRICTS_OF_NTT = 22
LONG_MS = 20_000


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def list_of(window: Window, qtbot: QtBot) -> ProgrammesPage:
    window.go(Place(page="programmes"))
    page = window.page
    assert isinstance(page, ProgrammesPage)
    qtbot.waitUntil(lambda: all(line.measures for line in page.model.rows) and bool(page.model.rows), timeout=LONG_MS)
    return page


def page_of(window: Window, qtbot: QtBot, key: str, office: str = "", leaf: str = "figures") -> ProgrammePage:
    window.go(Place(page="programme", state={"key": key, "office": office, "leaf": leaf}))
    page = window.page
    assert isinstance(page, ProgrammePage)
    qtbot.waitUntil(lambda: page.figures.stated.isVisible() or page.leaves.leaf != "figures", timeout=LONG_MS)
    title = shipped_files()[key].programme.title
    qtbot.waitUntil(lambda: page.head.title.accessibleName() == title, timeout=LONG_MS)
    return page


def row_texts(page: ProgrammesPage, named: str) -> list[str]:
    row = page.model.row_of(named)
    return [page.model.index(row, n).data() for n in range(len(page.model.columns))]


def test_the_list_tells_what_sources_state_and_never_a_zero_for_what_they_do_not(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = list_of(window, qtbot)
    assert row_texts(page, f"{PROGRAMME} 53")[2:] == ["tidak disebut", "46", "43", "tidak disebut"]
    assert row_texts(page, DTS)[1] == "belum ditambahkan"
    assert row_texts(page, DTS)[2] == "20.000 atau 5.000"
    page.table.choose(page.model.row_of(f"{PROGRAMME} 53"))
    qtbot.waitUntil(lambda: "BPSDM Komdigi" in words_of(page.card))
    told = words_of(page.card)
    assert "2 September 2025" in told
    assert "Hitungan Lontar: 46" in told
    stated = played.read(figures, PROGRAMME).result()
    assert [one.value for measure in stated for one in measure.stated] == [None, 46, 43, None]


def test_enter_on_a_programme_opens_it_and_enter_on_a_class_opens_that(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = list_of(window, qtbot)
    page.table.choose(page.model.row_of(f"{PROGRAMME} 53"))
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    opened = window.page
    assert isinstance(opened, ProgrammePage)
    qtbot.waitUntil(lambda: bool(opened.trainings.trainings.model.rows), timeout=LONG_MS)
    opened.leaves.turn_to("trainings")
    table = opened.trainings.trainings.table
    table.setFocus()
    press(table, Qt.Key.Key_Return)
    assert isinstance(window.page, ClassPage)
    classes = played.read(list_trainings).result()[0].classes
    assert window.place.state["class"] == classes[0][0]


def test_numbers_stand_beside_their_source_and_what_is_counted_by_place_and_by_stage(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = page_of(window, qtbot, PROGRAMME, "53")
    leaf = page.figures
    qtbot.waitUntil(lambda: bool(leaf.stages.model.rows), timeout=LONG_MS)
    stated = [leaf.stated.model.index(n, 1).data() for n in range(leaf.stated.model.rowCount())]
    assert stated == ["tidak disebut", "46", "43", "tidak disebut"]
    assert "2 September 2025" in str(leaf.stated.model.index(1, 4).data())
    assert leaf.by.model.index(0, 0).data() == "Pemerintah Provinsi Nusa Tenggara Timur"
    leaf.dimension.setCurrentIndex(leaf.dimension.findData("sex"))
    by_sex = {leaf.by.model.index(n, 0).data(): leaf.by.model.index(n, 1).data() for n in range(2)}
    counted = {one.measure: one.counted for one in played.read(figures, PROGRAMME).result()}[Measure.ENROLLED]
    assert counted is not None
    assert by_sex == {
        "Laki-laki": str(counted.by["sex"]["L"]),
        "Perempuan": str(counted.by["sex"]["P"]),
    }
    people = [line.people for line in leaf.stages.model.rows]
    assert people[0] == 46
    assert people[-1] == 43
    assert people == sorted(people, reverse=True)
    assert isinstance(leaf.map.value, TileMap)
    tiles = {tile.code: tile.value for tile in leaf.map.value.tiles}
    assert len(tiles) == DISTRICTS_OF_NTT + 1
    assert {code: value for code, value in tiles.items() if value is not None} == counted.by["district"]
    assert isinstance(leaf.funnel.value, Chart)
    assert [bar.shares[0].value for bar in leaf.funnel.value.bars] == people


def test_a_programme_nobody_added_shows_what_its_file_says_with_the_promises_of_its_agreement(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = page_of(window, qtbot, DTS, leaf="agreements")
    leaf = page.agreements
    qtbot.waitUntil(lambda: bool(leaf.promises.model.rows), timeout=LONG_MS)
    row = [leaf.promises.model.index(0, n).data() for n in range(4)]
    assert row[1] == "Pelatihan DTS bagi 20.000 orang di Kabupaten Manggarai Barat"
    assert row[2:] == ["20.000 orang", "tidak dihitung"]
    assert "Belum ditambahkan" in words_of(page.head)
    assert all(view.id is None for view in played.read(list_programmes).result() if view.key == DTS)


def test_opening_a_training_makes_its_classes_in_the_district_that_was_chosen(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = page_of(window, qtbot, DTS)
    click(page.open)
    dialog = page.findChild(OpenTrainingDialog)
    assert dialog is not None
    dialog.district.setCurrentIndex(dialog.district.findData("53.04"))
    click(dialog.verb)
    qtbot.waitUntil(lambda: bool(page.trainings.trainings.model.rows), timeout=LONG_MS)
    assert page.leaves.leaf == "trainings"
    made = [one for one in played.read(list_trainings).result() if one.district == "53.04"]
    assert len(made) == 1
    assert made[0].classes
    qtbot.waitUntil(lambda: bool(page.agreements.promises.model.rows), timeout=LONG_MS)
    assert page.agreements.promises.model.index(0, 3).data() == "0 (0%)"


def test_a_training_becomes_a_template_and_the_template_drafts_in_all_districts_once(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = page_of(window, qtbot, PROGRAMME, "53", "trainings")
    leaf = page.trainings
    qtbot.waitUntil(leaf.make.isVisible, timeout=LONG_MS)
    click(leaf.make)
    qtbot.waitUntil(lambda: bool(leaf.templates.model.rows), timeout=LONG_MS)
    for expected in (DISTRICTS_OF_NTT, DISTRICTS_OF_NTT):
        click(leaf.everywhere)
        dialog = leaf.findChild(ReplicateDialog)
        assert dialog is not None
        with qtbot.waitSignal(dialog.accepted, timeout=LONG_MS):
            click(dialog.verb)
        qtbot.waitUntil(lambda: leaf.findChild(ReplicateDialog) is None)
        assert played.read(list_templates).result()[0].opened == expected
    made = {one.district for one in played.read(list_trainings).result() if one.template}
    assert len(made) == DISTRICTS_OF_NTT
    assert all(one and one.startswith("53.") for one in made)


def test_a_file_of_ones_own_is_added_and_a_broken_one_is_told_with_nothing_saved(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = list_of(window, qtbot)
    broken = tmp_path / "rusak.json"
    broken.write_text('{"schema_version": 1, "key": "rusak"}', encoding="utf-8")
    page.add_file(broken)
    qtbot.waitUntil(lambda: "rusak.json" in words_of(window.notices), timeout=LONG_MS)
    assert len(played.read(list_programmes).result()) == len(shipped_files())
    good = tmp_path / "milik-sendiri.json"
    good.write_text(file_text(shipped_files()[DTS]), encoding="utf-8")
    page.add_file(good)
    qtbot.waitUntil(lambda: isinstance(window.page, ProgrammePage), timeout=LONG_MS)
    assert [view.office for view in played.read(list_programmes).result() if view.key == DTS] == ["53"]


def test_a_viewer_sees_why_nothing_can_be_opened(window: Window, qtbot: QtBot) -> None:
    room: Room = replace(window.room, profile=replace(window.room.profile, role=Role.VIEWER))
    page = ProgrammesPage(room)
    qtbot.addWidget(page)
    assert not page.add.isEnabled()
    assert "penyelenggara" in page.add.toolTip()
    assert "penyelenggara" in page.add.accessibleDescription()
