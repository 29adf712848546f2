"""Perlu tindakan: conflicts side by side, changes that were refused, changes that are held."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.services.journey import ConflictView, Fate, Refused, Side
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.parts import Beside, Card, Ruler, Text, column, empty_out, row, scrolled
from desktop.ui.place import State, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One line: a conflict, or a change that did not become the centre's."""

    key: str
    title: str
    reason: str
    icon: str
    since: int | None
    subject: ConflictView | Refused


class AttentionPage(Page):
    """All that needs a person at the left, one of them in full at the right."""

    topics = frozenset({Topic.ATTENTION, Topic.SYNC, Topic.MARKS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._conflicts: tuple[ConflictView, ...] = ()
        self._refused: tuple[Refused, ...] = ()
        self._answers = 0
        self._wanted = ""
        self.head = PageHead(room, self.tr("Perlu tindakan"))
        self.model = RowsModel[_Item](self._columns(), lambda item: item.key, self)
        self.table = Table(look, self.tr("Yang perlu tindakan"))
        self.table.setModel(self.model)
        self.table.chosen.connect(self._choose)
        self._card = Card(look)
        words = self.tr(
            "Tidak ada yang perlu tindakan. Bila dua laptop berbeda, atau pusat menolak, Anda melihatnya di sini."
        )
        self._curtain = Curtain(look, self._split(), Empty(look, "check", words))
        self.keys_when_lifted(self._curtain)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.page)
        layout.addWidget(self.head)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self._curtain.wait()

    def _split(self) -> QWidget:
        inside, around = QWidget(), column()
        around.addWidget(self._card)
        around.addStretch(1)
        inside.setLayout(around)
        return Beside(self.room.look, self.table, scrolled(inside), (6, 5))

    def _columns(self) -> list[Column[_Item]]:
        words = self.room.words

        def when(item: _Item) -> Cell:
            shown = words.short_day(item.since) if item.since is not None else "–"
            return Cell(text=shown, kind=Type.CAPTION_FIGURE, tone="ink_2")

        def title(item: _Item) -> Cell:
            return Cell(text=item.title, kind=Type.MEDIUM, icon=item.icon, tone="ink")

        return [
            Column(title=self.tr("Apa"), cell=title, least=190, share=3),
            Column(
                title=self.tr("Sebab"),
                cell=lambda item: Cell(text=item.reason, tone="ink_2"),
                least=150,
                share=2,
                drop=1,
            ),
            Column(title=self.tr("Sejak"), cell=when, least=64),
        ]

    def enter(self, state: State) -> None:
        self._wanted = text(state, "item")
        self.refresh()

    def state(self) -> State:
        key = self.table.current_key()
        return {"item": key if isinstance(key, str) else ""}

    def first(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        jobs, services = self.room.jobs, self.room.services
        self._answers = 0
        jobs.ask(self, services.conflicts(), self._take_conflicts, purpose="conflicts")
        jobs.ask(self, services.refused(), self._take_refused, purpose="refused")

    def _take_conflicts(self, conflicts: tuple[ConflictView, ...]) -> None:
        self._conflicts = conflicts
        self._answers += 1
        self._show()

    def _take_refused(self, refused: tuple[Refused, ...]) -> None:
        self._refused = refused
        self._answers += 1
        self._show()

    def _show(self) -> None:
        if self._answers < 2:
            return
        items = [self._conflict_item(conflict) for conflict in self._conflicts if conflict.open]
        items += [self._refused_item(refused) for refused in self._refused]
        self._curtain.lift(empty=not items)
        self.table.show_rows(items)
        parts = [
            self.tr("%Ln beda isian", "", sum(conflict.open for conflict in self._conflicts)),
            self.tr("%Ln ditolak pusat", "", sum(r.fate is Fate.REFUSED for r in self._refused)),
            self.tr("%Ln tertahan", "", sum(r.fate is Fate.HELD for r in self._refused)),
        ]
        self.head.tell(self.tr("Perlu tindakan"), " · ".join(parts) if items else "")
        if items and (self._wanted or not self.table.currentIndex().isValid()):
            self.table.choose(max(0, self.model.row_of(self._wanted)))
            self._wanted = ""
        self._choose(self.table.currentIndex().row())

    def _conflict_item(self, conflict: ConflictView) -> _Item:
        return _Item(
            key=f"conflict-{conflict.id}",
            title=conflict.person,
            reason=self.tr("Dua isian berbeda: {first} dan {second}").format(
                first=conflict.first.value, second=conflict.second.value
            ),
            icon="scales",
            since=conflict.second.received_at or conflict.first.received_at,
            subject=conflict,
        )

    def _refused_item(self, refused: Refused) -> _Item:
        icon = "prohibit" if refused.fate is Fate.REFUSED else "hourglass"
        return _Item(
            key=refused.dot, title=refused.title, reason=refused.reason, icon=icon, since=refused.since, subject=refused
        )

    # -------------------------------------------------------------- one in full

    def _choose(self, n: int) -> None:
        item, body = self.model.value_at(n), self._card.body
        empty_out(body)
        if item is None:
            return
        if isinstance(item.subject, ConflictView):
            self._fill_conflict(body, item.subject)
        else:
            self._fill_refused(body, item.subject)
        self.room.usher.placed.emit()

    def _fill_conflict(self, body: QVBoxLayout, conflict: ConflictView) -> None:
        look = self.room.look
        body.addWidget(Text(look, conflict.person, Type.SECTION, wrapped=True))
        body.addWidget(Text(look, f"{conflict.where} · {conflict.field}", tone="ink_2", wrapped=True))
        sides = row(gap=look.sizes.step_3)
        sides.addWidget(self._side(self.tr("Berlaku sekarang"), conflict.first), 1)
        sides.addWidget(self._side(self.tr("Yang lain"), conflict.second), 1)
        body.addLayout(sides)
        words = self.tr(
            "Kedua tanda tersimpan di pusat; tidak ada yang hilang. Tanyakan kepada kedua pencatat mana yang benar."
        )
        body.addWidget(Text(look, words, Type.CAPTION, tone="ink_2", wrapped=True))

    def _side(self, heading: str, side: Side) -> QFrame:
        look, words = self.room.look, self.room.words
        card = Card(look, ground="note" if heading == self.tr("Berlaku sekarang") else "card")
        card.body.setSpacing(0)
        card.body.addWidget(Text(look, heading, Type.CAPTION, tone="ink_2"))
        card.body.addWidget(Text(look, side.value, Type.SECTION, wrapped=True))
        card.body.addWidget(Text(look, side.author, Type.MEDIUM, wrapped=True))
        if side.device:
            card.body.addWidget(Text(look, side.device, Type.CAPTION, tone="ink_2", wrapped=True))
        times = (
            (self.tr("Jam laptop"), side.device_at),
            (self.tr("Jam setelah dicocokkan"), side.corrected_at),
            (self.tr("Tiba di pusat"), side.received_at),
        )
        for label, at in times:
            card.body.addSpacing(look.sizes.step_1)
            card.body.addWidget(Text(look, label, Type.CAPTION, tone="ink_2"))
            shown = words.moment(at) if at is not None else self.tr("belum diketahui")
            card.body.addWidget(Text(look, shown, Type.CAPTION_FIGURE))
        card.body.addStretch(1)
        return card

    def _fill_refused(self, body: QVBoxLayout, refused: Refused) -> None:
        look = self.room.look
        body.addWidget(Text(look, refused.title, Type.SECTION, wrapped=True))
        if refused.fate is Fate.REFUSED:
            state = self.tr("Ditolak pusat. Nilai Anda tetap tersimpan di laptop ini.")
        else:
            state = self.tr("Tertahan sampai yang dibutuhkannya tiba. Tidak perlu dikirim ulang.")
        body.addWidget(Text(look, state, tone="mengkudu" if refused.fate is Fate.REFUSED else "ink_2", wrapped=True))
        body.addWidget(Text(look, self.tr("Sebab"), Type.CAPTION, tone="ink_2"))
        body.addWidget(Text(look, refused.reason, wrapped=True))
        if refused.values:
            body.addWidget(Ruler(look))
        for label, value in refused.values:
            line = row(gap=look.sizes.step_3)
            name = Text(look, label, Type.CAPTION, tone="ink_2")
            name.setFixedWidth(look.sizes.share_column * 2)
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(look, value, Type.IDENTITY, wrapped=True), 1)
            body.addLayout(line)
        number = self.tr("Nomor perubahan {dot}, {time}").format(
            dot=refused.dot, time=self.room.words.moment(refused.since)
        )
        body.addWidget(Text(look, number, Type.CAPTION_FIGURE, tone="ink_2", wrapped=True))
