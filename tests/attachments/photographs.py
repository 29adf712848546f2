"""Photographs as telephones take them, made by the test."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

PLACE_OF_CAMERA = b"S 10 10 42 E 123 35 49 Kupang"


def photograph(seed: int, width: int = 640, height: int = 480, quality: int = 90) -> bytes:
    """A JPEG: a red corner at the top left, and lines that differ by seed."""
    draw = random.Random(seed)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for _ in range(40):
        painter.setPen(QColor(draw.randrange(256), draw.randrange(256), draw.randrange(256)))
        painter.drawLine(*(draw.randrange(limit) for limit in (width, height, width, height)))
    painter.fillRect(0, 0, width // 4, height // 4, QColor("red"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def turned(content: bytes, orientation: int) -> bytes:
    """The same as a telephone keeps it that was held askew, with the place where it was taken."""
    # One entry: tag 0x0112 (orientation), type SHORT, one value; behind it what people's telephones write.
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    told = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + b"\0\0\0\0" + PLACE_OF_CAMERA
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told + content[2:]


def paper(size: int = 2000) -> bytes:
    """A PDF of so many bytes."""
    return b"%PDF-1.4\n".ljust(size - 6, b"x") + b"%%EOF\n"


def saved(folder: Path, name: str, content: bytes) -> Path:
    """The content as a file."""
    place = folder / name
    place.write_bytes(content)
    return place
