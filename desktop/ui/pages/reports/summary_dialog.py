"""A summary to be passed on by telephone: as a message, or as a picture. It names nobody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.services.papers.summary import Summary
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Field
from desktop.ui.look import Look
from desktop.ui.parts import Button
from desktop.ui.room import Room
from desktop.ui.theme import Type

_SCALE = 2
"""Pixels of the picture for each of the screen's: it is looked at on telephones."""


class SummaryDialog(Dialog):
    """The named button copies the message."""

    def __init__(self, room: Room, parent: QWidget, summary: Summary) -> None:
        super().__init__(room.look, room.jobs, parent, self.tr("Ringkasan untuk WhatsApp"), self.tr("Salin teks"))
        self._room, self._summary = room, summary
        self.say(self.tr("Tanpa nama, NIP, dan NIK. Periksa sebelum dikirim."))
        self.shown = QPlainTextEdit(summary.text)
        self.shown.setReadOnly(True)
        self.shown.setFixedHeight(room.look.sizes.row_comfortable * 6)
        self.body.addWidget(Field(room.look, self.tr("Ringkasan"), self.shown))
        self.picture = Button(room.look, self.tr("Salin gambar"), self.copy_picture)
        self.extra.addWidget(self.picture)

    def act(self) -> None:
        QGuiApplication.clipboard().setText(self._summary.text)
        self._room.usher.say(self.tr("Teks ringkasan disalin; tempel di WhatsApp."))
        self.accept()

    def copy_picture(self) -> None:
        """Put the summary as a picture on the clipboard."""
        QGuiApplication.clipboard().setImage(drawn(self._summary, self.look))
        self._room.usher.say(self.tr("Gambar ringkasan disalin; tempel di WhatsApp."))
        self.accept()


def drawn(summary: Summary, look: Look) -> QImage:
    """The summary as a picture in the window's colours: what the message says, and no more."""
    sizes = look.sizes
    width, pad = sizes.dialog, sizes.step_5
    lines = [(summary.title, Type.SECTION, "ink"), (summary.subtitle, Type.FIGURE, "ink_2")]
    lines += [(f"{label}: {value}", Type.FIGURE_STRONG, "ink") for label, value in summary.lines]
    lines.append((summary.as_of, Type.CAPTION_FIGURE, "ink_2"))
    words = int(Qt.TextFlag.TextWordWrap)
    measure = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(measure)
    heights = []
    for text, kind, _ in lines:
        painter.setFont(look.font(kind))
        room = QRectF(0, 0, width - 2 * pad, sizes.side_panel)
        heights.append(painter.boundingRect(room, words, text).height() + sizes.step_2 if text else 0.0)
    painter.end()
    height = round(sum(heights)) + 2 * pad
    image = QImage(width * _SCALE, height * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(look.colour("surface"))
    painter = QPainter(image)
    top = float(pad)
    for (text, kind, tone), high in zip(lines, heights, strict=True):
        painter.setFont(look.font(kind))
        painter.setPen(look.colour(tone))
        painter.drawText(QRectF(pad, top, width - 2 * pad, high), words, text)
        top += high
    painter.end()
    return image
