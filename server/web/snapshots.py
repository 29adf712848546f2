"""GET /snapshot/<name>: a file that anybody may have, for only those who may see what is inside were told its key.

Its name is the digest of what it holds: it never changes, and caches on the way may keep it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO

from starlette.types import Receive, Scope, Send

from server.store.snapshots import Shelf
from server.web import replies
from server.web.doors import Crowded, Doors

_PIECE = 64 * 1024
_RANGE = re.compile(r"bytes=([0-9]{1,12})-")


class SnapshotFile:
    """The ASGI endpoint. A range begins anywhere and goes to the end: so a download that was cut goes on."""

    def __init__(self, shelf: Shelf, doors: Doors) -> None:
        self._shelf, self._doors = shelf, doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        path = self._shelf.path(str(scope["path_params"]["name"]))
        if path is None:
            await replies.text(send, 404, "Berkas itu tidak ada lagi.")
            return
        asked = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"range"), "")
        found = _RANGE.fullmatch(asked)
        try:
            with self._doors.present():
                await self._send(send, path, int(found[1]) if found else None)
        except Crowded:
            await replies.crowded(send)
        except (FileNotFoundError, TimeoutError):
            return  # it went away just now, or nobody reads

    async def _send(self, send: Send, path: Path, start: int | None) -> None:
        file: BinaryIO = await self._doors.work(lambda: path.open("rb"))
        with file:
            size = file.seek(0, os.SEEK_END)
            if start is not None and start >= size:
                await replies.text(send, 416, "Berkasnya tidak sepanjang itu.")
                return
            file.seek(start or 0)
            await replies.begin(send, 200 if start is None else 206, _heads(start, size))
            while piece := await self._doors.work(lambda: file.read(_PIECE)):
                await replies.more(send, piece, last=False)
            await replies.more(send, b"", last=True)


def _heads(start: int | None, size: int) -> dict[str, str]:
    length = {"content-length": str(size - (start or 0))}
    if start is None:
        return length | {"cache-control": "public, max-age=604800, immutable", "accept-ranges": "bytes"}
    return length | {"content-range": f"bytes {start}-{size - 1}/{size}"}
