"""The cable between the laptop and the centre: a relay of its own socket that can be pulled out and put back."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

_CHUNK = 65_536
_HOST = "127.0.0.1"


class Cable:
    """Relays connections from its port to the centre's; pulled out, nothing answers at its port.

    Counts the bytes of both directions as they pass: what HTTP really costs, headers too.
    """

    def __init__(self, port: int = 0) -> None:
        self._centre = 0
        self._lock = threading.Lock()
        self._live: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self.port = port
        self.bytes_up = 0
        self.bytes_down = 0
        self.plug()

    def lead_to(self, centre_port: int) -> None:
        """Names the centre's port; connections made from now on go there."""
        self._centre = centre_port

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return self._listener is not None

    def plug(self) -> None:
        """Puts the cable in. Takes another port when its own was taken meanwhile."""
        if self._listener is not None:
            return
        self._listener = self._listen()
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), name="cable", daemon=True).start()

    def _listen(self) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_HOST, self.port))
        except OSError:
            listener.bind((_HOST, 0))
        listener.listen()
        return listener

    def unplug(self) -> None:
        """Pulls the cable out: what is under way breaks off, and nothing new gets through."""
        listener, self._listener = self._listener, None
        if listener is not None:
            # Closing alone does not wake a thread that waits in accept() on Linux.
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        with self._lock:
            live, self._live = self._live, set()
        for end in live:
            _cut(end)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), name="cable", daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection((_HOST, self._centre), timeout=10)
        except OSError:
            _cut(near)
            return
        far.settimeout(None)
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._live |= {near, far}
        threading.Thread(target=self._relay, args=(far, near, False), name="cable", daemon=True).start()
        self._relay(near, far, True)

    def _relay(self, source: socket.socket, target: socket.socket, up: bool) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                with self._lock:
                    self.bytes_up += len(data) if up else 0
                    self.bytes_down += 0 if up else len(data)
                target.sendall(data)
        for end in (source, target):
            _cut(end)
        with self._lock:
            self._live -= {source, target}


def _cut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
