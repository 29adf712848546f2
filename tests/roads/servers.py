"""Small servers on loopback that answer as told, and certificates for them."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Serve = Callable[[socket.socket], None]


def answer(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A whole HTTP answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]).encode() + body


def some(connection: socket.socket) -> bytes:
    """A few bytes; an error when the other side has hung up."""
    got = connection.recv(65536)
    if not got:
        raise ConnectionResetError("the other side hung up")
    return got


def read_request(connection: socket.socket) -> bytes:
    """One request, to its end."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += some(connection)
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    while len(body) < length:
        body += some(connection)
    return head + b"\r\n\r\n" + body


@contextmanager
def server(serve: Serve, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on loopback that does as told with each connection; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            try:
                plain, _ = listener.accept()
            except TimeoutError:
                continue
            try:
                with closing(context.wrap_socket(plain, server_side=True) if context else plain) as connection:
                    connection.settimeout(10)
                    serve(connection)
            except OSError:
                plain.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        thread.join()
        listener.close()


def answering(*answers: bytes) -> Serve:
    """Answers each request of a connection with the next of these, then hangs up."""

    def serve(connection: socket.socket) -> None:
        for each in answers:
            read_request(connection)
            connection.sendall(each)

    return serve


def certificate(folder: Path, days_from: int, days_to: int) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate of its own for 127.0.0.1, valid between these days from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(now + datetime.timedelta(days=days_from))
        .not_valid_after(now + datetime.timedelta(days=days_to))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file
