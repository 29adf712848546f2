"""Why the road failed: each cause by a real server or proxy on loopback that behaves so."""

from __future__ import annotations

import datetime
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.exchange.messages import Time, write_message
from desktop.sync.diagnosis import WHOLE_S, Diagnosis
from desktop.sync.faults import Cause, RoadFault
from desktop.sync.transport import Patience, Transport
from tests.roads.centre import ROOT, Centre, centre
from tests.roads.chaos_proxy import ChaosProxy
from tests.roads.laptop import Laptop
from tests.roads.servers import Serve, answer, answering, certificate, read_request, server, some

IMPATIENT = Patience(connect_s=1, stall_s=1, total_s=3)
ELSEWHERE = "lontar.invalid"
"""A name that no network knows: only a proxy could lead there."""
LOGIN = answer(b"<html>Selamat datang di Hotspot Pulau</html>", "200 OK", "Content-Type: text/html")
TO_LOGIN = answer(b"", "302 Found", "Location: http://login.hotspot.invalid/")


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made


def failure(url: str, **looks: object) -> RoadFault:
    """What a laptop says that asks there."""
    transport = Transport(url, insecure=True, patience=IMPATIENT)
    try:
        with pytest.raises(RoadFault) as caught:
            list(transport.exchange(b"x"))
    finally:
        transport.close()
    diagnosis = Diagnosis(server=transport.server, proxied=bool(transport.proxies), **looks)  # type: ignore[arg-type]
    began = time.monotonic()
    told = diagnosis.of(caught.value)
    assert time.monotonic() - began <= WHOLE_S + 1
    return told


def nobody() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def silent(connection: socket.socket) -> None:
    """Takes the request and says nothing."""
    read_request(connection)
    time.sleep(2)


def page(reply: bytes) -> Serve:
    """Answers a look, which has no body."""

    def serve(connection: socket.socket) -> None:
        some(connection)
        connection.sendall(reply)

    return serve


ANSWERS: dict[str, tuple[Serve, Cause]] = {
    "a redirection to a login page": (answering(TO_LOGIN), Cause.PORTAL),
    "a login page": (answering(LOGIN), Cause.PORTAL),
    "a forbidding page": (answering(answer(b"<html>no</html>", "403 Forbidden")), Cause.PORTAL),
    "a network that wants a sign-in": (answering(answer(b"", "511 Network Authentication Required")), Cause.PORTAL),
    "a proxy that wants a password": (
        answering(answer(b"", "407 Proxy Authentication Required")),
        Cause.PROXY_PASSWORD,
    ),
    "a server that is full": (answering(answer(b"", "503 Service Unavailable")), Cause.BUSY),
    "too many requests": (answering(answer(b"", "429 Too Many Requests", "Retry-After: 9")), Cause.BUSY),
    "a server with a fault": (answering(answer(b"", "500 Internal Server Error")), Cause.SERVER),
    "another program": (answering(answer(b"OK")), Cause.NOT_LONTAR),
    "silence": (silent, Cause.SLOW),
    "a connection hung up": (lambda connection: None, Cause.CUT),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_each_answer_has_a_cause_of_its_own(what: str) -> None:
    serve, cause = ANSWERS[what]
    with server(serve) as port:
        fault = failure(f"http://127.0.0.1:{port}")
    assert fault.cause is cause
    assert str(fault).endswith(".")


def test_a_port_where_nobody_listens_is_a_server_that_is_off() -> None:
    fault = failure(f"http://127.0.0.1:{nobody()}")
    assert fault.cause is Cause.CLOSED
    assert "tidak berjalan" in str(fault)


def test_a_name_that_nobody_knows_is_told_apart_from_a_laptop_without_a_network() -> None:
    url = f"http://{ELSEWHERE}"
    assert failure(url, has_route=lambda: True).cause is Cause.NAME
    fault = failure(url, has_route=lambda: False)
    assert (fault.cause, "tidak terhubung" in str(fault)) == (Cause.NO_LINK, True)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no network namespaces here")
def test_a_laptop_without_any_network_says_so() -> None:
    code = "from desktop.sync.diagnosis import has_route; print(has_route())"
    line = ["unshare", "-rn", sys.executable, "-c", code]
    ran = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        pytest.skip("network namespaces are not allowed here")
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", Cause.PROXY_PASSWORD),
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", Cause.PROXY_REFUSED),
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", Cause.SILENT),
    ],
)
def test_what_a_proxy_says_before_the_secure_road_begins(
    reply: bytes, cause: Cause, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(connection: socket.socket) -> None:
        assert some(connection).startswith(b"CONNECT ")
        connection.sendall(reply)

    with server(serve) as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        fault = failure(f"https://{ELSEWHERE}")
    assert fault.cause is cause
    assert "roxy" in str(fault)


def test_a_proxy_that_is_not_there_and_one_that_forbids_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("http", "https"):
        monkeypatch.setenv(f"{scheme}_proxy", f"http://127.0.0.1:{nobody()}")
        assert failure(f"{scheme}://{ELSEWHERE}").cause is Cause.PROXY
    with server(answering(answer(b"<html>Dilarang</html>", "403 Forbidden"))) as port:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        assert failure(f"http://{ELSEWHERE}").cause is Cause.PROXY_REFUSED


def secure(folder: Path, days: tuple[int, int], monkeypatch: pytest.MonkeyPatch, *, trusted: bool) -> ssl.SSLContext:
    context, file = certificate(folder, *days)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return context


def day(days: int) -> str:
    """The year and the day of the month so many days from now, as the sentence tells them."""
    at = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
    local = at.astimezone()
    return rf"{local.day} \w+ {local.year}"


def test_a_certificate_of_later_days_names_the_laptops_day_and_the_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = secure(tmp_path, (40, 90), monkeypatch, trusted=True)
    with server(page(answer(b"")), context) as port:
        fault = failure(f"https://127.0.0.1:{port}", web_port=nobody())
    assert fault.cause is Cause.CLOCK
    assert fault.args[0].startswith("Tanggal laptop ")
    assert re.search(f"{day(0)}.*{day(40)}", str(fault))


@pytest.mark.parametrize("days_at_server", [0, -40, None])
def test_a_certificate_that_ran_out_is_the_servers_fault_only_when_the_day_is_right(
    days_at_server: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = secure(tmp_path, (-90, -9), monkeypatch, trusted=True)
    told = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days_at_server or 0)
    head = [told.strftime("Date: %a, %d %b %Y %H:%M:%S GMT")] if days_at_server is not None else []

    with server(page(answer(b"", "200 OK", *head)), context) as port:
        fault = failure(f"https://127.0.0.1:{port}", web_port=nobody())
    assert fault.cause is (Cause.CERTIFICATE_OVER if days_at_server == 0 else Cause.CLOCK)
    assert ("tanggal server" in str(fault)) == (days_at_server == -40)


def test_a_foreign_certificate_is_a_hotspots_where_plain_http_is_answered_by_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = secure(tmp_path, (-1, 9), monkeypatch, trusted=False)
    with server(page(answer(b"")), context) as port:
        url = f"https://127.0.0.1:{port}"
        fault = failure(url, web_port=nobody())
        assert (fault.cause, "127.0.0.1" in str(fault)) == (Cause.CERTIFICATE, True)
        for reply in (TO_LOGIN, LOGIN):
            with server(page(reply)) as web:
                assert failure(url, web_port=web).cause is Cause.PORTAL
        honest = answer(b"", "301 Moved Permanently", "Location: https://127.0.0.1/")
        with server(page(honest)) as web:
            assert failure(url, web_port=web).cause is Cause.CERTIFICATE


def test_the_looks_end_in_time_and_at_once_when_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def serve(_: socket.socket) -> None:
        over.wait(10)

    with server(serve) as mute:
        fault = RoadFault("x").because(Cause.CERTIFICATE)
        for cancelled, least, most in ((False, 2, WHOLE_S + 1), (True, 0, 1)):
            began = time.monotonic()
            diagnosis = Diagnosis(server="https://127.0.0.1", web_port=mute)
            assert diagnosis.of(fault, lambda cancelled=cancelled: cancelled).cause is Cause.CERTIFICATE  # type: ignore[misc]
            assert least <= time.monotonic() - began <= most
        over.set()


def test_a_talk_tells_the_cause_in_its_report(proxy: ChaosProxy, adi: Laptop) -> None:
    adi.open_class(people=1)
    proxy.pull()
    fault = adi.conversation.talk().fault
    assert isinstance(fault, RoadFault)
    assert fault.cause is Cause.CLOSED
    proxy.plug()
    proxy.road.answer = TO_LOGIN
    fault = adi.conversation.talk().fault
    assert isinstance(fault, RoadFault)
    assert fault.cause is Cause.PORTAL
    proxy.road.answer = None
    assert adi.sync().pending == 0


def test_words_of_a_frame_are_no_page() -> None:
    with server(answering(answer(write_message(Time(1_753_400_000))))) as port:
        transport = Transport(f"http://127.0.0.1:{port}", patience=IMPATIENT)
        assert len(list(transport.exchange(b"x"))) == 1
        transport.close()
