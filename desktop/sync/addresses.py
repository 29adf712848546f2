"""Addresses of servers, as people type them and as they are kept."""

from __future__ import annotations

from urllib.parse import urlsplit

from desktop.sync.faults import BadServer

EVERYWHERE = "0.0.0.0"
"""All addresses of this machine: the laptops beside it are to find it."""
HUB_PORT = 8153
"""Where a hub listens when nobody says otherwise."""
_LOOPBACK = {"localhost", "::1"}


def server_address(text: str) -> str:
    """A server's address as kept: with scheme, without path. Raises BadServer."""
    typed = text.strip()
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        right = parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/") and parts.port != 0
        strange = parts.username is not None or parts.query or parts.fragment or " " in parts.netloc
        right = right and not strange and parts.netloc.isascii() and not parts.netloc.endswith(":")
    except ValueError:
        right = False
    if not right:
        raise BadServer(f'"{text}" bukan alamat server. Tulis seperti https://lontar.contoh.go.id.')
    return f"{parts.scheme}://{parts.netloc.lower()}"


def is_loopback(address: str) -> bool:
    """Whether a kept address is this very machine, where nobody can listen in between."""
    host = urlsplit(address).hostname or ""
    return host in _LOOPBACK or host.startswith("127.")


def hub_address(text: str) -> str:
    """A hub's address as kept, typed as on its screen: "192.168.1.20" or with a port. Raises BadServer."""
    typed = text.strip()
    found = server_address(typed if "://" in typed else f"http://{typed}")
    return found if urlsplit(found).port is not None else f"{found}:{HUB_PORT}"
