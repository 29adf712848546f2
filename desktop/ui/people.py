"""People by the thousand: those of a class, or all that this laptop holds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.services.views import PeopleFound, PersonRow, Tick
from desktop.ui.paged_list import PagedList
from desktop.ui.paged_rows import Found, PagedModel
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, Order
from desktop.ui.theme import Type
from desktop.ui.words import Words, tick_name, translate


class PeopleModel(PagedModel[PersonRow]):
    """The columns of people."""

    def __init__(self, words: Words, *, of_class: bool, parent: QObject | None = None) -> None:
        super().__init__(_columns(words, of_class=of_class), lambda person: person.id, parent)


def _columns(words: Words, *, of_class: bool) -> list[Column[PersonRow]]:
    def name(person: PersonRow) -> Cell:
        if person.records == 1:
            return Cell(text=person.name, kind=Type.MEDIUM)
        made = translate("People", "{name}, digabung dari {count} data").format(name=person.name, count=person.records)
        return Cell(text=person.name, kind=Type.MEDIUM, icon="users-three", told=made)

    def number(person: PersonRow) -> Cell:
        return Cell(text=words.employee_number(person.employee_number), kind=Type.IDENTITY)

    def tick(person: PersonRow) -> Cell:
        return Cell(tick=person.tick if person.tick is not Tick.SETTLED else Tick.NONE, told=tick_name(person.tick))

    def plain(title: str, value: Callable[[PersonRow], str], least: int, share: int, drop: int) -> Column[PersonRow]:
        return Column(title=title, cell=lambda person: Cell(text=value(person)), least=least, share=share, drop=drop)

    columns = [
        Column(title=translate("People", "Nama"), cell=name, least=250, share=3),
        Column(
            title=translate("People", "NIP"),
            cell=number,
            least=204,
            drop=1,
            copied=lambda person: person.employee_number,
        ),
        plain(translate("People", "Instansi"), lambda p: p.agency, 180, 3, 2),
        plain(translate("People", "Jabatan"), lambda p: p.position, 124, 1, 4),
        plain(translate("People", "Kab/Kota"), lambda p: p.district, 124, 1, 6),
        plain(translate("People", "Gol."), lambda p: p.grade, 62, 0, 5),
    ]
    if of_class:
        columns.append(plain(translate("People", "Kelompok"), lambda p: p.group, 116, 0, 3))
    else:
        columns.append(plain(translate("People", "HP/WA"), lambda p: p.phone, 152, 0, 3))
    columns.append(Column(title="", cell=tick, least=40))
    return columns


class PeopleList(PagedList[PersonRow]):
    """Search field, count, table.

    Signals: opened(person): a PersonRow was opened; placed(): search, row or scroll changed.
    """

    def __init__(self, room: Room, empty: QWidget, *, of_class: bool = False) -> None:
        model = PeopleModel(room.words, of_class=of_class)
        searched = translate("People", "Cari nama, NIP, atau instansi")
        super().__init__(room, model, translate("People", "Daftar peserta"), searched, empty, several=True)
        self._class: int | None = None

    def show_people(self, class_id: int | None, search: str = "", scroll: int | None = None) -> None:
        """Show the people of a class, or all; search and scroll as they were."""
        if class_id != self._class:
            self._class = class_id
            self.curtain.wait()
        self.show_found(search, scroll)

    def fetch(self, search: str, order: Order | None, limit: int, offset: int) -> Future[Any]:
        return self._room.services.people(search, self._class, limit, offset)

    def found_in(self, answer: PeopleFound) -> Found[PersonRow]:
        return Found(total=answer.total, offset=answer.offset, rows=answer.people)

    def counted(self, total: int) -> str:
        return self.tr("%Ln peserta", "", total)
