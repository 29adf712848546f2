"""The web application: the exchange, joining, and a sentence for whoever looks with a browser."""

from __future__ import annotations

import time
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server.store.centre import Centre
from server.store.snapshots import Shelf, folder_of
from server.sync.answer import PAGE_ROWS
from server.web import limits
from server.web.blobs import Blobs
from server.web.doors import Doors
from server.web.exchange import Exchange
from server.web.joining import Joining
from server.web.snapshots import SnapshotFile
from server.web.turns import Turns


async def _greet(_: Request) -> PlainTextResponse:
    return PlainTextResponse("Server pusat Lontar siap. Laptop bergabung dengan alamat ini dan kode dari kantor.\n")


def application(centre: Centre, at_once: int = limits.AT_ONCE, snapshots: Path | None = None) -> Starlette:
    """The ASGI application over an open centre, which serves so many laptops at once and tells the others a turn.

    snapshots: the folder for first copies, if not beside the database.
    """
    doors = Doors()
    turns = Turns(at_once)
    shelf = Shelf(centre, snapshots or folder_of(centre), lambda: int(time.time()), PAGE_ROWS)
    exchange = Exchange(centre, doors, turns, shelf=shelf)
    web = Starlette(
        routes=[
            Route("/s", exchange, methods=["POST"]),
            # Fewer rows in one frame, for a road that is cut before a whole one is through.
            Route("/s/{rows}", exchange, methods=["POST"]),
            Route("/blob/{digest}", Blobs(centre, doors, turns), methods=["HEAD", "PATCH", "GET"]),
            Route("/snapshot/{name}", SnapshotFile(shelf, doors), methods=["GET"]),
            Route("/join", Joining(centre, doors), methods=["POST"]),
            Route("/", _greet),
        ]
    )
    web.router.redirect_slashes = False
    return web
