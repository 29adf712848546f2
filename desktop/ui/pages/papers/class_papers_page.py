"""Every paper of a class in one list: choose, save as PDF or workbook, open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from contract.faults import Fault
from desktop.documents.class_papers import NO_WORKBOOK, WORKBOOK, Asked, Name, Printing, read_paper
from desktop.documents.press.sheets import Paper
from desktop.services.views import ClassDetail
from desktop.ui.fields import Choice
from desktop.ui.pages.class_tab import ClassTab
from desktop.ui.parts import Button, Elided, row
from desktop.ui.place import State, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty

_OPENS = "class papers: open"


@dataclass(frozen=True, slots=True)
class Line:
    """A paper of the list. words: what it is for."""

    name: Name
    title: str
    words: str


class ClassPapersPage(ClassTab):
    """The list, and beside it the choices that a paper has: its size, its session."""

    topics = frozenset({Topic.CLASSES})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._title = ""
        self._wanted = ""
        self._written: Path | None = None
        self._line = Elided(look, self.tr("Setiap dokumen memuat data kelas saat ini disimpan."), tone="ink_2")
        self.sessions = self._choice(self.tr("Sesi"))
        self.paper = self._size_choice()
        self.workbook = Button(look, self.tr("Simpan Excel"), lambda: self.save(WORKBOOK))
        look.dress(self.workbook, "file-xls")
        self.pdf = Button(look, self.tr("Simpan PDF"), lambda: self.save(".pdf"), kind="primary")
        look.dress(self.pdf, "printer", "on_nila")
        self.model = RowsModel[Line](self._columns(), lambda line: line.name, self)
        self.table = Table(look, self.tr("Dokumen kelas"))
        self.table.setModel(self.model)
        self.table.opened.connect(lambda _: self.pdf.setFocus())
        self.table.chosen.connect(lambda _: self._enable())
        layout = self.frame(Curtain(look, self.table, Empty(look, "leaf", self.tr("Belum ada dokumen."))))
        layout.addLayout(self._head())
        if self.curtain is not None:
            layout.addWidget(self.curtain, 1)
            layout.addStretch(0)
        room.usher.acted.connect(self._open_written)

    def _choice(self, name: str) -> Choice:
        choice = Choice(self.room.look)
        choice.setAccessibleName(name)
        choice.setFont(self.room.look.font(Type.BODY))
        return choice

    def _size_choice(self) -> Choice:
        choice = self._choice(self.tr("Kertas"))
        for paper in Paper:
            choice.addItem(paper.value, paper.value)
        return choice

    def _head(self) -> QHBoxLayout:
        head = row(gap=self.room.look.sizes.step_2)
        head.addWidget(self._line, 1)
        for each in (self.sessions, self.paper, self.workbook, self.pdf):
            head.addWidget(each)
        return head

    def _columns(self) -> list[Column[Line]]:
        def kinds(line: Line) -> Cell:
            return Cell(text="PDF" if line.name in NO_WORKBOOK else "PDF, Excel", tone="ink_2")

        return [
            Column(title=self.tr("Dokumen"), cell=lambda one: Cell(text=one.title, kind=Type.MEDIUM), least=240),
            Column(title=self.tr("Isi"), cell=lambda one: Cell(text=one.words), least=240, share=1),
            Column(title=self.tr("Berkas"), cell=kinds, least=110),
        ]

    def _lines(self) -> list[Line]:
        """In the order of a training."""
        return [
            Line(Name.CALL, self.tr("Surat pemanggilan"), self.tr("Surat dengan lampiran nama peserta")),
            Line(Name.DECREE, self.tr("Lampiran SK peserta"), self.tr("Nama, pangkat dan jabatan yang ditetapkan")),
            Line(Name.SCHEDULE, self.tr("Jadwal"), self.tr("Sesi menurut waktu, dan tugas belajar mandiri")),
            Line(Name.ATTENDANCE, self.tr("Daftar hadir"), self.tr("Satu sesi, untuk ditandatangani; ada QR-nya")),
            Line(Name.BIODATA, self.tr("Biodata peserta"), self.tr("Satu halaman tiap peserta, dengan pas foto")),
            Line(Name.NAME_CARDS, self.tr("Kartu nama"), self.tr("Delapan kartu selembar")),
            Line(Name.DESK_CARDS, self.tr("Kartu meja"), self.tr("Satu lembar dilipat tiap peserta")),
            Line(Name.RECAP, self.tr("Rekap kehadiran"), self.tr("Peserta dan sesi, jumlah dan persen")),
            Line(Name.SCORES, self.tr("Daftar nilai"), self.tr("Nilai tiap komponen, nilai akhir dan predikat")),
            Line(Name.MINUTES, self.tr("Berita acara kelulusan"), self.tr("Yang ditandatangani, atau rancangannya")),
            Line(Name.RECEIPT, self.tr("Tanda terima sertifikat"), self.tr("Satu baris tanda tangan tiap sertifikat")),
            Line(Name.HANDOVER, self.tr("Berita acara serah terima"), self.tr("Yang terakhir dibuat di kelas ini")),
            Line(Name.BRIEF, self.tr("Ringkasan satu halaman"), self.tr("Angka-angka laporan untuk pimpinan")),
            Line(Name.REPORT, self.tr("Laporan penyelenggaraan"), self.tr("Bab demi bab dengan grafik dan lampiran")),
        ]

    # -------------------------------------------------------------- where and what

    def come_back(self, state: State) -> None:
        self._wanted = text(state, "paper")

    def state(self) -> State:
        line = self._current()
        return {"paper": line.name.value if line is not None else ""}

    def refresh(self) -> None:
        if self.class_id:
            self.room.jobs.ask(self, self.room.services.class_detail(self.class_id), self._show, purpose="class")

    def _show(self, detail: ClassDetail) -> None:
        self._title = detail.summary.title
        chosen = self.sessions.currentData()
        self.sessions.clear()
        for one in detail.sessions:
            day = self.room.words.short_day(one.session.starts_at, one.session.zone)
            self.sessions.addItem(f"{one.session.title} · {day}", one.session.id)
        self.sessions.setCurrentIndex(max(0, self.sessions.findData(chosen)))
        self.table.show_rows(self._lines())
        if self._wanted or not self.table.currentIndex().isValid():
            self.table.choose(max(0, self.model.row_of(self._wanted)))
            self._wanted = ""
        if self.curtain is not None:
            self.curtain.lift(empty=False)
        self._enable()

    def _current(self) -> Line | None:
        return self.model.value_at(self.table.currentIndex().row())

    def _enable(self) -> None:
        line = self._current()
        self.workbook.setEnabled(line is not None and line.name not in NO_WORKBOOK)
        self.sessions.setVisible(line is not None and line.name is Name.ATTENDANCE and self.sessions.count() > 0)
        self.room.usher.placed.emit()

    # -------------------------------------------------------------- acts

    def save(self, ending: str, target: str = "") -> None:
        """Write the current paper to a file that the person names."""
        line = self._current()
        if line is None:
            return
        if not target:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            plain = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in f"{line.title} - {self._title}")
            proposed = str(Path(folder) / f"{' '.join(plain.split())[:120]}{ending}")
            kinds = "Excel (*.xlsx)" if ending == WORKBOOK else "PDF (*.pdf)"
            target, _ = QFileDialog.getSaveFileName(
                self, self.tr("Simpan {paper}").format(paper=line.title), proposed, kinds
            )
        if not target:
            return
        file = Path(target) if Path(target).suffix else Path(target).with_suffix(ending)
        asked = Asked(
            name=line.name,
            class_id=self.class_id,
            on=QDate.currentDate().toString(Qt.DateFormat.ISODate),
            session=self.sessions.currentData(),
            paper=Paper(self.paper.currentData()),
        )
        self._line.tell(self.tr("Menyiapkan {paper} …").format(paper=line.title))
        reading = self.room.services.read(read_paper, asked)
        self.room.jobs.ask(self, reading, lambda printing: self._write(line, printing, file), self._failed)

    def _write(self, line: Line, printing: Printing, file: Path) -> None:
        writing = self.room.services.work(lambda _: printing(file))
        self.room.jobs.ask(self, writing, lambda pages: self._saved(line, file, pages), self._failed)

    def _saved(self, line: Line, file: Path, pages: int) -> None:
        self._written = file
        told = self.tr("%Ln halaman", "", pages) if pages else self.tr("lembar kerja")
        self._line.tell(
            self.tr("{paper} tersimpan: {file} ({told})").format(paper=line.title, file=file.name, told=told)
        )
        self.room.usher.offer(self.tr("{paper} tersimpan.").format(paper=line.title), self.tr("Buka"), _OPENS)

    def _failed(self, fault: Fault) -> None:
        self._line.tell("")
        self.room.usher.complain(fault)

    def _open_written(self, key: str) -> None:
        if key == _OPENS and self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
