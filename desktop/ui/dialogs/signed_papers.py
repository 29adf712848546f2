"""Signed certificates that come back: each PDF of a folder goes to its certificate, and what finds none is named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from contract.faults import WorldFault
from desktop.documents.signed_certificates import text_of_signed
from desktop.services.certificates.signed_papers import TakenBack, take_back
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts import Text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.words import told

_ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the folder: its content and the text of its QR, or why it is none."""

    content: bytes = b""
    text: str = ""
    problem: str = ""


class SignedPapersDialog(Dialog):
    """Reads the folder beside the screens, then takes one after another; what was taken stays taken."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, folder: Path) -> None:
        title = self.tr("Ambil PDF bertanda tangan")
        super().__init__(room.look, room.jobs, parent, title, self.tr("Tutup"))
        self._room, self._class = room, class_id
        self.cancel.hide()
        self.set_width(room.look.sizes.dialog)
        self.summary = Text(room.look, self.tr("Membaca map …"), Type.FIGURE, wrapped=True)
        self.body.addWidget(self.summary)
        self.found: list[tuple[str, str, bool]] = []
        self.model = RowsModel[tuple[str, str, bool]](self._columns(), lambda line: line[0], self)
        self.table = Table(room.look, self.tr("Berkas di map itu"), opens=False, lines=2)
        self.table.setModel(self.model)
        self.table.setFixedHeight(self.table.rows_height(_ROWS_SHOWN))
        self.body.addWidget(self.table)
        self.taken = 0
        self.is_done = False
        self._files: list[Path] = []
        room.jobs.ask(self, room.services.work(lambda _: _files_of(folder)), self._begin, self._failed)

    def _columns(self) -> list[Column[tuple[str, str, bool]]]:
        def remark(line: tuple[str, str, bool]) -> Cell:
            icon, tone = ("check-circle", "code_h") if line[2] else ("warning-circle", "code_a")
            return Cell(text=line[1], icon=icon, tone=tone)

        return [
            Column(title=self.tr("Berkas"), cell=lambda line: Cell(text=line[0]), least=170, share=1),
            Column(title=self.tr("Hasil"), cell=remark, least=220, share=2),
        ]

    def _begin(self, files: list[Path]) -> None:
        self._files = files
        self._next()

    def _next(self) -> None:
        """The next file; a fault is noted and the others go on."""
        if not self._files:
            self._end()
            return
        file = self._files.pop(0)
        reading = self._room.services.work(lambda _: _paper_of(file))
        self._jobs.ask(self, reading, lambda paper: self._take(file.name, paper))

    def _take(self, name: str, paper: Paper) -> None:
        if paper.problem:
            self._note(name, told(paper.problem), fine=False)
            return
        taking = self._room.services.write(
            lambda r, m: take_back(r, paper.content, paper.text, m), Topic.PAPERS, class_id=self._class
        )
        self._jobs.ask(
            self,
            taking,
            lambda one: self._note(name, self._told(one), fine=True),
            lambda fault: self._note(name, told(str(fault)), fine=False),
        )

    def _told(self, one: TakenBack) -> str:
        words = self.tr("{number}, {name}").format(number=one.number, name=one.name)
        if one.again:
            return self.tr("{about}: sudah diambil sebelumnya").format(about=words)
        if not one.is_covered:
            return self.tr("{about}: sebagian isi di luar tanda tangannya, periksa").format(about=words)
        return words

    def _note(self, name: str, words: str, *, fine: bool) -> None:
        self.taken += fine
        self.found.append((name, words, fine))
        self.table.show_rows(self.found)
        self.table.setFixedHeight(self.table.rows_height(_ROWS_SHOWN))
        self._next()

    def _end(self) -> None:
        self.is_done = True
        words = self.tr("%Ln PDF diambil.", "", self.taken)
        other = len(self.found) - self.taken
        self.summary.setText(f"{words} " + self.tr("%Ln berkas tidak diambil.", "", other) if other else words)
        if not self.found:
            self.summary.setText(self.tr("Tidak ada berkas di map itu."))
        self.fit()


def _files_of(folder: Path) -> list[Path]:
    """Every file of a folder by name."""
    return sorted(one for one in folder.iterdir() if one.is_file())


def _paper_of(file: Path) -> Paper:
    try:
        content = file.read_bytes()
        return Paper(content, text_of_signed(content))
    except OSError as error:
        return Paper(problem=error.strerror or str(error))
    except WorldFault as fault:
        return Paper(problem=str(fault))
