"""Before the profile is open: joining an office, the recovery code, and the passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field, passphrase_field
from desktop.ui.jobs import Jobs
from desktop.ui.look import Look
from desktop.ui.parts import Button, Text, row
from desktop.ui.port import Door, Joined, Lock
from desktop.ui.theme import Type
from desktop.ui.words import translate

LEAST_PASSPHRASE = 8
"""Characters of the shortest passphrase that is taken."""

_ASKED_BACK = 4


class JoinDialog(Dialog):
    """A laptop joins an office with the code that the centre gave.

    Signals: joined(joined): a desktop.ui.port.Joined; the recovery code is to be shown next.
    """

    joined = Signal(object)

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None, door: Door) -> None:
        super().__init__(look, jobs, parent, self.tr("Gabungkan laptop ini dengan kantor"), self.tr("Gabungkan"))
        self._door = door
        self._server, self._code = QLineEdit(), QLineEdit()
        self._first, self._second = passphrase_field(), passphrase_field()
        hint = self.tr("Dari admin kantor, misalnya https://pusat.contoh.go.id")
        self._server_field = Field(look, self.tr("Alamat pusat"), self._server, hint)
        self._code_field = Field(
            look, self.tr("Kode gabung"), self._code, self.tr("Berlaku sekali dan beberapa hari saja.")
        )
        shortest = self.tr("Paling sedikit {n} huruf. Data di laptop ini terkunci dengannya.").format(
            n=LEAST_PASSPHRASE
        )
        self._first_field = Field(look, self.tr("Kata sandi baru"), self._first, shortest)
        self._second_field = Field(look, self.tr("Ulangi kata sandi"), self._second)
        self.say(self.tr("Laptop ini mengambil data kantor itu, dan dapat bekerja tanpa jaringan sesudahnya."))
        for field in (self._server_field, self._code_field, self._first_field, self._second_field):
            self.body.addWidget(field)

    def act(self) -> None:
        server, code = self._server.text().strip(), self._code.text().strip()
        self._server_field.complain("" if server else self.tr("Isi alamat pusat."))
        self._code_field.complain("" if code else self.tr("Isi kode gabung."))
        fits = passphrase_fits(self._first, self._second, self._first_field, self._second_field)
        if server and code and fits:
            self.run(self._door.join(server, code, self._first.text()), self._done)

    def _done(self, joined: Joined) -> None:
        self.joined.emit(joined)
        self.accept()


class RecoveryDialog(Dialog):
    """Shows the recovery code once. It is kept only when four of its characters come back."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None, code: str, places: tuple[int, ...]) -> None:
        """places: which characters (from 1, dashes not counted) are asked back."""
        super().__init__(look, jobs, parent, self.tr("Kode pemulihan"), self.tr("Sudah saya simpan"))
        self._code = code
        self._asked = places[:_ASKED_BACK]
        self.say(
            self.tr(
                "Bila kata sandi terlupa, hanya kode ini yang membuka data di laptop. Cetak, atau simpan di flashdisk."
            )
        )
        shown = Text(look, code, Type.IDENTITY, wrapped=True)
        shown.setFont(look.font(Type.SECTION))
        shown.setProperty("tag", "code")
        shown.setAccessibleName(self.tr("Kode pemulihan: {code}").format(code=" ".join(code)))
        self.body.addWidget(shown)
        buttons = row(gap=look.sizes.step_2)
        self.print_code = Button(look, self.tr("Cetak …"), self._print)
        look.dress(self.print_code, "printer")
        self.save_code = Button(look, self.tr("Simpan ke flashdisk …"), self._save)
        look.dress(self.save_code, "floppy-disk")
        buttons.addWidget(self.print_code)
        buttons.addWidget(self.save_code)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.back = QLineEdit()
        self.back.setMaxLength(_ASKED_BACK)
        words = self.tr("Ketik kembali huruf ke-{places} dari kode itu").format(places=", ".join(map(str, self._asked)))
        self._back_field = Field(look, words, self.back, self.tr("Garis penghubung tidak dihitung."))
        self.body.addWidget(self._back_field)
        self.cancel.hide()

    def act(self) -> None:
        letters = [letter for letter in self._code if letter.isalnum()]
        wanted = "".join(letters[place - 1] for place in self._asked if place <= len(letters))
        right = self.back.text().strip().casefold() == wanted.casefold()
        self._back_field.complain("" if right else self.tr("Belum cocok dengan kode di atas. Lihat lagi hurufnya."))
        if right:
            self.accept()

    def reject(self) -> None:
        """Escape does not lose the only copy of the code."""

    def _words(self) -> str:
        return self.tr("Kode pemulihan Lontar: {code}\nSimpan di tempat terkunci, tidak di laptop ini.").format(
            code=self._code
        )

    def _save(self) -> None:
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan kode pemulihan"), "kode-pemulihan.txt", "*.txt")
        if not target:
            return
        try:
            Path(target).write_text(self._words() + "\n", encoding="utf-8")
        except OSError:
            self.complain(self.tr("Tidak dapat menulis ke sana. Pilih flashdisk atau folder lain."))

    def _print(self) -> None:
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            page = QTextDocument(self._words())
            page.print_(printer)


class UnlockDialog(Dialog):
    """Opens the profile with the passphrase, or with the recovery code and a new passphrase."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None, door: Lock, person: str) -> None:
        super().__init__(look, jobs, parent, self.tr("Buka Lontar"), self.tr("Buka"))
        self._door = door
        self._recovering = False
        locked = self.tr("Data di laptop ini terkunci. Masuk sebagai {person}.").format(person=person)
        self.say(locked if person else self.tr("Data di laptop ini terkunci."))
        self._passphrase, self._code = passphrase_field(), QLineEdit()
        self._first, self._second = passphrase_field(), passphrase_field()
        self._old = Field(look, self.tr("Kata sandi"), self._passphrase)
        self._code_field = Field(look, self.tr("Kode pemulihan"), self._code)
        self._first_field = Field(look, self.tr("Kata sandi baru"), self._first)
        self._second_field = Field(look, self.tr("Ulangi kata sandi"), self._second)
        for field in (self._old, self._code_field, self._first_field, self._second_field):
            self.body.addWidget(field)
        self._other = Button(look, "", self._turn, kind="link")
        self.extra.addWidget(self._other)
        self._show()

    def act(self) -> None:
        if self._recovering:
            code = self._code.text().strip()
            self._code_field.complain("" if code else self.tr("Isi kode pemulihan."))
            if code and passphrase_fits(self._first, self._second, self._first_field, self._second_field):
                self.run(self._door.recover(code, self._first.text()), self._done)
            return
        passphrase = self._passphrase.text()
        self._old.complain("" if passphrase else self.tr("Isi kata sandi."))
        if passphrase:
            self.run(self._door.unlock(passphrase), self._done)

    def _done(self, _: None) -> None:
        self.accept()

    def _turn(self) -> None:
        self._recovering = not self._recovering
        self._show()

    def _show(self) -> None:
        recovering = self._recovering
        self._old.setVisible(not recovering)
        for field in (self._code_field, self._first_field, self._second_field):
            field.setVisible(recovering)
        self._other.setText(self.tr("Pakai kata sandi") if recovering else self.tr("Lupa kata sandi?"))
        self.complain("")
        (self._code if recovering else self._passphrase).setFocus()


def passphrase_fits(first: QLineEdit, second: QLineEdit, first_field: Field, second_field: Field) -> bool:
    """Whether a new passphrase is long enough and typed the same twice; the fields say what is not."""
    short, other = len(first.text()) < LEAST_PASSPHRASE, first.text() != second.text()
    second_field.complain(translate("Passphrase", "Kedua kata sandi tidak sama.") if other else "")
    first_field.complain(translate("Passphrase", "Terlalu pendek.") if short else "")
    return not short and not other
