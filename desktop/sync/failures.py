"""What an error of the network means, as far as the error itself tells. Only `diagnosis` asks the network more."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from dataclasses import dataclass

from desktop.sync.faults import Cause, Cut, NotOurs, NotReachable, RoadFault, Stalled, Untrusted
from desktop.sync.replies import asks_password

NOT_YET_VALID, EXPIRED = 9, 10
"""What OpenSSL calls a certificate whose time is not now."""
_NO_LINK = {errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the transport knows of a request that failed.

    begun: bytes had gone up. stalled: it waited for an answer too long. at_proxy: it was on the way to a proxy.
    """

    begun: bool
    stalled: bool
    at_proxy: bool


def no_link() -> NotReachable:
    """This laptop is in no network."""
    return NotReachable(
        "Laptop ini tidak terhubung ke jaringan. Nyalakan Wi-Fi atau hotspot; pekerjaan aman di laptop ini."
    ).because(Cause.NO_LINK)


def fault_of(error: BaseException, known: Circumstances) -> RoadFault:
    """Our own fault for an error of the libraries beneath the transport."""
    if known.at_proxy:
        return _of_proxy(error)
    certificate = inside(error, ssl.SSLCertVerificationError)
    if isinstance(certificate, ssl.SSLCertVerificationError):
        if certificate.verify_code in (NOT_YET_VALID, EXPIRED):
            return Untrusted(
                "Sertifikat server tidak berlaku pada tanggal laptop ini. Periksa tanggal dan jam laptop dulu."
            ).because(Cause.CLOCK)
        return Untrusted("Sertifikat server tidak dapat dipercaya. Mungkin hotspot meminta masuk dulu.")
    if inside(error, ssl.SSLError) is not None:
        return NotOurs("Alamat ini tidak menjawab dengan aman (https). Periksa alamat server atau hotspot.")
    if known.stalled or (known.begun and inside(error, TimeoutError) is not None):
        return Stalled("Sambungan macet: tidak ada yang bergerak. Sisanya menyusul.")
    if known.begun:
        return Cut("Sambungan ke server terputus. Sisanya menyusul.")
    return _of_connecting(error)


def _of_connecting(error: BaseException) -> NotReachable:
    if inside(error, socket.gaierror) is not None:
        return NotReachable(
            "Nama server tidak ditemukan di jaringan ini. Periksa sambungan internet, lalu alamat server."
        ).because(Cause.NAME)
    if inside(error, ConnectionRefusedError) is not None:
        return NotReachable(
            "Komputer server ada, tetapi server Lontar di sana tidak berjalan. "
            "Pekerjaan aman dan akan dicoba lagi; bila lama, hubungi pengelola server."
        ).because(Cause.CLOSED)
    seen = inside(error, OSError, with_number=True)
    if isinstance(seen, OSError) and seen.errno in _NO_LINK:
        return no_link()
    return NotReachable("Server tidak dapat dihubungi. Pekerjaan aman di laptop ini; akan dicoba lagi.")


def _of_proxy(error: BaseException) -> NotReachable:
    """A proxy that is not there, or does not let this laptop through."""
    answered = _TUNNEL.search(str(error))
    status = int(answered[1]) if answered else None
    if status == 407:
        return asks_password()
    if status is not None and status < 500:
        return NotReachable(
            "Proxy jaringan ini menolak jalan ke server Lontar. Minta petugas jaringan kantor membukanya."
        ).because(Cause.PROXY_REFUSED)
    if status is not None:
        return NotReachable(
            "Proxy jaringan ini tidak mencapai server. Periksa sambungan internet; akan dicoba lagi."
        ).because(Cause.SILENT)
    return NotReachable(
        "Proxy jaringan ini tidak menjawab. Periksa setelan proxy di laptop, atau tanya petugas jaringan kantor."
    ).because(Cause.PROXY)


def inside(error: BaseException, kind: type[BaseException], *, with_number: bool = False) -> BaseException | None:
    """The error of this kind that caused another, however deep the libraries wrapped it.

    with_number: only one that tells the system's number for it.
    """
    seen: list[BaseException] = [error]
    for found in seen:
        if isinstance(found, kind) and not (with_number and getattr(found, "errno", None) is None):
            return found
        inner = [found.__cause__, found.__context__, getattr(found, "reason", None), *found.args]
        seen += [each for each in inner if isinstance(each, BaseException) and each not in seen]
    return None
