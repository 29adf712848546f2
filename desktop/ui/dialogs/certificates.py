"""What is done with the certificates of a class: asking for numbers, issuing, and checking a paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QLineEdit, QWidget

from contract.faults import Fault
from contract.training.certificates.kinds import Kind
from contract.training.certificates.numbers import MOST_AT_ONCE
from contract.training.certificates.seal import NotGenuine
from desktop.documents.certificate_text import certificate_text
from desktop.services.certificates.issuing import Issued, Left, Wanted, foresee, issue_certificates
from desktop.services.certificates.numbers import AtHand, Reserved, reserve_numbers
from desktop.services.certificates.views import Verified, verify_here
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, DateField, Field
from desktop.ui.parts import Button, Text, column, empty_out
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told, translate

_LEFT_TOLD = 5
_SPARE = 50


def kind_name(kind: str) -> str:
    """The kind of a certificate in a word or two."""
    match kind:
        case Kind.COMPETENCE:
            return translate("Certificates", "Kompetensi")
        case Kind.ATTENDED:
            return translate("Certificates", "Keterangan mengikuti")
        case _:
            return translate("Certificates", "Pelatihan")


class ReserveDialog(Dialog):
    """Numbers are asked of the centre and come with the next exchange."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, at_hand: AtHand) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Minta nomor sertifikat"), self.tr("Minta nomor"))
        self._room, self._class, self._office = room, class_id, at_hand.office
        words = self.tr("Seri {series}: {free} nomor siap dipakai di laptop ini, {asked} sedang diminta.")
        amount = room.words.amount
        self.say(words.format(series=at_hand.series, free=amount(at_hand.free), asked=amount(at_hand.asked)))
        self.count = QDoubleSpinBox()
        self.count.lineEdit().setTextMargins(room.look.sizes.step_2, 0, 0, 0)
        self.count.setDecimals(0)
        self.count.setRange(1, MOST_AT_ONCE)
        self.count.setValue(_SPARE)
        self.body.addWidget(Field(room.look, self.tr("Banyaknya nomor"), self.count))
        self.say(self.tr("Nomornya datang saat laptop ini bertukar data dengan pusat, dan sesudah itu tanpa jaringan."))
        self.first = self.count

    def act(self) -> None:
        office, size = self._office, round(self.count.value())
        asking = self._room.services.write(
            lambda r, m: reserve_numbers(r, office, None, None, size, m),
            Topic.PAPERS,
            class_id=self._class,
        )
        self.run(asking, self._asked)

    def _asked(self, reserved: Reserved) -> None:
        words = self.tr("%Ln nomor diminta; datang saat bertukar data berikutnya.", "", reserved.size)
        self._room.usher.say(words)
        self.accept()


class IssueDialog(Dialog):
    """Who would get one and who would not, and why, is told before anything is issued."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, people: tuple[int, ...] | None = None) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Terbitkan sertifikat"), self.tr("Terbitkan"))
        look = room.look
        self._room, self._class, self._people = room, class_id, people
        self.kind = Choice(look)
        for kind in Kind:
            self.kind.addItem(kind_name(kind), kind.value)
        self.day = DateField(look, QDate.currentDate())
        self.body.addWidget(Field(look, self.tr("Jenis"), self.kind))
        self.body.addWidget(Field(look, self.tr("Tanggal terbit"), self.day))
        self.foreseen = column(gap=look.sizes.step_1)
        self.body.addLayout(self.foreseen)
        self.kind.currentIndexChanged.connect(lambda _: self._ask())
        self.first = self.kind
        self._ask()

    @property
    def _wanted(self) -> Wanted:
        return Wanted(
            class_id=self._class,
            kind=Kind(self.kind.currentData()),
            people=self._people,
            issued_on=self.day.date().toString(Qt.DateFormat.ISODate),
        )

    def _ask(self) -> None:
        self.verb.setEnabled(False)
        asked = self._room.services.read(foresee, self._wanted)
        self._jobs.ask(self, asked, lambda found: self._show(*found), self._failed, purpose="foreseen")

    def _show(self, people: int, left: tuple[Left, ...]) -> None:
        look = self._room.look
        empty_out(self.foreseen)
        self.foreseen.addWidget(
            Text(look, self.tr("%Ln orang mendapat sertifikat", "", people), Type.STRONG, wrapped=True)
        )
        reasons: dict[str, list[str]] = {}
        for one in left:
            reasons.setdefault(one.why, []).append(one.name)
        for why, names in reasons.items():
            shown = ", ".join(names[:_LEFT_TOLD]) + (" …" if len(names) > _LEFT_TOLD else "")
            words = self.tr("{count} tidak, {why}: {names}").format(count=len(names), why=told(why), names=shown)
            self.foreseen.addWidget(Text(look, words, tone="ink_2", wrapped=True))
        for n in range(self.foreseen.count()):
            item = self.foreseen.itemAt(n)
            line = item.widget() if item is not None else None
            if line is not None:
                line.show()  # what is not shown yet has no height
        self.verb.setText(self.tr("Terbitkan %Ln sertifikat", "", people))
        self.verb.setEnabled(people > 0)
        self.fit()

    def act(self) -> None:
        wanted = self._wanted
        issuing = self._room.services.write(
            lambda r, m: issue_certificates(r, wanted, m), Topic.PAPERS, class_id=self._class
        )
        self.run(issuing, self._issued)

    def _issued(self, issued: Issued) -> None:
        self._room.usher.say(self.tr("%Ln sertifikat diterbitkan.", "", len(issued.made)))
        self.accept()


class VerifyDialog(Dialog):
    """A PDF, or the text of a QR: genuine or not, and whether it still holds."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Periksa sertifikat"), self.tr("Periksa"))
        look = room.look
        self._room = room
        self.text = QLineEdit()
        self._field = Field(look, self.tr("Teks QR"), self.text, self.tr("Pindai QR ke sini, atau pilih berkas PDF"))
        self.body.addWidget(self._field)
        self.choose = Button(look, self.tr("Pilih PDF …"), self._choose)
        look.dress(self.choose, "folder-open")
        self.extra.addWidget(self.choose)
        self.answer = Text(look, "", Type.STRONG, wrapped=True)
        self.answer.hide()
        self.facts = Text(look, "", wrapped=True)
        self.facts.hide()
        self.body.addWidget(self.answer)
        self.body.addWidget(self.facts)

    def _choose(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Pilih PDF sertifikat"), "", "PDF (*.pdf)")
        if file:
            self.read_file(Path(file))

    def read_file(self, file: Path) -> None:
        """Check the text that lies in a PDF."""
        self.run(self._room.services.work(lambda _: certificate_text(file.read_bytes())), self._check)

    def act(self) -> None:
        text = self.text.text().strip()
        self._field.complain("" if text else self.tr("Pindai atau tempel teks QR-nya."))
        if text:
            self._check(text)

    def _check(self, text: str) -> None:
        self.text.setText(text)
        self.verb.setEnabled(False)
        self.complain("")
        self._jobs.ask(self, self._room.services.read(verify_here, text), self._show, self._refused)

    def _refused(self, fault: Fault) -> None:
        self.verb.setEnabled(True)
        if not isinstance(fault, NotGenuine):
            self.complain(told(str(fault)))
            return
        self._tell(self.tr("TIDAK ASLI"), "code_a", told(str(fault)))

    def _show(self, found: Verified) -> None:
        self.verb.setEnabled(True)
        facts, value = found.facts, self._room.words.value
        about = self.tr("{number} · {name} · {training} · terbit {day}").format(
            number=facts.number, name=facts.name, training=facts.training, day=value(facts.issued_on)
        )
        match found.status:
            case "issued":
                self._tell(self.tr("Asli dan berlaku"), "code_h", about)
            case "revoked":
                words = self.tr("Asli, tetapi dicabut pada {day}").format(day=value(found.ended_on))
                self._tell(words, "code_a", about)
            case "replaced":
                words = self.tr("Asli, tetapi sudah diganti {number}").format(number=found.replaced_by or "–")
                self._tell(words, "code_a", about)
            case _:
                self._tell(self.tr("Asli; status berlakunya tidak diketahui di laptop ini"), "ink_2", about)

    def _tell(self, words: str, tone: str, about: str) -> None:
        self.answer.set_tone(tone)
        self.answer.setText(words)
        self.facts.setText(about)
        self.answer.show()
        self.facts.show()
        self.fit()
