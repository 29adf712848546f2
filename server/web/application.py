"""The web application: the exchange, joining, and a sentence for whoever looks with a browser."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server.store.centre import Centre
from server.web import limits
from server.web.blobs import Blobs
from server.web.doors import Doors
from server.web.exchange import Exchange
from server.web.joining import Joining
from server.web.turns import Turns


async def _greet(_: Request) -> PlainTextResponse:
    return PlainTextResponse("Server pusat Lontar siap. Laptop bergabung dengan alamat ini dan kode dari kantor.\n")


def application(centre: Centre, at_once: int = limits.AT_ONCE) -> Starlette:
    """The ASGI application over an open centre, which serves so many laptops at once and tells the others a turn."""
    doors = Doors()
    turns = Turns(at_once)
    exchange = Exchange(centre, doors, turns)
    web = Starlette(
        routes=[
            Route("/s", exchange, methods=["POST"]),
            # Fewer rows in one frame, for a road that is cut before a whole one is through.
            Route("/s/{rows}", exchange, methods=["POST"]),
            Route("/blob/{digest}", Blobs(centre, doors, turns), methods=["HEAD", "PATCH", "GET"]),
            Route("/join", Joining(centre, doors), methods=["POST"]),
            Route("/", _greet),
        ]
    )
    web.router.redirect_slashes = False
    return web
