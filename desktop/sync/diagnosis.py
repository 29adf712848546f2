"""Why the road failed, told apart by looking once more: a route, the certificate, what plain http answers.

Only after a failure, for seconds at most, and nothing of the laptop's work goes along.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from cryptography import x509

from contract.training.indonesian_dates import MONTHS
from desktop.sync.failures import no_link
from desktop.sync.faults import Cause, NotOurs, NotReachable, RoadFault, Untrusted
from desktop.sync.replies import is_page, portal

WHOLE_S = 5.0
"""Seconds that all looks together may take."""
_ONE_S = 2.5
_LOOK_S = 0.05
_SAME_DAY_S = 86_400
_WEB = 80
_SOMEWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses kept for examples: asking for the way there sends nothing."""
_HEAD = 2048


def has_route() -> bool:
    """Whether this laptop is in any network: asked of the system, without a packet."""
    for address, family in _SOMEWHERE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asked:
                asked.connect((address, 9))
        except OSError:
            continue
        return True
    return False


@dataclass(slots=True)
class _Seen:
    """What the looks have found; None for what was not seen in time."""

    route: bool = True
    begins: datetime | None = None
    ends: datetime | None = None
    issuer: str = ""
    there: datetime | None = None
    login: bool = False
    done: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Looks at one road after it failed. web_port: where plain http is answered, by a hotspot's page if need be."""

    server: str
    proxied: bool = False
    web_port: int = _WEB
    has_route: Callable[[], bool] = has_route
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def of(self, fault: RoadFault, is_cancelled: Callable[[], bool] = lambda: False) -> RoadFault:
        """The same fault, with the cause that the looks have shown; after WHOLE_S, or when cancelled, as it was."""
        if fault.cause not in _WORTH_A_LOOK:
            return fault
        if self.proxied:
            return self._at_proxy(fault)
        seen = _Seen()
        threading.Thread(target=self._look, args=(seen, fault), name="lontar-look", daemon=True).start()
        ends = time.monotonic() + WHOLE_S
        while not seen.done.wait(_LOOK_S) and time.monotonic() < ends and not is_cancelled():
            pass
        return self._told(fault, seen)

    def _at_proxy(self, fault: RoadFault) -> RoadFault:
        """Behind a proxy there is nothing to look at directly."""
        if isinstance(fault, NotOurs) and fault.cause is Cause.PORTAL:
            refused = "Proxy jaringan ini menolak jalan ke server Lontar. Minta petugas jaringan kantor membukanya."
            return fault.because(Cause.PROXY_REFUSED, refused)
        return fault

    def _look(self, seen: _Seen, fault: RoadFault) -> None:
        """Runs on a thread of its own, which whoever waits may leave behind."""
        parts = urlsplit(self.server)
        host, secure = parts.hostname or "", parts.scheme == "https"
        if isinstance(fault, NotReachable):
            seen.route = self.has_route()
        if seen.route and isinstance(fault, Untrusted):
            _look_at_certificate(seen, host, parts.port or 443)
        if seen.route and secure and fault.cause is not Cause.NAME:
            seen.login = _is_login(host, self.web_port)
        seen.done.set()

    def _told(self, fault: RoadFault, seen: _Seen) -> RoadFault:
        if not seen.route:
            return fault.because(Cause.NO_LINK, str(no_link()))
        if seen.login:
            return fault.because(Cause.PORTAL, str(portal()))
        if isinstance(fault, Untrusted):
            return self._of_certificate(fault, seen)
        return fault

    def _of_certificate(self, fault: Untrusted, seen: _Seen) -> RoadFault:
        now = self.now()
        if fault.cause is Cause.CERTIFICATE:
            by = f" (dibuat oleh {seen.issuer})" if seen.issuer else ""
            return fault.because(
                Cause.CERTIFICATE,
                f"Sertifikat server tidak dipercaya laptop ini{by}, jadi tidak ada yang dikirim. "
                "Coba jaringan lain; bila tetap begini, hubungi pengelola server.",
            )
        if seen.begins is not None and now < seen.begins:
            return fault.because(
                Cause.CLOCK,
                f"Tanggal laptop {_day(now)}, padahal sertifikat server baru berlaku sejak {_day(seen.begins)}. "
                "Betulkan tanggal dan jam laptop, lalu kirim lagi.",
            )
        if seen.ends is None or now <= seen.ends:
            return fault
        if seen.there is not None and abs((seen.there - now).total_seconds()) < _SAME_DAY_S:
            return fault.because(
                Cause.CERTIFICATE_OVER,
                f"Sertifikat server habis masa berlakunya pada {_day(seen.ends)}; tanggal laptop sudah benar. "
                "Hubungi pengelola server. Pekerjaan aman di laptop ini.",
            )
        there = f" dan tanggal server {_day(seen.there)}" if seen.there is not None else ""
        return fault.because(
            Cause.CLOCK,
            f"Tanggal laptop {_day(now)}, padahal sertifikat server hanya berlaku sampai {_day(seen.ends)}{there}. "
            "Betulkan tanggal laptop; bila tanggalnya sudah benar, hubungi pengelola server.",
        )


_WORTH_A_LOOK = {
    Cause.NAME,
    Cause.CLOSED,
    Cause.SILENT,
    Cause.CUT,
    Cause.CLOCK,
    Cause.CERTIFICATE,
    Cause.NOT_LONTAR,
    Cause.PORTAL,
}


def _day(moment: datetime) -> str:
    """A day as people write it, by this laptop's calendar."""
    local = moment.astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def _look_at_certificate(seen: _Seen, host: str, port: int) -> None:
    """The dates of the certificate and the day at the server: hints for people, so nobody has to have proven them."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    asked = http.client.HTTPSConnection(host, port, timeout=_ONE_S, context=context)
    try:
        asked.connect()
        shown = asked.sock.getpeercert(binary_form=True)
        if shown:
            _note_certificate(seen, shown)
        asked.request("HEAD", "/")
        told = asked.getresponse().getheader("Date")
        seen.there = parsedate_to_datetime(told) if told else None
    except (OSError, http.client.HTTPException, ValueError):
        pass  # what was seen before stands
    finally:
        asked.close()


def _note_certificate(seen: _Seen, shown: bytes) -> None:
    certificate = x509.load_der_x509_certificate(shown)
    seen.begins, seen.ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    names = certificate.issuer.get_attributes_for_oid(x509.NameOID.ORGANIZATION_NAME)
    names += certificate.issuer.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    name = str(names[0].value) if names else ""
    seen.issuer = "".join(sign for sign in name if sign.isprintable())[:60]


def _is_login(host: str, port: int) -> bool:
    """Whether plain http is answered by a page to sign in, as a hotspot does in everybody's place.

    A redirection to https of the same name is what an honest server says.
    """
    asked = http.client.HTTPConnection(host, port, timeout=_ONE_S)
    try:
        asked.request("GET", "/", headers={"Connection": "close"})
        answer = asked.getresponse()
        if answer.status == http.client.NETWORK_AUTHENTICATION_REQUIRED:
            return True
        if 300 <= answer.status < 400:
            aim = urlsplit(answer.getheader("Location") or "")
            return aim.hostname is not None and aim.hostname.lower() != host.lower()
        return answer.status == http.client.OK and is_page(answer.read(_HEAD))
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        asked.close()
