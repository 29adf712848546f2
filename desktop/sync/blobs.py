"""The last lane: contents of attachments go up, and those asked for come down, once everything else is done.

The centre says how much it has, this laptop goes on from there; a cut costs what was on the road. How many bytes go in
one request follows the road: fewer after a cut, more after one that went well.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from contract.exchange.blobs import Claim
from desktop.storage import blobs, history
from desktop.storage.blobs import Blob, Spoilt
from desktop.storage.replica import Replica
from desktop.storage.status import is_unfinished
from desktop.sync.faults import Cut, OutOfTime
from desktop.sync.replies import Reply, refusal

P = ParamSpec("P")
T = TypeVar("T")
FEWEST_BYTES, FIRST_BYTES, MOST_BYTES = 4 * 1024, 64 * 1024, 2**20
_SMALLER = 4
_CUTS_IN_A_ROW = 5
_TRIES = 3
"""Times that a content is begun anew in one talk because its bytes came wrong."""
_NO_CONTENT, _ELSEWHERE, _NOT_NAMED, _WRONG = 204, 409, 404, 422
_REFUSED = {_NOT_NAMED: "not named", 413: "full"}
"""Answers after which a content waits for another day, and what is noted of it."""


@dataclass(slots=True)
class Pace:
    """Bytes of one request over this road; kept between talks."""

    bytes: int = FIRST_BYTES

    def shrink(self) -> None:
        """After a cut."""
        self.bytes = max(FEWEST_BYTES, self.bytes // _SMALLER)

    def grow(self) -> None:
        """After a request that went well."""
        self.bytes = min(MOST_BYTES, self.bytes * 2)


class Asking(Protocol):
    """Whoever can ask a centre something: the transport, and without any socket the simulator."""

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", *, until: float | None = None
    ) -> Iterator[bytes | Reply]:
        """The bytes of a good answer as they come, or the one Reply of any other. Raises RoadFault."""
        ...


class Lane:
    """Contents of one centre's offices over one road, in a talk that ends at `until`. Raises RoadFault.

    now: the laptop's clock, right or wrong; it says only on which day refused contents are offered again.
    """

    def __init__(
        self,
        replica: Replica,
        transport: Asking,
        centre: history.Centre,
        pace: Pace,
        until: float | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._replica = replica
        self._transport = transport
        self._centre = centre
        self._pace = pace
        self._until = until
        self._now = now

    def _call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._replica.database.call(work, *args, **kwargs).result()

    def run(self) -> None:
        """Sends what waits, oldest first, then fetches what was asked for; what nobody names any more is dropped."""
        offices = self._call(self._offices)
        for number in offices:
            for blob in self._call(blobs.to_send, self._replica, number):
                self._without_cuts(self._send, blob)
        for number in offices:
            for blob in self._call(blobs.to_fetch, self._replica, number):
                self._without_cuts(self._fetch, blob)

    def _offices(self) -> list[int]:
        if not blobs.are_any(self._replica) or is_unfinished(self._replica, self._centre.id):
            return []
        blobs.ask_again(self._replica, int(self._now()))
        blobs.doubt(self._replica)
        blobs.follow_names(self._replica)
        blobs.sweep(self._replica)
        return [standing.realm for standing in history.standings(self._replica, self._centre.id)]

    def _without_cuts(self, work: Callable[[Blob], int], blob: Blob) -> None:
        """Goes on after a cut as long as something moves. `work` gives the bytes that are there by now."""
        cuts, before = 0, -1
        while True:
            try:
                work(blob)
                return
            except Cut:
                self._pace.shrink()
                held = self._call(blobs.find, self._replica, blob.name)
                moved = held is not None and held.up + held.got != before
                before = held.up + held.got if held is not None else before
                cuts = 0 if moved else cuts + 1
                if cuts >= _CUTS_IN_A_ROW or self._is_late():
                    raise

    # ------------------------------------------------------------------------ up

    def _send(self, blob: Blob) -> int:
        offset = self._ask_offset(blob)
        tries = 0
        while offset is not None and offset < blob.name.size and tries < _TRIES:
            self._stop_if_late()
            piece = self._call(blobs.part, self._replica, blob.name, offset, self._pace.bytes)
            if not piece:
                break
            reply = self._put(blob, offset, piece)
            tries += reply.status == _WRONG
            offset = self._note(blob, reply)
            if reply.status == _NO_CONTENT:
                self._pace.grow()
        return offset or 0

    def _ask_offset(self, blob: Blob) -> int | None:
        """Bytes that the centre has, None when the content is not to go."""
        claim = self._claim("HEAD", blob)
        return self._note(blob, self._reply(claim, {}))

    def _put(self, blob: Blob, offset: int, piece: bytes) -> Reply:
        last = offset + len(piece) == blob.name.size
        told = {"Upload-Offset": str(offset), "Upload-Complete": "?1" if last else "?0"}
        return self._reply(self._claim("PATCH", blob, offset, len(piece)), told, piece)

    def _note(self, blob: Blob, reply: Reply) -> int | None:
        """Keeps what the centre said of a content; gives the bytes that it has, None when it takes none of it."""
        if reply.status in _REFUSED:
            self._call(blobs.note_refused, self._replica, blob.name, _REFUSED[reply.status])
            return None
        offset, seq = reply.number("upload-offset"), reply.number("lontar-seq")
        if reply.status not in (_NO_CONTENT, _ELSEWHERE, _WRONG):
            raise refusal(reply)
        if offset is None:
            raise Cut("Jawaban server terputus.")
        if reply.headers.get("upload-complete") == "?1" and seq is not None:
            self._call(blobs.note_sent, self._replica, blob.name, seq)
            return blob.name.size
        self._call(blobs.note_up, self._replica, blob.name, offset)
        return offset

    # ------------------------------------------------------------------------ down

    def _fetch(self, blob: Blob) -> int:
        held = self._call(blobs.find, self._replica, blob.name)
        got = held.got if held is not None else 0
        claim = self._claim("GET", blob, got)
        told = self._told(claim, {"Range": f"bytes={got}-"})
        for piece in self._transport.ask("GET", claim.path, told, until=self._until):
            if isinstance(piece, Reply):
                if piece.status == _NOT_NAMED:
                    return got  # deleted meanwhile, or not yet whole there: the next exchange tells
                raise refusal(piece)
            try:
                got = self._call(blobs.add, self._replica, blob.name, got, piece)
            except Spoilt:
                raise Cut("Isi lampiran rusak di jalan. Akan diambil lagi.") from None
        if got < blob.name.size:
            raise Cut("Jawaban server terputus.")
        return got

    # ------------------------------------------------------------------------ requests

    def _claim(self, method: str, blob: Blob, offset: int = 0, length: int = 0) -> Claim:
        return Claim(
            method=method,
            digest=blob.name.digest,
            device=self._centre.device,
            realm=blob.name.realm,
            attachment=blob.attachment,
            size=blob.name.size,
            offset=offset,
            length=length,
        )

    def _told(self, claim: Claim, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": claim.sealed(self._centre.secret), **headers}

    def _reply(self, claim: Claim, headers: dict[str, str], body: bytes = b"") -> Reply:
        told = self._told(claim, headers)
        for piece in self._transport.ask(claim.method, claim.path, told, body, until=self._until):
            if isinstance(piece, Reply):
                return piece
        raise Cut("Jawaban server terputus.")

    def _is_late(self) -> bool:
        return self._until is not None and time.monotonic() >= self._until

    def _stop_if_late(self) -> None:
        if self._is_late():
            raise OutOfTime("Waktunya habis sebelum semua terkirim. Sisanya menyusul.")
