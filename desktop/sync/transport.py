"""The road to one centre: one kept connection, heads as small as HTTP allows, frames as they come.

Each request runs on a thread of its own: a thread that waits for the network can't be stopped, only left, and whoever
waits here may stop at any moment, notices when nothing moves, and never waits beyond the whole time allowed.
"""

from __future__ import annotations

import os
import queue
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ProtocolError
from urllib3.util import SKIP_HEADER

from contract.exchange.frames import FrameReader, FrameType
from contract.exchange.malformed import Malformed
from desktop.sync.addresses import is_loopback, server_address
from desktop.sync.calls import LOOK_S, Call
from desktop.sync.failures import Circumstances, fault_of
from desktop.sync.faults import Cancelled, Cut, Gone, OutOfTime, PlainRoad, RoadFault, Stalled
from desktop.sync.pieces import PIECE, WORTH_ASKING, Pieces
from desktop.sync.replies import Reply, is_page, not_ours, portal, refusal
from desktop.sync.speed import Sample

_SHORT_ANSWER = 8192
_GOOD = (requests.codes.ok, requests.codes.partial_content)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds allowed: for a connection, without any byte moving, and for one request whole."""

    connect_s: float = 20
    stall_s: float = 60
    total_s: float = 1800


@dataclass(slots=True)
class Traffic:
    """Requests made and bytes with their heads, both ways."""

    requests: int = 0
    bytes_up: int = 0
    bytes_down: int = 0


_here = threading.local()


class _Noted:
    """A connection that tells the call of its thread what it does."""

    sock: socket.socket | None

    def connect(self) -> None:
        began = time.monotonic()
        super().connect()  # type: ignore[misc]
        call: Call = _here.call
        call.connection, call.connected_anew = self.sock, True
        call.connect_s, call.begun_at = time.monotonic() - began, 0.0
        call.note()

    def send(self, data: Any) -> None:
        call: Call = _here.call
        if call.left.is_set():
            raise ConnectionAbortedError("nobody waits any more")
        if self.sock is not None:
            call.connection = self.sock
        call.begun_at = call.begun_at or time.monotonic()
        super().send(data)  # type: ignore[misc]
        call.bytes_up += len(data)
        call.note()


class _Plain(_Noted, HTTPConnection):
    pass


class _Secure(_Noted, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _Adapter(HTTPAdapter):
    """One connection, no retries of its own."""

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}


class _Asked(NamedTuple):
    """A request."""

    path: str
    body: bytes
    method: str = "POST"
    headers: Mapping[str, str] = {}


class Transport:
    """The road to one centre. One request at a time; `cancel` may be called from any thread.

    Raises BadServer, and PlainRoad for plain http to another machine unless `insecure`. direct: never over a proxy.
    """

    def __init__(
        self, server: str, *, insecure: bool = False, patience: Patience | None = None, direct: bool = False
    ) -> None:
        self.server = server_address(server)
        self.patience = patience or Patience()
        self.traffic = Traffic()
        self.samples: list[Sample] = []
        """Of the requests that went well; whoever keeps them takes them away."""
        self._cancelled = threading.Event()
        self._session: requests.Session | None = None
        self._frames = FrameReader()
        is_here = is_loopback(self.server)
        if self.server.startswith("http://") and not is_here and not insecure:
            raise PlainRoad(
                "Alamat http:// dapat dibaca orang lain di jaringan. Pakai https://, atau izinkan dengan --insecure."
            )
        self.proxies = {} if is_here or direct else {k: v for k, v in get_environ_proxies(self.server).items() if v}

    def cancel(self) -> None:
        """Ends the request under way within moments, and every later one until `allow`."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether somebody wants no more requests."""
        return self._cancelled.is_set()

    def allow(self) -> None:
        """Requests may be made again."""
        self._cancelled.clear()

    def take_samples(self) -> list[Sample]:
        """What requests have shown of the road since it was asked last."""
        taken, self.samples = self.samples, []
        return taken

    def close(self) -> None:
        """Gives up the kept connection."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def exchange(
        self, body: bytes, rows: int | None = None, *, until: float | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """The frames of the answer as they come; `rows` asks for so many rows in a frame at most.

        `until`: a time.monotonic() at which to stop, if that comes before the whole time allowed. Raises RoadFault.
        """
        frames = self._frames = FrameReader()
        begun = page = False
        for piece in self._ask(_Asked("/s" if rows is None else f"/s/{rows}", body), until):
            if isinstance(piece, Reply):
                raise refusal(piece)
            try:
                for kind, payload in frames.feed(piece):
                    if not begun and kind != FrameType.TIME:
                        raise portal() if is_page(piece) else not_ours()
                    begun = True
                    yield kind, payload
            except Malformed as error:
                if begun:
                    raise Cut("Jawaban server rusak di jalan.") from error
                raise (portal() if is_page(piece) else not_ours()) from error
            page = page or (not begun and is_page(piece))
        if not begun:
            raise portal() if page else not_ours()
        if frames.holds_part:
            raise Cut("Jawaban server terputus.")

    @property
    def unfinished(self) -> bytes:
        """What came of the frame that was under way when the last answer was cut."""
        return self._frames.held

    def fetch(self, path: str, start: int, *, until: float | None = None) -> Iterator[bytes]:
        """The bytes of a file from `start` on, as they come. Raises RoadFault, and Gone when it is not there."""
        for piece in self.ask("GET", path, {"Range": f"bytes={start}-"}, until=until):
            if isinstance(piece, Reply):
                raise Gone("Berkas itu tidak ada lagi.") if piece.status in (404, 410, 416) else refusal(piece)
            yield piece

    def post(self, path: str, body: bytes, most: int = _SHORT_ANSWER, *, until: float | None = None) -> Reply:
        """A short answer, whole, of not much more than `most` bytes. Raises RoadFault."""
        for piece in self._ask(_Asked(path, body), until, short=most):
            if isinstance(piece, Reply):
                return piece
        raise Cut("Jawaban server terputus.")

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", *, until: float | None = None
    ) -> Iterator[bytes | Reply]:
        """The bytes of a good answer as they come, or the one Reply of any other. Raises RoadFault."""
        yield from self._ask(_Asked(path, body, method, headers), until)

    def _ask(self, asked: _Asked, until: float | None = None, *, short: int = 0) -> Iterator[bytes | Reply]:
        """The pieces of the answer. The thread that fetches them is left behind when nobody asks on."""
        call = Call()
        session, self._session = self._session or _new_session(), None
        thread = threading.Thread(
            target=self._fetch, args=(call, session, asked, short), name="lontar-road", daemon=True
        )
        thread.start()
        self.traffic.requests += 1
        try:
            yield from self._pieces_of(call, until)
            self._session = session
        finally:
            if self._session is None:
                call.leave()
            self.traffic.bytes_up += call.bytes_up
            self.traffic.bytes_down += call.bytes_down

    def _pieces_of(self, call: Call, until: float | None) -> Iterator[bytes | Reply]:
        waited_since = time.monotonic()
        ends = waited_since + self.patience.total_s
        while True:
            if self._cancelled.is_set():
                raise Cancelled("Sinkronisasi dihentikan. Yang sudah tiba tetap tersimpan.")
            now = time.monotonic()
            if until is not None and now > until:
                raise OutOfTime("Waktunya habis sebelum semua terkirim. Sisanya menyusul.")
            if now > ends:
                raise Stalled("Sambungan terlalu lambat. Sisanya menyusul.")
            if now - max(call.moved, waited_since) > self.patience.stall_s:
                raise Stalled("Sambungan macet: tidak ada yang bergerak. Sisanya menyusul.")
            try:
                piece = call.pieces.get(timeout=LOOK_S)
            except queue.Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise _translated(piece, call) from piece
            if isinstance(piece, Sample):
                self.samples.append(piece)
                continue
            yield piece
            # What the receiver takes to work on a piece is no waiting for the road.
            waited_since = time.monotonic()

    def _fetch(self, call: Call, session: requests.Session, asked: _Asked, short: int) -> None:
        """Runs on the call's thread."""
        _here.call = call
        try:
            response = self._send(call, session, asked)
            _take(call, response, short)
            call.put(call.sample())
            call.put(None)
        except (requests.RequestException, HTTPError, OSError) as error:
            session.close()
            call.put(error)

    def _send(self, call: Call, session: requests.Session, asked: _Asked) -> requests.Response:
        try:
            return self._make(session, asked)
        except requests.ConnectionError:
            # A kept connection that the other side had closed already: nothing was answered, so once more, anew.
            if call.connected_anew or call.left.is_set() or len(asked.body) > WORTH_ASKING:
                raise
            session.close()
            return self._make(session, asked)

    def _make(self, session: requests.Session, asked: _Asked) -> requests.Response:
        # Both headers are none: the names are only there to keep the libraries from adding their own.
        bare = {"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER, **asked.headers}
        content = Pieces(asked.body) if asked.body or asked.method == "POST" else None
        request = requests.Request(asked.method, self.server + asked.path, data=content, headers=bare).prepare()
        return session.send(
            request,
            stream=True,
            timeout=(self.patience.connect_s, self.patience.stall_s),
            allow_redirects=False,
            proxies=self.proxies,
            verify=os.environ.get("SSL_CERT_FILE") or True,
        )


def _new_session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no passwords out of ~/.netrc; proxies are asked for above
    adapter = _Adapter()
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _take(call: Call, response: requests.Response, short: int) -> None:
    """Hands on the answer: in pieces, or whole when it is short or no success."""
    call.answered, call.answered_at = True, time.monotonic()
    call.note()
    call.bytes_down += 12 + len(response.reason or "") + 3
    call.bytes_down += sum(len(name) + len(value) + 4 for name, value in response.raw.headers.items()) + 2
    whole = bytearray()
    some = False
    for piece in _body_of(response, call):
        call.note()
        some = True
        if not short and response.status_code in _GOOD:
            if not call.put(piece):
                return
        elif len(whole) < (short or _SHORT_ANSWER):
            whole += piece
    if not some and response.status_code in _GOOD:
        # Every answer of ours has a body; a head that is cut looks like a whole one to the library.
        raise ProtocolError("nothing behind the head")
    if short or response.status_code not in _GOOD:
        wait = response.headers.get("Retry-After", "")
        wait_s = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 6 else None
        call.put(Reply(response.status_code, bytes(whole), wait_s, response.headers))
    response.raw.release_conn()


def _body_of(response: requests.Response, call: Call) -> Iterator[bytes]:
    """The body as it comes off the socket, whatever its length."""
    raw = response.raw
    if raw.chunked:
        for piece in raw.read_chunked(decode_content=False):
            call.bytes_down += len(piece) + len(f"{len(piece):x}") + 4
            yield piece
        call.bytes_down += 5
        return
    while piece := raw.read1(PIECE, decode_content=False):
        call.bytes_down += len(piece)
        yield piece


def _translated(error: Exception, call: Call) -> RoadFault:
    """Our own fault for one of the libraries'."""
    circumstances = Circumstances(
        begun=bool(call.answered or call.bytes_up),
        stalled=isinstance(error, requests.exceptions.ReadTimeout),
        at_proxy=isinstance(error, requests.exceptions.ProxyError),
    )
    return fault_of(error, circumstances)
