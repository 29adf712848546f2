"""Whether a certificate is genuine and still holds: a text is pasted or scanned, or a file is chosen."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from contract.faults import Fault
from contract.training.certificates.seal import COMPARE, NO_E_SIGNATURE
from desktop.documents.qr_text import qr_text
from desktop.services.certificates.views import Verified, verify_here
from desktop.ui.fields import Field
from desktop.ui.pages.certificates.told import day_text, kind_name, state_name
from desktop.ui.parts import Button, Card, Picture, Text, column, row
from desktop.ui.room import Room
from desktop.ui.sections import Facts
from desktop.ui.theme import Type
from desktop.ui.words import told


class VerifyLeaf(QWidget):
    """A scanner types into the field and ends with Enter; files can be dropped."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look, sizes = room.look, room.look.sizes
        self.setAcceptDrops(True)
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.returnPressed.connect(self.check)
        hint = self.tr("Pindai QR sertifikat, tempel teksnya, atau tarik berkas PDF ke sini.")
        top = row(gap=sizes.step_2)
        top.addWidget(Field(look, self.tr("Teks QR"), self.line, hint), 1)
        self.go = Button(look, self.tr("Periksa"), self.check, kind="primary")
        self.browse = Button(look, self.tr("Pilih berkas"), self.choose_file)
        for button in (self.go, self.browse):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.card = Card(look)
        self.card.hide()
        head = row(gap=sizes.step_2)
        self._icon = Picture(look, "check-circle", sizes.icon_side)
        self.verdict = Text(look, "", Type.SECTION, wrapped=True)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        self.card.body.addLayout(head)
        self.facts = Facts(look)
        self.card.body.addWidget(self.facts)
        self._remark = Text(look, "", Type.CAPTION, tone="ink_2", wrapped=True)
        self.card.body.addWidget(self._remark)
        layout = column(gap=sizes.step_4)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        layout.addLayout(top)
        layout.addWidget(self.card)
        layout.addStretch(1)
        self.setLayout(layout)

    # -------------------------------------------------------------- acts

    def check(self) -> None:
        """Check the text in the field."""
        text = self.line.text().strip()
        if text:
            self._ask(text)

    def choose_file(self) -> None:
        """Ask for a file that holds a certificate."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Sertifikat"), "", self.tr("Sertifikat (*.pdf *.txt);;Semua berkas (*)")
        )
        if name:
            self.check_file(Path(name))

    def check_file(self, file: Path) -> None:
        """Check the certificate in a file."""
        self._ask(str(file))

    def _ask(self, named: str) -> None:
        """Files are read on the worker's thread."""
        read = self._room.services.work(partial(_text_of, named))
        self._room.jobs.ask(self, read, self._verify, self._refused, purpose="text")

    def _verify(self, text: str) -> None:
        asked = self._room.services.read(verify_here, text)
        self._room.jobs.ask(self, asked, self._show, self._refused, purpose="verify")

    # -------------------------------------------------------------- verdict

    def _show(self, found: Verified) -> None:
        words, facts = self._room.words, found.facts
        over = bool(facts.valid_until) and facts.valid_until < words.today()
        if found.status in ("revoked", "replaced"):
            self._tell(
                "prohibit",
                "code_a",
                self.tr("Asli, tetapi tidak berlaku lagi: {state}.").format(state=state_name(found.status).lower()),
            )
        elif over:
            self._tell("clock", "code_i", self.tr("Asli, tetapi masa berlakunya sudah lewat."))
        elif found.status:
            self._tell("check-circle", "code_h", self.tr("Asli dan berlaku."))
        else:
            self._tell("question", "code_i", self.tr("Asli, tetapi tidak ada di daftar laptop ini; ambil data dahulu."))
        hours = words.hours(float(Fraction(facts.lesson_hours, 100))) if facts.lesson_hours is not None else ""
        self.facts.show_pairs(
            [
                (self.tr("Nama"), facts.name),
                (self.tr("Nomor"), facts.number),
                (self.tr("Pelatihan"), facts.training),
                (self.tr("Jenis"), kind_name(facts.kind)),
                (self.tr("Jam pelajaran"), hours),
                (self.tr("Tanggal pelatihan"), words.dates(facts.starts_on or None, facts.ends_on or None)),
                (self.tr("Terbit"), day_text(facts.issued_on, words)),
                (self.tr("Berlaku sampai"), day_text(facts.valid_until, words) if facts.valid_until else ""),
                (self.tr("Penerbit"), facts.issuer),
                (self.tr("Berakhir pada"), day_text(found.ended_on, words) if found.ended_on else ""),
                (self.tr("Diganti oleh"), found.replaced_by),
                (self.tr("Contoh"), self.tr("Data contoh, bukan sertifikat sungguhan") if facts.example else ""),
            ]
        )
        self._remark.setText(f"{told(COMPARE)} {told(NO_E_SIGNATURE)}")

    def _refused(self, fault: Fault) -> None:
        self.facts.show_pairs([])
        self._remark.setText("")
        self._tell("warning", "code_a", told(str(fault)))

    def _tell(self, icon: str, tone: str, words: str) -> None:
        self._icon.show_icon(icon, tone)
        self.verdict.setText(words)
        self.card.show()

    # -------------------------------------------------------------- hand

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _file_of(event.mimeData())
        if file:
            event.acceptProposedAction()
            self.check_file(Path(file))


def _file_of(dropped: QMimeData) -> str:
    files = [url.toLocalFile() for url in dropped.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else ""


def _text_of(named: str, _: Any) -> str:
    return qr_text(named)
