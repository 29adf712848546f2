"""Photographs and papers made ready to be kept: upright, without what the camera wrote into them, and small.

Works without a screen and on any thread. What a camera notes beside the picture (the place, the phone, the owner) never
leaves this function: only the pixels are drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from contract.exchange.blobs import MOST_BYTES
from contract.faults import WorldFault
from desktop.storage.complaints import of_system

LONGEST_SIDE = 1600
"""Pixels: a signed sheet of A4 is read easily."""
PICTURE_BYTES = 100 * 1024
"""What a picture is compressed to at most: half a minute on 38 kbit/s."""
MOST_SOURCE_BYTES = 60 * 2**20
JPEG, PDF = "image/jpeg", "application/pdf"
_MOST_PIXELS = 120_000_000
_QUALITIES = (85, 75, 65, 55, 45, 35)
_SHORTER = 0.8
_LEAST_SIDE = 320
_SIDE_OF_THUMBNAIL = 160


class NoPicture(WorldFault):
    """The file is no picture or paper that can be kept; nothing was saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A content ready to be kept, and what kind of file it is (a media type)."""

    content: bytes
    kind: str


def prepared(file: Path) -> Prepared:
    """The content of a photograph or PDF as it is kept. Raises NoPicture with a sentence that says what to do."""
    try:
        if file.stat().st_size > MOST_SOURCE_BYTES:
            raise NoPicture(
                f"{file.name} terlalu besar. Paling besar {MOST_SOURCE_BYTES // 2**20} MB; pilih foto lain."
            )
        content = file.read_bytes()
    except OSError as error:
        raise NoPicture(f"{file.name} belum dapat dibaca: {of_system(error)}. Periksa berkasnya.") from error
    if not content:
        raise NoPicture(f"{file.name} kosong. Ambil fotonya sekali lagi, atau salin lagi dari telepon.")
    if content.startswith(b"%PDF-"):
        return _paper(file.name, content)
    return _photograph(file.name, content)


def thumbnail(content: bytes, side: int = _SIDE_OF_THUMBNAIL) -> QImage | None:
    """A small picture of a content that is kept; None for a paper."""
    if content.startswith(b"%PDF-"):
        return None
    image = QImage.fromData(content)
    if image.isNull():
        return None
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _paper(name: str, content: bytes) -> Prepared:
    if len(content) > MOST_BYTES:
        raise NoPicture(
            f"{name} berisi {len(content) / 2**20:.1f} MB, paling besar {MOST_BYTES // 2**20} MB. "
            "Kecilkan PDF-nya, atau foto lembarannya."
        )
    if b"%%EOF" not in content[-2048:]:
        raise NoPicture(f"{name} terpotong. Salin lagi dari sumbernya.")
    return Prepared(content=content, kind=PDF)


def _photograph(name: str, content: bytes) -> Prepared:
    image = _upright(name, content)
    while True:
        for quality in _QUALITIES:
            packed = _packed(image, quality)
            if len(packed) <= PICTURE_BYTES:
                return Prepared(content=packed, kind=JPEG)
        # Noise from edge to edge: fewer pixels say more than worse ones.
        side = max(_LEAST_SIDE, int(max(image.width(), image.height()) * _SHORTER))
        if side == max(image.width(), image.height()):
            raise NoPicture(f"{name} tidak dapat dikecilkan. Ambil fotonya sekali lagi dengan cahaya yang cukup.")
        image = _scaled(image, side)


def _upright(name: str, content: bytes) -> QImage:
    """The picture as it was held, drawn anew on white: its pixels and nothing else."""
    if _is_cut(content):
        raise NoPicture(f"{name} terpotong. Salin lagi dari telepon, atau ambil fotonya sekali lagi.")
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > _MOST_PIXELS:
            raise NoPicture(f"{name} terlalu besar: {size.width()} x {size.height()} titik. Pilih foto lain.")
        if max(size.width(), size.height()) > 2 * LONGEST_SIDE:
            # Half-read at first: a phone's 50 megapixels would take 200 MB of memory.
            reader.setScaledSize(size.scaled(2 * LONGEST_SIDE, 2 * LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise NoPicture(f"{name} bukan foto yang dapat dibaca. Pilih foto JPEG atau PNG, atau berkas PDF.")
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return _drawn(_scaled(image, LONGEST_SIDE))


def _scaled(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    size = QSize(side, side)
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _drawn(image: QImage) -> QImage:
    """Only the pixels, on white: words and profiles that came with them stay behind."""
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


def _packed(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _is_cut(content: bytes) -> bool:
    """Whether the end of a JPEG or PNG is missing: the libraries would paint the rest grey and say nothing."""
    if content.startswith(b"\x89PNG"):
        return b"IEND" not in content[-64:]
    if not content.startswith(b"\xff\xd8"):
        return False
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if marker == 0xDA:
            return content.rfind(b"\xff\xd9") < place
        place += 2 + length
    return True
