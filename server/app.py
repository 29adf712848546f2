"""Builds the running server: the only place that knows the database, the web application and the sockets together."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn

from contract.faults import WorldFault
from server.store import complaints
from server.store.opening import open_centre
from server.web import limits, logs
from server.web.application import application
from server.web.guard import GuardedProtocol

_BACKLOG = 512
_GOODBYE_S = 5
_NEW_OBJECTS = 10_000
"""The collector runs after so many, not after 700: in a rush it took a quarter of the time and found nothing."""


class NoPort(WorldFault):
    """The address or port can't be listened on."""


def serve(
    database: str,
    host: str,
    port: int,
    ready: Callable[[str], None],
    *,
    at_once: int = limits.AT_ONCE,
    snapshots: str | None = None,
    debug: bool = False,
) -> None:
    """Serves until it is told to end. `ready` gets the URL once connections are accepted; port 0 takes a free one.

    at_once: laptops served at once; more are told their turn. snapshots: the folder for first copies.
    Raises BadAddress, NoDatabase, NewerDatabase, NoPort.
    """
    logs.set_up(debug=debug)
    for ending in (signal.SIGINT, signal.SIGTERM):
        # uvicorn hands the signal on when it has ended: then the database is still to be closed.
        signal.signal(ending, _end)
    with closing(open_centre(database)) as centre, closing(_listen(host, port)) as listener:
        config = uvicorn.Config(
            application(centre, at_once, Path(snapshots) if snapshots else None),
            http=GuardedProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=limits.KEEP_ALIVE_S,
            timeout_graceful_shutdown=_GOODBYE_S,
            backlog=_BACKLOG,
        )
        gc.freeze()
        gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
        url = f"http://{_shown(host)}:{listener.getsockname()[1]}"
        _Server(config, lambda: ready(url)).run(sockets=[listener])


def _end(*_: object) -> None:
    raise SystemExit(0)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = complaints.of_system(error)
        raise NoPort(f"Tidak dapat mendengarkan di {host}:{port}: {reason}. Pilih --host atau --port lain.") from None
