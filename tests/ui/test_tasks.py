"""Self-paced tasks in the window: ticked with a day, for one or for all, and made."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.services.classes.tasks import ClassProgress, list_tasks, progress_of_class
from desktop.ui.dialogs.dialog import Question
from desktop.ui.dialogs.task import NewTaskDialog
from desktop.ui.pages.classes.tasks_page import TasksPage
from desktop.ui.window import Window
from tests.ui.class_of_five import class_of_five, open_tab, played_class
from tests.ui.hand import click, press, write


def page_of(window: Window, qtbot: QtBot, class_id: int) -> TasksPage:
    page = open_tab(window, qtbot, class_id, "tasks", TasksPage)
    qtbot.waitUntil(page.grid.isVisible)
    qtbot.waitUntil(page.grid.hasFocus)
    return page


def progress(desk: Desk, class_id: int) -> ClassProgress:
    return desk.read(progress_of_class, class_id).result()


def test_a_task_is_ticked_and_unticked_with_the_space_bar(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    page = page_of(window, qtbot, class_id)
    task = played.read(list_tasks, class_id).result()[0]
    first = page.model.rows[0]
    was_done = task.id in first.done
    page.day.setDate(QDate(2025, 8, 20))
    page.grid.setFocus()
    press(page.grid, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (task.id in progress(played, class_id).people[0].done) is not was_done)
    assert page.grid.currentIndex().row() == 1
    press(page.grid, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: (task.id in page.model.rows[0].done) is not was_done)
    press(page.grid, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (task.id in progress(played, class_id).people[0].done) is was_done)


def test_everybody_is_ticked_after_one_question(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    page = page_of(window, qtbot, class_id)
    task = played.read(list_tasks, class_id).result()[0]
    if task.id in page.model.rows[0].done:
        press(page.grid, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: task.id not in progress(played, class_id).people[0].done)
    qtbot.waitUntil(lambda: page._asked is not None and page._asked.tasks[0].done < page._asked.tasks[0].people)
    click(page.all_done)
    question = page.findChild(Question)
    assert isinstance(question, Question)
    qtbot.waitUntil(question.isVisible)
    click(question.verb)
    people = len(page.model.rows)
    qtbot.waitUntil(lambda: played.read(list_tasks, class_id).result()[0].done == people)


def test_a_task_is_made_for_a_stage(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    page = page_of(window, qtbot, class_id)
    before = len(played.read(list_tasks, class_id).result())
    qtbot.waitUntil(page.add.isEnabled)
    click(page.add)
    dialog = page.findChild(NewTaskDialog)
    assert isinstance(dialog, NewTaskDialog)
    qtbot.waitUntil(dialog.isVisible)
    click(dialog.verb)
    write(dialog.title, "Baca modul 3")
    dialog.required.setFocus()
    press(dialog.required, Qt.Key.Key_Space)
    click(dialog.verb)
    qtbot.waitUntil(lambda: len(played.read(list_tasks, class_id).result()) == before + 1)
    made = next(one for one in played.read(list_tasks, class_id).result() if one.title == "Baca modul 3")
    assert not made.required
    assert made.self_paced
    qtbot.waitUntil(lambda: len(page.model.columns) == before + 3)


def test_a_class_without_tasks_says_what_they_are_for(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = open_tab(window, qtbot, class_of_five(played), "tasks", TasksPage)
    shown: QWidget = page.first_task
    qtbot.waitUntil(shown.isVisible)
    qtbot.waitUntil(lambda: not page.first_task.isEnabled())
    assert page.first_task.toolTip() == "Kelas ini belum punya tahap."
