"""Answers that are no frames, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.exchange.turns import read_turn
from desktop.sync.faults import Cause, NotOurs, NotReachable, Refused, RoadFault, ServerBusy, Stalled, Stranger


@dataclass(frozen=True, slots=True)
class Reply:
    """A short answer, read whole."""

    status: int
    body: bytes
    retry_after_s: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """A header's number, None where it has none."""
        text = self.headers.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def not_ours() -> NotOurs:
    """Something else answered in the server's place."""
    return NotOurs(
        "Yang menjawab bukan server Lontar. Bila memakai hotspot, buka peramban dan masuk dulu; lalu periksa alamatnya."
    )


def is_page(content: bytes) -> bool:
    """Whether something begins as a page for a browser does; no frame and no answer of a Lontar server does."""
    return content.lstrip()[:1] == b"<"


def portal() -> NotOurs:
    """A page for people answered in the server's place."""
    return NotOurs(
        "Hotspot atau jaringan ini meminta masuk dulu. Buka peramban, masuk di halamannya, lalu kirim lagi. "
        "Bila tidak ada halaman masuk, periksa alamat server."
    ).because(Cause.PORTAL)


def asks_password() -> NotReachable:
    """The proxy of this network wants a name and a password."""
    return NotReachable(
        "Proxy jaringan ini meminta nama dan sandi. Minta petugas jaringan kantor membuka jalan ke server Lontar."
    ).because(Cause.PROXY_PASSWORD)


def refusal(reply: Reply) -> RoadFault:
    """What an answer other than 200 means."""
    if 300 <= reply.status < 400 or reply.status == 511 or (reply.status in (403, 404) and is_page(reply.body)):
        return portal()
    match reply.status:
        case 407:
            return asks_password()
        case 403:
            return Stranger("Server tidak mengenal laptop ini. Minta kode baru kepada pengelola, lalu bergabung lagi.")
        case 408:
            return Stalled("Sambungan macet: tidak ada yang bergerak. Sisanya menyusul.")
        case 503 | 429:
            return _busy(reply)
        case 500 | 502 | 504:
            return ServerBusy("Server sedang bermasalah. Pekerjaan aman; akan dicoba lagi.", 60).because(Cause.SERVER)
        case 400 | 413 | 426:
            return Refused("Server tidak memahami program ini. Perbarui Lontar, atau hubungi pengelola server.")
        case _:
            return not_ours()


def _busy(reply: Reply) -> ServerBusy:
    turn = read_turn(reply.body)
    if turn is None:
        return ServerBusy("Server sedang penuh. Akan dicoba lagi.", reply.retry_after_s or 15)
    wait_s, position = turn
    return ServerBusy(
        f"Server sedang melayani banyak laptop; laptop ini urutan {position}. "
        "Pekerjaan aman dan dikirim sendiri pada gilirannya.",
        wait_s,
        position,
    )
