"""First copies at a hub: files that anybody near may have, for only those who may see what is inside know the key.

The hub gives its own, and what it fetched for its guests by name from the servers it has joined. Strangers can ask too:
so few downloads run at once, one file is fetched at a time, and few are kept.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from pathlib import Path

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from contract.exchange.malformed import Malformed
from contract.exchange.snapshots import NAME_BYTES
from desktop.storage import history, registration
from desktop.storage.replica import Replica
from desktop.sync import first_copy
from desktop.sync.faults import RoadFault
from desktop.sync.transport import Transport

_log = logging.getLogger(__name__)
DOWNLOADS = 4
"""Files on their way to guests at once; who comes then is asked to come again."""
DOWNLOAD_S = 300.0
"""How long one may take; who is slower goes on where it was cut."""
KEPT = 4
"""Files fetched for guests that are kept, the newest."""
MOST_BYTES = 512 * 2**20
PAUSE_S = 15.0
"""After a fetching that brought nothing."""
_FOLDER = "for-guests"


class HubFiles:
    """The ASGI endpoint of GET /snapshot/<name>. folder: where the profile keeps its own first copy."""

    def __init__(self, replica: Replica, folder: Path) -> None:
        self._replica = replica
        self._own, self._others = folder, folder / _FOLDER
        self._free = DOWNLOADS
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._road: Transport | None = None
        self._not_before = 0.0
        self._closed = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        name = str(scope["path_params"]["name"])
        if len(name) != 2 * NAME_BYTES or not all(digit in "0123456789abcdef" for digit in name):
            await PlainTextResponse("", 404)(scope, receive, send)
            return
        path = self._path(name)
        if path is None or not self._free:
            if path is None:
                self._fetch_once(name)
            await PlainTextResponse("", 503, headers={"Retry-After": "5"})(scope, receive, send)
            return
        self._free -= 1
        try:
            async with asyncio.timeout(DOWNLOAD_S):
                await _answer_with(path)(scope, receive, send)
        except (TimeoutError, OSError, RuntimeError) as fault:
            _log.info("a first copy was not given to its end: %s", type(fault).__name__)
        finally:
            self._free += 1

    def close(self) -> None:
        """Ends a fetching under way; what came of it stays, and goes on another time."""
        with self._lock:
            self._closed = True
            thread, road = self._thread, self._road
        if road is not None:
            road.cancel()
        if thread is not None:
            thread.join()

    def _path(self, name: str) -> Path | None:
        found = (folder / f"{name}{first_copy.WHOLE}" for folder in (self._own, self._others))
        return next((path for path in found if path.is_file()), None)

    def _fetch_once(self, name: str) -> None:
        with self._lock:
            busy = self._thread is not None and self._thread.is_alive()
            if busy or self._closed or time.monotonic() < self._not_before:
                return
            self._thread = threading.Thread(target=self._fetch, args=(name,), name="lontar-hub-file", daemon=True)
            self._thread.start()

    def _fetch(self, name: str) -> None:
        whole = False
        try:
            self._others.mkdir(mode=0o700, exist_ok=True)
            for centre in self._replica.database.call(history.centres, self._replica).result():
                whole = whole or (not self._closed and self._fetch_from(centre, name))
            self._tidy()
        except OSError as fault:
            _log.warning("a first copy for a guest was not fetched: %s", type(fault).__name__)
        self._not_before = 0.0 if whole else time.monotonic() + PAUSE_S

    def _fetch_from(self, centre: history.Centre, name: str) -> bool:
        part = self._others / f"{name}{first_copy.UNFINISHED}"
        self._road = road = Transport(centre.url, insecure=centre.insecure)
        try:
            with part.open("ab") as file:
                for piece in road.fetch(f"/snapshot/{name}", file.tell()):
                    file.write(piece)
                    if file.tell() > MOST_BYTES:
                        raise Malformed("snapshot beyond all bounds")
            first_copy.prove(part, bytes.fromhex(name), self._pinned)
        except RoadFault as fault:
            _log.info("a first copy for a guest did not come: %s", type(fault).__name__)
            if not part.stat().st_size:
                part.unlink()
            return False
        except Malformed:
            part.unlink(missing_ok=True)
            return False
        finally:
            road.close()
        part.replace(part.with_suffix(first_copy.WHOLE))
        return True

    def _pinned(self, realm: int) -> bytes:
        return self._replica.database.call(registration.pinned_key, self._replica, realm).result() or b""

    def _tidy(self) -> None:
        files = sorted(self._others.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[KEPT:]:
            path.unlink(missing_ok=True)


def _answer_with(path: Path) -> Response:
    return FileResponse(path, media_type="application/octet-stream")
