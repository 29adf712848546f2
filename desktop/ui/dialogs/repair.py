"""A damaged replica: what is wrong, the newest backup, one button, and afterwards what came back."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field, passphrase_field
from desktop.ui.jobs import Jobs
from desktop.ui.look import Look
from desktop.ui.parts import Text
from desktop.ui.port import Mender, Repaired
from desktop.ui.theme import Type
from desktop.ui.words import Words, told


class RepairDialog(Dialog):
    """Offers the newest verified backup. Accepted when the profile is open again; rejected leaves all as it is.

    Signals: repaired(repaired): a desktop.ui.port.Repaired, to be told next.
    """

    repaired = Signal(object)

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None, mender: Mender) -> None:
        super().__init__(look, jobs, parent, self.tr("Data di laptop ini rusak"), self.tr("Pulihkan"))
        self._mender = mender
        self._offer = offer = mender.offer()
        self._secret = passphrase_field()
        self.cancel.setText(self.tr("Tutup Lontar"))
        self.say(self.tr("Bukan kesalahan Anda: cakram atau listrik. Tidak ada yang dihapus, dan tidak akan ditimpa."))
        if offer.made_at is None:
            self.say(told(offer.what))
            self.say(self.tr("Belum ada salinan cadangan di laptop ini. Salin seluruh map data, hubungi pengelola."))
            self.verb.hide()
            return
        self._say_what_comes(offer.made_at)
        if offer.needs_secret:
            words = self.tr("Kata sandi atau kode pemulihan")
            self._field = Field(look, words, self._secret, self.tr("Yang berlaku ketika salinan itu dibuat."))
            self.body.addWidget(self._field)

    def _say_what_comes(self, made_at: int) -> None:
        words = Words()
        when = self.tr("Salinan cadangan terbaru: {moment} ({ago})").format(
            moment=words.moment(made_at), ago=words.elapsed(made_at, int(time.time()))
        )
        self.body.addWidget(Text(self.look, when, Type.STRONG, wrapped=True))
        self.say(self.tr("1. Salinan itu dipasang kembali."))
        self.say(self.tr("2. Pekerjaan sesudahnya yang masih terbaca di berkas yang rusak ikut kembali."))
        self.say(self.tr("3. Yang sudah sampai pusat diambil lagi saat sinkron, atau dari flashdisk."))

    def act(self) -> None:
        secret = self._secret.text()
        if self._offer.needs_secret and not secret:
            self._field.complain(self.tr("Isi kata sandi atau kode pemulihan."))
            return
        self.run(self._mender.repair(secret), self._finish)
        self.note(self.tr("Sedang memulihkan. Jangan matikan laptop; bila mati, lanjut sendiri saat dibuka lagi."))

    def _finish(self, repaired: Repaired) -> None:
        self.repaired.emit(repaired)
        self.accept()


class MendedDialog(Dialog):
    """What came back and what did not, before the window opens."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None, repaired: Repaired) -> None:
        super().__init__(look, jobs, parent, self.tr("Data sudah pulih"), self.tr("Buka Lontar"))
        self.cancel.hide()
        for sentence in self._sentences(repaired):
            self.say(sentence)

    def _sentences(self, repaired: Repaired) -> list[str]:
        if repaired.only_key:
            return [self.tr("Hanya berkas kunci yang rusak; sudah kembali. Semua pekerjaan utuh.")]
        told_: list[str] = [self.tr("%n perubahan sesudah salinan itu sudah kembali.", "", repaired.back)]
        if repaired.later:
            told_.append(self.tr("%n perubahan menyusul setelah sinkronisasi berikutnya.", "", repaired.later))
        if repaired.lost:
            told_.append(
                self.tr(
                    "%n perubahan tidak terbaca lagi; yang sudah sampai pusat kembali saat sinkron.", "", repaired.lost
                )
            )
        if repaired.unsure:
            told_.append(self.tr("Mungkin ada lagi yang belum kembali: catatan jumlahnya ikut rusak."))
        if repaired.kept:
            told_.append(self.tr("Berkas yang rusak disimpan di {place}.").format(place=repaired.kept))
        return told_
