"""Carrying by stick: one click opens this dialog, the second writes the stick that it found."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStorageInfo, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.services.exchange.courier import Read, Written
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, Field
from desktop.ui.parts import Button
from desktop.ui.room import Room

_OF_STICKS = {"vfat", "msdos", "exfat", "fat32", "fat", "fat16", "fuseblk", "ntfs"}
_OF_THE_SYSTEM = ("/boot", "/efi", "/sys", "/run/firmware")


def sticks() -> list[Path]:
    """Where sticks and cards are mounted now, by the kind of their file system; the system's own disk is none."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        kind, place = bytes(volume.fileSystemType().data()).decode(errors="replace").lower(), volume.rootPath()
        fits = kind in _OF_STICKS and volume.isReady() and not volume.isRoot()
        if fits and not place.startswith(_OF_THE_SYSTEM) and not place.upper().startswith("C:"):
            found.append(Path(place))
    return found


class CarryDialog(Dialog):
    """Writes what waits to a stick, and takes what came on one.

    Signals: carried() after something was written or taken.
    """

    carried = Signal()

    def __init__(self, room: Room, parent: QWidget, places: list[Path] | None = None) -> None:
        look = room.look
        super().__init__(look, room.jobs, parent, self.tr("Bawa dengan flashdisk"), self.tr("Tulis ke flashdisk"))
        self._room = room
        self.say(
            self.tr(
                "Tanpa jaringan pun data sampai: tulis ke flashdisk, lalu titipkan ke laptop yang punya jaringan atau "
                "ke kantor pusat. Isinya tersegel; hanya pusat yang dapat membacanya."
            )
        )
        self.place = Choice(look)
        for place in sticks() if places is None else places:
            self.place.addItem(str(place), place)
        self.place_field = Field(look, self.tr("Flashdisk"), self.place)
        self.body.addWidget(self.place_field)
        self.other = Button(look, self.tr("Pilih map lain"), self._choose, kind="text")
        self.body.addWidget(self.other)
        self.take = Button(look, self.tr("Ambil dari flashdisk"), self._take)
        self.extra.addWidget(self.take)
        self.cancel.setText(self.tr("Tutup"))
        self.first = self.verb

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Pilih flashdisk"))
        if folder:
            self.choose(Path(folder))

    def choose(self, folder: Path) -> None:
        """Use this folder."""
        self.place.insertItem(0, str(folder), folder)
        self.place.setCurrentIndex(0)
        self.place_field.complain("")

    def _chosen(self) -> Path | None:
        folder = self.place.currentData()
        self.place_field.complain("" if folder else self.tr("Tancapkan flashdisk, atau pilih map lain."))
        self.fit()
        return Path(folder) if folder else None

    def act(self) -> None:
        folder = self._chosen()
        if folder is not None:
            self.note(self.tr("Menulis dan memeriksa. Jangan cabut flashdisk."))
            self.run(self._room.services.write_stick(folder), self._written)

    def _take(self) -> None:
        folder = self._chosen()
        if folder is not None:
            self.note(self.tr("Mengambil. Jangan cabut flashdisk."))
            self.run(self._room.services.read_stick([folder]), self._taken)

    def _written(self, made: Written) -> None:
        self.verb.setEnabled(True)
        words = [
            self.tr("Sudah ditulis dan diperiksa: {file}.").format(file=made.file.name),
            self.tr("%Ln perubahan di dalamnya.", "", made.changes),
        ]
        if made.left:
            words.append(self.tr("%Ln perubahan lagi menyusul di berkas berikutnya.", "", made.left))
        words.append(self.tr("Cabut flashdisk dengan aman, lalu bawa."))
        self.note(" ".join(words))
        self.carried.emit()

    def _taken(self, done: Read) -> None:
        self.verb.setEnabled(True)
        words = []
        if done.answers:
            words.append(self.tr("Jawaban pusat diambil: %Ln perubahan diterima pusat.", "", done.sent))
        if done.answers or done.first_copies:
            words.append(self.tr("%Ln baris baru.", "", done.received))
        if done.more:
            words.append(self.tr("Masih ada lagi di pusat: tulis ke flashdisk sekali lagi untuk memintanya."))
        if done.outdated:
            words.append(self.tr("%Ln jawaban lama tidak diperlukan lagi.", "", done.outdated))
        if done.taken:
            words.append(self.tr("%Ln titipan laptop lain dibawa.", "", done.taken))
        if done.refused:
            words.append(self.tr("%Ln titipan belum dibawa: tempatnya penuh.", "", done.refused))
        if done.problems:
            words.append(self.tr("%Ln berkas rusak atau bukan berkas Lontar.", "", len(done.problems)))
        self.note(" ".join(words or [self.tr("Tidak ada yang baru: semuanya sudah diambil.")]))
        self.carried.emit()
