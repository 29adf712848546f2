"""/blob/<digest>: contents of attachments, in the shape of resumable uploads and of ranges.

HEAD tells how much is here (Upload-Offset), PATCH brings bytes from there, GET with a Range reads. Of a PATCH that is
cut on its way, what came is kept. Each request names the laptop, the attachment and the place, under the laptop's seal.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from contract.exchange.blobs import PIECE_BYTES, Claim, read_claim
from contract.exchange.malformed import Malformed
from server.store.centre import Centre
from server.sync import blobs
from server.sync.blob_care import DAY_S, tidy
from server.sync.blobs import Full, NotNamed, Quota, Standing
from server.web import limits, replies
from server.web.attending import COMMON, attend
from server.web.bodies import Body, CutOff
from server.web.doors import Crowded, Doors
from server.web.turns import Turns

_REFUSALS = {
    **COMMON,
    NotNamed: (404, "Tidak ada lampiran dengan isi ini."),
    Full: (413, "Tempat untuk foto dan berkas di server penuh. Hubungi pengelola server."),
}


class Blobs:
    """The ASGI endpoint."""

    def __init__(
        self,
        centre: Centre,
        doors: Doors,
        turns: Turns,
        now: Callable[[], int] = lambda: int(time.time()),
        quota: Quota | None = None,
    ) -> None:
        self._centre = centre
        self._doors = doors
        self._turns = turns
        self._now = now
        self._quota = quota or Quota()
        self._tidied = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        body = Body(scope, receive, limits.MAX_BODY)
        await attend(self._doors, body, send, partial(self._answer, scope, body, send), _REFUSALS)

    async def _answer(self, scope: Scope, body: Body, send: Send) -> None:
        method, told = str(scope["method"]), Headers(scope=scope)
        claim, seal = read_claim(method, str(scope["path_params"]["digest"]), told.get("authorization", ""))
        await self._doors.work(partial(blobs.check, self._centre, claim, seal))
        if self._turns.are_awaited:
            raise Crowded  # files are the last lane on a crowded night as well
        with self._doors.of_device(claim.device):
            if method == "GET":
                await self._give(claim, told, send)
                return
            standing = await self._doors.work(partial(blobs.begin, self._centre, claim, self._now(), self._quota))
            if method == "PATCH":
                await self._take(claim, told, standing, body, send)
            else:
                await _tell(send, standing)
        await self._tidy()

    async def _tidy(self) -> None:
        """Once a day, behind an answer: what nobody will ever finish or name goes."""
        now = self._now()
        if abs(now - self._tidied) >= DAY_S:
            self._tidied = now
            await self._doors.work(partial(tidy, self._centre, now))

    async def _take(self, claim: Claim, told: Headers, standing: Standing, body: Body, send: Send) -> None:
        lengths = told.get("content-length"), told.get("upload-offset")
        if not claim.length or lengths != (str(claim.length), str(claim.offset)):
            raise Malformed("another length or place than was sealed")
        if standing.seq is not None or standing.offset != claim.offset:
            await _tell(send, standing, behind=body)
            return
        async with self._doors.readers:
            standing = await self._keep(claim, body)
        await _tell(send, standing, behind=body if not standing.moved else None)

    async def _keep(self, claim: Claim, body: Body) -> Standing:
        """The bytes as they come, a piece in each commit; of a body that is cut, all that came."""
        standing, waiting = Standing(offset=claim.offset), bytearray()
        try:
            async for chunk in body.chunks():
                waiting += chunk
                while standing.moved and len(waiting) >= PIECE_BYTES:
                    standing = await self._put(claim, standing, bytes(waiting[:PIECE_BYTES]))
                    del waiting[:PIECE_BYTES]
                if not standing.moved:
                    return standing
        except CutOff:
            if waiting:
                await self._put(claim, standing, bytes(waiting))
            raise
        return await self._put(claim, standing, bytes(waiting)) if waiting else standing

    async def _put(self, claim: Claim, standing: Standing, piece: bytes) -> Standing:
        return await self._doors.work(partial(blobs.take, self._centre, claim, standing.offset, piece, self._now()))

    async def _give(self, claim: Claim, told: Headers, send: Send) -> None:
        if told.get("range", "bytes=0-") != f"bytes={claim.offset}-":
            raise Malformed("another place than was sealed")
        await self._doors.work(partial(blobs.check_may_read, self._centre, claim, self._now()))
        if claim.offset >= claim.size:
            await replies.text(send, 416, "Tidak ada lagi.")
            return
        await replies.begin(
            send,
            206,
            {
                "content-length": str(claim.size - claim.offset),
                "content-range": f"bytes {claim.offset}-{claim.size - 1}/{claim.size}",
            },
        )
        place = claim.offset
        while place < claim.size:
            piece = await self._doors.work(partial(blobs.part, self._centre, claim, place))
            if not piece:
                raise CutOff("the content went away")
            place += len(piece)
            await replies.more(send, piece, last=place >= claim.size)


async def _tell(send: Send, standing: Standing, *, behind: Body | None = None) -> None:
    """How much is here. `behind`: a body that nobody wants is still coming."""
    told = {"upload-offset": str(standing.offset), "upload-complete": "?1" if standing.seq is not None else "?0"}
    if standing.seq is not None:
        told["lontar-seq"] = str(standing.seq)
    if behind is not None:
        await replies.begin(send, 409, {**told, "content-length": "0", "connection": "close"})
        await replies.more(send, b"", last=False)
        await behind.drain()
    elif standing.wrong:
        await replies.begin(send, 422, {**told, "content-length": "0"})
    else:
        await replies.begin(send, 204, told)
    await replies.more(send, b"", last=True)
