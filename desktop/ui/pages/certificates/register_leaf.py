"""The register: every certificate of the office, searched by name or number, and how one is ended."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from contract.exchange.dots import format_id
from desktop.services.certificates.finding import CertificatesFound, find_certificates
from desktop.services.certificates.issuing import reissue_certificate, revoke_certificate
from desktop.services.certificates.views import CertificateView
from desktop.ui.allowed import organises
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, Field
from desktop.ui.paged_list import PagedList
from desktop.ui.paged_rows import Found, PagedModel
from desktop.ui.pages.certificates.told import day_text, kind_name, organisers_only, state_icon, state_name
from desktop.ui.parts import Button
from desktop.ui.place import State, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, Order
from desktop.ui.sections import rule_out
from desktop.ui.theme import Type
from desktop.ui.waiting import Empty
from desktop.ui.words import Words, translate

_STATES = ("", "issued", "revoked", "replaced")


def _training(one: CertificateView) -> Cell:
    tag = translate("Certificates", "Data contoh") if one.example else ""
    return Cell(text=str(one.body.get("training") or kind_name(one.kind)), tone="ink_2", tag=tag)


def _columns(words: Words) -> list[Column[CertificateView]]:
    def state(one: CertificateView) -> Cell:
        icon, tone = state_icon(one.status)
        return Cell(text=state_name(one.status), icon=icon, tone=tone)

    return [
        Column(
            title=translate("Certificates", "Nomor"),
            cell=lambda one: Cell(text=one.number, kind=Type.IDENTITY),
            least=220,
            share=1,
        ),
        Column(
            title=translate("Certificates", "Nama"),
            cell=lambda one: Cell(text=str(one.body.get("name") or ""), kind=Type.MEDIUM),
            least=230,
            share=2,
        ),
        Column(title=translate("Certificates", "Keadaan"), cell=state, least=124),
        Column(
            title=translate("Certificates", "Terbit"),
            cell=lambda one: Cell(text=day_text(one.issued_on, words), kind=Type.FIGURE),
            least=154,
            drop=1,
        ),
        Column(
            title=translate("Certificates", "Pelatihan"),
            cell=_training,
            least=240,
            share=3,
            drop=2,
        ),
        Column(
            title=translate("Certificates", "Sebab"),
            cell=lambda one: Cell(text=one.reason, tone="ink_2"),
            least=150,
            share=1,
            drop=3,
        ),
    ]


class CertificateList(PagedList[CertificateView]):
    """A page at a time, filtered by what became of them."""

    def __init__(self, room: Room, empty: QWidget) -> None:
        model = PagedModel[CertificateView](_columns(room.words), lambda one: one.id)
        super().__init__(room, model, self.tr("Daftar sertifikat"), self.tr("Cari nama atau nomor"), empty)
        model.setParent(self)
        self.status = Choice(room.look)
        self.status.setAccessibleName(self.tr("Keadaan sertifikat"))
        for one in _STATES:
            self.status.addItem(state_name(one) if one else self.tr("Semua keadaan"), one)
        self.status.currentIndexChanged.connect(lambda _: self.narrow())
        self.tools.addWidget(self.status)

    def narrow(self) -> None:
        """Another state is wanted."""
        self.show_found(self.search.text())
        self.placed.emit()

    def fetch(self, search: str, order: Order | None, limit: int, offset: int) -> Future[Any]:
        status = str(self.status.currentData() or "")
        return self._room.services.read(
            find_certificates, self._room.profile.offices[0].code, search, status, limit, offset
        )

    def found_in(self, answer: CertificatesFound) -> Found[CertificateView]:
        return Found(total=answer.total, offset=answer.offset, rows=answer.certificates)

    def counted(self, total: int) -> str:
        return self.tr("%Ln sertifikat", "", total)

    def enter(self, state: State) -> None:
        self.status.blockSignals(True)
        self.status.setCurrentIndex(max(0, self.status.findData(text(state, "status"))))
        self.status.blockSignals(False)
        super().enter(state)

    def state(self) -> State:
        return {**super().state(), "status": str(self.status.currentData() or "")}


class RegisterLeaf(CertificateList):
    """The list with what organisers do to a certificate."""

    def __init__(self, room: Room) -> None:
        words = translate(
            "Certificates", "Belum ada sertifikat. Sertifikat diterbitkan di kelas, sesudah berita acara kelulusan."
        )
        super().__init__(room, Empty(room.look, "check", words))
        self.revoke = Button(room.look, self.tr("Cabut"), self.ask_revocation)
        self.reissue = Button(room.look, self.tr("Terbitkan ulang"), self.ask_reissue)
        for button in (self.revoke, self.reissue):
            self.tools.addWidget(button)
        self.table.chosen.connect(lambda _: self._fit())
        self.model.modelReset.connect(self._fit)
        self.model.dataChanged.connect(lambda *_: self._fit())
        self._fit()

    def current(self) -> CertificateView | None:
        """The certificate of the current row."""
        return self.model.value_at(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None

    def _fit(self) -> None:
        one = self.current()
        why = "" if organises(self._room.profile) else organisers_only()
        if not why and (one is None or one.status != "issued"):
            why = self.tr("Pilih sertifikat yang masih berlaku.")
        for button in (self.revoke, self.reissue):
            rule_out(button, why)

    def ask_revocation(self) -> None:
        """Ask why the chosen certificate no longer holds, and end it."""
        one = self.current()
        if one is not None:
            EndDialog(self._room, self, one, again=False).open()

    def ask_reissue(self) -> None:
        """Ask why, and give the chosen certificate's holder a new one under a new number."""
        one = self.current()
        if one is not None:
            EndDialog(self._room, self, one, again=True).open()


class EndDialog(Dialog):
    """Why a certificate no longer holds. again: another one takes its place."""

    def __init__(self, room: Room, parent: QWidget, one: CertificateView, *, again: bool) -> None:
        title = self.tr("Terbitkan ulang sertifikat") if again else self.tr("Cabut sertifikat")
        super().__init__(room.look, room.jobs, parent, title, self.tr("Terbitkan ulang") if again else self.tr("Cabut"))
        self._room, self._one, self._again = room, one, again
        self.say(f"{one.number} · {one.body.get('name') or ''}")
        self.say(self.tr("Ini tidak dapat dibatalkan: nomor itu tetap tercatat, dan daftar pencabutan menyebutnya."))
        self.reason = QLineEdit()
        self._field = Field(room.look, self.tr("Sebab"), self.reason)
        self.body.addWidget(self._field)

    def act(self) -> None:
        reason = self.reason.text().strip()
        self._field.complain("" if reason else self.tr("Tulis sebabnya."))
        if not reason:
            return
        named, again = format_id(self._one.id), self._again

        def change(replica: Any, moment: Any) -> None:
            if again:
                reissue_certificate(replica, named, reason, moment)
            else:
                revoke_certificate(replica, named, reason, moment)

        self.run(self._room.services.write(change, Topic.PAPERS), self._done)

    def _done(self, _: None) -> None:
        said = self.tr("Diterbitkan ulang; yang lama diganti.") if self._again else self.tr("Sertifikat dicabut.")
        self._room.usher.say(said)
        self.accept()
