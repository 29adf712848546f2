"""The search over everything (Ctrl+K): a page, an act of the page in front, a class, a session, a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from desktop.services.finding import Found, find_anything
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.pages.page import Page
from desktop.ui.parts import Text, column
from desktop.ui.place import Place
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type

_MOST = 6
_WORDS_PX, _KIND_PX = 300, 90
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class _Line:
    """One answer. kind: what it is, at the right end; place: in the list; found_by: what else it is known by."""

    words: str
    kind: str
    icon: str
    act: Callable[[], object]
    place: int = -1
    found_by: str = ""


class Palette(QDialog):
    """Type, go with the arrows, Enter. What was chosen happens once it has closed."""

    def __init__(self, room: Room, parent: QWidget, pages: Mapping[str, str], page: Page) -> None:
        super().__init__(parent)
        look, sizes = room.look, room.look.sizes
        self._room, self._page_names, self._over = room, pages, parent
        self._acts = _acts_of(page, self.tr("Tindakan"))
        self._lines: list[_Line] = []
        self._met: list[_Line] = []
        self.setWindowTitle(self.tr("Cari"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Nama orang, kelas, sesi, halaman, atau tindakan"))
        self.field.setAccessibleName(self.tr("Cari apa saja"))
        self.field.setFont(look.font(Type.BODY))
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        self.list = Table(look, self.tr("Temuan"))
        self.list.horizontalHeader().hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = RowsModel[_Line](_columns(), lambda line: line.place, self)
        self.list.setModel(self._model)
        self.list.opened.connect(lambda _: self._take())
        self._nothing = Text(look, "", Type.CAPTION, tone="ink_2", wrapped=True)
        self._nothing.hide()
        layout = column(gap=sizes.step_2, margin=sizes.step_3)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)
        layout.addStretch(1)
        self.setLayout(layout)
        self.resize(min(sizes.palette, parent.width() - 2 * sizes.page), min(sizes.palette, parent.height() * 3 // 4))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        over = self._over
        corner = over.mapToGlobal(over.rect().topLeft())
        self.move(corner.x() + (over.width() - self.width()) // 2, corner.y() + self._room.look.sizes.step_6)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._move(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        count = len(self._lines)
        if count:
            self.list.choose(max(0, min(count - 1, self.list.currentIndex().row() + step)))

    def _ask(self, words: str) -> None:
        """What is known is shown at once; what the replica says follows."""
        self._show()
        answer = self._room.services.read(find_anything, words, _MOST)
        self._room.jobs.ask(self, answer, self._take_found, purpose="find")

    def _take_found(self, found: Found) -> None:
        self._met = self._found(found)
        self._fill(self._met)

    def _show(self) -> None:
        """Of what was found for fewer letters, what has these too: nothing goes that comes back at once."""
        self._fill([line for line in self._met if _has(line, self._wanted())])

    def _wanted(self) -> list[str]:
        return self.field.text().lower().split()

    def _fill(self, met: Sequence[_Line]) -> None:
        known = [line for line in (*self._pages(), *self._acts) if _has(line, self._wanted())]
        self._lines = [replace(line, place=n) for n, line in enumerate((*known, *met))]
        self.list.show_rows(self._lines)
        if self._lines:
            self.list.choose(0)
        self.list.setVisible(bool(self._lines))
        self._nothing.setText(self.tr("Tidak ada yang bernama demikian di laptop ini. Coba satu kata saja, atau NIP."))
        self._nothing.setVisible(not self._lines)

    def _pages(self) -> list[_Line]:
        go = self._room.usher.go
        return [
            _Line(words, self.tr("Halaman"), "arrow-right", partial(go, Place(page=name)))
            for name, words in self._page_names.items()
        ]

    def _found(self, found: Found) -> list[_Line]:
        go, words = self._room.usher.go, self._room.words
        lines = [
            _Line(one.title, self.tr("Kelas"), "chalkboard-teacher", partial(go, _class_place(one.id)))
            for one in found.classes
        ]
        for one in found.sessions:
            place = _class_place(one.class_id, one.id)
            day = words.short_day(one.starts_at)
            named = self.tr("Sesi {number} · {title} · {day} · {class_title}")
            named = named.format(number=one.number, title=one.title, day=day, class_title=one.class_title)
            lines.append(_Line(named, self.tr("Sesi"), "calendar-blank", partial(go, place)))
        window = self._over
        for person in found.people:
            named = " · ".join(part for part in (person.name, person.agency) if part)
            act = partial(_open, lambda p=person: PersonDialog(self._room, window, p))  # type: ignore[misc]
            lines.append(_Line(named, self.tr("Orang"), "user-circle", act, found_by=person.employee_number))
        return lines

    def _take(self) -> None:
        chosen = self.list.currentIndex().row()
        if 0 <= chosen < len(self._lines):
            act = self._lines[chosen].act
            self.accept()
            act()


def _columns() -> list[Column[_Line]]:
    return [
        Column(title="", cell=lambda line: Cell(text=line.words, icon=line.icon), least=_WORDS_PX, share=1),
        Column(title="", cell=lambda line: Cell(text=line.kind, tone="ink_2"), least=_KIND_PX),
    ]


def _acts_of(page: Page, kind: str) -> list[_Line]:
    """What the buttons of the page in front do; a button that is off does nothing here either."""
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    named = {b.text().strip() or b.accessibleName(): b for b in buttons}
    return [_Line(words, kind, "caret-right", button.click) for words, button in named.items() if words]


def _has(line: _Line, wanted: list[str]) -> bool:
    told = f"{line.words}\n{line.found_by}".lower()
    return all(word in told for word in wanted)


def _class_place(class_id: int, session: int | None = None) -> Place:
    if session is None:
        return Place(page="class", state={"class": class_id})
    inside = {"session": session}
    return Place(page="class", state={"class": class_id, "tab": "attendance", "attendance": inside})


def _open(make: Callable[[], QDialog]) -> None:
    make().open()
