"""Looks over the frame of an old .xls before it is opened: a damaged one can lead its reader round in a circle.

Such a file is a file system of sectors; a table (FAT) names for each sector the one that follows. A table with a circle
in it is damaged, and python-calamine 0.9.1 follows the circle until memory is gone, so nothing of it may go there.
"""

from __future__ import annotations

import struct
from pathlib import Path

from desktop.services.roster.workbook import UnreadableFile

_SECTOR_NUMBERS_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on mark the end of a chain, a free sector and the like."""
_HEADER_SIZE = 512
_DIRECTORY_ENTRY = 128


def check_sectors(path: Path) -> None:
    """Raises UnreadableFile when the chains of sectors of the file are damaged."""
    content = path.read_bytes()
    try:
        sound = _is_sound(content)
    except struct.error:
        sound = False
    if not sound:
        raise UnreadableFile(f"Berkas {path.name} rusak; minta salinan yang utuh, sebaiknya sebagai .xlsx.")


def _is_sound(content: bytes) -> bool:
    (power,) = struct.unpack_from("<H", content, 30)
    if power not in (9, 12):
        return False
    size = 1 << power
    first_directory, first_mini, _, first_further, _ = struct.unpack_from("<I8xIIII", content, 48)
    table = _table(content, size, first_further)
    if table is None or _has_circle(table):
        return False
    mini = _chain_content(content, size, table, first_mini)
    directory = _chain_content(content, size, table, first_directory)
    if mini is None or not directory or len(directory) % _DIRECTORY_ENTRY:
        return False
    return not _has_circle(list(struct.unpack(f"<{len(mini) // 4}I", mini[: len(mini) // 4 * 4])))


def _table(content: bytes, size: int, further: int) -> list[int] | None:
    """For each sector the next one; None when the sectors of the table itself go round in a circle."""
    listed = list(struct.unpack_from(f"<{_SECTOR_NUMBERS_IN_HEADER}I", content, 76))
    most = len(content) // size + 1
    seen = 0
    while further < _LAST_SECTOR:
        seen += 1
        if seen > most:
            return None
        numbers = struct.unpack_from(f"<{size // 4}I", content, _offset(further, size))
        listed += numbers[:-1]
        further = numbers[-1]
    table: list[int] = []
    for sector in listed[: most + _SECTOR_NUMBERS_IN_HEADER]:
        if sector < _LAST_SECTOR:
            table += struct.unpack_from(f"<{size // 4}I", content, _offset(sector, size))
    return table


def _offset(sector: int, size: int) -> int:
    return max(size, _HEADER_SIZE) + sector * size


def _chain_content(content: bytes, size: int, table: list[int], first: int) -> bytes | None:
    """The bytes of a chain that has no circle; None when it leaves the table."""
    parts: list[bytes] = []
    sector = first
    while sector < _LAST_SECTOR:
        if sector >= len(table):
            return None
        parts.append(content[_offset(sector, size) : _offset(sector + 1, size)])
        sector = table[sector]
    return b"".join(parts)


def _has_circle(table: list[int]) -> bool:
    """True when following the numbers from some place comes back to it, or leaves the table."""
    done = bytearray(len(table))
    for start in range(len(table)):
        walk: list[int] = []
        place = start
        while place < len(table) and not done[place]:
            done[place] = 1
            walk.append(place)
            place = table[place]
        if len(table) <= place < _LAST_SECTOR or (place < len(table) and done[place] == 1 and walk):
            return True
        for passed in walk:
            done[passed] = 2
    return False
