"""The scores of a class: typed down a column as in Excel, each on the disk before it is shown."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from contract.faults import Fault
from contract.training.completion.scoring import FIRST_ATTEMPT
from contract.training.exact_numbers import typed_hundredths
from contract.training.findings import BadValue
from desktop.services.completion.scores import NewScore, ScoreLine, ScoreTable, score_table, set_score
from desktop.ui.dialogs.component import ComponentDialog
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.score_file import ScoreFileDialog
from desktop.ui.fields import Choice
from desktop.ui.grids import Grid
from desktop.ui.pages.class_tab import ClassTab
from desktop.ui.pages.completion.score_columns import FIRST, attempt_text, score_columns
from desktop.ui.parts import Button, Elided, column, row
from desktop.ui.place import State, number, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import RowsModel
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told

_ATTEMPTS = (1, 2, 3)


class ScoresPage(ClassTab):
    """People down, components across, the total at the right."""

    topics = frozenset({Topic.RESULTS, Topic.PEOPLE, Topic.CLASSES})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._table: ScoreTable | None = None
        self._reason = ""
        self._wanted: State = {}
        self._line = Elided(look, "", Type.FIGURE, tone="ink_2")
        self.attempts = Choice(look)
        self.attempts.setAccessibleName(self.tr("Percobaan"))
        self.attempts.setFont(look.font(Type.BODY))
        for attempt in _ATTEMPTS:
            self.attempts.addItem(self._attempt_name(attempt), attempt)
        self.attempts.currentIndexChanged.connect(lambda _: self._draw())
        self.model = RowsModel[ScoreLine]((), lambda line: line.person.id, self)
        self.grid = Grid(look, self.tr("Nilai peserta"), self._take, self._held)
        self.grid.setModel(self.model)
        self.grid.moved.connect(room.usher.placed)
        self.grid.moved.connect(self._hint)
        self._said = Elided(look, "", Type.CAPTION_FIGURE, tone="ink_2")
        self.add = Button(look, self.tr("Tambah komponen"), self.add_component)
        self.change = Button(look, self.tr("Bobot dan ambang"), self.change_component)
        self.bring = Button(look, self.tr("Impor nilai"), self.import_file, kind="primary")
        look.dress(self.add, "plus")
        look.dress(self.bring, "file-xls", "on_nila")
        start = Button(look, self.tr("Tambah komponen pertama"), self.add_component, kind="primary")
        words = self.tr("Belum ada komponen nilai. Tambahkan dahulu, misalnya Post-test 60% dan Tugas 40%.")
        content = QWidget()
        around = column(gap=look.sizes.step_2)
        around.addWidget(self.grid, 1)
        around.addWidget(self._said)
        around.addStretch(0)
        content.setLayout(around)
        layout = self.frame(Curtain(look, content, Empty(look, "leaf", words, (start,))))
        layout.addLayout(self._tools())
        if self.curtain is not None:
            layout.addWidget(self.curtain, 1)

    def _tools(self) -> QHBoxLayout:
        tools = row(gap=self.room.look.sizes.step_2)
        tools.addWidget(self._line, 1)
        for each in (self.attempts, self.change, self.add, self.bring):
            tools.addWidget(each)
        return tools

    def _attempt_name(self, attempt: int) -> str:
        if attempt == FIRST_ATTEMPT:
            return self.tr("Nilai pertama")
        return self.tr("Remedial {number}").format(number=attempt - 1)

    # -------------------------------------------------------------- where

    def come_back(self, state: State) -> None:
        self._wanted = state
        self.attempts.setCurrentIndex(max(0, self.attempts.findData(number(state, "attempt") or FIRST_ATTEMPT)))

    def state(self) -> State:
        component = self._component_at(self.grid.currentIndex().column())
        return {
            "person": self.grid.current_key(),
            "component": component,
            "attempt": self.attempts.currentData(),
            "typed": self.grid.typed,
        }

    def first(self) -> QWidget:
        return self.grid

    def _component_at(self, at: int) -> int | None:
        if self._table is None or not FIRST <= at < FIRST + len(self._table.components):
            return None
        return self._table.components[at - FIRST].id

    # -------------------------------------------------------------- showing

    def refresh(self) -> None:
        if self.class_id:
            self.room.jobs.ask(self, self.room.services.read(score_table, self.class_id), self._show, purpose="scores")

    def _show(self, table: ScoreTable) -> None:
        self._table = table
        self._draw()
        if self.curtain is not None:
            self.curtain.lift(empty=not table.components)
        self._line.set_tone("mengkudu" if table.remark else "ink_2")
        self._line.tell(self._told(table))
        for each in (self.attempts, self.change, self.add, self.bring):
            each.setVisible(bool(table.components))
        if self._wanted:
            wanted, self._wanted = self._wanted, {}
            self._return(wanted)

    def _draw(self) -> None:
        if self._table is not None:
            self.grid.show_grid(score_columns(self._table, self.attempts.currentData()), self._table.lines)

    def _told(self, table: ScoreTable) -> str:
        """Who, what is wrong with the weights, and whether minutes froze it all."""
        scored = sum(line.total is not None for line in table.lines)
        parts = [
            self.tr("%Ln peserta", "", len(table.lines)),
            self.tr("{count} sudah lengkap").format(count=self.room.words.amount(scored)),
        ]
        if table.remark:
            parts.append(told(table.remark))
        if table.minutes is not None:
            parts.append(self.tr("dibekukan berita acara"))
        if table.changed:
            parts.append(self.tr("%Ln berubah sesudahnya", "", len(table.changed)))
        return " · ".join(parts)

    def _return(self, wanted: State) -> None:
        """To the cell where one was, with what was half typed in it."""
        person, component = number(wanted, "person"), number(wanted, "component")
        components = [one.id for one in self._table.components] if self._table is not None else []
        at = FIRST + components.index(component) if component in components else FIRST
        self.grid.go_to(max(0, self.model.row_of(person)), at)
        if text(wanted, "typed"):
            self.grid.open_field(text(wanted, "typed"))

    def _hint(self) -> None:
        self._say(self.tr("Ketik nilai · Enter turun · Tab ke kanan · F2 ubah · Del kosongkan"))

    def _say(self, words: str, tone: str = "ink_2") -> None:
        self._said.set_tone(tone)
        self._said.tell(words)

    # -------------------------------------------------------------- typing

    def _held(self, at: int, column: int) -> str:
        """What a cell holds today; after minutes that is what it was changed to."""
        line, component = self.model.value_at(at), self._component_at(column)
        if line is None or component is None or self._table is None:
            return ""
        attempt = self.attempts.currentData()
        for one in self._table.changed:
            if (one.of, one.person, one.attempt) == (component, line.person.id, attempt):
                return one.new or ""
        return attempt_text(line.scored[column - FIRST], attempt)

    def _take(self, at: int, column: int, typed: str) -> bool:
        """What was typed is written, or refused in one sentence."""
        line, component = self.model.value_at(at), self._component_at(column)
        if line is None or component is None or self._table is None:
            return True
        try:
            value = typed_hundredths(typed) if typed else None
        except BadValue as fault:
            self._say(told(str(fault)), "code_a")
            return False
        new = NewScore(component=component, person=line.person.id, value=value, attempt=self.attempts.currentData())
        if self._table.minutes is None:
            self.room.jobs.ask(
                self,
                self._write(new, ""),
                lambda n: self._written(line, typed, n),
                lambda fault: self._refused(at, column, typed, fault),
                writes=True,
            )
            return True
        self._ask_reason(line, new, typed)
        return True

    def _ask_reason(self, line: ScoreLine, new: NewScore, typed: str) -> None:
        words = self.tr(
            "Nilai ini sudah dibekukan berita acara. Perubahan dicatat dengan alasannya dan tampil sampai dibuat "
            "berita acara susulan."
        )
        title = self.tr("Ubah nilai {name}").format(name=line.person.name)
        dialog = ReasonDialog(self.room, self, title, words, self.tr("Ubah nilai"), reason=self._reason)

        def begin(reason: str) -> Future[int]:
            self._reason = reason
            return self._write(new, reason)

        dialog.when(begin, lambda n: self._written(line, typed, n)).open()

    def _write(self, new: NewScore, reason: str) -> Future[int]:
        told = NewScore(component=new.component, person=new.person, value=new.value, attempt=new.attempt, reason=reason)
        return self.room.services.write(lambda r, m: set_score(r, told, m), Topic.RESULTS, class_id=self.class_id)

    def _written(self, line: ScoreLine, typed: str, people: int) -> None:
        if people > 1:
            self._say(self.tr("Tersimpan untuk %Ln anggota kelompok.", "", people), "code_h")
        elif typed:
            self._say(self.tr("Tersimpan: {name} {value}").format(name=line.person.name, value=typed), "code_h")
        else:
            self._say(self.tr("Dikosongkan: {name}").format(name=line.person.name), "code_h")

    def _refused(self, at: int, column: int, typed: str, fault: Fault) -> None:
        """Back to the cell, with what was typed, for the service did not take it."""
        if not self.grid.typed:
            self.grid.go_to(at, column)
            self.grid.open_field(typed, wrong=True)
        self._say(told(str(fault)), "code_a")

    # -------------------------------------------------------------- acts

    def add_component(self) -> None:
        """Ask for a new component."""
        ComponentDialog(self.room, self, self.class_id).open()

    def change_component(self) -> None:
        """Another weight or threshold for the component of the cell with the keys."""
        wanted = self._component_at(self.grid.currentIndex().column())
        for one in self._table.components if self._table is not None else ():
            if one.id == wanted:
                ComponentDialog(self.room, self, self.class_id, one).open()

    def import_file(self, file: str = "") -> None:
        """Ask for a file of scores, and show what it would change before anything is written."""
        if not file:
            kinds = self.tr("Daftar nilai ({endings})").format(endings="*.xlsx *.xlsm *.xls *.ods *.csv")
            file, _ = QFileDialog.getOpenFileName(self, self.tr("Pilih daftar nilai"), "", kinds)
        if file:
            frozen = self._table is not None and self._table.minutes is not None
            ScoreFileDialog(self.room, self, self.class_id, Path(file), with_reason=frozen).open()
