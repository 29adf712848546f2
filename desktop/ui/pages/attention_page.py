"""Perlu tindakan: conflicts and what was decided, changes refused or held, and those that somebody put away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.services.exchange.journey import ConflictView, Fate, Refused
from desktop.services.people.twin_views import TwinView
from desktop.ui.pages.attention_card import AttentionCard
from desktop.ui.pages.attention_filter import AttentionFilter
from desktop.ui.pages.attention_sides import Whole
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.parts import Beside, Button, column, icon_button, scrolled
from desktop.ui.place import State, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told

_UNDO, _PART = "attention-undo", "attention-part"
_TWINS = "twins-"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One line: a conflict, or a change that did not become the centre's."""

    key: str
    title: str
    reason: str
    icon: str
    since: int | None
    subject: ConflictView | Refused | TwinView


class AttentionPage(Page):
    """All that needs a person at the left, one of them in full at the right."""

    topics = frozenset({Topic.ATTENTION, Topic.SYNC, Topic.MARKS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._conflicts: tuple[ConflictView, ...] = ()
        self._decided: tuple[ConflictView, ...] = ()
        self._refused: tuple[Refused, ...] = ()
        self._found: tuple[TwinView, ...] = ()
        self._twins: tuple[TwinView, ...] = ()
        self._compared = False
        self._answers = 0
        self._undoable: tuple[int, ...] = ()
        self._merged = 0
        self._wanted = ""
        self._all = False
        self._shown: tuple[_Item | None, int] = (None, 0)
        self.head = PageHead(room, self.tr("Perlu tindakan"))
        self.turn = Button(look, "", self._turn, kind="text")
        self.head.tools.addWidget(self.turn)
        self.filter = AttentionFilter(look)
        self.filter.activated.connect(lambda _: self._filtered())
        self.head.tools.addWidget(self.filter)
        self.export = icon_button(look, "download-simple", self.tr("Ekspor beda isian"), self._export)
        self.head.tools.addWidget(self.export)
        self.model = RowsModel[_Item](self._columns(), lambda item: item.key, self)
        self.table = Table(look, self.tr("Yang perlu tindakan"))
        self.table.setModel(self.model)
        self.table.chosen.connect(self._choose)
        self.card = self._new_card()
        room.usher.acted.connect(self._acted)
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

    def _new_card(self) -> AttentionCard:
        card = AttentionCard(self.room)
        card.put_asked.connect(self._put)
        card.repeat_asked.connect(self._repeat)
        card.all_repeat_asked.connect(self._repeat_held)
        card.sides.taken.connect(self._take)
        card.sides.all_taken.connect(self._take_all)
        card.sides.undone.connect(lambda conflict: self._undo((conflict,)))
        card.twins.merged.connect(self._merge)
        card.twins.apart.connect(self._tell_apart)
        return card

    def _split(self) -> QWidget:
        inside, around = QWidget(), column()
        around.addWidget(self.card)
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
            Column(title=self.tr("Sejak"), cell=when, least=86),
        ]

    def enter(self, state: State) -> None:
        self._wanted = text(state, "item")
        self._all = state.get("all") is True
        self.filter.want(text(state, "filter"))
        self.refresh()

    def state(self) -> State:
        key = self.table.current_key()
        return {"item": key if isinstance(key, str) else "", "all": self._all, "filter": self.filter.wanted}

    def first(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        jobs, services = self.room.jobs, self.room.services
        self._answers = 0
        jobs.ask(self, services.conflicts(), self._take_conflicts, purpose="conflicts")
        jobs.ask(self, services.decided(), self._take_decided, purpose="decided")
        jobs.ask(self, services.refused(), self._take_refused, purpose="refused")
        jobs.ask(self, services.twins(), self._take_twins, purpose="twins")

    def _take_conflicts(self, conflicts: tuple[ConflictView, ...]) -> None:
        self._conflicts = conflicts
        self._answers += 1
        self._show()

    def _take_decided(self, decided: tuple[ConflictView, ...]) -> None:
        self._decided = decided
        self._answers += 1
        self._show()

    def _take_refused(self, refused: tuple[Refused, ...]) -> None:
        self._refused = refused
        self._answers += 1
        self._show()

    def _take_twins(self, twins: tuple[TwinView, ...]) -> None:
        """They come when they are found: comparing everybody takes longer than the rest."""
        self._found, self._compared = twins, True
        self._show()

    def _show(self) -> None:
        if self._answers < 3:
            return
        away = sum(refused.put_away for refused in self._refused)
        asked = {_pair(conflict.twins) for conflict in self._conflicts if conflict.twins is not None}
        self._twins = tuple(twins for twins in self._found if _pair(twins) not in asked)  # one question a pair
        self.filter.offer(self._conflicts, self._refused, len(self._decided))
        items = self._items()
        self.turn.setVisible(away > 0)
        shown = self.tr("Sembunyikan yang disisihkan") if self._all else self.tr("Lihat %Ln yang disisihkan", "", away)
        self.turn.setText(shown)
        self.export.setEnabled(any(isinstance(item.subject, ConflictView) for item in items))
        had_keys = self._has_keys()
        row = self.table.currentIndex().row()
        self._curtain.lift(empty=not items and not self._decided)
        self.table.show_rows(items)
        self.head.tell(self.tr("Perlu tindakan"), " · ".join(self._counted()))
        if items and (self._wanted or not self.table.currentIndex().isValid()):
            kept = self.model.row_of(self._wanted) if self._wanted else min(row, len(items) - 1)
            self.table.choose(max(0, kept))
            if self._compared or not self._wanted.startswith(_TWINS):
                self._wanted = ""
        self._choose(self.table.currentIndex().row())
        if had_keys and not self._has_keys():
            self.table.setFocus()

    def _items(self) -> list[_Item]:
        """The lines that the filter lets through: what is open first, what was put away last."""
        wanted = self.filter
        if wanted.of_decided:
            return [self._conflict_item(conflict) for conflict in self._decided]
        open_ = [conflict for conflict in self._conflicts if conflict.open and wanted.passes_conflict(conflict)]
        refused = [refused for refused in self._refused if wanted.passes_refused(refused)]
        items = [self._refused_item(each) for each in refused if not each.put_away]
        items += [self._conflict_item(conflict) for conflict in open_]
        items += [self._twin_item(twins) for twins in self._twins] if wanted.of_all else []
        return items + [self._refused_item(each) for each in refused if each.put_away and self._all]

    def _filtered(self) -> None:
        """Another choice of lines; nothing of it is asked anew."""
        self._show()
        self.room.usher.placed.emit()

    def _has_keys(self) -> bool:
        """Whether one of the card's buttons has the keys; a card built anew has none."""
        return any(button.hasFocus() for button in self.card.findChildren(Button))

    def _counted(self) -> list[str]:
        """How many of each kind wait, of the kinds that there are."""
        fates = [refused.fate for refused in self._refused if not refused.put_away]
        disputed, refused, held = (
            sum(conflict.open for conflict in self._conflicts),
            fates.count(Fate.REFUSED),
            fates.count(Fate.HELD),
        )
        parts = [self.tr("%Ln beda isian", "", disputed)] if disputed else []
        parts += [self.tr("%Ln ditolak pusat", "", refused)] if refused else []
        parts += [self.tr("%Ln tertahan", "", held)] if held else []
        return parts + ([self.tr("%Ln mungkin orang yang sama", "", len(self._twins))] if self._twins else [])

    def _conflict_item(self, conflict: ConflictView) -> _Item:
        made = conflict.decision
        if made is not None:
            reason = self.tr("Diputuskan: {value}").format(value=told(made.value) or "–")
        elif conflict.twins is not None:
            reason = " · ".join(told(each) for each in conflict.twins.reasons)
        else:
            first, second = told(conflict.first.value), told(conflict.second.value)
            reason = self.tr("{first} atau {second}").format(first=first, second=second)
        return _Item(
            key=f"conflict-{conflict.id}",
            title=conflict.person,
            reason=reason,
            icon="scales" if made is None else "check",
            since=made.at if made is not None else conflict.second.received_at or conflict.first.received_at,
            subject=conflict,
        )

    def _twin_item(self, twins: TwinView) -> _Item:
        return _Item(
            key=f"{_TWINS}{twins.first.id}-{twins.second.id}",
            title=f"{twins.first.name} = {twins.second.name}?",
            reason=" · ".join(told(reason) for reason in twins.reasons),
            icon="users-three",
            since=None,
            subject=twins,
        )

    def _refused_item(self, refused: Refused) -> _Item:
        icon = "prohibit" if refused.fate is Fate.REFUSED else "hourglass"
        return _Item(
            key=refused.dot,
            title=f"{told(refused.what)} {refused.about}".rstrip(),
            reason=told(refused.reason),
            icon="tray" if refused.put_away else icon,
            since=refused.since,
            subject=refused,
        )

    # -------------------------------------------------------------- one in full

    def _choose(self, n: int) -> None:
        item = self.model.value_at(n)
        held = sum(one.can_repeat and one.fate is Fate.HELD and not one.put_away for one in self._refused)
        around = len(self._conflicts) + held  # what can be taken, or sent again, at once
        if (item, around) == self._shown:  # a talk with the centre builds nothing anew under somebody's hand
            return
        self._shown = (item, around)
        if item is None:
            self.card.clear()
            return
        if isinstance(item.subject, ConflictView) and item.subject.twins is not None and item.subject.open:
            self.card.show_twins(item.subject.twins)
        elif isinstance(item.subject, ConflictView):
            self.card.show_conflict(item.subject, self._conflicts)
        elif isinstance(item.subject, TwinView):
            self.card.show_twins(item.subject)
        else:
            self.card.show_refused(item.subject, held)
        self.room.usher.placed.emit()

    def _take(self, conflict: int, take: str, value: str) -> None:
        words = self.tr("Diputuskan: {value}.").format(value=value)
        asked = self.room.services.resolve(conflict, take)
        self.room.jobs.ask(self, asked, lambda done: self._settled(done, words), writes=True)

    def _take_all(self, session: int, whole: Whole) -> None:
        def done(conflicts: tuple[int, ...]) -> None:
            self._settled(conflicts, self.tr("%Ln beda isian diputuskan.", "", len(conflicts)))

        asked = self.room.services.resolve_session(session, whole.numbers)
        self.room.jobs.ask(self, asked, done, writes=True)

    def _merge(self, keep: int, other: int) -> None:
        def done(_: int) -> None:
            self._merged = other
            self.room.usher.offer(self.tr("Kedua data digabung menjadi satu orang."), self.tr("Urungkan"), _PART)
            self.table.setFocus()

        self.room.jobs.ask(self, self.room.services.merge_people(keep, other), done, writes=True)

    def _tell_apart(self, one: int, other: int) -> None:
        def done(_: int) -> None:
            self.room.usher.say(self.tr("Dicatat: bukan orang yang sama. Tidak akan ditanyakan lagi."))
            self.table.setFocus()

        self.room.jobs.ask(self, self.room.services.tell_apart(one, other), done, writes=True)

    def _part(self) -> None:
        def done(_: int) -> None:
            self.room.usher.say(self.tr("Dipisahkan; semuanya seperti semula."))

        self.room.usher.withdraw(_PART)
        self.room.jobs.ask(self, self.room.services.part_person(self._merged), done, writes=True)

    def _settled(self, conflicts: tuple[int, ...], words: str) -> None:
        """Decided: the next line is chosen by the table, and the notice can take it back."""
        self._undoable = conflicts
        self.room.usher.offer(words, self.tr("Urungkan"), _UNDO)
        self.table.setFocus()

    def _acted(self, key: str) -> None:
        if key == _UNDO and self.isVisible():
            self._undo(self._undoable)
        if key == _PART and self.isVisible():
            self._part()

    def _undo(self, conflicts: tuple[int, ...]) -> None:
        def done(_: None) -> None:
            self.room.usher.say(self.tr("Keputusan diurungkan; perbedaannya terbuka lagi."))
            self.table.setFocus()

        self.room.usher.withdraw(_UNDO)
        self.room.jobs.ask(self, self.room.services.undo_decisions(conflicts), done, writes=True)

    def _export(self) -> None:
        """The conflicts that the list shows, open or decided."""
        kinds = self.tr("Excel (*.xlsx);;CSV (*.csv)")
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan beda isian"), "beda-isian.xlsx", kinds)
        if not target:
            return
        shown = [item.subject.id for item in self._items() if isinstance(item.subject, ConflictView)]

        def done(rows: int) -> None:
            self.room.usher.say(self.tr("%Ln baris tersimpan.", "", rows))

        self.room.jobs.ask(self, self.room.services.export_conflicts(shown, Path(target)), done)

    def _put(self, dot: str, away: bool) -> None:
        """Put away, or back; the next line is chosen by the table."""

        def done(_: None) -> None:
            words = self.tr("Disisihkan; tetap tersimpan di laptop ini.") if away else self.tr("Dikembalikan.")
            self.room.usher.say(words)
            self.table.setFocus()

        self.room.jobs.ask(self, self.room.services.put_aside(dot, away), done, writes=True)

    def _repeat(self, dot: str) -> None:
        def done(_: None) -> None:
            self.room.usher.say(self.tr("Tersimpan; dikirim lagi begitu ada jaringan."))
            self.table.setFocus()

        self.room.jobs.ask(self, self.room.services.repeat(dot), done, writes=True)

    def _repeat_held(self) -> None:
        def done(count: int) -> None:
            self.room.usher.say(self.tr("%Ln perubahan dikirim lagi begitu ada jaringan.", "", count))
            self.table.setFocus()

        self.room.jobs.ask(self, self.room.services.repeat_held(), done, writes=True)

    def _turn(self) -> None:
        """Show what was put away too, or not."""
        self._all = not self._all
        self._show()
        self.room.usher.placed.emit()


def _pair(twins: TwinView) -> frozenset[int]:
    return frozenset({twins.first.id, twins.second.id})
