"""Answers that are no frames, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.sync.faults import NotOurs, Refused, RoadFault, ServerBusy, Stalled, Stranger


@dataclass(frozen=True, slots=True)
class Reply:
    """A short answer, read whole."""

    status: int
    body: bytes
    retry_after_s: int | None = None


def not_ours() -> NotOurs:
    """Something else answered in the server's place."""
    return NotOurs(
        "Yang menjawab bukan server Lontar. Bila memakai hotspot, buka peramban dan masuk dulu; lalu periksa alamatnya."
    )


def refusal(reply: Reply) -> RoadFault:
    """What an answer other than 200 means."""
    match reply.status:
        case 403:
            return Stranger("Server tidak mengenal laptop ini. Minta kode baru kepada pengelola, lalu bergabung lagi.")
        case 408:
            return Stalled("Sambungan macet: tidak ada yang bergerak. Sisanya menyusul.")
        case 503 | 429:
            return ServerBusy("Server sedang penuh. Akan dicoba lagi.", reply.retry_after_s or 15)
        case 500 | 502 | 504:
            return ServerBusy("Server sedang bermasalah. Pekerjaan aman; akan dicoba lagi.", 60)
        case 400 | 413 | 426:
            return Refused("Server tidak memahami program ini. Perbarui Lontar, atau hubungi pengelola server.")
        case _:
            return not_ours()
