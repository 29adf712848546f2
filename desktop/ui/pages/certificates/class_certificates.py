"""The certificates of a class: how many numbers are at hand, who has which, and what is done with them."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from contract.exchange.dots import format_id
from contract.training.certificates.kinds import State
from desktop.documents.certificate_sheet import paper_of, print_certificates
from desktop.services.certificates.issuing import Made, reissue_certificate, revoke_certificate
from desktop.services.certificates.numbers import AtHand, numbers_at_hand
from desktop.services.certificates.views import CertificateView, Doubled, doubled_certificates, list_certificates
from desktop.ui.dialogs.certificates import IssueDialog, ReserveDialog, VerifyDialog, kind_name
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.signed_papers import SignedPapersDialog
from desktop.ui.pages.class_tab import ClassTab
from desktop.ui.parts import Button, Elided, column, row
from desktop.ui.place import State as PlaceState
from desktop.ui.place import number
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told


class ClassCertificatesPage(ClassTab):
    """One line of numbers, the list, and acts on the rows that are picked."""

    topics = frozenset({Topic.PAPERS, Topic.RESULTS, Topic.SYNC})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._at_hand: AtHand | None = None
        self._wanted: int | None = None
        self._line = Elided(look, "", Type.FIGURE, tone="ink_2")
        self._doubled = Elided(look, "", tone="mengkudu")
        self._doubled.hide()
        self.numbers = Button(look, self.tr("Minta nomor"), self.ask_numbers)
        self.check = Button(look, self.tr("Periksa"), self.verify)
        self.issue = Button(look, self.tr("Terbitkan sertifikat"), self.issue_all, kind="primary")
        look.dress(self.issue, "certificate", "on_nila")
        self.export = Button(look, self.tr("Simpan PDF"), self.export_pdf)
        self.take_back = Button(look, self.tr("Ambil yang bertanda tangan"), self.take_signed)
        self.again = Button(look, self.tr("Terbitkan ulang"), self.reissue)
        self.revoke = Button(look, self.tr("Cabut"), self.revoke_one)
        self.model = RowsModel[CertificateView](self._columns(), lambda one: one.id, self)
        self.table = Table(look, self.tr("Sertifikat kelas"), opens=False, several=True)
        self.table.setModel(self.model)
        self.table.chosen.connect(lambda _: self._enable())
        self.table.picked.connect(self._enable)
        self.table.said.connect(room.usher.say)
        words = self.tr("Belum ada sertifikat. Minta nomornya selagi ada jaringan; sesudah itu terbit tanpa jaringan.")
        self.first_issue = Button(look, self.tr("Terbitkan yang pertama"), self.issue_all)
        layout = self.frame(Curtain(look, self._content(), Empty(look, "leaf", words, (self.first_issue,))))
        layout.addLayout(self._head())
        layout.addWidget(self._doubled)
        if self.curtain is not None:
            layout.addWidget(self.curtain, 1)

    def _head(self) -> QHBoxLayout:
        head = row(gap=self.room.look.sizes.step_2)
        head.addWidget(self._line, 1)
        for each in (self.check, self.numbers, self.issue):
            head.addWidget(each)
        return head

    def _content(self) -> QWidget:
        sizes = self.room.look.sizes
        content = QWidget()
        acts = row(gap=sizes.step_2)
        for each in (self.export, self.take_back, self.again, self.revoke):
            acts.addWidget(each)
        acts.addStretch(1)
        around = column(gap=sizes.step_2)
        around.addWidget(self.table, 1)
        around.addLayout(acts)
        around.addStretch(0)
        content.setLayout(around)
        return content

    def _columns(self) -> list[Column[CertificateView]]:
        def day(one: CertificateView) -> Cell:
            return Cell(text=self.room.words.value(one.issued_on), kind=Type.FIGURE)

        def status(one: CertificateView) -> Cell:
            match one.status:
                case State.ISSUED:
                    return Cell(text=self.tr("Berlaku"), icon="check-circle", tone="code_h")
                case State.REVOKED:
                    words = self.tr("Dicabut: {reason}").format(reason=one.reason)
                    return Cell(text=words, icon="prohibit", tone="code_a")
                case _:
                    words = self.tr("Diganti: {reason}").format(reason=one.reason)
                    return Cell(text=words, icon="arrows-clockwise", tone="ink_2")

        def signed(one: CertificateView) -> Cell:
            if one.signed_paper is None:
                return Cell(text=self.tr("belum"), tone="ink_2")
            return Cell(text=self.tr("ada"), icon="check", tone="code_h")

        return [
            Column(
                title=self.tr("Nomor"),
                cell=lambda one: Cell(text=one.number, kind=Type.IDENTITY),
                least=204,
                share=2,
                exact=lambda one: one.number,
            ),
            Column(title=self.tr("Nama"), cell=_name, least=180, share=2, exact=lambda one: one.body.get("name", "")),
            Column(title=self.tr("Jenis"), cell=lambda one: Cell(text=kind_name(one.kind)), least=104, drop=2),
            Column(title=self.tr("Terbit"), cell=day, least=150, drop=1, exact=lambda one: one.issued_on),
            Column(title=self.tr("Status"), cell=status, least=120, share=1, exact=lambda one: one.status),
            Column(title=self.tr("PDF bertanda tangan"), cell=signed, least=100, drop=3),
        ]

    # -------------------------------------------------------------- showing

    def come_back(self, state: PlaceState) -> None:
        self._wanted = number(state, "certificate")

    def state(self) -> PlaceState:
        return {"certificate": self.table.current_key()}

    def first(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        if self.class_id:
            ask, services, class_id = self.room.jobs.ask, self.room.services, self.class_id
            ask(self, services.read(lambda r: list_certificates(r, None, class_id)), self._show, purpose="certificates")
            today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
            ask(self, services.read(numbers_at_hand, self.class_id, today), self._show_numbers, purpose="numbers")
            ask(self, services.read(doubled_certificates, self.class_id), self._show_doubled, purpose="doubled")

    def _show(self, found: tuple[CertificateView, ...]) -> None:
        self.table.show_rows(found)
        if self._wanted is not None or (found and not self.table.currentIndex().isValid()):
            self.table.choose(max(0, self.model.row_of(self._wanted)))
            self._wanted = None
        if self.curtain is not None:
            self.curtain.lift(empty=not found)
        self._tell()
        self._enable()

    def _show_numbers(self, at_hand: AtHand) -> None:
        self._at_hand = at_hand
        self._tell()

    def _show_doubled(self, doubled: tuple[Doubled, ...]) -> None:
        self._doubled.tell(" ".join(told(one.sentence) for one in doubled))
        self._doubled.setVisible(bool(doubled))

    def _tell(self) -> None:
        amount, rows = self.room.words.amount, self.model.every
        holding = sum(one.status == State.ISSUED for one in rows)
        parts = [self.tr("%Ln sertifikat berlaku", "", holding)]
        if len(rows) > holding:
            parts.append(self.tr("{count} tidak berlaku lagi").format(count=amount(len(rows) - holding)))
        if self._at_hand is not None:
            parts.append(self.tr("%Ln nomor siap dipakai", "", self._at_hand.free))
        if self._at_hand is not None and self._at_hand.asked:
            parts.append(self.tr("{count} sedang diminta").format(count=amount(self._at_hand.asked)))
        self._line.tell(" · ".join(parts))

    def _enable(self) -> None:
        one = self._current()
        holds = one is not None and one.status == State.ISSUED
        self.again.setEnabled(holds)
        self.revoke.setEnabled(holds)
        self.export.setEnabled(any(one.status == State.ISSUED for one in self.model.every))
        several = len(self.table.picked_rows()) > 1
        self.export.setText(self.tr("Simpan PDF yang dipilih") if several else self.tr("Simpan semua PDF"))

    def _current(self) -> CertificateView | None:
        return self.model.value_at(self.table.currentIndex().row())

    # -------------------------------------------------------------- acts

    def ask_numbers(self) -> None:
        """Ask the centre for numbers."""
        if self._at_hand is not None:
            ReserveDialog(self.room, self, self.class_id, self._at_hand).open()

    def issue_all(self) -> None:
        """Issue to everybody of the class who may have one."""
        IssueDialog(self.room, self, self.class_id).open()

    def verify(self) -> None:
        """Check a certificate that somebody shows."""
        VerifyDialog(self.room, self).open()

    def reissue(self) -> None:
        """A new number and paper for the current one, with a reason."""
        one = self._current()
        if one is None:
            return
        words = self.tr("{number} diganti dengan nomor baru dan isi menurut data sekarang; yang lama tetap tercatat.")
        title = self.tr("Terbitkan ulang untuk {name}").format(name=one.body.get("name", ""))
        verb = self.tr("Terbitkan ulang")
        dialog = ReasonDialog(self.room, self, title, words.format(number=one.number), verb)

        def begin(reason: str) -> Future[Made]:
            return self.room.services.write(
                lambda r, m: reissue_certificate(r, format_id(one.id), reason, m), Topic.PAPERS, class_id=self.class_id
            )

        def done(made: Made) -> None:
            self.room.usher.say(self.tr("Diterbitkan ulang dengan nomor {number}.").format(number=made.number))

        dialog.when(begin, done).open()

    def revoke_one(self) -> None:
        """The current one holds no more, with a reason."""
        one = self._current()
        if one is None:
            return
        words = self.tr("{number} tidak berlaku lagi dan masuk daftar pencabutan; nomornya tidak dipakai ulang.")
        title = self.tr("Cabut sertifikat {name}").format(name=one.body.get("name", ""))
        dialog = ReasonDialog(self.room, self, title, words.format(number=one.number), self.tr("Cabut sertifikat"))

        def begin(reason: str) -> Future[int]:
            return self.room.services.write(
                lambda r, m: revoke_certificate(r, format_id(one.id), reason, m), Topic.PAPERS, class_id=self.class_id
            )

        def done(_: int) -> None:
            self.room.usher.say(self.tr("Sertifikat {number} dicabut.").format(number=one.number))

        dialog.when(begin, done).open()

    def export_pdf(self, folder: str = "") -> None:
        """Write the unsigned PDFs of the picked certificates, of all where fewer than two are picked."""
        picked = [self.model.value_at(at) for at in self.table.picked_rows()]
        chosen = [one for one in (picked if len(picked) > 1 else self.model.every) if one is not None]
        papers = [paper_of(one) for one in chosen if one.status == State.ISSUED and one.text]
        folder = folder or QFileDialog.getExistingDirectory(self, self.tr("Simpan PDF sertifikat ke map"))
        if not folder or not papers:
            return
        self.room.usher.say(self.tr("Membuat %Ln PDF …", "", len(papers)), icon="hourglass", tone="ink_2")
        making = self.room.services.work(lambda _: print_certificates(papers, Path(folder)))
        words = self.tr("%Ln PDF tersimpan di {folder}.", "", len(papers)).format(folder=Path(folder).name)
        self.room.jobs.ask(self, making, lambda _: self.room.usher.say(words))

    def take_signed(self) -> None:
        """Take the signed PDFs of a folder to their certificates."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Map berisi PDF yang sudah ditandatangani"))
        if folder:
            SignedPapersDialog(self.room, self, self.class_id, Path(folder)).open()


def _name(one: CertificateView) -> Cell:
    return Cell(text=str(one.body.get("name", "")), kind=Type.MEDIUM)
