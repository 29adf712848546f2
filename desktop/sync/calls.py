"""One request under way, between the thread that makes it and whoever waits for its answer."""

from __future__ import annotations

import queue
import socket
import threading
import time

from desktop.sync.replies import Reply
from desktop.sync.speed import Sample

_WAITING_PIECES = 64
LOOK_S = 0.2
"""How often whoever waits looks whether to stop."""


class Call:
    """One request under way. Its thread writes, whoever waits reads."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[bytes | Reply | Sample | Exception | None] = queue.Queue(_WAITING_PIECES)
        self.moved = time.monotonic()
        self.left = threading.Event()
        self.connection: socket.socket | None = None
        self.bytes_up = self.bytes_down = 0
        self.connected_anew = False
        self.connect_s = 0.0
        self.begun_at = self.answered_at = 0.0
        self.answered = False

    def note(self) -> None:
        """A byte moved."""
        self.moved = time.monotonic()

    def put(self, piece: bytes | Reply | Sample | Exception | None) -> bool:
        """Hands on a piece; False when nobody waits any more."""
        while not self.left.is_set():
            try:
                self.pieces.put(piece, timeout=LOOK_S)
            except queue.Full:
                continue
            return True
        return False

    def sample(self) -> Sample:
        """What this request, which has its whole answer, shows of the road."""
        connect_s = self.connect_s if self.connected_anew else None
        rest_s = self.moved - self.answered_at
        return Sample(connect_s, self.bytes_up, self.answered_at - self.begun_at, self.bytes_down, rest_s)

    def leave(self) -> None:
        """Nobody waits any more: the thread is woken and ends."""
        self.left.set()
        if self.connection is not None:
            try:
                self.connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it was closed already
