"""Photographs of a session's signed list: added by choosing or dropping files, looked at, removed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QWidget

from desktop.services.attachments import AttachmentView, Opened, Place
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts import Button, Elided, Text, column, empty_out, icon_button, row
from desktop.ui.port import Added, Change, Photograph, Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told

_THUMBNAIL_PX = 56


class PhotographsDialog(Dialog):
    """The photographs and papers of one session."""

    def __init__(self, room: Room, parent: QWidget, session: int, title: str) -> None:
        look = room.look
        super().__init__(look, room.jobs, parent, self.tr("Foto daftar hadir"), self.tr("Tambah foto"))
        self.setAcceptDrops(True)
        self._room, self._session = room, session
        self.set_width(room.look.sizes.small_dialog + 2 * room.look.sizes.page)
        self.body.addWidget(Elided(room.look, title, tone="ink_2"))
        self._lines = column(gap=room.look.sizes.step_2)
        self.body.addLayout(self._lines)
        self.say(
            self.tr(
                "Seret foto atau PDF ke sini. Foto dikecilkan sampai 100 KB dan disimpan di laptop ini; "
                "ke pusat menyusul sesudah presensi."
            )
        )
        self.cancel.setText(self.tr("Tutup"))
        self.first = self.verb
        room.watch.changed.connect(self._hear)
        self.refresh()

    def refresh(self) -> None:
        """Ask for what is attached."""
        self._jobs.ask(self, self._room.services.photographs(self._session), self._show, purpose="photographs")

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.SYNC and self.isVisible():
            self.refresh()

    def _show(self, found: Sequence[Photograph]) -> None:
        empty_out(self._lines)
        for one in found:
            self._lines.addWidget(_Line(self._room, self, one))
        if not found:
            self._lines.addWidget(Text(self.look, self.tr("Belum ada foto untuk sesi ini."), tone="ink_2"))
        # The layout learns how high its new lines are when they have been shown.
        QTimer.singleShot(0, self, self.fit)

    # -------------------------------------------------------------- adding

    def act(self) -> None:
        kinds = self.tr("Foto dan PDF (*.jpg *.jpeg *.png *.pdf)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Pilih foto daftar hadir"), "", kinds)
        self.add([Path(file) for file in chosen])

    def add(self, files: Sequence[Path]) -> None:
        """Attach these files."""
        if files:
            self.note(self.tr("Menyiapkan foto."))
            self.run(self._room.services.add_photographs(self._session, files), self._added)

    def _added(self, done: Added) -> None:
        self.verb.setEnabled(True)
        if done.problems:
            self.complain(" ".join(told(problem) for problem in done.problems))
        else:
            self.note(self.tr("%Ln foto tersimpan di laptop ini.", "", done.kept))
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files are attached."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # -------------------------------------------------------------- looking and removing

    def look_at(self, view: AttachmentView) -> None:
        """Show the picture, or save the paper."""
        opening = self._room.services.open_photograph(view.id)
        self._jobs.ask(self, opening, lambda opened: self._opened(view, opened), self._failed)

    def _opened(self, view: AttachmentView, opened: Opened | None) -> None:
        if opened is None:
            self.note(self.tr("Belum di laptop ini. Sudah diminta dari pusat dan muncul di sini begitu tiba."))
            return
        image = QImage.fromData(opened.content)
        if not image.isNull():
            PictureDialog(self._room, self, view.title, image).open()
            return
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Simpan PDF"), f"{view.title}.pdf")
        if chosen:
            Path(chosen).write_bytes(opened.content)

    def remove(self, view: AttachmentView) -> None:
        """Delete it, for everybody."""
        removing = self._room.services.remove_photograph(view.id)
        self._jobs.ask(self, removing, lambda _: self.refresh(), self._failed, writes=True)


class _Line(QWidget):
    """One photograph: small, with its title, where it is, and what can be done."""

    def __init__(self, room: Room, dialog: PhotographsDialog, one: Photograph) -> None:
        super().__init__()
        look, view = room.look, one.view
        picture = QLabel()
        picture.setFixedSize(_THUMBNAIL_PX, _THUMBNAIL_PX)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if isinstance(one.picture, QImage):
            size = picture.size()
            small = one.picture.scaled(
                size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            picture.setPixmap(QPixmap.fromImage(small))
        else:
            picture.setPixmap(look.pixmap("file-arrow-up", "ink_2", look.sizes.step_5))
        words = column()
        words.addWidget(Elided(look, view.title or self.tr("Tanpa keterangan"), Type.MEDIUM))
        words.addWidget(Elided(look, self._state(view), Type.CAPTION_FIGURE, tone="ink_2"))
        opening = Button(look, self.tr("Buka"), lambda: dialog.look_at(view), kind="text")
        opening.setObjectName(f"open-{view.id}")
        name = self.tr("Hapus {title}").format(title=view.title)
        removing = icon_button(look, "x", name, lambda: dialog.remove(view))
        removing.setObjectName(f"remove-{view.id}")
        layout = row(gap=look.sizes.step_2)
        layout.addWidget(picture)
        layout.addLayout(words, 1)
        layout.addWidget(opening)
        layout.addWidget(removing)
        self.setLayout(layout)

    def _state(self, view: AttachmentView) -> str:
        size = self.tr("%Ln KB", "", max(1, view.size // 1024))
        match view.place:
            case Place.HERE:
                where = self.tr("di laptop ini")
            case Place.SENDING:
                where = self.tr("sedang dikirim {percent} %").format(percent=view.percent)
            case Place.STORED:
                where = self.tr("di pusat")
            case Place.AWAY:
                where = self.tr("belum di sini")
            case Place.FETCHING:
                where = self.tr("sedang diambil {percent} %").format(percent=view.percent)
            case Place.ELSEWHERE:
                where = self.tr("masih di laptop lain")
            case Place.REFUSED:
                where = self.tr("tidak diterima pusat; tetap di laptop ini")
        return f"{size} · {where}"


class PictureDialog(QDialog):
    """One picture, as large as the screen allows."""

    def __init__(self, room: Room, parent: QWidget, title: str, image: QImage) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        most = self.screen().availableSize() * 0.85
        shown = QLabel()
        shown.setAccessibleName(title)
        shown.setPixmap(
            QPixmap.fromImage(image).scaled(
                most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        layout = column(margin=room.look.sizes.step_2)
        layout.addWidget(shown)
        self.setLayout(layout)
