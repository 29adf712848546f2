"""Texts within a PDF, found without understanding it: what is plain, and what its packed streams hold.

Programs that sign a PDF append to it or pack it anew, so both are looked at. A scan of paper holds pictures only.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MOST_PDF_BYTES = 40 * 2**20
_MOST_STREAM = 8 * 2**20
_STREAM = re.compile(rb"stream\r?\n")


def texts_of(content: bytes) -> Iterator[str]:
    """Every text that could hold something, the plain one first; nothing of a file too big to be one of ours."""
    if len(content) > MOST_PDF_BYTES:
        return
    yield from _readings(content)
    for found in _STREAM.finditer(content):
        unpacked = _unpacked(content, found.end())
        if unpacked:
            yield from _readings(unpacked)


def _unpacked(content: bytes, start: int) -> bytes:
    engine = zlib.decompressobj()
    try:
        return engine.decompress(content[start : start + _MOST_STREAM], _MOST_STREAM)
    except zlib.error:
        return b""


def _readings(content: bytes) -> Iterator[str]:
    yield content.decode("latin-1")
    if b"\0L\0O\0N" in content:
        yield content.replace(b"\0", b"").decode("latin-1")
