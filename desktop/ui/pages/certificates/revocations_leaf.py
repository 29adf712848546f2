"""What no longer holds, as a list to pass on to whoever checks certificates."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from contract.training.certificates.revocations import Revoked
from desktop.documents.press.whole_files import written_whole
from desktop.services.certificates.views import office_key_file, revocation_file, revocations
from desktop.ui.pages.certificates.told import day_text, state_icon, state_name
from desktop.ui.parts import Button, Text, column
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Section
from desktop.ui.theme import Type


class RevocationsLeaf(QWidget):
    """A table, and two files for those who have no Lontar."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._office = room.profile.offices[0].code
        look, sizes = room.look, room.look.sizes
        self.ended = Section[Revoked](
            look,
            self.tr("Tidak berlaku lagi"),
            self._columns(),
            lambda one: one.number,
            self.tr("Tidak ada sertifikat yang dicabut atau diganti."),
        )
        self.save = Button(look, self.tr("Simpan daftar bertanda tangan"), self.ask_list)
        look.dress(self.save, "download-simple")
        self.key = Button(look, self.tr("Simpan kunci kantor"), self.ask_key)
        look.dress(self.key, "key")
        for button in (self.key, self.save):
            self.ended.tools.addWidget(button)
        words = self.tr(
            "Siapa pun yang memegang kedua berkas ini dapat memeriksa sertifikat tanpa jaringan dan tanpa Lontar."
        )
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        layout.addWidget(Text(look, words, tone="ink_2", wrapped=True))
        layout.addWidget(self.ended)
        layout.addStretch(1)
        self.setLayout(layout)

    def _columns(self) -> list[Column[Revoked]]:
        def state(one: Revoked) -> Cell:
            icon, tone = state_icon(one.status)
            return Cell(text=state_name(one.status), icon=icon, tone=tone)

        return [
            Column(
                title=self.tr("Nomor"), cell=lambda one: Cell(text=one.number, kind=Type.IDENTITY), least=240, share=2
            ),
            Column(title=self.tr("Keadaan"), cell=state, least=130),
            Column(
                title=self.tr("Sejak"),
                cell=lambda one: Cell(text=day_text(one.on, self._room.words), kind=Type.FIGURE),
                least=160,
            ),
            Column(
                title=self.tr("Diganti oleh"),
                cell=lambda one: Cell(text=one.by or "–", kind=Type.IDENTITY),
                least=220,
                share=2,
                drop=1,
            ),
        ]

    def refresh(self) -> None:
        """Ask for the list. It takes a moment of this laptop's clock, as an edit does; nothing is written."""
        office = self._office
        asked = self._room.services.write(lambda replica, moment: revocations(replica, office, moment))
        self._room.jobs.ask(self, asked, lambda found: self.ended.show_rows(found.revoked), purpose="revocations")

    def ask_list(self) -> None:
        """Ask where the signed list goes."""
        self._ask_target(self.tr("daftar pencabutan.json"), self.save_list)

    def ask_key(self) -> None:
        """Ask where the office's key goes."""
        self._ask_target(self.tr("kunci kantor.json"), self.save_key)

    def _ask_target(self, proposed: str, save: Any) -> None:
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan berkas"), proposed)
        if target:
            save(Path(target))

    def save_list(self, target: Path) -> None:
        """Write the signed list to a file."""
        office = self._office
        made = self._room.services.write(lambda replica, moment: revocation_file(replica, office, moment))
        self._room.jobs.ask(self, made, partial(self._write, target))

    def save_key(self, target: Path) -> None:
        """Write the office's public keys to a file."""
        self._room.jobs.ask(self, self._room.services.read(office_key_file, self._office), partial(self._write, target))

    def _write(self, target: Path, content: bytes) -> None:
        written = self._room.services.work(partial(_put, target, content))
        said = self.tr("Tersimpan: {file}").format(file=target.name)
        self._room.jobs.ask(self, written, lambda _: self._room.usher.say(said))


def _put(target: Path, content: bytes, _: Any) -> None:
    with written_whole(target) as beside:
        beside.write_bytes(content)
