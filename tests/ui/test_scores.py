"""The grid of scores: typed from the keyboard, refused in one sentence, on the disk before it is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.services.completion.scores import ScoreTable, list_components, score_table
from desktop.ui.dialogs.component import ComponentDialog
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.score_file import ScoreFileDialog
from desktop.ui.pages.completion.scores_page import ScoresPage
from desktop.ui.place import Place
from desktop.ui.window import Window
from tests.ui.class_of_five import class_of_five, open_tab, played_class
from tests.ui.hand import click, press, write


def scores_of(window: Window, qtbot: QtBot, class_id: int) -> ScoresPage:
    page = open_tab(window, qtbot, class_id, "scores", ScoresPage)
    qtbot.waitUntil(page.grid.hasFocus)
    return page


def held(desk: Desk, class_id: int) -> ScoreTable:
    return desk.read(score_table, class_id).result()


def values(desk: Desk, class_id: int, column: int) -> list[int | None]:
    return [line.scored[column].attempts.get(1) for line in held(desk, class_id).lines]


def test_scores_are_typed_down_a_column_and_across_a_row(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = scores_of(window, qtbot, class_id)
    write(page.grid, "8")
    write(page.grid.field, "7,5")
    press(page.grid.field, Qt.Key.Key_Return)
    write(page.grid, "6")
    write(page.grid.field, "5")
    press(page.grid.field, Qt.Key.Key_Tab)
    write(page.grid, "9")
    write(page.grid.field, "0")
    press(page.grid.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: values(played, class_id, 0)[:3] == [8750, 6500, None])
    assert values(played, class_id, 1)[:3] == [None, 9000, None]
    qtbot.waitUntil(lambda: str(page.model.index(1, 3).data()) == "80")
    assert page.grid.currentIndex().row() == 2
    assert page.grid.currentIndex().column() == 1


def test_what_is_no_score_is_refused_in_one_sentence_and_stays(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = scores_of(window, qtbot, class_id)
    write(page.grid, "1")
    write(page.grid.field, "20")
    press(page.grid.field, Qt.Key.Key_Return)
    assert page.grid.typed == "120"
    assert page._said.accessibleName() == 'Nilai "120" di luar 0 sampai 100; periksa lagi.'
    assert values(played, class_id, 0) == [None] * 5
    press(page.grid.field, Qt.Key.Key_Escape)
    assert page.grid.typed == ""
    assert page.grid.hasFocus()


def test_what_the_service_refuses_comes_back_into_its_cell(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = scores_of(window, qtbot, class_id)
    page.attempts.setCurrentIndex(1)
    write(page.grid, "7")
    write(page.grid.field, "5")
    press(page.grid.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.grid.typed == "75")
    assert page.grid.currentIndex().row() == 0
    assert "belum ada nilainya" in page._said.accessibleName()


def test_a_score_is_taken_away_with_the_delete_key(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = scores_of(window, qtbot, class_id)
    write(page.grid, "7")
    press(page.grid.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: values(played, class_id, 0)[0] == 700)
    qtbot.waitUntil(lambda: page.model.index(0, 1).data() == "7")
    press(page.grid, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: values(played, class_id, 0)[0] is None)


def test_a_score_that_minutes_froze_is_changed_with_a_reason(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    page = scores_of(window, qtbot, class_id)
    first = page.model.rows[0].person
    write(page.grid, "7")
    write(page.grid.field, "0")
    press(page.grid.field, Qt.Key.Key_Return)
    dialog = page.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    qtbot.waitUntil(dialog.isVisible)
    click(dialog.verb)
    assert held(played, class_id).changed == ()
    write(dialog.reason, "salah ketik")
    press(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.person for one in held(played, class_id).changed] == [first.id])
    changed = held(played, class_id).changed[0]
    assert (changed.old, changed.new) == ("62", "70")
    qtbot.waitUntil(lambda: page.model.index(0, 1).data() == "62 → 70")


def test_a_component_is_added_and_its_weight_is_kept_in_bounds(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = scores_of(window, qtbot, class_id)
    click(page.add)
    dialog = page.findChild(ComponentDialog)
    assert isinstance(dialog, ComponentDialog)
    qtbot.waitUntil(dialog.isVisible)
    write(dialog.title, "Tugas")
    dialog.weight.selectAll()
    write(dialog.weight, "10")
    click(dialog.verb)
    qtbot.waitUntil(lambda: "lebih dari 100%" in dialog._fault.text())
    dialog.weight.selectAll()
    write(dialog.weight, "0")
    click(dialog.verb)
    qtbot.waitUntil(lambda: [one.title for one in played.read(list_components, class_id).result()][-1] == "Tugas")
    qtbot.waitUntil(lambda: len(page.model.columns) == 5)


def test_a_file_of_scores_is_a_dry_run_first(window: Window, played: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    class_id = class_of_five(played)
    page = scores_of(window, qtbot, class_id)
    names = [row.person.name for row in page.model.rows]
    file = tmp_path / "nilai.csv"
    told = [f"{names[0]};80", f"{names[1]};101", f"{names[2]};90,5"]
    file.write_text("\n".join(["Nama;Post-test", *told]), encoding="utf-8")
    page.import_file(str(file))
    dialog = page.findChild(ScoreFileDialog)
    assert isinstance(dialog, ScoreFileDialog)
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert dialog.report is not None
    assert (dialog.report.added, dialog.report.skipped) == (2, 1)
    assert values(played, class_id, 1) == [None] * 5
    click(dialog.verb)
    qtbot.waitUntil(lambda: values(played, class_id, 1) == [8000, None, 9050, None, None])


def test_what_is_half_typed_is_there_again(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = scores_of(window, qtbot, class_id)
    press(page.grid, Qt.Key.Key_Down)
    write(page.grid, "8")
    state = page.state()
    press(page.grid.field, Qt.Key.Key_Escape)
    window.go(Place(page="home"))
    again = open_tab(window, qtbot, class_id, "scores", ScoresPage, state)
    qtbot.waitUntil(lambda: again.grid.typed == "8")
    assert again.grid.currentIndex().row() == 1


def test_a_class_without_components_offers_the_first(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played, components=False)
    page = open_tab(window, qtbot, class_id, "scores", ScoresPage)
    qtbot.waitUntil(lambda: page.curtain is not None and not page.add.isVisible())
    page.add_component()
    assert isinstance(page.findChild(Dialog), ComponentDialog)
    assert QApplication.activeModalWidget() is not None
