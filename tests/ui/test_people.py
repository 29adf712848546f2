"""Twenty thousand people: only what is looked at is fetched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.paged_rows import PAGE_ROWS, Found
from desktop.ui.pages.people_page import PeoplePage
from desktop.ui.people import PeopleModel
from desktop.ui.place import Place
from desktop.ui.port import Topic
from desktop.ui.rows import CELL
from desktop.ui.window import Window
from desktop.ui.words import Words
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.hand import press, write
from tests.ui.office import many_people

MANY = 20_000


@pytest.fixture
def crowd() -> Desk:
    return Desk(people=MANY)


def open_people(window: Window, qtbot: QtBot) -> PeoplePage:
    window.go(Place(page="people"))
    page = window.page
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.people.model.rowCount() > 0)
    QApplication.processEvents()
    return page


def test_opening_the_page_fetches_one_screen_not_all(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    assert page.people.model.rowCount() == MANY
    assert crowd.rows_fetched == PAGE_ROWS


def test_jumping_to_the_end_fetches_what_is_seen_there(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    table = page.people.table
    bar = table.verticalScrollBar()
    for step in range(1, 41):  # a drag of the bar through the whole list
        bar.setValue(bar.maximum() * step // 40)
    last = page.people.model.index(MANY - 1, 0)
    qtbot.waitUntil(lambda: bool(last.data(CELL).text))
    assert crowd.rows_fetched <= 4 * PAGE_ROWS


def test_typing_a_word_asks_once_or_twice_not_for_each_letter(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    asked = crowd.asked["people"]
    write(page.people.search, "kleden")
    qtbot.waitUntil(lambda: page.people.model.rowCount() < MANY)
    assert crowd.asked["people"] - asked <= 2
    first = page.people.model.index(0, 0).data()
    assert "Kleden" in first


def test_an_answer_to_an_older_search_is_not_shown(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    crowd.hold()
    page.people.search.setText("kleden")
    page.people._ask_first()
    page.people.search.setText("manafe")
    page.people._ask_first()
    crowd.release()
    qtbot.waitUntil(lambda: page.people.model.rowCount() < MANY)
    assert "Manafe" in page.people.model.index(0, 0).data()


def test_a_search_that_finds_nobody_says_so(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    write(page.people.search, "zzz")
    qtbot.waitUntil(lambda: page.people._count.text() == "Tidak ada yang cocok")
    press(page.people.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.people.model.rowCount() == MANY)


def test_a_change_fetches_again_what_is_seen_and_moves_nothing(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    table = page.people.table
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 28 * 6000)
    table.verticalScrollBar().setValue(28 * 5000)
    qtbot.waitUntil(lambda: bool(page.people.model.index(5003, 0).data()))
    fetched, scroll = crowd.rows_fetched, table.verticalScrollBar().value()
    crowd.tell(Topic.PEOPLE)
    qtbot.waitUntil(lambda: crowd.rows_fetched > fetched)
    QApplication.processEvents()
    assert crowd.rows_fetched - fetched <= 2 * PAGE_ROWS
    assert table.verticalScrollBar().value() == scroll


def test_people_who_come_or_go_change_the_length_of_the_list(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    crowd.people_rows = crowd.people_rows[:-7]
    crowd.tell(Topic.PEOPLE)
    qtbot.waitUntil(lambda: page.people.model.rowCount() == MANY - 7)


def test_a_slash_goes_to_the_search_and_enter_to_the_rows(open_window: Opener, crowd: Desk, qtbot: QtBot) -> None:
    page = open_people(open_window(crowd), qtbot)
    press(page.people.search, Qt.Key.Key_Return)
    qtbot.waitUntil(page.people.table.hasFocus)
    write(page.people.table, "/")
    qtbot.waitUntil(page.people.search.hasFocus)


def test_a_page_of_nobody_tells_of_no_rows() -> None:
    model, told = PeopleModel(Words(), of_class=False), list[object]()
    model.dataChanged.connect(lambda first, _last: told.append(first))
    model.begin(Found(total=0, offset=0, rows=()))
    assert model.take(Found(total=0, offset=0, rows=()))
    assert told == []


def test_the_model_keeps_the_rules_of_qt_and_forgets_old_pages() -> None:
    rows = many_people(9_000)
    model = PeopleModel(Words(), of_class=False)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.begin(Found(total=9_000, offset=0, rows=rows[:PAGE_ROWS]))
    for offset in range(0, 9_000, PAGE_ROWS):
        assert model.take(Found(total=9_000, offset=offset, rows=rows[offset : offset + PAGE_ROWS]))
    assert len(model._pages) <= 30
    assert model.missing(0, 40) == [0]
    assert not model.take(Found(total=8_999, offset=0, rows=rows[:PAGE_ROWS]))
    assert model.index(8_999, 0).data() == rows[-1].name
