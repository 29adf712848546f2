"""Minutes of completion: what they will freeze is said before anybody signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QWidget

from contract.training.completion.changed_since import Changed
from contract.training.completion.minutes import Kind
from contract.training.completion.rule import Outcome
from desktop.services.completion.decided_states import Followed
from desktop.services.completion.deciding import CompletionReport, Decision, decide
from desktop.services.completion.frozen import Signed
from desktop.services.completion.minutes import NewMinutes, Signer, Signing, supplement
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import DateField, Field
from desktop.ui.parts import Text, column, row
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told

_SIGNERS = 2
_TOLD = 6


class _MinutesDialog(Dialog):
    """Day, place, number and who signs."""

    def __init__(self, room: Room, parent: QWidget, title: str, verb: str, class_id: int) -> None:
        super().__init__(room.look, room.jobs, parent, title, verb)
        look = room.look
        self._room, self._class = room, class_id
        self.set_width(look.sizes.dialog)
        self.day = DateField(look, QDate.currentDate())
        self.place, self.number = QLineEdit(), QLineEdit()
        self._place_field = Field(look, self.tr("Tempat"), self.place)
        self.signers: list[tuple[QLineEdit, QLineEdit, QLineEdit]] = []

    def _add_head(self) -> None:
        look = self._room.look
        head = row(gap=look.sizes.step_3)
        head.addWidget(Field(look, self.tr("Tanggal"), self.day), 2)
        head.addWidget(self._place_field, 3)
        head.addWidget(Field(look, self.tr("Nomor (boleh kosong)"), self.number), 3)
        self.body.addLayout(head)

    def _add_signers(self) -> None:
        """Who signs on paper, under each other; an empty line is nobody."""
        look = self._room.look
        grid = column(gap=look.sizes.step_2)
        for n in range(_SIGNERS):
            fields = (QLineEdit(), QLineEdit(), QLineEdit())
            line = row(gap=look.sizes.step_3)
            words = (
                self.tr("Penanda tangan {number}").format(number=n + 1),
                self.tr("Jabatan"),
                self.tr("NIP (boleh kosong)"),
            )
            for field, label in zip(fields, words, strict=True):
                line.addWidget(Field(look, label, field), 1)
            grid.addLayout(line)
            self.signers.append(fields)
        self.body.addLayout(grid)

    def _new(self, kind: Kind, reason: str = "") -> NewMinutes:
        typed = [tuple(field.text().strip() for field in fields) for fields in self.signers]
        return NewMinutes(
            class_id=self._class,
            kind=kind,
            held_on=self.held_on,
            place=self.place.text().strip(),
            number=self.number.text().strip(),
            signers=[Signer(name=name, post=post, employee_number=number) for name, post, number in typed if name],
            reason=reason,
        )

    @property
    def held_on(self) -> str:
        """The day of the meeting, ISO."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day()).isoformat()


class SignDialog(_MinutesDialog):
    """Decides by the rule, beside what was decided otherwise, and signs: both at once, or neither."""

    def __init__(self, room: Room, parent: QWidget, report: CompletionReport) -> None:
        title = self.tr("Tanda tangani berita acara kelulusan")
        super().__init__(room, parent, title, self.tr("Tanda tangani dan bekukan"), report.class_id)
        amount = room.words.amount
        standing = [
            report.results[one.person.id].outcome
            if one.person.id in report.results and report.results[one.person.id].reason
            else one.outcome
            for one in report.judgements
        ]
        self.say(
            self.tr("Yang dibekukan: presensi dan nilai {people} peserta, dan hasilnya: {results}.").format(
                people=amount(report.people),
                results=", ".join(f"{told(one.label).lower()} {standing.count(one)}" for one in Outcome),
            )
        )
        self.say(
            self.tr(
                "Sesudah ditandatangani, status peserta mengikuti hasil ini. Perubahan masih bisa, tetapi perlu "
                "alasan dan berita acara susulan."
            )
        )
        self._add_head()
        self._add_signers()
        self.first = self.place

    def act(self) -> None:
        missing = not self.place.text().strip()
        self._place_field.complain(self.tr("Isi tempat rapat.") if missing else "")
        if missing:
            return
        new, on = self._new(Kind.COMPLETION), self.held_on
        topics = (Topic.RESULTS, Topic.PEOPLE, Topic.CLASSES)
        signing = self._room.services.write(
            lambda r, m: decide(r, self._class, on, m, sign=new), *topics, class_id=self._class
        )
        self.run(signing, self._signed)

    def _signed(self, decision: Decision) -> None:
        say_states(self._room, self.tr("Berita acara ditandatangani."), decision.states)
        self.accept()


class SupplementDialog(_MinutesDialog):
    """Names what was changed since the minutes, with the reason; it stands from then on."""

    def __init__(self, room: Room, parent: QWidget, class_id: int, signed: Signed, changed: Sequence[Changed]) -> None:
        title = self.tr("Berita acara susulan untuk {named}").format(named=signed.named)
        super().__init__(room, parent, title, self.tr("Buat susulan"), class_id)
        look = room.look
        self._of = signed.id
        for one in changed[:_TOLD]:
            self.body.addWidget(Text(look, told(one.sentence), Type.BODY, wrapped=True))
        if len(changed) > _TOLD:
            self.say(self.tr("dan %Ln perubahan lain", "", len(changed) - _TOLD))
        self.reason = QLineEdit()
        self._reason_field = Field(look, self.tr("Alasan"), self.reason)
        self.body.addWidget(self._reason_field)
        self._add_head()
        self.say(self.tr("Tempat dan penanda tangan yang dikosongkan sama dengan berita acara sebelumnya."))
        self.first = self.reason

    def act(self) -> None:
        reason = self.reason.text().strip()
        self._reason_field.complain("" if reason else self.tr("Tulis alasan susulan ini."))
        if not reason:
            return
        new = self._new(Kind.SUPPLEMENTARY, reason)
        topics = (Topic.RESULTS, Topic.PEOPLE, Topic.CLASSES)
        writing = self._room.services.write(lambda r, m: supplement(r, self._of, new, m), *topics, class_id=self._class)
        self.run(writing, self._written)

    def _written(self, signing: Signing) -> None:
        say_states(self._room, self.tr("Berita acara susulan dibuat."), signing.states)
        self.accept()


def say_states(room: Room, words: str, states: Followed | None) -> None:
    """Tell that it is done, and who stands otherwise than the minutes say."""
    room.usher.say(words)
    for one in states.otherwise[:_TOLD] if states is not None else ():
        room.usher.warn(told(one.sentence))
