"""Every model of the screens keeps Qt's rules, whatever happens to its rows; a model that is not tried here fails."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

import desktop.ui
from desktop.services.views import Marking
from desktop.ui.paged_rows import PAGE_ROWS, Found, PagedModel
from desktop.ui.people import PeopleModel
from desktop.ui.register.model import RegisterModel
from desktop.ui.rows import Cell, Column, Order, RowsModel
from desktop.ui.words import Words
from tests.ui.desk import Desk
from tests.ui.office import many_people

Trial = Callable[[Callable[[QAbstractItemModel], None]], None]
"""Makes a model, hands it to the tester, and does to it what a page does."""


@dataclass(frozen=True, slots=True)
class Fruit:
    name: str
    pieces: int | None


FRUITS = tuple(Fruit(f"buah {n}", n * 7 % 11 if n % 5 else None) for n in range(40))
COLUMNS: list[Column[Fruit]] = [
    Column(title="Buah", cell=lambda f: Cell(text=f.name), least=100, exact=lambda f: f.name),
    Column(title="Banyak", cell=lambda f: Cell(text=str(f.pieces)), least=60, right=True, exact=lambda f: f.pieces),
]


def rows_of_values(watch: Callable[[QAbstractItemModel], None]) -> None:
    model = RowsModel[Fruit](COLUMNS, lambda fruit: fruit.name)
    watch(model)
    model.show_rows(FRUITS)
    model.show_rows([Fruit(f.name, 1) for f in FRUITS])
    model.order_by(Order(1, descending=True))
    model.show_rows(FRUITS[:7])
    model.narrow("buah 3")
    model.show_rows(())
    model.narrow("")


def pages_of_values(watch: Callable[[QAbstractItemModel], None]) -> None:
    model = PagedModel[Fruit](COLUMNS, lambda fruit: fruit.name, ordering=[1])
    watch(model)
    model.begin(Found(total=250, offset=0, rows=FRUITS * 2 + FRUITS[:20]))
    assert model.index(240, 0).data() is None
    assert model.take(Found(total=250, offset=200, rows=FRUITS + FRUITS[:10]))
    model.order_by(Order(1))
    model.begin(Found(total=0, offset=0, rows=()))


def people(watch: Callable[[QAbstractItemModel], None]) -> None:
    rows = many_people(250)
    model = PeopleModel(Words(), of_class=True)
    watch(model)
    model.begin(Found(total=250, offset=0, rows=rows[:PAGE_ROWS]))
    assert model.take(Found(total=250, offset=PAGE_ROWS, rows=rows[PAGE_ROWS : 2 * PAGE_ROWS]))
    model.begin(Found(total=0, offset=0, rows=()))


def register(watch: Callable[[QAbstractItemModel], None]) -> None:
    model, told = RegisterModel(Words()), Desk().register()
    watch(model)
    model.show(told)
    model.take_back(model.type([Marking(session=103, person=540, status="H")]))
    model.show(replace(told, people=told.people[:5]))
    assert model.rowCount() == 5


MODELS: dict[type[QAbstractItemModel], Trial] = {
    RowsModel: rows_of_values,
    PagedModel: pages_of_values,
    PeopleModel: people,
    RegisterModel: register,
}


def models() -> Iterator[type[QAbstractItemModel]]:
    """Every model that any module of the screens makes. One without rows of its own is for others to build on."""
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    waiting: list[type[QAbstractItemModel]] = [QAbstractItemModel]
    while waiting:
        for model in waiting.pop().__subclasses__():
            waiting.append(model)
            if model.__module__.startswith("desktop.ui.") and "rowCount" in {
                name for each in model.__mro__ if each.__module__.startswith("desktop.ui.") for name in vars(each)
            }:
                yield model


def test_every_model_of_the_screens_is_tried() -> None:
    assert set(models()) == set(MODELS)


@pytest.mark.parametrize("model", list(MODELS), ids=lambda model: model.__name__)
def test_a_model_keeps_the_rules_of_qt(qtbot: QtBot, model: type[QAbstractItemModel]) -> None:
    tried = list[QAbstractItemModel]()

    def watch(made: QAbstractItemModel) -> None:
        QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
        tried.append(made)

    MODELS[model](watch)
    assert [type(one) for one in tried] == [model]
