"""Ops and segments picked page by page out of a replica that SQLite cannot walk through any more.

Each page is encrypted by itself and carries a keyed hash, so a page that is not damaged can be read whatever became of
the pages that point to it. The layout is SQLCipher 4's and SQLite's file format; both are fixed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from contract.exchange.operations import CHAIN_BYTES, unpack_row
from desktop.storage.tables import op, segment

PAGE: Final = 4096
_RESERVE: Final = 80
"""At the end of each page: 16 bytes from which its encryption starts, 64 of keyed hash."""
_USABLE: Final = PAGE - _RESERVE
SALT_BYTES: Final = 16
_LEAF_OF_TABLE, _LEAF_OF_INDEX, _INNER_OF_INDEX = 0x0D, 0x0A, 0x02
_WAL_HEAD, _FRAME_HEAD = 32, 24
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its type in a record."""
Pages = Mapping[int, bytes]


def carve(path: Path, key: bytes, salts: Sequence[bytes]) -> dict[str, list[dict[str, Any]]]:
    """Every op and segment on a page that is whole, in the file or in the log beside it.

    salts: first bytes that the file may have had, where its own are spoilt. A page that is no longer in use may still
    hold an older state of a line: of two states of an op the one that the centre had not acknowledged counts.
    """
    found: dict[str, dict[tuple[int, int], dict[str, Any]]] = {"op": {}, "segment": {}}
    content = path.read_bytes() if path.exists() else b""
    log = path.with_name(path.name + "-wal")
    frames = log.read_bytes() if log.exists() else b""
    best: Pages = {}
    for salt in dict.fromkeys((content[:SALT_BYTES], *salts)):
        pages = _readable(content, frames, key, salt) if len(salt) == SALT_BYTES else {}
        best = pages if len(pages) > len(best) else best
    for page in best.values():
        for columns in _records(page, best):
            _sort_in(columns, found)
    return {table: list(lines.values()) for table, lines in found.items()}


def _sort_in(columns: list[Any], found: dict[str, dict[tuple[int, int], dict[str, Any]]]) -> None:
    if _is_op(columns):
        line = dict(zip((column.name for column in op.columns), columns, strict=False))
        line.setdefault("carried", None)
        known = found["op"].get((line["author"], line["n"]))
        if known is None or line["at"] is None:
            found["op"][line["author"], line["n"]] = line
    elif _is_segment(columns):
        line = dict(zip((column.name for column in segment.columns), columns, strict=True))
        known = found["segment"].get((line["author"], line["n0"]))
        if known is None or line["n1"] > known["n1"]:
            found["segment"][line["author"], line["n0"]] = line


_OP_INTEGERS = [place for place, column in enumerate(op.columns) if column.type.python_type is int]
_OP = {column.name: place for place, column in enumerate(op.columns)}
_FIRST_OPTIONAL = _OP["reason"] + 1
"""A line of an older schema ends before the columns that came later."""


def _is_op(columns: list[Any]) -> bool:
    if not _FIRST_OPTIONAL <= len(columns) <= len(op.columns):
        return False
    whole = [columns[place] for place in _OP_INTEGERS if place < _OP["chain"]]
    if not all(isinstance(value, int) for value in whole) or columns[0] < 1 or columns[1] < 1:
        return False
    link, patch = columns[_OP["chain"]], columns[_OP["patch"]]
    if not (link is None or (isinstance(link, bytes) and len(link) == CHAIN_BYTES)) or not isinstance(patch, bytes):
        return False
    if columns[_OP["own"]] not in (0, 1) or columns[_OP["state"]] not in (0, 1, 2):
        return False
    try:
        unpack_row(patch)
    except (msgspec.DecodeError, ValueError):
        return False
    return True


def _is_segment(columns: list[Any]) -> bool:
    if len(columns) != len(segment.columns) or not all(isinstance(value, int) for value in columns[:3]):
        return False
    body, signature = columns[3], columns[4]
    return isinstance(body, bytes) and isinstance(signature, bytes) and len(signature) == 64


# ---------------------------------------------------------------------------- pages


def _readable(content: bytes, log: bytes, key: bytes, salt: bytes) -> dict[int, bytes]:
    """Whole pages by their number; those that were committed in the log in place of the file's."""
    seal = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages: dict[int, bytes] = {}
    for start in range(0, len(content) - PAGE + 1, PAGE):
        number = start // PAGE + 1
        page = _opened(content[start : start + PAGE], number, key, seal)
        if page is not None:
            pages[number] = page
    for number, sealed in _committed(log):
        page = _opened(sealed, number, key, seal)
        if page is not None:
            pages[number] = page
    return pages


def _opened(sealed: bytes, number: int, key: bytes, seal: bytes) -> bytes | None:
    start = SALT_BYTES if number == 1 else 0
    body, vector = sealed[start:_USABLE], sealed[_USABLE : _USABLE + 16]
    told = hmac.new(seal, body + vector + number.to_bytes(4, "little"), "sha512").digest()
    if not hmac.compare_digest(told, sealed[_USABLE + 16 :]):
        return None
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return bytes(start) + decryptor.update(body) + decryptor.finalize()


def _committed(log: bytes) -> Iterator[tuple[int, bytes]]:
    """Pages of the log up to its last commit."""
    salt, waiting = log[16:24], []
    for start in range(_WAL_HEAD, len(log) - _FRAME_HEAD - PAGE + 1, _FRAME_HEAD + PAGE):
        head = log[start : start + _FRAME_HEAD]
        if head[8:16] != salt:
            return
        waiting.append((int.from_bytes(head[:4], "big"), log[start + _FRAME_HEAD : start + _FRAME_HEAD + PAGE]))
        if head[4:8] != bytes(4):
            yield from waiting
            waiting = []


# ---------------------------------------------------------------------------- records


def _records(page: bytes, pages: Pages) -> Iterator[list[Any]]:
    """The records in the cells of a page, without those that go on in a damaged page."""
    start = 100 if page[:SALT_BYTES] == bytes(SALT_BYTES) and page[SALT_BYTES : SALT_BYTES + 2] == b"\x10\x00" else 0
    kind = page[start]
    if kind not in (_LEAF_OF_TABLE, _LEAF_OF_INDEX, _INNER_OF_INDEX):
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    pointers = start + (12 if kind == _INNER_OF_INDEX else 8)
    for place in range(pointers, min(pointers + 2 * count, _USABLE - 1), 2):
        at = int.from_bytes(page[place : place + 2], "big")
        try:
            payload = _payload(page, at + (4 if kind == _INNER_OF_INDEX else 0), kind, pages)
            if payload is not None:
                yield _columns(payload)
        except (IndexError, ValueError):
            continue


def _payload(page: bytes, at: int, kind: int, pages: Pages) -> bytes | None:
    size, at = _varint(page, at)
    if kind == _LEAF_OF_TABLE:
        _, at = _varint(page, at)
    most = _USABLE - 35 if kind == _LEAF_OF_TABLE else (_USABLE - 12) * 64 // 255 - 23
    if size <= most:
        return page[at : at + size]
    least = (_USABLE - 12) * 32 // 255 - 23
    here = least + (size - least) % (_USABLE - 4)
    here = here if here <= most else least
    pieces, follow = [page[at : at + here]], int.from_bytes(page[at + here : at + here + 4], "big")
    left = size - here
    while left > 0:
        if follow not in pages:
            return None
        pieces.append(pages[follow][4 : 4 + min(left, _USABLE - 4)])
        left -= _USABLE - 4
        follow = int.from_bytes(pages[follow][:4], "big")
    return b"".join(pieces)


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = page[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | page[at + 8], at + 9


def _columns(payload: bytes) -> list[Any]:
    """The values of a record. Raises ValueError and IndexError for bytes that are none."""
    head, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Any] = []
    at = head
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("a record of another length")
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:
        raise ValueError("no value of ours")
    end = at + (kind - 12) // 2
    piece = payload[at:end]
    return (piece if kind % 2 == 0 else piece.decode()), end
