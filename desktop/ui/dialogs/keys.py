"""All keys on one sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.jobs import Jobs
from desktop.ui.look import Look
from desktop.ui.parts import Text
from desktop.ui.theme import Type


class KeysDialog(Dialog):
    """Keys of the window and of the register."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(look, jobs, parent, self.tr("Tombol pintas"), self.tr("Tutup"))
        self.cancel.hide()
        keys = (
            ("H  I  S  A  D", self.tr("Presensi: tandai lalu turun (D menulis DL)")),
            ("Del", self.tr("Presensi: kosongkan sel")),
            ("F2", self.tr("Presensi: catatan")),
            ("/", self.tr("Cari nama")),
            ("Ctrl+Z, Ctrl+Y", self.tr("Urungkan, ulangi")),
            ("Ctrl+1 … 5", self.tr("Beranda, Kelas, Peserta, Perlu tindakan, Sinkronisasi")),
            ("Ctrl+K", self.tr("Cari orang, kelas, sesi, halaman, tindakan")),
            ("Alt+←, Alt+→", self.tr("Mundur, maju")),
            ("Ctrl+L", self.tr("Kunci layar")),
            ("Ctrl+N", self.tr("Buat kelas")),
            ("Ctrl+I", self.tr("Impor daftar peserta")),
            ("Ctrl+B", self.tr("Lipat bilah sisi")),
            ("F1", self.tr("Lembar ini")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.sizes.step_4)
        grid.setVerticalSpacing(look.sizes.step_2)
        grid.setColumnStretch(1, 1)
        for n, (key, words) in enumerate(keys):
            grid.addWidget(Text(look, key, Type.STRONG), n, 0)
            grid.addWidget(Text(look, words, tone="ink_2", wrapped=True), n, 1)
        self.body.addLayout(grid)
